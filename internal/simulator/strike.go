package simulator

import (
	"context"
	"net/http"
)

// strike is a fault at work on one request.
type strike struct{ Fault }

func (f strike) when() string {
	if f.When == "" {
		return before
	}
	return f.When
}

func (f strike) wait(ctx context.Context, s *Simulator, when string) {
	if f.Delay > 0 && f.when() == when {
		s.options.Sleep(ctx, f.Delay)
	}
}

// replaces tells whether the fault answers in the service's place.
func (f strike) replaces() bool { return f.Status != 0 && f.when() == before }

// spoil turns the service's answer into what the client gets to see.
func (f strike) spoil(answer reply) reply {
	if f.Status != 0 {
		return f.answer()
	}
	if f.Body != nil {
		answer.raw, answer.faulty = []byte(*f.Body), true
		answer.body = nil
	}
	return answer
}

// answer is that of a fault with a status.
func (f strike) answer() reply {
	r := reply{status: f.Status, retryAfter: f.RetryAfter, faulty: true}
	switch {
	case f.Body != nil:
		r.raw = []byte(*f.Body)
	case f.Status >= http.StatusBadRequest:
		r.body = errorBody{Error: errorDetail{Code: faultCode(f.Status), Message: "This is a fault that the simulator was told to make."}}
	}
	return r
}

func faultCode(status int) string {
	switch status {
	case http.StatusUnauthorized:
		return "apiKey.invalid"
	case http.StatusForbidden:
		return "apiKey.forbidden"
	case http.StatusNotFound:
		return routeNotFound().code
	case http.StatusMethodNotAllowed:
		return methodNotAllowed().code
	case http.StatusTooManyRequests:
		return "rate.limited"
	}
	if status < http.StatusInternalServerError {
		return "request.invalid"
	}
	return "internal"
}
