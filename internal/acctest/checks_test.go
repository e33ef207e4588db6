package acctest

import (
	"reflect"
	"strings"
	"testing"

	tfjson "github.com/hashicorp/terraform-json"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
)

func TestMessage(t *testing.T) {
	t.Parallel()
	const output = "╷\n│ Error: Too many\n│ numbers\n│ \n│ Ada holds (6) of\n│ 5.\n╵\n"
	for _, c := range []struct {
		texts []string
		want  bool
	}{
		{[]string{"Too many numbers"}, true},
		{[]string{"Too many numbers", "(6) of 5."}, true},
		{[]string{"(6) of 5.", "Too many numbers"}, false},
		{[]string{"Too numbers"}, false},
		{[]string{"(6) of 5x"}, false},
	} {
		if got := Message(c.texts...).MatchString(output); got != c.want {
			t.Errorf("%q: %v", c.texts, got)
		}
	}
}

func TestOnlyChanges(t *testing.T) {
	t.Parallel()
	plan := func(changes map[string]tfjson.Actions) *tfjson.Plan {
		p := &tfjson.Plan{}
		for address, actions := range changes {
			p.ResourceChanges = append(p.ResourceChanges, &tfjson.ResourceChange{Address: address, Change: &tfjson.Change{Actions: actions}})
		}
		return p
	}
	replaced := tfjson.Actions{tfjson.ActionDelete, tfjson.ActionCreate}
	for _, c := range []struct {
		name string
		plan map[string]tfjson.Actions
		want Changes
		says string
	}{
		{"nothing", map[string]tfjson.Actions{"a.a": {tfjson.ActionNoop}, "data.b": {tfjson.ActionRead}}, nil, ""},
		{"as wanted", map[string]tfjson.Actions{"a.a": {tfjson.ActionUpdate}}, Changes{"a.a": plancheck.ResourceActionUpdate}, ""},
		{"more", map[string]tfjson.Actions{"a.a": {tfjson.ActionDelete}}, nil, "a.a: planned Destroy, want nothing"},
		{"less", nil, Changes{"a.a": plancheck.ResourceActionCreate}, "a.a: planned NoOp, want Create"},
		{"other", map[string]tfjson.Actions{"a.a": replaced}, Changes{"a.a": plancheck.ResourceActionUpdate}, "planned DestroyBeforeCreate, want Update"},
		{"replaced", map[string]tfjson.Actions{"a.a": replaced}, Changes{"a.a": plancheck.ResourceActionReplace}, ""},
		{"replaced in order", map[string]tfjson.Actions{"a.a": replaced}, Changes{"a.a": plancheck.ResourceActionDestroyBeforeCreate}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var resp plancheck.CheckPlanResponse
			onlyChanges{c.want}.CheckPlan(t.Context(), plancheck.CheckPlanRequest{Plan: plan(c.plan)}, &resp)
			if c.says == "" && resp.Error != nil || c.says != "" && (resp.Error == nil || !strings.Contains(resp.Error.Error(), c.says)) {
				t.Errorf("%v, want %q", resp.Error, c.says)
			}
		})
	}
}

func TestValuesSurviveTheRoundTrip(t *testing.T) {
	t.Parallel()
	kind := tftypes.Object{AttributeTypes: map[string]tftypes.Type{
		"s": tftypes.String, "b": tftypes.Bool, "n": tftypes.Number, "f": tftypes.Number, "l": tftypes.List{ElementType: tftypes.String},
		"set": tftypes.Set{ElementType: tftypes.String}, "m": tftypes.Map{ElementType: tftypes.Number},
		"o": tftypes.Object{AttributeTypes: map[string]tftypes.Type{"x": tftypes.String}}, "null": tftypes.String, "u": tftypes.String,
	}}
	want := Attrs{
		"s": "text", "b": true, "n": 5, "f": 0.5, "l": []any{"a", "b"}, "set": []any{"c"}, "m": Attrs{"k": 1},
		"o": Attrs{"x": "y"}, "null": nil, "u": Unknown,
	}
	value := toTerraform(kind, want)
	if got := toGo(decode(kind, encode(value))); !reflect.DeepEqual(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if got := toGo(toTerraform(tftypes.List{ElementType: tftypes.String}, []string{"a"})); !reflect.DeepEqual(got, []any{"a"}) {
		t.Errorf("%v", got)
	}
}
