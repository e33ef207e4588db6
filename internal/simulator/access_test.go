package simulator_test

import (
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

func TestTheKey(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{APIKey: "secret", ReadOnlyKey: "reader"})
	ada := s.member("ada@example.com")
	for _, wrong := range []string{"", "Secret", "secret2", "demo"} {
		s.key = wrong
		s.send("GET", "/members", nil).no(401, "apiKey.invalid")
		s.send("DELETE", "/members/"+ada, nil).no(401, "apiKey.invalid")
	}
	s.key = "reader"
	for _, path := range []string{"/account", "/members", "/members/" + ada, "/departments", "/numbers", "/licenses"} {
		s.send("GET", path, nil).is(200)
	}
	s.send("POST", "/members", person("bob@example.com")).no(403, "apiKey.forbidden")
	s.send("PATCH", "/members/"+ada, fields{"lastName": "x"}).no(403, "apiKey.forbidden")
	s.send("DELETE", "/members/"+ada, nil).no(403, "apiKey.forbidden")
	s.assign(phone(1), fields{"memberIdRef": ada}).no(403, "apiKey.forbidden")
	s.key = "secret"
	if got := s.getMember(ada).LastName; got != "Byron" {
		t.Errorf("the reader changed the name to %s", got)
	}
}

func TestWithoutAKeyOfItsOwnTheSimulatorTakesTheDefault(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{})
	s.key = "demo"
	s.send("GET", "/account", nil).is(200)
	s.key = ""
	s.send("GET", "/account", nil).no(401, "apiKey.invalid")
}

func TestTheAccount(t *testing.T) {
	t.Parallel()
	type account struct {
		Name, Plan          string
		MaxNumbersPerMember int
	}
	s := start(t, simulator.Options{})
	if got, want := into[account](s.send("GET", "/account", nil).is(200)), (account{"Example", "connect", 5}); got != want {
		t.Errorf("got %+v", got)
	}
	company := simulator.DefaultCompany()
	company.Account = simulator.Account{Name: "Big", Plan: "max", MaxNumbersPerMember: 20}
	s = start(t, simulator.Options{Company: &company})
	if got, want := into[account](s.send("GET", "/account", nil).is(200)), (account{"Big", "max", 20}); got != want {
		t.Errorf("got %+v", got)
	}
}

func TestUnknownRoutes(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{})
	s.clumsy = true
	for request, want := range map[string]string{
		"GET /contacts":                "404 route.notFound",
		"GET /":                        "404 route.notFound",
		"GET /members/":                "404 route.notFound",
		"GET /members/a/b":             "404 route.notFound",
		"GET //members":                "404 route.notFound",
		"GET /numbers/a/b/assign":      "404 route.notFound",
		"PUT /members":                 "405 method.notAllowed",
		"DELETE /members":              "405 method.notAllowed",
		"POST /members/a":              "405 method.notAllowed",
		"GET /numbers/%2B336/assign":   "405 method.notAllowed",
		"GET /licenses/a":              "405 method.notAllowed",
		"PATCH /account":               "405 method.notAllowed",
		"GET /members/a/invitation":    "405 method.notAllowed",
		"POST /departments/a%2Fb/more": "404 route.notFound",
	} {
		method, path, _ := strings.Cut(request, " ")
		got := s.send(method, path, nil)
		if answered := http.StatusText(got.status); !strings.HasPrefix(want, "404") && got.status != 405 || strings.HasPrefix(want, "404") && got.status != 404 {
			t.Errorf("%s: %s", request, answered)
		}
		if code := got.code(); !strings.HasSuffix(want, " "+code) {
			t.Errorf("%s: %s, want %s", request, code, want)
		}
	}
	if got := s.sim.Tally().ByRoute["unmatched PUT /api/v1/members"]; got != 1 {
		t.Errorf("the journal has %v", s.sim.Tally().ByRoute)
	}
}

func TestOperationsThatAreNotOffered(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{Without: []string{
		"PATCH /api/v1/members/{memberId}", "POST /api/v1/numbers/{phoneNumber}/unassign", "GET /api/v1/account",
	}})
	ada := s.member("ada@example.com")
	s.send("PATCH", "/members/"+ada, fields{"lastName": "x"}).no(405, "method.notAllowed")
	s.unassign(phone(1), nil).no(404, "route.notFound")
	s.send("GET", "/account", nil).no(404, "route.notFound")
	s.getMember(ada)
	want := simulator.Tally{Total: 5, ByRoute: map[string]int{
		"POST /api/v1/members": 1, "PATCH /api/v1/members/{memberId}": 1,
		"POST /api/v1/numbers/{phoneNumber}/unassign": 1, "GET /api/v1/account": 1, "GET /api/v1/members/{memberId}": 1,
	}}
	if got := s.sim.Tally(); got.Total != want.Total || len(got.ByRoute) != len(want.ByRoute) {
		t.Errorf("the journal has %+v", got)
	}
}

