package member

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
)

// record is a member as data sources show them. The e-mail is a plain string: the service's own
// spelling is what is of interest here.
type record struct {
	ID            types.String `tfsdk:"id"`
	FirstName     types.String `tfsdk:"first_name"`
	LastName      types.String `tfsdk:"last_name"`
	Email         types.String `tfsdk:"email"`
	Role          types.String `tfsdk:"role"`
	DepartmentIDs types.Set    `tfsdk:"department_ids"`
	NumberIDs     types.Set    `tfsdk:"number_ids"`
}

func toRecord(ctx context.Context, m onoff.Member) (record, diag.Diagnostics) {
	role, _ := fromWire(m.Role)
	departments, diags := setOf(ctx, m.DepartmentIDs)
	numbers, more := setOf(ctx, m.NumberIDs)
	diags.Append(more...)
	return record{
		ID:            types.StringValue(m.ID),
		FirstName:     types.StringValue(m.FirstName),
		LastName:      types.StringValue(m.LastName),
		Email:         types.StringValue(m.Email),
		Role:          types.StringValue(role),
		DepartmentIDs: departments,
		NumberIDs:     numbers,
	}, diags
}

// shown describes what every member is shown with, besides the keys that they are found by.
func shown(keys map[string]schema.Attribute) map[string]schema.Attribute {
	keys["first_name"] = schema.StringAttribute{MarkdownDescription: "First name.", Computed: true}
	keys["last_name"] = schema.StringAttribute{MarkdownDescription: "Last name.", Computed: true}
	keys["role"] = schema.StringAttribute{
		MarkdownDescription: "What the member may do: `user`, `team_lead`, `admin` or `owner`. A role that this version of the provider doesn't know is shown as the API writes it, in lower case and without `ROLE_`.",
		Computed:            true,
	}
	keys["department_ids"] = schema.SetAttribute{
		MarkdownDescription: "IDs of the departments that the member is in.",
		ElementType:         types.StringType,
		Computed:            true,
	}
	keys["number_ids"] = schema.SetAttribute{
		MarkdownDescription: "IDs of the numbers that the member holds; those of their departments aren't among them. The data source `onoff_numbers` shows the numbers themselves.",
		ElementType:         types.StringType,
		Computed:            true,
	}
	return keys
}
