package planbook_test

import (
	"fmt"
	"reflect"
	"testing"

	"github.com/onoff-community/terraform-provider-onoff/internal/planbook"
)

var (
	is  = planbook.Known[string]
	tbd = planbook.Unknown[string]
)

// claim is one call to the book.
type claim func(*planbook.Book) []planbook.Violation

func member(c planbook.MemberClaim) claim {
	return func(b *planbook.Book) []planbook.Violation { return b.Member(c) }
}

func licences(c planbook.LicenseClaim) claim {
	return func(b *planbook.Book) []planbook.Violation { return b.License(c) }
}

func assign(c planbook.AssignmentClaim) claim {
	return func(b *planbook.Book) []planbook.Violation { return b.Assignment(c) }
}

// Member blocks, by what becomes of them.
func newMember(instance, email string) claim {
	return member(planbook.MemberClaim{Instance: instance, ID: tbd(), Email: is(email)})
}

func keptMember(instance, id, before, after string) claim {
	return member(planbook.MemberClaim{Instance: instance, ID: is(id), Email: is(after), Prior: &planbook.MemberState{Email: before}})
}

func newLicences(instance, name string, quantity int64) claim {
	return licences(planbook.LicenseClaim{Instance: instance, ID: tbd(), Name: is(name), Quantity: planbook.Known(quantity)})
}

func keptLicences(instance, id string, before, after int64) claim {
	return licences(planbook.LicenseClaim{
		Instance: instance, ID: is(id), Name: is("Field"), Quantity: planbook.Known(after),
		Prior: &planbook.LicenseState{Name: "Field", Quantity: before},
	})
}

// Holders.
func toEmail(email string) planbook.Holder { return planbook.Holder{MemberEmail: is(email)} }
func toID(id string) planbook.Holder       { return planbook.Holder{MemberID: is(id)} }
func toNew() planbook.Holder               { return planbook.Holder{MemberID: tbd()} }
func toDept(id string) planbook.Holder     { return planbook.Holder{DepartmentID: is(id)} }

// Assignment blocks; the number is the instance too.
func newLine(number string, to planbook.Holder) planbook.AssignmentClaim {
	return planbook.AssignmentClaim{Instance: number, Number: is(number), Holder: to}
}

func picked(instance string, to planbook.Holder) planbook.AssignmentClaim {
	return planbook.AssignmentClaim{Instance: instance, Number: tbd(), PickedFrom: "FR", Holder: to}
}

func keptLine(number string, to planbook.Holder, heldBy planbook.AssignmentState) planbook.AssignmentClaim {
	c := newLine(number, to)
	heldBy.Number = number
	c.Prior = &heldBy
	return c
}

func under(license planbook.Value[string], c planbook.AssignmentClaim) planbook.AssignmentClaim {
	c.LicenseID = license
	return c
}

func as(instance string, c planbook.AssignmentClaim) planbook.AssignmentClaim {
	c.Instance = instance
	return c
}

// each makes the same claim for several numbers.
func each(to func(number string) planbook.AssignmentClaim, numbers ...string) []claim {
	var claims []claim
	for _, number := range numbers {
		claims = append(claims, assign(to(number)))
	}
	return claims
}

func newLines(to planbook.Holder, numbers ...string) []claim {
	return each(func(number string) planbook.AssignmentClaim { return newLine(number, to) }, numbers...)
}

func keptLines(to planbook.Holder, heldBy planbook.AssignmentState, numbers ...string) []claim {
	return each(func(number string) planbook.AssignmentClaim { return keptLine(number, to, heldBy) }, numbers...)
}

var ada = planbook.AssignmentState{MemberID: "m1", MemberEmail: "ada@x"}

// ruleTest is a plan, in the order in which its blocks come by, and what the book says. The limit is
// 2 unless it says otherwise.
type ruleTest struct {
	name   string
	claims []claim
	want   []planbook.Violation
}

func run(t *testing.T, tests []ruleTest) {
	t.Helper()
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			book := planbook.New(planbook.Limits{NumbersPerMember: 2})
			var got []planbook.Violation
			for _, claim := range test.claims {
				got = append(got, claim(book)...)
			}
			if !reflect.DeepEqual(got, test.want) {
				t.Errorf("the book says\n%sinstead of\n%s", fields(got), fields(test.want))
			}
		})
	}
}

// fields prints what violations carry, not what they say.
func fields(found []planbook.Violation) (out string) {
	for _, v := range found {
		out += fmt.Sprintf("\t%T %+v\n", v, reflect.ValueOf(v).Elem())
	}
	return out
}

func tooMany(m planbook.Member, numbers ...string) []planbook.Violation {
	return []planbook.Violation{&planbook.TooManyNumbers{Member: m, Limit: 2, Numbers: numbers}}
}
