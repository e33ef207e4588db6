package directory

import (
	"context"
	"fmt"
	"slices"

	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
)

// Holder is who has a number: a member or a department. The zero Holder is nobody: the pool.
type Holder struct {
	MemberID     string
	DepartmentID string
}

// IsZero reports whether it is nobody.
func (h Holder) IsZero() bool { return h == Holder{} }

// ID is the holder's ID, whatever it is.
func (h Holder) ID() string {
	if h.MemberID != "" {
		return h.MemberID
	}
	return h.DepartmentID
}

// Assignment is a number with who holds it.
type Assignment struct {
	Number onoff.Number
	Holder Holder
	Member *onoff.Member // the holder, if it is a member
}

// Unheld says that a number is in use although neither a member nor a department shows it as theirs.
// It may belong to something that the API doesn't show, so it isn't taken for free.
type Unheld struct{ Phone string }

func (e *Unheld) Error() string {
	return fmt.Sprintf("the number %s is in use, but no member and no department shows it as theirs", e.Phone)
}

// Hidden says that a number isn't among those listed as in use, but that its last holder refers to a
// number that isn't listed either. That may well be this one, so it isn't taken for free.
type Hidden struct{ Phone string }

func (e *Hidden) Error() string {
	return fmt.Sprintf("the number %s isn't listed as in use, but its last holder refers to a number that isn't listed: the endpoint's lists contradict each other", e.Phone)
}

// Assignment is the number with who holds it. The hint is who held it last, and saves looking for the
// holder. An error for which [onoff.NotFound] holds says that nobody has the number: it is in the pool
// or gone.
//
// A number doesn't say who holds it, so two things are read: the number, and its holder, who has its
// ID. The holder comes first, since it tells whether the endpoint can be asked for single objects.
func (d *Directory) Assignment(ctx context.Context, phone string, hint Holder, options ...ReadOption) (Assignment, error) {
	care := careOf(options)
	if care.frugal {
		return d.glimpseAssignment(ctx, phone)
	}
	glance := care.glance
	held, err := d.heldBy(ctx, hint, glance)
	if err != nil && !onoff.NotFound(err) {
		return Assignment{}, err
	}
	question := d.askPhone(phone)
	if err == nil {
		question = d.askHeld(hint, held, phone)
	}
	number, err := d.numbers.get(ctx, idKey(plain(phone)), question, glance)
	if onoff.NotFound(err) && !glance && d.hides(ctx, hint, held) {
		return Assignment{}, &Hidden{phone}
	}
	if err != nil {
		return Assignment{}, err
	}
	a, err := d.holderOf(ctx, number, hint, true)
	if !onoff.NotFound(err) {
		return a, err
	}
	if glance {
		return Assignment{Number: number}, &Unheld{phone}
	}
	// The number is in use, but whoever should hold it doesn't show it. The two were read at
	// different moments, and it may have changed hands in between: both are read once more.
	d.numbers.forget(plain(phone))
	d.forgetHolder(hint)
	if number, err = d.numbers.get(ctx, idKey(plain(phone)), question, false); err != nil {
		return Assignment{}, err
	}
	a, err = d.holderOf(ctx, number, hint, false)
	if onoff.NotFound(err) {
		return Assignment{Number: number}, &Unheld{phone}
	}
	return a, err
}

// heldBy gives the IDs of the numbers that a holder has. Nobody is not found.
func (d *Directory) heldBy(ctx context.Context, h Holder, glance bool) ([]string, error) {
	switch {
	case h.MemberID != "":
		m, err := d.members.get(ctx, idKey(h.MemberID), d.askMember(h.MemberID), glance)
		return m.NumberIDs, err
	case h.DepartmentID != "":
		f, err := d.departments.get(ctx, idKey(h.DepartmentID), d.askDepartment(h.DepartmentID), glance)
		return f.NumberIDs, err
	}
	return nil, onoff.Absent("number", "")
}

// hides reports whether a holder, who had these numbers, still refers to one that no list shows.
func (d *Directory) hides(ctx context.Context, h Holder, held []string) bool {
	unlisted := func(id string) bool {
		_, listed := d.numbers.peek(key{byNumber, id})
		return !listed
	}
	if !slices.ContainsFunc(held, unlisted) {
		return false
	}
	d.forgetHolder(h) // it may have lost the number since
	held, err := d.heldBy(ctx, h, false)
	return err == nil && slices.ContainsFunc(held, unlisted)
}

func (d *Directory) forgetHolder(h Holder) {
	if h.MemberID != "" {
		d.members.forget(h.MemberID)
	}
	if h.DepartmentID != "" {
		d.departments.forget(h.DepartmentID)
	}
}

// holderOf finds who has a number: those known, the departments, which are few, and the members. An
// error for which [onoff.NotFound] holds says that none of them shows it.
func (d *Directory) holderOf(ctx context.Context, n onoff.Number, hint Holder, glance bool) (Assignment, error) {
	_, _ = d.heldBy(ctx, hint, glance) // brings the hint into view; whoever was seen last counts
	k := key{byHeld, n.ID}
	if f, ok := d.departments.peek(k); ok && f.ID == hint.DepartmentID {
		return Assignment{Number: n, Holder: hint}, nil
	}
	if m, ok := d.members.peek(k); ok {
		return Assignment{Number: n, Holder: Holder{MemberID: m.ID}, Member: &m}, nil
	}
	f, err := d.departments.get(ctx, k, nil, glance)
	if err == nil {
		return Assignment{Number: n, Holder: Holder{DepartmentID: f.ID}}, nil
	}
	if !onoff.NotFound(err) && !onoff.NotOffered(err) {
		return Assignment{Number: n}, err
	}
	m, err := d.members.get(ctx, k, nil, glance)
	if err != nil {
		return Assignment{Number: n}, err
	}
	return Assignment{Number: n, Holder: Holder{MemberID: m.ID}, Member: &m}, nil
}
