package contract_test

import (
	"compress/gzip"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/onoff-community/terraform-provider-onoff/internal/contract"
)

// violations collects what is reported, from any goroutine.
type violations struct {
	mu   sync.Mutex
	list []string
}

func (v *violations) add(text string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.list = append(v.list, text)
}

func (v *violations) text() string {
	v.mu.Lock()
	defer v.mu.Unlock()
	return strings.Join(v.list, "\n")
}

const (
	aMember   = `{"id":"m1","firstName":"A","lastName":"B","email":"a@example.com","role":"ROLE_USER","departmentIdRefs":[],"numberIdRefs":[]}`
	aCreation = `{"firstName":"A","lastName":"B","email":"a@example.com","role":"ROLE_USER","departmentIdRefs":[]}`
	noRoute   = `{"error":{"code":"route.notFound","message":"no"}}`
)

// exchange is a request and what a server answers to it.
type exchange struct {
	request     string // method and target
	key         string // of idempotency
	body        string
	contentType string
	status      int
	answer      string
	header      map[string]string
	want        string // part of the violation; empty if there is none
}

var exchanges = map[string]exchange{
	"a good list":                 {request: "GET /api/v1/members?limit=10&email=a", status: 200, answer: `{"members":[` + aMember + `],"nextOffset":null}`},
	"a good creation":             {request: "POST /api/v1/members", key: "k", body: aCreation, status: 201, answer: aMember},
	"a replay":                    {request: "POST /api/v1/members", body: aCreation, status: 201, answer: aMember, header: map[string]string{"Idempotent-Replayed": "true"}},
	"a good deletion":             {request: "DELETE /api/v1/members/m1", status: 204},
	"an encoded number":           {request: "DELETE /api/v1/numbers/%2B33639980001?ifHolder=none", status: 204},
	"an optional body":            {request: "POST /api/v1/numbers/%2B336/unassign", status: 200, answer: `{"id":"n","phoneNumber":"+336","countryCode":"FR","type":"mobile"}`},
	"a charset":                   {request: "POST /api/v1/members", body: aCreation, contentType: "application/json; charset=utf-8", status: 201, answer: aMember},
	"an operation that is absent": {request: "GET /api/v1/account", status: 404, answer: noRoute},
	"a fault":                     {request: "GET /api/v1/members", status: 200, answer: `<html>`, header: map[string]string{contract.FaultHeader: "true"}},
	"a quota":                     {request: "GET /api/v1/members", status: 429, answer: `{"error":{"code":"rate.limited","message":"slow"}}`, header: map[string]string{"Retry-After": "1"}},
	"beside the API":              {request: "GET /_simulator/anything?at=all", status: 200, answer: `whatever`},

	"unknown path":        {request: "GET /api/v1/contacts", status: 404, answer: noRoute, want: "no such operation"},
	"unknown method":      {request: "PUT /api/v1/members", status: 405, want: "no such operation"},
	"no prefix":           {request: "GET /members", status: 404, want: "no such operation"},
	"unknown parameter":   {request: "GET /api/v1/members?page=1", status: 200, answer: `{"members":[]}`, want: "page isn't in the contract"},
	"wrong parameter":     {request: "GET /api/v1/members?limit=ten", status: 200, answer: `{"members":[]}`, want: "limit isn't an integer"},
	"small parameter":     {request: "GET /api/v1/members?limit=0", status: 200, answer: `{"members":[]}`, want: "parameter limit"},
	"double parameter":    {request: "GET /api/v1/members?limit=1&limit=2", status: 200, answer: `{"members":[]}`, want: "given 2 times"},
	"capital status":      {request: "GET /api/v1/numbers?status=USED", status: 200, answer: `{"numbers":[]}`, want: "parameter status"},
	"empty cursor":        {request: "GET /api/v1/numbers?offset=", status: 200, answer: `{"numbers":[]}`, want: "parameter offset"},
	"long key":            {request: "POST /api/v1/members", key: strings.Repeat("k", 256), body: aCreation, status: 201, answer: aMember, want: "Idempotency-Key"},
	"no body":             {request: "POST /api/v1/members", status: 201, answer: aMember, want: "has no body"},
	"a body too many":     {request: "DELETE /api/v1/members/m1", body: "{}", status: 204, want: "has a body"},
	"not JSON":            {request: "POST /api/v1/members", body: "{", status: 201, answer: aMember, want: "isn't JSON"},
	"wrong content type":  {request: "POST /api/v1/members", body: aCreation, contentType: "text/plain", status: 201, answer: aMember, want: "Content-Type"},
	"missing field":       {request: "POST /api/v1/departments", body: `{}`, status: 400, answer: `{"error":{"code":"name.invalid","message":"no"}}`, want: "name"},
	"unknown field":       {request: "POST /api/v1/departments", body: `{"name":"a","title":"b"}`, status: 400, answer: `{"error":{"code":"request.invalid","message":"no"}}`, want: "title"},
	"two holders":         {request: "POST /api/v1/numbers/%2B336/assign", body: `{"memberIdRef":"a","departmentIdRef":"b"}`, status: 400, answer: `{"error":{"code":"holder.invalid","message":"no"}}`, want: "oneOf"},
	"empty change":        {request: "PATCH /api/v1/members/m1", body: `{}`, status: 200, answer: aMember, want: "the request's body"},
	"undeclared status":   {request: "GET /api/v1/members", status: 418, answer: `{}`, want: "no status 418"},
	"undeclared 404":      {request: "GET /api/v1/members", status: 404, answer: `{"error":{"code":"member.notFound","message":"no"}}`, want: "no status 404"},
	"undeclared code":     {request: "GET /api/v1/members", status: 400, answer: `{"error":{"code":"limit.wrong","message":"no"}}`, want: `"limit.wrong"`},
	"a message too few":   {request: "GET /api/v1/members", status: 400, answer: `{"error":{"code":"limit.invalid"}}`, want: "message"},
	"unknown answer":      {request: "GET /api/v1/members", status: 200, answer: `{"members":[],"total":0}`, want: "total"},
	"null list":           {request: "GET /api/v1/members", status: 200, answer: `{"members":null}`, want: "/members"},
	"wrong role":          {request: "GET /api/v1/members/m1", status: 200, answer: strings.Replace(aMember, "ROLE_USER", "USER", 1), want: "/role"},
	"an answer too many":  {request: "DELETE /api/v1/members/m1", status: 200, answer: `{}`, want: "no status 200"},
	"stray replay header": {request: "GET /api/v1/members", status: 200, answer: `{"members":[]}`, header: map[string]string{"Idempotent-Replayed": "true"}, want: "Idempotent-Replayed"},
}

