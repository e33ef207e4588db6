package planbook_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"

	"github.com/onoff-community/terraform-provider-onoff/internal/planbook"
)

// walk fills a book as Terraform's plan walk would: each block after those that it refers to, a
// replaced one twice, whatever may come in between, and otherwise in any order.
func walk(o *org, p *plan, random *rand.Rand) []planbook.Violation {
	return visit(stepsOf(o, p, planbook.New(planbook.Limits{NumbersPerMember: o.limit})), random)
}

func visit(steps []step, random *rand.Rand) (found []planbook.Violation) {
	done := make([]int, len(steps))
	for {
		var ready []int
		for i, s := range steps {
			if done[i] < len(s.calls) && s.ready(steps, done) {
				ready = append(ready, i)
			}
		}
		if len(ready) == 0 {
			return found
		}
		next := ready[random.IntN(len(ready))]
		found = append(found, steps[next].calls[done[next]]()...)
		done[next]++
	}
}

// step is a block as the walk visits it.
type step struct {
	calls   []func() []planbook.Violation
	refersA int // the member block that comes before, or -1
	refersB int // the licence block
}

func (s step) ready(steps []step, done []int) bool {
	for _, before := range []int{s.refersA, s.refersB} {
		if before >= 0 && done[before] < len(steps[before].calls) {
			return false
		}
	}
	return true
}

// passes is how often a block comes by, and whether with its prior state.
func (f fate) passes() []bool {
	return map[fate][]bool{kept: {true}, created: {false}, replaced: {true, false}, tainted: {false}}[f]
}

func value[T comparable](v T, isKnown bool) planbook.Value[T] {
	if !isKnown {
		return planbook.Unknown[T]()
	}
	return planbook.Known(v)
}

func stepsOf(o *org, p *plan, book *planbook.Book) []step {
	var steps []step
	for i, b := range p.members {
		s := step{refersA: -1, refersB: -1}
		for _, withPrior := range b.passes() {
			c := planbook.MemberClaim{Instance: fmt.Sprint("member", i), ID: planbook.Unknown[string](), Email: value(b.email, !b.late)}
			if withPrior {
				c.ID = planbook.Known(o.members[b.was].id)
				c.Prior = &planbook.MemberState{Email: o.members[b.was].email, Role: "user"}
			}
			s.calls = append(s.calls, func() []planbook.Violation { return book.Member(c) })
		}
		steps = append(steps, s)
	}
	for i, b := range p.licenses {
		s := step{refersA: -1, refersB: -1}
		for _, withPrior := range b.passes() {
			c := planbook.LicenseClaim{
				Instance: fmt.Sprint("license", i), ID: planbook.Unknown[string](),
				Name: planbook.Known(b.name), Quantity: value(int64(b.quantity), !b.late),
			}
			if withPrior {
				was := o.licenses[b.was]
				c.ID, c.Prior = planbook.Known(was.id), &planbook.LicenseState{Name: was.name, Quantity: int64(was.quantity)}
			}
			s.calls = append(s.calls, func() []planbook.Violation { return book.License(c) })
		}
		steps = append(steps, s)
	}
	for i, b := range p.assignments {
		s := step{refersA: -1, refersB: -1}
		if b.holder.style == emailOf || b.holder.style == idOf {
			s.refersA = b.holder.block
		}
		if b.license.style == idOf {
			s.refersB = len(p.members) + b.license.block
		}
		for _, withPrior := range b.passes() {
			c := claimOf(o, p, b, withPrior)
			c.Instance = fmt.Sprint("assignment", i)
			s.calls = append(s.calls, func() []planbook.Violation { return book.Assignment(c) })
		}
		steps = append(steps, s)
	}
	return steps
}

func claimOf(o *org, p *plan, b assignmentBlock, withPrior bool) planbook.AssignmentClaim {
	var c planbook.AssignmentClaim
	switch {
	case b.number != "":
		c.Number = planbook.Known(b.number)
	case withPrior:
		c.Number = planbook.Known(b.was) // picked once, and kept
	default:
		c.Number, c.PickedFrom = planbook.Unknown[string](), "FR"
	}
	switch {
	case b.holder.byEmail():
		c.Holder.MemberEmail = value(p.email(b.holder))
	case b.holder.byID():
		c.Holder.MemberID = value(p.memberID(o, b.holder))
	default:
		c.Holder.DepartmentID = planbook.Known(department)
	}
	if b.license.style != nothing {
		c.LicenseID = value(p.licenseID(o, b.license))
	}
	if !withPrior {
		return c
	}
	before := o.held[b.was]
	c.Prior = &planbook.AssignmentState{Number: b.was, LicenseID: before.license}
	if before.holder == department {
		c.Prior.DepartmentID = department
		return c
	}
	c.Prior.MemberID, c.Prior.MemberEmail = before.holder, o.emailOf(before.holder)
	if p.thinState {
		c.Prior.MemberID = ""
	}
	return c
}

// kind names a violation's rule. Whether two blocks with one number have one holder is no verdict.
func kind(v planbook.Violation) string {
	if _, shared := v.(*planbook.SharedNumber); shared {
		v = &planbook.NumberTwice{}
	}
	return reflect.TypeOf(v).Elem().Name()
}

// kinds are the rules that a plan breaks.
type kinds map[string]bool

func kindsOf(found []planbook.Violation) kinds {
	set := kinds{}
	for _, v := range found {
		set[kind(v)] = true
	}
	return set
}
