package directory_test

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/onoff-community/terraform-provider-onoff/internal/directory"
	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

// A list isn't a snapshot: what is deleted while it is read moves the rest up, past the next page.
func TestMembersThatShiftOutOfViewAreFound(t *testing.T) {
	t.Parallel()
	for _, settings := range [][]setting{nil, {noSingles}} {
		w := newWorld(t, people(60), append(settings, smallPages(10))...)
		other := w.again(directory.Options{})
		var pages atomic.Int32
		w.wire.before = func(r *http.Request) {
			if r.Method != http.MethodGet || r.URL.Path != "/api/v1/members" || r.Header.Get("test-other") != "" {
				return
			}
			if n := int(pages.Add(1)); n > 1 && n < 4 { // between pages somebody deletes three members
				for i := range 3 {
					gone := 3*n + i
					if err := other.Unassign(context.Background(), phoneOf(gone), holderOf(gone)); err != nil {
						t.Error(err)
					}
					if err := other.DeleteMember(context.Background(), memberID(gone)); err != nil {
						t.Error(err)
					}
				}
			}
		}
		for i := range 60 {
			m, err := w.Member(t.Context(), memberID(i))
			deleted := i >= 6 && i < 12
			if !deleted && (err != nil || m.ID != memberID(i)) || err != nil && !onoff.NotFound(err) {
				t.Errorf("member %d: %v, %v", i, m, err)
			}
		}
		all, err := w.Members(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		ids := map[string]bool{}
		for _, m := range all {
			if ids[m.ID] {
				t.Errorf("%s is there twice", m.ID)
			}
			ids[m.ID] = true
		}
		if len(ids) < 54 {
			t.Errorf("%d members", len(ids))
		}
	}
}

// The pages under way when a write ends show what was before it.
func TestAListUnderWayNeverUndoesAnOwnWrite(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, people(30), smallPages(10), slow)
		// The second page is answered at once but takes long to arrive.
		w.faults(t, simulator.Fault{Route: "GET /members", Skip: 2, Count: 1, When: "after", Delay: 10 * time.Second})
		listed := make(chan []onoff.Member)
		go func() {
			all, err := w.Members(t.Context())
			if err != nil {
				t.Error(err)
			}
			listed <- all
		}()
		time.Sleep(5 * time.Second)
		name := "Renamed"
		if _, err := w.UpdateMember(t.Context(), memberID(15), onoff.MemberUpdate{FirstName: &name}); err != nil {
			t.Error(err)
		}
		if err := w.Unassign(t.Context(), phoneOf(16), holderOf(16)); err != nil {
			t.Error(err)
		}
		if err := w.DeleteMember(t.Context(), memberID(16)); err != nil {
			t.Error(err)
		}
		if _, err := w.Assign(t.Context(), directory.AssignRequest{Phone: phoneOf(17), Holder: holderOf(18), From: holderOf(17)}); err != nil {
			t.Error(err)
		}
		made, err := w.CreateMember(t.Context(), anna)
		if err != nil {
			t.Fatal(err)
		}
		byID := map[string]onoff.Member{}
		for _, m := range <-listed {
			byID[m.ID] = m
		}
		if len(byID) != 30 || byID[memberID(15)].FirstName != "Renamed" || byID[made.ID].Email != anna.Email {
			t.Errorf("%d members; %+v", len(byID), byID[memberID(15)])
		}
		if _, there := byID[memberID(16)]; there {
			t.Error("a deleted member is back")
		}
		if len(byID[memberID(17)].NumberIDs) != 0 || len(byID[memberID(18)].NumberIDs) != 2 {
			t.Errorf("got %+v and %+v", byID[memberID(17)], byID[memberID(18)])
		}
		if _, err := w.Member(t.Context(), memberID(16)); !onoff.NotFound(err) {
			t.Errorf("got %v", err)
		}
		if m, err := w.MemberByEmail(t.Context(), strings.ToUpper(anna.Email)); err != nil || m.ID != made.ID {
			t.Errorf("got %v, %v", m, err)
		}
	})
}

