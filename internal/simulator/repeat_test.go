package simulator_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

func (a answer) replayed() bool { return a.header.Get("Idempotent-Replayed") == "true" }

func TestARepeatedPostGetsTheFirstAnswerAgain(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{})
	block := s.send("POST", "/licenses", purchase("Block", 2), key("a")).is(201)
	ada := s.send("POST", "/members", person("ada@example.com"), key("b")).is(201)
	sales := s.send("POST", "/departments", fields{"name": "Sales"}, key("c")).is(201)
	assigned := s.assign(phone(1), fields{"memberIdRef": ada.id()}, key("d")).is(200)
	s.send("POST", "/members/"+ada.id()+"/invitation", nil, key("e")).is(204)
	s.send("POST", "/members/"+ada.id()+"/password-reset", nil, key("f")).is(204)
	before := s.sim.Company()

	for want, again := range map[string]answer{
		string(block.body):    s.send("POST", "/licenses", purchase("Block", 2), key("a")).is(201),
		string(ada.body):      s.send("POST", "/members", person("ada@example.com"), key("b")).is(201),
		string(sales.body):    s.send("POST", "/departments", fields{"name": "Sales"}, key("c")).is(201),
		string(assigned.body): s.assign(phone(1), fields{"memberIdRef": ada.id()}, key("d")).is(200),
	} {
		if string(again.body) != want || !again.replayed() {
			t.Errorf("got %s %v, want %s", again.body, again.header, want)
		}
	}
	for path, k := range map[string]string{"/invitation": "e", "/password-reset": "f"} {
		if !s.send("POST", "/members/"+ada.id()+path, nil, key(k)).is(204).replayed() {
			t.Errorf("%s was done again", path)
		}
	}
	after := s.sim.Company()
	if len(after.Mails) != len(before.Mails) || len(after.LicensesBought) != 1 || len(after.Members) != 2 || len(after.NumbersAssigned) != 1 {
		t.Errorf("a repetition had an effect: %+v", after.Records)
	}
	if first := s.sim.Journal()[0]; first.Replayed || first.IdempotencyKey != "a" {
		t.Errorf("journal %+v", first)
	}
	if last := s.sim.Journal()[11]; !last.Replayed {
		t.Errorf("journal %+v", last)
	}
}

func TestWithoutAKeyEveryPostIsItsOwn(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{})
	s.member("ada@example.com")
	s.send("POST", "/members", person("ada@example.com"), key("late")).no(409, "email.taken")
}

func TestAKeyIsGoodForOneRequest(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{})
	ada := s.send("POST", "/members", person("ada@example.com"), key("k")).is(201).id()
	s.send("POST", "/members", person("bob@example.com"), key("k")).no(409, "idempotencyKey.reused")
	s.send("POST", "/departments", fields{"name": "Sales"}, key("k")).no(409, "idempotencyKey.reused")
	s.send("POST", "/members/"+ada+"/invitation", nil, key("i")).is(204)
	s.send("POST", "/members/"+ada+"/password-reset", nil, key("i")).no(409, "idempotencyKey.reused")
	s.assign(phone(1), fields{"memberIdRef": ada}, key("n")).is(200)
	s.assign(phone(2), fields{"memberIdRef": ada}, key("n")).no(409, "idempotencyKey.reused")
	// The same number spelt in another way is the same request.
	if !s.send("POST", "/numbers/%2b"+phone(1)[1:]+"/assign", fields{"memberIdRef": ada}, key("n")).is(200).replayed() {
		t.Error("the spelling of the path made it another request")
	}

	s.clumsy = true
	for _, wrong := range []string{"", strings.Repeat("k", 256)} {
		s.send("POST", "/departments", fields{"name": "New"}, key(wrong)).no(400, "request.invalid")
	}
	s.send("POST", "/departments", fields{"name": "New"}, key(strings.Repeat("k", 255))).is(201)
}

func TestRefusalsAreNotRemembered(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{})
	ada := s.member("ada@example.com")
	s.send("POST", "/members", person("ada@example.com"), key("k")).no(409, "email.taken")
	s.send("DELETE", "/members/"+ada, nil).is(204)
	if s.send("POST", "/members", person("ada@example.com"), key("k")).is(201).replayed() {
		t.Error("replayed")
	}
}

func TestAKeyLivesForAnHour(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{})
	ada := s.member("ada@example.com")
	s.send("POST", "/members/"+ada+"/invitation", nil, key("k")).is(204)
	s.clock.pass(time.Hour - time.Nanosecond)
	if !s.send("POST", "/members/"+ada+"/invitation", nil, key("k")).is(204).replayed() {
		t.Error("forgotten too early")
	}
	s.clock.pass(time.Nanosecond)
	if s.send("POST", "/members/"+ada+"/invitation", nil, key("k")).is(204).replayed() {
		t.Error("a replay made the key live longer")
	}
	s.send("POST", "/departments", fields{"name": "A"}, key("d")).is(201)
	s.clock.pass(time.Hour)
	s.send("POST", "/departments", fields{"name": "B"}, key("d")).is(201)
}

