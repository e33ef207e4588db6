package planbook_test

import (
	"slices"
	"testing"

	"github.com/onoff-community/terraform-provider-onoff/internal/planbook"
)

func TestLicences(t *testing.T) {
	t.Parallel()
	field := func(number string) planbook.AssignmentClaim {
		return under(is("l1"), keptLine(number, toDept("d1"), planbook.AssignmentState{DepartmentID: "d1", LicenseID: "l1"}))
	}
	toField := func(number string) planbook.AssignmentClaim {
		return under(is("l1"), keptLine(number, toDept("d1"), planbook.AssignmentState{DepartmentID: "d1"}))
	}
	newField := func(number string) planbook.AssignmentClaim { return under(is("l1"), newLine(number, toDept("d1"))) }
	newNew := func(number string) planbook.AssignmentClaim { return under(tbd(), newLine(number, toDept("d1"))) }
	keptNew := func(number string) planbook.AssignmentClaim {
		c := field(number)
		c.LicenseID = tbd()
		return c
	}
	overbooked := func(quantity int64, numbers ...string) []planbook.Violation {
		return []planbook.Violation{&planbook.LicenseOverbooked{Name: "Field", ID: "l1", Quantity: quantity, Numbers: numbers}}
	}
	shrunk := func(before, after int64, numbers ...string) []planbook.Violation {
		return []planbook.Violation{&planbook.LicenseShrunk{Name: "Field", ID: "l1", PriorQuantity: before, Quantity: after, Numbers: numbers}}
	}
	forNew := func(quantity int64, names []string, numbers ...string) []planbook.Violation {
		return []planbook.Violation{&planbook.TooManyForNewLicenses{Names: names, Quantity: quantity, Numbers: numbers}}
	}
	run(t, []ruleTest{
		{
			name:   "as many as there are",
			claims: append(each(newField, "+1", "+2"), keptLicences("l", "l1", 2, 2)),
		},
		{
			name:   "one more, the block first, said once",
			claims: append([]claim{keptLicences("l", "l1", 2, 2)}, each(newField, "+1", "+2", "+3", "+4")...),
			want:   overbooked(2, "+1", "+2", "+3"),
		},
		{
			name:   "one more, the block last",
			claims: append(each(newField, "+1", "+2", "+3"), keptLicences("l", "l1", 2, 2)),
			want:   overbooked(2, "+1", "+2", "+3"),
		},
		{
			name:   "an assignment of before takes a licence",
			claims: slices.Concat(each(field, "+1", "+2"), each(toField, "+3"), []claim{keptLicences("l", "l1", 2, 2)}),
			want:   overbooked(2, "+1", "+2", "+3"),
		},
		{
			name:   "the block grows with them",
			claims: append(each(newField, "+1", "+2", "+3"), keptLicences("l", "l1", 2, 3)),
		},
		{
			name:   "overbooked already, and nothing changes",
			claims: append(each(field, "+1", "+2", "+3"), keptLicences("l", "l1", 2, 2)),
		},
		{
			name:   "overbooked already, and the block grows a little",
			claims: append(each(field, "+1", "+2", "+3"), keptLicences("l", "l1", 1, 2)),
		},
		{
			name:   "the block shrinks below them",
			claims: append(each(field, "+1", "+2", "+3"), keptLicences("l", "l1", 3, 2)),
			want:   shrunk(3, 2, "+1", "+2", "+3"),
		},
		{
			name:   "the block shrinks below them, and comes first",
			claims: append([]claim{keptLicences("l", "l1", 3, 2)}, each(newField, "+1", "+2", "+3")...),
			want:   shrunk(3, 2, "+1", "+2", "+3"),
		},
		{
			name:   "the block shrinks to what is needed",
			claims: append(each(field, "+1", "+2"), keptLicences("l", "l1", 3, 2)),
		},
		{
			name: "a quantity that isn't known yet",
			claims: append(each(newField, "+1", "+2"), licences(planbook.LicenseClaim{
				Instance: "l", ID: is("l1"),
				Quantity: planbook.Unknown[int64](), Prior: &planbook.LicenseState{Quantity: 1},
			})),
		},
		{
			name:   "a block that Terraform doesn't manage",
			claims: each(newField, "+1", "+2", "+3"),
		},
		{
			name: "two blocks with one number take one licence",
			claims: append(each(field, "+1"), assign(as("again", field("+1"))),
				assign(newField("+2")), keptLicences("l", "l1", 2, 2)),
		},
		{
			name: "replaced blocks are one each",
			claims: slices.Concat(each(field, "+1", "+2"), each(newField, "+1", "+2"),
				[]claim{keptLicences("l", "l1", 2, 2), newLicences("l", "Field", 2)}),
		},
		{
			name:   "as many as are bought",
			claims: append([]claim{newLicences("l", "Field", 2)}, each(newNew, "+1", "+2")...),
		},
		{
			name:   "a replaced assignment is one",
			claims: append([]claim{newLicences("l", "Field", 2)}, each(newNew, "+1", "+2", "+1", "+2")...),
		},
		{
			name:   "licences that come by again are the same",
			claims: append([]claim{newLicences("l", "Field", 2), newLicences("l", "Field", 2)}, each(newNew, "+1", "+2", "+3")...),
			want:   forNew(2, []string{"Field"}, "+1", "+2", "+3"),
		},
		{
			name:   "more than are bought",
			claims: append([]claim{newLicences("l", "Field", 1), newLicences("k", "Desk", 1)}, each(newNew, "+1", "+2", "+3", "+4")...),
			want:   forNew(2, []string{"Desk", "Field"}, "+1", "+2", "+3"),
		},
		{
			name: "nobody knows how many are bought",
			claims: append([]claim{newLicences("l", "Field", 1), licences(planbook.LicenseClaim{
				Instance: "k", ID: tbd(),
				Quantity: planbook.Unknown[int64](),
			})}, each(newNew, "+1", "+2", "+3")...),
		},
		{
			name:   "nothing is bought before: the ID comes from somewhere else",
			claims: slices.Concat(each(newNew, "+1", "+2"), []claim{newLicences("l", "Field", 1)}, each(newNew, "+3")),
		},
		{
			name:   "what an assignment has it may keep",
			claims: append([]claim{newLicences("l", "Field", 1)}, each(keptNew, "+1", "+2")...),
		},
		{
			name: "unless it is replaced",
			claims: slices.Concat([]claim{newLicences("k", "Desk", 1), keptLicences("l", "l1", 2, 1)},
				each(keptNew, "+1", "+2"), each(newNew, "+3"), []claim{newLicences("l", "Field", 1)}),
			want: forNew(2, []string{"Desk", "Field"}, "+1", "+2", "+3"),
		},
		{
			name:   "no licence is named",
			claims: append([]claim{newLicences("l", "Field", 1)}, newLines(toDept("d1"), "+1", "+2")...),
		},
	})
}
