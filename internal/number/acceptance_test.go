package number_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
)

// What the same apply assigned a moment ago is seen.
func TestAfterAnAssignment(t *testing.T) {
	h := acctest.New(t, acctest.CompanyFile(company))
	h.Run(resource.TestStep{
		ConfigDirectory: acctest.Dir("hers"),
		ConfigStateChecks: acctest.State(
			acctest.HasOutput("hers", []string{"+32460000001", "+33199000002", "+33639980001"}),
			acctest.HasOutput("its_holder", "anna.petit@example.com"),
		),
	})
}