func TestOwnWritesNeedNoReading(t *testing.T) {
	t.Parallel()
	w := newWorld(t, withPool(people(30), 2))
	m, err := w.CreateMember(t.Context(), anna)
	if err != nil {
		t.Fatal(err)
	}
	f, err := w.CreateDepartment(t.Context(), "Research")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.UpdateMember(t.Context(), m.ID, onoff.MemberUpdate{DepartmentIDs: &[]string{f.ID}}); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Assign(t.Context(), directory.AssignRequest{Phone: poolPhone(0), Holder: directory.Holder{MemberID: m.ID}}); err != nil {
		t.Fatal(err)
	}
	w.requests(t)
	if got, err := w.MemberByEmail(t.Context(), anna.Email); err != nil || !slices.Equal(got.DepartmentIDs, []string{f.ID}) || !slices.Equal(got.NumberIDs, []string{"p-0"}) {
		t.Errorf("got %+v, %v", got, err)
	}
	if got, err := w.DepartmentByName(t.Context(), "research"); err != nil || got.ID != f.ID {
		t.Errorf("got %+v, %v", got, err)
	}
	if got, err := w.Assignment(t.Context(), poolPhone(0), directory.Holder{}); err != nil || got.Holder.MemberID != m.ID {
		t.Errorf("got %+v, %v", got, err)
	}
	w.costs(t, map[string]int{})
}

func TestAFailedListIsTriedAgainAndThenGivenUp(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, people(30))
		w.faults(t, simulator.Fault{Route: "GET /licenses", Status: 503})
		for range 10 {
			if _, err := w.License(t.Context(), "l-1"); err == nil || onoff.NotFound(err) {
				t.Errorf("got %v", err)
			}
		}
		if _, by := w.requests(t); by["GET /licenses"] != 15 { // three times, with four repetitions each
			t.Errorf("requests: %v", by)
		}
	})
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, people(30))
		w.faults(t, simulator.Fault{Route: "GET /licenses", Status: 503, Count: 7})
		var failed int
		for range 10 {
			if _, err := w.License(t.Context(), "l-1"); err != nil {
				failed++
			}
		}
		if failed != 1 {
			t.Errorf("%d reads failed", failed)
		}
	})
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, people(30))
		w.faults(t, simulator.Fault{Route: "GET /members", Status: 503})
		for i := range 30 { // one by one, where the list can't be had
			if m, err := w.Member(t.Context(), memberID(i)); err != nil || m.ID != memberID(i) {
				t.Errorf("got %v, %v", m, err)
			}
		}
		if _, err := w.Members(t.Context()); err == nil {
			t.Error("a list that can't be read isn't empty")
		}
	})
}

func TestAPageThatIsReadForManyDoesntEndWithOne(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, people(30), slow)
		first, cancel := context.WithCancel(t.Context())
		errs := make(chan error, 2)
		go func() {
			_, err := w.Members(first)
			errs <- err
		}()
		synctest.Wait()
		go func() {
			_, err := w.Members(t.Context())
			errs <- err
		}()
		synctest.Wait()
		cancel()
		if err := <-errs; !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
		if err := <-errs; err != nil {
			t.Errorf("got %v", err)
		}
		w.costs(t, map[string]int{"GET /members": 1})
	})
	synctest.Test(t, func(t *testing.T) { // and with the last of them it does
		w := newWorld(t, people(30))
		w.faults(t, simulator.Fault{Route: "GET /members", Delay: time.Hour, Count: 1})
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		began := time.Now()
		if _, err := w.Member(ctx, memberID(1)); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v", err)
		}
		synctest.Wait()
		if _, err := w.Member(t.Context(), memberID(1)); err != nil || time.Since(began) > time.Second {
			t.Errorf("after %v: %v", time.Since(began), err)
		}
	})
}

func TestAnAssignmentIsFoundWhereverItWent(t *testing.T) {
	t.Parallel()
	for name, settings := range map[string][]setting{"": nil, "one by one": {oneByOne}, "no singles": {noSingles}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			company := people(250)
			company.Numbers[7].MemberIDRef = memberID(200)
			company.Numbers[8].MemberIDRef, company.Numbers[8].DepartmentIDRef = "", "d-support"
			company.Numbers[9].MemberIDRef, company.Numbers[9].LicenseIDRef = "", ""
			for _, hint := range []func(int) directory.Holder{
				holderOf,
				func(int) directory.Holder { return directory.Holder{} },
				func(int) directory.Holder { return directory.Holder{DepartmentID: "d-support"} },
				func(int) directory.Holder { return directory.Holder{MemberID: "m-gone"} },
			} {
				w := newWorld(t, company, settings...)
				for i, want := range map[int]directory.Holder{6: holderOf(6), 7: holderOf(200), 8: {DepartmentID: "d-support"}} {
					a, err := w.Assignment(t.Context(), phoneOf(i), hint(i))
					if err != nil || a.Holder != want || (a.Member != nil) != (want.MemberID != "") {
						t.Errorf("number %d with hint %+v: %+v, %v", i, hint(i), a, err)
					}
				}
				if _, err := w.Assignment(t.Context(), phoneOf(9), hint(9)); !onoff.NotFound(err) {
					t.Errorf("got %v", err)
				}
			}
		})
	}
}

