package planbook_test

import (
	"slices"
	"testing"

	"github.com/onoff-community/terraform-provider-onoff/internal/planbook"
)

func TestTooManyNumbers(t *testing.T) {
	t.Parallel()
	run(t, []ruleTest{
		{
			name:   "as many as a member can hold",
			claims: newLines(toEmail("ada@x"), "+1", "+2"),
		},
		{
			name:   "one more, whatever the letter case",
			claims: slices.Concat(newLines(toEmail("ada@x"), "+3", "+1"), newLines(toEmail("Ada@X"), "+2")),
			want:   tooMany(planbook.Member{Email: "Ada@X"}, "+1", "+2", "+3"),
		},
		{
			name:   "said once per member",
			claims: newLines(toID("m1"), "+1", "+2", "+3", "+4"),
			want:   tooMany(planbook.Member{ID: "m1"}, "+1", "+2", "+3"),
		},
		{
			name:   "a picked number counts",
			claims: []claim{assign(picked("a", toID("m1"))), assign(picked("b", toID("m1"))), assign(newLine("+1", toID("m1")))},
			want:   tooMany(planbook.Member{ID: "m1"}, "+1", "a number from FR", "a number from FR"),
		},
		{
			name:   "a department has no limit",
			claims: newLines(toDept("d1"), "+1", "+2", "+3"),
		},
		{
			name: "what has no value yet is left out",
			claims: slices.Concat(
				newLines(planbook.Holder{MemberEmail: tbd()}, "+1", "+2", "+3"),
				newLines(planbook.Holder{MemberID: tbd(), DepartmentID: tbd()}, "+4", "+5", "+6")),
		},
		{
			name: "an e-mail and an ID that a block shows to be one member's",
			claims: slices.Concat(
				newLines(toEmail("ada@x"), "+1", "+2"), newLines(toID("m1"), "+3"),
				[]claim{keptMember("ada", "m1", "ada@x", "ada@x")}),
			want: tooMany(planbook.Member{Email: "ada@x", ID: "m1"}, "+1", "+2", "+3"),
		},
		{
			name: "the e-mail of before isn't the member's any more",
			claims: slices.Concat(
				[]claim{keptMember("ada", "m1", "a@x", "b@x"), keptMember("bob", "m2", "b@x", "a@x")},
				newLines(toID("m1"), "+1"), newLines(toEmail("b@x"), "+2"),
				newLines(toID("m2"), "+3"), newLines(toEmail("a@x"), "+4")),
		},
		{
			name: "the e-mail of after is",
			claims: slices.Concat(
				newLines(toID("m2"), "+1"), newLines(toEmail("a@x"), "+2", "+3"),
				[]claim{keptMember("ada", "m1", "a@x", "b@x"), keptMember("bob", "m2", "b@x", "a@x")}),
			want: tooMany(planbook.Member{Email: "a@x", ID: "m2"}, "+1", "+2", "+3"),
		},
		{
			name:   "a new member, by e-mail",
			claims: slices.Concat([]claim{newMember("nina", "nina@x")}, newLines(toEmail("nina@x"), "+1", "+2", "+3")),
			want:   tooMany(planbook.Member{Email: "nina@x"}, "+1", "+2", "+3"),
		},
		{
			name: "two blocks with one number bring one number",
			claims: slices.Concat(keptLines(toID("m1"), ada, "+1"),
				[]claim{assign(as("again", keptLine("+1", toID("m1"), ada)))}, newLines(toID("m1"), "+2")),
		},
		{
			name: "said once, also when two keys turn out to be one member's",
			claims: slices.Concat(newLines(toID("m1"), "+1", "+2", "+3"), newLines(toEmail("ada@x"), "+4"),
				[]claim{keptMember("ada", "m1", "ada@x", "ada@x")}),
			want: tooMany(planbook.Member{ID: "m1"}, "+1", "+2", "+3"),
		},
		{
			name: "said once, also when it was said of the one with fewer claims",
			claims: slices.Concat(newLines(toID("m1"), "+1", "+2", "+3"),
				keptLines(toEmail("ada@x"), ada, "+4", "+5", "+6", "+7"),
				[]claim{keptMember("ada", "m1", "ada@x", "ada@x")}),
			want: tooMany(planbook.Member{ID: "m1"}, "+1", "+2", "+3"),
		},
		{
			name: "a replaced block that may pick another number is one block",
			claims: slices.Concat(keptLines(toID("m1"), ada, "+1", "+2"),
				[]claim{assign(picked("+1", toID("m1"))), assign(picked("+2", toID("m1")))}),
		},
		{
			name: "one of two blocks with one number is replaced",
			claims: slices.Concat(keptLines(toID("m1"), ada, "+1"),
				[]claim{assign(as("again", keptLine("+1", toID("m1"), ada)))}, keptLines(toID("m1"), ada, "+1"),
				newLines(toID("m1"), "+2", "+3")),
			want: tooMany(planbook.Member{ID: "m1"}, "+1", "+2", "+3"),
		},
		{
			name: "a replaced block is one block",
			claims: slices.Concat(
				keptLines(toID("m1"), ada, "+1"), newLines(toID("m1"), "+1"),
				keptLines(toID("m1"), ada, "+2"), newLines(toID("m1"), "+2")),
		},
	})
}

