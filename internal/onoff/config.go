package onoff

import (
	"math"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"golang.org/x/time/rate"
)

const (
	// DefaultBaseURL is the vendor's public gateway.
	DefaultBaseURL = "https://public-apigateway.onoffapp.net"

	// DefaultMaxRetries is how often a request is repeated that may be and that failed.
	DefaultMaxRetries = 4

	// NoRetries as Config.MaxRetries repeats nothing that failed. A request that was refused for
	// the quota is still sent again: it had no effect and says nothing about the endpoint's health.
	NoRetries = -1

	// DefaultQuotaPatience is how long one request may go on being refused for the quota.
	DefaultQuotaPatience = 5 * time.Minute

	apiPrefix = "/api/v1"
)

// Config is what a Client needs to know.
type Config struct {
	// BaseURL is where the API is, with or without its prefix /api/v1. Empty: DefaultBaseURL. http is
	// taken only for a loopback address, so that the key never crosses a network in the clear.
	BaseURL string

	// APIKey is the organisation's key. Space around it is dropped.
	APIKey string

	// UserAgent says who is asking.
	UserAgent string

	// MaxRetries is how often a request is repeated that may be and that failed. 0 means
	// DefaultMaxRetries, NoRetries none.
	MaxRetries int

	// RequestsPerSecond is never exceeded, whatever is learned about the quota. 0: what is learned.
	RequestsPerSecond float64

	// QuotaPatience is how long one request may go on being refused for the quota before that is an
	// error, and the longest wait that is begun. 0 means DefaultQuotaPatience.
	QuotaPatience time.Duration

	// AttemptTimeout bounds one attempt, from the connection to the end of the answer. 0: 30 seconds.
	AttemptTimeout time.Duration

	// Transport carries the requests. Nil: one of its own that keeps connections.
	Transport http.RoundTripper

	// Jitter gives the random part of a wait before a repetition, from 0 up to 1. Nil: random.
	Jitter func() float64
}

// ConfigError is a setting that can't be used. It holds no value of the configuration.
type ConfigError struct {
	// Field is the setting as users know it: base_url, api_key, requests_per_second.
	Field string

	// Problem is what is wrong, Advice what to do about it.
	Problem, Advice string
}

// Error is the problem in one line.
func (e *ConfigError) Error() string { return e.Field + ": " + e.Problem + ". " + e.Advice }

// endpoint is the base URL, checked and with the API's prefix.
func (c Config) endpoint() (*url.URL, error) {
	wrong := func(problem string) (*url.URL, error) {
		return nil, &ConfigError{
			Field: "base_url", Problem: problem,
			Advice: "It should look like " + DefaultBaseURL + ".",
		}
	}
	raw := strings.TrimSpace(c.BaseURL)
	if raw == "" {
		raw = DefaultBaseURL
	}
	base, err := url.Parse(raw)
	switch {
	case err != nil || base.Opaque != "":
		return wrong("This isn't a URL")
	case base.Scheme != "https" && base.Scheme != "http":
		return wrong("The URL doesn't begin with https://")
	case base.Hostname() == "":
		return wrong("The URL names no host")
	case base.User != nil:
		return wrong("The URL holds a user name or password, which the API doesn't use")
	case base.RawQuery != "" || base.ForceQuery || base.Fragment != "":
		return wrong("The URL has a query or a fragment, which is no part of the API's address")
	case base.Scheme == "http" && !loopback(base.Hostname()):
		return wrong("Over http:// the API key could be read on the way. Only a loopback address may be used with it")
	}
	base.Path, base.RawPath = strings.TrimRight(base.Path, "/"), ""
	if !strings.HasSuffix(base.Path, apiPrefix) {
		base.Path += apiPrefix
	}
	return base, nil
}

// key is the API key, checked.
func (c Config) key() (string, error) {
	key := strings.TrimSpace(c.APIKey)
	if key == "" {
		return "", &ConfigError{
			Field: "api_key", Problem: "The key is empty",
			Advice: "An administrator of the organisation makes one in the console.",
		}
	}
	for _, r := range key {
		if r <= ' ' || r > '~' {
			return "", &ConfigError{
				Field:   "api_key",
				Problem: "The key has a space, a line break or another character inside that no key has",
				Advice:  "Copy it once more, whole and on one line.",
			}
		}
	}
	return key, nil
}

// pace is the most requests a second.
func (c Config) pace() (rate.Limit, error) {
	if c.RequestsPerSecond < 0 || math.IsNaN(c.RequestsPerSecond) {
		return 0, &ConfigError{
			Field: "requests_per_second", Problem: "This isn't a rate",
			Advice: "Give a number greater than 0, or leave it out to learn the quota.",
		}
	}
	if c.RequestsPerSecond == 0 {
		return rate.Inf, nil
	}
	return min(rate.Limit(c.RequestsPerSecond), rate.Inf), nil
}

// loopback reports whether a host is this machine itself.
func loopback(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

// printable drops what can't stand in a header.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' {
			return -1
		}
		return r
	}, s)
}
