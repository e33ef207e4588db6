package department

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/onoff-community/terraform-provider-onoff/internal/planbook"
	"github.com/onoff-community/terraform-provider-onoff/internal/wiring"
)

// ModifyPlan enters the department's claims into the plan book, and says what the live organisation
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
		if before != nil && !resp.Diagnostics.HasError() {
			r.warnOfMembers(ctx, *before, resp)
		}
		return
	}
	var plan model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	instance := wiring.Instance(ctx, req.Private, resp.Private, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	claim := planbook.DepartmentClaim{Instance: instance, ID: wiring.Text(plan.ID), Name: wiring.Text(plan.Name)}
	if before != nil {
		claim.Prior = &planbook.DepartmentState{Name: before.Name.ValueString()}
	}
	r.Session().Hold(&resp.Diagnostics, r.Session().Book.Department(claim), func(planbook.Violation) path.Path { return path.Root("name") })
	if before == nil || !strings.EqualFold(before.Name.ValueString(), plan.Name.ValueString()) {
		r.warnOfNamesake(ctx, plan, resp)
	}
}

// warnOfNamesake says that the name is taken in the organisation as it is. Its bearer may be about to
// be renamed or deleted, so it is no error.
func (r *Resource) warnOfNamesake(ctx context.Context, plan model, resp *resource.ModifyPlanResponse) {
	if plan.Name.IsUnknown() || !r.Session().MayGlance() {
		return
	}
	found, err := r.Session().Directory.DepartmentByName(ctx, plan.Name.ValueString(), r.Session().Glance())
	if err != nil || found.ID == plan.ID.ValueString() || r.Session().InState.Has(words.Type, found.ID) || !r.Session().Said.Once("department name "+found.ID) {
		return
	}
	resp.Diagnostics.AddAttributeWarning(path.Root("name"), "The department's name is taken",
		fmt.Sprintf("The organisation has a department %q (ID %s). Unless this plan renames or deletes that one, the service will refuse this change. %s",
			found.Name, found.ID, words.ImportBlock(found.ID)))
}

// warnOfMembers says who is still in a department that is to be deleted. They may be about to leave
// it, so it is no error.
func (r *Resource) warnOfMembers(ctx context.Context, before model, resp *resource.ModifyPlanResponse) {
	if !r.Session().MayGlance() {
		return
	}
	members, err := r.Session().Directory.Members(ctx)
	if err != nil {
		return
	}
	var remaining []string
	for _, m := range members {
		for _, id := range m.DepartmentIDs {
			if id == before.ID.ValueString() {
				remaining = append(remaining, m.Email)
			}
		}
	}
	if len(remaining) == 0 {
		return
	}
	resp.Diagnostics.AddAttributeWarning(path.Root("name"), "The department still has members",
		fmt.Sprintf("The department %s is to be deleted and has %s. Unless this plan takes them out or deletes them, the service will refuse.",
			before.Name, wiring.Several(remaining)))
}
