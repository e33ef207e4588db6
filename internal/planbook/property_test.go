package planbook_test

import (
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestMain(m *testing.M) {
	flag.Parse()
	set := false
	flag.Visit(func(f *flag.Flag) { set = set || f.Name == "rapid.checks" })
	if !set {
		checks := "20000"
		if testing.Short() {
			checks = "1000"
		}
		if err := flag.Set("rapid.checks", checks); err != nil {
			panic(err)
		}
	}
	os.Exit(m.Run())
}

// TestVerdict draws companies and plans and holds the book to what it promises:
//
//   - the verdict doesn't depend on the order in which Terraform visits the blocks, but for the one
//     case that the package explains, and there only for plans that can't work;
//   - no miss: what the claims prove, seen all at once, is found in each order, and nothing else;
//   - no false alarm: a plan that is refused can't be applied, whatever the order of its changes.
func TestVerdict(t *testing.T) {
	t.Parallel()
	counts := map[string]int{}
	rapid.Check(t, func(t *rapid.T) {
		o, p := draw(t)
		want := expect(o, p)
		orders := make([]kinds, 3)
		for i := range orders {
			random := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "order"), 0))
			orders[i] = kindsOf(walk(o, p, random))
			for broken := range want.must {
				if !orders[i][broken] {
					t.Fatalf("missed %s: order %d found %v\n%s", broken, i, orders[i], p.show(o))
				}
			}
			for broken := range orders[i] {
				if !want.must[broken] && !want.may[broken] {
					t.Fatalf("%s without a reason: order %d found %v\n%s", broken, i, orders[i], p.show(o))
				}
			}
		}
		count(counts, o, p, orders)
		refused := slices.ContainsFunc(orders, func(found kinds) bool { return len(p.withoutExceptions(o, found)) > 0 })
		// To try all orders takes long. Where it proves nothing it is done now and then, for the count.
		if !refused && counts["plans"]%5 > 0 {
			return
		}
		fits := accepted(o, p, newToy(o))
		if refused && fits {
			t.Fatalf("false alarm: the orders found %v\n%s", orders, p.show(o))
		}
		switch {
		case refused:
			counts["refused, and tried in all orders: none works"]++
		case fits && len(orders[0]) > 0:
			counts["refused by an exception alone, tried: works"]++
		case fits:
			counts["not refused, tried: works"]++
		default:
			counts["not refused, tried in all orders: none works"]++
		}
	})
	report(t, counts)
}

// report prints how many of each kind were drawn.
func report(t *testing.T, counts map[string]int) {
	t.Helper()
	var lines []string
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		lines = append(lines, fmt.Sprintf("%7d %s", counts[name], name))
	}
	t.Logf("drawn:\n%s", strings.Join(lines, "\n"))
}

// withoutExceptions leaves out the refusals that a service might not share. A number in two blocks is
// an error whatever the service would do, and what follows from it is no alarm of its own. Unknown
// IDs that come from somewhere else look like those of new members and licences, where the block can't
// be about to keep what it has.
func (p *plan) withoutExceptions(o *org, found kinds) kinds {
	if found["NumberTwice"] && p.hasNumberTwice() {
		return nil
	}
	rest := maps.Clone(found)
	for _, b := range p.assignments {
		if b.holder.style == idElsewhere && p.leavesHolder(o, b) {
			delete(rest, "TooManyForNewMembers")
		}
		if b.license.style == idElsewhere && p.leavesLicense(o, b) {
			delete(rest, "TooManyForNewLicenses")
		}
	}
	return rest
}

// hasNumberTwice reports whether there are two blocks with one number: the one configured, or the one
// picked before.
func (p *plan) hasNumberTwice() bool {
	seen := map[string]bool{}
	for _, b := range p.assignments {
		number := b.number
		if number == "" && (b.fate == kept || b.fate == replaced) {
			number = b.was
		}
		if b.fate != destroyed && number != "" && seen[number] {
			return true
		}
		seen[number] = seen[number] || b.fate != destroyed
	}
	return false
}

// leavesHolder reports whether a block certainly doesn't stay with a member who held its number.
func (p *plan) leavesHolder(o *org, b assignmentBlock) bool {
	before := o.held[b.was].holder
	return b.fate == created || b.fate == tainted || before == department ||
		!p.thinState && slices.ContainsFunc(p.members, func(m memberBlock) bool {
			return m.fate == replaced && o.members[m.was].id == before
		})
}

// leavesLicense is the same for its licence.
func (p *plan) leavesLicense(o *org, b assignmentBlock) bool {
	return b.fate == created || b.fate == tainted || slices.ContainsFunc(p.licenses, func(l licenseBlock) bool {
		return l.fate == replaced && o.licenses[l.was].id == o.held[b.was].license
	})
}

func count(counts map[string]int, o *org, p *plan, orders []kinds) {
	counts["plans"]++
	for broken := range orders[0] {
		counts["refused: "+broken]++
	}
	if len(orders[0]) == 0 {
		counts["not refused"]++
		if p.overfull(o) {
			counts["not refused, though a member would have too many: unprovable"]++
		}
	}
	for _, found := range orders[1:] {
		if !maps.Equal(found, orders[0]) {
			counts["plans whose new members or licences are found out in some orders only"]++
			break
		}
	}
	over := map[string]int{}
	for _, h := range o.held {
		if h.holder != department {
			over[h.holder]++
		}
	}
	if len(over) > 0 && slices.Max(slices.Collect(maps.Values(over))) > o.limit {
		counts["organisations over the limit"]++
	}
	for _, b := range p.members {
		counts["member block "+b.fate.name()]++
		if b.fate == kept && !strings.EqualFold(b.email, o.members[b.was].email) {
			counts["member block renamed"]++
		}
	}
	for _, b := range p.licenses {
		counts["licence block "+b.fate.name()]++
	}
	for _, b := range p.assignments {
		counts["assignment block "+b.fate.name()]++
		if b.fate != destroyed {
			counts["holder by "+b.holder.style.String()]++
		}
		if b.fate == kept && !untouched(o, p, b) {
			counts["assignment block changed in place"]++
		}
	}
}

func (f fate) name() string {
	return [...]string{"kept", "created", "replaced", "tainted", "destroyed"}[f]
}

func (s refStyle) String() string {
	return [...]string{"nothing", "e-mail, literal", "e-mail, reference", "ID, literal", "ID, reference", "department", "ID read late"}[s]
}

// show prints a plan for a failure.
func (p *plan) show(o *org) string {
	var out strings.Builder
	fmt.Fprintf(&out, "limit %d, members %v, licences %v, held %v, thin %v\n", o.limit, o.members, o.licenses, o.held, p.thinState)
	for _, b := range p.members {
		fmt.Fprintf(&out, "  member %+v\n", b)
	}
	for _, b := range p.licenses {
		fmt.Fprintf(&out, "  licence %+v\n", b)
	}
	for _, b := range p.assignments {
		fmt.Fprintf(&out, "  assignment %+v\n", b)
	}
	return out.String()
}
