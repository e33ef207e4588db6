package simulator_test

import (
	"slices"
	"testing"

	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

func TestPageFaults(t *testing.T) {
	t.Parallel()
	for fault, want := range map[string][]string{
		"lost":      slices.Concat(memberIDs(1, 4), memberIDs(9, 10)),
		"repeated":  slices.Concat(memberIDs(1, 8), memberIDs(5, 10)),
		"reordered": {"member-1", "member-2", "member-3", "member-4", "member-8", "member-7", "member-6", "member-5", "member-9", "member-10"},
		"truncated": slices.Concat(memberIDs(1, 6), memberIDs(9, 10)),
		"empty":     memberIDs(1, 4),
	} {
		s := start(t, simulator.Options{Company: organisation(10), NoEmptyPages: true})
		s.faults(simulator.Fault{Route: "GET /api/v1/members", Page: fault, Skip: 1, Count: 1})
		got, pages := s.list("limit=4")
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", fault, got, want)
		}
		cursors := map[string]bool{}
		for _, p := range pages[:len(pages)-1] {
			if cursors[p.next] {
				t.Errorf("%s: the cursor %s comes twice", fault, p.next)
			}
			cursors[p.next] = true
		}
		if fired := s.sim.Faults()[0].Fired; fired != 1 {
			t.Errorf("%s: fired %d times", fault, fired)
		}
	}
}

// The page without items doesn't swallow the fault that was meant for the page in its place.
func TestAPageFaultInPlaceOfTheEmptyPage(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{Company: organisation(10)})
	s.faults(simulator.Fault{Route: "*", Page: "lost", Skip: 1, Count: 1})
	s.send("GET", "/account", nil).is(200) // no page: the fault doesn't count it
	if got, _ := s.list("limit=4"); !slices.Equal(got, slices.Concat(memberIDs(1, 4), memberIDs(9, 10))) {
		t.Errorf("got %v", got)
	}
}

func TestALostFirstPage(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{Company: organisation(3)})
	s.faults(simulator.Fault{Route: "GET *", Page: "lost", Count: 1})
	if got, _ := s.list("limit=100"); len(got) != 0 {
		t.Errorf("got %v", got)
	}
}
