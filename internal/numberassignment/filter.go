package numberassignment

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/listresourcevalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/onoff-community/terraform-provider-onoff/internal/email"
	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
	"github.com/onoff-community/terraform-provider-onoff/internal/wiring"
)

// filter says which assignments are wanted. What is null wants them all.
type filter struct {
	CountryCode  types.String `tfsdk:"country_code"`
	NumberType   types.String `tfsdk:"number_type"`
	MemberEmail  email.Value  `tfsdk:"member_email"`
	MemberID     types.String `tfsdk:"member_id"`
	DepartmentID types.String `tfsdk:"department_id"`
	LicenseID    types.String `tfsdk:"license_id"`
}

// wants looks at what the endpoint may have ignored; the holder is the directory's to look at.
func (f filter) wants(n onoff.Number) bool {
	return (f.CountryCode.IsNull() || f.CountryCode.ValueString() == n.CountryCode) &&
		(f.NumberType.IsNull() || f.NumberType.ValueString() == n.Type) &&
		(f.LicenseID.IsNull() || f.LicenseID.ValueString() == n.LicenseID)
}

// misses reports whether a number that isn't wanted might be, if only its type were told.
func (f filter) misses(n onoff.Number) bool {
	f.NumberType = types.StringNull()
	return n.Type == "" && f.wants(n)
}

// ListResourceConfigSchema describes the filters.
func (l *ListResource) ListResourceConfigSchema(_ context.Context, _ list.ListResourceSchemaRequest, resp *list.ListResourceSchemaResponse) {
	some := []validator.String{stringvalidator.LengthAtLeast(1)}
	resp.Schema = schema.Schema{
		MarkdownDescription: wiring.Reads("Finds the numbers that somebody has, with who has them, all of them or those that meet every filter given. Numbers in the pool are nobody's and aren't found. " +
			"Terraform stops after 100 unless the list block has a higher `limit`."),
		Attributes: map[string]schema.Attribute{
			"country_code": schema.StringAttribute{
				MarkdownDescription: "Only numbers of this country, two capital letters like `FR`.",
				Optional:            true,
				Validators:          []validator.String{stringvalidator.RegexMatches(countryCode, "must be a country's two capital letters, like FR")},
			},
			"number_type": schema.StringAttribute{
				MarkdownDescription: "Only numbers of this type: `mobile` or `landline`. A number whose type the endpoint doesn't tell is left out, with a warning.",
				Optional:            true,
				Validators:          []validator.String{stringvalidator.OneOf(typeMobile, typeLandline)},
			},
			"member_email": schema.StringAttribute{
				MarkdownDescription: "Only numbers that the member with this e-mail has, whatever its letter case. At most one of this, `member_id` and `department_id`.",
				CustomType:          email.Type{},
				Optional:            true,
				Validators:          []validator.String{email.Validator()},
			},
			"member_id": schema.StringAttribute{
				MarkdownDescription: "Only numbers that the member with this ID has.",
				Optional:            true,
				Validators:          some,
			},
			"department_id": schema.StringAttribute{
				MarkdownDescription: "Only numbers that the department with this ID has itself; those of its members aren't among them.",
				Optional:            true,
				Validators:          some,
			},
			"license_id": schema.StringAttribute{
				MarkdownDescription: "Only numbers that take a licence of the block with this ID.",
				Optional:            true,
				Validators:          some,
			},
		},
	}
}

// ListResourceConfigValidators want at most one holder.
func (l *ListResource) ListResourceConfigValidators(context.Context) []list.ConfigValidator {
	return []list.ConfigValidator{
		listresourcevalidator.Conflicting(path.MatchRoot("member_id"), path.MatchRoot("member_email"), path.MatchRoot("department_id")),
	}
}
