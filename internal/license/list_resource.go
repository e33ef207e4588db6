package license

import (
	"context"
	"fmt"

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

// ListResource finds blocks of licences for `terraform query`.
type ListResource struct{ wiring.Resource }

// NewListResource makes the list resource.
func NewListResource() list.ListResource { return &ListResource{} }

var _ list.ListResourceWithConfigure = (*ListResource)(nil)

// filter says which blocks are wanted. What is null wants them all.
type filter struct {
	Plan          types.String `tfsdk:"plan"`
	BillingPeriod types.String `tfsdk:"billing_period"`
}

var (
	byPlan = wiring.Filter{
		Text:       "Only blocks of this plan: `connect`, `advanced` or `max`. Left out, blocks of every plan.",
		Validators: []validator.String{stringvalidator.OneOf(planConnect, planAdvanced, planMax)},
	}
	byBillingPeriod = wiring.Filter{
		Text:       "Only blocks that are billed like this: `monthly` or `yearly`. Left out, both.",
		Validators: []validator.String{stringvalidator.OneOf(billedMonthly, billedYearly)},
	}
)

func (f filter) wants(l onoff.License) bool {
	return (f.Plan.IsNull() || f.Plan.ValueString() == l.Plan) &&
		(f.BillingPeriod.IsNull() || f.BillingPeriod.ValueString() == l.BillingPeriod)
}

// Metadata names the resource that is listed.
func (l *ListResource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_license"
}

// ListResourceConfigSchema describes the filters.
func (l *ListResource) ListResourceConfigSchema(_ context.Context, _ list.ListResourceSchemaRequest, resp *list.ListResourceSchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: wiring.Reads("Finds the blocks of licences of the organisation, all of them or those that meet every filter given, also those that the service bought by itself. " +
			"Terraform stops after 100 unless the list block has a higher `limit`."),
		Attributes: map[string]schema.Attribute{"plan": byPlan.List(), "billing_period": byBillingPeriod.List()},
	}
}

// List gives the blocks page by page.
func (l *ListResource) List(ctx context.Context, req list.ListRequest, resp *list.ListResultsStream) {
	var wanted filter
	diags := req.Config.Get(ctx, &wanted)
	if diags.HasError() || !l.Session().Reachable(&diags) {
		wiring.Refuse(resp, diags)
		return
	}
	wiring.Answer(ctx, req, resp, l.Session().Directory.EachLicense(ctx), func(one onoff.License, err error, diags *diag.Diagnostics) (wiring.Listed, bool) {
		if err != nil {
			words.Report(diags, "list the licence blocks", err)
			return wiring.Listed{}, false
		}
		called := fmt.Sprintf("%s (%d of %s, billed %s)", one.Name, one.Quantity, one.Plan, one.BillingPeriod)
		return wiring.Listed{Name: called, Identity: identity{ID: types.StringValue(one.ID)}, Resource: fromAPI(one)}, wanted.wants(one)
	})
}
