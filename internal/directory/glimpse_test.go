package directory_test

import (
	"net/http"
	"testing"

	"github.com/onoff-community/terraform-provider-onoff/internal/directory"
	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

// In a small organisation the first page says everything; in a large one it costs no more than that.
func TestAFrugalReadCostsAFirstPage(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		members int
		settles bool
	}{{50, true}, {1000, false}} {
		w := newWorld(t, simulator.Generate(test.members))
		for range 20 {
			_, err := w.MemberByEmail(t.Context(), "nobody@example.com", directory.Frugally())
			if got := onoff.NotFound(err); got != test.settles || err == nil {
				t.Fatalf("%d members: %v", test.members, err)
			}
			_, err = w.Assignment(t.Context(), "+33111111111", directory.Holder{}, directory.Frugally())
			if got := onoff.NotFound(err); got != test.settles || err == nil {
				t.Fatalf("%d numbers: %v", test.members, err)
			}
		}
		first, err := w.MemberByEmail(t.Context(), "member1@example.com", directory.Frugally())
		if err != nil || first.ID != "member-1" {
			t.Errorf("%d members: %v, %v", test.members, first, err)
		}
		w.costs(t, map[string]int{"GET /members": 1, "GET /numbers": 1})
	}
}

// One number of thousands is asked for by itself, be it in use or not.
func TestOneNumberIsAskedForByItself(t *testing.T) {
	t.Parallel()
	w := newWorld(t, simulator.Generate(3000))
	_, err := w.Assignment(t.Context(), "+33111111111", directory.Holder{})
	if !onoff.NotFound(err) {
		t.Fatal(err)
	}
	w.costsAtMost(t, 2)
}

// An endpoint that ignores the filter is found out, and the numbers are listed.
func TestThePhoneFilterMayBeIgnored(t *testing.T) {
	t.Parallel()
	company := simulator.Generate(300)
	last := company.Numbers[len(company.Numbers)-1]
	for _, n := range company.Numbers {
		if n.MemberIDRef != "" {
			last = n
		}
	}
	w := newWorld(t, company)
	w.wire.before = func(r *http.Request) {
		query := r.URL.Query()
		query.Del("phoneNumber")
		r.URL.RawQuery = query.Encode()
	}
	a, err := w.Assignment(t.Context(), last.PhoneNumber, directory.Holder{})
	if err != nil || a.Holder.MemberID != last.MemberIDRef {
		t.Errorf("%+v, %v, want it with %s", a, err, last.MemberIDRef)
	}
	if _, err := w.Assignment(t.Context(), "+33111111111", directory.Holder{}); !onoff.NotFound(err) {
		t.Errorf("a number that nobody has: %v", err)
	}
}

func TestChanged(t *testing.T) {
	t.Parallel()
	w := newWorld(t, simulator.Generate(5))
	if _, err := w.Members(t.Context()); err != nil || w.Changed() {
		t.Fatalf("reading counts as a change: %v", err)
	}
	if _, err := w.CreateDepartment(t.Context(), "Workshop"); err != nil || !w.Changed() {
		t.Errorf("a change doesn't count: %v", err)
	}
}

// A number that left its holder behind the run's back is asked for by itself, too.
func TestANumberThatLeftItsHolderIsAskedForByItself(t *testing.T) {
	t.Parallel()
	company := people(3000)
	company.Numbers[2000].MemberIDRef, company.Numbers[2000].LicenseIDRef = "", ""
	w := newWorld(t, company)
	if _, err := w.Assignment(t.Context(), phoneOf(2000), holderOf(2000)); !onoff.NotFound(err) {
		t.Fatal(err)
	}
	w.costsAtMost(t, 8)
}
