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

	// freed tells the request that is next that another one has its answer.
	freed chan struct{}

	mu       sync.Mutex
	quota    *quota
	underWay int
	window   int // how many may be under way
}

// firstWindow is how many requests may be under way before the first is answered. Each that is
// accepted makes room for one more, so that many at once, which Terraform can be told to make, grow
// within a few answers; but a first refusal never meets more of them than were accepted before.
const firstWindow = 16

func newGate(next http.RoundTripper, quota *quota, patience time.Duration) *gate {
	return &gate{next: next, patience: patience, turn: make(chan struct{}, 1), freed: make(chan struct{}, 1), quota: quota, window: firstWindow}
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
	g.learn(req.Context(), resp, sent)
	return resp, err
}

// pass waits until the request may go.
func (g *gate) pass(ctx context.Context) (err error) {
	if err := ctx.Err(); err != nil {
		return err
	}
	came, reason := time.Now(), waitQueue
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
		wait, why := g.ask(ctx)
		if why == "" {
			return nil
		}
		if reason == waitQueue || why == waitHold {
			reason = why // what it waits for first, or worst
		}
		if why == waitHold {
			if err := g.bearable(ctx, wait); err != nil {
				return err
			}
		}
		if err := g.sleep(ctx, wait); err != nil {
			return err
		}
	}
}

// Why a request waits, as the log says it.
const (
	waitQueue  = "others are before it"
	waitWindow = "enough are under way"
	waitPace   = "the pace that the quota allows"
	waitHold   = "the service asked to be left alone"
)

// ask says how long the next request has to wait and why; if it needn't, it counts as under way.
func (g *gate) ask(ctx context.Context) (wait time.Duration, why string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.underWay >= g.window {
		return 0, waitWindow
	}
	before := g.quota.limit
	wait, held := g.quota.next(time.Now())
	logPace(ctx, before, g.quota.limit)
	switch {
	case held:
		return wait, waitHold
	case wait > 0:
		return wait, waitPace
	}
	g.underWay++
	return 0, ""
}

// sleep waits for so long, or without a time until another request has its answer.
func (g *gate) sleep(ctx context.Context, wait time.Duration) error {
	var over <-chan time.Time
	freed := g.freed
	if wait > 0 {
		timer := time.NewTimer(wait)
		defer timer.Stop()
		over, freed = timer.C, nil
	}
	select {
	case <-over:
	case <-freed:
	case <-ctx.Done():
		return ctx.Err()
	}
	return nil
}

// learn tells the quota what the service made of a request; resp is nil if there was no answer.
func (g *gate) learn(ctx context.Context, resp *http.Response, sent time.Time) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.underWay--
	select {
	case g.freed <- struct{}{}:
	default:
	}
	if resp == nil {
		return
	}
	now, before := time.Now(), g.quota.limit
	after, told := retryAfter(resp.Header, now)
	switch {
	case resp.StatusCode == http.StatusTooManyRequests:
		if g.quota.refuse(sent, now, after) {
			logHold(ctx, "the quota is used up", g.quota.heldUntil.Sub(now), told)
		}
	case resp.StatusCode == http.StatusServiceUnavailable && after > 0:
		if until := now.Add(after); until.After(g.quota.heldUntil) {
			g.quota.holdUntil(until)
			logHold(ctx, "the service is unavailable", after, told)
		}
	default:
		g.window++
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
