package simulator

import (
	"crypto/sha256"
	"net/http"
	"time"
)

const (
	// answerLife is how long an answer is given again for its idempotency key.
	answerLife = time.Hour

	maxIdempotencyKey = 255
)

// answerBook keeps the successful answers to POSTs by their idempotency key.
type answerBook struct {
	byKey   map[string]*answered
	inOrder []*answered // by age, the oldest first
}

type answered struct {
	key          string
	route, value string // which operation on which object
	body         [sha256.Size]byte
	at           time.Time
	reply        reply
}

func newAnswerBook() answerBook { return answerBook{byKey: map[string]*answered{}} }

// performOnce performs a POST, unless its idempotency key tells that it was performed before and
// what was answered then still stands. The organisation's lock is held, so that of two requests
// with one key that arrive together the second finds the answer to the first.
func (s *Simulator) performOnce(found match, c *call) (reply, *refusal) {
	handle := found.operation.handle
	keys := c.header.Values("Idempotency-Key")
	if len(keys) == 0 {
		return handle(s, c)
	}
	key := keys[0]
	if len(keys) > 1 || key == "" || len(key) > maxIdempotencyKey {
		return reply{}, invalid("request.invalid", "Idempotency-Key isn't one text of 1 to %d characters.", maxIdempotencyKey)
	}
	s.answers.forget(c.now)
	this := &answered{key: key, route: found.route, value: found.value, body: sha256.Sum256(c.body), at: c.now}
	if earlier := s.answers.byKey[key]; earlier != nil {
		if earlier.route != this.route || earlier.value != this.value || earlier.body != this.body {
			return reply{}, conflict("idempotencyKey.reused", "The Idempotency-Key was used for another request.")
		}
		if earlier.reply.stands == nil || earlier.reply.stands(s.org) {
			again := earlier.reply
			again.replayed = true
			return again, nil
		}
	}
	answer, refused := handle(s, c)
	if refused == nil && answer.status < http.StatusMultipleChoices {
		this.reply = answer
		s.answers.remember(this)
	}
	return answer, refused
}

func (b *answerBook) remember(a *answered) {
	b.byKey[a.key] = a
	b.inOrder = append(b.inOrder, a)
}

// forget drops what is too old to be given again. An answer that was overtaken by a later one to the
// same key leaves the later one alone.
func (b *answerBook) forget(now time.Time) {
	for len(b.inOrder) > 0 && now.Sub(b.inOrder[0].at) >= answerLife {
		oldest := b.inOrder[0]
		b.inOrder = b.inOrder[1:]
		if b.byKey[oldest.key] == oldest {
			delete(b.byKey, oldest.key)
		}
	}
}
