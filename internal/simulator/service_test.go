package simulator_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/onoff-community/terraform-provider-onoff/internal/contract"
	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

// service is a simulator on a port of its own, with every exchange held against the contract.
type service struct {
	t     *testing.T
	sim   *simulator.Simulator
	url   string
	clock *clock
	slept *naps
	key   string

	// clumsy lets wrong requests pass, so that the answer to them can be seen.
	clumsy bool
}

// start serves an organisation; options without a clock get one that stands still.
func start(t *testing.T, options simulator.Options) *service {
	t.Helper()
	s := &service{t: t, clock: newClock(), slept: &naps{}, key: simulator.DefaultAPIKey}
	if options.Now == nil {
		options.Now = s.clock.Now
	}
	if options.Sleep == nil {
		options.Sleep = s.slept.sleep
	}
	if options.APIKey != "" {
		s.key = options.APIKey
	}
	sim, err := simulator.New(options)
	if err != nil {
		t.Fatal(err)
	}
	s.sim = sim
	var known []contract.Option
	if options.GatewayOnly {
		known = append(known, contract.LiveGateway())
	}
	server := httptest.NewServer(contract.Validator(s.violation, known...)(sim))
	t.Cleanup(server.Close)
	s.url = server.URL
	return s
}

func (s *service) violation(text string) {
	if !s.clumsy || aboutResponse(text) {
		s.t.Errorf("contract: %s", text)
	}
}

// aboutResponse tells the violations of the simulator from those of a test that sends nonsense.
func aboutResponse(violation string) bool {
	return strings.Contains(violation, "response") || strings.Contains(violation, "no status") || strings.Contains(violation, "list the code")
}

// answer is a response, read to the end.
type answer struct {
	t      *testing.T
	status int
	header http.Header
	body   []byte
}

// header is an option of a request.
type header struct{ name, value string }

func key(value string) header { return header{"Idempotency-Key", value} }

// send sends a request; the body is a string as it is, or anything else as JSON.
func (s *service) send(method, path string, body any, headers ...header) answer {
	s.t.Helper()
	a, err := s.try(method, path, body, headers...)
	if err != nil {
		s.t.Fatalf("%s %s: %v", method, path, err)
	}
	return a
}

func (s *service) try(method, path string, body any, headers ...header) (answer, error) {
	s.t.Helper()
	r := s.request(method, path, body, headers...)
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true, DisableCompression: true}}
	response, err := client.Do(r)
	if err != nil {
		return answer{}, err
	}
	defer response.Body.Close()
	data, err := io.ReadAll(response.Body)
	return answer{t: s.t, status: response.StatusCode, header: response.Header, body: data}, err
}

func (s *service) request(method, path string, body any, headers ...header) *http.Request {
	s.t.Helper()
	var content io.Reader
	switch b := body.(type) {
	case nil:
	case string:
		content = strings.NewReader(b)
	default:
		data, err := json.Marshal(b)
		if err != nil {
			s.t.Fatal(err)
		}
		content = bytes.NewReader(data)
	}
	if !strings.HasPrefix(path, "/_simulator/") {
		path = simulator.Prefix + path
	}
	r, err := http.NewRequestWithContext(s.t.Context(), method, s.url+path, content)
	if err != nil {
		s.t.Fatal(err)
	}
	r.Header.Set("x-api-key", s.key)
	if content != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	for _, h := range headers {
		r.Header.Set(h.name, h.value)
	}
	return r
}

// is fails the test unless the answer has the status, and returns the answer.
func (a answer) is(status int) answer {
	a.t.Helper()
	if a.status != status {
		a.t.Fatalf("status %d, want %d: %s", a.status, status, a.body)
	}
	return a
}

// no fails the test unless the answer is a refusal with the status and the code.
func (a answer) no(status int, code string) answer {
	a.t.Helper()
	a.is(status)
	if got := a.code(); got != code {
		a.t.Fatalf("code %q, want %q: %s", got, code, a.body)
	}
	return a
}

