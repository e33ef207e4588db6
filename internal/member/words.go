package member

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/onoff-community/terraform-provider-onoff/internal/apidiag"
	"github.com/onoff-community/terraform-provider-onoff/internal/directory"
	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
	"github.com/onoff-community/terraform-provider-onoff/internal/wiring"
)

// letGo is how Terraform stops managing a member who stays in the organisation.
const letGo = "To stop managing them and leave them in the organisation, replace the block by:\n\n" +
	"removed {\n  from = onoff_member.NAME\n  lifecycle {\n    destroy = false\n  }\n}\n\n" +
	"with the address of the block in place of onoff_member.NAME, or run: terraform state rm ADDRESS"

var words = apidiag.Words{
	Type: "onoff_member",
	Attributes: map[string]path.Path{
		onoff.CodeFirstNameInvalid:        path.Root("first_name"),
		onoff.CodeLastNameInvalid:         path.Root("last_name"),
		onoff.CodeEmailInvalid:            path.Root("email"),
		onoff.CodeEmailTaken:              path.Root("email"),
		onoff.CodeRoleInvalid:             path.Root("role"),
		onoff.CodeMemberOwner:             path.Root("role"),
		onoff.CodeMemberLastAdministrator: path.Root("role"),
		onoff.CodeDepartmentIDRefsUnknown: path.Root("department_ids"),
	},
	Advice: map[string]string{
		onoff.CodeMemberOwner:             "The owner's role can be neither given nor taken through the API, and the owner can't be deleted. Hand the ownership over in the console, then change the configuration to match.",
		onoff.CodeMemberLastAdministrator: "Make somebody else an admin first; the organisation would have nobody left to manage it.",
		onoff.CodeDepartmentIDRefsUnknown: "One of department_ids names a department that doesn't exist (any more). Refer to onoff_department.NAME.id, so that the department is created before the member.",
	},
}

// reportDelete says why a member couldn't be deleted. For one who still has numbers it names them and
// says how to have them move first.
func (r *Resource) reportDelete(ctx context.Context, diags *diag.Diagnostics, member model, err error) {
	if !onoff.HasCode(err, onoff.CodeMemberHasNumbers) {
		words.Report(diags, "delete the member "+member.called(), err)
		return
	}
	advice := []string{"Move or unassign the numbers first. Deleting a member never takes numbers along."}
	var stuck *directory.Stuck
	if !errors.As(err, &stuck) || len(stuck.Holding) == 0 {
		if held := r.held(ctx, member); held != "" {
			advice = slices.Insert(advice, 0, "Still assigned to them: "+held+".")
		}
	}
	advice = append(advice, apidiag.DeletedFirst("member", "numbers", "onoff_number_assignment"))

	say := words
	say.Advice = maps.Clone(words.Advice)
	say.Advice[onoff.CodeMemberHasNumbers] = strings.Join(advice, "\n\n")
	say.Report(diags, "delete the member "+member.called(), err)
}

// held names the numbers that a member holds. It only adds to an error that is reported anyway, so
// numbers that can't be read are left out of it.
func (r *Resource) held(ctx context.Context, member model) string {
	found, err := r.Session().Directory.Numbers(ctx, onoff.NumberFilter{MemberID: member.ID.ValueString()})
	if err != nil {
		return ""
	}
	numbers := make([]string, 0, len(found))
	for _, number := range found {
		numbers = append(numbers, number.PhoneNumber)
	}
	return wiring.Several(numbers)
}

// reportUnknownRole says that a member can't be managed because nobody knows what their role means.
func reportUnknownRole(diags *diag.Diagnostics, member onoff.Member) {
	diags.AddAttributeError(path.Root("role"), fmt.Sprintf("The role of the member %s isn't known to this provider", member.Email),
		fmt.Sprintf("The API says that the role is %q; this provider knows %s. Nothing was changed, and the state stays as it was.\n\n"+
			"A newer version of the provider may know the role. Until then give the member one of these roles in the console, or leave the member out of this configuration. %s",
			member.Role, strings.Join(roles, ", "), letGo))
}

// warnOfUnknownRole says of a member that they are left out of what is exported.
func warnOfUnknownRole(diags *diag.Diagnostics, member onoff.Member) {
	diags.AddWarning(fmt.Sprintf("The member %s is left out: their role isn't known to this provider", member.Email),
		fmt.Sprintf("The API says that the role is %q; this provider knows %s. A block for them could not be planned. "+
			"A newer version of the provider may know the role; or give the member one of these roles in the console, and list again.",
			member.Role, strings.Join(roles, ", ")))
}
