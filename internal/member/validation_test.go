package member_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
)

// What one block shows to be wrong is said before anything is read or sent.
func TestOneBlockAlone(t *testing.T) {
	h := acctest.New(t)
	var steps []resource.TestStep
	for _, wrong := range []struct{ step, attribute, message string }{
		{"empty_first_name", "first_name", "must not be empty, nor start or end with white space"},
		{"spaces_around_last_name", "last_name", "must not be empty, nor start or end with white space"},
		{"not_an_email", "email", "Not an e-mail address"},
		{"name_in_email", "email", "Not an e-mail address"},
		{"unknown_role", "role", "value must be one of"},
		{"role_as_on_the_wire", "role", "value must be one of"},
		{"empty_department", "department_ids", "string length must be at least 1"},
		{"null_department", "department_ids", "null"},
		{"id_given", "id", "Invalid Configuration for Read-Only Attribute"},
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
