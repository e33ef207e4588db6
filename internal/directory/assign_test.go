package directory_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/onoff-community/terraform-provider-onoff/internal/directory"
	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

// holderNow is who has a number by the simulator's own record; empty if nobody.
func (w *world) holderNow(phone string) string {
	for _, n := range w.sim.Company().Numbers {
		if n.PhoneNumber == phone {
			return n.MemberIDRef + n.DepartmentIDRef
		}
	}
	return "gone"
}

// numbersOf is how many numbers a member has by the simulator's own record.
func (w *world) numbersOf(id string) (n int) {
	for _, number := range w.sim.Company().Numbers {
		if number.MemberIDRef == id {
			n++
		}
	}
	return n
}

func TestEachWriteToANumberSurvivesALostAnswer(t *testing.T) {
	t.Parallel()
	writes := map[string]struct {
		route string
		do    func(*testing.T, *world) error
		want  func(*world) bool
	}{
		"assign": {
			route: "POST /numbers/{phoneNumber}/assign",
			do: func(t *testing.T, w *world) error {
				a, err := w.Assign(t.Context(), directory.AssignRequest{Phone: poolPhone(0), Holder: holderOf(3)})
				if err == nil && (a.Number.LicenseID != "l-1" || a.Holder != holderOf(3) || a.Member.Email != emailOf(3) || len(a.Member.NumberIDs) != 2) {
					t.Errorf("got %+v", a)
				}
				return err
			},
			want: func(w *world) bool {
				return w.holderNow(poolPhone(0)) == memberID(3) && len(w.sim.Company().NumbersAssigned) == 1
			},
		},
		"pick": {
			route: "POST /numbers/{phoneNumber}/assign",
			do: func(t *testing.T, w *world) error {
				_, err := w.Assign(t.Context(), directory.AssignRequest{Pick: directory.Pick{CountryCode: "FR", Type: "mobile"}, Holder: holderOf(3)})
				return err
			},
			want: func(w *world) bool { return w.numbersOf(memberID(3)) == 2 && len(w.sim.Company().NumbersAssigned) == 1 },
		},
		"move": {
			route: "POST /numbers/{phoneNumber}/assign",
			do: func(t *testing.T, w *world) error {
				_, err := w.Assign(t.Context(), directory.AssignRequest{Phone: phoneOf(1), Holder: directory.Holder{DepartmentID: "d-sales"}, From: holderOf(1), History: "keep"})
				return err
			},
			want: func(w *world) bool {
				return w.holderNow(phoneOf(1)) == "d-sales" && len(w.sim.Company().NumbersMoved) == 1 && len(w.sim.Company().NumbersReleased) == 0
			},
		},
		"unassign": {
			route: "POST /numbers/{phoneNumber}/unassign",
			do:    func(t *testing.T, w *world) error { return w.Unassign(t.Context(), phoneOf(1), holderOf(1)) },
			want: func(w *world) bool {
				return w.holderNow(phoneOf(1)) == "" && len(w.sim.Company().NumbersReleased) == 1
			},
		},
		"delete": {
			route: "DELETE /numbers/{phoneNumber}",
			do:    func(t *testing.T, w *world) error { return w.DeleteNumber(t.Context(), phoneOf(1), holderOf(1)) },
			want: func(w *world) bool {
				return w.holderNow(phoneOf(1)) == "gone" && len(w.sim.Company().NumbersDeleted) == 1
			},
		},
	}
	for name, write := range writes {
		for how, fault := range lostAnswers(write.route) {
			for keys, settings := range map[string][]setting{"keys honoured": nil, "keys ignored": {noKeys}} {
				t.Run(fmt.Sprint(name, "/", how, "/", keys), func(t *testing.T) {
					t.Parallel()
					synctest.Test(t, func(t *testing.T) {
						w := newWorld(t, withPool(people(30), 5), settings...)
						w.faults(t, fault)
						if err := write.do(t, w); err != nil {
							t.Fatal(err)
						}
						if !write.want(w) {
							t.Errorf("the organisation isn't as wished: %+v", w.sim.Company().Records)
						}
						if n := len(w.sim.Company().LicensesBought); n != 0 {
							t.Errorf("%d licences bought", n)
						}
						if total, by := w.requests(t); total > 10 || by[write.route] > 3 {
							t.Errorf("%d requests: %v", total, by)
						}
					})
				})
			}
		}
	}
}

