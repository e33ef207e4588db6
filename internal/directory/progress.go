package directory

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
)

// slot is room for a change: what a refused write waits for, and what another one frees. Of is empty
// for all slots of the kind.
type slot struct{ kind, of string }

const (
	slotHeld           = "numbers of a holder"
	slotPhone          = "holder of a number"
	slotClaim          = "number that another block is to get"
	slotLicense        = "free licence"
	slotAssigned       = "licence in use"
	slotEmail          = "e-mail"
	slotDepartmentName = "department name"
	slotLicenseName    = "licence block name"
	slotDepartment     = "members of a department"
	slotAdministrator  = "administrator"
)

// anyLicense is what waits for a licence of whichever block.
const anyLicense = "*"

const (
	// tooSoonWait is how long to wait for a number that can't be moved yet, if the service doesn't say.
	tooSoonWait = time.Minute

	// A write that is woken again and again is tried ever more slowly: a department that 300 members
	// leave one by one needn't be tried 300 times.
	shortestPause = 100 * time.Millisecond
	longestPause  = 2 * time.Second
)

// progress is how the run gets on. A write that is refused because something is in its way waits for
// another write of the same run to clear it, for as long as there is hope: while others are under way
// or were until a short while ago.
//
// Terraform runs up to ten changes at a time in an order that it knows nothing about: that a number
// has to leave a member before another can come is a rule of the service, not of the graph.
type progress struct {
	patience time.Duration

	mu      sync.Mutex
	changed chan struct{}
	version uint64          // ticks whenever slots are freed
	freed   map[slot]uint64 // the version in which each was last
	gains   int             // how often the run got on
	active  int             // writes under way that aren't waiting
	last    time.Time       // when the run last got on
}

func newProgress(patience time.Duration) *progress {
	return &progress{patience: patience, changed: make(chan struct{}), freed: map[slot]uint64{}}
}

// write is a change to the organisation.
type write struct {
	// try makes the change. Last says that it won't be tried again unless the run gets on.
	try func(ctx context.Context, last bool) error
	// slots are those that would have to be freed for a refusal to be lifted; none if nothing helps.
	slots func(err error) []slot
}

// run tries a write until it succeeds, fails for good, or nothing happens any more that could help. In
// the last case, or if the context ends while it waits, the error is a *Stuck.
func (p *progress) run(ctx context.Context, w write) error {
	began, waited, last := time.Now(), false, false
	rest := time.Duration(0)
	p.enter()
	for {
		mark, gains := p.mark()
		tried := time.Now()
		err := w.try(ctx, last)
		if wait, ok := tooSoon(err); ok && ctx.Err() == nil {
			// It doesn't wait for others and is sure to get on, so others may wait for it.
			if err = coolDown(ctx, wait, err); err == nil {
				continue
			}
		}
		slots := w.slots(err)
		if err == nil || ctx.Err() != nil || len(slots) == 0 {
			p.leave(err == nil || !waited)
			return err
		}
		if !waited {
			tflog.Info(ctx, "waiting for another change of this run to make room", map[string]any{"reason": code(err)})
		}
		p.leave(!waited)
		waited = true
		freed := p.wait(ctx, slots, mark, tried.Add(rest))
		if ctx.Err() != nil || !freed && last && !p.gotOn(gains) {
			return &Stuck{Waited: time.Since(began), Err: err, Ended: ctx.Err()}
		}
		last = !freed
		rest = min(max(2*rest, shortestPause), longestPause)
		p.enter()
	}
}

// enter says that a write is under way.
func (p *progress) enter() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.active++
}

// leave says that it isn't any more, and whether the run got on by it.
func (p *progress) leave(gotOn bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.active--
	if gotOn {
		p.gains++
		p.last = time.Now()
	}
	p.announce()
}

func (p *progress) announce() {
	close(p.changed)
	p.changed = make(chan struct{})
}

// mark is the present, to be compared with later.
func (p *progress) mark() (version uint64, gains int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.version, p.gains
}

// gotOn reports whether the run got on since the mark.
func (p *progress) gotOn(gains int) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.gains > gains
}

// free wakes the writes that wait for one of the slots.
func (p *progress) free(slots ...slot) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.version++
	for _, s := range slots {
		p.freed[s] = p.version
	}
	p.announce()
}

// wait waits until one of the slots is freed, or was since the mark, but not less than until then. It
// gives up, and reports false, when the run has made no progress for as long as patience allows.
func (p *progress) wait(ctx context.Context, slots []slot, mark uint64, then time.Time) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	for ctx.Err() == nil {
		now := time.Now()
		var timer <-chan time.Time
		switch {
		case p.freedSince(slots, mark):
			if !then.After(now) {
				return true
			}
			timer = time.After(then.Sub(now))
		case p.active == 0:
			left := p.last.Add(p.patience).Sub(now)
			if left <= 0 {
				return false
			}
			timer = time.After(left)
		}
		changed := p.changed
		p.mu.Unlock()
		select {
		case <-changed:
		case <-timer:
		case <-ctx.Done():
		}
		p.mu.Lock()
	}
	return false
}

func (p *progress) freedSince(slots []slot, mark uint64) bool {
	for _, s := range slots {
		if p.freed[s] > mark || p.freed[slot{s.kind, ""}] > mark {
			return true
		}
	}
	return false
}

// tooSoon reports how long a number can't be moved yet.
func tooSoon(err error) (time.Duration, bool) {
	if !onoff.HasCode(err, onoff.CodeNumberReassignTooSoon) {
		return 0, false
	}
	if api, ok := errors.AsType[*onoff.Error](err); ok && api.RetryAfter > 0 {
		return api.RetryAfter, true
	}
	return tooSoonWait, true
}

// coolDown waits until a number may be moved, unless that is later than the context ends.
func coolDown(ctx context.Context, wait time.Duration, refusal error) error {
	if deadline, bound := ctx.Deadline(); bound && time.Until(deadline) < wait {
		return &TooSoon{Wait: wait, Err: refusal}
	}
	tflog.Info(ctx, "waiting until the number may be moved: it was assigned a short while ago",
		map[string]any{"wait": wait.String()})
	return pause(ctx, wait)
}

// pause sleeps, unless the context ends first.
func pause(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
