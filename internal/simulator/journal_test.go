package simulator_test

import (
	"reflect"
	"sync"
	"testing"

	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

func TestTheJournalHasEveryRequestInOrder(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{})
	s.clumsy = true
	ada := s.member("ada@example.com")
	s.send("POST", "/departments", fields{"name": "Sales"}, key("k")).is(201)
	s.send("GET", "/members?limit=1", nil).is(200)
	s.send("DELETE", "/members/"+ada, nil).is(204)
	s.send("GET", "/members/"+ada, nil).is(404)
	s.send("PUT", "/members", nil).is(405)
	s.key = "wrong"
	s.send("GET", "/account", nil).is(401)
	s.key = "demo"
	s.faults(simulator.Fault{Route: "GET /api/v1/account", Status: 418, Body: new("teapot")})
	s.send("GET", "/account", nil).is(418)

	want := []simulator.Request{
		{
			Method: "POST", Route: "POST /api/v1/members", Path: "/api/v1/members", Status: 201,
			Body: `{"departmentIdRefs":[],"email":"ada@example.com","firstName":"Ada","lastName":"Byron","role":"ROLE_USER"}`,
		},
		{Method: "POST", Route: "POST /api/v1/departments", Path: "/api/v1/departments", Status: 201, IdempotencyKey: "k", Body: `{"name":"Sales"}`},
		{Method: "GET", Route: "GET /api/v1/members", Path: "/api/v1/members?limit=1", Status: 200},
		{Method: "DELETE", Route: "DELETE /api/v1/members/{memberId}", Path: "/api/v1/members/" + ada, Status: 204},
		{Method: "GET", Route: "GET /api/v1/members/{memberId}", Path: "/api/v1/members/" + ada, Status: 404},
		{Method: "PUT", Route: "unmatched PUT /api/v1/members", Path: "/api/v1/members", Status: 405},
		{Method: "GET", Route: "GET /api/v1/account", Path: "/api/v1/account", Status: 401},
		{Method: "GET", Route: "GET /api/v1/account", Path: "/api/v1/account", Status: 418},
	}
	for i := range want {
		want[i].UserAgent = "Go-http-client/1.1"
	}
	if got := s.sim.Journal(); !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%+v\nwant\n%+v", got, want)
	}
	type tally struct {
		Total   int
		ByRoute map[string]int
	}
	got := into[tally](s.send("GET", "/_simulator/journal", nil).is(200))
	if got.Total != 8 || got.ByRoute["GET /api/v1/account"] != 2 || got.ByRoute["unmatched PUT /api/v1/members"] != 1 || len(got.ByRoute) != 7 {
		t.Errorf("got %+v", got)
	}
	s.send("DELETE", "/_simulator/journal", nil).is(204)
	if empty := s.send("GET", "/_simulator/journal", nil).is(200); into[tally](empty).Total != 0 || into[tally](empty).ByRoute == nil {
		t.Errorf("got %s", empty.body)
	}
	s.send("GET", "/members", nil).is(200)
	if got := s.sim.Journal(); len(got) != 1 || got[0].Status != 200 {
		t.Errorf("got %+v", got)
	}
}

func TestTheSimulatorsOwnPages(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{})
	for _, request := range [][2]string{{"PUT", "journal"}, {"GET", "nothing"}, {"POST", "company"}, {"GET", ""}} {
		s.send(request[0], "/_simulator/"+request[1], nil).no(404, "route.notFound")
	}
	if got := s.sim.Tally().Total; got != 0 {
		t.Errorf("%d requests in the journal", got)
	}
}

// While requests are under way the journal can be read and reset.
func TestManyAtOnce(t *testing.T) {
	t.Parallel()
	company := simulator.Generate(50)
	sim := newSimulator(t, simulator.Options{Company: &company})
	var all sync.WaitGroup
	for worker := range 8 {
		all.Go(func() {
			for i := range 50 {
				switch (worker + i) % 5 {
				case 0:
					direct(t, sim, "GET", "/members?limit=10", "")
				case 1:
					direct(t, sim, "PATCH", "/members/member-7", `{"lastName":"x"}`)
				case 2:
					direct(t, sim, "POST", "/numbers/%2B33639980003/assign", `{"memberIdRef":"member-9"}`)
				case 3:
					direct(t, sim, "POST", "/numbers/%2B33639980003/unassign", "")
				case 4:
					_ = sim.Company()
					_ = sim.Journal()
					_ = sim.Faults()
					_ = sim.SetFaults(simulator.Fault{Route: "GET *", Status: 500, Probability: 0.5})
				}
			}
		})
	}
	all.Wait()
	if got := sim.Tally().Total; got != 320 {
		t.Errorf("the journal has %d requests, want 320", got)
	}
	sim.ResetJournal()
}
