package number

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/onoff-community/terraform-provider-onoff/internal/apidiag"
	"github.com/onoff-community/terraform-provider-onoff/internal/directory"
	"github.com/onoff-community/terraform-provider-onoff/internal/e164"
	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
	"github.com/onoff-community/terraform-provider-onoff/internal/wiring"
)

// DataSource is the data source onoff_number.
type DataSource struct{ wiring.DataSource }

// NewDataSource makes the data source of one number.
func NewDataSource() datasource.DataSource { return &DataSource{} }

var _ datasource.DataSourceWithConfigure = (*DataSource)(nil)

// Metadata names the data source.
func (d *DataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_number"
}

// Schema describes the data source.
func (d *DataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: wiring.Reads("One phone number of the organisation, assigned or in the pool, with who has it. If the organisation doesn't have it the plan fails."),
		Attributes: shown(schema.StringAttribute{
			MarkdownDescription: "The number, with its country code; spaces, dots and dashes make no difference.",
			Required:            true,
			Validators:          []validator.String{e164.Validator()},
		}),
	}
}

// Read finds the number, among those that somebody has and then in the pool.
func (d *DataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var wanted record
	resp.Diagnostics.Append(req.Config.Get(ctx, &wanted)...)
	if resp.Diagnostics.HasError() || !d.Session().Reachable(&resp.Diagnostics) {
		return
	}
	found, by, err := find(ctx, d.Session().Directory, wanted.PhoneNumber.Canonical())
	if onoff.NotFound(err) {
		apidiag.NoSuch(&resp.Diagnostics, path.Root("phone_number"), "number", apidiag.Called(wanted.PhoneNumber.StringValue))
		return
	}
	if err != nil {
		words.Report(&resp.Diagnostics, "read the number "+apidiag.Called(wanted.PhoneNumber.StringValue), err)
		return
	}
	shown := toRecord(found, by)
	shown.PhoneNumber = wanted.PhoneNumber
	resp.Diagnostics.Append(resp.State.Set(ctx, shown)...)
}

// find is the number with who has it.
func find(ctx context.Context, organisation *directory.Directory, phone string) (onoff.Number, holder, error) {
	held, err := organisation.Assignment(ctx, phone, directory.Holder{})
	if err == nil {
		by := holder{memberID: held.Holder.MemberID, departmentID: held.Holder.DepartmentID}
		if held.Member != nil {
			by.memberEmail = held.Member.Email
		}
		return held.Number, by, nil
	}
	if !onoff.NotFound(err) {
		return onoff.Number{}, holder{}, err
	}
	pool, err := organisation.Numbers(ctx, onoff.NumberFilter{Status: onoff.StatusAvailable})
	if err != nil {
		return onoff.Number{}, holder{}, err
	}
	for _, one := range pool {
		if e164.Equal(one.PhoneNumber, phone) {
			return one, holder{}, nil
		}
	}
	return onoff.Number{}, holder{}, onoff.Absent("number", phone)
}
