package member

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/onoff-community/terraform-provider-onoff/internal/apidiag"
	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
	"github.com/onoff-community/terraform-provider-onoff/internal/wiring"
)

// Resource is onoff_member.
type Resource struct{ wiring.Resource }

// NewResource makes the resource.
func NewResource() resource.Resource { return &Resource{} }

var (
	_ resource.ResourceWithConfigure   = (*Resource)(nil)
	_ resource.ResourceWithIdentity    = (*Resource)(nil)
	_ resource.ResourceWithImportState = (*Resource)(nil)
	_ resource.ResourceWithModifyPlan  = (*Resource)(nil)
)

// Metadata names the resource.
func (r *Resource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_member"
}

// Create makes the member, who is sent a temporary password.
func (r *Resource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	if resp.Diagnostics.HasError() || !r.Session().Reachable(&resp.Diagnostics) {
		return
	}
	wish, diags := plan.toCreate(ctx)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	made, err := r.Session().Directory.CreateMember(ctx, wish)
	if err != nil {
		words.Report(&resp.Diagnostics, "create the member "+plan.called(), err)
		return
	}
	// What was asked for goes into state, not what was answered: a name that the service spelt
	// otherwise would make Terraform mark the member as tainted, and create them anew with a second
	// mail. The next refresh shows it as a change in place instead.
	state := plan
	state.ID = types.StringValue(made.ID)
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
	found, err := r.Session().Directory.Member(ctx, state.ID.ValueString())
	if onoff.NotFound(err) {
		apidiag.Gone(&resp.Diagnostics, "The member "+state.called())
		resp.State.RemoveResource(ctx)
		return
	}
	if err != nil {
		words.Report(&resp.Diagnostics, "read the member "+state.called(), err)
		return
	}
	if _, known := fromWire(found.Role); !known {
		reportUnknownRole(&resp.Diagnostics, found)
		return
	}
	state, diags := fromAPI(ctx, found)
	resp.Diagnostics.Append(diags...)
	resp.Diagnostics.Append(resp.State.Set(ctx, state)...)
}

// Update changes what differs, in one request.
func (r *Resource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var state, plan model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	if resp.Diagnostics.HasError() || !r.Session().Reachable(&resp.Diagnostics) {
		return
	}
	update, some, diags := changes(ctx, state, plan)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	if some {
		if _, err := r.Session().Directory.UpdateMember(ctx, state.ID.ValueString(), update); err != nil {
			words.Report(&resp.Diagnostics, "change the member "+state.called(), err)
			return
		}
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, plan)...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, identity{ID: plan.ID})...)
}

// Delete removes the member for good; one who is gone already is fine.
func (r *Resource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() || !r.Session().Reachable(&resp.Diagnostics) {
		return
	}
	err := r.Session().Directory.DeleteMember(ctx, state.ID.ValueString())
	if err != nil && !onoff.NotFound(err) {
		r.reportDelete(ctx, &resp.Diagnostics, state, err)
	}
}

// ImportState takes a member over by ID, by e-mail, or by identity.
func (r *Resource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	if req.ID == "" {
		resource.ImportStatePassthroughWithIdentity(ctx, path.Root("id"), path.Root("id"), req, resp)
		return
	}
	if !r.Session().Reachable(&resp.Diagnostics) {
		return
	}
	find := r.Session().Directory.Member
	if strings.Contains(req.ID, "@") {
		find = r.Session().Directory.MemberByEmail
	}
	found, err := find(ctx, req.ID)
	if onoff.NotFound(err) {
		apidiag.NothingToImport(&resp.Diagnostics, req.ID, "member", "the ID or the e-mail address of a member")
		return
	}
	if err != nil {
		words.Report(&resp.Diagnostics, "import the member "+req.ID, err)
		return
	}
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("id"), types.StringValue(found.ID))...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, identity{ID: types.StringValue(found.ID)})...)
}
