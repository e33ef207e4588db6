package department

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/datasourcevalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/onoff-community/terraform-provider-onoff/internal/apidiag"
	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
	"github.com/onoff-community/terraform-provider-onoff/internal/wiring"
)

// DataSource is the data source onoff_department.
type DataSource struct{ wiring.DataSource }

// NewDataSource makes the data source of one department.
func NewDataSource() datasource.DataSource { return &DataSource{} }

var (
	_ datasource.DataSourceWithConfigure        = (*DataSource)(nil)
	_ datasource.DataSourceWithConfigValidators = (*DataSource)(nil)
)

// record is a department as data sources show it.
type record struct {
	ID        types.String `tfsdk:"id"`
	Name      types.String `tfsdk:"name"`
	NumberIDs types.Set    `tfsdk:"number_ids"`
}

// Metadata names the data source.
func (d *DataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_department"
}

// Schema describes the data source.
func (d *DataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: wiring.Reads("One department, by ID or by name. If there is none the plan fails; `onoff_departments` gives an empty list then."),
		Attributes: map[string]schema.Attribute{
			"id": schema.StringAttribute{
				MarkdownDescription: "ID of the department. Give this or `name`.",
				Optional:            true, Computed: true,
			},
			"name": schema.StringAttribute{
				MarkdownDescription: "Name of the department, whatever its letter case. Give this or `id`.",
				Optional:            true, Computed: true,
			},
			"number_ids": numberIDs(),
		},
	}
}

// numberIDs describes the numbers that a department holds.
func numberIDs() schema.SetAttribute {
	return schema.SetAttribute{
		MarkdownDescription: "IDs of the numbers that the department itself holds; those of its members aren't among them.",
		ElementType:         types.StringType,
		Computed:            true,
	}
}

// ConfigValidators wants exactly one key.
func (d *DataSource) ConfigValidators(context.Context) []datasource.ConfigValidator {
	return []datasource.ConfigValidator{datasourcevalidator.ExactlyOneOf(path.MatchRoot("id"), path.MatchRoot("name"))}
}

// Read finds the department.
func (d *DataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var wanted record
	resp.Diagnostics.Append(req.Config.Get(ctx, &wanted)...)
	if resp.Diagnostics.HasError() || !d.Session().Reachable(&resp.Diagnostics) {
		return
	}
	var found onoff.Department
	var err error
	key := "id"
	if wanted.ID.IsNull() {
		key = "name"
		found, err = d.Session().Directory.DepartmentByName(ctx, wanted.Name.ValueString())
	} else {
		found, err = d.Session().Directory.Department(ctx, wanted.ID.ValueString())
	}
	if onoff.NotFound(err) {
		apidiag.NoSuch(&resp.Diagnostics, path.Root(key), "department", apidiag.Called(wanted.Name, wanted.ID))
		return
	}
	if err != nil {
		words.Report(&resp.Diagnostics, "read the department "+apidiag.Called(wanted.Name, wanted.ID), err)
		return
	}
	shown, diags := toRecord(ctx, found)
	resp.Diagnostics.Append(diags...)
	resp.Diagnostics.Append(resp.State.Set(ctx, shown)...)
}