func TestSingleObjectsCanBeMissing(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{NoSingleObjects: true})
	ada, sales := s.member("ada@example.com"), s.department("Sales")
	s.send("GET", "/members/"+ada, nil).no(404, "route.notFound")
	s.send("GET", "/departments/"+sales, nil).no(404, "route.notFound")
	s.send("PATCH", "/members/"+ada, fields{"lastName": "x"}).is(200)
	s.send("DELETE", "/departments/"+sales, nil).is(204)
}

func TestOptionsThatContradictThemselves(t *testing.T) {
	t.Parallel()
	for want, options := range map[string]simulator.Options{
		"read-only key":       {APIKey: "a", ReadOnlyKey: "a"},
		"-1 requests":         {RequestsPerSecond: -1},
		"page limit of -1":    {PageLimit: -1},
		"latency":             {Latency: -1},
		"cool-down":           {ReassignCooldown: -1},
		`"GET /api/v1/nope"`:  {Without: []string{"GET /api/v1/nope"}},
		"neither an owner":    {Company: &simulator.Company{}},
		"GET /api/v1/members": {Without: []string{"members"}}, // it lists what there is
	} {
		if _, err := simulator.New(options); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("want an error with %q, got %v", want, err)
		}
	}
}

func TestBodiesAreReadStrictly(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{})
	s.clumsy = true
	for name, body := range map[string]string{
		"nothing":              "",
		"white space":          " \n",
		"not JSON":             "name=Sales",
		"half an object":       `{"name":"Sales"`,
		"a list":               `[{"name":"Sales"}]`,
		"a text":               `"Sales"`,
		"null":                 `null`,
		"trailing object":      `{"name":"Sales"}{"name":"Support"}`,
		"trailing garbage":     `{"name":"Sales"} x`,
		"trailing brace":       `{"name":"Sales"}}`,
		"a field twice":        `{"name":"Sales","name":"Support"}`,
		"a byte order mark":    "\ufeff" + `{"name":"Sales"}`,
		"broken UTF-8":         "{\"name\":\"S\xff\"}",
		"a comma too many":     `{"name":"Sales",}`,
		"a name without value": `{"name"}`,
		"too long":             `{"name":"` + strings.Repeat("x", 64<<10) + `"}`,
	} {
		if got := s.send("POST", "/departments", body); got.status != 400 || got.code() != "request.invalid" {
			t.Errorf("%s: %d %s", name, got.status, got.body)
		}
	}
	if got := s.send("POST", "/departments", `{"title":"Sales"}`); !strings.Contains(string(got.body), "title") {
		t.Errorf("the unknown field isn't named: %s", got.body)
	}
	s.send("POST", "/departments", `{"name":"Sales"}`, header{"Content-Type", "text/plain"}).no(400, "request.invalid")
	if got := len(s.sim.Company().Departments); got != 0 {
		t.Errorf("%d departments came to be", got)
	}
	s.send("POST", "/departments", ` {"name" : "Sa\u006ces"} `, header{"Content-Type", "application/json; charset=utf-8"}).is(201)
	if got := s.sim.Company().Departments[0].Name; got != "Sales" {
		t.Errorf("the department is called %q", got)
	}
	for i, byHand := range []string{"", "application/x-www-form-urlencoded"} {
		s.send("POST", "/departments", fmt.Sprintf(`{"name":"Support %d"}`, i), header{"Content-Type", byHand}).is(201)
	}
}

func TestErrorsHaveAnEnvelope(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{})
	got := s.send("GET", "/members/nobody", nil).is(404)
	envelope := into[struct {
		Error struct{ Code, Message, SequenceNumber string }
	}](got)
	if e := envelope.Error; e.Code != "member.notFound" || e.Message == "" || e.SequenceNumber == "" {
		t.Errorf("got %s", got.body)
	}
	if kind := got.header.Get("Content-Type"); kind != "application/json" {
		t.Errorf("the content type is %s", kind)
	}
}

