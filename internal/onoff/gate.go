package onoff

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"
)

// gate is what every request of a client passes, repetitions too. It lets them through in the order
// they came, at the pace the quota allows, and none at all while the service asked to be left alone:
// a Retry-After told to one request is meant for the key, so it holds for all.
type gate struct {
	next     http.RoundTripper
	patience time.Duration

	// turn is held by the request that is next. The runtime serves the senders that wait on a
	// channel in the order they came, which is what makes the waiting fair.
	turn chan struct{}

	mu    sync.Mutex
	quota *quota
}

func newGate(next http.RoundTripper, quota *quota, patience time.Duration) *gate {
	return &gate{next: next, patience: patience, turn: make(chan struct{}, 1), quota: quota}
}

// RoundTrip waits for the request's turn, sends it and learns from the answer.
func (g *gate) RoundTrip(req *http.Request) (*http.Response, error) {
	if err := g.pass(req.Context()); err != nil {
		if req.Body != nil {
			_ = req.Body.Close()
		}
		return nil, err
	}
	sent := time.Now()
	resp, err := g.next.RoundTrip(req)
	if err == nil {
		g.learn(req.Context(), resp, sent)
	}
	return resp, err
}

// pass waits until the request may go.
func (g *gate) pass(ctx context.Context) (err error) {
	if err := ctx.Err(); err != nil {
		return err
	}
	came, reason := time.Now(), "queue"
	select {
	case g.turn <- struct{}{}:
	case <-ctx.Done():
		logWait(ctx, reason, time.Since(came))
		return ctx.Err()
	}
	defer func() {
		<-g.turn
		logWait(ctx, reason, time.Since(came))
	}()
	for {
		wait, held := g.ask(ctx)
		if wait == 0 {
			return nil
		}
		reason = "pace"
		if held {
			reason = "hold"
			if err := g.bearable(ctx, wait); err != nil {
				return err
			}
		}
		timer := time.NewTimer(wait)
		select {
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
			return ctx.Err()
		}
	}
}

// ask is quota.next for one of many goroutines.
func (g *gate) ask(ctx context.Context) (wait time.Duration, held bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	before := g.quota.limit
	wait, held = g.quota.next(time.Now())
	logPace(ctx, before, g.quota.limit)
	return wait, held
}

// learn tells the quota what the service made of a request.
func (g *gate) learn(ctx context.Context, resp *http.Response, sent time.Time) {
	now := time.Now()
	after, told := retryAfter(resp.Header, now)
	g.mu.Lock()
	defer g.mu.Unlock()
	before := g.quota.limit
	switch {
	case resp.StatusCode == http.StatusTooManyRequests:
		if g.quota.refuse(sent, now, after) {
			logHold(ctx, "quota", g.quota.heldUntil.Sub(now), told)
		}
	case resp.StatusCode == http.StatusServiceUnavailable && after > 0:
		if until := now.Add(after); until.After(g.quota.heldUntil) {
			g.quota.holdUntil(until)
			logHold(ctx, "unavailable", after, told)
		}
	default:
		g.quota.accept(sent, now)
		logPace(ctx, before, g.quota.limit)
	}
}

// bearable is an error for a wait that is longer than this request may take anyway, so that it fails
// now and not at the end of it.
func (g *gate) bearable(ctx context.Context, wait time.Duration) error {
	deadline, bound := ctx.Deadline()
	if wait > g.patience || bound && time.Until(deadline) < wait {
		return &heldError{wait: wait}
	}
	return nil
}

// heldError is why a request wasn't sent.
type heldError struct{ wait time.Duration }

func (e *heldError) Error() string {
	return fmt.Sprintf("the service asked to be left alone for another %s, which is longer than this may take",
		e.wait.Round(time.Second))
}