func TestAnAssignmentThatWasThereBeforeIsNotAdopted(t *testing.T) {
	t.Parallel()
	for _, settings := range [][]setting{nil, {noKeys}} {
		synctest.Test(t, func(t *testing.T) {
			w := newWorld(t, people(30), settings...)
			w.faults(t, simulator.Fault{Route: "POST /numbers/{phoneNumber}/assign", Count: 1, Drop: "before"})
			_, err := w.Assign(t.Context(), directory.AssignRequest{Phone: phoneOf(3), Holder: holderOf(3)})
			if uncertain, ok := errors.AsType[*directory.Uncertain](err); !ok || uncertain.FoundID != phoneOf(3) {
				t.Errorf("got %v", err)
			}
			w.requests(t)
			_, err = w.Assign(t.Context(), directory.AssignRequest{Phone: phoneOf(3), Holder: holderOf(3)})
			if exists, ok := errors.AsType[*directory.Exists](err); !ok || exists.FoundID != phoneOf(3) {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestASecondWritersChangeIsNeverOverwritten(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, withPool(people(30), 5))
		other := w.again(directory.Options{BulkReads: true})
		if _, err := other.Assign(t.Context(), directory.AssignRequest{Phone: phoneOf(1), Holder: holderOf(9), From: holderOf(1)}); err != nil {
			t.Fatal(err)
		}
		_, err := w.Assign(t.Context(), directory.AssignRequest{Phone: phoneOf(1), Holder: holderOf(2), From: holderOf(1)})
		stuck, ok := errors.AsType[*directory.Stuck](err)
		if !ok || !onoff.HasCode(err, onoff.CodeNumberHolderChanged) || !strings.Contains(stuck.Who, emailOf(9)) {
			t.Errorf("got %v", err)
		}
		for _, err := range []error{w.Unassign(t.Context(), phoneOf(1), holderOf(1)), w.DeleteNumber(t.Context(), phoneOf(1), holderOf(1))} {
			if !onoff.HasCode(err, onoff.CodeNumberHolderChanged) {
				t.Errorf("got %v", err)
			}
		}
		if at := w.holderNow(phoneOf(1)); at != memberID(9) {
			t.Errorf("it is with %q", at)
		}
	})
}

func TestGivingUpWhatIsGoneIsFine(t *testing.T) {
	t.Parallel()
	w := newWorld(t, withPool(people(30), 5))
	for range 2 {
		if err := w.Unassign(t.Context(), phoneOf(1), directory.Holder{}); err != nil {
			t.Error(err)
		}
	}
	if err := w.DeleteNumber(t.Context(), "+33699999999", holderOf(1)); err != nil {
		t.Error(err)
	}
	if _, err := w.Assignment(t.Context(), phoneOf(1), holderOf(1)); !onoff.NotFound(err) {
		t.Errorf("got %v", err)
	}
}

func TestPicksListThePoolOnceAndNeverFight(t *testing.T) {
	t.Parallel()
	w := newWorld(t, withPool(withLicenses(people(301), 700), 350), func(s *simulator.Options, _ *directory.Options, _ *wire) { s.NoEmptyPages = true })
	var mu sync.Mutex
	got := map[string]bool{}
	atOnce(300, func(i int) {
		a, err := w.Assign(t.Context(), directory.AssignRequest{Pick: directory.Pick{CountryCode: "FR", Type: "mobile"}, Holder: holderOf(i)})
		if err != nil {
			t.Error(err)
			return
		}
		mu.Lock()
		defer mu.Unlock()
		got[a.Number.PhoneNumber] = true
	})
	if len(got) != 300 {
		t.Errorf("%d numbers for 300 picks", len(got))
	}
	_, by := w.requests(t)
	if by["POST /numbers/{phoneNumber}/assign"] != 300 || by["GET /numbers"] > 8 || by["GET /licenses"] != 1 {
		t.Errorf("requests: %v", by)
	}
}

func TestTwoRunsPickFromOnePool(t *testing.T) {
	t.Parallel()
	w := newWorld(t, withPool(withLicenses(people(100), 300), 60))
	runs := []*world{w, w.again(directory.Options{BulkReads: true})}
	atOnce(60, func(i int) {
		if _, err := runs[i%2].Assign(t.Context(), directory.AssignRequest{Pick: directory.Pick{CountryCode: "FR"}, Holder: holderOf(i)}); err != nil {
			t.Error(err)
		}
	})
	if n := len(w.sim.Company().NumbersAssigned); n != 60 {
		t.Errorf("%d assigned", n)
	}
	_, err := w.Assign(t.Context(), directory.AssignRequest{Pick: directory.Pick{CountryCode: "FR"}, Holder: holderOf(80)})
	if empty, ok := errors.AsType[*directory.PoolEmpty](err); !ok || empty.CountryCode != "FR" {
		t.Errorf("got %v", err)
	}
	_, err = w.Assign(t.Context(), directory.AssignRequest{Pick: directory.Pick{CountryCode: "FR", Type: "landline"}, Holder: holderOf(80)})
	if _, ok := errors.AsType[*directory.PoolEmpty](err); !ok {
		t.Errorf("got %v", err)
	}
}

func TestAPickThatFailsGivesItsNumberBack(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, withPool(withLicenses(people(3), 20), 1))
		for i := range 4 {
			_ = i
		}
		w.faults(t, simulator.Fault{Route: "POST /numbers/{phoneNumber}/assign", Count: 1, Status: 403})
		pick := directory.AssignRequest{Pick: directory.Pick{CountryCode: "FR"}, Holder: holderOf(1)}
		if _, err := w.Assign(t.Context(), pick); !onoff.Forbidden(err) {
			t.Errorf("got %v", err)
		}
		if _, err := w.Assign(t.Context(), pick); err != nil {
			t.Error(err)
		}
	})
}

