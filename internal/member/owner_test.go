package member_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
)

// The owner is imported, renamed like anybody, never demoted, and let go without being deleted.
func TestOwner(t *testing.T) {
	const olgas = "onoff_member.olga"
	h := acctest.New(t, acctest.Company(office()))
	h.Run(
		resource.TestStep{
			ConfigDirectory:   acctest.Dir("imported"),
			ConfigStateChecks: acctest.State(acctest.Has(olgas, "role", "owner")),
		},
		resource.TestStep{
			PreConfig:        h.Forget,
			ConfigDirectory:  acctest.Dir("married"),
			ConfigPlanChecks: acctest.Plans(acctest.Changes{olgas: plancheck.ResourceActionUpdate}),
			Check: acctest.Then(func() {
				h.WantSent(1, changed)
				for _, request := range h.Sent(changed) {
					if request.Body != `{"lastName":"Martin-Roux"}` {
						t.Errorf("the change was asked for as %s; the role of the owner must not be mentioned", request.Body)
					}
				}
			}),
		},
		resource.TestStep{
			PreConfig:       h.Forget,
			ConfigDirectory: acctest.Dir("demoted"),
			ExpectError:     acctest.Message("The owner's role can't be taken away", "olga.martin@example.com", "would become admin"),
		},
		resource.TestStep{
			ConfigDirectory: acctest.Dir("role_left_out"),
			ExpectError:     acctest.Message("The owner's role can't be taken away", "would become user", `Write role = "owner"`),
		},
		resource.TestStep{ConfigDirectory: acctest.Dir("let_go")},
	)
	h.WantSent(0, "POST *", "PATCH *", "DELETE *")
	if olga := find(h.Company(), "olga.martin@example.com"); olga == nil || olga.LastName != "Martin-Roux" {
		t.Errorf("Olga is now %+v", olga)
	}
}

// Nobody becomes owner by a configuration: the plan says so, and nothing is sent.
func TestNobodyBecomesOwner(t *testing.T) {
	h := acctest.New(t)
	h.Run(
		resource.TestStep{ConfigDirectory: acctest.Dir("anna_joins")},
		resource.TestStep{
			PreConfig:       h.Forget,
			ConfigDirectory: acctest.Dir("anna_promoted"),
			PlanOnly:        true,
			ExpectError:     acctest.Message("The owner's role can't be given", "anna.petit@example.com", "would become the owner"),
		},
		resource.TestStep{
			ConfigDirectory: acctest.Dir("second_owner"),
			PlanOnly:        true,
			ExpectError:     acctest.Message("The owner's role can't be given", "ben.gros@example.com", "would become the owner"),
		},
		resource.TestStep{
			ConfigDirectory:  acctest.Dir("anna_joins"),
			ConfigPlanChecks: acctest.NoChanges(),
			Check:            acctest.Then(func() { h.WantSent(0, "POST *", "PATCH *", "DELETE *") }),
		},
	)
}
