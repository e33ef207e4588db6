package simulator_test

import (
	"testing"
	"time"

	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

func TestTheQuota(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{RequestsPerSecond: 2.5})
	for range 3 { // what a second brings, rounded up
		s.send("GET", "/account", nil).is(200)
	}
	refused := s.send("POST", "/members", person("ada@example.com")).no(429, "rate.limited")
	if got := refused.header.Get("Retry-After"); got != "1" {
		t.Errorf("Retry-After is %q", got)
	}
	if got := len(s.sim.Company().Members); got != 1 {
		t.Error("a limited request had an effect")
	}
	s.clock.pass(399 * time.Millisecond)
	s.send("GET", "/account", nil).no(429, "rate.limited")
	s.clock.pass(time.Millisecond)
	s.send("GET", "/account", nil).is(200)
	s.send("GET", "/account", nil).no(429, "rate.limited")

	s.clock.pass(time.Hour) // the bucket doesn't overflow
	for range 3 {
		s.send("GET", "/account", nil).is(200)
	}
	s.send("GET", "/account", nil).no(429, "rate.limited")
	if got := s.sim.Tally().Total; got != 11 {
		t.Errorf("the journal has %d requests", got)
	}
}

func TestASlowQuotaTellsHowLongToWait(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{RequestsPerSecond: 0.1})
	s.send("GET", "/account", nil).is(200)
	s.clock.pass(500 * time.Millisecond)
	if got := s.send("GET", "/account", nil).is(429).header.Get("Retry-After"); got != "10" {
		t.Errorf("Retry-After is %q", got)
	}
	s.clock.pass(10 * time.Second)
	s.send("GET", "/account", nil).is(200)
}

// Whoever isn't let in uses nothing up, and the simulator's own pages are no requests.
func TestWhatTheQuotaDoesNotCount(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{RequestsPerSecond: 1})
	s.key = "wrong"
	for range 3 {
		s.send("GET", "/account", nil).is(401)
		s.send("GET", "/_simulator/journal", nil).is(200)
	}
	s.key = "demo"
	s.send("GET", "/account", nil).is(200)
	s.send("GET", "/account", nil).is(429)
}
