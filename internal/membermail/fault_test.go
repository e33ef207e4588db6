package membermail_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

// secret is a temporary password of a service that gives it away where it shouldn't.
const secret = "Mirabellenkompott-1911"

// fault is something that goes wrong with the one request of an invocation.
type fault struct {
	fault func(route string) simulator.Fault
	mails int  // that went out all the same
	sent  int  // requests; 1 if 0
	fine  bool // no error
	tell  bool // nobody can tell
	says  string
}

func status(code int, says string) fault {
	return fault{fault: func(route string) simulator.Fault { return acctest.Answers(route, code) }, says: says}
}

var faults = map[string]fault{
	"lost reply":   {fault: acctest.LostReply, mails: 1, tell: true},
	"lost request": {fault: acctest.LostRequest, tell: true},
	"quota used up for a moment": {
		fault: func(route string) simulator.Fault {
			return simulator.Fault{Route: route, Status: http.StatusTooManyRequests, RetryAfter: "0", Count: 2}
		},
		mails: 1, sent: 3, fine: true,
	},
	"error before the mail": {
		fault: func(route string) simulator.Fault { return acctest.Answers(route, http.StatusInternalServerError) }, tell: true,
	},
	"error after the mail": {
		fault: func(route string) simulator.Fault {
			return simulator.Fault{Route: route, Status: http.StatusServiceUnavailable, When: "after", Count: 1}
		},
		mails: 1, tell: true,
	},
	"wrong key":          status(http.StatusUnauthorized, "The API doesn't accept the key"),
	"key lacks right":    status(http.StatusForbidden, "lacks the right"),
	"no such route":      status(http.StatusNotFound, "This endpoint doesn't offer the operation"),
	"method not allowed": status(http.StatusMethodNotAllowed, "This endpoint doesn't offer the operation"),
	"somebody else's page": {
		fault: func(route string) simulator.Fault {
			return acctest.AnswersWith(route, http.StatusOK, "<!DOCTYPE html><html><body>Sign in</body></html>")
		},
		tell: true, says: "HTML page",
	},
	"refusal that gives the password away": {
		fault: func(route string) simulator.Fault {
			return acctest.AnswersWith(route, http.StatusBadRequest, `{"error":{"code":"request.invalid","message":"No."},"temporaryPassword":"`+secret+`"}`)
		},
		says: "request.invalid",
	},
	"answer that gives the password away": {
		fault: func(route string) simulator.Fault {
			return acctest.AnswersWith(route, http.StatusOK, `{"temporaryPassword":"`+secret+`"}`)
		},
		fine: true,
	},
}

// Whatever goes wrong, an invocation mails at most once, with idempotency keys or without. Where nobody
// can tell, it says so and how to find out; a second invocation is a person's decision and mails again.
func TestWhateverGoesWrong(t *testing.T) {
	t.Parallel()
	for name, f := range faults {
		for keys, ignored := range map[string]bool{"keys honoured": false, "keys ignored": true} {
			t.Run(name+"/"+keys, func(t *testing.T) {
				t.Parallel()
				each(t, func(t *testing.T, k kind) {
					h := acctest.New(t, acctest.Company(office()), acctest.Setting("max_retries", "3"),
						acctest.Service(func(o *simulator.Options) { o.IgnoreIdempotencyKeys = ignored }))
					h.Fault(f.fault(k.route))
					progress, diags := h.Protocol().Action(k.action, anna)
					f.judge(t, k, h, progress, diags)
					if t.Failed() {
						return
					}
					h.NoFaults()
					_, diags = h.Protocol().Action(k.action, anna)
					acctest.OK(t, diags)
					k.mailed(t, h, f.mails+1)
				})
			})
		}
	}
}

func (f fault) judge(t *testing.T, k kind, h *acctest.Harness, progress []string, diags acctest.Diagnostics) {
	t.Helper()
	k.mailed(t, h, f.mails)
	h.WantSent(max(f.sent, 1), k.route)
	keys := map[string]bool{}
	for _, request := range h.Sent(k.route) {
		keys[request.IdempotencyKey] = true
	}
	if len(keys) != 1 {
		t.Errorf("the repetitions have the keys %v", keys)
	}
	switch {
	case f.fine:
		acctest.OK(t, diags)
	case f.tell:
		wantError(t, diags, k.tell, "Ask the member whether the mail arrived", "invoke the action again", f.says)
	default:
		wantError(t, diags, k.try, f.says)
	}
	if done := len(progress) == 2; done != f.fine {
		t.Errorf("said %q", progress)
	}
	if text := diags.Errors() + diags.Warnings() + strings.Join(progress, " "); strings.Contains(text, secret) {
		t.Errorf("the password is in %q", text)
	}
}

// Trouble with looking the member up is an error before anything is sent.
func TestTroubleWithTheLookUp(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, k kind) {
		h := acctest.New(t, acctest.Company(office()), acctest.Setting("max_retries", "0"))
		h.Fault(acctest.Answers("GET *", http.StatusInternalServerError))
		progress, diags := h.Protocol().Action(k.action, anna)
		wantError(t, diags, k.try)
		if len(progress) > 0 {
			t.Errorf("said %q", progress)
		}
		h.WantSent(0, "POST *")
	})
}

// A run that is interrupted before the request sends none.
func TestInterrupted(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, k kind) {
		h := acctest.New(t, acctest.Company(office()))
		p := h.Protocol()
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		p.Context = ctx
		_, diags := p.Action(k.action, acctest.Attrs{"member_id": "mem-anna"})
		wantError(t, diags, "Can't")
		h.WantSent(0, "POST *")
		k.mailed(t, h, 0)
	})
}