func (a answer) code() string {
	var envelope struct {
		Error struct {
			Code string `json:"code"`
		} `json:"error"`
	}
	_ = json.Unmarshal(a.body, &envelope)
	return envelope.Error.Code
}

// into decodes the answer; it's for objects of which the test needs more than the ID.
func into[T any](a answer) T {
	a.t.Helper()
	var value T
	if err := json.Unmarshal(a.body, &value); err != nil {
		a.t.Fatalf("%v: %s", err, a.body)
	}
	return value
}

func (a answer) id() string { return into[struct{ ID string }](a).ID }

// What the answers look like, spelt out once more on this side.
type (
	memberRow struct {
		ID               string   `json:"id"`
		FirstName        string   `json:"firstName"`
		LastName         string   `json:"lastName"`
		Email            string   `json:"email"`
		Role             string   `json:"role"`
		DepartmentIdRefs []string `json:"departmentIdRefs"`
		NumberIdRefs     []string `json:"numberIdRefs"`
	}
	departmentRow struct {
		ID           string   `json:"id"`
		Name         string   `json:"name"`
		NumberIdRefs []string `json:"numberIdRefs"`
	}
	numberRow struct {
		ID           string `json:"id"`
		PhoneNumber  string `json:"phoneNumber"`
		CountryCode  string `json:"countryCode"`
		Type         string `json:"type"`
		LicenseIdRef string `json:"licenseIdRef"`
	}
	blockRow struct {
		ID            string `json:"id"`
		Name          string `json:"name"`
		Plan          string `json:"plan"`
		BillingPeriod string `json:"billingPeriod"`
		Quantity      int    `json:"quantity"`
		Assigned      int    `json:"assigned"`
	}
	fields = map[string]any
)

// member creates a member with nothing special about them.
func (s *service) member(email string) string {
	s.t.Helper()
	return s.send("POST", "/members", person(email)).is(201).id()
}

func person(email string) fields {
	return fields{"firstName": "Ada", "lastName": "Byron", "email": email, "role": "ROLE_USER", "departmentIdRefs": []string{}}
}

func (s *service) department(name string) string {
	s.t.Helper()
	return s.send("POST", "/departments", fields{"name": name}).is(201).id()
}

// block buys licences.
func (s *service) block(name string, quantity int) string {
	s.t.Helper()
	return s.send("POST", "/licenses", purchase(name, quantity)).is(201).id()
}

func purchase(name string, quantity int) fields {
	return fields{"name": name, "plan": "connect", "billingPeriod": "monthly", "quantity": quantity}
}

// phone returns the n-th number of the default pool.
func phone(n int) string {
	return "+33639980" + string([]byte{byte('0' + n/100%10), byte('0' + n/10%10), byte('0' + n%10)})
}

func (s *service) assign(number string, body fields, headers ...header) answer {
	s.t.Helper()
	return s.send("POST", "/numbers/%2B"+number[1:]+"/assign", body, headers...)
}

func (s *service) getMember(id string) memberRow {
	s.t.Helper()
	return into[memberRow](s.send("GET", "/members/"+id, nil).is(200))
}

func (s *service) getBlock(id string) blockRow {
	s.t.Helper()
	for _, b := range into[struct{ Licenses []blockRow }](s.send("GET", "/licenses?limit=100", nil).is(200)).Licenses {
		if b.ID == id {
			return b
		}
	}
	s.t.Fatalf("there is no block %s", id)
	return blockRow{}
}

// clock is time that passes when the test says so.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func newClock() *clock { return &clock{now: time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)} }

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// naps takes the place of waiting.
type naps struct {
	mu   sync.Mutex
	list []time.Duration
}

func (n *naps) sleep(_ context.Context, d time.Duration) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.list = append(n.list, d)
}

func (n *naps) all() []time.Duration {
	n.mu.Lock()
	defer n.mu.Unlock()
	return append([]time.Duration(nil), n.list...)
}
