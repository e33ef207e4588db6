package numberassignment_test

import (
	"strings"
	"testing"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
)

const pick = `
resource "onoff_number_assignment" "NAME" {
  country_code = "FR"
  number_type  = "mobile"
  member_email = "anna.petit@example.com"
}
`

// A run is killed when a number was picked for Anna and not recorded. The plan says so, and what it
// prints takes the number over; without that Anna would have two, on two licences.
func TestPickLeftOver(t *testing.T) {
	h := acctest.New(t, acctest.CompanyFile(company))
	cli := h.CLI()
	const sales = "resource \"onoff_department\" \"new\" {\n  name = \"New\"\n}\n"
	cli.Write("main.tf", sales).Apply().WantCode(0).WantNot("left over")
	h.Behind("POST", "/numbers/+33639980001/assign", map[string]any{"memberIdRef": "mem-anna", "allowPurchase": false}, nil)
	h.Forget()

	reception := strings.ReplaceAll(pick, "NAME", "reception")
	cli.Write("main.tf", sales+reception).Plan().WantCode(2).Want(
		"The number +33639980001 may be left over from a run that was cut short",
		"with onoff_number_assignment.reception",
		"import {", "to = onoff_number_assignment.NAME", `id = "+33639980001"`)
	cli.Write("import.tf", "import {\n  to = onoff_number_assignment.reception\n  id = \"+33639980001\"\n}\n").
		Apply().WantCode(0).WantNot("left over")
	cli.Plan().WantCode(0)
	h.WantSent(0, "POST *", "PATCH *", "DELETE *")

	// A second one is what it looks like: the number that Anna has is in state.
	second := strings.ReplaceAll(pick, "NAME", "second")
	cli.Write("main.tf", sales+reception+second).Apply().WantCode(0).WantNot("left over")
	h.WantSent(1, assign)
	// No number that Anna has could have been picked by a block that wants a Belgian one.
	h.Behind("POST", "/numbers/+33199000001/assign", map[string]any{"memberIdRef": "mem-anna", "allowPurchase": false}, nil)
	belgian := strings.ReplaceAll(strings.ReplaceAll(pick, "NAME", "belgian"), "FR", "BE")
	cli.Write("main.tf", sales+reception+second+belgian).Plan().WantCode(2).WantNot("left over")
}
