package member

import (
	"cmp"
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"

	"github.com/onoff-community/terraform-provider-onoff/internal/email"
	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
	"github.com/onoff-community/terraform-provider-onoff/internal/wiring"
)

// ListDataSource is the data source onoff_members.
type ListDataSource struct{ wiring.DataSource }

// NewListDataSource makes the data source of all members.
func NewListDataSource() datasource.DataSource { return &ListDataSource{} }

var _ datasource.DataSourceWithConfigure = (*ListDataSource)(nil)

type listing struct {
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
		MarkdownDescription: wiring.Reads("The members of the organisation, all of them or those that meet every filter given."),
		Attributes: map[string]schema.Attribute{
			"role":            byRole.Data(),
			"department_id":   byDepartmentID.Data(),
			"department_name": byDepartmentName.Data(),
			"email_domain":    byEmailDomain.Data(),
			"has_numbers":     schema.BoolAttribute{MarkdownDescription: hasNumbers, Optional: true},
			"members": schema.ListNestedAttribute{
				MarkdownDescription: "The members, in the order of their e-mail addresses; an empty list if none meets the filters.",
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
	var all listing
	resp.Diagnostics.Append(req.Config.Get(ctx, &all)...)
	if resp.Diagnostics.HasError() || !d.Session().Reachable(&resp.Diagnostics) {
		return
	}
	wanted, ok := all.prepare(ctx, d.Session(), &resp.Diagnostics)
	if !ok {
		return
	}
	found, err := d.Session().Directory.Members(ctx)
	if err != nil {
		words.Report(&resp.Diagnostics, "list the members", err)
		return
	}
	all.Members = make([]record, 0, len(found))
	for _, one := range slices.SortedFunc(slices.Values(found), byEmail) {
		if !wanted.wants(one) {
			continue
		}
		shown, diags := toRecord(ctx, one)
		resp.Diagnostics.Append(diags...)
		all.Members = append(all.Members, shown)
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, all)...)
}

// byEmail orders members in a way that neither creating nor renaming somebody else changes.
func byEmail(a, b onoff.Member) int {
	return cmp.Or(cmp.Compare(email.Fold(a.Email), email.Fold(b.Email)), cmp.Compare(a.ID, b.ID))
}
