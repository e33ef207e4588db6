package license

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/datasourcevalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/onoff-community/terraform-provider-onoff/internal/apidiag"
	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
	"github.com/onoff-community/terraform-provider-onoff/internal/wiring"
)

// DataSource is the data source onoff_license.
type DataSource struct{ wiring.DataSource }

// NewDataSource makes the data source of one block.
func NewDataSource() datasource.DataSource { return &DataSource{} }

var (
	_ datasource.DataSourceWithConfigure        = (*DataSource)(nil)
	_ datasource.DataSourceWithConfigValidators = (*DataSource)(nil)
)

// Metadata names the data source.
func (d *DataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_license"
}

// Schema describes the data source.
func (d *DataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: wiring.Reads("One block of licences, by ID or by name, with how many of its licences are in use. If there is none the plan fails; `onoff_licenses` gives an empty list then."),
		Attributes: shown(map[string]schema.Attribute{
			"id": schema.StringAttribute{
				MarkdownDescription: "ID of the block. Give this or `name`.",
				Optional:            true, Computed: true,
			},
			"name": schema.StringAttribute{
				MarkdownDescription: "Name of the block, whatever its letter case. Give this or `id`.",
				Optional:            true, Computed: true,
			},
		}),
	}
}

// ConfigValidators wants exactly one key.
func (d *DataSource) ConfigValidators(context.Context) []datasource.ConfigValidator {
	return []datasource.ConfigValidator{datasourcevalidator.ExactlyOneOf(path.MatchRoot("id"), path.MatchRoot("name"))}
}

// Read finds the block.
func (d *DataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var wanted record
	resp.Diagnostics.Append(req.Config.Get(ctx, &wanted)...)
	if resp.Diagnostics.HasError() || !d.Session().Reachable(&resp.Diagnostics) {
		return
	}
	var found onoff.License
	var err error
	key := "id"
	if wanted.ID.IsNull() {
		key = "name"
		found, err = d.Session().Directory.LicenseByName(ctx, wanted.Name.ValueString())
	} else {
		found, err = d.Session().Directory.License(ctx, wanted.ID.ValueString())
	}
	if onoff.NotFound(err) {
		apidiag.NoSuch(&resp.Diagnostics, path.Root(key), "licence block", apidiag.Called(wanted.Name, wanted.ID))
		return
	}
	if err != nil {
		words.Report(&resp.Diagnostics, "read the licence block "+apidiag.Called(wanted.Name, wanted.ID), err)
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, toRecord(found))...)
}
