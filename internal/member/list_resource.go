package member

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
	"github.com/onoff-community/terraform-provider-onoff/internal/wiring"
)

// ListResource finds members for `terraform query`.
type ListResource struct{ wiring.Resource }

// NewListResource makes the list resource.
func NewListResource() list.ListResource { return &ListResource{} }

var _ list.ListResourceWithConfigure = (*ListResource)(nil)

// Metadata names the resource that is listed.
func (l *ListResource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_member"
}

// ListResourceConfigSchema describes the filters.
func (l *ListResource) ListResourceConfigSchema(_ context.Context, _ list.ListResourceSchemaRequest, resp *list.ListResourceSchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: wiring.Reads("Finds the members of the organisation, all of them or those that meet every filter given, the owner included. " +
			"Terraform stops after 100 unless the list block has a higher `limit`."),
		Attributes: map[string]schema.Attribute{
			"role":            byRole.List(),
			"department_id":   byDepartmentID.List(),
			"department_name": byDepartmentName.List(),
			"email_domain":    byEmailDomain.List(),
			"has_numbers":     schema.BoolAttribute{MarkdownDescription: hasNumbers, Optional: true},
		},
	}
}

// List gives the members page by page.
func (l *ListResource) List(ctx context.Context, req list.ListRequest, resp *list.ListResultsStream) {
	var config filter
	diags := req.Config.Get(ctx, &config)
	if diags.HasError() || !l.Session().Reachable(&diags) {
		wiring.Refuse(resp, diags)
		return
	}
	wanted, ok := config.prepare(ctx, l.Session(), &diags)
	if !ok {
		wiring.Refuse(resp, diags)
		return
	}
	wiring.Answer(ctx, req, resp, l.Session().Directory.EachMember(ctx), func(one onoff.Member, err error, diags *diag.Diagnostics) (wiring.Listed, bool) {
		if err != nil {
			words.Report(diags, "list the members", err)
			return wiring.Listed{}, false
		}
		if !wanted.wants(one) {
			return wiring.Listed{}, false
		}
		if _, known := fromWire(one.Role); !known && req.IncludeResource {
			// An error would end the whole query, and a block with this role could never be planned.
			warnOfUnknownRole(diags, one)
			return wiring.Listed{}, false
		}
		shown, more := fromAPI(ctx, one)
		diags.Append(more...)
		return wiring.Listed{Name: shown.display(), Identity: identity{ID: types.StringValue(one.ID)}, Resource: shown}, true
	})
}

// display is how a person tells members apart in a list.
func (m model) display() string {
	return strings.TrimSpace(fmt.Sprintf("%s <%s>", m.name(), m.Email.ValueString()))
}
