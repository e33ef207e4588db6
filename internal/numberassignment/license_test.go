package numberassignment_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

// allInUse is the company with one licence, which is Ben's.
func allInUse(h *simulator.Options) {
	h.Company.Licenses = []simulator.License{{ID: "lic-staff", Name: "Staff", Quantity: 1}}
}

// With no licence free, an assignment would buy one: it's refused before it is sent.
func TestPurchase(t *testing.T) {
	h := acctest.New(t, acctest.CompanyFile(company), acctest.Service(allInUse))
	h.Run(
		resource.TestStep{
			ConfigDirectory: acctest.Dir("one_too_many"),
			ExpectError:     acctest.Message("Can't assign the number +33199000001", "is free, so the assignment would buy one", "allow_license_purchase = true"),
		},
		resource.TestStep{
			ConfigDirectory: acctest.Dir("named_block"),
			ExpectError:     acctest.Message("Can't assign the number +33199000001", "license_id", "lic-staff", "quantity"),
		},
	)
	h.WantSent(0, assign)
	if got := h.Company().LicensesBought; len(got) > 0 {
		t.Errorf("bought %+v, want nothing", got)
	}
}

func TestPurchaseAllowed(t *testing.T) {
	h := acctest.New(t, acctest.CompanyFile(company), acctest.Service(allInUse), acctest.Setting("allow_license_purchase", "true"))
	bought := acctest.Then(func() {
		if got := h.Company().LicensesBought; len(got) != 1 || !got[0].Automatic {
			t.Errorf("bought %+v, want one", got)
		}
	})
	h.Run(
		resource.TestStep{ConfigDirectory: acctest.Dir("one_more"), Check: bought},
		// A number that moves keeps its licence; nothing more is bought.
		resource.TestStep{ConfigDirectory: acctest.Dir("bens"), ConfigPlanChecks: updated, Check: bought},
	)
}

// That an assignment will buy a licence is said in the plan.
func TestPurchaseIsSaid(t *testing.T) {
	h := acctest.New(t, acctest.CompanyFile(company), acctest.Service(allInUse), acctest.Setting("allow_license_purchase", "true"))
	cli := h.CLI().Use("one_more")
	cli.Plan().WantCode(2).Want("No free licence for every number", "will be bought", "costs money")
	h.WantSent(0, assign)
	cli.Apply().WantCode(0)
	cli.Plan().WantCode(0).WantNot("licence")
}
