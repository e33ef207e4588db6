package member

import (
	"context"
	"regexp"

	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/setdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/onoff-community/terraform-provider-onoff/internal/email"
	"github.com/onoff-community/terraform-provider-onoff/internal/wiring"
)

// properName is any text that neither starts nor ends with white space: the service may trim it, and
// what was asked for would never be what is there.
var properName = stringvalidator.RegexMatches(
	regexp.MustCompile(`^[^\s\v\x{85}\p{Z}]+([\s\v\x{85}\p{Z}]+[^\s\v\x{85}\p{Z}]+)*$`),
	"must not be empty, nor start or end with white space")

// Schema describes the resource.
func (r *Resource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: wiring.Page{
			What: "A member is a person of the organisation. " +
				"If a leaver's number moves to a colleague in the same apply, give the members `lifecycle { create_before_destroy = true }`, since Terraform otherwise deletes a member before it moves the number.",
			Key:  wiring.KeyForChanges,
			Mail: "**creating a member mails a temporary password to a real person**, once. Nothing else here does; the action `onoff_send_invitation` mails it again.",
			Cost: "none. The numbers a member holds take licences, each in an `onoff_number_assignment`.",
			Loss: "destroying a member is permanent: creating them again makes another member, with another mail. The service refuses it while numbers are assigned to them, so no number is lost with them: move or unassign the numbers first.",
		}.Markdown(),
		Attributes: map[string]schema.Attribute{
			"id": schema.StringAttribute{
				MarkdownDescription: "The member's ID, given by the service. It stays the same whatever else changes.",
				Computed:            true,
				PlanModifiers:       []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			},
			"first_name": schema.StringAttribute{
				MarkdownDescription: "First name. Changed in place; nobody is mailed.",
				Required:            true,
				Validators:          []validator.String{properName},
			},
			"last_name": schema.StringAttribute{
				MarkdownDescription: "Last name. Changed in place; nobody is mailed.",
				Required:            true,
				Validators:          []validator.String{properName},
			},
			"email": email.Attribute(schema.StringAttribute{
				MarkdownDescription: "E-mail address, unique in the organisation whatever its letter case, and where the temporary password is mailed to when the member is created. " +
					"It is what the member signs in with: a changed address is the new login at once. Letter case makes no difference.",
				Required: true,
			}),
			"role": schema.StringAttribute{
				MarkdownDescription: "What the member may do: `user` (default), `team_lead` (manages the departments they are in) or `admin` (manages the organisation, and sees billing). Changed in place. " +
					"The owner is imported with `owner`; the role can neither be given to nor taken from anybody here. The last administrator can't be demoted or destroyed.",
				Optional:   true,
				Computed:   true,
				Default:    stringdefault.StaticString(roleUser),
				Validators: []validator.String{stringvalidator.OneOf(roles...)},
			},
			"department_ids": schema.SetAttribute{
				MarkdownDescription: "IDs of the departments that the member is in, any number of them; none by default, which takes the member out of all. Changed in place. A team lead sees these departments only.",
				ElementType:         types.StringType,
				Optional:            true,
				Computed:            true,
				Default:             setdefault.StaticValue(types.SetValueMust(types.StringType, []attr.Value{})),
				Validators: []validator.Set{
					setvalidator.NoNullValues(),
					setvalidator.ValueStringsAre(stringvalidator.LengthAtLeast(1)),
				},
			},
		},
	}
}

// IdentitySchema describes what identifies a member.
func (r *Resource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = identityschema.Schema{
		Attributes: map[string]identityschema.Attribute{
			"id": identityschema.StringAttribute{
				Description:       "The member's ID.",
				RequiredForImport: true,
			},
		},
	}
}
