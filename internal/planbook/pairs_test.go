package planbook_test

import (
	"testing"

	"github.com/onoff-community/terraform-provider-onoff/internal/planbook"
)

func TestNumberInTwoBlocks(t *testing.T) {
	t.Parallel()
	shared := func(number, a, b string) []planbook.Violation {
		return []planbook.Violation{&planbook.SharedNumber{Number: number, Holders: [2]string{a, b}}}
	}
	twice := func(number, a, b string) []planbook.Violation {
		return []planbook.Violation{&planbook.NumberTwice{Number: number, Holders: [2]string{a, b}}}
	}
	one, other := newLine("+1", toEmail("bob@x")), as("other", newLine("+1", toEmail("ada@x")))
	adaKept := keptLine("+1", toEmail("ada@x"), ada)
	run(t, []ruleTest{
		{
			name:   "two members",
			claims: []claim{assign(one), assign(other)},
			want:   shared("+1", "ada@x", "bob@x"),
		},
		{
			name:   "one member",
			claims: []claim{assign(one), assign(as("other", one))},
			want:   twice("+1", "bob@x", "bob@x"),
		},
		{
			name:   "three blocks: each that is too many is told",
			claims: []claim{assign(one), assign(other), assign(as("third", newLine("+1", toEmail("cyd@x"))))},
			want:   append(shared("+1", "ada@x", "bob@x"), shared("+1", "bob@x", "cyd@x")...),
		},
		{
			name: "a member and a department that has a name",
			claims: []claim{
				func(b *planbook.Book) []planbook.Violation {
					return b.Department(planbook.DepartmentClaim{Instance: "d", ID: is("d1"), Name: is("Sales")})
				},
				assign(one), assign(as("other", newLine("+1", toDept("d1")))),
			},
			want: shared("+1", "bob@x", "the department Sales"),
		},
		{
			name:   "two departments",
			claims: []claim{assign(newLine("+1", toDept("d1"))), assign(as("other", newLine("+1", toDept("d2"))))},
			want:   shared("+1", "the department with the ID d1", "the department with the ID d2"),
		},
		{
			name:   "one department",
			claims: []claim{assign(newLine("+1", toDept("d1"))), assign(as("other", newLine("+1", toDept("d1"))))},
			want:   twice("+1", "the department with the ID d1", "the department with the ID d1"),
		},
		{
			name: "an e-mail and an ID of one member",
			claims: []claim{
				keptMember("ada", "m1", "ada@x", "ada@x"),
				assign(newLine("+1", toEmail("ada@x"))), assign(as("other", newLine("+1", toID("m1")))),
			},
			want: twice("+1", "ada@x", "ada@x"),
		},
		{
			name:   "an e-mail and an ID that may be one member's",
			claims: []claim{assign(newLine("+1", toEmail("ada@x"))), assign(as("other", newLine("+1", toID("m1"))))},
			want:   twice("+1", "ada@x", "the member with the ID m1"),
		},
		{
			name: "holders that aren't known yet",
			claims: []claim{
				assign(newLine("+1", toNew())),
				assign(as("other", newLine("+1", planbook.Holder{DepartmentID: tbd()}))),
			},
			want: twice("+1", "a holder not known yet", "a member not known yet"),
		},
		{
			name:   "nothing changes",
			claims: []claim{assign(adaKept), assign(as("other", adaKept))},
		},
		{
			name:   "one block moves the number, and it comes first",
			claims: []claim{assign(keptLine("+1", toEmail("bob@x"), ada)), assign(as("other", adaKept))},
			want:   shared("+1", "ada@x", "bob@x"),
		},
		{
			name:   "one block takes the number, and it comes last",
			claims: []claim{assign(adaKept), assign(as("kept", adaKept)), assign(as("new", adaKeptAsNew()))},
			want:   twice("+1", "ada@x", "ada@x"),
		},
		{
			name:   "to a department, and from it",
			claims: []claim{assign(adaKept), assign(as("other", keptLine("+1", toDept("d1"), ada)))},
			want:   shared("+1", "ada@x", "the department with the ID d1"),
		},
		{
			name: "by ID instead of by e-mail is no move",
			claims: []claim{
				assign(adaKept),
				assign(as("other", keptLine("+1", toID("m1"), planbook.AssignmentState{MemberEmail: "ada@x"}))),
			},
		},
		{
			name:   "another ID is a move",
			claims: []claim{assign(adaKept), assign(as("other", keptLine("+1", toID("m2"), ada)))},
			want:   twice("+1", "ada@x", "the member with the ID m2"),
		},
		{
			name:   "a replaced block is one block",
			claims: []claim{assign(adaKept), assign(newLine("+1", toEmail("ada@x")))},
		},
		{
			name:   "numbers still to be picked are different ones",
			claims: []claim{assign(picked("a", toEmail("ada@x"))), assign(picked("b", toEmail("bob@x")))},
		},
		{
			name: "a number that was picked stays with its block, though that may pick another",
			claims: []claim{
				assign(as("picks", adaKept)), assign(picked("picks", toEmail("ada@x"))), assign(one),
			},
			want: shared("+1", "ada@x", "bob@x"),
		},
	})
}

