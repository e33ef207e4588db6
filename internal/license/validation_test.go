package license_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
)

// What one block shows to be wrong is said before anything is read or bought.
func TestOneBlockAlone(t *testing.T) {
	h := acctest.New(t)
	var steps []resource.TestStep
	for _, wrong := range []struct{ step, message string }{
		{"no_licence_at_all", "value must be at least 1"},
		{"half_a_licence", "1.5"},
		{"unknown_plan", "value must be one of"},
		{"unknown_billing_period", "value must be one of"},
		{"space_before_the_name", "must not be empty, nor start or end with white space"},
	} {
		steps = append(steps, resource.TestStep{
			ConfigDirectory: acctest.Dir(wrong.step),
			PlanOnly:        true,
			ExpectError:     acctest.Message(wrong.message),
		})
	}
	h.Run(steps...)
	h.WantSent(0)
}
