package numberassignment_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
)

// The number is imported however it is written, into a block that names the same holder and the same
// number in whatever way: the plan is empty.
func TestImport(t *testing.T) {
	h := acctest.New(t, acctest.CompanyFile(company))
	steps := []resource.TestStep{{ConfigDirectory: acctest.Dir("taken_over")}}
	for _, block := range []string{"by_email", "by_id", "by_country"} {
		steps = append(steps,
			resource.TestStep{ConfigDirectory: acctest.Dir(block), ConfigPlanChecks: acctest.NoChanges()},
			acctest.Import(reception, "+33199000009"),
			acctest.Import(reception, "0033 1 99.00.00.09"),
			acctest.ImportByIdentity(reception),
		)
	}
	steps = append(steps, acctest.ImportByCommand(reception, "+33 1 99 00 00 09"))
	steps[len(steps)-1].Check = acctest.Then(func() { h.WantSent(0, "POST *", "DELETE *") })
	h.Run(steps...)
}

func TestImportADepartmentsNumber(t *testing.T) {
	h := acctest.New(t, acctest.CompanyFile(company))
	h.Run(
		resource.TestStep{ConfigDirectory: acctest.Dir("supports")},
		acctest.Import(reception, "+33 1 99 00 00 01"),
		acctest.ImportByIdentity(reception),
		acctest.ImportByCommand(reception, "+33199000001"),
	)
}

func TestImportOfNothing(t *testing.T) {
	h := acctest.New(t, acctest.CompanyFile(company))
	h.Run(
		resource.TestStep{
			ConfigDirectory: acctest.Dir("in_the_pool"),
			ExpectError:     acctest.Message("There is no such assignment to import", `"+33199000001"`, "a number in the pool is assigned by a block without import"),
		},
		resource.TestStep{
			ConfigDirectory: acctest.Dir("no_number"),
			ExpectError:     acctest.Message("There is no such assignment to import", `"01 99 00 00 09"`, "has no country code"),
		},
	)
}
