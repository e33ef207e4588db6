package onoff

import (
	"errors"
	"math"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

func TestBaseURL(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]string{
		"":                                   "https://public-apigateway.onoffapp.net/api/v1",
		" \t":                                "https://public-apigateway.onoffapp.net/api/v1",
		"https://api.example.com":            "https://api.example.com/api/v1",
		"https://api.example.com/":           "https://api.example.com/api/v1",
		" https://api.example.com/api/v1\n":  "https://api.example.com/api/v1",
		"https://api.example.com/api/v1//":   "https://api.example.com/api/v1",
		"https://api.example.com:8443/onoff": "https://api.example.com:8443/onoff/api/v1",
		"HTTPS://api.example.com":            "https://api.example.com/api/v1",
		"http://localhost:8787":              "http://localhost:8787/api/v1",
		"http://LocalHost":                   "http://LocalHost/api/v1",
		"http://127.0.0.1:8787/api/v1/":      "http://127.0.0.1:8787/api/v1",
		"http://127.8.9.10":                  "http://127.8.9.10/api/v1",
		"http://[::1]:8787":                  "http://[::1]:8787/api/v1",
	} {
		client, err := New(Config{BaseURL: given, APIKey: "k"})
		if err != nil {
			t.Errorf("%q: %v", given, err)
			continue
		}
		if got := client.base.String(); got != want {
			t.Errorf("%q became %s", given, got)
		}
	}
	for _, given := range []string{
		"api.example.com", "ftp://api.example.com", "https://", "https:///api", "https:api.example.com", "://", "%",
		"http://api.example.com", "http://10.0.0.1", "http://127.0.0.1.example.com", "http://localhost.example.com",
		"http://0.0.0.0", "http://[::2]", "http://169.254.169.254",
		"https://user:hunter2@api.example.com", "https://hunter2@api.example.com", "https://api.example.com?key=hunter2",
		"https://api.example.com/?", "https://api.example.com#hunter2", "https://api.example.com:hunter2", "https://api example.com",
	} {
		_, err := New(Config{BaseURL: given, APIKey: "k"})
		wrong, ok := errors.AsType[*ConfigError](err)
		if !ok || wrong.Field != "base_url" || wrong.Problem == "" || wrong.Advice == "" {
			t.Errorf("%q: %v", given, err)
			continue
		}
		if strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%q is repeated: %v", given, err)
		}
	}
}

func TestAPIKey(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]string{"abc": "abc", "a.b-c_d/e+f=~!": "a.b-c_d/e+f=~!"} {
		for _, around := range []string{"", " ", "\r\n", "\t \n"} {
			client, err := New(Config{APIKey: around + given + around})
			if err != nil || client.key != want {
				t.Errorf("%q: %v", given, err)
			}
		}
	}
	for _, given := range []string{"", " ", "\n", "hun\nter2", "hun ter2", "hun\tter2", "hun\x00ter2", "hun\x7fter2", "hunter2é", "“hunter2”", "hun\r\nX-Evil: ter2"} {
		_, err := New(Config{APIKey: given})
		wrong, ok := errors.AsType[*ConfigError](err)
		if !ok || wrong.Field != "api_key" || wrong.Problem == "" || wrong.Advice == "" {
			t.Errorf("%q: %v", given, err)
			continue
		}
		if strings.Contains(err.Error(), "hun") || strings.Contains(err.Error(), "ter2") {
			t.Errorf("%q is repeated: %v", given, err)
		}
	}
}

func TestRequestsPerSecond(t *testing.T) {
	t.Parallel()
	for _, given := range []float64{0, 0.1, 1, 1e9, math.Inf(1)} {
		if _, err := New(Config{APIKey: "k", RequestsPerSecond: given}); err != nil {
			t.Errorf("%v: %v", given, err)
		}
	}
	for _, given := range []float64{-1, math.Inf(-1), math.NaN()} {
		_, err := New(Config{APIKey: "k", RequestsPerSecond: given})
		if wrong, ok := errors.AsType[*ConfigError](err); !ok || wrong.Field != "requests_per_second" {
			t.Errorf("%v: %v", given, err)
		}
	}
}

// TestNewSendsNothing has a transport that would tell.
func TestNewSendsNothing(t *testing.T) {
	t.Parallel()
	if _, err := New(Config{APIKey: "k", Transport: roundTrip(func(*http.Request) (*http.Response, error) {
		t.Error("a request was sent")
		return nil, errors.New("unexpected")
	})}); err != nil {
		t.Error(err)
	}
}

func TestTargets(t *testing.T) {
	t.Parallel()
	client := newTestClient(t, Config{BaseURL: "https://api.example.com"})
	for param, want := range map[string]string{
		"m1":           "https://api.example.com/api/v1/numbers/m1/assign",
		"+33639980001": "https://api.example.com/api/v1/numbers/%2B33639980001/assign",
		"a/b":          "https://api.example.com/api/v1/numbers/a%2Fb/assign",
		"a b?c#d%":     "https://api.example.com/api/v1/numbers/a%20b%3Fc%23d%25/assign",
		"../members":   "https://api.example.com/api/v1/numbers/..%2Fmembers/assign",
		"é":            "https://api.example.com/api/v1/numbers/%C3%A9/assign",
	} {
		got, err := client.target(call{route: "/numbers/{phoneNumber}/assign", param: param})
		if err != nil || got != want {
			t.Errorf("%q: %s, %v", param, got, err)
		}
	}
	for _, param := range []string{"", ".", ".."} {
		if got, err := client.target(call{route: "/members/{memberId}", param: param}); err == nil {
			t.Errorf("%q: %s", param, got)
		}
		if err := client.DeleteMember(t.Context(), param); err == nil || Ambiguous(err) || NotFound(err) {
			t.Errorf("%q: %v", param, err)
		}
	}
}

// FuzzTarget puts anything in the place of an id, as an import may: the request must never be about
// something else.
func FuzzTarget(f *testing.F) {
	for _, param := range []string{"m1", theirNumber, "..", "../members", "%2e%2e", "a/b", "a?b#c", "\x00", "\xff", " ", ";", "{memberId}"} {
		f.Add(param)
	}
	f.Fuzz(func(t *testing.T, param string) {
		client := newTestClient(t, Config{BaseURL: "https://api.example.com"})
		target, err := client.target(call{route: "/members/{memberId}/invitation", param: param})
		if err != nil {
			return
		}
		parsed, err := url.Parse(target)
		if err != nil {
			t.Fatal(err)
		}
		segment, isPrefix := strings.CutPrefix(parsed.EscapedPath(), "/api/v1/members/")
		segment, isSuffix := strings.CutSuffix(segment, "/invitation")
		back, err := url.PathUnescape(segment)
		if !isPrefix || !isSuffix || err != nil || back != param || strings.ContainsAny(segment, "/+") || parsed.RawQuery != "" || parsed.Fragment != "" {
			t.Errorf("%q became %s", param, target)
		}
	})
}
