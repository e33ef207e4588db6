package onoff

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// The failures of one attempt.
var (
	status = func(code int, body string) roundTrip {
		return func(req *http.Request) (*http.Response, error) { return respond(req, code, body), nil }
	}
	refusedConnection roundTrip = func(*http.Request) (*http.Response, error) {
		return nil, &net.OpError{Op: "dial", Net: "tcp", Err: errors.New("connection refused")}
	}
	brokenConnection roundTrip = func(*http.Request) (*http.Response, error) {
		return nil, &net.OpError{Op: "read", Net: "tcp", Err: errors.New("connection reset by peer")}
	}
	cutShort roundTrip = func(req *http.Request) (*http.Response, error) {
		resp := respond(req, 200, "")
		resp.Body = io.NopCloser(io.MultiReader(strings.NewReader(`{"id":"1","na`), failing{io.ErrUnexpectedEOF}))
		return resp, nil
	}
	cutUnnoticed           = status(200, `{"id":"1","na`)
	noSuchHost   roundTrip = func(*http.Request) (*http.Response, error) {
		return nil, &net.OpError{Op: "dial", Err: &net.DNSError{Err: "no such host", Name: "nowhere", IsNotFound: true}}
	}
	untrusted roundTrip = func(*http.Request) (*http.Response, error) {
		return nil, &tls.CertificateVerificationError{Err: errors.New("signed by nobody")}
	}
	never roundTrip = func(req *http.Request) (*http.Response, error) {
		<-req.Context().Done()
		return nil, req.Context().Err()
	}
	neverEnding roundTrip = func(req *http.Request) (*http.Response, error) {
		resp := respond(req, 200, "")
		resp.Body = io.NopCloser(waiting{req.Context()})
		return resp, nil
	}
)

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// waiting is a body of which no byte ever comes.
type waiting struct{ ctx context.Context }

func (w waiting) Read([]byte) (int, error) {
	<-w.ctx.Done()
	return 0, w.ctx.Err()
}

// script answers the first requests as told, and the rest well.
type script struct {
	failures []roundTrip
	sent     int
}

func (s *script) RoundTrip(req *http.Request) (*http.Response, error) {
	s.sent++
	if s.sent <= len(s.failures) {
		return s.failures[s.sent-1](req)
	}
	return respond(req, 200, `{"id":"1","name":"Sales"}`), nil
}

// operations are one of each method.
var operations = map[string]func(context.Context, *Client) error{
	"GET": func(ctx context.Context, c *Client) error { _, err := c.GetDepartment(ctx, "1"); return err },
	"PATCH": func(ctx context.Context, c *Client) error {
		_, err := c.UpdateDepartment(ctx, "1", "Sales")
		return err
	},
	"DELETE": func(ctx context.Context, c *Client) error { return c.DeleteDepartment(ctx, "1") },
	"POST":   func(ctx context.Context, c *Client) error { _, err := c.CreateDepartment(ctx, "Sales"); return err },
}

