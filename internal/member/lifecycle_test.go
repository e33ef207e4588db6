package member_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
)

const (
	annas = "onoff_member.anna"
	bens  = "onoff_member.ben"

	created = "POST /api/v1/members"
	changed = "PATCH /api/v1/members/{memberId}"
	deleted = "DELETE /api/v1/members/{memberId}"
)

// Two people join, one of them marries and makes a career, the other one leaves.
func TestJoinersMoversLeavers(t *testing.T) {
	h := acctest.New(t)
	// onlyPatch is what the one request of a step said, and that it was the only one that changed
	// anything.
	onlyPatch := func(body string) resource.TestCheckFunc {
		return acctest.Then(func() {
			h.WantSent(1, "POST *", "PATCH *", "DELETE *")
			for _, request := range h.Sent(changed) {
				if request.Body != body {
					t.Errorf("the change was asked for as %s, want %s", request.Body, body)
				}
			}
			h.WantSent(1, changed)
		})
	}
	annaChanges := acctest.Plans(acctest.Changes{annas: plancheck.ResourceActionUpdate})
	h.Run(
		resource.TestStep{
			ConfigDirectory: acctest.Dir("joiners"),
			ConfigStateChecks: acctest.State(
				acctest.Has(annas, "email", "anna.petit@example.com"),
				acctest.Has(annas, "role", "user"),
				acctest.Has(annas, "department_ids", acctest.Set{}),
			),
		},
		resource.TestStep{
			PreConfig:         h.Forget,
			ConfigDirectory:   acctest.Dir("letter_case"),
			ConfigPlanChecks:  acctest.NoChanges(),
			ConfigStateChecks: acctest.State(acctest.Has(annas, "email", "anna.petit@example.com")),
			Check:             acctest.Then(func() { h.WantSent(0, "POST *", "PATCH *", "DELETE *") }),
		},
		resource.TestStep{
			PreConfig:        h.Forget,
			ConfigDirectory:  acctest.Dir("new_login"),
			ConfigPlanChecks: annaChanges,
			Check:            onlyPatch(`{"email":"anna.grand@example.com"}`),
		},
		resource.TestStep{
			PreConfig:        h.Forget,
			ConfigDirectory:  acctest.Dir("new_name"),
			ConfigPlanChecks: annaChanges,
			Check:            onlyPatch(`{"lastName":"Grand"}`),
		},
		resource.TestStep{
			PreConfig:        h.Forget,
			ConfigDirectory:  acctest.Dir("promoted"),
			ConfigPlanChecks: annaChanges,
			Check:            onlyPatch(`{"role":"ROLE_TEAM_LEAD"}`),
		},
		resource.TestStep{
			PreConfig:        h.Forget,
			ConfigDirectory:  acctest.Dir("departments"),
			ConfigPlanChecks: annaChanges,
			Check: acctest.Then(func() {
				h.WantSent(1, "POST *", "PATCH *", "DELETE *")
				if anna := find(h.Company(), "anna.grand@example.com"); anna == nil || len(anna.DepartmentIDRefs) != 2 {
					t.Errorf("Anna isn't in both departments: %+v", anna)
				}
			}),
		},
		resource.TestStep{
			ConfigDirectory:  acctest.Dir("order_of_departments"),
			ConfigPlanChecks: acctest.NoChanges(),
		},
		resource.TestStep{
			PreConfig:        h.Forget,
			ConfigDirectory:  acctest.Dir("all_at_once"),
			ConfigPlanChecks: annaChanges,
			Check:            onlyPatch(`{"firstName":"Anna-Maria","email":"am.grand@example.com","role":"ROLE_USER","departmentIdRefs":[]}`),
		},
		resource.TestStep{
			PreConfig:        h.Forget,
			ConfigDirectory:  acctest.Dir("leaver"),
			ConfigPlanChecks: acctest.Plans(acctest.Changes{bens: plancheck.ResourceActionDestroy}),
			Check:            acctest.Then(func() { h.WantSent(1, deleted) }),
		},
	)
	if mails := h.Company().Mails; len(mails) != 2 {
		t.Errorf("two people joined, and %d mails went out: %+v", len(mails), mails)
	}
}

// What somebody deletes in the console is created again, with a mail as for anybody new, and nothing
// else is touched.
func TestRemovedBehindTerraformsBack(t *testing.T) {
	h := acctest.New(t)
	removed := func() {
		ben := find(h.Company(), "ben@example.com")
		h.Behind("DELETE", "/members/"+ben.ID, nil, nil)
		h.Forget()
	}
	h.Run(
		resource.TestStep{ConfigDirectory: acctest.Dir("team")},
		resource.TestStep{
			PreConfig:        removed,
			ConfigDirectory:  acctest.Dir("team"),
			ConfigPlanChecks: acctest.Plans(acctest.Changes{bens: plancheck.ResourceActionCreate}),
			Check: acctest.Then(func() {
				h.WantSent(1, "POST *", "PATCH *", "DELETE *")
				h.WantSent(1, created)
			}),
		},
	)
	if mails := h.Company().Mails; len(mails) != 4 || mails[3].To != "ben@example.com" {
		t.Errorf("three people and one of them again got these mails: %+v", mails)
	}
}

