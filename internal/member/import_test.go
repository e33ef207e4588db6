package member_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
)

// A member who was there before is taken over by every key, and the plan has nothing to change.
func TestImport(t *testing.T) {
	h := acctest.New(t, acctest.Company(office()))
	h.Run(
		resource.TestStep{
			ConfigDirectory:    acctest.Dir("anna"),
			ResourceName:       annas,
			ImportState:        true,
			ImportStateId:      "mem-anna",
			ImportStatePersist: true,
		},
		resource.TestStep{
			ConfigDirectory:  acctest.Dir("anna"),
			ConfigPlanChecks: acctest.NoChanges(),
			ConfigStateChecks: acctest.State(
				acctest.Has(annas, "id", "mem-anna"),
				acctest.Has(annas, "role", "team_lead"),
				acctest.Has(annas, "department_ids", acctest.Set{"dep-sales"}),
			),
		},
		acctest.Import(annas, "mem-anna"),
		acctest.Import(annas, "anna.petit@example.com"),
		acctest.Import(annas, "ANNA.Petit@Example.com"),
		acctest.ImportByCommand(annas, "mem-anna"),
		acctest.ImportByCommand(annas, "anna.petit@example.com"),
		acctest.ImportByIdentity(annas),
		resource.TestStep{
			ConfigDirectory: acctest.Dir("anna"),
			ResourceName:    annas,
			ImportState:     true,
			ImportStateId:   "nobody@example.com",
			ExpectError:     acctest.Message("There is no such member to import", `"nobody@example.com"`, "the ID or the e-mail address of a member"),
		},
		resource.TestStep{
			ConfigDirectory: acctest.Dir("anna"),
			ResourceName:    annas,
			ImportState:     true,
			ImportStateId:   "mem-nobody",
			ExpectError:     acctest.Message("There is no such member to import", `"mem-nobody"`),
		},
		resource.TestStep{
			PreConfig:       func() { h.Behind("POST", "/numbers/+33644600001/unassign", map[string]any{}, nil) },
			ConfigDirectory: acctest.Dir("anna"),
		},
	)
	h.WantSent(0, "POST *", "PATCH *")
}