// TestOnlyWhatIsSafeIsRepeated has each kind of failure once, and then a good answer.
func TestOnlyWhatIsSafeIsRepeated(t *testing.T) {
	t.Parallel()
	const (
		repeated  = "GET PATCH DELETE POST"
		ifNotPost = "GET PATCH DELETE"
		none      = ""
	)
	for name, test := range map[string]struct {
		failure   roundTrip
		repeated  string
		ambiguous string
	}{
		"quota":                  {status(429, ""), repeated, none},
		"connection refused":     {refusedConnection, repeated, none},
		"connection broken":      {brokenConnection, ifNotPost, "POST"},
		"no answer":              {never, ifNotPost, "POST"},
		"no end of the answer":   {neverEnding, ifNotPost, "POST"},
		"answer cut short":       {cutShort, ifNotPost, "POST"},
		"500":                    {status(500, ""), ifNotPost, "POST"},
		"502":                    {status(502, "<html>"), ifNotPost, "POST"},
		"503":                    {status(503, ""), ifNotPost, "POST"},
		"504":                    {status(504, ""), ifNotPost, "POST"},
		"501":                    {status(501, ""), none, none},
		"400":                    {status(400, ""), none, none},
		"401":                    {status(401, ""), none, none},
		"403":                    {status(403, ""), none, none},
		"404":                    {status(404, ""), none, none},
		"409":                    {status(409, ""), none, none},
		"409 cut short":          {cutConflict, none, none},
		"no such host":           {noSuchHost, none, none},
		"certificate":            {untrusted, none, "PATCH DELETE POST"}, // an unknown transport isn't believed
		"HTML":                   {status(200, "<html>Log in</html>"), none, "PATCH DELETE POST"},
		"redirect":               {status(307, ""), none, none},
		"answer ends unnoticed":  {cutUnnoticed, "GET PATCH", "POST"},
		"answer without an id":   {status(200, `{"name":"Sales"}`), none, "PATCH POST"},
		"answer of another kind": {status(200, `["1"]`), none, "PATCH POST"},
	} {
		for method, operation := range operations {
			t.Run(name+" "+method, func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					service := &script{failures: []roundTrip{test.failure}}
					client := newTestClient(t, Config{Transport: service, Jitter: halfway})
					err := operation(t.Context(), client)
					again := strings.Contains(test.repeated, method)
					good := again || method == "DELETE" && (strings.HasPrefix(name, "answer ") && name != "answer cut short")
					if want := 1 + map[bool]int{true: 1}[again]; service.sent != want {
						t.Errorf("%d requests, not %d", service.sent, want)
					}
					if good != (err == nil) {
						t.Errorf("error: %v", err)
					}
					if want := !good && strings.Contains(test.ambiguous, method); Ambiguous(err) != want {
						t.Errorf("ambiguous is %v: %v", !want, err)
					}
				})
			})
		}
	}
}

// cutConflict is a refusal whose body is lost: it is a refusal all the same.
var cutConflict roundTrip = func(req *http.Request) (*http.Response, error) {
	resp := respond(req, 409, "")
	resp.Body = io.NopCloser(failing{io.ErrUnexpectedEOF})
	return resp, nil
}

func TestRepetitionsAreCounted(t *testing.T) {
	t.Parallel()
	for retries, want := range map[int]int{NoRetries: 1, 1: 2, 0: 1 + DefaultMaxRetries, 10: 11} {
		t.Run(fmt.Sprint(retries), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				service := &script{}
				for range 50 {
					service.failures = append(service.failures, status(503, `{"error":{"code":"internal","message":"Try later."}}`))
				}
				client := newTestClient(t, Config{Transport: service, MaxRetries: retries, Jitter: halfway})
				began := time.Now()
				err := client.DeleteDepartment(t.Context(), "1")
				failed, ok := errors.AsType[*Error](err)
				if !ok || failed.StatusCode != http.StatusServiceUnavailable || failed.Code != CodeInternal || !failed.Ambiguous {
					t.Errorf("error: %v", err)
				}
				if service.sent != want {
					t.Errorf("%d requests, not %d", service.sent, want)
				}
				if took := time.Since(began); took > 90*time.Second {
					t.Errorf("it took %s", took)
				}
			})
		})
	}
}

// TestWaitsGrow looks at the times between repetitions.
func TestWaitsGrow(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var times []time.Time
		client := newTestClient(t, Config{Jitter: func() float64 { return 1 }, Transport: roundTrip(func(req *http.Request) (*http.Response, error) {
			times = append(times, time.Now())
			return respond(req, 502, ""), nil
		})})
		_, err := client.GetAccount(t.Context())
		if err == nil || Ambiguous(err) {
			t.Error(err)
		}
		for i, want := range []int64{250, 500, 1000, 2000} {
			if got := times[i+1].Sub(times[i]).Milliseconds(); got != want {
				t.Errorf("wait %d was %d ms", i, got)
			}
		}
	})
}

