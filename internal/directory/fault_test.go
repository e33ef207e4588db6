package directory_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	"pgregory.net/rapid"

	"github.com/onoff-community/terraform-provider-onoff/internal/directory"
	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

func smallPages(n int) setting {
	return func(s *simulator.Options, _ *directory.Options, _ *wire) { s.PageLimit = n }
}

// What can go wrong with a page.
var pageFaults = map[string]simulator.Fault{
	"lost":       {Page: "lost"},
	"repeated":   {Page: "repeated"},
	"reordered":  {Page: "reordered"},
	"truncated":  {Page: "truncated"},
	"empty":      {Page: "empty"},
	"cut":        {Truncate: new(40)},
	"500":        {Status: 500},
	"dropped":    {Drop: "before"},
	"rate limit": {Status: 429, RetryAfter: "1"},
}

func TestAFaultyPageLosesNothingAndDoublesNothing(t *testing.T) {
	t.Parallel()
	for name, fault := range pageFaults {
		for _, route := range []string{"GET /members", "GET /numbers"} {
			for skip := range 3 {
				for kind, settings := range map[string][]setting{"": nil, "/one by one": {oneByOne}} {
					t.Run(fmt.Sprintf("%s/%s/page %d%s", name, route, skip+1, kind), func(t *testing.T) {
						t.Parallel()
						synctest.Test(t, func(t *testing.T) {
							w := newWorld(t, people(24), append(settings, smallPages(10))...)
							fault := fault
							fault.Route, fault.Skip, fault.Count = route, skip, 1
							w.faults(t, fault)
							refresh(t, w, upTo(24), 4, uint64(skip))
						})
					})
				}
			}
		}
	}
}

// What isn't an answer at all is an error, and nothing else.
func TestWhatIsNoListIsntAnEmptyOne(t *testing.T) {
	t.Parallel()
	for _, body := range []string{"{}", "[]", `{"error":{}}`, "<html>Busy</html>", "", "null"} {
		for _, settings := range [][]setting{nil, {noSingles}} {
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t, people(24), append(settings, smallPages(10))...)
				w.faults(t, simulator.Fault{Route: "GET /members", Body: &body, Skip: 1}, simulator.Fault{Route: "GET /numbers", Body: &body, Skip: 1})
				for i := range 24 {
					if _, err := w.Member(t.Context(), memberID(i)); onoff.NotFound(err) {
						t.Errorf("member %d: %v", i, err)
					}
					if _, err := w.Assignment(t.Context(), phoneOf(i), holderOf(i)); onoff.NotFound(err) {
						t.Errorf("assignment %d: %v", i, err)
					}
				}
				if _, err := w.Members(t.Context()); err == nil {
					t.Error("there is no list, so it isn't known who is a member")
				}
			})
		}
	}
}

// An endpoint that can't give one object is asked for the list twice before anything counts as gone.
// One bad page is no reason then to drop anything.
func TestAFaultyPageLosesNothingWithoutSingleObjects(t *testing.T) {
	t.Parallel()
	for name, fault := range pageFaults {
		for _, route := range []string{"GET /members", "GET /numbers"} {
			for skip := range 4 {
				t.Run(fmt.Sprintf("%s/%s/page %d", name, route, skip+1), func(t *testing.T) {
					t.Parallel()
					synctest.Test(t, func(t *testing.T) {
						w := newWorld(t, people(24), smallPages(10), noSingles)
						fault := fault
						fault.Route, fault.Skip, fault.Count = route, skip, 1
						w.faults(t, fault)
						refresh(t, w, upTo(24), 4, uint64(skip))
					})
				})
			}
		}
	}
}

// Whatever goes wrong with pages, at random and for good: what exists is found or is an error, and is
// never said to be gone; and what a read shows is what is there.
func TestNoRandomPageFaultLosesAnObject(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		n := rapid.IntRange(1, 40).Draw(rt, "members")
		w := newWorld(t, people(n), smallPages(rapid.IntRange(1, 12).Draw(rt, "page")))
		var faults []simulator.Fault
		for range rapid.IntRange(0, 4).Draw(rt, "faults") {
			faults = append(faults, simulator.Fault{
				Route:       rapid.SampledFrom([]string{"GET /members", "GET /numbers"}).Draw(rt, "route"),
				Page:        rapid.SampledFrom([]string{"lost", "repeated", "reordered", "truncated", "empty"}).Draw(rt, "fault"),
				Skip:        rapid.IntRange(0, 5).Draw(rt, "skip"),
				Count:       rapid.IntRange(0, 3).Draw(rt, "count"),
				Probability: rapid.SampledFrom([]float64{0, 0.3, 0.7}).Draw(rt, "probability"),
			})
		}
		w.faults(t, faults...)
		parallelism := rapid.IntRange(1, 10).Draw(rt, "parallelism")
		order := rapid.Permutation(upTo(n)).Draw(rt, "order")
		todo := make(chan int, n)
		for _, i := range order {
			todo <- i
		}
		close(todo)
		var mu sync.Mutex
		var wrong []string
		atOnce(parallelism, func(int) {
			for i := range todo {
				m, err := w.Member(t.Context(), memberID(i))
				a, err2 := w.Assignment(t.Context(), phoneOf(i), holderOf(i))
				mu.Lock()
				if err != nil || m.ID != memberID(i) {
					wrong = append(wrong, fmt.Sprint("member ", i, ": ", err))
				}
				// Among the numbers listed for one member a fault may hide one too. Then it takes a
				// list with a fault each, and the member's own word, to find out. It may fail, but
				// it mustn't be taken for free.
				if err2 == nil && (a.Holder != holderOf(i) || a.Number.ID != numberID(i)) || onoff.NotFound(err2) && len(faults) == 0 {
					wrong = append(wrong, fmt.Sprint("assignment ", i, ": ", a, err2))
				}
				mu.Unlock()
			}
		})
		if len(wrong) > 0 {
			rt.Fatal(strings.Join(wrong, "\n"))
		}
	})
}
