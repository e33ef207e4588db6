package number

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/onoff-community/terraform-provider-onoff/internal/apidiag"
	"github.com/onoff-community/terraform-provider-onoff/internal/e164"
	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
)

const (
	typeMobile   = "mobile"
	typeLandline = "landline"
)

var words = apidiag.Words{}

// record is a number as data sources show it.
type record struct {
	ID           types.String `tfsdk:"id"`
	PhoneNumber  e164.Value   `tfsdk:"phone_number"`
	CountryCode  types.String `tfsdk:"country_code"`
	Type         types.String `tfsdk:"type"`
	LicenseID    types.String `tfsdk:"license_id"`
	MemberID     types.String `tfsdk:"member_id"`
	MemberEmail  types.String `tfsdk:"member_email"`
	DepartmentID types.String `tfsdk:"department_id"`
}

// holder is who has a number; the zero holder is nobody.
type holder struct {
	memberID, memberEmail string
	departmentID          string
}

func toRecord(n onoff.Number, by holder) record {
	return record{
		ID:           types.StringValue(n.ID),
		PhoneNumber:  e164.NewValue(n.PhoneNumber),
		CountryCode:  orNull(n.CountryCode),
		Type:         orNull(n.Type),
		LicenseID:    orNull(n.LicenseID),
		MemberID:     orNull(by.memberID),
		MemberEmail:  orNull(by.memberEmail),
		DepartmentID: orNull(by.departmentID),
	}
}

func orNull(s string) types.String {
	if s == "" {
		return types.StringNull()
	}
	return types.StringValue(s)
}

// shown describes what a number is shown with; the number itself is described by the caller.
func shown(phoneNumber schema.StringAttribute) map[string]schema.Attribute {
	phoneNumber.CustomType = e164.Type{}
	return map[string]schema.Attribute{
		"phone_number": phoneNumber,
		"id":           schema.StringAttribute{MarkdownDescription: "ID of the number.", Computed: true},
		"country_code": schema.StringAttribute{MarkdownDescription: "Country of the number, two capital letters.", Computed: true},
		"type": schema.StringAttribute{
			MarkdownDescription: "`mobile` or `landline`; a landline has no SMS. Null where the endpoint doesn't tell.",
			Computed:            true,
		},
		"license_id": schema.StringAttribute{
			MarkdownDescription: "ID of the block whose licence the number takes. Null in the pool.",
			Computed:            true,
		},
		"member_id": schema.StringAttribute{
			MarkdownDescription: "ID of the member who has the number. Null if no member has.",
			Computed:            true,
		},
		"member_email": schema.StringAttribute{
			MarkdownDescription: "E-mail of the member who has the number. Null if no member has.",
			Computed:            true,
		},
		"department_id": schema.StringAttribute{
			MarkdownDescription: "ID of the department that has the number. Null if no department has; if no member has it either, the number is in the pool.",
			Computed:            true,
		},
	}
}
