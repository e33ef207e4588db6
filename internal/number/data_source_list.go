package number

import (
	"cmp"
	"context"
	"regexp"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/datasourcevalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/onoff-community/terraform-provider-onoff/internal/apidiag"
	"github.com/onoff-community/terraform-provider-onoff/internal/email"
	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
	"github.com/onoff-community/terraform-provider-onoff/internal/wiring"
)

// ListDataSource is the data source onoff_numbers.
type ListDataSource struct{ wiring.DataSource }

// NewListDataSource makes the data source of all numbers.
func NewListDataSource() datasource.DataSource { return &ListDataSource{} }

var (
	_ datasource.DataSourceWithConfigure        = (*ListDataSource)(nil)
	_ datasource.DataSourceWithConfigValidators = (*ListDataSource)(nil)
)

type list struct {
	Status       types.String `tfsdk:"status"`
	CountryCode  types.String `tfsdk:"country_code"`
	Type         types.String `tfsdk:"type"`
	MemberID     types.String `tfsdk:"member_id"`
	MemberEmail  email.Value  `tfsdk:"member_email"`
	DepartmentID types.String `tfsdk:"department_id"`
	Numbers      []record     `tfsdk:"numbers"`
}

var countryCode = regexp.MustCompile(`^[A-Z]{2}$`)

// Metadata names the data source.
func (d *ListDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_numbers"
}

// Schema describes the data source.
func (d *ListDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: wiring.Reads("All phone numbers of the organisation, or those that meet every filter given. A pool can have thousands: filters save requests."),
		Attributes: map[string]schema.Attribute{
			"status": schema.StringAttribute{
				MarkdownDescription: "`used` for numbers that somebody has, `available` for those in the pool. Left out, both.",
				Optional:            true,
				Validators:          []validator.String{stringvalidator.OneOf(onoff.StatusUsed, onoff.StatusAvailable)},
			},
			"country_code": schema.StringAttribute{
				MarkdownDescription: "Only numbers of this country, two capital letters like `FR`. Left out, of every country.",
				Optional:            true,
				Validators:          []validator.String{stringvalidator.RegexMatches(countryCode, "must be a country's two capital letters, like FR")},
			},
			"type": schema.StringAttribute{
				MarkdownDescription: "Only numbers of this type: `mobile` or `landline`. A number whose type the endpoint doesn't tell is left out, with a warning.",
				Optional:            true,
				Validators:          []validator.String{stringvalidator.OneOf(typeMobile, typeLandline)},
			},
			"member_id": schema.StringAttribute{
				MarkdownDescription: "Only numbers that the member with this ID has. At most one of this, `member_email` and `department_id`.",
				Optional:            true,
			},
			"member_email": schema.StringAttribute{
				MarkdownDescription: "Only numbers that the member with this e-mail has, whatever its letter case. Nobody with this e-mail is an error.",
				CustomType:          email.Type{},
				Optional:            true,
				Validators:          []validator.String{email.Validator()},
			},
			"department_id": schema.StringAttribute{
				MarkdownDescription: "Only numbers that the department with this ID has itself; those of its members aren't among them.",
				Optional:            true,
			},
			"numbers": schema.ListNestedAttribute{
				MarkdownDescription: "The numbers, in order; an empty list if none meets the filters.",
				Computed:            true,
				NestedObject: schema.NestedAttributeObject{
					Attributes: shown(schema.StringAttribute{MarkdownDescription: "The number, in E.164 like `+33199000001`.", Computed: true}),
				},
			},
		},
	}
}

// ConfigValidators want at most one holder.
func (d *ListDataSource) ConfigValidators(context.Context) []datasource.ConfigValidator {
	return []datasource.ConfigValidator{
		datasourcevalidator.Conflicting(path.MatchRoot("member_id"), path.MatchRoot("member_email"), path.MatchRoot("department_id")),
	}
}

