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
			_, err := server.Client().Do(s.request("POST", "/members", person("ada@example.com")).WithContext(ctx))
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

func TestPageFaults(t *testing.T) {
	t.Parallel()
	for fault, want := range map[string][]string{
		"lost":      slices.Concat(memberIDs(1, 4), memberIDs(9, 10)),
		"repeated":  slices.Concat(memberIDs(1, 8), memberIDs(5, 10)),
		"reordered": {"member-1", "member-2", "member-3", "member-4", "member-8", "member-7", "member-6", "member-5", "member-9", "member-10"},
		"truncated": slices.Concat(memberIDs(1, 6), memberIDs(9, 10)),
		"empty":     memberIDs(1, 4),
	} {
		s := start(t, simulator.Options{Company: organisation(10), NoEmptyPages: true})
		s.faults(simulator.Fault{Route: "GET /api/v1/members", Page: fault, Skip: 1, Count: 1})
		got, pages := s.list("limit=4")
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", fault, got, want)
		}
		cursors := map[string]bool{}
		for _, p := range pages[:len(pages)-1] {
			if cursors[p.next] {
				t.Errorf("%s: the cursor %s comes twice", fault, p.next)
			}
			cursors[p.next] = true
		}
		if fired := s.sim.Faults()[0].Fired; fired != 1 {
			t.Errorf("%s: fired %d times", fault, fired)
		}
	}
}

// The page without items doesn't swallow the fault that was meant for the page in its place.
func TestAPageFaultInPlaceOfTheEmptyPage(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{Company: organisation(10)})
	s.faults(simulator.Fault{Route: "*", Page: "lost", Skip: 1, Count: 1})
	s.send("GET", "/account", nil).is(200) // no page: the fault doesn't count it
	if got, _ := s.list("limit=4"); !slices.Equal(got, slices.Concat(memberIDs(1, 4), memberIDs(9, 10))) {
		t.Errorf("got %v", got)
	}
}

func TestALostFirstPage(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{Company: organisation(3)})
	s.faults(simulator.Fault{Route: "GET *", Page: "lost", Count: 1})
	if got, _ := s.list("limit=100"); len(got) != 0 {
		t.Errorf("got %v", got)
	}
}

func TestFaultsThatMakeNoSense(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{})
	s.faults(simulator.Fault{Route: "GET *", Status: 500})
	for want, fault := range map[string]simulator.Fault{
		`no route "GET /members"`:  {Route: "GET /members", Status: 500},
		`no route ""`:              {Status: 500},
		`no route "FETCH *"`:       {Route: "FETCH *", Status: 500},
		"nothing goes wrong":       {Route: "*", When: "after"},
		`when "later"`:             {Route: "*", Status: 500, When: "later"},
		`drop "now"`:               {Route: "*", Drop: "now"},
		`page "torn"`:              {Route: "*", Page: "torn"},
		"route that lists":         {Route: createMember, Page: "lost"},
		"can't be had with status": {Route: "*", Page: "lost", Status: 500},
		"probability 2":            {Route: "*", Status: 500, Probability: 2},
		"skip and count":           {Route: "*", Status: 500, Count: -1},
		"the delay":                {Route: "*", Delay: -1},
		"status 99":                {Route: "*", Status: 99},
		"truncate":                 {Route: "*", Truncate: new(-1)},
		"retryAfter needs":         {Route: "*", Drop: "before", RetryAfter: "1"},
	} {
		if err := s.sim.SetFaults(fault); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("want an error with %q, got %v", want, err)
		}
	}
	if got := s.sim.Faults(); len(got) != 1 || got[0].Fault.Route != "GET *" {
		t.Errorf("a refused fault changed those in force: %+v", got)
	}
}

func TestFaultsOverHTTP(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{})
	s.key = "" // the simulator's own pages need no key
	s.send("POST", "/_simulator/faults", `{"route":"GET /api/v1/account","status":500,"count":1,"delay":"150ms"}`).is(200)
	got := s.send("POST", "/_simulator/faults", `[{"route":"*","drop":"after","probability":0.5},{"route":"GET *","page":"lost","truncate":0,"skip":3}]`).is(200)
	type state struct {
		Fault map[string]any
		Fired int
	}
	if states := into[[]state](got); len(states) != 3 || states[0].Fault["delay"] != "150ms" || states[2].Fault["truncate"] != 0.0 {
		t.Errorf("got %s", got.body)
	}
	s.key = "demo"
	s.send("GET", "/account", nil).is(500)
	if states := into[[]state](s.send("GET", "/_simulator/faults", nil).is(200)); states[0].Fired != 1 || states[1].Fired != 0 {
		t.Errorf("got %+v", states)
	}
	s.send("DELETE", "/_simulator/faults", nil).is(204)
	if states := into[[]state](s.send("GET", "/_simulator/faults", nil).is(200)); states == nil || len(states) != 0 {
		t.Errorf("got %+v", states)
	}
	for _, wrong := range []string{
		``, `x`, `{}`, `[{}]`, `{"route":"*"}`, `{"route":"*","status":"500"}`, `{"route":"*","status":500}{}`,
		`{"route":"*","status":500,"delay":"soon"}`, `{"route":"*","status":500,"chance":1}`, `[{"route":"*","status":500},{"route":"x"}]`,
	} {
		s.send("POST", "/_simulator/faults", wrong).no(400, "fault.invalid")
	}
	if n := len(s.sim.Faults()); n != 0 {
		t.Errorf("%d faults are in force", n)
	}
}

// A status without a body gets the envelope and the code that the service would use.
func TestTheCodesOfFaults(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{})
	for status, code := range map[int]string{
		400: "request.invalid", 401: "apiKey.invalid", 403: "apiKey.forbidden", 404: "route.notFound",
		405: "method.notAllowed", 429: "rate.limited", 500: "internal", 503: "internal", 200: "",
	} {
		s.faults(simulator.Fault{Route: "*", Status: status})
		s.send("GET", "/members", nil).no(status, code)
	}
}

func TestAFaultKeepsItsMeaningAsJSON(t *testing.T) {
	t.Parallel()
	want := simulator.Fault{
		Route: "GET *", Skip: 1, Count: 2, Probability: 0.5, When: "after", Delay: 90 * time.Second, Drop: "after",
		Status: 500, RetryAfter: "3", Body: new("x"), Truncate: new(4), Page: "lost",
	}
	data, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	var got simulator.Fault
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	again, err := json.Marshal(got)
	if err != nil || string(again) != string(data) || got.Delay != want.Delay {
		t.Errorf("%s became %s (%v)", data, again, err)
	}
}
