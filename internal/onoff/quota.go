package onoff

import (
	"slices"
	"time"

	"golang.org/x/time/rate"
)

const (
	// headroom is how much of a measured quota is used. The rest makes up for requests that bunch on
	// their way.
	headroom = 0.95

	// fewest accepted requests between two refusals make a measurement.
	fewest = 5

	// slowest is a pace that no refusal goes below: a stricter quota is kept by Retry-After alone.
	slowest rate.Limit = 0.5

	// cautious is the pace to begin with after a refusal that came too early to measure anything.
	cautious rate.Limit = 2

	// boundless is a pace that isn't worth keeping.
	boundless rate.Limit = 5000

	// saving is how much time without requests may be made up for at once. It halves whenever a
	// pace that was thought to be safe is refused, down to leastSaving: a service that counts by
	// the calendar second has no memory of what wasn't used.
	saving      = time.Second
	leastSaving = 100 * time.Millisecond

	// catchUp and probe are how long a pace must go well before it is raised: quickly up to what
	// was measured, slowly beyond, and bolder each time that nothing is refused.
	catchUp   = time.Second
	probe     = 10 * time.Second
	probeStep = 0.05
	boldest   = 5

	// firstHold and longestHold are how long to hold back where the service doesn't say.
	firstHold   = 500 * time.Millisecond
	longestHold = 5 * time.Second

	// idle is a pause after which a service's bucket is taken to have filled up again.
	idle = 2 * time.Second

	// remembered is how many accepted requests an estimate looks at.
	remembered = 1024
)

// quota learns how many requests a service takes, from what it refuses.
//
// A service lets through what is in a bucket that fills at a steady rate, or so many requests in a
// window of time. Neither is documented, so both are found out. At the first refusal the bucket has
// just run empty: what went through since it was full, over the time that took plus the time until
// there is room again, is the rate, if the bucket holds what such a time brings. Between two refusals
// the bucket went from empty to empty: what went through in between, over that time, is the rate
// whatever the bucket holds. From then on the quota mirrors the bucket, a little slower, so that the
// service has no reason to refuse.
//
// It is plain arithmetic on times that are handed in. Its user keeps calls apart.
type quota struct {
	most    rate.Limit // never exceeded, whatever is learned
	limit   rate.Limit // the present pace
	ceiling rate.Limit // the pace that the last measurement allows
	saving  time.Duration
	bucket  *rate.Limiter // nil while there is no limit
	jitter  func() float64

	heldUntil time.Time
	heldAt    time.Time // when the last run of refusals began
	refused   time.Time // when the first of them was sent
	hold      time.Duration
	unsettled bool // nothing was concluded from them yet
	inVain    int  // runs of refusals with nothing accepted in between

	since    time.Time // the refusal that the count began with, if any
	accepted int
	sends    []time.Time // when the accepted ones were sent, the last of them
	oldest   int
	lastSent time.Time

	paced   bool // the pace kept a request waiting since it was last changed
	changed time.Time
	bold    int
}

func newQuota(most rate.Limit, jitter func() float64) *quota {
	q := &quota{most: most, limit: most, ceiling: rate.Inf, saving: saving, jitter: jitter}
	if q.limit != rate.Inf {
		q.saving = leastSaving
		q.bucket = rate.NewLimiter(q.limit, q.burst())
	}
	return q
}

// next says how long the next request has to wait, and whether that is because the service has to be
// left alone. If it needn't wait, it counts as sent.
func (q *quota) next(now time.Time) (wait time.Duration, held bool) {
	if wait := q.heldUntil.Sub(now); wait > 0 {
		return wait, true
	}
	q.settle()
	if q.bucket != nil && !q.bucket.AllowN(now, 1) {
		q.paced = true
		reservation := q.bucket.ReserveN(now, 1)
		defer reservation.CancelAt(now)
		return max(reservation.DelayFrom(now), time.Microsecond), false
	}
	if pause := now.Sub(q.lastSent); pause > idle && pause > 2*q.interval() && now.Sub(q.heldUntil) > idle {
		q.recount(time.Time{})
	}
	q.lastSent = now
	return 0, false
}

// accept counts a request that the service took, and raises the pace when it went well for long.
func (q *quota) accept(sent, now time.Time) {
	q.inVain = 0
	if sent.Before(q.since) {
		return
	}
	q.accepted++
	if len(q.sends) < remembered {
		q.sends = append(q.sends, sent)
	} else {
		q.sends[q.oldest] = sent
		q.oldest = (q.oldest + 1) % remembered
	}
	if q.bucket == nil || !q.paced || q.unsettled || q.limit == q.most {
		return
	}
	calm := sent.Sub(q.changed) // by when it was sent, since an answer can be long in coming
	switch {
	case q.limit < q.ceiling && calm >= catchUp:
		q.pace(now, min(q.limit*2, q.ceiling))
	case q.limit >= q.ceiling && calm >= probe:
		q.pace(now, q.limit*(1+probeStep*rate.Limit(int(1)<<q.bold)))
		q.bold = min(q.bold+1, boldest)
	}
}

