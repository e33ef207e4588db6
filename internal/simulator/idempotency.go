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
type answerBook map[string]answered

type answered struct {
	path  string
	body  [sha256.Size]byte
	at    time.Time
	reply reply
}

// performOnce performs a POST, unless its idempotency key tells that it was performed before and
// what was answered then still stands. The organisation's lock is held, so that of two requests
// with one key that arrive together the second finds the answer to the first.
func (s *Simulator) performOnce(op *operation, path string, c *call) (reply, *refusal) {
	keys := c.header.Values("Idempotency-Key")
	if len(keys) == 0 {
		return op.handle(s, c)
	}
	key := keys[0]
	if len(keys) > 1 || key == "" || len(key) > maxIdempotencyKey {
		return reply{}, invalid("request.invalid", "Idempotency-Key isn't one text of 1 to %d characters.", maxIdempotencyKey)
	}
	s.answers.forget(c.now)
	digest := sha256.Sum256(c.body)
	if earlier, known := s.answers[key]; known {
		if earlier.path != path || earlier.body != digest {
			return reply{}, conflict("idempotencyKey.reused", "The Idempotency-Key was used for another request.")
		}
		if earlier.reply.stands == nil || earlier.reply.stands(s.org) {
			again := earlier.reply
			again.replayed = true
			return again, nil
		}
	}
	answer, refused := op.handle(s, c)
	if refused == nil && answer.status < http.StatusMultipleChoices {
		s.answers[key] = answered{path: path, body: digest, at: c.now, reply: answer}
	}
	return answer, refused
}

// forget drops what is too old to be given again.
func (b answerBook) forget(now time.Time) {
	for key, a := range b {
		if now.Sub(a.at) >= answerLife {
			delete(b, key)
		}
	}
}
