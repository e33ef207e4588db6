package member

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/datasourcevalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/onoff-community/terraform-provider-onoff/internal/apidiag"
	"github.com/onoff-community/terraform-provider-onoff/internal/email"
	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
	"github.com/onoff-community/terraform-provider-onoff/internal/wiring"
)

// DataSource is the data source onoff_member.
type DataSource struct{ wiring.DataSource }

// NewDataSource makes the data source of one member.
func NewDataSource() datasource.DataSource { return &DataSource{} }

var (
	_ datasource.DataSourceWithConfigure        = (*DataSource)(nil)
	_ datasource.DataSourceWithConfigValidators = (*DataSource)(nil)
)

// Metadata names the data source.
func (d *DataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_member"
}

// Schema describes the data source.
func (d *DataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: wiring.Reads("One member, by ID or by e-mail address. If there is none the plan fails; `onoff_members` gives an empty list then."),
		Attributes: shown(map[string]schema.Attribute{
			"id": schema.StringAttribute{
				MarkdownDescription: "ID of the member. Give this or `email`.",
				Optional:            true, Computed: true,
				Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"email": schema.StringAttribute{
				MarkdownDescription: "E-mail address of the member, whatever its letter case; shown as the service spells it. Give this or `id`.",
				Optional:            true, Computed: true,
				Validators: []validator.String{email.Validator()},
			},
		}),
	}
}

// ConfigValidators wants exactly one key.
func (d *DataSource) ConfigValidators(context.Context) []datasource.ConfigValidator {
	return []datasource.ConfigValidator{datasourcevalidator.ExactlyOneOf(path.MatchRoot("id"), path.MatchRoot("email"))}
}

// Read finds the member.
func (d *DataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var wanted record
	resp.Diagnostics.Append(req.Config.Get(ctx, &wanted)...)
	if resp.Diagnostics.HasError() || !d.Session().Reachable(&resp.Diagnostics) {
		return
	}
	key, find := "id", d.Session().Directory.Member
	value := wanted.ID.ValueString()
	if wanted.ID.IsNull() {
		key, find = "email", d.Session().Directory.MemberByEmail
		value = wanted.Email.ValueString()
	}
	found, err := find(ctx, value)
	if onoff.NotFound(err) {
		apidiag.NoSuch(&resp.Diagnostics, path.Root(key), "member", apidiag.Called(wanted.Email, wanted.ID))
		return
	}
	if err != nil {
		words.Report(&resp.Diagnostics, "read the member "+apidiag.Called(wanted.Email, wanted.ID), err)
		return
	}
	shown, diags := toRecord(ctx, found)
	resp.Diagnostics.Append(diags...)
	resp.Diagnostics.Append(resp.State.Set(ctx, shown)...)
}
