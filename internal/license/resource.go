package license

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/onoff-community/terraform-provider-onoff/internal/apidiag"
	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
	"github.com/onoff-community/terraform-provider-onoff/internal/wiring"
)

// Resource is onoff_license.
type Resource struct{ wiring.Resource }

// NewResource makes the resource.
func NewResource() resource.Resource { return &Resource{} }

var (
	_ resource.ResourceWithConfigure   = (*Resource)(nil)
	_ resource.ResourceWithIdentity    = (*Resource)(nil)
	_ resource.ResourceWithImportState = (*Resource)(nil)
	_ resource.ResourceWithModifyPlan  = (*Resource)(nil)
)

var words = apidiag.Words{
	Type: "onoff_license",
	Attributes: map[string]path.Path{
		onoff.CodeLicenseNameTaken:     path.Root("name"),
		onoff.CodeNameInvalid:          path.Root("name"),
		onoff.CodePlanInvalid:          path.Root("plan"),
		onoff.CodeBillingPeriodInvalid: path.Root("billing_period"),
		onoff.CodeQuantityInvalid:      path.Root("quantity"),
		onoff.CodeLicenseBelowAssigned: path.Root("quantity"),
	},
	Advice: map[string]string{
		onoff.CodeLicenseBelowAssigned: "Unassign numbers that use this block's licences, or move them to another block (license_id of onoff_number_assignment), before it shrinks. The data source onoff_license tells how many are assigned.",
		onoff.CodeLicenseAssigned:      "Unassign the numbers that use this block's licences, or move them to another block (license_id of onoff_number_assignment), first. To change plan or billing_period, add a second block under another name, move the numbers to it, then remove this one.",
	},
}

// Metadata names the resource.
func (r *Resource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_license"
}

// Create buys the block.
func (r *Resource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	if resp.Diagnostics.HasError() || !r.Session().Reachable(&resp.Diagnostics) {
		return
	}
	bought, err := r.Session().Directory.BuyLicense(ctx, onoff.LicenseBuy{
		Name:          plan.Name.ValueString(),
		Plan:          plan.Plan.ValueString(),
		BillingPeriod: plan.BillingPeriod.ValueString(),
		Quantity:      int(plan.Quantity.ValueInt64()),
	})
	if err != nil {
		words.Report(&resp.Diagnostics, "buy the licences "+plan.Name.String(), err)
		return
	}
	// What was asked for goes into state, not what was answered: a difference would make Terraform
	// mark the block as tainted, and buy it once more to replace it. The next refresh shows it as a
	// change in place instead.
	state := plan
	state.ID = types.StringValue(bought.ID)
	resp.Diagnostics.Append(resp.State.Set(ctx, state)...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, identity{ID: state.ID})...)
}

// Read brings the state up to what is there.
func (r *Resource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() || !r.Session().Reachable(&resp.Diagnostics) {
		return
	}
	// Older CLIs keep no identity, and one that is missing from the answer is an error even if the
	// answer is that there is nothing any more.
	resp.Diagnostics.Append(resp.Identity.Set(ctx, identity{ID: state.ID})...)
	r.Session().InState.Add(words.Type, state.ID.ValueString())
	found, err := r.Session().Directory.License(ctx, state.ID.ValueString())
	if onoff.NotFound(err) {
		apidiag.Gone(&resp.Diagnostics, "The licence block "+apidiag.Called(state.Name, state.ID))
		resp.State.RemoveResource(ctx)
		return
	}
	if err != nil {
		words.Report(&resp.Diagnostics, "read the licence block "+apidiag.Called(state.Name, state.ID), err)
		return
	}
	state = fromAPI(found)
	resp.Diagnostics.Append(resp.State.Set(ctx, state)...)
}

// Update renames, grows or shrinks the block.
func (r *Resource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var state, plan model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	if resp.Diagnostics.HasError() || !r.Session().Reachable(&resp.Diagnostics) {
		return
	}
	if update, some := changes(state, plan); some {
		if _, err := r.Session().Directory.UpdateLicense(ctx, state.ID.ValueString(), update); err != nil {
			words.Report(&resp.Diagnostics, "change the licence block "+apidiag.Called(state.Name, state.ID), err)
			return
		}
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, plan)...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, identity{ID: plan.ID})...)
}

// Delete gives the block up; one that is gone already is fine.
func (r *Resource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() || !r.Session().Reachable(&resp.Diagnostics) {
		return
	}
	err := r.Session().Directory.DeleteLicense(ctx, state.ID.ValueString())
	if err != nil && !onoff.NotFound(err) {
		words.Report(&resp.Diagnostics, "give up the licence block "+apidiag.Called(state.Name, state.ID), err)
	}
}

// ImportState takes a block over by ID, by name, or by identity.
func (r *Resource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	if req.ID == "" {
		resource.ImportStatePassthroughWithIdentity(ctx, path.Root("id"), path.Root("id"), req, resp)
		return
	}
	if !r.Session().Reachable(&resp.Diagnostics) {
		return
	}
	found, err := r.Session().Directory.License(ctx, req.ID)
	if onoff.NotFound(err) {
		found, err = r.Session().Directory.LicenseByName(ctx, req.ID)
	}
	if onoff.NotFound(err) {
		apidiag.NothingToImport(&resp.Diagnostics, req.ID, "licence block", "the ID or the name of a licence block")
		return
	}
	if err != nil {
		words.Report(&resp.Diagnostics, "import the licence block "+req.ID, err)
		return
	}
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("id"), types.StringValue(found.ID))...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, identity{ID: types.StringValue(found.ID)})...)
}