// adaKeptAsNew is a block for a number that Ada has, without a prior state.
func adaKeptAsNew() planbook.AssignmentClaim { return newLine("+1", toEmail("ada@x")) }

func TestEmailTwice(t *testing.T) {
	t.Parallel()
	twice := func(email string, a, b planbook.Member) []planbook.Violation {
		return []planbook.Violation{&planbook.EmailTwice{Email: email, Members: [2]planbook.Member{a, b}}}
	}
	run(t, []ruleTest{
		{
			name:   "two new members, in different letter case",
			claims: []claim{newMember("a", "ada@x"), newMember("b", "ADA@x")},
			want:   twice("ADA@x", planbook.Member{Email: "ADA@x"}, planbook.Member{Email: "ada@x"}),
		},
		{
			name:   "a new one and one that has it",
			claims: []claim{keptMember("a", "m1", "ada@x", "ada@x"), newMember("b", "ada@x")},
			want:   twice("ada@x", planbook.Member{Email: "ada@x"}, planbook.Member{Email: "ada@x", ID: "m1"}),
		},
		{
			name:   "the one that changes comes first",
			claims: []claim{keptMember("b", "m2", "bob@x", "ada@x"), keptMember("a", "m1", "ada@x", "ada@x")},
			want:   twice("ada@x", planbook.Member{Email: "ada@x", ID: "m1"}, planbook.Member{Email: "ada@x", ID: "m2"}),
		},
		{
			name:   "a swap",
			claims: []claim{keptMember("a", "m1", "ada@x", "bob@x"), keptMember("b", "m2", "bob@x", "ada@x")},
		},
		{
			name:   "a chain",
			claims: []claim{keptMember("a", "m1", "ada@x", "bob@x"), keptMember("b", "m2", "bob@x", "cyd@x"), newMember("c", "ada@x")},
		},
		{
			name:   "nothing changes but the letter case",
			claims: []claim{keptMember("a", "m1", "ada@x", "Ada@x"), keptMember("b", "m1", "Ada@x", "ada@x")},
		},
		{
			name:   "a replaced block is one block",
			claims: []claim{keptMember("a", "m1", "ada@x", "ada@x"), newMember("a", "ada@x")},
		},
		{
			name: "one of two that have it is replaced",
			claims: []claim{
				keptMember("a", "m1", "ada@x", "ada@x"), keptMember("b", "m2", "ada@x", "ada@x"), newMember("a", "ada@x"),
			},
			want: twice("ada@x", planbook.Member{Email: "ada@x"}, planbook.Member{Email: "ada@x", ID: "m2"}),
		},
		{
			name: "not known yet",
			claims: []claim{
				newMember("a", "ada@x"), member(planbook.MemberClaim{Instance: "b", ID: tbd(), Email: tbd()}),
				member(planbook.MemberClaim{Instance: "c", ID: tbd(), Email: tbd()}),
			},
		},
	})
}

