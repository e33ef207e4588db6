package directory_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/onoff-community/terraform-provider-onoff/internal/contract"
	"github.com/onoff-community/terraform-provider-onoff/internal/directory"
	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

// world is an organisation, and a directory of it.
type world struct {
	*directory.Directory
	sim    *simulator.Simulator
	client *onoff.Client
	wire   *wire
}

type setting func(*simulator.Options, *directory.Options, *wire)

// reads is a directory that reads as usual.
func newWorld(t testing.TB, company simulator.Company, settings ...setting) *world {
	t.Helper()
	so := simulator.Options{Company: &company, NoEmptyPages: false, Seed: 1}
	do := directory.Options{BulkReads: true}
	w := &wire{}
	for _, s := range settings {
		s(&so, &do, w)
	}
	sim, err := simulator.New(so)
	if err != nil {
		t.Fatal(err)
	}
	w.handler = sim
	client, err := onoff.New(onoff.Config{
		BaseURL: "http://127.0.0.1", APIKey: simulator.DefaultAPIKey,
		Transport: contract.Transport(w, func(violation string) { t.Error(violation) }),
		Jitter:    func() float64 { return 0.5 },
	})
	if err != nil {
		t.Fatal(err)
	}
	return &world{Directory: directory.New(client, do), sim: sim, client: client, wire: w}
}

// again is another run on the same organisation.
func (w *world) again(o directory.Options) *world {
	return &world{Directory: directory.New(w.client, o), sim: w.sim, client: w.client, wire: w.wire}
}

func oneByOne(_ *simulator.Options, d *directory.Options, _ *wire) { d.BulkReads = false }
func noSingles(s *simulator.Options, _ *directory.Options, _ *wire) {
	s.NoSingleObjects = true
}
func noKeys(s *simulator.Options, _ *directory.Options, _ *wire) { s.IgnoreIdempotencyKeys = true }
func mayBuy(_ *simulator.Options, d *directory.Options, _ *wire) { d.AllowPurchase = true }
func slow(s *simulator.Options, _ *directory.Options, _ *wire)   { s.Latency = 100e6 }

// requests is how many there were since the last time, and of which routes.
func (w *world) requests(t testing.TB) (total int, byRoute map[string]int) {
	t.Helper()
	byRoute = map[string]int{}
	for _, r := range w.sim.Journal() {
		byRoute[strings.Replace(r.Route, simulator.Prefix, "", 1)]++
		total++
	}
	w.sim.ResetJournal()
	return total, byRoute
}

// costs fails the test unless exactly these requests were sent since the last time.
func (w *world) costs(t testing.TB, want map[string]int) {
	t.Helper()
	if _, got := w.requests(t); !maps.Equal(got, want) {
		t.Errorf("requests:\n got %v\nwant %v", got, want)
	}
}

func (w *world) costsAtMost(t testing.TB, most int) {
	t.Helper()
	if total, by := w.requests(t); total > most {
		t.Errorf("%d requests, at most %d are allowed: %v", total, most, by)
	}
}

func (w *world) faults(t testing.TB, faults ...simulator.Fault) {
	t.Helper()
	for i := range faults {
		if method, path, ok := strings.Cut(faults[i].Route, " "); ok && path != "*" {
			faults[i].Route = method + " " + simulator.Prefix + path
		}
	}
	if err := w.sim.SetFaults(faults...); err != nil {
		t.Fatal(err)
	}
}

// wire carries the requests to the simulator within the process, so that time can be simulated too.
type wire struct {
	handler http.Handler
	// before is called with each request before it is carried.
	before func(*http.Request)
}

// RoundTrip has the handler answer. A handler that aborts cuts the connection.
func (w *wire) RoundTrip(req *http.Request) (resp *http.Response, err error) {
	if w.before != nil {
		w.before(req)
	}
	recorder := httptest.NewRecorder()
	defer func() {
		switch cut := recover(); cut {
		case nil:
			return
		case http.ErrAbortHandler:
		default:
			panic(cut)
		}
		if err = req.Context().Err(); err != nil {
			return
		}
		resp, err = recorder.Result(), nil
		if !recorder.Flushed {
			resp, err = nil, errors.New("connection reset by peer")
			return
		}
		resp.Body = io.NopCloser(io.MultiReader(recorder.Body, broken{}))
	}()
	in := req.Clone(req.Context())
	if in.Body == nil {
		in.Body = http.NoBody
	}
	in.RequestURI = req.URL.RequestURI()
	in.Header = http.Header{} // a server reads the names in whatever letter case they come
	for name, values := range req.Header {
		in.Header[http.CanonicalHeaderKey(name)] = values
	}
	w.handler.ServeHTTP(recorder, in)
	if err := req.Context().Err(); err != nil {
		return nil, err
	}
	resp = recorder.Result()
	if resp.Header.Get("Content-Encoding") == "" {
		raw := recorder.Body.Bytes()
		resp.Body = io.NopCloser(bytes.NewReader(raw))
	}
	return resp, nil
}

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

// people is a company of so many members, each with a number.
func people(n int) simulator.Company {
	c := simulator.Company{Account: simulator.Account{Name: "Acme"}}
	c.Departments = []simulator.Department{{ID: "d-sales", Name: "Sales"}, {ID: "d-support", Name: "Support"}}
	c.Licenses = []simulator.License{{ID: "l-1", Name: "Main", Quantity: n + 10}}
	c.Members = append(c.Members, simulator.Member{ID: "m-owner", FirstName: "Olga", LastName: "Owner", Email: "olga@acme.example", Role: "ROLE_OWNER"})
	for i := 1; i < n; i++ {
		c.Members = append(c.Members, simulator.Member{
			ID: memberID(i), FirstName: "Member", LastName: fmt.Sprint(i), Email: emailOf(i),
		})
	}
	for i := range n {
		c.Numbers = append(c.Numbers, simulator.Number{
			ID: fmt.Sprintf("n-%d", i), PhoneNumber: phoneOf(i), CountryCode: "FR", Type: "mobile",
			MemberIDRef: memberID(i), LicenseIDRef: "l-1",
		})
	}
	return c
}

func memberID(i int) string {
	if i == 0 {
		return "m-owner"
	}
	return fmt.Sprintf("m-%05d", i)
}
func emailOf(i int) string { return fmt.Sprintf("member.%d@acme.example", i) }
func phoneOf(i int) string { return fmt.Sprintf("+336400%05d", i) }

func holderOf(i int) directory.Holder { return directory.Holder{MemberID: memberID(i)} }

// withPool adds so many free numbers.
func withPool(c simulator.Company, n int) simulator.Company {
	for i := range n {
		c.Numbers = append(c.Numbers, simulator.Number{
			ID: fmt.Sprintf("p-%d", i), PhoneNumber: poolPhone(i), CountryCode: "FR", Type: "mobile",
		})
	}
	return c
}

func poolPhone(i int) string { return fmt.Sprintf("+337500%05d", i) }

// withLicenses sets how many licences there are.
func withLicenses(c simulator.Company, n int) simulator.Company {
	c.Licenses = slices.Clone(c.Licenses)
	c.Licenses[0].Quantity = n
	return c
}

func atOnce(n int, work func(i int)) {
	done := make(chan struct{})
	for i := range n {
		go func() { defer func() { done <- struct{}{} }(); work(i) }()
	}
	for range n {
		<-done
	}
}

func contextWithTimeout(t testing.TB, d time.Duration) (context.Context, context.CancelFunc) {
	return context.WithTimeout(t.Context(), d)
}
