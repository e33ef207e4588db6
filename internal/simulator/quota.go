package simulator

import (
	"math"
	"net/http"
	"sync"
	"time"
)

// quota is a bucket that fills at a steady rate, and holds what a second brings. An organisation
// has one, whatever the number of its clients.
type quota struct {
	perSecond, size float64
	now             func() time.Time

	mu     sync.Mutex
	tokens float64
	filled time.Time
}

// newQuota returns nil, which refuses nothing, for a rate of 0.
func newQuota(perSecond float64, now func() time.Time) *quota {
	if perSecond == 0 {
		return nil
	}
	size := math.Ceil(perSecond)
	return &quota{perSecond: perSecond, size: size, now: now, tokens: size, filled: now()}
}

// take uses one request of the quota, or says when there will be one. A refused request costs
// nothing, so that a client that waits as told is served.
func (q *quota) take() *refusal {
	if q == nil {
		return nil
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	now := q.now()
	if passed := now.Sub(q.filled); passed > 0 {
		q.tokens = min(q.size, q.tokens+passed.Seconds()*q.perSecond)
		q.filled = now
	}
	if q.tokens >= 1 {
		q.tokens--
		return nil
	}
	wait := time.Duration((1 - q.tokens) / q.perSecond * float64(time.Second))
	return &refusal{
		status:     http.StatusTooManyRequests,
		code:       "rate.limited",
		message:    "Too many requests.",
		retryAfter: max(wait, time.Nanosecond),
	}
}
