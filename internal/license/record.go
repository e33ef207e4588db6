package license

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
)

// record is a block of licences as data sources show it.
type record struct {
	ID            types.String `tfsdk:"id"`
	Name          types.String `tfsdk:"name"`
	Plan          types.String `tfsdk:"plan"`
	BillingPeriod types.String `tfsdk:"billing_period"`
	Quantity      types.Int64  `tfsdk:"quantity"`
	Assigned      types.Int64  `tfsdk:"assigned"`
	Free          types.Int64  `tfsdk:"free"`
}

func toRecord(l onoff.License) record {
	return record{
		ID:            types.StringValue(l.ID),
		Name:          types.StringValue(l.Name),
		Plan:          types.StringValue(l.Plan),
		BillingPeriod: types.StringValue(l.BillingPeriod),
		Quantity:      types.Int64Value(int64(l.Quantity)),
		Assigned:      types.Int64Value(int64(l.Assigned)),
		Free:          types.Int64Value(int64(free(l))),
	}
}

// free is how many licences of a block nobody uses. A block that was shrunk by the vendor under what
// is assigned has none, rather than fewer than none.
func free(l onoff.License) int { return max(0, l.Quantity-l.Assigned) }

// shown describes what every block is shown with, besides the keys that it is found by.
func shown(keys map[string]schema.Attribute) map[string]schema.Attribute {
	keys["plan"] = schema.StringAttribute{
		MarkdownDescription: "Plan of the licences: `connect`, `advanced` or `max`.",
		Computed:            true,
	}
	keys["billing_period"] = schema.StringAttribute{
		MarkdownDescription: "How the licences are billed: `monthly` or `yearly`.",
		Computed:            true,
	}
	keys["quantity"] = schema.Int64Attribute{
		MarkdownDescription: "How many licences the block has. All of them are billed.",
		Computed:            true,
	}
	keys["assigned"] = schema.Int64Attribute{
		MarkdownDescription: "How many of them are in use by a number.",
		Computed:            true,
	}
	keys["free"] = schema.Int64Attribute{
		MarkdownDescription: "How many of them are not in use: as many numbers can be assigned without buying anything.",
		Computed:            true,
	}
	return keys
}
