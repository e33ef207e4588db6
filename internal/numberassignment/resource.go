package numberassignment

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/onoff-community/terraform-provider-onoff/internal/apidiag"
	"github.com/onoff-community/terraform-provider-onoff/internal/directory"
	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
	"github.com/onoff-community/terraform-provider-onoff/internal/wiring"
)

// Resource is onoff_number_assignment.
type Resource struct{ wiring.Resource }

// NewResource makes the resource.
func NewResource() resource.Resource { return &Resource{} }

var (
	_ resource.ResourceWithConfigure        = (*Resource)(nil)
	_ resource.ResourceWithConfigValidators = (*Resource)(nil)
	_ resource.ResourceWithIdentity         = (*Resource)(nil)
	_ resource.ResourceWithImportState      = (*Resource)(nil)
	_ resource.ResourceWithModifyPlan       = (*Resource)(nil)
)

// Metadata names the resource.
func (r *Resource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_number_assignment"
}

// Create assigns a number of the pool: the one that is written, or one that fits.
func (r *Resource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	allowed, diags := plan.Timeouts.Create(ctx, patience)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() || !r.Session().Reachable(&resp.Diagnostics) {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, allowed)
	defer cancel()
	// Everything is found out before the number is assigned, so that nothing can go wrong between
	// the assignment and its record.
	to, ok := r.resolve(ctx, plan, &resp.Diagnostics)
	if !ok {
		return
	}
	assigned, err := r.Session().Directory.Assign(ctx, creation(plan, to.Holder))
	if err != nil {
		r.notAssigned(ctx, plan, to, err, &resp.Diagnostics)
		return
	}
	state := plan.settled(model{}.refreshed(*assigned).heldBy(to))
	resp.Diagnostics.Append(resp.State.Set(ctx, state)...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, state.identity())...)
}

// Read brings the state up to who has the number.
func (r *Resource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() || !r.Session().Reachable(&resp.Diagnostics) {
		return
	}
	// Also what is gone has an identity; older CLIs didn't record one.
	resp.Diagnostics.Append(resp.Identity.Set(ctx, state.identity())...)
	r.Session().InState.Add(words.Type, state.PhoneNumber.Canonical())
	phone, imported := state.PhoneNumber.Canonical(), state.holder().IsZero()
	found, err := r.Session().Directory.Assignment(ctx, phone, state.holder())
	switch {
	case onoff.NotFound(err) && imported:
		apidiag.NothingToImport(&resp.Diagnostics, phone, "assignment",
			"a number that a member or a department has, with its country code; a number in the pool is assigned by a block without import")
		return
	case onoff.NotFound(err):
		resp.Diagnostics.AddWarning("The number "+phone+" is no longer assigned to anybody",
			"It was released or given up outside of Terraform, and its assignment leaves the state. If its block stays in the configuration, the next apply assigns a number again: the one that is written, or any that fits.")
		resp.State.RemoveResource(ctx)
		return
	case err != nil:
		notRead(phone, err, &resp.Diagnostics)
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, state.refreshed(found))...)
}

// Update moves the number, changes its licence, or both, in one request; other settings need none.
func (r *Resource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var state, plan model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	allowed, diags := plan.Timeouts.Update(ctx, patience)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() || !r.Session().Reachable(&resp.Diagnostics) {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, allowed)
	defer cancel()
	to, ok := r.resolve(ctx, plan, &resp.Diagnostics)
	if !ok {
		return
	}
	truth := state.heldBy(to)
	if wanted, needed := change(state, plan, to.Holder); needed {
		assigned, err := r.Session().Directory.Assign(ctx, wanted)
		if err != nil {
			r.notChanged(ctx, state, to, err, &resp.Diagnostics)
			return
		}
		truth = state.refreshed(*assigned).heldBy(to)
	}
	state = plan.settled(truth)
	resp.Diagnostics.Append(resp.State.Set(ctx, state)...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, state.identity())...)
}

// Delete releases the number, or gives it up if on_destroy says so. A number that somebody else has
// by now is none of this block's business any more.
func (r *Resource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	allowed, diags := state.Timeouts.Delete(ctx, patience)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() || !r.Session().Reachable(&resp.Diagnostics) {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, allowed)
	defer cancel()
	phone, action := state.PhoneNumber.Canonical(), "release the number "
	release := r.Session().Directory.Unassign
	if state.OnDestroy.ValueString() == destroyDeleteNumber {
		release, action = r.Session().Directory.DeleteNumber, "give up the number "
	}
	err := release(ctx, phone, state.holder())
	if err == nil || onoff.NotFound(err) || r.leftAlone(ctx, state, err, &resp.Diagnostics) {
		return
	}
	words.Report(&resp.Diagnostics, action+phone, err)
}

// creation is the request for a number that the block doesn't have yet. It must be in the pool:
// nothing is ever taken from somebody.
func creation(plan model, to directory.Holder) directory.AssignRequest {
	wanted := directory.AssignRequest{Holder: to, LicenseID: plan.LicenseID.ValueString()}
	if known(plan.PhoneNumber) {
		wanted.Phone = plan.PhoneNumber.Canonical()
	} else {
		wanted.Pick = directory.Pick{CountryCode: plan.CountryCode.ValueString(), Type: plan.NumberType.ValueString()}
	}
	return wanted
}

// change is the one request that brings the state to the plan, and whether one is needed at all.
func change(state, plan model, to directory.Holder) (wanted directory.AssignRequest, needed bool) {
	wanted = directory.AssignRequest{Phone: state.PhoneNumber.Canonical(), Holder: to, From: state.holder()}
	if known(plan.LicenseID) && !plan.LicenseID.Equal(state.LicenseID) {
		wanted.LicenseID = plan.LicenseID.ValueString()
	}
	if wanted.Holder != wanted.From {
		wanted.History = plan.HistoryOnReassign.ValueString()
	}
	return wanted, wanted.Holder != wanted.From || wanted.LicenseID != ""
}
