package license

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/onoff-community/terraform-provider-onoff/internal/planbook"
	"github.com/onoff-community/terraform-provider-onoff/internal/wiring"
)

// ModifyPlan enters the block's claims into the plan book, and says what the live organisation
// suggests.
func (r *Resource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if r.Session() == nil {
		return
	}
	var before *model
	if !req.State.Raw.IsNull() {
		before = new(model)
		resp.Diagnostics.Append(req.State.Get(ctx, before)...)
	}
	if req.Plan.Raw.IsNull() {
		if before != nil {
			r.Session().Licenses.Bought(before.ID.ValueString(), -before.Quantity.ValueInt64())
		}
		return
	}
	var plan model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	instance := wiring.Instance(ctx, req.Private, resp.Private, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	claim := planbook.LicenseClaim{Instance: instance, ID: wiring.Text(plan.ID), Name: wiring.Text(plan.Name)}
	if plan.Quantity.IsUnknown() {
		claim.Quantity = planbook.Unknown[int64]()
	} else {
		claim.Quantity = planbook.Known(plan.Quantity.ValueInt64())
	}
	var grown int64
	if before != nil {
		claim.Prior = &planbook.LicenseState{Name: before.Name.ValueString(), Quantity: before.Quantity.ValueInt64()}
		grown = -before.Quantity.ValueInt64()
	}
	if !plan.Quantity.IsUnknown() {
		r.Session().Licenses.Bought(instance, grown+plan.Quantity.ValueInt64())
	}
	r.Session().Hold(&resp.Diagnostics, r.Session().Book.License(claim), at)
	if before == nil || !strings.EqualFold(before.Name.ValueString(), plan.Name.ValueString()) {
		r.warnOfNamesake(ctx, plan, resp)
	}
}

// at is the attribute that breaks a rule.
func at(rule planbook.Violation) path.Path {
	switch rule.(type) {
	case *planbook.LicenseNameTwice:
		return path.Root("name")
	default:
		return path.Root("quantity")
	}
}

// warnOfNamesake says that the name is taken in the organisation as it is. Its bearer may be about to
// be renamed or given up, so it is no error.
func (r *Resource) warnOfNamesake(ctx context.Context, plan model, resp *resource.ModifyPlanResponse) {
	if plan.Name.IsUnknown() || !r.Session().MayGlance() {
		return
	}
	found, err := r.Session().Directory.LicenseByName(ctx, plan.Name.ValueString(), r.Session().Glance())
	if err != nil || found.ID == plan.ID.ValueString() || r.Session().InState.Has(words.Type, found.ID) || !r.Session().Said.Once("license name "+found.ID) {
		return
	}
	resp.Diagnostics.AddAttributeWarning(path.Root("name"), "The licence block's name is taken",
		fmt.Sprintf("The organisation has a licence block %q (ID %s, quantity %d). Unless this plan renames or gives up that one, the service will refuse this purchase. %s",
			found.Name, found.ID, found.Quantity, words.ImportBlock(found.ID)))
}
