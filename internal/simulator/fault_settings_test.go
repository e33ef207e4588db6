package simulator_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

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
	if err != nil || !bytes.Equal(again, data) || got.Delay != want.Delay {
		t.Errorf("%s became %s (%v)", data, again, err)
	}
}
