package numberassignment

import (
	"context"
	"regexp"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework-validators/resourcevalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/onoff-community/terraform-provider-onoff/internal/e164"
	"github.com/onoff-community/terraform-provider-onoff/internal/email"
	"github.com/onoff-community/terraform-provider-onoff/internal/wiring"
)

// patience is how long an operation may take unless timeouts says otherwise. The service's cool-down
// between two assignments of a number is half an hour, and some more in large batches.
const patience = 45 * time.Minute

var countryCode = regexp.MustCompile(`^[A-Z]{2}$`)

// Schema describes the resource.
func (r *Resource) Schema(ctx context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: wiring.Page{
			What: "Who has a phone number: a member or a department. Changing the holder moves the number in one step, during which it is never free. " +
				"A number assigned a short while ago can need up to 30 minutes until the service lets it move; the provider waits for it, within `timeouts`.",
			Key:  wiring.KeyForChanges,
			Mail: "none is known.",
			Cost: "every assigned number takes a licence. An assignment that would have to buy one is refused unless the provider's `allow_license_purchase` is set.",
			Loss: "by default nothing: a destroyed assignment puts its number back into the pool, from where somebody else may take it, and a move hands the history on. " +
				"`on_destroy = \"delete_number\"` **gives the number up for good**, with all its data, and `history_on_reassign = \"delete\"` its calls and messages. The previous holder loses access at once.",
		}.Markdown(),
		Attributes: map[string]schema.Attribute{
			"id": schema.StringAttribute{
				MarkdownDescription: "The number's ID, given by the service. It stays the same whoever has the number.",
				Computed:            true,
			},
			"phone_number": e164.Attribute(schema.StringAttribute{
				MarkdownDescription: "The number, with its country code; spaces, dots and dashes make no difference. It must be in the pool when the assignment is created: a number that somebody has is never taken from them. Other blocks of the run don't pick it. Write either this or `country_code`. Changing it to another number replaces the assignment.",
				Optional:            true, Computed: true,
			}),
			"country_code": schema.StringAttribute{
				MarkdownDescription: "Picks any number of this country (two capital letters, like `FR`) from the pool, and keeps it from then on. Write either this or `phone_number`. Changing it replaces the assignment, unless the number it has fits.",
				Optional:            true, Computed: true,
				Validators: []validator.String{stringvalidator.RegexMatches(countryCode, "must be a country's two capital letters, like FR")},
			},
			"number_type": schema.StringAttribute{
				MarkdownDescription: "Which type of number to pick: `mobile` or `landline`, which has no SMS. Either if left out. Only together with `country_code`. Changing it replaces the assignment, unless the number it has fits.",
				Optional:            true, Computed: true,
				Validators: []validator.String{
					stringvalidator.OneOf(typeMobile, typeLandline),
					stringvalidator.AlsoRequires(path.MatchRoot("country_code")),
				},
			},
			"member_email": email.Attribute(schema.StringAttribute{
				MarkdownDescription: "E-mail of the member who has the number, whatever its letter case; best written as a reference to the member's block. Changing it moves the number, unless it is the same member's new e-mail. Write exactly one of this, `member_id` and `department_id`; `member_email` is what rules can be checked by while planning, even for a member that the same plan creates.",
				Optional:            true, Computed: true,
			}),
			"member_id": schema.StringAttribute{
				MarkdownDescription: "ID of the member who has the number. Changing it moves the number. The ID of a member whom the same plan creates isn't known yet, so fewer rules are checked by it than by `member_email`.",
				Optional:            true, Computed: true,
				Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"department_id": schema.StringAttribute{
				MarkdownDescription: "ID of the department that has the number, instead of a member. Changing it moves the number; one that a member had before is theirs no longer at once.",
				Optional:            true, Computed: true,
				Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"license_id": schema.StringAttribute{
				MarkdownDescription: "ID of the block whose licence the number takes. Left out, a new assignment takes any free licence, and one that exists keeps the licence it has. Changing it changes the licence in place; a block that is full is never grown by it.",
				Optional:            true, Computed: true,
				Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"history_on_reassign": schema.StringAttribute{
				MarkdownDescription: "What happens to the number's calls and messages when it moves to another holder: `keep` (default) hands them on, `delete` deletes them for good.",
				Optional:            true, Computed: true,
				Default:    stringdefault.StaticString(historyKeep),
				Validators: []validator.String{stringvalidator.OneOf(historyKeep, historyDelete)},
			},
			"on_destroy": schema.StringAttribute{
				MarkdownDescription: "What happens to the number when the assignment is destroyed or replaced: `unassign` (default) puts it back into the pool, `delete_number` gives it up for good, with all its data. Its licence is free again either way. It must have been applied before the destroy.",
				Optional:            true, Computed: true,
				Default:    stringdefault.StaticString(destroyUnassign),
				Validators: []validator.String{stringvalidator.OneOf(destroyUnassign, destroyDeleteNumber)},
			},
			"timeouts": timeoutsAttribute(ctx),
		},
	}
}

// timeoutsAttribute describes how long operations may take.
func timeoutsAttribute(ctx context.Context) schema.Attribute {
	described := timeouts.Attributes(ctx, timeouts.Opts{
		Create: true, Update: true, Delete: true,
		CreateDescription: "How long assigning may take, like `1h` or `90s`. 45 minutes if left out; after that the apply fails, and the next one goes on where it ended.",
		UpdateDescription: "How long moving may take, the service's cool-down of up to 30 minutes included. 45 minutes if left out.",
		DeleteDescription: "How long releasing may take. 45 minutes if left out. It must have been applied before the destroy.",
	})
	if nested, ok := described.(schema.SingleNestedAttribute); ok {
		nested.MarkdownDescription = "How long an operation may take, the waiting for the service's cool-down and for other changes of the same apply included. What isn't done by then fails without losing anything."
		return nested
	}
	return described
}

// ConfigValidators want one number, or one way to pick it, and one holder.
func (r *Resource) ConfigValidators(context.Context) []resource.ConfigValidator {
	return []resource.ConfigValidator{
		resourcevalidator.ExactlyOneOf(path.MatchRoot("phone_number"), path.MatchRoot("country_code")),
		resourcevalidator.ExactlyOneOf(path.MatchRoot("member_email"), path.MatchRoot("member_id"), path.MatchRoot("department_id")),
	}
}

// IdentitySchema describes what identifies an assignment.
func (r *Resource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = identityschema.Schema{
		Attributes: map[string]identityschema.Attribute{
			"phone_number": identityschema.StringAttribute{
				Description:       "The number, with its country code.",
				RequiredForImport: true,
			},
		},
	}
}
