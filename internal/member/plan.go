package member

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/onoff-community/terraform-provider-onoff/internal/planbook"
	"github.com/onoff-community/terraform-provider-onoff/internal/wiring"
)

// ModifyPlan enters the member's claims into the plan book, and says what the live organisation
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
			warnOfDestroyedOwner(&resp.Diagnostics, *before)
			r.warnOfLastAdministrator(ctx, *before, "deleted", &resp.Diagnostics)
		}
		return
	}
	var plan model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	instance := wiring.Instance(ctx, req.Private, resp.Private, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	hold(r.Session(), &resp.Diagnostics, instance, before, plan)
	if before == nil || !plan.Email.SameAs(before.Email) {
		r.warnOfTakenEmail(ctx, plan, &resp.Diagnostics)
	}
	if before != nil && !plan.Role.IsUnknown() && administers(*before) && !administers(plan) {
		r.warnOfLastAdministrator(ctx, *before, "made "+plan.Role.ValueString(), &resp.Diagnostics)
	}
}

// hold enters what the block claims into the plan book and reports the rules that the plan breaks by
// it. Before is nil for a member who doesn't exist yet.
func hold(session *wiring.Session, diags *diag.Diagnostics, instance string, before *model, plan model) {
	claim := planbook.MemberClaim{
		Instance: instance,
		ID:       wiring.Text(plan.ID),
		Email:    wiring.Text(plan.Email.StringValue),
		Role:     wiring.Text(plan.Role),
		Name:     plan.name(),
	}
	if before != nil {
		claim.Prior = &planbook.MemberState{Email: before.Email.ValueString(), Role: before.Role.ValueString()}
	}
	session.Hold(diags, session.Book.Member(claim), func(rule planbook.Violation) path.Path {
		switch rule.(type) {
		case *planbook.OwnerGranted, *planbook.OwnerRemoved:
			return path.Root("role")
		}
		return path.Root("email")
	})
}

// name is the member's name as far as it is known.
func (m model) name() string {
	first, last := m.FirstName.ValueString(), m.LastName.ValueString()
	if first == "" || last == "" {
		return first + last
	}
	return first + " " + last
}

// administers reports whether the member's role is one of those that manage the organisation.
func administers(m model) bool {
	return m.Role.ValueString() == roleAdmin || m.Role.ValueString() == roleOwner
}
