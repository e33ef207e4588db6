package e164

import (
	"context"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

func TestValueFromTerraform(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		in   tftypes.Value
		want Value
	}{
		{"known", tftypes.NewValue(tftypes.String, "+33 1"), NewValue("+33 1")},
		{"null", tftypes.NewValue(tftypes.String, nil), NewNull()},
		{"unknown", tftypes.NewValue(tftypes.String, tftypes.UnknownValue), NewUnknown()},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got, err := Type{}.ValueFromTerraform(t.Context(), c.in)
			if err != nil || !got.Equal(c.want) {
				t.Errorf("%v, %v; want %v", got, err, c.want)
			}
			if !got.Type(t.Context()).Equal(Type{}) {
				t.Errorf("its type is %v", got.Type(t.Context()))
			}
		})
	}
	if _, err := (Type{}).ValueFromTerraform(t.Context(), tftypes.NewValue(tftypes.Bool, true)); err == nil {
		t.Error("a bool was taken for a number")
	}
	if (Type{}).Equal(types.StringType) || NewValue("a").Equal(types.StringValue("a")) {
		t.Error("a plain string was taken for a number")
	}
}

func TestSemanticEquality(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"+33 6 44 60 00 01", "+33644600001", true},
		{"+33644600001", "+33644600002", false},
		{"3123", "3123", true},
		{"3123", "31 23", false},
	} {
		got, diags := NewValue(c.a).StringSemanticEquals(t.Context(), NewValue(c.b))
		if diags.HasError() || got != c.want {
			t.Errorf("%q and %q: %v, %v", c.a, c.b, got, diags)
		}
		if same := NewValue(c.a).SameAs(NewValue(c.b)); same != c.want {
			t.Errorf("SameAs of %q and %q is %v", c.a, c.b, same)
		}
	}
	if NewNull().SameAs(NewNull()) || NewUnknown().SameAs(NewUnknown()) || NewValue("").SameAs(NewNull()) {
		t.Error("what isn't known is the same as something")
	}
}

func TestValidatorSkipsWhatIsNotKnown(t *testing.T) {
	t.Parallel()
	for value, errors := range map[types.String]int{
		types.StringNull(): 0, types.StringUnknown(): 0, types.StringValue("+33644600001"): 0, types.StringValue("12"): 1,
	} {
		var resp validator.StringResponse
		Validator().ValidateString(t.Context(), validator.StringRequest{Path: path.Root("n"), ConfigValue: value}, &resp)
		if got := resp.Diagnostics.ErrorsCount(); got != errors {
			t.Errorf("%v: %v", value, resp.Diagnostics)
		}
	}
}

func TestUseStateIfEqual(t *testing.T) {
	t.Parallel()
	written, other, stored := types.StringValue("+33 6 44 60 00 01"), types.StringValue("+33 6 44 60 00 02"), types.StringValue("+33644600001")
	for _, c := range []struct {
		name                      string
		config, state, plan, want types.String
	}{
		{"the same number", written, stored, written, stored},
		{"another number", other, stored, other, other},
		{"created", written, types.StringNull(), written, written},
		{"not in configuration", types.StringNull(), stored, types.StringUnknown(), types.StringUnknown()},
		{"not known yet", types.StringUnknown(), stored, types.StringUnknown(), types.StringUnknown()},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			resp := planmodifier.StringResponse{PlanValue: c.plan}
			UseStateIfEqual().PlanModifyString(t.Context(), planmodifier.StringRequest{ConfigValue: c.config, StateValue: c.state, PlanValue: c.plan}, &resp)
			if !resp.PlanValue.Equal(c.want) || resp.RequiresReplace || resp.Diagnostics.HasError() {
				t.Errorf("planned %v, want %v", resp.PlanValue, c.want)
			}
		})
	}
}

func TestAttributeKeepsWhatIsThere(t *testing.T) {
	t.Parallel()
	before := schema.StringAttribute{
		Optional: true, PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()}, MarkdownDescription: "A number.",
	}
	after := Attribute(before)
	if len(before.PlanModifiers) != 1 || len(after.PlanModifiers) != 2 || len(after.Validators) != 1 {
		t.Errorf("%d and %d plan modifiers, %d validators", len(before.PlanModifiers), len(after.PlanModifiers), len(after.Validators))
	}
	if after.PlanModifiers[0] != UseStateIfEqual() {
		t.Error("the modifier doesn't come first: those after it would see a changed value")
	}
	if !after.Optional || after.MarkdownDescription != before.MarkdownDescription || after.CustomType != (Type{}) {
		t.Errorf("%+v", after)
	}
	for _, described := range []interface {
		Description(context.Context) string
		MarkdownDescription(context.Context) string
	}{Validator(), UseStateIfEqual()} {
		if described.Description(t.Context()) == "" || described.MarkdownDescription(t.Context()) == "" {
			t.Errorf("%T has no description", described)
		}
	}
}

// The framework logs what values say of themselves.
func TestValueDoesNotSayWhoseItIs(t *testing.T) {
	t.Parallel()
	for want, v := range map[string]Value{"***": NewValue("+33644000001"), "<null>": NewNull(), "<unknown>": NewUnknown()} {
		if got := v.String(); got != want {
			t.Errorf("it says %q, want %q", got, want)
		}
	}
}
