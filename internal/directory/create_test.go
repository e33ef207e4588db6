package directory_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/onoff-community/terraform-provider-onoff/internal/directory"
	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

var anna = onoff.MemberCreate{FirstName: "Anna", LastName: "Petit", Email: "Anna.Petit@acme.example", Role: onoff.RoleUser, DepartmentIDs: []string{"d-sales"}}

// making is a kind of object that can be made.
type making struct {
	route string
	key   string
	make  func(context.Context, *world) (id string, err error)
	count func(simulator.Snapshot) int
}

func makings() map[string]making {
	return map[string]making{
		"member": {
			route: "POST /members", key: anna.Email,
			make: func(ctx context.Context, w *world) (string, error) {
				m, err := w.CreateMember(ctx, anna)
				if err != nil {
					return "", err
				}
				return m.ID, nil
			},
			count: func(s simulator.Snapshot) int {
				n := 0
				for _, m := range s.Members {
					if m.Email == anna.Email {
						n++
					}
				}
				return max(n, len(s.Mails)) // a mail too many is as bad as a member too many
			},
		},
		"department": {
			route: "POST /departments", key: "Research",
			make: func(ctx context.Context, w *world) (string, error) {
				f, err := w.CreateDepartment(ctx, "Research")
				if err != nil {
					return "", err
				}
				return f.ID, nil
			},
			count: func(s simulator.Snapshot) int { return len(s.Departments) - 2 },
		},
		"license": {
			route: "POST /licenses", key: "More",
			make: func(ctx context.Context, w *world) (string, error) {
				l, err := w.BuyLicense(ctx, onoff.LicenseBuy{Name: "More", Plan: "connect", BillingPeriod: "monthly", Quantity: 3})
				if err != nil {
					return "", err
				}
				return l.ID, nil
			},
			count: func(s simulator.Snapshot) int { return max(len(s.Licenses)-1, len(s.LicensesBought)) },
		},
	}
}

// Ways to lose an answer, with whether the request takes effect.
func lostAnswers(route string) map[string]simulator.Fault {
	return map[string]simulator.Fault{
		"dropped after":        {Route: route, Count: 1, Drop: "after"},
		"500 after":            {Route: route, Count: 1, Status: 500, When: "after"},
		"503 after":            {Route: route, Count: 1, Status: 503, When: "after"},
		"cut short":            {Route: route, Count: 1, Truncate: new(10)},
		"not JSON":             {Route: route, Count: 1, Body: new("<html>Bad gateway</html>")},
		"timeout":              {Route: route, Count: 1, When: "after", Delay: time.Minute},
		"dropped before":       {Route: route, Count: 1, Drop: "before"},
		"500 before":           {Route: route, Count: 1, Status: 500},
		"timeout before":       {Route: route, Count: 1, Delay: time.Minute},
		"429 before":           {Route: route, Count: 2, Status: 429, RetryAfter: "1"},
		"dropped twice":        {Route: route, Count: 2, Drop: "before"},
		"dropped, not at once": {Route: route, Count: 1, Drop: "after", Delay: time.Second},
	}
}

func TestALostAnswerMakesOneObjectAndFindsIt(t *testing.T) {
	t.Parallel()
	for noun, m := range makings() {
		for how, fault := range lostAnswers(m.route) {
			for keys, setting := range map[string][]setting{"keys honoured": nil, "keys ignored": {noKeys}} {
				t.Run(fmt.Sprint(noun, "/", how, "/", keys), func(t *testing.T) {
					t.Parallel()
					synctest.Test(t, func(t *testing.T) {
						w := newWorld(t, people(30), setting...)
						w.faults(t, fault)
						id, err := m.make(t.Context(), w)
						if err != nil {
							t.Fatal(err)
						}
						total, by := w.requests(t)
						if n := m.count(w.sim.Company()); n != 1 || id == "" {
							t.Errorf("%d made", n)
						}
						// The first page, the request, a look for what became of it; twice at most.
						if total > 6 || by[m.route] > 3 {
							t.Errorf("%d requests: %v", total, by)
						}
					})
				})
			}
		}
	}
}