func TestTooManyNumbersOnlyIfOneIsNew(t *testing.T) {
	t.Parallel()
	rename := keptMember("ada", "m1", "ada@x", "lovelace@x")
	run(t, []ruleTest{
		{
			name:   "above the limit, and nothing changes",
			claims: keptLines(toEmail("ada@x"), ada, "+1", "+2", "+3"),
		},
		{
			name:   "above the limit, and one less",
			claims: keptLines(toID("m1"), ada, "+1", "+2", "+3"), // of four
		},
		{
			name:   "above the limit, and one for another",
			claims: slices.Concat(keptLines(toID("m1"), ada, "+1", "+2"), newLines(toID("m1"), "+9")),
			want:   tooMany(planbook.Member{ID: "m1"}, "+1", "+2", "+9"),
		},
		{
			name: "above the limit, and a block gets another number",
			claims: append(keptLines(toID("m1"), ada, "+1", "+2"), assign(planbook.AssignmentClaim{
				Instance: "x", Number: is("+9"),
				Holder: toID("m1"), Prior: &planbook.AssignmentState{Number: "+3", MemberID: "m1"},
			})),
			want: tooMany(planbook.Member{ID: "m1"}, "+1", "+2", "+9"),
		},
		{
			name:   "above the limit, and one is replaced",
			claims: slices.Concat(keptLines(toID("m1"), ada, "+1", "+2", "+3"), newLines(toID("m1"), "+3")),
			want:   tooMany(planbook.Member{ID: "m1"}, "+1", "+2", "+3"),
		},
		{
			name:   "above the limit, and renamed",
			claims: append([]claim{rename}, keptLines(toEmail("lovelace@x"), ada, "+1", "+2", "+3")...),
		},
		{
			name:   "above the limit, and renamed, the member last",
			claims: append(keptLines(toEmail("lovelace@x"), ada, "+1", "+2", "+3"), rename),
		},
		{
			name: "all from one other member, as the block shows last",
			claims: append(keptLines(toEmail("bob@x"), ada, "+1", "+2", "+3"),
				keptMember("bob", "m2", "bob@x", "bob@x")),
			want: tooMany(planbook.Member{Email: "bob@x", ID: "m2"}, "+1", "+2", "+3"),
		},
		{
			name: "from two members, so one of them is another",
			claims: slices.Concat(
				keptLines(toEmail("bob@x"), planbook.AssignmentState{MemberID: "m2", MemberEmail: "bob@x"}, "+1"),
				keptLines(toEmail("bob@x"), ada, "+2", "+3")),
			want: tooMany(planbook.Member{Email: "bob@x"}, "+1", "+2", "+3"),
		},
		{
			name: "from a department",
			claims: append(keptLines(toEmail("ada@x"), ada, "+1", "+2"),
				assign(keptLine("+3", toEmail("ada@x"), planbook.AssignmentState{DepartmentID: "d1"}))),
			want: tooMany(planbook.Member{Email: "ada@x"}, "+1", "+2", "+3"),
		},
		{
			name: "two members take one e-mail: nobody can have been both",
			claims: append([]claim{keptMember("bob", "m2", "bob@x", "eve@x"), keptMember("ada", "m1", "ada@x", "eve@x")},
				keptLines(toEmail("eve@x"), ada, "+1", "+2", "+3")...),
			want: append([]planbook.Violation{&planbook.EmailTwice{Email: "eve@x", Members: [2]planbook.Member{
				{Email: "eve@x", ID: "m1"}, {Email: "eve@x", ID: "m2"},
			}}},
				tooMany(planbook.Member{Email: "eve@x", ID: "m1"}, "+1", "+2", "+3")...),
		},
		{
			name: "a state with e-mails only, and renamed",
			claims: append(keptLines(toEmail("lovelace@x"), planbook.AssignmentState{MemberEmail: "ADA@x"}, "+1", "+2", "+3"),
				rename),
		},
		{
			name: "a state with e-mails only, and all from another member",
			claims: append(keptLines(toEmail("lovelace@x"), planbook.AssignmentState{MemberEmail: "bob@x"}, "+1", "+2", "+3"),
				rename),
			want: tooMany(planbook.Member{Email: "lovelace@x", ID: "m1"}, "+1", "+2", "+3"),
		},
		{
			name: "a state with e-mails only, and from two members",
			claims: slices.Concat(
				keptLines(toEmail("eve@x"), planbook.AssignmentState{MemberEmail: "bob@x"}, "+1", "+2"),
				keptLines(toEmail("eve@x"), planbook.AssignmentState{MemberEmail: "ada@x"}, "+3")),
			want: tooMany(planbook.Member{Email: "eve@x"}, "+1", "+2", "+3"),
		},
		{
			name: "the member is replaced, so that all numbers must be assigned again",
			claims: append(keptLines(toEmail("ada@x"), ada, "+1", "+2", "+3"),
				keptMember("ada", "m1", "ada@x", "ada@x"), newMember("ada", "ada@x")),
			want: tooMany(planbook.Member{Email: "ada@x", ID: "m1"}, "+1", "+2", "+3"),
		},
		{
			name: "an unknown number that may be the one it has",
			claims: append(keptLines(toID("m1"), ada, "+1", "+2"), assign(planbook.AssignmentClaim{
				Instance: "x", Number: tbd(),
				Holder: toID("m1"), Prior: &planbook.AssignmentState{Number: "+3", MemberID: "m1"},
			})),
		},
	})
}
