package member_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
)

func TestDataSources(t *testing.T) {
	h := acctest.New(t, acctest.Company(office()))
	const anna, olga, all = "data.onoff_member.by_email", "data.onoff_member.by_id", "data.onoff_members.all"
	h.Run(
		resource.TestStep{
			ConfigDirectory: acctest.Dir("nobody_by_email"),
			ExpectError:     acctest.Message("There is no such member", `email = "nobody@example.com"`, "has no member"),
		},
		resource.TestStep{
			ConfigDirectory: acctest.Dir("nobody_by_id"),
			ExpectError:     acctest.Message("There is no such member", `id = "mem-nobody"`),
		},
		resource.TestStep{
			ConfigDirectory: acctest.Dir("both_keys"),
			ExpectError:     acctest.Message("Invalid Attribute Combination"),
		},
		resource.TestStep{
			ConfigDirectory: acctest.Dir("everybody"),
			ConfigStateChecks: acctest.State(
				acctest.Has(anna, "id", "mem-anna"),
				acctest.Has(anna, "email", "anna.petit@example.com"),
				acctest.Has(anna, "first_name", "Anna"),
				acctest.Has(anna, "last_name", "Petit"),
				acctest.Has(anna, "role", "team_lead"),
				acctest.Has(anna, "department_ids", acctest.Set{"dep-sales"}),
				acctest.Has(anna, "number_ids", acctest.Set{"num-1"}),
				acctest.Has(olga, "role", "owner"),
				acctest.Has(olga, "department_ids", acctest.Set{}),
				acctest.Has(all, "members.0.id", "mem-anna"),
				acctest.Has(all, "members.1.id", "mem-ben"),
				acctest.Has(all, "members.1.email", "Ben.Gros@example.com"),
				acctest.Has(all, "members.2.id", "mem-olga"),
				acctest.Has("data.onoff_members.admins", "members", []string{}),
				acctest.Has("data.onoff_members.sales", "members.0.id", "mem-anna"),
				acctest.Has("data.onoff_members.sales", "members.1.id", "mem-ben"),
				acctest.Has("data.onoff_members.without_a_number", "members.0.id", "mem-ben"),
				acctest.Has("data.onoff_members.without_a_number", "members.1.id", "mem-olga"),
				acctest.Has("data.onoff_members.sales_with_a_number", "members", []string{}),
			),
		},
	)
	h.WantSent(0, "POST *", "PATCH *", "DELETE *")
}

// A role that this provider doesn't know keeps nobody from reading.
func TestUnknownRoleIsShownAsItIs(t *testing.T) {
	h := acctest.New(t, acctest.Company(office()), acctest.BreaksContract()) // the role isn't in the contract
	h.Run(resource.TestStep{
		PreConfig: func() {
			h.Fault(acctest.AnswersWith("GET *", 200, `{"members":[{"id":"mem-anna","firstName":"Anna","lastName":"Petit",`+
				`"email":"anna.petit@example.com","role":"ROLE_AUDITOR","departmentIdRefs":[],"numberIdRefs":[]}],"nextOffset":null}`))
		},
		ConfigDirectory: acctest.Dir("auditor"),
		ConfigStateChecks: acctest.State(
			acctest.Has("data.onoff_member.anna", "role", "auditor"),
			acctest.Has("data.onoff_members.all", "members.0.role", "auditor"),
		),
	})
}