func TestInAnOrganisationOfManyPagesOnlyARepeatedAnswerProvesWhoMadeIt(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, people(250))
		w.faults(t, simulator.Fault{Route: "POST /members", Count: 1, Drop: "after"})
		if _, err := w.CreateMember(t.Context(), anna); err != nil {
			t.Fatal(err)
		}
		w.costs(t, map[string]int{"GET /members": 2, "POST /members": 2})
		if n := len(w.sim.Company().Mails); n != 1 {
			t.Errorf("%d mails", n)
		}
	})
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, people(250), noKeys)
		w.faults(t, simulator.Fault{Route: "POST /members", Count: 1, Drop: "after"})
		_, err := w.CreateMember(t.Context(), anna)
		uncertain, ok := errors.AsType[*directory.Uncertain](err)
		if !ok {
			t.Fatalf("got %v", err)
		}
		made := w.sim.Company().Members[250]
		if uncertain.FoundID != made.ID || uncertain.Key != anna.Email || uncertain.Noun != "member" || len(w.sim.Company().Mails) != 1 {
			t.Errorf("got %+v", uncertain)
		}
		w.costs(t, map[string]int{"GET /members": 3, "POST /members": 2})
	})
}

func TestWhatSomebodyElseMadeIsNeverTakenOver(t *testing.T) {
	t.Parallel()
	for _, settings := range [][]setting{nil, {noKeys}} {
		synctest.Test(t, func(t *testing.T) {
			w := newWorld(t, people(30), settings...)
			// The request is lost on its way; meanwhile a colleague makes the member by hand.
			other := w.again(directory.Options{BulkReads: true})
			w.faults(t, simulator.Fault{Route: "POST /members", Count: 1, Drop: "before"})
			w.wire.before = nil
			byHand := anna
			byHand.LastName = "Petit-Durand"
			if _, err := other.CreateMember(t.Context(), byHand); err != nil {
				t.Fatal(err)
			}
			w.faults(t, simulator.Fault{Route: "POST /members", Count: 1, Drop: "before"})
			_, err := w.CreateMember(t.Context(), anna)
			if _, ok := errors.AsType[*directory.Uncertain](err); !ok {
				t.Errorf("got %v", err)
			}
			if n := len(w.sim.Company().Mails); n != 1 {
				t.Errorf("%d mails", n)
			}
		})
	}
}

// Looks into several lost answers at a time must not disturb each other.
func TestWhatExistsIsNotTakenOverWhenManyAnswersAreLost(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		company := people(3)
		for i := range 120 {
			company.Departments = append(company.Departments, simulator.Department{ID: fmt.Sprint("d-", i), Name: fmt.Sprint("Team ", i)})
		}
		w := newWorld(t, company, noKeys, slow)
		w.faults(t, simulator.Fault{Route: "POST /departments", Drop: "before", Count: 8})
		atOnce(8, func(i int) {
			time.Sleep(time.Duration(i) * 70 * time.Millisecond)
			_, err := w.CreateDepartment(t.Context(), fmt.Sprint("Team ", 10*i))
			if uncertain, ok := errors.AsType[*directory.Uncertain](err); !ok || uncertain.FoundID != fmt.Sprint("d-", 10*i) {
				t.Errorf("got %v", err)
			}
		})
	})
}

func TestAnAnswerThatStaysLostIsUncertain(t *testing.T) {
	t.Parallel()
	for noun, m := range makings() {
		t.Run(noun, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t, people(30))
				w.faults(t, simulator.Fault{Route: m.route, Drop: "before"})
				_, err := m.make(t.Context(), w)
				uncertain, ok := errors.AsType[*directory.Uncertain](err)
				if !ok || uncertain.FoundID != "" || uncertain.Key != m.key || !onoff.Ambiguous(err) {
					t.Errorf("got %v", err)
				}
				if _, by := w.requests(t); by[m.route] != 3 {
					t.Errorf("requests: %v", by)
				}
				if n := m.count(w.sim.Company()); n != 0 {
					t.Errorf("%d made", n)
				}
			})
		})
	}
}

