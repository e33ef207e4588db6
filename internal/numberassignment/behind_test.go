package numberassignment_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
)

// What another administrator does between two applies is put right, in one request each, and nothing
// else is touched.
func TestBehindTerraformsBack(t *testing.T) {
	h := acctest.New(t, acctest.CompanyFile(company))
	const hotline = "onoff_number_assignment.hotline"
	supports := func() string { // the number that was picked
		for phone, n := range numbers(h) {
			if n.DepartmentIDRef == "dep-support" {
				return phone
			}
		}
		return ""
	}
	step := func(behind func(), changes acctest.Changes) resource.TestStep {
		return resource.TestStep{
			PreConfig: func() {
				behind()
				h.Forget()
			},
			ConfigDirectory:  acctest.Dir("two"),
			ConfigPlanChecks: acctest.Plans(changes),
			Check: acctest.Then(func() {
				h.WantSent(1, "POST *", "PATCH *", "DELETE *")
				h.WantSent(1, assign)
			}),
			ConfigStateChecks: acctest.State(
				acctest.Has(reception, "member_id", "mem-anna"),
				acctest.Has(reception, "department_id", nil),
				acctest.Has(hotline, "member_id", nil),
				acctest.Has(hotline, "department_id", "dep-support"),
			),
		}
	}
	h.Run(
		resource.TestStep{ConfigDirectory: acctest.Dir("two")},
		step(func() {
			h.Behind("POST", "/numbers/+33199000001/assign", map[string]any{"memberIdRef": "mem-ben"}, nil)
		}, acctest.Changes{reception: plancheck.ResourceActionUpdate}),
		step(func() {
			h.Behind("POST", "/numbers/+33199000001/assign", map[string]any{"departmentIdRef": "dep-sales"}, nil)
		}, acctest.Changes{reception: plancheck.ResourceActionUpdate}),
		step(func() {
			h.Behind("POST", "/numbers/"+supports()+"/assign", map[string]any{"memberIdRef": "mem-ben"}, nil)
		}, acctest.Changes{hotline: plancheck.ResourceActionUpdate}),
		step(func() {
			h.Behind("POST", "/numbers/+33199000001/unassign", nil, nil)
		}, acctest.Changes{reception: plancheck.ResourceActionCreate}),
		step(func() {
			h.Behind("DELETE", "/numbers/"+supports(), nil, nil)
		}, acctest.Changes{hotline: plancheck.ResourceActionCreate}),
	)
	if left := supports(); left != "" {
		t.Errorf("%s is still assigned after the destroy", left)
	}
}

// The member is deleted with their login, and the number given up: nothing can be assigned to them
// any more, and the plan says so before anything is sent.
func TestHolderGone(t *testing.T) {
	h := acctest.New(t, acctest.CompanyFile(company))
	h.Run(
		resource.TestStep{ConfigDirectory: acctest.Dir("annas")},
		resource.TestStep{
			PreConfig: func() {
				h.Behind("POST", "/numbers/+33199000001/unassign", nil, nil)
				h.Behind("DELETE", "/members/mem-anna", nil, nil)
				h.Forget()
			},
			ConfigDirectory: acctest.Dir("annas"),
			ExpectError:     acctest.Message("There is no such member", `no member "anna.petit@example.com"`),
		},
	)
	h.WantSent(0, assign)
}

// A number that somebody has is never taken by a new block; whoever has it is named, and what to
// paste to take the assignment over. Following that works.
func TestNeverSteals(t *testing.T) {
	h := acctest.New(t, acctest.CompanyFile(company))
	h.Run(
		resource.TestStep{
			ConfigDirectory: acctest.Dir("annas"),
			ExpectError: acctest.Message(`The number +33199000009 is held by the member "ben.gros@example.com"`, "phone_number",
				"import {", `id = "+33199000009"`, `phone_number = "+33199000009"`),
		},
		resource.TestStep{
			ConfigDirectory: acctest.Dir("bens"),
			ExpectError: acctest.Message(`The number +33199000009 is assigned to the member "ben.gros@example.com" already`,
				"import {", `id = "+33199000009"`),
		},
		resource.TestStep{
			ConfigDirectory: acctest.Dir("no_such_number"),
			ExpectError:     acctest.Message("Can't assign the number +33199000077", "phone_number", "no such number"),
		},
		resource.TestStep{
			PreConfig: func() {
				if got := numbers(h)["+33199000009"]; got.MemberIDRef != "mem-ben" || len(h.Company().NumbersMoved) > 0 {
					t.Errorf("the number is %+v, want Ben's untouched", got)
				}
			},
			ConfigDirectory:   acctest.Dir("imported"),
			ConfigStateChecks: acctest.State(acctest.Has(reception, "member_id", "mem-anna")),
		},
	)
	if got := h.Company().NumbersMoved; len(got) != 1 {
		t.Errorf("moved %+v, want once, by the import's own apply", got)
	}
}

// Somebody is a moment faster with the same number: their assignment stands.
func TestSecondWriter(t *testing.T) {
	h := acctest.New(t, acctest.CompanyFile(company))
	h.Before(assign, func() {
		h.Behind("POST", "/numbers/+33199000001/assign", map[string]any{"memberIdRef": "mem-olga", "allowPurchase": false}, nil)
	})
	h.Run(resource.TestStep{
		ConfigDirectory: acctest.Dir("annas"),
		ExpectError:     acctest.Message(`The number +33199000001 is held by the member "olga.petit@example.com"`),
	})
	if got := numbers(h)["+33199000001"]; got.MemberIDRef != "mem-olga" {
		t.Errorf("the number is %+v, want Olga's", got)
	}
}

// The number is moved by somebody else between plan and apply: their change isn't overwritten.
func TestSecondWriterMoves(t *testing.T) {
	h := acctest.New(t, acctest.CompanyFile(company))
	h.Run(
		resource.TestStep{ConfigDirectory: acctest.Dir("annas")},
		resource.TestStep{
			PreConfig: func() {
				h.Before(assign, func() {
					h.Behind("POST", "/numbers/+33199000001/assign", map[string]any{"departmentIdRef": "dep-sales"}, nil)
				})
			},
			ConfigDirectory: acctest.Dir("bens"),
			ExpectError: acctest.Message(`Can't move the number +33199000001 to the member "ben.gros@example.com"`,
				`It is held by the department "Sales" by now`, "Plan again"),
		},
	)
}