func TestNoLicenseIsBoughtUnlessAllowed(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, withPool(withLicenses(people(30), 33), 20)) // three are free; the service sells more
		var mu sync.Mutex
		refused := 0
		atOnce(10, func(i int) {
			_, err := w.Assign(t.Context(), directory.AssignRequest{Phone: poolPhone(i), Holder: holderOf(i)})
			if none, ok := errors.AsType[*directory.NoLicense](err); ok && onoff.HasCode(err, onoff.CodeLicenseNoneFree) && none.Total == 33 {
				mu.Lock()
				defer mu.Unlock()
				refused++
			} else if err != nil {
				t.Errorf("got %v", err)
			}
		})
		if got := len(w.sim.Company().NumbersAssigned); got != 3 || refused != 7 {
			t.Errorf("%d assigned, %d refused", got, refused)
		}
		_, by := w.requests(t)
		if by["POST /numbers/{phoneNumber}/assign"] != 3 || by["GET /licenses"] > 2 {
			t.Errorf("requests: %v", by)
		}
		if n := len(w.sim.Company().LicensesBought); n != 0 {
			t.Errorf("%d bought", n)
		}
		for _, r := range w.sim.Journal() {
			if strings.Contains(r.Body, `"allowPurchase":true`) {
				t.Errorf("sent %s", r.Body)
			}
		}
		allowed := w.again(directory.Options{BulkReads: true, AllowPurchase: true})
		if _, err := allowed.Assign(t.Context(), directory.AssignRequest{Phone: poolPhone(15), Holder: holderOf(15)}); err != nil {
			t.Error(err)
		}
		if n := len(w.sim.Company().LicensesBought); n != 1 {
			t.Errorf("%d bought", n)
		}
	})
}

