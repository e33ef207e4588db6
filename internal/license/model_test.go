package license

import (
	"context"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"pgregory.net/rapid"

	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
)

func TestChangesNameOnlyWhatDiffers(t *testing.T) {
	t.Parallel()
	staff := fromAPI(onoff.License{ID: "l-1", Name: "Staff", Plan: planConnect, BillingPeriod: billedMonthly, Quantity: 5, Assigned: 3})

	if update, some := changes(staff, staff); some || update.Name != nil || update.Quantity != nil {
		t.Errorf("nothing changed, but %+v, %v", update, some)
	}
	grown := staff
	grown.Quantity = types.Int64Value(6)
	if update, some := changes(staff, grown); !some || update.Name != nil || update.Quantity == nil || *update.Quantity != 6 {
		t.Errorf("grown: %+v, %v", update, some)
	}
	renamed := staff
	renamed.Name = types.StringValue("staff")
	if update, some := changes(staff, renamed); !some || update.Quantity != nil || update.Name == nil || *update.Name != "staff" {
		t.Errorf("renamed: %+v, %v", update, some)
	}
}

// However the blocks are: what is free and what is assigned never exceed what there is by more than
// the blocks do themselves, nothing is below zero, and every plan's totals add up to those of all.
func TestTotals(t *testing.T) {
	t.Parallel()
	block := rapid.Custom(func(t *rapid.T) onoff.License {
		return onoff.License{
			Name:     rapid.SampledFrom([]string{"Staff", "Agents", "Spare"}).Draw(t, "name"),
			Plan:     rapid.SampledFrom([]string{planConnect, planAdvanced, planMax}).Draw(t, "plan"),
			Quantity: rapid.IntRange(0, 9).Draw(t, "quantity"),
			Assigned: rapid.IntRange(0, 9).Draw(t, "assigned"),
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		found := rapid.SliceOfN(block, 0, 6).Draw(t, "blocks")
		all := toList(filter{}, found)
		if len(all.Licenses) != len(found) {
			t.Fatalf("%d of %d blocks are shown", len(all.Licenses), len(found))
		}
		var quantity, assigned, free int64
		for _, plan := range []string{planConnect, planAdvanced, planMax} {
			some := toList(filter{Plan: types.StringValue(plan)}, found)
			for i, one := range some.Licenses {
				if one.Plan.ValueString() != plan || one.Free.ValueInt64() < 0 {
					t.Fatalf("%s shows %+v", plan, one)
				}
				if i > 0 && some.Licenses[i-1].Name.ValueString() > one.Name.ValueString() {
					t.Fatalf("out of order: %+v", some.Licenses)
				}
			}
			quantity += some.Quantity.ValueInt64()
			assigned += some.Assigned.ValueInt64()
			free += some.Free.ValueInt64()
		}
		if quantity != all.Quantity.ValueInt64() || assigned != all.Assigned.ValueInt64() || free != all.Free.ValueInt64() {
			t.Fatalf("the plans add up to %d, %d, %d; all are %+v", quantity, assigned, free, all)
		}
		if free < quantity-assigned {
			t.Fatalf("%d are free of %d, of which %d are assigned", free, quantity, assigned)
		}
	})
}

func TestSchemaIsSound(t *testing.T) {
	t.Parallel()
	var resp resource.SchemaResponse
	new(Resource).Schema(context.Background(), resource.SchemaRequest{}, &resp)
	if diags := resp.Schema.ValidateImplementation(context.Background()); diags.HasError() {
		t.Fatal(diags)
	}
}