// A number changes hands between the list of numbers and that of members.
func TestANumberThatMovesWhileItIsReadIsFound(t *testing.T) {
	t.Parallel()
	for _, to := range []directory.Holder{holderOf(20), {DepartmentID: "d-sales"}, {}} {
		w := newWorld(t, people(30), smallPages(10))
		other := w.again(directory.Options{})
		if _, err := w.Member(t.Context(), memberID(5)); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Numbers(t.Context(), onoff.NumberFilter{Status: onoff.StatusUsed}); err != nil {
			t.Fatal(err)
		}
		if to.IsZero() {
			if err := other.Unassign(t.Context(), phoneOf(5), holderOf(5)); err != nil {
				t.Fatal(err)
			}
		} else if _, err := other.Assign(t.Context(), directory.AssignRequest{Phone: phoneOf(5), Holder: to, From: holderOf(5)}); err != nil {
			t.Fatal(err)
		}
		// What was read of member 5 is out of date; that a read is asked for one with another hint
		// shows it.
		a, err := w.Assignment(t.Context(), phoneOf(5), holderOf(20))
		if to.IsZero() {
			if err == nil && a.Holder != holderOf(5) {
				t.Errorf("got %+v, %v", a, err)
			}
			continue
		}
		if err != nil || a.Holder != to && a.Holder != holderOf(5) {
			t.Errorf("got %+v, %v", a, err)
		}
	}
}

func TestANumberThatNobodyShowsIsntTakenForFree(t *testing.T) {
	t.Parallel()
	w := newWorld(t, people(30))
	hide := w.wire.handler
	w.wire.handler = http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		r.Header.Del("Accept-Encoding")
		hide.ServeHTTP(hiding{rw}, r)
	})
	_, err := w.Assignment(t.Context(), phoneOf(5), holderOf(5))
	if unheld, ok := errors.AsType[*directory.Unheld](err); !ok || onoff.NotFound(err) || unheld.Phone != phoneOf(5) {
		t.Errorf("got %v", err)
	}
}

// hiding takes a number out of what members are said to hold.
type hiding struct{ http.ResponseWriter }

func (h hiding) Write(b []byte) (int, error) {
	out := strings.ReplaceAll(string(b), `"numberIdRefs":["n-5"]`, `"numberIdRefs":[]`)
	h.Header().Del("Content-Length")
	_, err := h.ResponseWriter.Write([]byte(out))
	return len(b), err
}

func TestAKeyThatMayNotReadSingleObjectsReadsTheList(t *testing.T) {
	t.Parallel()
	for _, status := range []int{401, 403, 404, 405} {
		w := newWorld(t, people(30), smallPages(10))
		w.faults(t, simulator.Fault{Route: "GET /members/{memberId}", Status: status})
		refresh(t, w, upTo(30), 3, 1)
	}
}

func TestNumbersByFilterAreReadOnceUntilOneChanges(t *testing.T) {
	t.Parallel()
	w := newWorld(t, withPool(people(30), 5))
	filter := onoff.NumberFilter{Status: onoff.StatusAvailable, CountryCode: "FR"}
	count := func() int {
		n, err := w.Numbers(t.Context(), filter)
		if err != nil {
			t.Error(err)
		}
		return len(n)
	}
	atOnce(5, func(int) {
		if n := count(); n != 5 {
			t.Errorf("%d numbers", n)
		}
	})
	w.costs(t, map[string]int{"GET /numbers": 1})
	if err := w.Unassign(t.Context(), phoneOf(3), holderOf(3)); err != nil {
		t.Error(err)
	}
	if n := count(); n != 6 {
		t.Errorf("%d numbers", n)
	}
}

func TestTheAccountIsReadOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t, people(3))
	atOnce(10, func(int) {
		if a, err := w.Account(t.Context()); err != nil || a.MaxNumbersPerMember != 5 {
			t.Errorf("got %+v, %v", a, err)
		}
	})
	w.costs(t, map[string]int{"GET /account": 1})
	without := newWorld(t, people(3), func(s *simulator.Options, _ *directory.Options, _ *wire) { s.Without = []string{"GET /api/v1/account"} })
	for range 3 {
		if _, err := without.Account(t.Context()); !onoff.NotOffered(err) {
			t.Errorf("got %v", err)
		}
	}
	if total, _ := without.requests(t); total != 1 {
		t.Errorf("%d requests", total)
	}
}
