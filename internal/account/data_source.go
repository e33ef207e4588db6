package account

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/onoff-community/terraform-provider-onoff/internal/apidiag"
	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
	"github.com/onoff-community/terraform-provider-onoff/internal/wiring"
)

// DataSource is the data source onoff_account.
type DataSource struct{ wiring.DataSource }

// NewDataSource makes the data source of the account.
func NewDataSource() datasource.DataSource { return &DataSource{} }

var _ datasource.DataSourceWithConfigure = (*DataSource)(nil)

// words has nothing to add: there is no attribute that could be at fault.
var words = apidiag.Words{}

// record is the account as the data source shows it.
type record struct {
	ID                  types.String `tfsdk:"id"`
	Name                types.String `tfsdk:"name"`
	Plan                types.String `tfsdk:"plan"`
	MaxNumbersPerMember types.Int64  `tfsdk:"max_numbers_per_member"`
}

// Metadata names the data source.
func (d *DataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_account"
}

// Schema describes the data source.
func (d *DataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: wiring.Reads("The organisation that the API key belongs to. Reading it is also the quickest way to see whether key and endpoint are right."),
		Attributes: map[string]schema.Attribute{
			"id": schema.StringAttribute{
				MarkdownDescription: "ID of the organisation, good for a `check` that the key is the right one's.",
				Computed:            true,
			},
			"name": schema.StringAttribute{
				MarkdownDescription: "Name of the organisation, as the console shows it.",
				Computed:            true,
			},
			"plan": schema.StringAttribute{
				MarkdownDescription: "Plan of the organisation: `connect`, `advanced` or `max`. The plan decides how many numbers a member may hold.",
				Computed:            true,
			},
			"max_numbers_per_member": schema.Int64Attribute{
				MarkdownDescription: "How many numbers a member may hold. Null if the endpoint doesn't say; plans are then held to the provider's `max_numbers_per_member`, else to 5.",
				Computed:            true,
			},
		},
	}
}

// Read asks for the account.
func (d *DataSource) Read(ctx context.Context, _ datasource.ReadRequest, resp *datasource.ReadResponse) {
	if !d.Session().Reachable(&resp.Diagnostics) {
		return
	}
	found, err := d.Session().Directory.Account(ctx)
	if err != nil {
		words.Report(&resp.Diagnostics, "read the account", err)
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, toRecord(found))...)
}

// toRecord leaves out a limit that the endpoint didn't give, which the client reports as 0: a
// configuration that compares with it must not take it for "no number at all".
func toRecord(a onoff.Account) record {
	shown := record{
		ID:   types.StringValue(a.ID),
		Name: types.StringValue(a.Name),
		Plan: types.StringValue(a.Plan),
	}
	if a.MaxNumbersPerMember > 0 {
		shown.MaxNumbersPerMember = types.Int64Value(int64(a.MaxNumbersPerMember))
	}
	return shown
}
