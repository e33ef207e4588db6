package license

import (
	"context"
	"regexp"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/onoff-community/terraform-provider-onoff/internal/wiring"
)

const (
	planConnect  = "connect"
	planAdvanced = "advanced"
	planMax      = "max"

	billedMonthly = "monthly"
	billedYearly  = "yearly"
)

// properName is any text that neither starts nor ends with white space: the service may trim it, and
// what was asked for would never be what is there.
var properName = regexp.MustCompile(`^[^\s\v\x{85}\p{Z}]+([\s\v\x{85}\p{Z}]+[^\s\v\x{85}\p{Z}]+)*$`)

// Schema describes the resource.
func (r *Resource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: wiring.Page{
			What: "A block of licences. One licence is the right to have one number assigned.",
			Key:  wiring.KeyForChanges,
			Mail: "none to members.",
			Cost: "**creating a block and raising its `quantity` buys licences, which costs money.** Each of them is billed until the block shrinks or is destroyed, whether it is assigned or not, and renews by itself.",
			Loss: "shrinking or destroying a block gives licences up; to have them again means to buy them again. The service refuses it for licences that numbers use, so no number is lost with them.",
		}.Markdown(),
		Attributes: map[string]schema.Attribute{
			"id": schema.StringAttribute{
				MarkdownDescription: "The block's ID, given by the service. It stays the same when the block is renamed, grows or shrinks.",
				Computed:            true,
				PlanModifiers:       []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			},
			"name": schema.StringAttribute{
				MarkdownDescription: "Name of the block, unique in the organisation whatever its letter case, so that a purchase can't be made twice by accident. Changing it renames the block in place.",
				Required:            true,
				Validators: []validator.String{
					stringvalidator.RegexMatches(properName, "must not be empty, nor start or end with white space"),
				},
			},
			"plan": schema.StringAttribute{
				MarkdownDescription: "Plan of the licences: `connect`, `advanced` or `max`. Changing it replaces the block, which the service refuses while one of its licences is assigned: add a second block under another name, move the numbers to it (`license_id`), then remove the first.",
				Required:            true,
				Validators:          []validator.String{stringvalidator.OneOf(planConnect, planAdvanced, planMax)},
				PlanModifiers:       []planmodifier.String{stringplanmodifier.RequiresReplace()},
			},
			"billing_period": schema.StringAttribute{
				MarkdownDescription: "How the licences are billed: `monthly` (default) or `yearly`. They renew by themselves. Changing it replaces the block, under the same conditions as `plan`.",
				Optional:            true,
				Computed:            true,
				Default:             stringdefault.StaticString(billedMonthly),
				Validators:          []validator.String{stringvalidator.OneOf(billedMonthly, billedYearly)},
				PlanModifiers:       []planmodifier.String{stringplanmodifier.RequiresReplace()},
			},
			"quantity": schema.Int64Attribute{
				MarkdownDescription: "How many licences the block has, at least 1. Raising it buys the difference at once, which costs money; lowering it gives licences up, never below what is assigned. Both happen in place.",
				Required:            true,
				Validators:          []validator.Int64{int64validator.AtLeast(1)},
			},
		},
	}
}

// IdentitySchema describes what identifies a block.
func (r *Resource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = identityschema.Schema{
		Attributes: map[string]identityschema.Attribute{
			"id": identityschema.StringAttribute{
				Description:       "The block's ID.",
				RequiredForImport: true,
			},
		},
	}
}