func TestLargeBodiesAreCompressedForWhoeverAccepts(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{Company: organisation(100)})
	for accepted, want := range map[string]string{
		"gzip": "gzip", "deflate, gzip;q=0.5": "gzip", "br, GZIPPED": "", "gzip;q=0": "", "identity": "", "": "",
	} {
		got := s.send("GET", "/members?limit=100", nil, header{"Accept-Encoding", accepted}).is(200)
		if coding := got.header.Get("Content-Encoding"); coding != want {
			t.Errorf("who accepts %q gets %q", accepted, coding)
			continue
		}
		body := got.body
		if want == "gzip" {
			reader, err := gzip.NewReader(strings.NewReader(string(body)))
			if err != nil {
				t.Fatal(err)
			}
			if body, err = io.ReadAll(reader); err != nil {
				t.Fatal(err)
			}
			if len(got.body) > len(body)/3 {
				t.Errorf("%d bytes became %d", len(body), len(got.body))
			}
		}
		if !json.Valid(body) {
			t.Errorf("who accepts %q gets no JSON", accepted)
		}
	}
	small := s.send("GET", "/account", nil, header{"Accept-Encoding", "gzip"}).is(200)
	if small.header.Get("Content-Encoding") != "" {
		t.Error("a small body was compressed")
	}
}

func TestLatencyDelaysTheAPIOnly(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{Latency: 100 * time.Millisecond})
	s.clumsy = true
	s.send("GET", "/account", nil).is(200)
	s.send("GET", "/_simulator/journal", nil).is(200)
	s.send("GET", "/nowhere", nil)
	if got, want := s.slept.all(), []time.Duration{100 * time.Millisecond, 100 * time.Millisecond}; !slices.Equal(got, want) {
		t.Errorf("slept %v", got)
	}
}

// Only what the vendor's gateway is known for is there, and what it isn't known to read has no effect.
func TestTheGatewayOnly(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{GatewayOnly: true})
	s.clumsy = true // it's asked for what isn't there
	ada := s.member("ada@example.com")
	for request, code := range map[string]string{
		"GET /account": "route.notFound", "GET /departments": "route.notFound", "POST /departments": "route.notFound",
		"GET /licenses": "route.notFound", "GET /members/" + ada: "route.notFound", "PATCH /members/" + ada: "method.notAllowed",
		"POST /members/" + ada + "/invitation": "route.notFound", "POST /numbers/%2B1/unassign": "route.notFound",
		"DELETE /numbers/%2B1": "method.notAllowed", "GET /numbers/%2B1": "invalid.id",
	} {
		method, path, _ := strings.Cut(request, " ")
		if got := s.send(method, path, nil); got.code() != code {
			t.Errorf("%s: %d %s", request, got.status, got.body)
		}
	}
	if got := into[numberPage](s.send("GET", "/numbers?type=landline&limit=1", nil).is(200)).Numbers[0]; got.Type != "" || got.PhoneNumber != phone(0) {
		t.Errorf("the filter by type is honoured, or the type is told: %+v", got)
	}
	if got := into[struct{ Members []memberRow }](s.send("GET", "/members?email=ada%40example.com", nil).is(200)).Members; len(got) != 2 {
		t.Errorf("the filter by e-mail is honoured: %+v", got)
	}
	s.send("POST", "/members", person("bob@example.com"), key("k")).is(201)
	s.send("POST", "/members", person("bob@example.com"), key("k")).no(409, "email.taken")
	// This is why a client must know what it talks to: the condition isn't read, and money is spent.
	s.assign(phone(0), fields{"memberIdRef": ada, "allowPurchase": false, "ifHolder": "nobody"}).is(200)
	if got := s.sim.Company().LicensesBought; len(got) != 1 {
		t.Errorf("bought %+v", got)
	}
}

// Without a clock and a way to wait of its own the simulator uses the world's.
func TestRealTime(t *testing.T) {
	t.Parallel()
	sim := newSimulator(t, simulator.Options{Latency: time.Millisecond, RequestsPerSecond: 1})
	began := time.Now()
	if w := direct(t, sim, "GET", "/account", ""); w.Code != 200 || time.Since(began) < time.Millisecond {
		t.Errorf("%d after %v", w.Code, time.Since(began))
	}
	if w := direct(t, sim, "GET", "/account", ""); w.Code != 429 {
		t.Errorf("%d", w.Code)
	}
}
