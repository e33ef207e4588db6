package license_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
)

func TestDataSources(t *testing.T) {
	h := acctest.New(t, acctest.Company(office()))
	const staff, agents, all = "data.onoff_license.by_name", "data.onoff_license.by_id", "data.onoff_licenses.all"
	h.Run(
		resource.TestStep{
			ConfigDirectory: acctest.Dir("no_such_name"),
			ExpectError:     acctest.Message("There is no such licence block", `name = "Nothing"`),
		},
		resource.TestStep{
			ConfigDirectory: acctest.Dir("no_such_id"),
			ExpectError:     acctest.Message("There is no such licence block", `id = "lic-nothing"`),
		},
		resource.TestStep{
			ConfigDirectory: acctest.Dir("no_key"),
			ExpectError:     acctest.Message("Missing Attribute Configuration"),
		},
		resource.TestStep{
			ConfigDirectory: acctest.Dir("all"),
			ConfigStateChecks: acctest.State(
				acctest.Has(staff, "id", "lic-staff"),
				acctest.Has(staff, "name", "Staff"),
				acctest.Has(staff, "billing_period", "monthly"),
				acctest.Has(staff, "quantity", 3),
				acctest.Has(staff, "assigned", 2),
				acctest.Has(staff, "free", 1),
				acctest.Has(agents, "name", "Agents"),
				acctest.Has(agents, "plan", "max"),
				acctest.Has(agents, "free", 4),
				acctest.Has(all, "licenses.0.name", "Agents"),
				acctest.Has(all, "licenses.1.name", "Staff"),
				acctest.Has(all, "total_quantity", 7),
				acctest.Has(all, "total_assigned", 2),
				acctest.Has(all, "total_free", 5),
				acctest.Has("data.onoff_licenses.max", "licenses.0.id", "lic-agents"),
				acctest.Has("data.onoff_licenses.max", "total_free", 4),
				acctest.Has("data.onoff_licenses.connect", "licenses.0.id", "lic-staff"),
				acctest.Has("data.onoff_licenses.connect", "total_assigned", 2),
			),
		},
	)
	h.WantSent(0, "POST *", "PATCH *", "DELETE *")
}