// A run that died before its assignment was recorded has used the licence that the next one misses.
func TestAnAssignmentThatWasNotRecordedNeedsNoSecondLicense(t *testing.T) {
	t.Parallel()
	for name, settings := range map[string][]setting{"keys honoured": nil, "keys ignored": {noKeys}} {
		for _, block := range []string{"", "l-1"} {
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t, withPool(withLicenses(people(30), 31), 2), settings...) // one is free
				wanted := directory.AssignRequest{Phone: poolPhone(0), Holder: holderOf(3), LicenseID: block}
				if _, err := w.Assign(t.Context(), wanted); err != nil {
					t.Fatal(err)
				}
				again := w.again(directory.Options{BulkReads: true})
				_, err := again.Assign(t.Context(), wanted)
				if exists, is := errors.AsType[*directory.Exists](err); settings == nil && err != nil || settings != nil && (!is || exists.FoundID != poolPhone(0)) {
					t.Errorf("%s, licence %q: got %v", name, block, err)
				}
				w.requests(t)
				for _, other := range []directory.AssignRequest{
					{Phone: poolPhone(0), Holder: holderOf(4), LicenseID: block},
					{Phone: poolPhone(1), Holder: holderOf(3), LicenseID: block},
				} {
					if _, err := again.Assign(t.Context(), other); !onoff.HasCode(err, onoff.CodeLicenseNoneFree) && !onoff.HasCode(err, onoff.CodeNumberAlreadyAssigned) {
						t.Errorf("%s, licence %q: got %v", name, block, err)
					}
				}
				if _, by := w.requests(t); by["POST /numbers/{phoneNumber}/assign"] > 0 {
					t.Errorf("%s, licence %q: requests: %v", name, block, by)
				}
				if got := w.sim.Company(); len(got.NumbersAssigned) != 1 || len(got.LicensesBought) > 0 {
					t.Errorf("%s, licence %q: assigned %v, bought %v", name, block, got.NumbersAssigned, got.LicensesBought)
				}
			})
		}
	}
}

func TestWithoutALicenseListNothingIsAssigned(t *testing.T) {
	t.Parallel()
	without := func(s *simulator.Options, _ *directory.Options, _ *wire) {
		s.Without = []string{"GET /api/v1/licenses"}
	}
	w := newWorld(t, withPool(people(30), 2), without)
	_, err := w.Assign(t.Context(), directory.AssignRequest{Phone: poolPhone(0), Holder: holderOf(1)})
	if none, ok := errors.AsType[*directory.NoLicense](err); !ok || !none.Unknown || !onoff.NotOffered(err) {
		t.Errorf("got %v", err)
	}
	if _, by := w.requests(t); by["POST /numbers/{phoneNumber}/assign"] != 0 {
		t.Errorf("requests: %v", by)
	}
	// A move keeps its licence.
	if _, err := w.Assign(t.Context(), directory.AssignRequest{Phone: phoneOf(1), Holder: holderOf(2), From: holderOf(1)}); err != nil {
		t.Error(err)
	}
	allowed := newWorld(t, withPool(people(30), 2), without, mayBuy)
	if _, err := allowed.Assign(t.Context(), directory.AssignRequest{Phone: poolPhone(0), Holder: holderOf(1)}); err != nil {
		t.Error(err)
	}
}

func TestAnUnknownLicenseBlockIsSaid(t *testing.T) {
	t.Parallel()
	w := newWorld(t, withPool(people(30), 2))
	_, err := w.Assign(t.Context(), directory.AssignRequest{Phone: poolPhone(0), Holder: holderOf(1), LicenseID: "l-none"})
	if !onoff.HasCode(err, onoff.CodeLicenseIDRefUnknown) {
		t.Errorf("got %v", err)
	}
}

