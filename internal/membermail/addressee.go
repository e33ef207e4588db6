package membermail

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/actionvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/onoff-community/terraform-provider-onoff/internal/directory"
	"github.com/onoff-community/terraform-provider-onoff/internal/email"
)

const (
	byEmail = "member_email"
	byID    = "member_id"
)

// addressee is the configuration: the member who is mailed, under one of two keys.
type addressee struct {
	Email email.Value  `tfsdk:"member_email"`
	ID    types.String `tfsdk:"member_id"`
}

// Schema describes the action.
func (a *Action) Schema(_ context.Context, _ action.SchemaRequest, resp *action.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: a.mail.Page.Markdown(),
		Attributes: map[string]schema.Attribute{
			byEmail: schema.StringAttribute{
				MarkdownDescription: "E-mail address of the member who is mailed, whatever its letter case. It must be a member's of this organisation: no other address is ever mailed. Write either this or `member_id`.",
				CustomType:          email.Type{},
				Optional:            true,
				Validators:          []validator.String{email.Validator()},
			},
			byID: schema.StringAttribute{
				MarkdownDescription: "ID of the member who is mailed, at the e-mail address that they have then. It saves the look-up of the address. Write either this or `member_email`.",
				Optional:            true,
				Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
			},
		},
	}
}

// ConfigValidators want one member.
func (a *Action) ConfigValidators(context.Context) []action.ConfigValidator {
	return []action.ConfigValidator{actionvalidator.ExactlyOneOf(path.MatchRoot(byEmail), path.MatchRoot(byID))}
}

// one reports whether one member is named. What wasn't known while planning is only checked here.
func (m addressee) one(diags *diag.Diagnostics) bool {
	if (m.Email.ValueString() == "") == (m.ID.ValueString() == "") {
		diags.AddError("It isn't clear who is to be mailed",
			"Exactly one of member_email and member_id must have a value by now. Nothing was sent.")
		return false
	}
	return true
}

// attribute is the one that names the member.
func (m addressee) attribute() string {
	if m.ID.ValueString() != "" {
		return byID
	}
	return byEmail
}

// find is the member's ID. One who is known by it needn't be looked up: the request itself finds out
// whether they exist.
func (m addressee) find(ctx context.Context, d *directory.Directory) (string, error) {
	if id := m.ID.ValueString(); id != "" {
		return id, nil
	}
	member, err := d.MemberByEmail(ctx, m.Email.ValueString())
	return member.ID, err
}

// String is the member as messages name them.
func (m addressee) String() string {
	if id := m.ID.ValueString(); id != "" {
		return "the member " + id
	}
	return m.Email.ValueString()
}
