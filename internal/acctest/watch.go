package acctest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

// behindAgent marks what a test does behind Terraform's back: it isn't counted.
const behindAgent = "acctest-behind"

// Sent returns what the provider sent, in order of arrival, refused or repeated requests included.
// Routes are written as in "PATCH /api/v1/members/{memberId}", "POST *" or "*"; none is all.
func (h *Harness) Sent(routes ...string) []simulator.Request {
	var sent []simulator.Request
	for _, r := range h.Simulator.Journal() {
		if r.UserAgent != behindAgent && matches(r, routes) {
			sent = append(sent, r)
		}
	}
	return sent
}

// Requests counts what the provider sent.
func (h *Harness) Requests(routes ...string) int { return len(h.Sent(routes...)) }

// Writes counts what the provider sent to change something.
func (h *Harness) Writes() int { return h.Requests("POST *", "PATCH *", "DELETE *") }

// WantSent fails the test unless exactly so many requests of these routes were sent; 0 says that
// something was not sent.
func (h *Harness) WantSent(count int, routes ...string) {
	h.t.Helper()
	if sent := h.Sent(routes...); len(sent) != count {
		h.t.Errorf("%d requests of %s were sent, want %d:%s", len(sent), strings.Join(routes, ", "), count, listed(sent))
	}
}

// Forget empties the journal, so that counting starts anew.
func (h *Harness) Forget() { h.Simulator.ResetJournal() }

func matches(r simulator.Request, routes []string) bool {
	for _, route := range routes {
		method, rest, _ := strings.Cut(route, " ")
		if route == "*" || route == r.Route || rest == "*" && method == r.Method {
			return true
		}
	}
	return len(routes) == 0
}

func listed(requests []simulator.Request) string {
	var b strings.Builder
	for _, r := range requests {
		fmt.Fprintf(&b, "\n  %s %s %s -> %d", r.Method, r.Path, r.Body, r.Status)
	}
	return b.String()
}

// Behind changes or reads something behind Terraform's back, as another administrator would: method
// and path as in "PATCH", "/members/m-1". The body and the answer are JSON; nil if there is none.
// It fails the test unless the service does it.
func (h *Harness) Behind(method, path string, body, answer any) {
	h.t.Helper()
	status, text := h.Ask(method, path, body)
	if status < 200 || status > 299 {
		h.t.Fatalf("behind Terraform's back: %s %s: %d %s", method, path, status, text)
	}
	if answer == nil {
		return
	}
	if err := json.Unmarshal(text, answer); err != nil {
		h.t.Fatalf("behind Terraform's back: %s %s: %v: %s", method, path, err, text)
	}
}

// Ask is [Harness.Behind] for what may be refused.
func (h *Harness) Ask(method, path string, body any) (status int, answer []byte) {
	h.t.Helper()
	var content io.Reader
	if body != nil {
		encoded, err := json.Marshal(body)
		if err != nil {
			h.t.Fatal(err)
		}
		content = bytes.NewReader(encoded)
	}
	request, err := http.NewRequestWithContext(h.t.Context(), method, h.URL+simulator.Prefix+path, content)
	if err != nil {
		h.t.Fatal(err)
	}
	request.Header.Set("X-Api-Key", APIKey)
	request.Header.Set("User-Agent", behindAgent)
	if body != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		h.t.Fatalf("behind Terraform's back: %v", err)
	}
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		h.t.Fatalf("behind Terraform's back: %v", err)
	}
	return response.StatusCode, text
}
