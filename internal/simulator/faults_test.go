package simulator_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

func (s *service) faults(faults ...simulator.Fault) {
	s.t.Helper()
	if err := s.sim.SetFaults(faults...); err != nil {
		s.t.Fatal(err)
	}
}

const createMember = "POST /api/v1/members"

func TestAnErrorBeforeTheEffect(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{})
	s.faults(simulator.Fault{Route: createMember, Status: 503, RetryAfter: "7", Count: 1})
	got := s.send("POST", "/members", person("ada@example.com")).no(503, "internal")
	if got.header.Get("Retry-After") != "7" || got.header.Get(simulator.FaultHeader) == "" {
		t.Errorf("header %v", got.header)
	}
	if n := len(s.sim.Company().Members); n != 1 {
		t.Errorf("there are %d members", n)
	}
	s.member("ada@example.com")
}

func TestAnErrorAfterTheEffectLosesTheReply(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{})
	s.faults(simulator.Fault{Route: createMember, Status: 500, When: "after", Count: 1})
	s.send("POST", "/members", person("ada@example.com")).no(500, "internal")
	if n := len(s.sim.Company().Mails); n != 1 {
		t.Errorf("%d mails were sent", n)
	}
	s.send("POST", "/members", person("ada@example.com")).no(409, "email.taken")
}

func TestADroppedConnection(t *testing.T) {
	t.Parallel()
	for when, members := range map[string]int{"before": 1, "after": 2} {
		s := start(t, simulator.Options{})
		s.faults(simulator.Fault{Route: createMember, Drop: when, Count: 1})
		got, err := s.try("POST", "/members", person("ada@example.com"))
		if err == nil {
			t.Errorf("%s: there is an answer: %d %s", when, got.status, got.body)
		}
		if n := len(s.sim.Company().Members); n != members {
			t.Errorf("%s: there are %d members", when, n)
		}
		journal := s.sim.Journal()
		if len(journal) != 1 || journal[0].Route != createMember || journal[0].Status != 0 {
			t.Errorf("%s: journal %+v", when, journal)
		}
	}
}

func TestATruncatedBody(t *testing.T) {
	t.Parallel()
	for _, size := range []int{0, 1, 20, 1 << 20} {
		s := start(t, simulator.Options{})
		s.faults(simulator.Fault{Route: createMember, Truncate: new(size), Count: 1})
		got, err := s.try("POST", "/members", person("ada@example.com"))
		if !errors.Is(err, io.ErrUnexpectedEOF) || got.status != 201 {
			t.Errorf("%d bytes: %d %v", size, got.status, err)
		}
		if len(got.body) > size || json.Valid(got.body) {
			t.Errorf("%d bytes: got %q", size, got.body)
		}
		if n := len(s.sim.Company().Members); n != 2 {
			t.Errorf("%d bytes: there are %d members", size, n)
		}
	}
}

func TestAnAnswerWithoutABodyIsTruncatedAltogether(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{})
	ada := s.member("ada@example.com")
	s.faults(simulator.Fault{Route: "DELETE *", Truncate: new(0)})
	if got, err := s.try("DELETE", "/members/"+ada, nil); err == nil {
		t.Errorf("there is an answer: %d", got.status)
	}
}

func TestABodyThatIsNotJSON(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{})
	s.faults(simulator.Fault{Route: "GET /api/v1/members", Body: new("<html>maintenance</html>"), Count: 1},
		simulator.Fault{Route: "GET /api/v1/members", Status: 502, Body: new("bad gateway"), Count: 1})
	got := s.send("GET", "/members", nil).is(200)
	if string(got.body) != "<html>maintenance</html>" || !strings.HasPrefix(got.header.Get("Content-Type"), "text/html") {
		t.Errorf("got %q as %s", got.body, got.header.Get("Content-Type"))
	}
	got = s.send("GET", "/members", nil).is(502)
	if string(got.body) != "bad gateway" {
		t.Errorf("got %q", got.body)
	}
	s.send("GET", "/members", nil).is(200)
}

func TestDelays(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{})
	s.faults(simulator.Fault{Route: "GET *", Delay: time.Minute, Count: 1},
		simulator.Fault{Route: "GET *", Delay: time.Hour, When: "after", Count: 1},
		simulator.Fault{Route: "GET *", Delay: time.Second, Status: 500, Count: 1})
	s.send("GET", "/account", nil).is(200)
	s.send("GET", "/account", nil).is(200)
	s.send("GET", "/account", nil).is(500)
	if got, want := s.slept.all(), []time.Duration{time.Minute, time.Hour, time.Second}; !slices.Equal(got, want) {
		t.Errorf("slept %v, want %v", got, want)
	}
}

