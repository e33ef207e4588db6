package simulator_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

func newSimulator(tb testing.TB, options simulator.Options) *simulator.Simulator {
	tb.Helper()
	sim, err := simulator.New(options)
	if err != nil {
		tb.Fatal(err)
	}
	return sim
}

// direct calls the handler without a network in between.
func direct(tb testing.TB, sim http.Handler, method, path, body string) *httptest.ResponseRecorder {
	tb.Helper()
	r := httptest.NewRequest(method, simulator.Prefix+path, strings.NewReader(body))
	r.Header.Set("x-api-key", simulator.DefaultAPIKey)
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	w := httptest.NewRecorder()
	sim.ServeHTTP(w, r)
	return w
}

// Most tests begin with this, so it has to be cheap.
func BenchmarkNewWithTheDefaultCompany(b *testing.B) {
	for b.Loop() {
		newSimulator(b, simulator.Options{})
	}
}

func BenchmarkPageOfTenThousandMembers(b *testing.B) {
	company := simulator.Generate(10_000)
	sim := newSimulator(b, simulator.Options{Company: &company, NoEmptyPages: true})
	last := ""
	for offset := ""; ; {
		body := direct(b, sim, "GET", "/members?limit=100"+offset, "").Body.String()
		_, next, more := strings.Cut(body, `"nextOffset":"`)
		if next, _, _ = strings.Cut(next, `"`); !more || next == "" {
			break
		}
		last, offset = "&offset="+next, "&offset="+next
	}
	for name, path := range map[string]string{
		"first members":    "/members?limit=100",
		"last members":     "/members?limit=100" + last,
		"first numbers":    "/numbers?limit=100&status=used",
		"numbers of one":   "/numbers?limit=100&memberId=member-9999",
		"member by e-mail": "/members?email=member9999%40example.com",
		"one member":       "/members/member-9999",
		"none available":   "/numbers?limit=100&status=available",
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if w := direct(b, sim, "GET", path, ""); w.Code != http.StatusOK {
					b.Fatal(w.Code, w.Body)
				}
			}
			sim.ResetJournal()
		})
	}
}

func BenchmarkCreateAndDelete(b *testing.B) {
	company := simulator.Generate(10_000)
	sim := newSimulator(b, simulator.Options{Company: &company})
	for b.Loop() {
		w := direct(b, sim, "POST", "/members",
			`{"firstName":"A","lastName":"B","email":"new@example.com","role":"ROLE_USER","departmentIdRefs":["department-1"]}`)
		_, id, _ := strings.Cut(w.Body.String(), `"id":"`)
		id, _, _ = strings.Cut(id, `"`)
		if w := direct(b, sim, "DELETE", "/members/"+id, ""); w.Code != http.StatusNoContent {
			b.Fatal(w.Code, w.Body)
		}
	}
}

// keyed gives every request the same idempotency key.
type keyed struct{ next http.Handler }

func (k keyed) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	r.Header.Set("Idempotency-Key", "the-same")
	k.next.ServeHTTP(w, r)
}