func (e exchange) server() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		for name, value := range e.header {
			w.Header().Set(name, value)
		}
		if e.answer != "" {
			w.Header().Set("Content-Type", "application/json")
		}
		w.WriteHeader(e.status)
		_, _ = io.WriteString(w, e.answer)
	})
}

func (e exchange) newRequest(t *testing.T, base string) *http.Request {
	t.Helper()
	method, target, _ := strings.Cut(e.request, " ")
	var body io.Reader
	if e.body != "" {
		body = strings.NewReader(e.body)
	}
	r, err := http.NewRequestWithContext(t.Context(), method, base+target, body)
	if err != nil {
		t.Fatal(err)
	}
	if e.key != "" {
		r.Header.Set("Idempotency-Key", e.key)
	}
	if e.body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	if e.contentType != "" {
		r.Header.Set("Content-Type", e.contentType)
	}
	return r
}

func (e exchange) judge(t *testing.T, found string) {
	t.Helper()
	switch {
	case e.want == "" && found != "":
		t.Errorf("the exchange is fine, but: %s", found)
	case e.want != "" && !strings.Contains(found, e.want):
		t.Errorf("a violation with %q should be reported; there is: %s", e.want, found)
	}
}

// Server and client judge the same exchanges alike, and neither changes them.
func TestExchanges(t *testing.T) {
	t.Parallel()
	for name, e := range exchanges {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var onServer, onClient violations
			server := httptest.NewServer(contract.Validator(onServer.add)(e.server()))
			defer server.Close()
			client := &http.Client{Transport: contract.Transport(server.Client().Transport, onClient.add)}
			response, err := client.Do(e.newRequest(t, server.URL))
			if err != nil {
				t.Fatal(err)
			}
			answer, err := io.ReadAll(response.Body)
			response.Body.Close()
			if err != nil || response.StatusCode != e.status || string(answer) != e.answer {
				t.Errorf("got %d %q (%v), want %d %q", response.StatusCode, answer, err, e.status, e.answer)
			}
			e.judge(t, onServer.text())
			e.judge(t, onClient.text())
		})
	}
}

