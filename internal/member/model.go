package member

import (
	"context"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/onoff-community/terraform-provider-onoff/internal/email"
	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
)

// model is a member as configuration and state write it.
type model struct {
	ID            types.String `tfsdk:"id"`
	FirstName     types.String `tfsdk:"first_name"`
	LastName      types.String `tfsdk:"last_name"`
	Email         email.Value  `tfsdk:"email"`
	Role          types.String `tfsdk:"role"`
	DepartmentIDs types.Set    `tfsdk:"department_ids"`
}

// identity is what identifies a member for as long as they are one; the e-mail may change.
type identity struct {
	ID types.String `tfsdk:"id"`
}

// called is what a person knows the member by, for messages.
func (m model) called() string {
	if address := m.Email.ValueString(); address != "" {
		return address
	}
	return m.ID.ValueString()
}

// fromAPI needs a member whose role is known.
func fromAPI(ctx context.Context, m onoff.Member) (model, diag.Diagnostics) {
	role, _ := fromWire(m.Role)
	departments, diags := setOf(ctx, m.DepartmentIDs)
	return model{
		ID:            types.StringValue(m.ID),
		FirstName:     types.StringValue(m.FirstName),
		LastName:      types.StringValue(m.LastName),
		Email:         email.NewValue(m.Email),
		Role:          types.StringValue(role),
		DepartmentIDs: departments,
	}, diags
}

// toCreate is what the service is asked to make of the plan.
func (m model) toCreate(ctx context.Context) (onoff.MemberCreate, diag.Diagnostics) {
	departments, diags := elements(ctx, m.DepartmentIDs)
	return onoff.MemberCreate{
		FirstName:     m.FirstName.ValueString(),
		LastName:      m.LastName.ValueString(),
		Email:         m.Email.ValueString(),
		Role:          toWire(m.Role.ValueString()),
		DepartmentIDs: departments,
	}, diags
}

// changes is the update that leads from the state to the plan. It names only what differs, so that
// what somebody else changed in the meantime is left alone, and so that the owner can be renamed
// without their role being mentioned. Nothing to change is false.
func changes(ctx context.Context, state, plan model) (update onoff.MemberUpdate, some bool, diags diag.Diagnostics) {
	if !plan.FirstName.Equal(state.FirstName) {
		update.FirstName, some = plan.FirstName.ValueStringPointer(), true
	}
	if !plan.LastName.Equal(state.LastName) {
		update.LastName, some = plan.LastName.ValueStringPointer(), true
	}
	if !plan.Email.SameAs(state.Email) {
		update.Email, some = plan.Email.ValueStringPointer(), true
	}
	if !plan.Role.Equal(state.Role) {
		update.Role, some = new(toWire(plan.Role.ValueString())), true
	}
	if !plan.DepartmentIDs.Equal(state.DepartmentIDs) {
		var departments []string
		departments, diags = elements(ctx, plan.DepartmentIDs)
		update.DepartmentIDs, some = &departments, true
	}
	return update, some, diags
}

// setOf makes a set of IDs. A list that names one twice or is missing altogether is no reason to
// refuse the whole member.
func setOf(ctx context.Context, ids []string) (types.Set, diag.Diagnostics) {
	unique := slices.Compact(slices.Sorted(slices.Values(ids)))
	if unique == nil {
		unique = []string{}
	}
	return types.SetValueFrom(ctx, types.StringType, unique)
}

// elements are the IDs of a set, sorted, so that the same configuration always makes the same
// request. None is an empty list rather than nil, which would be left out of the request.
func elements(ctx context.Context, set types.Set) ([]string, diag.Diagnostics) {
	ids := []string{}
	diags := set.ElementsAs(ctx, &ids, false)
	slices.SortFunc(ids, strings.Compare)
	return ids, diags
}
