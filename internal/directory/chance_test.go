package directory_test

import (
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	"github.com/onoff-community/terraform-provider-onoff/internal/directory"
	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

// Whatever answers are lost, in whatever way, an object is made once: in this run, and in the next one
// that tries again what failed. What a create says it made is there, and nothing else is.
func TestNoChanceDoublesAnObject(t *testing.T) {
	t.Parallel()
	all := makings()
	rapid.Check(t, func(rt *rapid.T) {
		noun := rapid.SampledFrom([]string{"member", "department", "license"}).Draw(rt, "noun")
		honoured := rapid.Bool().Draw(rt, "keys honoured")
		size := rapid.SampledFrom([]int{3, 150}).Draw(rt, "members")
		var faults []simulator.Fault
		for range rapid.IntRange(0, 5).Draw(rt, "faults") {
			f := simulator.Fault{
				Route: rapid.SampledFrom([]string{"POST *", "GET *", "*"}).Draw(rt, "route"),
				Skip:  rapid.IntRange(0, 4).Draw(rt, "skip"),
				Count: rapid.IntRange(1, 6).Draw(rt, "count"),
			}
			switch rapid.IntRange(0, 4).Draw(rt, "kind") {
			case 0:
				f.Drop = "before"
			case 1:
				f.Drop = "after"
			case 2:
				f.Status, f.When = 500, rapid.SampledFrom([]string{"before", "after"}).Draw(rt, "when")
			case 3:
				f.Delay, f.When = time.Minute, rapid.SampledFrom([]string{"before", "after"}).Draw(rt, "when")
			case 4:
				f.Truncate = new(rapid.IntRange(0, 60).Draw(rt, "bytes"))
			}
			faults = append(faults, f)
		}
		var wrong string
		synctest.Test(t, func(t *testing.T) {
			w := newWorld(t, people(size), func(o *simulator.Options, _ *directory.Options, _ *wire) { o.IgnoreIdempotencyKeys = !honoured })
			w.faults(t, faults...)
			m := all[noun]
			id, err := m.make(t.Context(), w)
			if n := m.count(w.sim.Company()); n > 1 || err == nil && n != 1 {
				wrong = fmt.Sprintf("%d made, error %v", n, err)
				return
			}
			if err == nil {
				return
			}
			w.faults(t)
			again, err2 := m.make(t.Context(), w.again(directory.Options{BulkReads: true}))
			exists, refused := errors.AsType[*directory.Exists](err2)
			n := m.count(w.sim.Company())
			switch {
			case n != 1:
				wrong = fmt.Sprintf("%d made after another try: %v, then %v", n, err, err2)
			case honoured && err2 != nil:
				wrong = fmt.Sprintf("the next run doesn't find its own work: %v, then %v", err, err2)
			case err2 != nil && (!refused || exists.FoundID == ""):
				wrong = fmt.Sprintf("nothing to import: %v, then %v", err, err2)
			case err2 == nil && again == "":
				wrong = "no ID: " + id
			}
		})
		if wrong != "" {
			rt.Fatal(wrong)
		}
	})
}

// Numbers that come and go at once, some of them against the limit, end where they should, or are
// refused; nothing is bought, and nobody loses a number that wasn't to move.
func TestNoChanceLosesANumber(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		var changes []change
		var want []string // the holder of each number that is changed, if its change succeeds
		var phones []string
		for i := 1; i <= rapid.IntRange(1, 8).Draw(rt, "changes"); i++ {
			from, to := holderOf(1+i%3), holderOf(1+rapid.IntRange(0, 3).Draw(rt, "to"))
			switch rapid.IntRange(0, 3).Draw(rt, "kind") {
			case 0:
				phones, want = append(phones, poolPhone(i)), append(want, to.MemberID)
				changes = append(changes, assign(poolPhone(i), to, directory.Holder{}))
			case 1:
				phones, want = append(phones, fullPhone(1+i%3, i/3)), append(want, "")
				changes = append(changes, unassign(fullPhone(1+i%3, i/3), from))
			default:
				if from == to {
					to = holderOf(9)
				}
				phones, want = append(phones, fullPhone(1+i%3, i/3)), append(want, to.MemberID)
				changes = append(changes, assign(fullPhone(1+i%3, i/3), to, from))
			}
		}
		seed := rapid.IntRange(0, 1000).Draw(rt, "seed")
		var wrong string
		synctest.Test(t, func(t *testing.T) {
			w := newWorld(t, withPool(full(4), 10), slow)
			w.faults(t, simulator.Fault{Route: "POST *", Drop: "after", Probability: 0.2, Skip: seed % 3})
			before := map[string]string{}
			for _, n := range w.sim.Company().Numbers {
				before[n.PhoneNumber] = n.MemberIDRef
			}
			errs := apply(t, w, changes...)
			for i, phone := range phones {
				now := w.holderNow(phone)
				_, uncertain := errors.AsType[*directory.Uncertain](errs[i])
				switch {
				case errs[i] == nil && now != want[i]:
					wrong = fmt.Sprintf("%s is with %q, not %q", phone, now, want[i])
				case errs[i] != nil && now != before[phone] && !uncertain && !onoff.Ambiguous(errs[i]):
					wrong = fmt.Sprintf("%s is with %q after %v", phone, now, errs[i])
				}
				delete(before, phone)
			}
			for phone, holder := range before {
				if now := w.holderNow(phone); now != holder {
					wrong = fmt.Sprintf("%s went from %q to %q", phone, holder, now)
				}
			}
			if n := len(w.sim.Company().LicensesBought); n != 0 {
				wrong = fmt.Sprint(n, " licences bought")
			}
		})
		if wrong != "" {
			rt.Fatal(wrong)
		}
	})
}
