package directory_test

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/onoff-community/terraform-provider-onoff/internal/directory"
	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

func noEmptyPages(s *simulator.Options, _ *directory.Options, _ *wire) { s.NoEmptyPages = true }

// Whoever wants a few of many pays for a few pages, whoever wants all pays for the list once, and who
// comes second for nothing.
func TestMembersComeAsTheirPagesDo(t *testing.T) {
	t.Parallel()
	w := newWorld(t, people(35), smallPages(10), noEmptyPages)
	taken := 0
	for m, err := range w.EachMember(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if m.ID != memberID(taken) {
			t.Errorf("member %d is %s", taken, m.ID)
		}
		if taken++; taken == 12 {
			break
		}
	}
	w.costs(t, map[string]int{"GET /members": 2})
	for range 2 {
		var ids []string
		for m, err := range w.EachMember(t.Context()) {
			if err != nil {
				t.Fatal(err)
			}
			ids = append(ids, m.ID)
		}
		if len(ids) != 35 || len(slices.Compact(slices.Sorted(slices.Values(ids)))) != 35 {
			t.Errorf("%d members: %v", len(ids), ids)
		}
	}
	w.costs(t, map[string]int{"GET /members": 2})
}

// Half a list isn't taken for a list.
func TestAPageThatCantBeReadEndsTheMembersWithAnError(t *testing.T) {
	t.Parallel()
	w := newWorld(t, people(35), smallPages(10), noEmptyPages)
	w.faults(t, simulator.Fault{Route: "GET /members", Skip: 2, Status: http.StatusBadRequest})
	count := 0
	var last error
	for _, err := range w.EachMember(t.Context()) {
		count++
		last = err
	}
	if api, is := errors.AsType[*onoff.Error](last); !is || api.StatusCode != http.StatusBadRequest || count != 21 {
		t.Errorf("after %d members: %v", count-1, last)
	}
}

func TestNobodyWaitsForPagesOfACallThatIsOver(t *testing.T) {
	t.Parallel()
	w := newWorld(t, people(35), smallPages(10), noEmptyPages)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var last error
	for _, err := range w.EachMember(ctx) {
		cancel()
		last = err
	}
	if !errors.Is(last, context.Canceled) {
		t.Errorf("it ended with %v", last)
	}
}

// Assignments cost the pages of numbers, departments and members, whatever their number.
func TestAssignmentsComeWithTheirHolders(t *testing.T) {
	t.Parallel()
	company := people(35)
	company.Numbers[7].MemberIDRef, company.Numbers[7].DepartmentIDRef = "", "d-support"
	w := newWorld(t, company, smallPages(10), noEmptyPages)
	count := 0
	for a, err := range w.EachAssignment(t.Context(), onoff.NumberFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		want := holderOf(count)
		if count == 7 {
			want = directory.Holder{DepartmentID: "d-support"}
		}
		if a.Holder != want || (a.Member != nil) != (count != 7) || a.Number.PhoneNumber != phoneOf(count) {
			t.Errorf("%d: %+v", count, a)
		}
		count++
	}
	if count != 35 {
		t.Errorf("%d assignments", count)
	}
	w.costs(t, map[string]int{"GET /numbers": 4, "GET /members": 4, "GET /departments": 1})

	// One holder's numbers cost the holder and the number, also from an endpoint that knows no filter.
	w = w.again(directory.Options{BulkReads: true})
	for a, err := range w.EachAssignment(t.Context(), onoff.NumberFilter{DepartmentID: "d-support"}) {
		if err != nil || a.Number.PhoneNumber != phoneOf(7) || a.Holder.DepartmentID != "d-support" {
			t.Errorf("%+v, %v", a, err)
		}
		count++
	}
	if count != 36 {
		t.Errorf("%d assignments of the department", count-35)
	}
	w.costs(t, map[string]int{"GET /numbers": 1, "GET /departments": 1})
}

// A number of something that the API doesn't show is said, and the others are there.
func TestANumberThatNobodyShowsIsSaidAndTheOthersCome(t *testing.T) {
	t.Parallel()
	company := people(5)
	w := newWorld(t, company)
	var hidden []string
	count := 0
	answer := `{"members":[]}`
	w.faults(t, simulator.Fault{Route: "GET /members", Status: http.StatusOK, Body: &answer})
	for a, err := range w.EachAssignment(t.Context(), onoff.NumberFilter{}) {
		unheld, is := errors.AsType[*directory.Unheld](err)
		if !is {
			t.Fatalf("%+v, %v", a, err)
		}
		hidden = append(hidden, unheld.Phone)
		count++
	}
	if count != 5 || hidden[0] != phoneOf(0) {
		t.Errorf("%d: %v", count, hidden)
	}
}

// However long the list and its pages are, and wherever somebody stopped before: everybody comes
// once, in order, and no page is read twice or before it is needed.
func TestStreamsAreWholeAndFrugal(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		n, size := rapid.IntRange(1, 60).Draw(rt, "members"), rapid.IntRange(1, 20).Draw(rt, "page")
		settings := []setting{smallPages(size)}
		whole := rapid.Bool().Draw(rt, "no empty pages")
		if whole {
			settings = append(settings, noEmptyPages)
		}
		w := newWorld(t, people(n), settings...)
		stops := rapid.SliceOfN(rapid.IntRange(1, n), 0, 3).Draw(rt, "stops")
		furthest := 0
		for _, stop := range append(stops, n+1) {
			i := 0
			for m, err := range w.EachMember(t.Context()) {
				if err != nil {
					rt.Fatal(err)
				}
				if m.ID != memberID(i) {
					rt.Fatalf("%s comes as number %d", m.ID, i)
				}
				if i++; i == stop {
					break
				}
			}
			furthest = max(furthest, min(stop, n))
			pages := (furthest + size - 1) / size
			if sent := len(w.sim.Journal()); whole && sent > pages {
				rt.Fatalf("%d requests for %d members on pages of %d", sent, furthest, size)
			}
			if stop > n && i != n {
				rt.Fatalf("%d members of %d", i, n)
			}
		}
	})
}
