package license_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
)

const (
	staffs = "onoff_license.staff"

	bought  = "POST /api/v1/licenses"
	changed = "PATCH /api/v1/licenses/{licenseId}"
	givenUp = "DELETE /api/v1/licenses/{licenseId}"
)

// A block is bought, grows, is renamed and shrinks in place; another plan or billing period is another
// block. Whatever costs money was asked for, once.
func TestBlockGrowsAndShrinks(t *testing.T) {
	h := acctest.New(t)
	onlyPatch := func(body string) resource.TestCheckFunc {
		return acctest.Then(func() {
			h.WantSent(1, "POST *", "PATCH *", "DELETE *")
			for _, request := range h.Sent(changed) {
				if request.Body != body {
					t.Errorf("the change was asked for as %s, want %s", request.Body, body)
				}
			}
			h.WantSent(1, changed)
		})
	}
	inPlace := acctest.Plans(acctest.Changes{staffs: plancheck.ResourceActionUpdate})
	replaced := acctest.Plans(acctest.Changes{staffs: plancheck.ResourceActionDestroyBeforeCreate})
	h.Run(
		resource.TestStep{
			ConfigDirectory: acctest.Dir("bought"),
			ConfigStateChecks: acctest.State(
				acctest.Has(staffs, "name", "Staff"),
				acctest.Has(staffs, "plan", "connect"),
				acctest.Has(staffs, "billing_period", "monthly"),
				acctest.Has(staffs, "quantity", 2),
			),
		},
		resource.TestStep{
			PreConfig: h.Forget, ConfigDirectory: acctest.Dir("grown"), ConfigPlanChecks: inPlace,
			Check: onlyPatch(`{"quantity":5}`),
		},
		resource.TestStep{
			PreConfig: h.Forget, ConfigDirectory: acctest.Dir("renamed"), ConfigPlanChecks: inPlace,
			Check: onlyPatch(`{"name":"All staff"}`),
		},
		resource.TestStep{
			PreConfig: h.Forget, ConfigDirectory: acctest.Dir("letter_case_of_the_name"), ConfigPlanChecks: inPlace,
			Check: onlyPatch(`{"name":"all staff"}`),
		},
		resource.TestStep{
			PreConfig: h.Forget, ConfigDirectory: acctest.Dir("shrunk"), ConfigPlanChecks: inPlace,
			Check: onlyPatch(`{"quantity":1}`),
		},
		resource.TestStep{
			PreConfig: h.Forget, ConfigDirectory: acctest.Dir("yearly"), ConfigPlanChecks: replaced,
			Check: acctest.Then(func() { h.WantSent(1, bought); h.WantSent(1, givenUp) }),
		},
		resource.TestStep{
			PreConfig: h.Forget, ConfigDirectory: acctest.Dir("another_plan"), ConfigPlanChecks: replaced,
			Check: acctest.Then(func() { h.WantSent(1, bought); h.WantSent(1, givenUp) }),
		},
		resource.TestStep{
			PreConfig: h.Forget, ConfigDirectory: acctest.Dir("given_up"),
			ConfigPlanChecks: acctest.Plans(acctest.Changes{staffs: plancheck.ResourceActionDestroy}),
			Check:            acctest.Then(func() { h.WantSent(1, givenUp) }),
		},
	)
	var total int
	for _, purchase := range h.Company().LicensesBought {
		total += purchase.Quantity
		if purchase.Automatic {
			t.Errorf("licences were bought that nobody asked for: %+v", purchase)
		}
	}
	if want := 2 + 3 + 1 + 1; total != want {
		t.Errorf("%d licences were bought, want %d: %+v", total, want, h.Company().LicensesBought)
	}
}

// A block that numbers use doesn't shrink below them, and is neither replaced nor given up.
func TestInUse(t *testing.T) {
	h := acctest.New(t, acctest.Company(office()))
	h.Run(
		resource.TestStep{ConfigDirectory: acctest.Dir("staff")},
		resource.TestStep{
			ConfigDirectory: acctest.Dir("below_what_is_assigned"),
			ExpectError: acctest.Message(`Can't change the licence block "Staff"`, "quantity = 1", "license.belowAssigned",
				"Unassign numbers that use this block's licences"),
		},
		resource.TestStep{
			ConfigDirectory: acctest.Dir("another_plan"),
			ExpectError: acctest.Message(`Can't give up the licence block "Staff"`, "license.assigned",
				"add a second block under another name"),
		},
		resource.TestStep{
			ConfigDirectory: acctest.Dir("given_up"),
			ExpectError:     acctest.Message(`Can't give up the licence block "Staff"`, "license.assigned"),
		},
		resource.TestStep{
			ConfigDirectory:   acctest.Dir("staff"),
			ConfigPlanChecks:  acctest.NoChanges(),
			ConfigStateChecks: acctest.State(acctest.Has(staffs, "quantity", 3)),
		},
		resource.TestStep{
			PreConfig: func() {
				h.Behind("POST", "/numbers/+33644600001/unassign", map[string]any{}, nil)
				h.Behind("POST", "/numbers/+33644600002/unassign", map[string]any{}, nil)
			},
			ConfigDirectory: acctest.Dir("given_up"),
		},
	)
	if purchases := h.Company().LicensesBought; len(purchases) != 0 {
		t.Errorf("licences were bought: %+v", purchases)
	}
}

// A name that another block has is an error: buying again what is there already costs money.
func TestNameTaken(t *testing.T) {
	company := office()
	company.Numbers = nil
	h := acctest.New(t, acctest.Company(company))
	h.Run(
		resource.TestStep{
			ConfigDirectory: acctest.Dir("bought_anyway"),
			ExpectError: acctest.Message(`Can't buy the licences "STAFF"`, `name = "STAFF"`, "license.nameTaken",
				"import {", "to = onoff_license.NAME", `id = "lic-staff"`, `identity = { id = "lic-staff" }`),
		},
		resource.TestStep{
			ConfigDirectory:   acctest.Dir("imported"),
			ConfigStateChecks: acctest.State(acctest.Has(staffs, "id", "lic-staff")),
		},
		resource.TestStep{
			ConfigDirectory: acctest.Dir("renamed"),
			ExpectError:     acctest.Message(`Can't change the licence block "Staff"`, `name = "agents"`, "license.nameTaken"),
		},
		resource.TestStep{ConfigDirectory: acctest.Dir("imported"), ConfigPlanChecks: acctest.NoChanges()},
	)
	if purchases := h.Company().LicensesBought; len(purchases) != 0 {
		t.Errorf("licences were bought: %+v", purchases)
	}
}

// A block that somebody gives up in the console is bought again, and nothing else is touched.
func TestRemovedBehindTerraformsBack(t *testing.T) {
	h := acctest.New(t)
	h.Run(
		resource.TestStep{ConfigDirectory: acctest.Dir("blocks")},
		resource.TestStep{
			PreConfig: func() {
				for _, block := range h.Company().Licenses {
					if block.Name == "Agents" {
						h.Behind("DELETE", "/licenses/"+block.ID, nil, nil)
					}
				}
				h.Forget()
			},
			ConfigDirectory:  acctest.Dir("blocks"),
			ConfigPlanChecks: acctest.Plans(acctest.Changes{"onoff_license.agents": plancheck.ResourceActionCreate}),
			Check: acctest.Then(func() {
				h.WantSent(1, "POST *", "PATCH *", "DELETE *")
				h.WantSent(1, bought)
			}),
		},
	)
}
