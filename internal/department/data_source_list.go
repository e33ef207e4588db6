package department

import (
	"cmp"
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
	"github.com/onoff-community/terraform-provider-onoff/internal/wiring"
)

// ListDataSource is the data source onoff_departments.
type ListDataSource struct{ wiring.DataSource }

// NewListDataSource makes the data source of all departments.
func NewListDataSource() datasource.DataSource { return &ListDataSource{} }

var _ datasource.DataSourceWithConfigure = (*ListDataSource)(nil)

type listing struct {
	filter
	Departments []record `tfsdk:"departments"`
}

// Metadata names the data source.
func (d *ListDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_departments"
}

// Schema describes the data source.
func (d *ListDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: wiring.Reads("All departments of the organisation, or those whose names begin alike."),
		Attributes: map[string]schema.Attribute{
			"name_prefix": byNamePrefix.Data(),
			"departments": schema.ListNestedAttribute{
				MarkdownDescription: "The departments, in the order of their names; an empty list if there is none.",
				Computed:            true,
				NestedObject: schema.NestedAttributeObject{
					Attributes: map[string]schema.Attribute{
						"id":         schema.StringAttribute{MarkdownDescription: "ID of the department.", Computed: true},
						"name":       schema.StringAttribute{MarkdownDescription: "Name of the department.", Computed: true},
						"number_ids": numberIDs(),
					},
				},
			},
		},
	}
}

// Read lists the departments.
func (d *ListDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var all listing
	resp.Diagnostics.Append(req.Config.Get(ctx, &all)...)
	if resp.Diagnostics.HasError() || !d.Session().Reachable(&resp.Diagnostics) {
		return
	}
	found, err := d.Session().Directory.Departments(ctx)
	if err != nil {
		words.Report(&resp.Diagnostics, "list the departments", err)
		return
	}
	all.Departments = make([]record, 0, len(found))
	for _, one := range found {
		if !all.wants(one) {
			continue
		}
		shown, diags := toRecord(ctx, one)
		resp.Diagnostics.Append(diags...)
		all.Departments = append(all.Departments, shown)
	}
	slices.SortFunc(all.Departments, func(a, b record) int {
		return cmp.Or(cmp.Compare(a.Name.ValueString(), b.Name.ValueString()), cmp.Compare(a.ID.ValueString(), b.ID.ValueString()))
	})
	resp.Diagnostics.Append(resp.State.Set(ctx, all)...)
}

func toRecord(ctx context.Context, d onoff.Department) (record, diag.Diagnostics) {
	ids, diags := types.SetValueFrom(ctx, types.StringType, d.NumberIDs)
	return record{ID: types.StringValue(d.ID), Name: types.StringValue(d.Name), NumberIDs: ids}, diags
}