// An answer that no longer stands isn't given again: it would report what isn't so.
func TestWhatNoLongerStandsIsDoneAnew(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{})
	for name, test := range map[string]struct{ path, renamed string }{
		"department": {"/departments", `{"name":"Other department"}`},
		"license":    {"/licenses", `{"name":"Other license"}`},
		"member":     {"/members", `{"email":"other@example.com"}`},
	} {
		body := map[string]fields{
			"department": {"name": "Sales"}, "license": purchase("Block", 1), "member": person("ada@example.com"),
		}[name]
		first := s.send("POST", test.path, body, key(name)).is(201)
		s.send("DELETE", test.path+"/"+first.id(), nil).is(204)
		second := s.send("POST", test.path, body, key(name)).is(201)
		if second.replayed() || second.id() == first.id() {
			t.Errorf("%s: the deleted object was given again", name)
		}
		s.send("PATCH", test.path+"/"+second.id(), test.renamed).is(200)
		third := s.send("POST", test.path, body, key(name)).is(201)
		if third.replayed() || third.id() == second.id() {
			t.Errorf("%s: the renamed object was given again", name)
		}
		if fourth := s.send("POST", test.path, body, key(name)).is(201); !fourth.replayed() || fourth.id() != third.id() {
			t.Errorf("%s: the latest answer isn't given again", name)
		}
	}
}

// The answer that was overtaken ends its hour, and the one that overtook it has its own.
func TestAnAnswerThatWasOvertakenTakesNothingAlong(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{})
	create := func() answer { return s.send("POST", "/members", person("ada@example.com"), key("k")).is(201) }
	s.send("DELETE", "/members/"+create().id(), nil).is(204)
	s.clock.pass(30 * time.Minute)
	second := create()
	s.clock.pass(45 * time.Minute)
	if third := create(); !third.replayed() || third.id() != second.id() {
		t.Errorf("got %s, want %s again", third.body, second.body)
	}
}

func TestAnAssignmentThatNoLongerStandsIsDoneAnew(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{})
	ada, bob := s.member("ada@example.com"), s.member("bob@example.com")
	first, second := s.block("First", 2), s.block("Second", 2)
	toAda := fields{"memberIdRef": ada, "licenseIdRef": first}

	s.assign(phone(1), toAda, key("a")).is(200)
	s.assign(phone(1), fields{"memberIdRef": bob}).is(200)
	if s.assign(phone(1), toAda, key("a")).is(200).replayed() {
		t.Error("the number was bob's, and the answer said ada")
	}
	s.assign(phone(1), fields{"memberIdRef": ada, "licenseIdRef": second}).is(200)
	if s.assign(phone(1), toAda, key("a")).is(200).replayed() {
		t.Error("the number has a licence of another block")
	}
	if !s.assign(phone(1), toAda, key("a")).is(200).replayed() {
		t.Error("the number is held as was asked")
	}

	unassign := func() answer {
		return s.send("POST", "/numbers/%2B"+phone(1)[1:]+"/unassign", nil, key("u")).is(200)
	}
	if unassign(); !unassign().replayed() {
		t.Error("the number is in the pool as was asked")
	}
	s.assign(phone(1), toAda).is(200)
	if unassign().replayed() {
		t.Error("the number was ada's, and the answer said nobody's")
	}
	s.send("DELETE", "/numbers/%2B"+phone(1)[1:], nil).is(204)
	s.assign(phone(1), toAda, key("a")).no(404, "number.notFound")
}

func TestMailsAreReplayedWhateverHappened(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{})
	ada := s.member("ada@example.com")
	s.send("POST", "/members/"+ada+"/password-reset", nil, key("k")).is(204)
	s.send("DELETE", "/members/"+ada, nil).is(204)
	if !s.send("POST", "/members/"+ada+"/password-reset", nil, key("k")).is(204).replayed() {
		t.Error("done again")
	}
}

func TestKeysCanBeIgnored(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{IgnoreIdempotencyKeys: true})
	ada := s.send("POST", "/members", person("ada@example.com"), key("k")).is(201).id()
	s.send("POST", "/members", person("ada@example.com"), key("k")).no(409, "email.taken")
	for range 2 {
		s.send("POST", "/members/"+ada+"/invitation", nil, key("k")).is(204)
	}
	if got := len(s.sim.Company().Mails); got != 3 {
		t.Errorf("%d mails", got)
	}
}

// The reply that is lost, and the client that asks again: the very case that keys are for.
func TestALostReplyIsFoundAgain(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{})
	s.faults(simulator.Fault{Route: "POST *", Drop: "after", Count: 1})
	if _, err := s.try("POST", "/members", person("ada@example.com"), key("k")); err == nil {
		t.Fatal("there is an answer")
	}
	again := s.send("POST", "/members", person("ada@example.com"), key("k")).is(201)
	if !again.replayed() || len(s.sim.Company().Mails) != 1 {
		t.Errorf("replayed: %v, mails: %d", again.replayed(), len(s.sim.Company().Mails))
	}
}

func TestRequestsWithOneKeyAtOnce(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{})
	ids := make(chan string, 20)
	var all sync.WaitGroup
	for range cap(ids) {
		all.Go(func() {
			ids <- direct(t, keyed{s.sim}, "POST", "/licenses", `{"name":"Block","plan":"max","billingPeriod":"yearly","quantity":3}`).Body.String()
		})
	}
	all.Wait()
	close(ids)
	first := <-ids
	for other := range ids {
		if other != first {
			t.Errorf("%s and %s", first, other)
		}
	}
	if got := s.sim.Company().LicensesBought; len(got) != 1 {
		t.Errorf("bought %+v", got)
	}
}
