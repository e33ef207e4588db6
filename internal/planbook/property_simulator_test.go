package planbook_test

import (
	"flag"
	"maps"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

var everyPlan = flag.Bool("every-plan", false, "let the simulator judge every plan that is drawn, not every twentieth")

// judged draws whether a plan is judged, so that one that fails is judged again when it's repeated.
func judged(t *rapid.T) bool { return *everyPlan || drawing{t}.oneIn(20) }

// TestSimulatorAgrees draws companies and plans, and lets the simulator judge the book:
//
//   - the verdict doesn't depend on the order of the walk, but for the one case that the package
//     explains, and there only for plans that the simulator takes in no order of the changes;
//   - no false alarm: a plan that is refused isn't taken by the simulator in any order;
//   - no miss: where the simulator refuses what the plan itself promises, so does the book.
//
// The two share no rule. The book sees claims and never a change; the simulator sees requests.
func TestSimulatorAgrees(t *testing.T) {
	t.Parallel()
	counts := map[string]int{}
	rapid.Check(t, func(t *rapid.T) {
		o, p := drawing{t}.either(draw, drawLawful)
		terms := drawing{t}.terms()
		if len(changesOf(o, p)) > mostChanges {
			t.SkipNow() // another is drawn in its place
		}
		if !judged(t) {
			return
		}
		orders := make([]kinds, 2)
		for i := range orders {
			orders[i] = kindsOf(walk(o, p, rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "order"), 0))))
		}
		either := maps.Clone(orders[0])
		maps.Copy(either, orders[1])

		broken := promised(o, p)
		for code := range broken {
			for i, found := range orders {
				if !found.anyOf(rulesFor[code]) {
					t.Fatalf("missed %s: order %d found %v\n%s", code, i, found, p.show(o))
				}
			}
			counts["promised, and refused by the simulator: "+code]++
		}

		if !maps.Equal(orders[0], orders[1]) {
			for rule := range either {
				if orders[0][rule] != orders[1][rule] && rule != "TooManyForNewMembers" && rule != "TooManyForNewLicenses" {
					t.Fatalf("%s depends on the order: %v\n%s", rule, orders, p.show(o))
				}
			}
		}

		// Where it proves nothing it is done now and then, for the count.
		alarms := p.withoutExceptions(o, either)
		if len(alarms) > 0 || (drawing{t}).oneIn(4) {
			fits := accepted(o, p, newSimulated(o, p, terms))
			if len(alarms) > 0 && fits {
				t.Fatalf("false alarm: %v, though the simulator takes the plan, terms %+v\n%s", orders, terms, p.show(o))
			}
			counts["tried: "+outcome(len(either) > 0, len(alarms) > 0, fits)]++
		}
		count(counts, o, p, orders)
	})
	report(t, counts)
}

// mostChanges is what can be tried in every order in a few milliseconds.
const mostChanges = 10

// rulesFor says which rules of the book answer for what the simulator refuses.
var rulesFor = map[string][]string{
	"email.taken":           {"EmailTwice"},
	"license.nameTaken":     {"LicenseNameTwice"},
	"number.holderChanged":  {"NumberTwice"},
	"number.limitReached":   {"TooManyNumbers", "TooManyForNewMembers"},
	"license.noneFree":      {"LicenseOverbooked", "LicenseShrunk", "TooManyForNewLicenses"},
	"license.belowAssigned": {"LicenseShrunk"},
	"department.nameTaken":  {"DepartmentNameTwice"},
	"role.invalid":          {"OwnerGranted"},
	"member.owner":          {"OwnerGranted", "OwnerRemoved"},
}

func (k kinds) anyOf(rules []string) bool {
	for _, rule := range rules {
		if k[rule] {
			return true
		}
	}
	return false
}

func outcome(refused, alarmed, fits bool) string {
	switch {
	case alarmed:
		return "refused, and the simulator takes it in no order"
	case refused && fits:
		return "refused for two blocks with one number or IDs read late, and the simulator takes it"
	case refused:
		return "refused for two blocks with one number or IDs read late, and the simulator takes it in no order"
	case fits:
		return "not refused, and the simulator takes it"
	}
	return "not refused, and the simulator takes it in no order: undecided while planning"
}

// either draws from the first most of the time.
func (d drawing) either(first, second func(*rapid.T) (*org, *plan)) (*org, *plan) {
	if d.oneIn(3) {
		return second(d.t)
	}
	return first(d.t)
}

func (d drawing) terms() terms {
	return terms{spare: []int{20, 20, 1, 0}[d.upTo(3)], spareFirst: !d.oneIn(3), sells: d.oneIn(2), mayBuy: !d.oneIn(4)}
}