func TestACompressedResponseIsJudgedByWhatItHolds(t *testing.T) {
	t.Parallel()
	var found violations
	server := httptest.NewServer(contract.Validator(found.add)(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Content-Encoding", "gzip")
		writer := gzip.NewWriter(w)
		_, _ = io.WriteString(writer, `{"members":[{}]}`)
		_ = writer.Close()
	})))
	defer server.Close()
	response, err := server.Client().Do(exchange{request: "GET /api/v1/members"}.newRequest(t, server.URL))
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if !strings.Contains(found.text(), "/members/0") {
		t.Errorf("the member without fields wasn't reported: %s", found.text())
	}
}

// A fault that cuts the connection must reach the client as it is, and isn't judged.
func TestACutConnectionPasses(t *testing.T) {
	t.Parallel()
	var found violations
	server := httptest.NewServer(contract.Validator(found.add)(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Has("limit") {
			w.Header().Set("Content-Type", "application/json")
			w.Header().Set("Content-Length", "1000")
			_, _ = io.WriteString(w, `{"members":`)
			_ = http.NewResponseController(w).Flush()
		}
		panic(http.ErrAbortHandler)
	})))
	defer server.Close()
	client := &http.Client{Transport: contract.Transport(server.Client().Transport, found.add)}

	if response, err := client.Do(exchange{request: "GET /api/v1/members"}.newRequest(t, server.URL)); err == nil {
		response.Body.Close()
		t.Error("the connection was dropped, but there is a response")
	}
	response, err := client.Do(exchange{request: "GET /api/v1/members?limit=1"}.newRequest(t, server.URL))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if answer, err := io.ReadAll(response.Body); !errors.Is(err, io.ErrUnexpectedEOF) || string(answer) != `{"members":` {
		t.Errorf("got %q and %v", answer, err)
	}
	if found.text() != "" {
		t.Errorf("reported: %s", found.text())
	}
}

// The gateway isn't known to tell the type of a number.
func TestTheLiveGatewayMayLackWhatIsOurs(t *testing.T) {
	t.Parallel()
	for answer, reported := range map[string][2]bool{ // by the whole contract, by what is known of the gateway
		`{"numbers":[{"id":"n","phoneNumber":"+336","countryCode":"FR","type":"mobile"}]}`: {false, false},
		`{"numbers":[{"id":"n","phoneNumber":"+336","countryCode":"FR"}]}`:                 {true, false},
		`{"numbers":[{"id":"n","countryCode":"FR"}]}`:                                      {true, true},
		`{"numbers":[{"id":"n","phoneNumber":"+336","countryCode":"FR","type":"fax"}]}`:    {true, true},
	} {
		var whole, live violations
		handler := exchange{status: 200, answer: answer}.server()
		for _, middleware := range []func(http.Handler) http.Handler{
			contract.Validator(whole.add), contract.Validator(live.add, contract.LiveGateway()),
		} {
			middleware(handler).ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/api/v1/numbers", nil))
		}
		if (whole.text() != "") != reported[0] || (live.text() != "") != reported[1] {
			t.Errorf("%s:\nby the whole contract: %s\nby what is known: %s", answer, whole.text(), live.text())
		}
	}
	client := &http.Client{Transport: contract.Transport(nil, func(text string) { t.Error(text) }, contract.LiveGateway())}
	server := httptest.NewServer(exchange{status: 200, answer: `{"numbers":[{"id":"n","phoneNumber":"+336","countryCode":"FR"}]}`}.server())
	defer server.Close()
	response, err := client.Do(exchange{request: "GET /api/v1/numbers"}.newRequest(t, server.URL))
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
}

func BenchmarkValidator(b *testing.B) {
	page := `{"members":[` + strings.TrimSuffix(strings.Repeat(aMember+",", 100), ",") + `]}`
	handler := contract.Validator(func(text string) { b.Error(text) })(exchange{status: 200, answer: page}.server())
	for b.Loop() {
		r := httptest.NewRequest(http.MethodGet, "/api/v1/members?limit=100", nil)
		handler.ServeHTTP(httptest.NewRecorder(), r)
	}
}
