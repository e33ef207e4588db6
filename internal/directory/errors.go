package directory

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
)

// Exists says that a create was refused because something has the natural key already. It was not
// made by that request, so it isn't taken over.
type Exists struct {
	Noun    string // "member", "department", "license", "number"
	Key     string // the e-mail, the name or the phone number
	FoundID string // what an import takes; empty if it couldn't be found out
	Err     error  // the refusal
}

func (e *Exists) Error() string {
	return fmt.Sprintf("a %s %q exists already: %v", e.Noun, e.Key, e.Err)
}

// Unwrap gives the refusal.
func (e *Exists) Unwrap() error { return e.Err }

// Uncertain says that the answer to a request was lost and that it can't be proved what became of it.
type Uncertain struct {
	Noun    string
	Key     string
	FoundID string // what is there under the key now, whoever made it; empty if nothing is, or it can't be looked up
	Unseen  bool   // whether it couldn't be looked up, for example because the time was over
	Err     error  // how the answer was lost
}

func (e *Uncertain) Error() string {
	switch {
	case e.Unseen:
		return fmt.Sprintf("the answer about the %s %q was lost, and what became of the request couldn't be looked up: %v", e.Noun, e.Key, e.Err)
	case e.FoundID == "":
		return fmt.Sprintf("the answer about the %s %q was lost, and none is found there now: %v", e.Noun, e.Key, e.Err)
	}
	return fmt.Sprintf("the answer about the %s %q was lost; one is there now, and whether this request made it can't be proved: %v", e.Noun, e.Key, e.Err)
}

// Unwrap gives how the answer was lost.
func (e *Uncertain) Unwrap() error { return e.Err }

// mostNamed is how many of those who stand in the way an error names.
const mostNamed = 20

// Stuck says that a change waited for another one of the same run to make room, and that none did.
type Stuck struct {
	Waited  time.Duration
	Err     error    // the last refusal
	Ended   error    // why the waiting ended early, if it did: the context's reason
	Who     string   // who or what stands in the way, by the name a person knows it by
	Holding []string // what it holds that would have to go
}

func (e *Stuck) Error() string {
	text := strings.TrimRight(e.Err.Error(), ".")
	if e.Who != "" {
		text += ". In the way is " + e.Who
	}
	switch n := len(e.Holding); {
	case n > mostNamed:
		text += fmt.Sprintf(" with %s and %d more", strings.Join(e.Holding[:mostNamed], ", "), n-mostNamed)
	case n > 0:
		text += " with " + strings.Join(e.Holding, ", ")
	}
	if e.Ended != nil {
		return fmt.Sprintf("%s. The time for waiting was over (%v)", text, e.Ended)
	}
	return text + fmt.Sprintf(". It waited %s for another change of this run to make room, and none did", e.Waited.Round(time.Second))
}

// Unwrap gives the last refusal, and why the waiting ended.
func (e *Stuck) Unwrap() []error { return present(e.Err, e.Ended) }

// TooSoon says that a number can't be moved before the time for the operation is over.
type TooSoon struct {
	Wait time.Duration // until it can be
	Err  error         // the refusal
}

func (e *TooSoon) Error() string {
	return fmt.Sprintf("the number can only be moved in %s, which is after the end of the time that this operation may take: %v", e.Wait, e.Err)
}

// Unwrap gives the refusal.
func (e *TooSoon) Unwrap() error { return e.Err }

// NoLicense says that an assignment wasn't sent because it might have bought a licence, which isn't
// allowed.
type NoLicense struct {
	LicenseID string // the block that was asked for; empty for any
	Name      string // its name
	Free      int    // how many licences of the block, or of all, are free
	Total     int    // how many there are
	Unknown   bool   // the endpoint doesn't tell which licences there are
	Err       error
}

func (e *NoLicense) Error() string {
	switch {
	case e.Unknown:
		return fmt.Sprintf("this endpoint doesn't say which licences are free, so the assignment might buy one, which allow_license_purchase doesn't allow: %v", e.Err)
	case e.LicenseID != "":
		return fmt.Sprintf("none of the %d licences of the block %q is free", e.Total, e.Name)
	}
	return fmt.Sprintf("none of the %d licences of the organisation is free, so the assignment would buy one, which allow_license_purchase doesn't allow", e.Total)
}

// Unwrap gives the refusal, with the API's code license.noneFree, or why the licences can't be read.
func (e *NoLicense) Unwrap() error { return e.Err }

// PoolEmpty says that the pool has no number, or no more, of the country and type that was asked for.
type PoolEmpty struct {
	CountryCode string
	Type        string // empty for any
	Lost        int    // how many were there but were taken by somebody else meanwhile
}

func (e *PoolEmpty) Error() string {
	kind := "number"
	if e.Type != "" {
		kind = e.Type + " number"
	}
	text := fmt.Sprintf("the pool has no %s of country %s left", kind, e.CountryCode)
	if e.Lost > 0 {
		text += fmt.Sprintf(" (%d were taken by somebody else meanwhile)", e.Lost)
	}
	return text
}

// present are the errors that there are.
func present(errs ...error) []error {
	return slices.DeleteFunc(errs, func(err error) bool { return err == nil })
}

// code is the API's code for an error; empty if there is none. It is fit for a log.
func code(err error) string {
	if api, ok := errors.AsType[*onoff.Error](err); ok {
		return api.Code
	}
	return ""
}

// lacking reports whether the endpoint can't be asked, or won't answer this key.
func lacking(err error) bool {
	return onoff.NotOffered(err) || onoff.Unauthorized(err) || onoff.Forbidden(err)
}

// refusal is an error as the API would give it, for what is refused before it is sent.
func refusal(op, code, message string) error {
	return &onoff.Error{Op: op, StatusCode: http.StatusConflict, Code: code, Message: message}
}

// gone makes of "not found" what a deletion wants.
func gone(err error) error {
	if onoff.NotFound(err) {
		return nil
	}
	return err
}
