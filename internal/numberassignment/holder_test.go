package numberassignment_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
)

// A member gets another e-mail in the same plan in which their numbers refer to it. Nothing moves.
func TestRename(t *testing.T) {
	h := acctest.New(t, acctest.CompanyFile(company))
	const anna, byEmail, byID = "onoff_member.anna", "onoff_number_assignment.by_email", "onoff_number_assignment.by_id"
	h.Run(
		resource.TestStep{ConfigDirectory: acctest.Dir("before"), Check: acctest.Then(h.Forget)},
		resource.TestStep{
			ConfigDirectory: acctest.Dir("after"),
			ConfigPlanChecks: acctest.Plans(acctest.Changes{
				anna: plancheck.ResourceActionUpdate, byEmail: plancheck.ResourceActionUpdate,
			}),
			Check: acctest.Then(func() { h.WantSent(0, assign, unassign) }),
			ConfigStateChecks: acctest.State(
				acctest.Has(byEmail, "member_email", "anna.moreau@example.com"),
			),
		},
		resource.TestStep{
			// The refresh after the rename, with nothing to change.
			ConfigDirectory: acctest.Dir("after"), ConfigPlanChecks: acctest.NoChanges(),
			ConfigStateChecks: acctest.State(acctest.Has(byID, "member_email", "anna.moreau@example.com")),
		},
		resource.TestStep{
			// The e-mail that was planned from the old one must be recorded as planned.
			ConfigDirectory: acctest.Dir("after_with_settings"),
			ConfigPlanChecks: acctest.Plans(acctest.Changes{
				anna: plancheck.ResourceActionUpdate, byEmail: plancheck.ResourceActionUpdate, byID: plancheck.ResourceActionUpdate,
			}),
			Check: acctest.Then(func() { h.WantSent(0, assign, unassign) }),
		},
	)
	if moves := h.Company().NumbersMoved; len(moves) > 0 {
		t.Errorf("moved %+v, want nothing", moves)
	}
}

// The holder, the department and the licence are created in the plan that moves the number to them.
func TestNewcomer(t *testing.T) {
	h := acctest.New(t, acctest.CompanyFile(company))
	const carl, mobile = "onoff_member.carl", "onoff_number_assignment.mobile"
	h.Run(
		resource.TestStep{ConfigDirectory: acctest.Dir("annas"), ConfigPlanChecks: created},
		resource.TestStep{
			ConfigDirectory: acctest.Dir("carls_by_id"),
			ConfigPlanChecks: acctest.Plans(acctest.Changes{
				carl: plancheck.ResourceActionCreate, mobile: plancheck.ResourceActionCreate, reception: plancheck.ResourceActionUpdate,
			}),
			ConfigStateChecks: acctest.State(
				acctest.Has(reception, "member_email", "carl.blanc@example.com"),
				acctest.Has(mobile, "phone_number", "+32460000001"),
				acctest.Has(mobile, "member_email", "carl.blanc@example.com"),
			),
		},
		resource.TestStep{
			ConfigDirectory: acctest.Dir("new_department"),
			ConfigPlanChecks: acctest.Plans(acctest.Changes{
				"onoff_department.hotline": plancheck.ResourceActionCreate, "onoff_license.hotline": plancheck.ResourceActionCreate,
				reception: plancheck.ResourceActionUpdate,
			}),
			ConfigStateChecks: acctest.State(acctest.Has(reception, "member_email", nil)),
		},
	)
	if moves := h.Company().NumbersMoved; len(moves) != 2 {
		t.Errorf("moved %+v, want twice", moves)
	}
}

// A holder who doesn't exist is found out before anything is sent.
func TestNobody(t *testing.T) {
	h := acctest.New(t, acctest.CompanyFile(company))
	h.Run(
		resource.TestStep{
			ConfigDirectory: acctest.Dir("by_email"),
			ExpectError:     acctest.Message("There is no such member", "member_email", `no member "nobody@example.com"`, "onoff_member.NAME.email"),
		},
		resource.TestStep{
			ConfigDirectory: acctest.Dir("by_id"),
			ExpectError:     acctest.Message("There is no such member", "member_id", `no member "mem-nobody"`),
		},
		resource.TestStep{
			ConfigDirectory: acctest.Dir("no_department"),
			ExpectError:     acctest.Message("Can't assign the number +33199000001", "department_id", "departmentIdRef.unknown"),
		},
	)
	if got := h.Company().NumbersAssigned; len(got) > 0 {
		t.Errorf("assigned %+v, want nothing", got)
	}
}

// A leaver's number moves to a colleague and the leaver is deleted, in one apply.
func TestLeaver(t *testing.T) {
	h := acctest.New(t, acctest.CompanyFile(company))
	h.Run(
		resource.TestStep{ConfigDirectory: acctest.Dir("here")},
		resource.TestStep{
			ConfigDirectory: acctest.Dir("left"),
			ConfigPlanChecks: acctest.Plans(acctest.Changes{
				reception: plancheck.ResourceActionUpdate, "onoff_member.carl": plancheck.ResourceActionDestroy,
			}),
			Check: acctest.Then(func() {
				if moves := h.Company().NumbersMoved; len(moves) != 1 {
					t.Errorf("moved %+v, want once", moves)
				}
				h.WantSent(0, unassign)
			}),
		},
	)
}
