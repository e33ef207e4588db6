package planbook_test

import (
	"slices"
	"testing"

	"github.com/onoff-community/terraform-provider-onoff/internal/planbook"
)

func TestNewMembers(t *testing.T) {
	t.Parallel()
	nina, olaf := newMember("nina", "nina@x"), newMember("olaf", "olaf@x")
	refused := func(room int, members []planbook.Member, numbers ...string) []planbook.Violation {
		return []planbook.Violation{&planbook.TooManyForNewMembers{Members: members, Limit: 2, Room: room, Numbers: numbers}}
	}
	onlyNina := []planbook.Member{{Email: "nina@x"}}
	run(t, []ruleTest{
		{
			name:   "as many as the new member can hold",
			claims: append([]claim{nina}, newLines(toNew(), "+1", "+2")...),
		},
		{
			name:   "one more, said once",
			claims: append([]claim{nina}, newLines(toNew(), "+1", "+2", "+3", "+4")...),
			want:   refused(2, onlyNina, "+1", "+2", "+3"),
		},
		{
			name:   "as many as two new members can hold",
			claims: append([]claim{nina, olaf}, newLines(toNew(), "+1", "+2", "+3", "+4")...),
		},
		{
			name:   "more than two new members can hold",
			claims: append([]claim{olaf, nina}, newLines(toNew(), "+1", "+2", "+3", "+4", "+5")...),
			want:   refused(4, []planbook.Member{{Email: "nina@x"}, {Email: "olaf@x"}}, "+1", "+2", "+3", "+4", "+5"),
		},
		{
			name:   "a new member who comes by again is one",
			claims: append([]claim{nina, nina}, newLines(toNew(), "+1", "+2", "+3")...),
			want:   refused(2, onlyNina, "+1", "+2", "+3"),
		},
		{
			name:   "claims by e-mail take room, before",
			claims: slices.Concat([]claim{nina}, newLines(toEmail("nina@x"), "+1"), newLines(toNew(), "+2", "+3")),
			want:   refused(1, onlyNina, "+2", "+3"),
		},
		{
			name:   "claims by e-mail take room, after",
			claims: slices.Concat([]claim{nina}, newLines(toNew(), "+2", "+3"), newLines(toEmail("nina@x"), "+1")),
			want:   refused(1, onlyNina, "+2", "+3"),
		},
		{
			name:   "nothing was created before: the ID comes from somewhere else",
			claims: slices.Concat(newLines(toNew(), "+1", "+2", "+3"), []claim{nina}, newLines(toNew(), "+4")),
		},
		{
			name:   "nothing was created before: also when the block comes by again",
			claims: slices.Concat(newLines(toNew(), "+1", "+2", "+3"), []claim{nina}, newLines(toNew(), "+1", "+2", "+3")),
		},
		{
			name:   "nobody knows whether it is a member",
			claims: append([]claim{nina}, newLines(planbook.Holder{MemberID: tbd(), DepartmentID: tbd()}, "+1", "+2", "+3")...),
		},
		{
			name:   "who holds it now may keep it",
			claims: append([]claim{nina}, keptLines(toNew(), ada, "+1", "+2", "+3")...),
		},
		{
			name: "also when the block is replaced",
			claims: slices.Concat([]claim{nina}, keptLines(toNew(), ada, "+1", "+2", "+3"),
				newLines(toNew(), "+1", "+2", "+3")),
		},
		{
			name: "unless who holds it is replaced",
			claims: slices.Concat(
				[]claim{keptMember("ada", "m1", "ada@x", "ada@x"), newMember("ada", "ada@x")},
				keptLines(toNew(), ada, "+1", "+2"), newLines(toNew(), "+3")),
			want: refused(2, []planbook.Member{{Email: "ada@x", ID: "m1"}}, "+1", "+2", "+3"),
		},
		{
			name: "unless who holds it is replaced, as the block shows last",
			claims: slices.Concat([]claim{nina}, keptLines(toNew(), ada, "+1", "+2"), newLines(toNew(), "+3", "+4"),
				[]claim{keptMember("ada", "m1", "ada@x", "ada@x")}, newLines(toNew(), "+5"),
				[]claim{newMember("ada", "ada@x")}),
			want: refused(2, onlyNina, "+3", "+4", "+5"),
		},
		{
			name: "promoted when the block shows last",
			claims: slices.Concat([]claim{nina}, keptLines(toNew(), ada, "+1", "+2", "+3"), newLines(toNew(), "+4", "+5"),
				[]claim{keptMember("ada", "m1", "ada@x", "ada@x"), newMember("ada", "ada@x")}),
			want: refused(4, []planbook.Member{{Email: "ada@x", ID: "m1"}, {Email: "nina@x"}}, "+1", "+2", "+3", "+4", "+5"),
		},
		{
			name: "a department gave it up",
			claims: slices.Concat([]claim{nina}, newLines(toNew(), "+1", "+2"),
				keptLines(toNew(), planbook.AssignmentState{DepartmentID: "d1"}, "+3")),
			want: refused(2, onlyNina, "+1", "+2", "+3"),
		},
		{
			name:   "a replaced block is one block",
			claims: slices.Concat([]claim{nina}, newLines(toNew(), "+1", "+2"), newLines(toNew(), "+1", "+2")),
		},
		{
			name: "a new member without an e-mail yet",
			claims: append([]claim{member(planbook.MemberClaim{Instance: "x", ID: tbd(), Email: tbd()})},
				newLines(toNew(), "+1", "+2", "+3")...),
			want: refused(2, []planbook.Member{{}}, "+1", "+2", "+3"),
		},
	})
}
