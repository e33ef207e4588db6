package onoff

import (
	"context"
	"errors"
	"math"
	"net/http"
	"strconv"
	"time"

	"github.com/hashicorp/go-retryablehttp"
)

const (
	retryWaitMin = 250 * time.Millisecond
	retryWaitMax = 10 * time.Second
)

// attempts is one call on its way: it decides what is repeated.
//
// What had no effect for certain may be repeated whatever it is: a request that was refused for the
// quota, and one that never got a connection. Apart from that only what can be done twice with the
// effect of once: GET, PATCH (it sets values) and DELETE. A POST that may have been carried out is
// never repeated here, since that could make a second member, and mail a real person twice.
//
// Repetitions are counted, but for those that the quota asked for: those are bounded by time.
type attempts struct {
	client *Client
	call   *call

	failures  int       // repetitions that weren't for the quota
	refusedAt time.Time // the first refusal for the quota

	// mayBeDone says that an attempt may have been carried out without an answer that says so.
	mayBeDone bool
}

// retrying is the repetition machinery with this call's policy: the library's own would repeat a POST
// after a 5xx.
func (a *attempts) retrying() *retryablehttp.Client {
	return &retryablehttp.Client{
		HTTPClient:   a.client.http,
		RetryWaitMin: retryWaitMin,
		RetryWaitMax: retryWaitMax,
		RetryMax:     math.MaxInt,
		CheckRetry:   a.again,
		Backoff:      a.backoff,
		ErrorHandler: retryablehttp.PassthroughErrorHandler,
	}
}

// again decides whether to send the request once more. It sees every answer and every failure.
func (a *attempts) again(ctx context.Context, resp *http.Response, err error) (bool, error) {
	if a.effect(resp, err) {
		a.mayBeDone = true
	}
	select {
	case <-ctx.Done():
		return false, nil
	default:
	}
	if err == nil && resp.StatusCode == http.StatusTooManyRequests {
		if a.refusedAt.IsZero() {
			a.refusedAt = time.Now()
		}
		return time.Since(a.refusedAt) < a.client.patience, nil
	}
	if !a.repeatable(resp, err) || a.failures >= a.client.maxRetries {
		return false, nil
	}
	a.failures++
	return true, nil
}

// effect reports whether an attempt may have changed something although its answer doesn't say so.
func (a *attempts) effect(resp *http.Response, err error) bool {
	if a.call.method == http.MethodGet {
		return false
	}
	if err != nil {
		lost, ok := errors.AsType[*lostError](err)
		_, misread := errors.AsType[*malformed](err)
		return ok && lost.sent || misread
	}
	return resp.StatusCode >= 500 && resp.StatusCode != http.StatusNotImplemented || resp.StatusCode == http.StatusRequestTimeout
}

// repeatable reports whether a failure may pass, and the request may be sent again.
func (a *attempts) repeatable(resp *http.Response, err error) bool {
	safe := a.call.method != http.MethodPost
	if err != nil {
		if lost, ok := errors.AsType[*lostError](err); ok {
			return (safe || !lost.sent) && !lost.hopeless()
		}
		misread, ok := errors.AsType[*malformed](err)
		return ok && misread.cut && safe
	}
	switch resp.StatusCode {
	case http.StatusInternalServerError, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return safe
	}
	return false
}

// backoff is how long to wait before the next attempt. The gate sees to Retry-After and the quota.
func (a *attempts) backoff(least, most time.Duration, _ int, resp *http.Response) time.Duration {
	if resp != nil && resp.StatusCode == http.StatusTooManyRequests {
		return 0
	}
	wait := min(least<<min(a.failures-1, 20), most)
	wait = wait/2 + time.Duration(a.client.jitter()*float64(wait/2))
	reason := "the connection failed"
	if resp != nil {
		reason = "status " + strconv.Itoa(resp.StatusCode)
	}
	logRepeat(a.call.ctx, reason, wait, a.failures, a.client.maxRetries)
	return wait
}

// ambiguous reports whether a failed call may have been carried out all the same. An answer that
// refuses it on its merits settles that; one about the key or the quota doesn't.
func (a *attempts) ambiguous(status int) bool {
	if !a.mayBeDone {
		return false
	}
	switch status {
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusRequestTimeout, http.StatusTooManyRequests:
		return true
	}
	return status < 400 || status >= 500
}