// TestDeleteFindsItsOwnWorkDone loses the answer of a deletion and finds the object gone.
func TestDeleteFindsItsOwnWorkDone(t *testing.T) {
	t.Parallel()
	gone := status(404, `{"error":{"code":"department.notFound","message":"No such department."}}`)
	for name, test := range map[string]struct {
		script   []roundTrip
		notFound bool
		err      bool
	}{
		"answer lost":                   {[]roundTrip{brokenConnection, gone}, false, false},
		"500 after the deletion":        {[]roundTrip{status(500, ""), gone}, false, false},
		"was gone before":               {[]roundTrip{gone}, true, true},
		"never sent, then gone":         {[]roundTrip{refusedConnection, gone}, true, true},
		"refused for the quota, gone":   {[]roundTrip{status(429, ""), gone}, true, true},
		"answer lost, route is missing": {[]roundTrip{brokenConnection, status(404, "")}, false, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				client := newTestClient(t, Config{Transport: &script{failures: test.script}, Jitter: halfway})
				err := client.DeleteDepartment(t.Context(), "1")
				if (err != nil) != test.err || NotFound(err) != test.notFound {
					t.Errorf("error: %v", err)
				}
			})
		})
	}
}

// TestAmbiguityIsRemembered has an attempt that may have been carried out, and then answers that say
// nothing or something about it.
func TestAmbiguityIsRemembered(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		last      roundTrip
		ambiguous bool
	}{
		"refused on its merits": {status(409, `{"error":{"code":"department.nameTaken","message":"Taken."}}`), false},
		"key withdrawn":         {status(401, ""), true},
		"right withdrawn":       {status(403, ""), true},
		"no connection":         {untrusted, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				client := newTestClient(t, Config{Transport: &script{failures: []roundTrip{brokenConnection, test.last}}, Jitter: halfway})
				_, err := client.UpdateDepartment(t.Context(), "1", "Sales")
				if err == nil || Ambiguous(err) != test.ambiguous {
					t.Errorf("error: %v", err)
				}
			})
		})
	}
}

// TestInterruption ends the context at each stage.
func TestInterruption(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		failure   roundTrip
		ambiguous bool
	}{
		"while it is under way":    {never, true},
		"while it waits to repeat": {status(503, ""), true},
		"while held back": {func(req *http.Request) (*http.Response, error) {
			resp := respond(req, 429, "")
			resp.Header.Set("Retry-After", "30")
			return resp, nil
		}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				service := &script{failures: []roundTrip{test.failure, test.failure}}
				client := newTestClient(t, Config{Transport: service})
				ctx, cancel := context.WithCancel(t.Context())
				time.AfterFunc(100*time.Millisecond, cancel)
				began := time.Now()
				err := client.DeleteDepartment(ctx, "1")
				if !errors.Is(err, context.Canceled) || Ambiguous(err) != test.ambiguous {
					t.Errorf("error: %v", err)
				}
				if service.sent != 1 || time.Since(began) != 100*time.Millisecond {
					t.Errorf("%d requests in %s", service.sent, time.Since(began))
				}
			})
		})
	}

	t.Run("before anything is sent", func(t *testing.T) {
		t.Parallel()
		service := &script{}
		client := newTestClient(t, Config{Transport: service})
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		_, err := client.CreateDepartment(ctx, "Sales")
		if !errors.Is(err, context.Canceled) || Ambiguous(err) || service.sent != 0 {
			t.Errorf("%d requests, error: %v", service.sent, err)
		}
	})
}

// TestAttemptTimeout sees an attempt end that the operation has time to repeat. Such an error must
// not look as if the operation's own time were over.
func TestAttemptTimeout(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		client := newTestClient(t, Config{Transport: &script{failures: []roundTrip{never}}, AttemptTimeout: 3 * time.Second})
		began := time.Now()
		_, err := client.CreateDepartment(t.Context(), "Sales")
		if !Ambiguous(err) || errors.Is(err, context.DeadlineExceeded) || time.Since(began) != 3*time.Second {
			t.Errorf("after %s: %v", time.Since(began), err)
		}
	})
}
