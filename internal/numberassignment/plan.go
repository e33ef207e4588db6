package numberassignment

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/onoff-community/terraform-provider-onoff/internal/e164"
	"github.com/onoff-community/terraform-provider-onoff/internal/email"
	"github.com/onoff-community/terraform-provider-onoff/internal/wiring"
)

// ModifyPlan works out every value of the plan anew. The attributes depend on each other too much
// for plan modifiers, which see one attribute each: the same number or holder can be written in
// several ways, and only together do they say whether anything changes.
func (r *Resource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if req.Plan.Raw.IsNull() {
		if r.Session() != nil {
			r.Session().Licenses.Freed()
		}
		return
	}
	var config, planned model
	var prior *model
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	resp.Diagnostics.Append(req.Plan.Get(ctx, &planned)...)
	if !req.State.Raw.IsNull() {
		prior = new(model)
		resp.Diagnostics.Append(req.State.Get(ctx, prior)...)
	}
	instance := wiring.Instance(ctx, req.Private, resp.Private, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	proposal, replace := propose(config, prior)
	// These have defaults or no value but the configuration's; the framework has planned them.
	proposal.HistoryOnReassign, proposal.OnDestroy, proposal.Timeouts = planned.HistoryOnReassign, planned.OnDestroy, planned.Timeouts
	resp.Diagnostics.Append(resp.Plan.Set(ctx, proposal)...)
	resp.RequiresReplace.Append(replace...)
	if prior != nil && len(replace) == 0 {
		sayIfOpen(config, *prior, &resp.Diagnostics)
	}
	if r.Session() == nil {
		return
	}
	if r.Session().Directory != nil && known(config.PhoneNumber) {
		r.Session().Directory.Name(config.PhoneNumber.Canonical())
	}
	r.hold(ctx, instance, config, proposal, prior, resp)
	if prior == nil {
		r.warn(ctx, instance, config, proposal, resp)
		r.warnOfLeftover(ctx, config, resp)
	}
}

// propose is what configuration and prior state come to: the planned values, and which attributes
// make a replacement of the change. Prior is nil if there is none. It decides from values alone, so
// that planning again while applying, with more values known, comes to the same.
func propose(config model, prior *model) (model, path.Paths) {
	if prior == nil {
		return proposeNew(config), nil
	}
	if replace := unfit(config, *prior); len(replace) > 0 {
		return proposeNew(config), replace
	}
	plan := config
	proposeNumber(&plan, config, *prior)
	proposeHolder(&plan, config, *prior)
	if config.LicenseID.IsNull() {
		// A number that moves keeps its licence.
		plan.LicenseID = prior.LicenseID
		if prior.LicenseID.IsNull() && !sameHolder(config, *prior) {
			plan.LicenseID = types.StringUnknown()
		}
	}
	return plan, nil
}

// proposeNew plans an assignment that isn't there yet.
func proposeNew(config model) model {
	plan := config
	plan.ID = types.StringUnknown()
	plan.CountryCode = orUnknown(config.CountryCode)
	plan.NumberType = orUnknown(config.NumberType)
	plan.LicenseID = orUnknown(config.LicenseID)
	if config.PhoneNumber.IsNull() {
		plan.PhoneNumber = e164.NewUnknown()
	}
	proposeHolder(&plan, config, model{})
	return plan
}

// unfit says which attributes of the configuration the number in state certainly doesn't fit. What
// isn't known yet doesn't make a replacement: a number that is given back to be taken again may go to
// somebody else in between, and one that on_destroy gives up is lost, maybe for nothing.
func unfit(config, prior model) path.Paths {
	var replace path.Paths
	if known(config.PhoneNumber) && !config.PhoneNumber.SameAs(prior.PhoneNumber) {
		replace.Append(path.Root("phone_number"))
	}
	if differs(config.CountryCode, prior.CountryCode) {
		replace.Append(path.Root("country_code"))
	}
	if differs(config.NumberType, prior.NumberType) {
		replace.Append(path.Root("number_type"))
	}
	return replace
}

// sayIfOpen says what comes of a number that isn't known yet. Terraform holds the provider to what it
// planned: a change in place can't become a replacement while it is applied.
func sayIfOpen(config, prior model, diags *diag.Diagnostics) {
	var name string
	switch {
	case config.PhoneNumber.IsUnknown():
		name = "phone_number"
	case config.CountryCode.IsUnknown():
		name = "country_code"
	case config.NumberType.IsUnknown():
		name = "number_type"
	default:
		return
	}
	diags.AddAttributeWarning(path.Root(name), "Whether the number "+prior.PhoneNumber.Canonical()+" stays isn't known yet",
		"It stays if it still fits once "+name+" is known. If it doesn't, Terraform ends the apply before this block and calls it an inconsistent final plan; "+
			"nothing is lost, and planning again shows the replacement. A number isn't given back as long as it may be needed: somebody else could take it.")
}

// proposeNumber plans to go on with the number in state.
func proposeNumber(plan *model, config, prior model) {
	plan.ID = prior.ID
	if config.PhoneNumber.IsNull() || config.PhoneNumber.SameAs(prior.PhoneNumber) {
		plan.PhoneNumber = prior.PhoneNumber
	}
	if config.CountryCode.IsNull() || alike(config.CountryCode, prior.CountryCode) {
		plan.CountryCode = prior.CountryCode
	}
	if config.NumberType.IsNull() || alike(config.NumberType, prior.NumberType) {
		plan.NumberType = prior.NumberType
	}
}

// proposeHolder plans the holder in all its spellings, with prior the zero model if there is none.
// The validators see to it that exactly one of them is configured.
func proposeHolder(plan *model, config, prior model) {
	if sameHolder(config, prior) {
		if config.MemberEmail.IsNull() || config.MemberEmail.SameAs(prior.MemberEmail) {
			plan.MemberEmail = prior.MemberEmail
		}
		if config.MemberID.IsNull() {
			plan.MemberID = prior.MemberID
		}
		if config.DepartmentID.IsNull() {
			plan.DepartmentID = prior.DepartmentID
		}
		return
	}
	// A department isn't a member. A member's other spelling is found out while applying, even if
	// somebody is to be found under it already: this very plan may be renaming them.
	member := !config.MemberEmail.IsNull() || !config.MemberID.IsNull()
	if !member || known(config.DepartmentID) {
		return
	}
	if config.MemberEmail.IsNull() {
		plan.MemberEmail = email.NewUnknown()
	}
	if config.MemberID.IsNull() {
		plan.MemberID = types.StringUnknown()
	}
}

// sameHolder reports whether it is certain that the configuration names the holder in state.
func sameHolder(config, prior model) bool {
	return config.MemberEmail.SameAs(prior.MemberEmail) ||
		known(config.MemberID) && config.MemberID.Equal(prior.MemberID) ||
		known(config.DepartmentID) && config.DepartmentID.Equal(prior.DepartmentID)
}

func known(v attr.Value) bool { return !v.IsNull() && !v.IsUnknown() }

// differs reports whether both are known and not alike.
func differs(a, b types.String) bool { return known(a) && known(b) && !alike(a, b) }

// alike reports whether both are known and the same, whatever their letter case.
func alike(a, b types.String) bool {
	return known(a) && known(b) && strings.EqualFold(a.ValueString(), b.ValueString())
}

func orUnknown(v types.String) types.String {
	if v.IsNull() {
		return types.StringUnknown()
	}
	return v
}