// A client that gives up while the service is still busy: whether anything was done depends on when
// the delay strikes.
func TestAClientThatGivesUpWaiting(t *testing.T) {
	t.Parallel()
	for when, members := range map[string]int{"before": 1, "after": 2} {
		t.Run(when, func(t *testing.T) {
			t.Parallel()
			ctx, giveUp := context.WithCancel(t.Context())
			defer giveUp()
			finished := make(chan struct{})
			sim := newSimulator(t, simulator.Options{Sleep: func(request context.Context, _ time.Duration) {
				giveUp()
				<-request.Done()
			}})
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				defer close(finished)
				sim.ServeHTTP(w, r)
			}))
			defer server.Close()
			s := &service{t: t, sim: sim, url: server.URL, key: simulator.DefaultAPIKey}
			s.faults(simulator.Fault{Route: createMember, Delay: time.Hour, When: when})
			response, err := server.Client().Do(s.request("POST", "/members", person("ada@example.com")).WithContext(ctx))
			if err == nil {
				response.Body.Close()
			}
			if !errors.Is(err, context.Canceled) {
				t.Errorf("got %v", err)
			}
			<-finished
			if n := len(sim.Company().Members); n != members {
				t.Errorf("there are %d members, want %d", n, members)
			}
		})
	}
}

// A request that didn't arrive as a whole has no effect, even if what came would make sense.
func TestAClientThatGoesAwayWhileSending(t *testing.T) {
	t.Parallel()
	finished := make(chan struct{})
	sim := newSimulator(t, simulator.Options{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer close(finished)
		sim.ServeHTTP(w, r)
	}))
	defer server.Close()
	connection, err := new(net.Dialer).DialContext(t.Context(), "tcp", server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	_, err = io.WriteString(connection, "POST /api/v1/departments HTTP/1.1\r\nHost: x\r\nx-api-key: demo\r\n"+
		"Content-Type: application/json\r\nContent-Length: 100\r\n\r\n"+`{"name":"Sales"}`)
	if err != nil {
		t.Fatal(err)
	}
	connection.Close()
	<-finished
	if n := len(sim.Company().Departments); n != 0 {
		t.Errorf("there are %d departments", n)
	}
	if got := sim.Tally().Total; got != 1 {
		t.Errorf("%d requests in the journal", got)
	}
}

func TestWhichRequestsAFaultStrikes(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{})
	s.clumsy = true
	ada := s.member("ada@example.com")
	statuses := func(fault simulator.Fault, requests ...string) (got []int) {
		s.faults(fault)
		for _, request := range requests {
			method, path, _ := strings.Cut(request, " ")
			got = append(got, s.send(method, path, nil).status)
		}
		return got
	}
	all := []string{"GET /members", "GET /members/" + ada, "GET /account", "POST /members/" + ada + "/invitation", "GET /nowhere"}
	for route, want := range map[string][]int{
		"GET /api/v1/members":            {500, 200, 200, 204, 404},
		"GET /api/v1/members/{memberId}": {200, 500, 200, 204, 404},
		"POST *":                         {200, 200, 200, 500, 404},
		"GET *":                          {500, 500, 500, 204, 500},
		"*":                              {500, 500, 500, 500, 500},
	} {
		if got := statuses(simulator.Fault{Route: route, Status: 500}, all...); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", route, got, want)
		}
	}
	same := slices.Repeat([]string{"GET /account"}, 6)
	for name, test := range map[string]struct {
		fault simulator.Fault
		want  []int
	}{
		"skip and count": {simulator.Fault{Route: "*", Status: 500, Skip: 2, Count: 3}, []int{200, 200, 500, 500, 500, 200}},
		"count":          {simulator.Fault{Route: "*", Status: 500, Count: 1}, []int{500, 200, 200, 200, 200, 200}},
		"certain":        {simulator.Fault{Route: "*", Status: 500, Probability: 1}, []int{500, 500, 500, 500, 500, 500}},
	} {
		if got := statuses(test.fault, same...); !slices.Equal(got, test.want) {
			t.Errorf("%s: %v, want %v", name, got, test.want)
		}
	}
}

func TestProbabilityIsSeeded(t *testing.T) {
	t.Parallel()
	run := func(seed uint64) (struck []bool, times int) {
		sim := newSimulator(t, simulator.Options{Seed: seed})
		if err := sim.SetFaults(simulator.Fault{Route: "*", Status: 500, Probability: 0.3}); err != nil {
			t.Fatal(err)
		}
		for range 200 {
			hit := direct(t, sim, "GET", "/account", "").Code == 500
			struck = append(struck, hit)
			if hit {
				times++
			}
		}
		return struck, times
	}
	first, times := run(1)
	again, _ := run(1)
	other, _ := run(2)
	if !slices.Equal(first, again) {
		t.Error("the same seed strikes otherwise")
	}
	if slices.Equal(first, other) {
		t.Error("another seed strikes alike")
	}
	if times < 30 || times > 90 {
		t.Errorf("struck %d times of 200", times)
	}
}
