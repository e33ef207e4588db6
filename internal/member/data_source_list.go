package member

import (
	"cmp"
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/onoff-community/terraform-provider-onoff/internal/email"
	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
	"github.com/onoff-community/terraform-provider-onoff/internal/wiring"
)

// ListDataSource is the data source onoff_members.
type ListDataSource struct{ wiring.DataSource }

// NewListDataSource makes the data source of all members.
func NewListDataSource() datasource.DataSource { return &ListDataSource{} }

var _ datasource.DataSourceWithConfigure = (*ListDataSource)(nil)

// filter says which members are wanted. What is null wants them all.
type filter struct {
	Role         types.String `tfsdk:"role"`
	DepartmentID types.String `tfsdk:"department_id"`
	HasNumbers   types.Bool   `tfsdk:"has_numbers"`
}

type list struct {
	filter
	Members []record `tfsdk:"members"`
}

// Metadata names the data source.
func (d *ListDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_members"
}

// Schema describes the data source.
func (d *ListDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: wiring.Reads("The members of the organisation, all of them or those that meet every filter given, in the order of their e-mail addresses."),
		Attributes: map[string]schema.Attribute{
			"role": schema.StringAttribute{
				MarkdownDescription: "Only members with this role: `user`, `team_lead`, `admin` or `owner`.",
				Optional:            true,
				Validators:          []validator.String{stringvalidator.OneOf(roles...)},
			},
			"department_id": schema.StringAttribute{
				MarkdownDescription: "Only members of the department with this ID.",
				Optional:            true,
				Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"has_numbers": schema.BoolAttribute{
				MarkdownDescription: "`true` for members who hold a number, `false` for those who hold none and so can't use the app yet.",
				Optional:            true,
			},
			"members": schema.ListNestedAttribute{
				MarkdownDescription: "The members.",
				Computed:            true,
				NestedObject: schema.NestedAttributeObject{
					Attributes: shown(map[string]schema.Attribute{
						"id":    schema.StringAttribute{MarkdownDescription: "ID of the member.", Computed: true},
						"email": schema.StringAttribute{MarkdownDescription: "E-mail address of the member, as the service spells it.", Computed: true},
					}),
				},
			},
		},
	}
}

// Read lists the members.
func (d *ListDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var all list
	resp.Diagnostics.Append(req.Config.Get(ctx, &all)...)
	if resp.Diagnostics.HasError() || !d.Session().Reachable(&resp.Diagnostics) {
		return
	}
	found, err := d.Session().Directory.Members(ctx)
	if err != nil {
		words.Report(&resp.Diagnostics, "list the members", err)
		return
	}
	all.Members = make([]record, 0, len(found))
	for _, one := range slices.SortedFunc(slices.Values(found), byEmail) {
		if !all.wants(one) {
			continue
		}
		shown, diags := toRecord(ctx, one)
		resp.Diagnostics.Append(diags...)
		all.Members = append(all.Members, shown)
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, all)...)
}

func (f filter) wants(m onoff.Member) bool {
	role, _ := fromWire(m.Role)
	return (f.Role.IsNull() || f.Role.ValueString() == role) &&
		(f.DepartmentID.IsNull() || slices.Contains(m.DepartmentIDs, f.DepartmentID.ValueString())) &&
		(f.HasNumbers.IsNull() || f.HasNumbers.ValueBool() == (len(m.NumberIDs) > 0))
}

// byEmail orders members in a way that neither creating nor renaming somebody else changes.
func byEmail(a, b onoff.Member) int {
	return cmp.Or(cmp.Compare(email.Fold(a.Email), email.Fold(b.Email)), cmp.Compare(a.ID, b.ID))
}