// Read lists the numbers that fit.
func (d *ListDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var wanted list
	resp.Diagnostics.Append(req.Config.Get(ctx, &wanted)...)
	if resp.Diagnostics.HasError() || !d.Session().Reachable(&resp.Diagnostics) {
		return
	}
	filter := onoff.NumberFilter{
		Status: wanted.Status.ValueString(), CountryCode: wanted.CountryCode.ValueString(), Type: wanted.Type.ValueString(),
	}
	by, ok := d.holder(ctx, wanted, &filter, &resp.Diagnostics)
	if !ok {
		return
	}
	found, err := d.Session().Directory.Numbers(ctx, filter)
	if err != nil {
		words.Report(&resp.Diagnostics, "list the numbers", err)
		return
	}
	found = fitting(found, filter, &resp.Diagnostics)
	switch {
	case by != nil:
		found = by.of(found)
	case len(found) > 0 && filter.Status != onoff.StatusAvailable:
		if by, err = everybody(ctx, d.Session().Directory); err != nil {
			words.Report(&resp.Diagnostics, "find out who has the numbers", err)
			return
		}
	}
	wanted.Numbers = make([]record, 0, len(found))
	for _, one := range found {
		wanted.Numbers = append(wanted.Numbers, toRecord(one, by[one.ID]))
	}
	slices.SortFunc(wanted.Numbers, func(a, b record) int {
		return cmp.Compare(a.PhoneNumber.ValueString(), b.PhoneNumber.ValueString())
	})
	resp.Diagnostics.Append(resp.State.Set(ctx, wanted)...)
}

// holder reads the holder that is asked for and adds it to the filter. It is nil if any will do.
func (d *ListDataSource) holder(ctx context.Context, wanted list, filter *onoff.NumberFilter, diags *diag.Diagnostics) (holders, bool) {
	organisation := d.Session().Directory
	var by holders
	var err error
	var at, noun, called string
	switch {
	case !wanted.MemberID.IsNull(), !wanted.MemberEmail.IsNull():
		var found onoff.Member
		at, noun, called = "member_id", "member", apidiag.Called(wanted.MemberEmail.StringValue, wanted.MemberID)
		if wanted.MemberID.IsNull() {
			at = "member_email"
			found, err = organisation.MemberByEmail(ctx, wanted.MemberEmail.ValueString())
		} else {
			found, err = organisation.Member(ctx, wanted.MemberID.ValueString())
		}
		filter.MemberID, by = found.ID, only(found.NumberIDs, ofMember(found))
	case !wanted.DepartmentID.IsNull():
		var found onoff.Department
		at, noun, called = "department_id", "department", apidiag.Called(wanted.DepartmentID)
		found, err = organisation.Department(ctx, wanted.DepartmentID.ValueString())
		filter.DepartmentID, by = found.ID, only(found.NumberIDs, holder{departmentID: found.ID})
	}
	switch {
	case onoff.NotFound(err):
		apidiag.NoSuch(diags, path.Root(at), noun, called)
		return nil, false
	case err != nil:
		words.Report(diags, "look up the "+noun+" "+called, err)
		return nil, false
	}
	return by, true
}

// fitting drops what doesn't fit the filter: an endpoint that doesn't know a filter answers as if it
// weren't there.
func fitting(found []onoff.Number, filter onoff.NumberFilter, diags *diag.Diagnostics) []onoff.Number {
	untyped := 0
	fit := slices.DeleteFunc(slices.Clone(found), func(n onoff.Number) bool {
		if filter.Type != "" && n.Type == "" {
			untyped++
		}
		return filter.CountryCode != "" && n.CountryCode != filter.CountryCode || filter.Type != "" && n.Type != filter.Type
	})
	if untyped > 0 {
		diags.AddAttributeWarning(path.Root("type"), "The endpoint doesn't tell the type of some numbers",
			"They are left out of the list. Leave the filter out to see them.")
	}
	return fit
}
