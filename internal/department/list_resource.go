package department

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
	"github.com/onoff-community/terraform-provider-onoff/internal/wiring"
)

// ListResource finds departments for `terraform query`.
type ListResource struct{ wiring.Resource }

// NewListResource makes the list resource.
func NewListResource() list.ListResource { return &ListResource{} }

var _ list.ListResourceWithConfigure = (*ListResource)(nil)

// filter says which departments are wanted. What is null wants them all.
type filter struct {
	NamePrefix types.String `tfsdk:"name_prefix"`
}

var byNamePrefix = wiring.Filter{
	Text:       "Only departments whose name begins with this, whatever its letter case.",
	Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
}

func (f filter) wants(d onoff.Department) bool {
	return strings.HasPrefix(strings.ToLower(d.Name), strings.ToLower(f.NamePrefix.ValueString()))
}

// Metadata names the resource that is listed.
func (l *ListResource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_department"
}

// ListResourceConfigSchema describes the filter.
func (l *ListResource) ListResourceConfigSchema(_ context.Context, _ list.ListResourceSchemaRequest, resp *list.ListResourceSchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: wiring.Reads("Finds the departments of the organisation, all of them or those whose names begin alike. " +
			"Terraform stops after 100 unless the list block has a higher `limit`."),
		Attributes: map[string]schema.Attribute{"name_prefix": byNamePrefix.List()},
	}
}

// List gives the departments page by page.
func (l *ListResource) List(ctx context.Context, req list.ListRequest, resp *list.ListResultsStream) {
	var wanted filter
	diags := req.Config.Get(ctx, &wanted)
	if diags.HasError() || !l.Session().Reachable(&diags) {
		wiring.Refuse(resp, diags)
		return
	}
	wiring.Answer(ctx, req, resp, l.Session().Directory.EachDepartment(ctx), func(one onoff.Department, err error, diags *diag.Diagnostics) (wiring.Listed, bool) {
		if err != nil {
			words.Report(diags, "list the departments", err)
			return wiring.Listed{}, false
		}
		return wiring.Listed{Name: one.Name, Identity: identity{ID: types.StringValue(one.ID)}, Resource: fromAPI(one)}, wanted.wants(one)
	})
}