// refuse notes that the service refused a request for the quota, and reports whether that begins a
// new hold. Requests that were under way when it began are refused as well and teach nothing.
func (q *quota) refuse(sent, now time.Time, retryAfter time.Duration) (began bool) {
	began = q.heldAt.IsZero() || sent.After(q.heldAt)
	hold := retryAfter
	if hold <= 0 {
		hold = min(firstHold<<min(q.inVain, 10), longestHold)
		hold += time.Duration(q.jitter() * float64(hold) / 4)
	}
	if began {
		q.heldAt, q.refused, q.hold, q.unsettled = now, sent, hold, true
		q.inVain++
	}
	q.holdUntil(now.Add(hold))
	return began
}

// holdUntil lets nothing through until then.
func (q *quota) holdUntil(t time.Time) {
	if t.After(q.heldUntil) {
		q.heldUntil = t
	}
}

// settle concludes from a run of refusals. That is done when the hold ends, since by then the
// requests that were under way when it began are answered too.
func (q *quota) settle() {
	if !q.unsettled {
		return
	}
	q.unsettled = false
	if q.inVain <= 1 { // else it isn't the pace that is refused
		q.slowDown()
	}
	// The service's bucket was empty when the refusal came; so is its mirror, and one more is left
	// for what is under way. When the hold is over there is room for one, as the service said.
	q.bucket = rate.NewLimiter(q.limit, q.burst())
	q.bucket.ReserveN(q.heldAt, q.bucket.Burst())
	q.bucket.ReserveN(q.heldAt, 1)
	if q.bucket.TokensAt(q.heldUntil) < 1 {
		q.bucket = rate.NewLimiter(q.limit, q.burst())
		q.bucket.ReserveN(q.heldUntil, q.bucket.Burst()-1)
	}
	q.paced, q.changed = false, q.heldUntil
}

// slowDown finds the pace that would not have been refused.
func (q *quota) slowDown() {
	known, pace := q.ceiling != rate.Inf, q.limit/2
	if known && q.limit <= q.ceiling {
		q.saving = max(q.saving/2, leastSaving)
	}
	if estimate := headroom * q.estimate(); q.accepted >= fewest {
		if !known && q.limit != rate.Inf {
			// The pace is still being found, and the one before the last doubling went well.
			estimate = max(estimate, headroom*q.limit/2)
		}
		q.ceiling = max(min(estimate, headroom*q.limit), slowest)
		pace = q.ceiling
		q.recount(q.heldAt)
	} else if q.limit == rate.Inf {
		pace = max(estimate, cautious)
		q.recount(q.heldAt)
	}
	q.bold = 0
	q.limit = max(min(pace, headroom*q.limit), slowest)
}

// estimate is the rate that explains what was accepted before the refusal.
func (q *quota) estimate() rate.Limit {
	sends := slices.DeleteFunc(slices.Clone(q.sends), q.refused.Before)
	slices.SortFunc(sends, time.Time.Compare)
	var best float64
	for i, first := range sends {
		if span := q.refused.Sub(first) + q.hold; span > 0 {
			best = max(best, float64(len(sends)-i)/span.Seconds())
		}
	}
	if span := q.heldAt.Sub(q.since); !q.since.IsZero() && span > 0 {
		best = max(best, float64(q.accepted)/span.Seconds())
	}
	return rate.Limit(best)
}

// recount starts counting anew, from a refusal or, without one, from a bucket that may be full.
func (q *quota) recount(since time.Time) {
	q.since, q.accepted, q.sends, q.oldest = since, 0, q.sends[:0], 0
}

// pace changes the pace to a higher one.
func (q *quota) pace(now time.Time, limit rate.Limit) {
	q.paced, q.changed = false, now
	if q.limit = min(limit, q.most); q.limit > boundless && q.most == rate.Inf {
		q.limit, q.ceiling, q.saving, q.bucket = rate.Inf, rate.Inf, saving, nil
		return
	}
	q.bucket.SetLimitAt(now, q.limit)
	q.bucket.SetBurstAt(now, q.burst())
}

// burst is how many requests may go at once after a pause.
func (q *quota) burst() int {
	return max(1, int(float64(q.limit)*q.saving.Seconds()))
}

// interval is the time between two requests at the present pace.
func (q *quota) interval() time.Duration {
	if q.bucket == nil {
		return 0
	}
	return time.Duration(float64(time.Second) / float64(q.limit))
}
