package email

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

// Attribute makes a resource's attribute an e-mail address: it adds the type, the validator and the
// plan modifier, the latter in front of those that are there, which then see an unchanged value
// where only the spelling changed.
func Attribute(a schema.StringAttribute) schema.StringAttribute {
	a.CustomType = Type{}
	a.Validators = slices.Concat([]validator.String{Validator()}, a.Validators)
	a.PlanModifiers = slices.Concat([]planmodifier.String{UseStateIfEqual()}, a.PlanModifiers)
	return a
}

// Validator refuses what [Parse] refuses.
func Validator() validator.String { return isAddress{} }

type isAddress struct{}

func (isAddress) Description(context.Context) string {
	return "must be a single e-mail address, like ada@example.com"
}

func (v isAddress) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (isAddress) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	if _, err := Parse(req.ConfigValue.ValueString()); err != nil {
		resp.Diagnostics.AddAttributeError(req.Path, "Not an e-mail address", err.Error())
	}
}

// UseStateIfEqual plans the spelling that is in state where the configuration means the same address,
// so that letter case makes no diff.
func UseStateIfEqual() planmodifier.String { return useStateIfEqual{} }

type useStateIfEqual struct{}

func (useStateIfEqual) Description(context.Context) string {
	return "Letter case makes no difference."
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
