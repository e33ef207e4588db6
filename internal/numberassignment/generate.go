package numberassignment

import "github.com/hashicorp/terraform-plugin-go/tftypes"

// Redundant says which attributes of an assignment a generated configuration has to do without. State
// has every spelling of what is true, and a configuration must have one: the number says its country and
// type, and the member's e-mail says who they are. What only the provider knows is left to its default,
// since it isn't anything that was found.
func Redundant(config map[string]tftypes.Value) []string {
	names := []string{"country_code", "number_type"}
	if holder, written := config["member_email"]; written && !holder.IsNull() {
		names = append(names, "member_id")
	}
	for name, usual := range map[string]string{"history_on_reassign": historyKeep, "on_destroy": destroyUnassign} {
		var value string
		if config[name].As(&value) == nil && value == usual {
			names = append(names, name)
		}
	}
	return names
}
