package planbook_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/onoff-community/terraform-provider-onoff/internal/planbook"
	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

// office is a company with departments and roles, and a plan for it: what no number depends on, and
// so has a property of its own.
type office struct {
	names []string // of the departments before the plan
	roles []string // of the members before the plan; the first is the owner
	depts []deptBlock
	staff []roleBlock
}

type deptBlock struct {
	fate
	was  int
	name string
	late bool // the name isn't known while planning
}

type roleBlock struct {
	fate
	was  int
	role string
	late bool
}

var someRoles = []string{"user", "team_lead", "admin", planbook.RoleOwner}

// TestSimulatorAgreesOnOffices holds the rules of names and roles to the same promises: no verdict
// depends on the order, none is a false alarm, and none is missed.
func TestSimulatorAgreesOnOffices(t *testing.T) {
	t.Parallel()
	counts := map[string]int{}
	rapid.Check(t, func(t *rapid.T) {
		w := drawing{t}.office()
		if !judged(t) {
			return
		}
		var orders [2]kinds
		for i := range orders {
			orders[i] = kindsOf(visit(w.steps(), rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "order"), 0))))
		}
		found := orders[0]
		if !maps.Equal(found, orders[1]) {
			t.Fatalf("the verdict depends on the order: %v\n%+v", orders, w)
		}
		for code := range w.promised() {
			if !found.anyOf(rulesFor[code]) {
				t.Fatalf("missed %s: found %v\n%+v", code, found, w)
			}
			counts["promised, and refused by the simulator: "+code]++
		}
		fits := w.accepted()
		if fits && len(found) > 0 {
			t.Fatalf("false alarm: %v, though the simulator takes the plan\n%+v", found, w)
		}
		w.count(counts, found)
		counts["tried: "+outcome(len(found) > 0, len(found) > 0, fits)]++
	})
	report(t, counts)
}

func (d drawing) office() *office {
	w := &office{names: rapid.Permutation(someNames).Draw(d.t, "names")[:d.upTo(3)], roles: []string{planbook.RoleOwner}}
	for range d.upTo(2) {
		w.roles = append(w.roles, someRoles[d.upTo(2)])
	}
	for i, name := range w.names {
		if d.oneIn(4) {
			continue
		}
		b := deptBlock{fate: d.fate(), was: i, name: name, late: d.oneIn(12)}
		if d.oneIn(3) {
			b.name = d.name()
		}
		w.depts = append(w.depts, b)
	}
	for range d.upTo(2) {
		w.depts = append(w.depts, deptBlock{fate: created, was: -1, name: d.name(), late: d.oneIn(12)})
	}
	for i, role := range w.roles {
		if d.oneIn(4) {
			continue
		}
		b := roleBlock{fate: d.fate(), was: i, role: role, late: d.oneIn(12)}
		if d.oneIn(4) {
			b.role = d.one(someRoles)
		}
		w.staff = append(w.staff, b)
	}
	if d.oneIn(3) {
		w.staff = append(w.staff, roleBlock{fate: created, was: -1, role: d.one(someRoles), late: d.oneIn(12)})
	}
	return w
}

// steps are the visits of a walk. No block of these refers to another.
func (w *office) steps() []step {
	book := planbook.New(planbook.Limits{NumbersPerMember: 5})
	var steps []step
	for i, b := range w.depts {
		s := step{refersA: -1, refersB: -1}
		for _, withPrior := range b.passes() {
			c := planbook.DepartmentClaim{Instance: fmt.Sprint("department", i), ID: planbook.Unknown[string](), Name: value(b.name, !b.late)}
			if withPrior {
				c.ID, c.Prior = planbook.Known(deptID(b.was)), &planbook.DepartmentState{Name: w.names[b.was]}
			}
			s.calls = append(s.calls, func() []planbook.Violation { return book.Department(c) })
		}
		steps = append(steps, s)
	}
	for i, b := range w.staff {
		s := step{refersA: -1, refersB: -1}
		for _, withPrior := range b.passes() {
			c := planbook.MemberClaim{
				Instance: fmt.Sprint("member", i), ID: planbook.Unknown[string](),
				Email: planbook.Known(w.emailOf(b, i)), Role: value(b.role, !b.late),
			}
			if withPrior {
				c.ID = planbook.Known(memberID(b.was))
				c.Prior = &planbook.MemberState{Email: w.emailOf(b, i), Role: w.roles[b.was]}
			}
			s.calls = append(s.calls, func() []planbook.Violation { return book.Member(c) })
		}
		steps = append(steps, s)
	}
	return steps
}

func deptID(was int) string   { return fmt.Sprint("d", was) }
func memberID(was int) string { return fmt.Sprint("m", was) }