func TestTwoBlocksNeverGetOneNumber(t *testing.T) {
	t.Parallel()
	for _, holders := range [][2]directory.Holder{{holderOf(1), holderOf(1)}, {holderOf(1), holderOf(2)}} {
		synctest.Test(t, func(t *testing.T) {
			w := newWorld(t, withPool(people(30), 2))
			errs := make(chan error, 2)
			atOnce(2, func(i int) {
				_, err := w.Assign(t.Context(), directory.AssignRequest{Phone: poolPhone(0), Holder: holders[i]})
				errs <- err
			})
			first, second := <-errs, <-errs
			if first == nil {
				first, second = second, first
			}
			if _, ok := errors.AsType[*directory.Exists](first); !ok || second != nil {
				t.Errorf("got %v and %v", first, second)
			}
		})
	}
}

func TestAnAssignmentThatACreateWasAnsweredWithIsNotGivenUp(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, withPool(people(30), 2))
		request := directory.AssignRequest{Phone: poolPhone(0), Holder: holderOf(1)}
		if _, err := w.Assign(t.Context(), request); err != nil {
			t.Fatal(err)
		}
		next := w.again(directory.Options{BulkReads: true})
		if _, err := next.Assign(t.Context(), request); err != nil {
			t.Fatal(err)
		}
		if err := next.Unassign(t.Context(), poolPhone(0), holderOf(1)); err != nil {
			t.Fatal(err)
		}
		if at := w.holderNow(poolPhone(0)); at != memberID(1) {
			t.Errorf("it is with %q", at)
		}
	})
}

func TestTheCoolDownIsWaitedOut(t *testing.T) {
	t.Parallel()
	cool := func(s *simulator.Options, _ *directory.Options, _ *wire) { s.ReassignCooldown = 30 * time.Minute }
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, withPool(people(30), 2), cool)
		if _, err := w.Assign(t.Context(), directory.AssignRequest{Phone: poolPhone(0), Holder: holderOf(1)}); err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		w.requests(t)
		if _, err := w.Assign(t.Context(), directory.AssignRequest{Phone: poolPhone(0), Holder: holderOf(2), From: holderOf(1)}); err != nil {
			t.Fatal(err)
		}
		if waited := time.Since(began); waited < 29*time.Minute || waited > 31*time.Minute {
			t.Errorf("waited %v", waited)
		}
		w.costs(t, map[string]int{"POST /numbers/{phoneNumber}/assign": 2})
	})
}

func TestACoolDownBeyondTheTimeoutFailsAtOnce(t *testing.T) {
	t.Parallel()
	cool := func(s *simulator.Options, _ *directory.Options, _ *wire) { s.ReassignCooldown = 30 * time.Minute }
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, withPool(people(30), 2), cool)
		if _, err := w.Assign(t.Context(), directory.AssignRequest{Phone: poolPhone(0), Holder: holderOf(1)}); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := contextWithTimeout(t, 10*time.Minute)
		defer cancel()
		began := time.Now()
		_, err := w.Assign(ctx, directory.AssignRequest{Phone: poolPhone(0), Holder: holderOf(2), From: holderOf(1)})
		if soon, ok := errors.AsType[*directory.TooSoon](err); !ok || soon.Wait < 29*time.Minute || time.Since(began) > time.Minute {
			t.Errorf("after %v: %v", time.Since(began), err)
		}
	})
}

func TestChangingOnlyTheLicense(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		company := people(30)
		company.Licenses = append(company.Licenses, simulator.License{ID: "l-2", Name: "Second", Quantity: 1})
		for how, fault := range lostAnswers("POST /numbers/{phoneNumber}/assign") {
			w := newWorld(t, company)
			w.faults(t, fault)
			a, err := w.Assign(t.Context(), directory.AssignRequest{Phone: phoneOf(1), Holder: holderOf(1), From: holderOf(1), LicenseID: "l-2"})
			if err != nil || a.Number.LicenseID != "l-2" {
				t.Errorf("%s: got %+v, %v", how, a, err)
			}
			licenses, err := w.Licenses(t.Context())
			if err != nil || !slices.ContainsFunc(licenses, func(l onoff.License) bool { return l.ID == "l-2" && l.Assigned == 1 }) {
				t.Errorf("%s: got %+v, %v", how, licenses, err)
			}
		}
	})
}
