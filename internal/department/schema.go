package department

import (
	"context"
	"regexp"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/onoff-community/terraform-provider-onoff/internal/wiring"
)

// properName is any text that neither starts nor ends with white space: the service may trim it, and
// what was asked for would never be what is there.
var properName = regexp.MustCompile(`^\S(.*\S)?$`)

// Schema describes the resource.
func (r *Resource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: wiring.Page{
			What: "A department groups members, and can hold phone numbers of its own.",
			Key:  wiring.KeyForChanges,
			Mail: "none.",
			Cost: "none. The numbers it holds take licences, each in an `onoff_number_assignment`.",
			Loss: "destroying a department is permanent. The service refuses it while members or numbers are in it, so neither is lost with it.",
		}.Markdown(),
		Attributes: map[string]schema.Attribute{
			"id": schema.StringAttribute{
				MarkdownDescription: "The department's ID, given by the service. It stays the same when the department is renamed.",
				Computed:            true,
				PlanModifiers:       []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			},
			"name": schema.StringAttribute{
				MarkdownDescription: "Name of the department, unique in the organisation whatever its letter case. Changing it renames the department in place.",
				Required:            true,
				Validators: []validator.String{
					stringvalidator.RegexMatches(properName, "must not be empty, nor start or end with white space"),
				},
			},
		},
	}
}

// IdentitySchema describes what identifies a department.
func (r *Resource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = identityschema.Schema{
		Attributes: map[string]identityschema.Attribute{
			"id": identityschema.StringAttribute{
				Description:       "The department's ID.",
				RequiredForImport: true,
			},
		},
	}
}
