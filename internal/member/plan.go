package member

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/onoff-community/terraform-provider-onoff/internal/wiring"
)

// ModifyPlan holds the plan to what can be said of one member alone: the ownership isn't changed
// through the API.
func (r *Resource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	var state, plan model
	if !req.State.Raw.IsNull() {
		resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	}
	if !req.Plan.Raw.IsNull() {
		resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	}
	if resp.Diagnostics.HasError() || r.Session() == nil {
		return
	}
	if req.Plan.Raw.IsNull() {
		warnOfDestroyedOwner(&resp.Diagnostics, state)
		return
	}
	checkOwnership(r.Session(), &resp.Diagnostics, state.Role, plan)
}

// checkOwnership refuses a plan that gives or takes the role of owner. Before is null for a member
// who doesn't exist yet; a role that isn't known yet proves nothing.
func checkOwnership(session *wiring.Session, diags *diag.Diagnostics, before types.String, plan model) {
	if plan.Role.IsUnknown() {
		return
	}
	was, becomes := before.ValueString() == roleOwner, plan.Role.ValueString() == roleOwner
	const handOver = "The ownership is handed over in the console only. "
	switch {
	case becomes && before.IsNull():
		session.Violation(diags, path.Root("role"), "An owner can't be created",
			"The member "+plan.called()+" would be created with the role owner, which the service refuses. "+handOver+
				"To manage the owner that the organisation has, import them; for anybody else write user, team_lead or admin.")
	case becomes && !was:
		session.Violation(diags, path.Root("role"), "The role of owner can't be given",
			"The member "+plan.called()+" has the role "+before.ValueString()+" and would become owner, which the service refuses. "+handOver+
				"Write user, team_lead or admin.")
	case was && !becomes:
		session.Violation(diags, path.Root("role"), "The owner's role can't be changed",
			"The member "+plan.called()+" is the owner and would become "+plan.Role.ValueString()+", which the service refuses. "+handOver+
				"Until then write role = \"owner\".")
	}
}

// warnOfDestroyedOwner says beforehand that the service will refuse. It is no error: a plan to destroy
// everything else would have to be given up for it.
func warnOfDestroyedOwner(diags *diag.Diagnostics, state model) {
	if state.Role.ValueString() != roleOwner {
		return
	}
	diags.AddAttributeWarning(path.Root("role"), "The owner can't be deleted",
		"The member "+state.called()+" is the owner of the organisation, and the service refuses to delete the owner: this part of the plan will fail. "+letGo)
}
