package account_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

func TestAccount(t *testing.T) {
	h := acctest.New(t, acctest.Company(simulator.Company{
		Account: simulator.Account{ID: "acc-office", Name: "Office", Plan: "advanced", MaxNumbersPerMember: 10},
		Members: []simulator.Member{{FirstName: "Olga", LastName: "Martin", Email: "olga.martin@example.com", Role: "ROLE_OWNER"}},
	}))
	const account = "data.onoff_account.this"
	h.Run(resource.TestStep{
		ConfigDirectory: acctest.Dir("account"),
		ConfigStateChecks: acctest.State(
			acctest.Has(account, "id", "acc-office"),
			acctest.Has(account, "name", "Office"),
			acctest.Has(account, "plan", "advanced"),
			acctest.Has(account, "max_numbers_per_member", 10),
		),
	})
}

// The live gateway isn't known to offer the account.
func TestEndpointWithoutAccount(t *testing.T) {
	h := acctest.New(t, acctest.Service(func(o *simulator.Options) { o.Without = []string{"GET /api/v1/account"} }))
	h.Run(resource.TestStep{
		ConfigDirectory: acctest.Dir("account"),
		ExpectError:     acctest.Message("Can't read the account", "This endpoint doesn't offer the operation"),
	})
}
