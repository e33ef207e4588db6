package numberassignment_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

const (
	company  = "testdata/company.json"
	assign   = "POST /api/v1/numbers/{phoneNumber}/assign"
	unassign = "POST /api/v1/numbers/{phoneNumber}/unassign"
	giveUp   = "DELETE /api/v1/numbers/{phoneNumber}"

	reception = "onoff_number_assignment.reception"
)

// updated and created are plans of one change to the reception's number.
var (
	updated  = acctest.Plans(acctest.Changes{reception: plancheck.ResourceActionUpdate})
	created  = acctest.Plans(acctest.Changes{reception: plancheck.ResourceActionCreate})
	replaced = acctest.Plans(acctest.Changes{reception: plancheck.ResourceActionDestroyBeforeCreate})
)

// numbers finds the company's numbers by phone number.
func numbers(h *acctest.Harness) map[string]simulator.Number {
	found := map[string]simulator.Number{}
	for _, n := range h.Company().Numbers {
		found[n.PhoneNumber] = n
	}
	return found
}

// One number goes from hand to hand. Each move is one request, the number is never free in between,
// and writing what is there already in another way is none at all.
func TestHandOver(t *testing.T) {
	h := acctest.New(t, acctest.CompanyFile(company))
	forget := acctest.Then(h.Forget)
	sent := func(count int, routes ...string) resource.TestCheckFunc {
		return acctest.Then(func() {
			h.WantSent(count, "POST *", "PATCH *", "DELETE *")
			if count > 0 {
				h.WantSent(count, routes...)
			}
			h.Forget()
		})
	}
	h.Run(
		resource.TestStep{
			ConfigDirectory: acctest.Dir("annas"), ConfigPlanChecks: created, Check: sent(1, assign),
			ConfigStateChecks: acctest.State(
				acctest.Has(reception, "id", "num-fr-1"),
				acctest.Has(reception, "phone_number", "+33 1 99 00 00 01"),
				acctest.Has(reception, "country_code", "FR"),
				acctest.Has(reception, "number_type", "landline"),
				acctest.Has(reception, "member_email", "Anna.Petit@example.com"),
				acctest.Has(reception, "member_id", "mem-anna"),
				acctest.Has(reception, "department_id", nil),
				acctest.Has(reception, "license_id", "lic-staff"),
				acctest.Has(reception, "history_on_reassign", "keep"),
				acctest.Has(reception, "on_destroy", "unassign"),
			),
		},
		resource.TestStep{ConfigDirectory: acctest.Dir("annas_by_id"), ConfigPlanChecks: acctest.NoChanges(), Check: sent(0)},
		resource.TestStep{ConfigDirectory: acctest.Dir("annas_by_country"), ConfigPlanChecks: acctest.NoChanges(), Check: sent(0)},
		resource.TestStep{
			ConfigDirectory: acctest.Dir("bens"), ConfigPlanChecks: updated, Check: sent(1, assign),
			ConfigStateChecks: acctest.State(
				acctest.Has(reception, "member_email", "ben.gros@example.com"),
				acctest.Has(reception, "member_id", "mem-ben"),
				acctest.Has(reception, "license_id", "lic-staff"),
			),
		},
		resource.TestStep{
			ConfigDirectory: acctest.Dir("supports"), ConfigPlanChecks: updated, Check: sent(1, assign),
			ConfigStateChecks: acctest.State(
				acctest.Has(reception, "member_email", nil),
				acctest.Has(reception, "member_id", nil),
				acctest.Has(reception, "department_id", "dep-support"),
			),
		},
		resource.TestStep{
			ConfigDirectory: acctest.Dir("annas_again"), ConfigPlanChecks: updated, Check: sent(1, assign),
			ConfigStateChecks: acctest.State(
				acctest.Has(reception, "member_email", "anna.petit@example.com"),
				acctest.Has(reception, "department_id", nil),
				acctest.Has(reception, "license_id", "lic-extra"),
			),
		},
		resource.TestStep{
			ConfigDirectory: acctest.Dir("another_licence"), ConfigPlanChecks: updated, Check: sent(1, assign),
			ConfigStateChecks: acctest.State(acctest.Has(reception, "license_id", "lic-staff")),
		},
		resource.TestStep{ConfigDirectory: acctest.Dir("settings"), ConfigPlanChecks: updated, Check: sent(0)},
		resource.TestStep{ConfigDirectory: acctest.Dir("settings_back"), ConfigPlanChecks: updated, Check: forget},
	)
	moves := h.Company().NumbersMoved
	for i, want := range []simulator.NumberMove{
		{From: "mem-anna", To: "mem-ben", History: "keep"},
		{From: "mem-ben", To: "dep-support", History: "delete"},
		{From: "dep-support", To: "mem-anna", History: "keep"},
	} {
		if len(moves) != 3 {
			t.Fatalf("moved %+v, want three times", moves)
		}
		if got := moves[i]; got.From != want.From || got.To != want.To || got.History != want.History {
			t.Errorf("move %d is %+v, want %+v", i, got, want)
		}
	}
	// What the test destroyed at its end.
	h.WantSent(1, unassign)
	h.WantSent(0, giveUp)
}
