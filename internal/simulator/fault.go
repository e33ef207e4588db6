package simulator

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
)

// FaultHeader marks an answer that a fault made or spoiled. Whoever validates the traffic against
// the contract has to let such an answer pass.
const FaultHeader = "Simulator-Fault"

// When a fault strikes: before the request takes effect, or after.
const (
	before = "before"
	after  = "after"
)

// Fault is something that goes wrong. The zero value of a field means that nothing of its kind does.
// For each request the first fault that matches its route, and is due, strikes; it alone.
type Fault struct {
	// Route is an operation, such as "POST /api/v1/members", or "POST *" for all of a method, or
	// "*" for every request.
	Route string `json:"route"`
	// Skip lets the first so many matching requests pass.
	Skip int `json:"skip,omitempty"`
	// Count is how often the fault strikes; 0 is without end.
	Count int `json:"count,omitempty"`
	// Probability is the chance to strike of each request that is due; 0 is always.
	Probability float64 `json:"probability,omitempty"`

	// When is "before" or "after" the request takes effect. It applies to Status and Delay; before
	// if empty. An error after the effect is a reply that is lost.
	When string `json:"when,omitempty"`
	// Delay waits, with a Status or a Drop in addition to them. If the client goes away while it is
	// waited before the effect, there is none.
	Delay time.Duration `json:"-"`
	// Drop cuts the connection without an answer, "before" or "after" the request takes effect.
	Drop string `json:"drop,omitempty"`
	// Status is answered instead of the service's own.
	Status int `json:"status,omitempty"`
	// RetryAfter is sent with Status, as it is: seconds or an HTTP date.
	RetryAfter string `json:"retryAfter,omitempty"`
	// Body is answered instead of the service's own, or with Status instead of an error envelope.
	Body *string `json:"body,omitempty"`
	// Truncate cuts the connection after so many bytes of the body. At least one byte is missing.
	Truncate *int `json:"truncate,omitempty"`
	// Page spoils a page of a list: "lost" skips a page, "repeated" leads back to the page it is on,
	// "reordered" turns the items round, "truncated" leaves out half of them, "empty" ends the list
	// with no items.
	Page string `json:"page,omitempty"`
}

// FaultState is a fault and how often it struck.
type FaultState struct {
	Fault Fault `json:"fault"`
	Fired int   `json:"fired"`
}

// faultJSON has the delay as people write it.
type faultJSON struct {
	*plainFault
	Delay string `json:"delay,omitempty"`
}

type plainFault Fault

// UnmarshalJSON reads a fault with its delay as text, such as "150ms", and refuses fields that it
// doesn't know.
func (f *Fault) UnmarshalJSON(data []byte) error {
	*f = Fault{}
	wire := faultJSON{plainFault: (*plainFault)(f)}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&wire); err != nil {
		return err
	}
	if wire.Delay == "" {
		return nil
	}
	var err error
	f.Delay, err = time.ParseDuration(wire.Delay)
	return err
}

// MarshalJSON is the reverse of UnmarshalJSON.
func (f Fault) MarshalJSON() ([]byte, error) {
	wire := faultJSON{plainFault: (*plainFault)(&f)}
	if f.Delay != 0 {
		wire.Delay = f.Delay.String()
	}
	return json.Marshal(wire)
}

// check refuses what would never strike, or can't be had together.
func (f Fault) check(routes *routeTable) error {
	oneOf := func(name, given string, allowed ...string) error {
		for _, a := range allowed {
			if given == "" || given == a {
				return nil
			}
		}
		return fmt.Errorf("%s %q is none of %s", name, given, strings.Join(allowed, ", "))
	}
	errs := []error{
		oneOf("when", f.When, before, after),
		oneOf("drop", f.Drop, before, after),
		oneOf("page", f.Page, string(pageLost), string(pageRepeated), string(pageReordered), string(pageTruncated), string(pageEmpty)),
	}
	fail := func(wrong bool, format string, args ...any) {
		if wrong {
			errs = append(errs, fmt.Errorf(format, args...))
		}
	}
	fail(!routes.isRoute(f.Route), "there is no route %q", f.Route)
	fail(f.Skip < 0 || f.Count < 0, "skip and count can't be less than 0")
	fail(f.Probability < 0 || f.Probability > 1, "the probability %v isn't between 0 and 1", f.Probability)
	fail(f.Delay < 0, "the delay %v is in the past", f.Delay)
	fail(f.Status != 0 && (f.Status < 200 || f.Status > 599), "the status %d is no HTTP status of an answer", f.Status)
	fail(f.Truncate != nil && *f.Truncate < 0, "truncate can't be less than 0")
	fail(f.RetryAfter != "" && f.Status == 0, "retryAfter needs a status")
	fail(f.Page != "" && !routes.mayList(f.Route), "page needs a route that lists something")
	fail(f.Page != "" && (f.Status != 0 || f.Body != nil), "page can't be had with status or body")
	fail(f.Delay == 0 && f.Drop == "" && f.Status == 0 && f.Body == nil && f.Truncate == nil && f.Page == "", "nothing goes wrong")
	return errors.Join(errs...)
}

func (f Fault) matches(m match) bool {
	if f.Page != "" && (m.operation == nil || !m.operation.lists) {
		return false
	}
	method, rest, _ := strings.Cut(f.Route, " ")
	return f.Route == "*" || f.Route == m.route || rest == "*" && method == m.method
}
