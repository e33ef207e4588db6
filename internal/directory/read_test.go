package directory_test

import (
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"

	"github.com/onoff-community/terraform-provider-onoff/internal/directory"
	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
)

// refresh reads members and their assignments as a plan without changes does: so many at a time, in
// a random order, an assignment some time after its member.
func refresh(t *testing.T, w *world, members []int, parallelism int, seed uint64) {
	t.Helper()
	random := rand.New(rand.NewPCG(seed, 1))
	var mu sync.Mutex
	var jobs []func()
	push := func(job func()) { // at a random place
		jobs = append(jobs, job)
		i := random.IntN(len(jobs))
		jobs[i], jobs[len(jobs)-1] = jobs[len(jobs)-1], jobs[i]
	}
	for _, i := range members {
		push(func() {
			if m, err := w.Member(t.Context(), memberID(i)); err != nil || m.ID != memberID(i) {
				t.Errorf("member %d: %v, %v", i, m, err)
			}
			mu.Lock()
			defer mu.Unlock()
			push(func() { readAssignment(t, w, i) })
		})
	}
	var wg sync.WaitGroup
	left := 2 * len(members)
	for range parallelism {
		wg.Go(func() {
			for {
				mu.Lock()
				if left == 0 {
					mu.Unlock()
					return
				}
				if len(jobs) == 0 { // others are at work on what will bring more
					mu.Unlock()
					if parallelism > 1 {
						return
					}
					continue
				}
				job := jobs[len(jobs)-1]
				jobs = jobs[:len(jobs)-1]
				left--
				mu.Unlock()
				job()
			}
		})
	}
	wg.Wait()
	for _, job := range jobs { // what the last workers brought
		job()
	}
}

func readAssignment(t *testing.T, w *world, i int) {
	t.Helper()
	a, err := w.Assignment(t.Context(), phoneOf(i), holderOf(i))
	if err != nil || a.Holder != holderOf(i) || a.Number.ID != numberID(i) || a.Number.LicenseID != "l-1" || a.Member == nil || a.Member.ID != memberID(i) {
		t.Errorf("assignment %d: %+v, %v", i, a, err)
	}
}

func numberID(i int) string { return fmt.Sprintf("n-%d", i) }

