package onoff

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/hashicorp/go-retryablehttp"
)

// Client speaks with one organisation. It is safe for use by many goroutines, which share its
// connections and its gate.
type Client struct {
	base       *url.URL
	key        string
	userAgent  string
	maxRetries int
	patience   time.Duration
	jitter     func() float64
	http       *http.Client
}

// New checks the configuration and makes a client. It sends nothing. An error is a *ConfigError.
func New(config Config) (*Client, error) {
	base, err := config.endpoint()
	if err != nil {
		return nil, err
	}
	key, err := config.key()
	if err != nil {
		return nil, err
	}
	most, err := config.pace()
	if err != nil {
		return nil, err
	}
	c := &Client{
		base:       base,
		key:        key,
		userAgent:  cmp.Or(printable(config.UserAgent), "terraform-provider-onoff"),
		maxRetries: max(cmp.Or(config.MaxRetries, DefaultMaxRetries), 0),
		patience:   cmp.Or(max(config.QuotaPatience, 0), DefaultQuotaPatience),
		jitter:     config.Jitter,
	}
	if c.jitter == nil {
		c.jitter = rand.Float64
	}
	once := &attempt{next: config.Transport, timeout: cmp.Or(max(config.AttemptTimeout, 0), attemptTimeout), key: key}
	if once.next == nil {
		once.next = pooled()
	}
	c.http = &http.Client{
		Transport:     newGate(once, newQuota(most, c.jitter), c.patience),
		CheckRedirect: follow,
	}
	return c, nil
}

// call is one operation to be carried out.
type call struct {
	op, method, route string

	// param takes the place of the route's parameter.
	param string
	query url.Values

	// naturalKey tells what a POST makes from what another one makes.
	naturalKey string
	body       any

	// decode reads an answer that says yes. Nil: there is nothing to read.
	decode func(raw []byte) error

	ctx context.Context // with the call's log
}

// do carries out a call: all operations go through here. An error is an *Error.
func (c *Client) do(ctx context.Context, call call) error {
	call.ctx = c.logged(ctx, &call)
	req, err := c.request(&call)
	if err != nil {
		return c.failure(&call, err)
	}
	req.SetResponseHandler(func(resp *http.Response) error {
		if resp.StatusCode/100 != 2 {
			return nil
		}
		return readAnswer(resp, call.decode)
	})
	attempts := &attempts{client: c, call: &call}
	resp, err := attempts.retrying().Do(req)
	if resp != nil {
		defer resp.Body.Close()
	}
	if err == nil && resp.StatusCode/100 == 2 {
		noteReplay(ctx, resp)
		return nil
	}
	failed := c.failure(&call, err)
	if resp != nil {
		failed.StatusCode = resp.StatusCode
		if err == nil {
			c.refused(failed, resp)
		}
	}
	if call.method == http.MethodDelete && attempts.mayBeDone && NotFound(failed) {
		return nil // an earlier attempt deleted it, and only its answer was lost
	}
	failed.Ambiguous = attempts.ambiguous(failed.StatusCode)
	return failed
}

// request is the call as a request.
func (c *Client) request(call *call) (*retryablehttp.Request, error) {
	target, err := c.target(*call)
	if err != nil {
		return nil, err
	}
	var content any // nil: no body
	var raw []byte
	if call.body != nil {
		if raw, err = json.Marshal(call.body); err != nil {
			return nil, err
		}
		content = raw
	}
	req, err := retryablehttp.NewRequestWithContext(call.ctx, call.method, target, content)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Accept", "application/json")
	req.Header.Set("User-Agent", c.userAgent)
	req.Header.Set("X-Api-Key", c.key)
	if raw != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	if call.method == http.MethodPost {
		req.Header[idempotencyHeader] = []string{idempotencyKey(call.method+" "+call.route, call.naturalKey, raw)}
	}
	logRequest(call.ctx, masked{raw, c.key})
	return req, nil
}

// failure is the error for a call that err kept from its answer.
func (c *Client) failure(call *call, err error) *Error {
	failed := &Error{Op: call.op, Method: call.method, Route: call.route, Err: err}
	if wrapped, ok := errors.AsType[*url.Error](err); ok {
		failed.Err = wrapped.Err // without the URL, which can hold an e-mail or a number
	}
	if held, ok := errors.AsType[*heldError](err); ok {
		failed.StatusCode, failed.Code, failed.RetryAfter = http.StatusTooManyRequests, CodeRateLimited, held.wait
	}
	return failed
}

// refused puts the reason that an answer gives into the error.
func (c *Client) refused(failed *Error, resp *http.Response) {
	reason, secretless := readRefusal(resp.Header.Get("Content-Type"), body(resp)), strings.NewReplacer(c.key, blank)
	failed.Code = secretless.Replace(reason.code)
	failed.Message = secretless.Replace(reason.message)
	failed.SequenceNumber = secretless.Replace(reason.sequence)
	failed.RetryAfter, _ = retryAfter(resp.Header, time.Now())
	if resp.StatusCode/100 == 3 {
		failed.Message = ""
		failed.Err = errors.New("the endpoint redirects elsewhere; is base_url right?")
		if to, err := resp.Location(); err == nil {
			failed.Err = fmt.Errorf("the endpoint redirects to %s; is base_url right?", secretless.Replace(to.Scheme+"://"+to.Host))
		}
	}
}
