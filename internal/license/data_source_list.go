package license

import (
	"cmp"
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
	"github.com/onoff-community/terraform-provider-onoff/internal/wiring"
)

// ListDataSource is the data source onoff_licenses.
type ListDataSource struct{ wiring.DataSource }

// NewListDataSource makes the data source of all blocks.
func NewListDataSource() datasource.DataSource { return &ListDataSource{} }

var _ datasource.DataSourceWithConfigure = (*ListDataSource)(nil)

type listing struct {
	filter
	Licenses []record    `tfsdk:"licenses"`
	Quantity types.Int64 `tfsdk:"total_quantity"`
	Assigned types.Int64 `tfsdk:"total_assigned"`
	Free     types.Int64 `tfsdk:"total_free"`
}

// Metadata names the data source.
func (d *ListDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_licenses"
}

// Schema describes the data source.
func (d *ListDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: wiring.Reads("All blocks of licences of the organisation, or those that meet every filter given, with what they have in all."),
		Attributes: map[string]schema.Attribute{
			"plan":           byPlan.Data(),
			"billing_period": byBillingPeriod.Data(),
			"licenses": schema.ListNestedAttribute{
				MarkdownDescription: "The blocks, in the order of their names; an empty list if none meets the filters.",
				Computed:            true,
				NestedObject: schema.NestedAttributeObject{
					Attributes: shown(map[string]schema.Attribute{
						"id":   schema.StringAttribute{MarkdownDescription: "ID of the block.", Computed: true},
						"name": schema.StringAttribute{MarkdownDescription: "Name of the block.", Computed: true},
					}),
				},
			},
			"total_quantity": schema.Int64Attribute{
				MarkdownDescription: "How many licences these blocks have together. All of them are billed.",
				Computed:            true,
			},
			"total_assigned": schema.Int64Attribute{
				MarkdownDescription: "How many of them are in use by a number.",
				Computed:            true,
			},
			"total_free": schema.Int64Attribute{
				MarkdownDescription: "How many of them are not in use: as many numbers can be assigned without buying anything.",
				Computed:            true,
			},
		},
	}
}

// Read lists the blocks.
func (d *ListDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var wanted listing
	resp.Diagnostics.Append(req.Config.Get(ctx, &wanted)...)
	if resp.Diagnostics.HasError() || !d.Session().Reachable(&resp.Diagnostics) {
		return
	}
	found, err := d.Session().Directory.Licenses(ctx)
	if err != nil {
		words.Report(&resp.Diagnostics, "list the licence blocks", err)
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, toList(wanted.filter, found))...)
}

// toList keeps the blocks that are wanted and adds them up.
func toList(wanted filter, found []onoff.License) listing {
	all := listing{filter: wanted, Licenses: make([]record, 0, len(found))}
	var quantity, assigned, unused int
	for _, one := range found {
		if !wanted.wants(one) {
			continue
		}
		all.Licenses = append(all.Licenses, toRecord(one))
		quantity, assigned, unused = quantity+one.Quantity, assigned+one.Assigned, unused+free(one)
	}
	slices.SortFunc(all.Licenses, func(a, b record) int {
		return cmp.Or(cmp.Compare(a.Name.ValueString(), b.Name.ValueString()), cmp.Compare(a.ID.ValueString(), b.ID.ValueString()))
	})
	all.Quantity = types.Int64Value(int64(quantity))
	all.Assigned = types.Int64Value(int64(assigned))
	all.Free = types.Int64Value(int64(unused))
	return all
}