func upTo(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

func pagesOf(n int) int { return (n + 99) / 100 }

// others are the reads that a plan makes once, whatever its size.
func others(t *testing.T, w *world) {
	t.Helper()
	if _, err := w.Account(t.Context()); err != nil {
		t.Error(err)
	}
	if _, err := w.License(t.Context(), "l-1"); err != nil {
		t.Error(err)
	}
	if _, err := w.Department(t.Context(), "d-sales"); err != nil {
		t.Error(err)
	}
	if _, err := w.DepartmentByName(t.Context(), "SUPPORT"); err != nil {
		t.Error(err)
	}
}

func TestPlanWithoutChangesOfAHundredMembersCostsFiveRequests(t *testing.T) {
	t.Parallel()
	for _, parallelism := range []int{1, 10, 100} {
		w := newWorld(t, people(100))
		refresh(t, w, upTo(100), parallelism, 1)
		others(t, w)
		w.costs(t, map[string]int{
			"GET /members": 1, "GET /numbers": 1, "GET /account": 1, "GET /licenses": 1, "GET /departments": 1,
		})
	}
}

func TestPlanWithoutChangesCostsAboutAsManyRequestsAsPages(t *testing.T) {
	t.Parallel()
	for _, n := range []int{101, 200, 350, 1000, 3000} {
		for _, parallelism := range []int{1, 10, 100} {
			t.Run(fmt.Sprintf("%d members, %d at a time", n, parallelism), func(t *testing.T) {
				t.Parallel()
				w := newWorld(t, people(n))
				refresh(t, w, upTo(n), parallelism, uint64(n))
				others(t, w)
				w.costsAtMost(t, 4*pagesOf(n)+5)
			})
		}
	}
}

func TestPlanWithoutSingleObjectsListsTwice(t *testing.T) {
	t.Parallel()
	for _, n := range []int{100, 101, 350, 1000} {
		for _, parallelism := range []int{1, 10, 100} {
			t.Run(fmt.Sprintf("%d members, %d at a time", n, parallelism), func(t *testing.T) {
				t.Parallel()
				w := newWorld(t, people(n), noSingles)
				refresh(t, w, upTo(n), parallelism, uint64(n))
				if _, err := w.Account(t.Context()); err != nil {
					t.Error(err)
				}
				w.costsAtMost(t, 2*pagesOf(n)+5)
			})
		}
	}
}

func TestAFewObjectsOfAHugeOrganisationDontCostTheListing(t *testing.T) {
	t.Parallel()
	first := newWorld(t, people(10_000))
	for seed := range uint64(5) {
		for _, parallelism := range []int{1, 10} {
			w := first.again(directory.Options{BulkReads: true})
			random := rand.New(rand.NewPCG(seed, 2))
			refresh(t, w, []int{random.IntN(10_000), random.IntN(10_000), random.IntN(10_000)}, parallelism, seed)
			others(t, w)
			w.costsAtMost(t, 20)
		}
	}
}

func TestTheBillIsNeverTwiceTheCheaperWay(t *testing.T) {
	t.Parallel()
	const n = 2000
	first := newWorld(t, people(n))
	for k := 1; k <= 60; k += 3 {
		for _, parallelism := range []int{1, 10} {
			w := first.again(directory.Options{BulkReads: true})
			random := rand.New(rand.NewPCG(uint64(k), 3))
			todo := make(chan int, k)
			for _, i := range random.Perm(n)[:k] {
				todo <- i
			}
			close(todo)
			atOnce(parallelism, func(int) {
				for i := range todo {
					if _, err := w.Member(t.Context(), memberID(i)); err != nil {
						t.Error(err)
					}
				}
			})
			w.costsAtMost(t, 2*min(k, pagesOf(n)+1)) // the simulator puts in a page without items
		}
	}
}

func TestOneByOneAsksForEach(t *testing.T) {
	t.Parallel()
	w := newWorld(t, people(300), oneByOne)
	for _, i := range []int{7, 250} {
		if _, err := w.Member(t.Context(), memberID(i)); err != nil {
			t.Error(err)
		}
		readAssignment(t, w, i)
	}
	w.costs(t, map[string]int{"GET /members/{memberId}": 2, "GET /numbers": 2})
}

func TestAbsenceIsAskedForAndNeverReadFromAList(t *testing.T) {
	t.Parallel()
	w := newWorld(t, people(20))
	if _, err := w.Member(t.Context(), "m-gone"); !onoff.NotFound(err) {
		t.Errorf("got %v", err)
	}
	w.costs(t, map[string]int{"GET /members": 1, "GET /members/{memberId}": 1})
	if _, err := w.MemberByEmail(t.Context(), "nobody@acme.example"); !onoff.NotFound(err) {
		t.Errorf("got %v", err)
	}
	w.costs(t, map[string]int{"GET /members": 1})
	if _, err := w.License(t.Context(), "l-gone"); !onoff.NotFound(err) {
		t.Errorf("got %v", err)
	}
	w.costs(t, map[string]int{"GET /licenses": 2})
	for _, id := range []string{"l-gone", "l-gone-too"} { // known by now
		if _, err := w.License(t.Context(), id); !onoff.NotFound(err) {
			t.Errorf("got %v", err)
		}
	}
	w.costs(t, map[string]int{})
}

func TestAbsenceWithoutSingleObjectsTakesTwoLists(t *testing.T) {
	t.Parallel()
	w := newWorld(t, people(20), noSingles)
	atOnce(10, func(i int) {
		if _, err := w.Member(t.Context(), fmt.Sprint("m-gone-", i)); !onoff.NotFound(err) {
			t.Errorf("got %v", err)
		}
	})
	total, by := w.requests(t)
	if by["GET /members"] != 2 {
		t.Errorf("%d requests: %v", total, by)
	}
}
