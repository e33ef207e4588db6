package license

import (
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
)

// model is a block of licences as configuration and state write it. How many of them are assigned
// isn't among it: that changes with every number, and each plan would show it.
type model struct {
	ID            types.String `tfsdk:"id"`
	Name          types.String `tfsdk:"name"`
	Plan          types.String `tfsdk:"plan"`
	BillingPeriod types.String `tfsdk:"billing_period"`
	Quantity      types.Int64  `tfsdk:"quantity"`
}

// identity is what identifies a block for as long as it exists.
type identity struct {
	ID types.String `tfsdk:"id"`
}

func fromAPI(l onoff.License) model {
	return model{
		ID:            types.StringValue(l.ID),
		Name:          types.StringValue(l.Name),
		Plan:          types.StringValue(l.Plan),
		BillingPeriod: types.StringValue(l.BillingPeriod),
		Quantity:      types.Int64Value(int64(l.Quantity)),
	}
}

// changes is the update that leads from the state to the plan, and names only what differs: a second
// writer's change of the rest is left alone.
func changes(state, plan model) (update onoff.LicenseUpdate, some bool) {
	if !plan.Name.Equal(state.Name) {
		update.Name, some = plan.Name.ValueStringPointer(), true
	}
	if !plan.Quantity.Equal(state.Quantity) {
		update.Quantity, some = new(int(plan.Quantity.ValueInt64())), true
	}
	return update, some
}
