package e164

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

// Attribute makes a resource's attribute a phone number: it adds the type, the validator and the
// plan modifier, the latter in front of those that are there, which then see an unchanged value
// where only the spelling changed.
func Attribute(a schema.StringAttribute) schema.StringAttribute {
	a.CustomType = Type{}
	a.Validators = slices.Concat([]validator.String{Validator()}, a.Validators)
	a.PlanModifiers = slices.Concat([]planmodifier.String{UseStateIfEqual()}, a.PlanModifiers)
	return a
}

// Validator refuses what [Parse] refuses.
func Validator() validator.String { return isNumber{} }

type isNumber struct{}

func (isNumber) Description(context.Context) string {
	return "must be a phone number with its country code, like +33 6 44 60 00 01"
}

func (v isNumber) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (isNumber) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	if _, err := Parse(req.ConfigValue.ValueString()); err != nil {
		resp.Diagnostics.AddAttributeError(req.Path, "Not a phone number", err.Error())
	}
}

// UseStateIfEqual plans the spelling that is in state where the configuration means the same number,
// so that spaces make no diff.
func UseStateIfEqual() planmodifier.String { return useStateIfEqual{} }

type useStateIfEqual struct{}

func (useStateIfEqual) Description(context.Context) string {
	return "Writing the same number differently changes nothing."
}

func (m useStateIfEqual) MarkdownDescription(ctx context.Context) string { return m.Description(ctx) }

func (useStateIfEqual) PlanModifyString(_ context.Context, req planmodifier.StringRequest, resp *planmodifier.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() || req.StateValue.IsNull() || req.StateValue.IsUnknown() {
		return
	}
	if Equal(req.ConfigValue.ValueString(), req.StateValue.ValueString()) {
		resp.PlanValue = req.StateValue
	}
}
