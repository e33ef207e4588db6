package license_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
)

// A block is taken over by every key, and the plan has nothing to change.
func TestImport(t *testing.T) {
	h := acctest.New(t)
	h.Run(
		resource.TestStep{ConfigDirectory: acctest.Dir("staff")},
		acctest.Import(staffs, ""), // by ID
		acctest.Import(staffs, "Staff"),
		acctest.Import(staffs, "STAFF"),
		acctest.ImportByCommand(staffs, "Staff"),
		acctest.ImportByIdentity(staffs),
		resource.TestStep{
			ResourceName:  staffs,
			ImportState:   true,
			ImportStateId: "Nothing",
			ExpectError:   acctest.Message("There is no such licence block to import", `"Nothing"`, "the ID or the name of a licence block"),
		},
	)
	h.WantSent(1, "POST *", "PATCH *")
}

// An ID wins over a name, and an identity names the same block on a CLI that isn't at hand.
func TestEveryKeyLeadsToTheSameBlock(t *testing.T) {
	company := office()
	company.Licenses[1].Name = "lic-staff"
	h := acctest.New(t, acctest.Company(company))
	p := h.Protocol()
	for _, key := range []string{"lic-staff", "Staff", "staff"} {
		block, diags := p.Import("onoff_license", key)
		acctest.OK(t, diags)
		if block.ID() != "lic-staff" || block.Get("quantity") != 3 || block.Identity()["id"] != "lic-staff" {
			t.Errorf("by %s came %v with identity %v", key, block.Attrs(), block.Identity())
		}
	}
	block, diags := p.ImportByIdentity("onoff_license", acctest.Attrs{"id": "lic-agents"})
	acctest.OK(t, diags)
	planned, diags := p.Plan("onoff_license", block, acctest.Attrs{
		"name": "lic-staff", "plan": "max", "billing_period": "yearly", "quantity": 4,
	})
	acctest.OK(t, diags)
	if !planned.Empty() {
		t.Errorf("after the import %v is planned", planned.Attrs())
	}
}
