package onoff

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
)

// idempotencyHeader is Idempotency-Key, which a server reads in whatever letter case. The lower case
// hides it from net/http: that repeats a POST by itself when a kept connection breaks, if the header
// is there in its usual spelling, although not every endpoint honours it. What is left is what it
// does with any POST, and safely: to take another connection if nothing at all was written.
const idempotencyHeader = "idempotency-key"

// idempotencyKey is the same for the same wish, in this run and in the next: a run that was killed
// between the service's commit and Terraform's record finds its own work again. It is derived from
// the operation, the natural key of what is made, and the body, whose form is canonical (fixed order
// of fields, sorted sets).
func idempotencyKey(op, naturalKey string, body []byte) string {
	h := sha256.New()
	for _, part := range [][]byte{[]byte(op), []byte(naturalKey), body} {
		sum := sha256.Sum256(part)
		h.Write(sum[:])
	}
	return hex.EncodeToString(h.Sum(nil))
}

// newWish makes a natural key that no other call has, for what leaves nothing behind by which it could
// be found again: a mail. Who asks for the same mail a second time wants a second mail, and within the
// hour for which answers are repeated, a key that says nothing but the member would bring them the
// first answer again and no mail. Only the repetitions within one call share the key.
func newWish(naturalKey string) string { return naturalKey + " " + rand.Text() }
