package department

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/onoff-community/terraform-provider-onoff/internal/apidiag"
	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
	"github.com/onoff-community/terraform-provider-onoff/internal/wiring"
)

// Resource is onoff_department.
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
	Type: "onoff_department",
	Attributes: map[string]path.Path{
		onoff.CodeDepartmentNameTaken: path.Root("name"),
		onoff.CodeNameInvalid:         path.Root("name"),
	},
	Advice: map[string]string{
		onoff.CodeDepartmentHasMembers: "Take the members out of the department first (department_ids of onoff_member), or delete them.\n\n" +
			apidiag.DeletedFirst("department", "members", "onoff_member"),
		onoff.CodeDepartmentHasNumbers: "Give the department's numbers to somebody else first, or unassign them.\n\n" +
			apidiag.DeletedFirst("department", "numbers", "onoff_number_assignment"),
	},
}

// Metadata names the resource.
func (r *Resource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_department"
}

// Create makes the department.
func (r *Resource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	if resp.Diagnostics.HasError() || !r.Session().Reachable(&resp.Diagnostics) {
		return
	}
	made, err := r.Session().Directory.CreateDepartment(ctx, plan.Name.ValueString())
	if err != nil {
		words.Report(&resp.Diagnostics, "create the department "+plan.Name.String(), err)
		return
	}
	// What was asked for goes into state, not what was answered: a name that the service spelt
	// otherwise would make Terraform mark the department as tainted. The next refresh shows it.
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
	// Even one that is gone has its identity: Terraform takes a read without for a fault.
	resp.Diagnostics.Append(resp.Identity.Set(ctx, identity{ID: state.ID})...)
	r.Session().InState.Add(words.Type, state.ID.ValueString())
	found, err := r.Session().Directory.Department(ctx, state.ID.ValueString())
	if onoff.NotFound(err) {
		apidiag.Gone(&resp.Diagnostics, "The department "+apidiag.Called(state.Name, state.ID))
		resp.State.RemoveResource(ctx)
		return
	}
	if err != nil {
		words.Report(&resp.Diagnostics, "read the department "+apidiag.Called(state.Name, state.ID), err)
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, fromAPI(found))...)
}

// Update renames the department.
func (r *Resource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	if resp.Diagnostics.HasError() || !r.Session().Reachable(&resp.Diagnostics) {
		return
	}
	_, err := r.Session().Directory.UpdateDepartment(ctx, plan.ID.ValueString(), plan.Name.ValueString())
	if err != nil {
		words.Report(&resp.Diagnostics, "rename the department to "+plan.Name.String(), err)
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, plan)...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, identity{ID: plan.ID})...)
}

// Delete deletes the department; one that is gone already is fine.
func (r *Resource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() || !r.Session().Reachable(&resp.Diagnostics) {
		return
	}
	err := r.Session().Directory.DeleteDepartment(ctx, state.ID.ValueString())
	if err != nil && !onoff.NotFound(err) {
		words.Report(&resp.Diagnostics, "delete the department "+apidiag.Called(state.Name, state.ID), err)
	}
}

// ImportState takes a department over by ID, by name, or by identity.
func (r *Resource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	if req.ID == "" {
		resource.ImportStatePassthroughWithIdentity(ctx, path.Root("id"), path.Root("id"), req, resp)
		return
	}
	if !r.Session().Reachable(&resp.Diagnostics) {
		return
	}
	found, err := r.Session().Directory.Department(ctx, req.ID)
	if onoff.NotFound(err) {
		found, err = r.Session().Directory.DepartmentByName(ctx, req.ID)
	}
	if onoff.NotFound(err) {
		apidiag.NothingToImport(&resp.Diagnostics, req.ID, "department", "the ID or the name of a department")
		return
	}
	if err != nil {
		words.Report(&resp.Diagnostics, "import the department "+req.ID, err)
		return
	}
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("id"), types.StringValue(found.ID))...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, identity{ID: types.StringValue(found.ID)})...)
}