func TestWhatExistsIsSaidWithItsID(t *testing.T) {
	t.Parallel()
	for noun, m := range makings() {
		t.Run(noun, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t, people(30), noKeys)
				id, err := m.make(t.Context(), w)
				if err != nil {
					t.Fatal(err)
				}
				began := time.Now()
				_, err = m.make(t.Context(), w.again(directory.Options{BulkReads: true}))
				exists, ok := errors.AsType[*directory.Exists](err)
				if !ok || exists.FoundID != id || exists.Key != m.key || exists.Noun != noun {
					t.Errorf("got %v", err)
				}
				if waited := time.Since(began); waited < directory.DefaultPatience || waited > directory.DefaultPatience+time.Second {
					t.Errorf("waited %v", waited)
				}
				if n := m.count(w.sim.Company()); n != 1 {
					t.Errorf("%d made", n)
				}
			})
		})
	}
}

func TestTwoBlocksNeverShareOneObject(t *testing.T) {
	t.Parallel()
	for noun, m := range makings() {
		t.Run(noun, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t, people(30)) // the endpoint answers both with the same object
				errs := make(chan error, 2)
				atOnce(2, func(int) {
					_, err := m.make(t.Context(), w)
					errs <- err
				})
				first, second := <-errs, <-errs
				if first == nil {
					first, second = second, first
				}
				if _, ok := errors.AsType[*directory.Exists](first); !ok || second != nil {
					t.Errorf("got %v and %v", first, second)
				}
				if n := m.count(w.sim.Company()); n != 1 {
					t.Errorf("%d made", n)
				}
			})
		})
	}
}

// A block that is renamed without a moved block is created under its new name and destroyed under its
// old one, in whatever order. An endpoint that answers the create with the old object would lose it.
func TestAnObjectThatACreateWasAnsweredWithIsNotDeleted(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, people(30))
		old, err := w.CreateMember(t.Context(), anna)
		if err != nil {
			t.Fatal(err)
		}
		next := w.again(directory.Options{BulkReads: true})
		renamed, err := next.CreateMember(t.Context(), anna)
		if err != nil || renamed.ID != old.ID {
			t.Fatalf("got %v, %v", renamed, err)
		}
		if err := next.DeleteMember(t.Context(), old.ID); err != nil {
			t.Fatal(err)
		}
		if n := len(w.sim.Company().Members); n != 31 {
			t.Errorf("%d members", n)
		}
		// In the next run it is an object like any other.
		if err := w.again(directory.Options{}).DeleteMember(t.Context(), old.ID); err != nil {
			t.Fatal(err)
		}
		if n := len(w.sim.Company().Members); n != 30 {
			t.Errorf("%d members", n)
		}
	})
}

func TestCreatingManyCostsOneRequestEach(t *testing.T) {
	t.Parallel()
	for _, already := range []int{1, 250} {
		w := newWorld(t, people(already))
		todo := make(chan int, 300)
		for i := range 300 {
			todo <- i
		}
		close(todo)
		atOnce(10, func(int) {
			for i := range todo {
				one := anna
				one.Email = fmt.Sprintf("new.%d@acme.example", i)
				if _, err := w.CreateMember(t.Context(), one); err != nil {
					t.Error(err)
				}
			}
		})
		w.costs(t, map[string]int{"GET /members": 1, "POST /members": 300})
	}
}

func TestACancelledCreateEnds(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, people(30))
		w.faults(t, simulator.Fault{Route: "POST /members", Delay: time.Hour})
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		_, err := w.CreateMember(ctx, anna)
		if !errors.Is(err, context.DeadlineExceeded) && !onoff.Ambiguous(err) {
			t.Errorf("got %v", err)
		}
	})
}
