package directory

import (
	"fmt"
	"strings"
	"time"
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
	FoundID string // what is there under the key now, whoever made it; empty if nothing is
	Err     error  // how the answer was lost
}

func (e *Uncertain) Error() string {
	if e.FoundID == "" {
		return fmt.Sprintf("the answer about the %s %q was lost, and nothing is found under that key: %v", e.Noun, e.Key, e.Err)
	}
	return fmt.Sprintf("the answer about the %s %q was lost; one is there now, and whether this request made it can't be proved: %v", e.Noun, e.Key, e.Err)
}

// Unwrap gives how the answer was lost.
func (e *Uncertain) Unwrap() error { return e.Err }

// Stuck says that a change waited for another one of the same run to make room, and that none did.
type Stuck struct {
	Slot    string        // what there was no room in, in words: "the numbers of member anna@example.com"
	Holding []string      // what holds the slot, by the name a person knows it by
	Waited  time.Duration // how long
	Err     error         // the last refusal
}

func (e *Stuck) Error() string {
	text := fmt.Sprintf("%v", e.Err)
	if len(e.Holding) > 0 {
		text += fmt.Sprintf("; %s: held by %s", e.Slot, strings.Join(e.Holding, ", "))
	}
	return text
}

// Unwrap gives the last refusal.
func (e *Stuck) Unwrap() error { return e.Err }

// NoLicense says that an assignment wasn't sent because it might have bought a licence.
type NoLicense struct {
	LicenseID string // the block that was asked for; empty for any
	Free      int    // how many licences are free
	Total     int    // how many there are
	Unknown   bool   // the endpoint doesn't tell which licences there are
	Err       error
}

func (e *NoLicense) Error() string {
	if e.Unknown {
		return "the endpoint doesn't tell how many licences are free, so the assignment might buy one"
	}
	if e.LicenseID != "" {
		return fmt.Sprintf("no licence of the block %s is free (it has %d)", e.LicenseID, e.Total)
	}
	return fmt.Sprintf("no licence is free (there are %d), so the assignment would buy one", e.Total)
}

// Unwrap gives the error that carries the API's code for it.
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