func (w *office) emailOf(b roleBlock, i int) string {
	if b.existed() {
		return memberID(b.was) + "@x.test"
	}
	return fmt.Sprint("new", i, "@x.test")
}

// wireRole is a role as the API spells it.
func wireRole(role string) string { return "ROLE_" + strings.ToUpper(role) }

// company has the organisation before the plan; with parked, under names that no block wants, where
// they change.
func (w *office) company(parkedNames bool) simulator.Company {
	c := simulator.Company{Account: simulator.Account{ID: "account", Name: "Company"}}
	for i, name := range w.names {
		at := slices.IndexFunc(w.depts, func(b deptBlock) bool { return b.was == i })
		switch {
		case !parkedNames || at >= 0 && w.depts[at].fate == kept && !w.depts[at].late && w.depts[at].name == name:
			c.Departments = append(c.Departments, simulator.Department{ID: deptID(i), Name: name})
		case at >= 0 && w.depts[at].fate == kept:
			c.Departments = append(c.Departments, simulator.Department{ID: deptID(i), Name: parked("department", i)})
		}
	}
	for i, role := range w.roles {
		c.Members = append(c.Members, person(memberID(i), memberID(i)+"@x.test", wireRole(role)))
	}
	return c
}

// promised asks the simulator for each thing that the blocks say, with nothing else in the way, and
// returns the codes of what it refuses.
func (w *office) promised() map[string]bool {
	s := &simulated{now: &moment{company: w.company(true)}}
	codes := map[string]bool{}
	try := func(_ string, err error) {
		if err != nil {
			codes[err.Error()] = true
		}
	}
	for _, b := range w.depts {
		switch {
		case b.fate == destroyed || b.late:
		case b.fate == kept:
			try(s.ask(http.MethodPatch, "/departments/"+deptID(b.was), object{"name": b.name}))
		default:
			try(s.ask(http.MethodPost, "/departments", object{"name": b.name}))
		}
	}
	for i, b := range w.staff {
		switch {
		case b.fate == destroyed || b.late:
		case b.fate == kept:
			// Somebody else stays an administrator: whether that is so isn't the plan's to prove.
			try(s.ask(http.MethodPatch, "/members/"+memberID(b.was), object{"role": wireRole(b.role)}))
		default:
			try(s.ask(http.MethodPost, "/members", newcomer(fmt.Sprint("other", i, "@x.test"), b.role)))
		}
	}
	delete(codes, "member.lastAdministrator")
	return codes
}

func newcomer(email, role string) object {
	return object{"firstName": "First", "lastName": "Last", "email": email, "role": wireRole(role), "departmentIdRefs": []string{}}
}

// accepted reports whether the simulator takes the changes in any order.
func (w *office) accepted() bool {
	var changes []change
	add := func(after int, method, path string, body object) int {
		changes = append(changes, change{method, after, func(a *applying) bool {
			_, err := a.service.(*simulated).ask(method, path, body)
			return err == nil
		}})
		return len(changes) - 1
	}
	for _, b := range w.depts {
		before := -1
		if b.existed() && b.fate != kept {
			before = add(-1, http.MethodDelete, "/departments/"+deptID(b.was), nil)
		}
		if b.renewed() {
			add(before, http.MethodPost, "/departments", object{"name": b.name})
		}
		if b.fate == kept && (b.late || b.name != w.names[b.was]) {
			add(-1, http.MethodPatch, "/departments/"+deptID(b.was), object{"name": b.name})
		}
	}
	for i, b := range w.staff {
		before := -1
		if b.existed() && b.fate != kept {
			before = add(-1, http.MethodDelete, "/members/"+memberID(b.was), nil)
		}
		if b.renewed() {
			add(before, http.MethodPost, "/members", newcomer(w.emailOf(b, i), b.role))
		}
		if b.fate == kept && (b.late || b.role != w.roles[b.was]) {
			add(-1, http.MethodPatch, "/members/"+memberID(b.was), object{"role": wireRole(b.role)})
		}
	}
	a := &applying{plan: &plan{}, org: &org{}, service: &simulated{now: &moment{company: w.company(false)}}, done: make([]bool, len(changes))}
	return a.search(changes, map[string]bool{})
}

func (w *office) count(counts map[string]int, found kinds) {
	counts["plans"]++
	for rule := range found {
		counts["refused: "+rule]++
	}
	if len(found) == 0 {
		counts["not refused"]++
	}
	for _, b := range w.depts {
		counts["department block "+b.fate.name()]++
		if b.fate == kept && b.name != w.names[b.was] {
			counts["department block renamed"]++
		}
	}
	for _, b := range w.staff {
		counts["member block "+b.fate.name()]++
		if b.fate == kept && b.role != w.roles[b.was] {
			counts["member block with another role"]++
		}
	}
}