func TestNameTwice(t *testing.T) {
	t.Parallel()
	dept := func(instance, before, after string) claim {
		return func(b *planbook.Book) []planbook.Violation {
			c := planbook.DepartmentClaim{Instance: instance, Name: is(after)}
			if before != "" {
				c.Prior = &planbook.DepartmentState{Name: before}
			}
			return b.Department(c)
		}
	}
	block := func(instance, before, after string) claim {
		c := planbook.LicenseClaim{Instance: instance, ID: tbd(), Name: is(after), Quantity: planbook.Known(int64(1))}
		if before != "" {
			c.ID, c.Prior = is(instance), &planbook.LicenseState{Name: before, Quantity: 1}
		}
		return licences(c)
	}
	for noun, of := range map[string]struct {
		claim func(instance, before, after string) claim
		twice func(a, b string) planbook.Violation
	}{
		"department": {dept, func(a, b string) planbook.Violation {
			return &planbook.DepartmentNameTwice{Names: [2]string{a, b}}
		}},
		"licences": {block, func(a, b string) planbook.Violation {
			return &planbook.LicenseNameTwice{Names: [2]string{a, b}}
		}},
	} {
		run(t, []ruleTest{
			{
				name:   noun + ": two new ones",
				claims: []claim{of.claim("a", "", "sales"), of.claim("b", "", "Sales")},
				want:   []planbook.Violation{of.twice("Sales", "sales")},
			},
			{
				name:   noun + ": one takes what the other keeps",
				claims: []claim{of.claim("a", "Field", "Sales"), of.claim("b", "Sales", "Sales")},
				want:   []planbook.Violation{of.twice("Sales", "Sales")},
			},
			{
				name:   noun + ": a swap",
				claims: []claim{of.claim("a", "Field", "Sales"), of.claim("b", "Sales", "Field")},
			},
			{
				name:   noun + ": nothing changes but the letter case",
				claims: []claim{of.claim("a", "Sales", "sales"), of.claim("b", "Sales", "Sales")},
			},
			{
				name:   noun + ": a replaced block is one block",
				claims: []claim{of.claim("a", "Sales", "Sales"), of.claim("a", "", "Sales")},
			},
			{
				name:   noun + ": what is new stays new, and is said once",
				claims: []claim{of.claim("a", "", "Sales"), of.claim("a", "Sales", "Sales"), of.claim("b", "Sales", "Sales"), of.claim("b", "", "Sales"), of.claim("a", "", "Sales")},
				want:   []planbook.Violation{of.twice("Sales", "Sales")},
			},
			{
				name:   noun + ": a block that changes its mind",
				claims: []claim{of.claim("a", "", "Sales"), of.claim("a", "", "Field"), of.claim("b", "", "Sales")},
			},
			{
				name: noun + ": a block that changes its mind leaves the others to their clash",
				claims: []claim{
					of.claim("a", "", "Sales"), of.claim("b", "Field", "Sales"),
					of.claim("a", "", "Desk"), of.claim("c", "Sales", "Sales"),
				},
				want: []planbook.Violation{of.twice("Sales", "Sales"), of.twice("Sales", "Sales")},
			},
		})
	}
}

func TestOwner(t *testing.T) {
	t.Parallel()
	role := func(id, role planbook.Value[string], prior *planbook.MemberState) claim {
		return member(planbook.MemberClaim{Instance: "o", ID: id, Name: "Olga", Email: is("olga@x"), Role: role, Prior: prior})
	}
	was := func(role string) *planbook.MemberState { return &planbook.MemberState{Email: "olga@x", Role: role} }
	olga := planbook.Member{Name: "Olga", Email: "olga@x", ID: "m1"}
	run(t, []ruleTest{
		{
			name:   "created as owner",
			claims: []claim{role(tbd(), is("owner"), nil)},
			want:   []planbook.Violation{&planbook.OwnerGranted{Member: planbook.Member{Name: "Olga", Email: "olga@x"}}},
		},
		{
			name:   "made owner",
			claims: []claim{role(is("m1"), is("owner"), was("admin"))},
			want:   []planbook.Violation{&planbook.OwnerGranted{Member: olga, PriorRole: "admin"}},
		},
		{
			name:   "made something else",
			claims: []claim{role(is("m1"), is("user"), was("owner"))},
			want:   []planbook.Violation{&planbook.OwnerRemoved{Member: olga, Role: "user"}},
		},
		{
			name:   "the owner is replaced, and would be created again",
			claims: []claim{role(is("m1"), is("owner"), was("owner")), role(tbd(), is("owner"), nil)},
			want:   []planbook.Violation{&planbook.OwnerGranted{Member: planbook.Member{Name: "Olga", Email: "olga@x"}}},
		},
		{name: "stays owner", claims: []claim{role(is("m1"), is("owner"), was("owner"))}},
		{name: "not known yet", claims: []claim{role(is("m1"), tbd(), was("owner"))}},
		{name: "any other change", claims: []claim{role(is("m1"), is("admin"), was("user"))}},
	})
}