// What somebody changes in the console is changed back, and only that.
func TestChangedBehindTerraformsBack(t *testing.T) {
	h := acctest.New(t)
	h.Run(
		resource.TestStep{ConfigDirectory: acctest.Dir("anna")},
		resource.TestStep{
			PreConfig: func() {
				anna := find(h.Company(), "anna.petit@example.com")
				h.Behind("PATCH", "/members/"+anna.ID, map[string]any{"role": "ROLE_ADMIN", "email": "ANNA.PETIT@EXAMPLE.COM"}, nil)
				h.Forget()
			},
			ConfigDirectory:  acctest.Dir("anna"),
			ConfigPlanChecks: acctest.Plans(acctest.Changes{annas: plancheck.ResourceActionUpdate}),
			Check: acctest.Then(func() {
				h.WantSent(1, "POST *", "PATCH *", "DELETE *")
				for _, request := range h.Sent(changed) {
					if request.Body != `{"role":"ROLE_USER"}` {
						t.Errorf("the change was asked for as %s, want the role alone: the letter case of a login changes nothing", request.Body)
					}
				}
			}),
		},
	)
}

// An e-mail that somebody has already is an error that takes them over when it is followed.
func TestEmailTaken(t *testing.T) {
	company := office()
	company.Members[1].Role = "ROLE_USER"
	company.Members[1].DepartmentIDRefs = nil
	company.Numbers[0].MemberIDRef, company.Numbers[0].LicenseIDRef = "", ""
	h := acctest.New(t, acctest.Company(company))
	h.Run(
		resource.TestStep{
			ConfigDirectory: acctest.Dir("created_anyway"),
			ExpectError: acctest.Message("Can't create the member Anna.Petit@example.com", "email.taken",
				"import {", "to = onoff_member.NAME", `id = "mem-anna"`, `identity = { id = "mem-anna" }`),
		},
		resource.TestStep{
			ConfigDirectory: acctest.Dir("imported"),
			ConfigStateChecks: acctest.State(
				acctest.Has(annas, "id", "mem-anna"),
				acctest.Has(annas, "email", "anna.petit@example.com"),
			),
		},
	)
	if mails := h.Company().Mails; len(mails) != 0 {
		t.Errorf("nobody new joined, and these mails went out: %+v", mails)
	}
}

// Nobody gets the login of somebody else; the refused change leaves no trace in state.
func TestEmailTakenByAnother(t *testing.T) {
	company := office()
	company.Members = company.Members[:2]
	h := acctest.New(t, acctest.Company(company))
	h.Run(
		resource.TestStep{ConfigDirectory: acctest.Dir("joins")},
		resource.TestStep{
			ConfigDirectory: acctest.Dir("wants_annas"),
			ExpectError:     acctest.Message("Can't change the member ben.gros@example.com", "email", "email.taken"),
		},
		resource.TestStep{ConfigDirectory: acctest.Dir("joins"), ConfigPlanChecks: acctest.NoChanges()},
	)
}

// A member with a number can't be deleted, and the error says which number and what to do.
func TestLeaverWithNumbers(t *testing.T) {
	company := office()
	company.Members[1].Role = "ROLE_USER"
	company.Members[1].DepartmentIDRefs = nil
	h := acctest.New(t, acctest.Company(company))
	h.Run(
		resource.TestStep{ConfigDirectory: acctest.Dir("anna")},
		resource.TestStep{
			ConfigDirectory: acctest.Dir("gone"),
			ExpectError: acctest.Message("Can't delete the member anna.petit@example.com", "+33644600001",
				"Move or unassign the numbers first", "lifecycle { create_before_destroy = true }"),
		},
		resource.TestStep{
			ConfigDirectory:   acctest.Dir("anna"),
			ConfigPlanChecks:  acctest.NoChanges(),
			ConfigStateChecks: acctest.State(acctest.Has(annas, "id", "mem-anna")),
		},
		resource.TestStep{
			PreConfig:       func() { h.Behind("POST", "/numbers/+33644600001/unassign", map[string]any{}, nil) },
			ConfigDirectory: acctest.Dir("gone"),
		},
	)
	if find(h.Company(), "anna.petit@example.com") != nil {
		t.Error("Anna is still there")
	}
	if released := h.Company().NumbersReleased; len(released) != 1 {
		t.Errorf("deleting the member released numbers: %+v", released)
	}
}

// A leaver's number moves to a colleague and the leaver goes, in one apply, once the leaver's block was
// prepared for it as the error says.
func TestLeaverHandsOver(t *testing.T) {
	const number = "onoff_number_assignment.sales"
	company := office()
	company.Members, company.Licenses = company.Members[:1], nil
	company.Numbers = company.Numbers[1:]
	h := acctest.New(t, acctest.Company(company))
	h.Run(
		resource.TestStep{ConfigDirectory: acctest.Dir("anna_has_the_number")},
		resource.TestStep{
			ConfigDirectory: acctest.Dir("anna_left"),
			ExpectError: acctest.Message("Can't delete the member anna.petit@example.com", "member.hasNumbers",
				"create_before_destroy = true"),
		},
		resource.TestStep{ConfigDirectory: acctest.Dir("prepared"), ConfigPlanChecks: acctest.NoChanges()},
		resource.TestStep{
			PreConfig:       h.Forget,
			ConfigDirectory: acctest.Dir("anna_left"),
			ConfigPlanChecks: acctest.Plans(acctest.Changes{
				annas:  plancheck.ResourceActionDestroy,
				number: plancheck.ResourceActionUpdate,
			}),
			Check: acctest.Then(func() {
				h.WantSent(2, "POST *", "PATCH *", "DELETE *")
				if moved := h.Company().NumbersMoved; len(moved) != 1 {
					t.Errorf("the number moved so: %+v", moved)
				}
				if released := h.Company().NumbersReleased; len(released) != 0 {
					t.Errorf("the number was free in between: %+v", released)
				}
			}),
		},
	)
}
