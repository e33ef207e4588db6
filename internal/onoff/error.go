package onoff

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// Error is why an operation failed. It is always a pointer, and what it means is asked by function:
// NotFound, Conflict and the others, which also see through wrapping.
type Error struct {
	// Op is what was being done, for example "create member".
	Op string

	// Method and Route are the request, the route as a template: "/members/{memberId}".
	Method, Route string

	// StatusCode is the answer's status; 0 if there was no answer.
	StatusCode int

	// Code, Message and SequenceNumber are what the service says; the number is what the vendor's
	// support asks for. All are empty if the answer wasn't the service's.
	Code, Message, SequenceNumber string

	// RetryAfter is how long the service asked to wait; 0 if it didn't.
	RetryAfter time.Duration

	// Ambiguous says that the request may have had effect although no answer confirms it.
	Ambiguous bool

	// Err is what went wrong on the way, if the service isn't what refused.
	Err error
}

// Error is the whole story in one line. It never holds the API key, and of an answer that isn't the
// service's no more than a short excerpt.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.Op)
	if e.StatusCode != 0 {
		fmt.Fprintf(&b, ": the endpoint answered %d", e.StatusCode)
		if text := http.StatusText(e.StatusCode); text != "" {
			b.WriteString(" " + text)
		}
	}
	if e.Code != "" {
		fmt.Fprintf(&b, " (%s)", e.Code)
	}
	if e.Message != "" {
		b.WriteString(": " + e.Message)
	}
	if e.Err != nil {
		b.WriteString(": " + e.Err.Error())
	}
	if e.SequenceNumber != "" {
		fmt.Fprintf(&b, " [sequence number %s]", e.SequenceNumber)
	}
	return b.String()
}

// Unwrap gives what went wrong on the way, so that a cancelled context can be told.
func (e *Error) Unwrap() error { return e.Err }

// NotFound reports whether the object is known not to exist. An endpoint that lacks the operation
// also answers 404; that is NotOffered, and says nothing about the object.
func NotFound(err error) bool {
	e, ok := errors.AsType[*Error](err)
	return ok && e.StatusCode == http.StatusNotFound && gone[e.Code]
}

// NotOffered reports whether the endpoint lacks the operation. The public gateway answers
// `invalid.id` whatever single object is asked for, so that counts for a GET: only a listing can
// tell whether the object exists.
func NotOffered(err error) bool {
	e, ok := errors.AsType[*Error](err)
	if !ok {
		return false
	}
	switch e.StatusCode {
	case http.StatusNotFound:
		return !gone[e.Code]
	case http.StatusMethodNotAllowed, http.StatusNotImplemented:
		return true
	case http.StatusBadRequest:
		return e.Method == http.MethodGet && e.Code == CodeInvalidID
	}
	return false
}

// Conflict reports whether a rule of the service stands against it. Which one is in the code.
func Conflict(err error) bool { return hasStatus(err, http.StatusConflict) }

// Unauthorized reports whether the API key was refused.
func Unauthorized(err error) bool { return hasStatus(err, http.StatusUnauthorized) }

// Forbidden reports whether the API key lacks the right.
func Forbidden(err error) bool { return hasStatus(err, http.StatusForbidden) }

// RateLimited reports whether the quota stayed used up for as long as the client may wait.
func RateLimited(err error) bool { return hasStatus(err, http.StatusTooManyRequests) }

// Ambiguous reports whether the request may have had effect although no answer confirms it.
func Ambiguous(err error) bool {
	e, ok := errors.AsType[*Error](err)
	return ok && e.Ambiguous
}

// HasCode reports whether the service gave this code as the reason.
func HasCode(err error, code string) bool {
	e, ok := errors.AsType[*Error](err)
	return ok && code != "" && e.Code == code
}

// Absent is the error for an object that a complete listing doesn't have: NotFound holds for it. The
// noun is that of the contract's codes: member, department, number or license.
func Absent(noun, key string) error {
	return &Error{
		Op:         "read " + noun,
		Method:     http.MethodGet,
		StatusCode: http.StatusNotFound,
		Code:       noun + ".notFound",
		Message:    fmt.Sprintf("there is no %s %q", noun, key),
	}
}

func hasStatus(err error, status int) bool {
	e, ok := errors.AsType[*Error](err)
	return ok && e.StatusCode == status
}
