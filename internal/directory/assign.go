package directory

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
)

// AssignRequest says which number goes to whom.
type AssignRequest struct {
	Phone     string // in E.164; empty if one is to be picked
	Pick      Pick   // which one to pick; zero if Phone is given
	Holder    Holder // who is to have it
	LicenseID string // the block to assign under; empty: the number's own, else any with a free licence
	History   string // "keep" or "delete": what happens to calls and messages when the number moves
	From      Holder // who must have it now; the zero Holder: it must be in the pool
}

// Name notes that a block names this number, so that it isn't picked for one that takes any.
func (d *Directory) Name(phone string) { d.phones.name(phone) }

// Assign gives a number to a holder: from the pool, or in one step from whoever has it now.
//
// The request only takes effect if the number still is where From says, so a second writer's change is
// never overwritten. From the pool it needs a free licence; see [NoLicense]. That the holder, the
// number or the licence isn't free yet waits for another change of this run.
func (d *Directory) Assign(ctx context.Context, r AssignRequest) (*Assignment, error) {
	if r.Phone != "" {
		if r.From.IsZero() {
			d.numbers.firstPage(ctx)
		}
		return d.assign(ctx, r, false)
	}
	pool := d.pool(r.Pick)
	for {
		n, err := pool.next(ctx, d.phones.free)
		if err != nil {
			return nil, err
		}
		r.Phone = n.PhoneNumber
		a, err := d.assign(ctx, r, true)
		switch {
		case err == nil:
			return a, nil
		case elsewhere(err) || onoff.NotFound(err):
			pool.loses(n) // somebody else was faster
			continue
		}
		if _, unknown := errors.AsType[*Uncertain](err); !unknown {
			pool.giveBack(n)
		}
		return nil, err
	}
}

// elsewhere reports whether a number was refused because it isn't where it was thought to be.
func elsewhere(err error) bool {
	return onoff.HasCode(err, onoff.CodeNumberHolderChanged) || onoff.HasCode(err, onoff.CodeNumberAlreadyAssigned)
}

// assign gives this number to the holder. One that was picked is given up as soon as it is taken.
func (d *Directory) assign(ctx context.Context, r AssignRequest, picked bool) (*Assignment, error) {
	var n *onoff.Number
	claimed := true
	err := d.progress.run(ctx, write{
		try: func(ctx context.Context, last bool) (err error) {
			if r.From.IsZero() {
				if claimed = d.phones.claim(r.Phone, r.Holder); !claimed {
					// Sent all the same, it could be answered with the answer to the other one.
					return refusal("assign number", onoff.CodeNumberAlreadyAssigned, "another block of this run has the number")
				}
				defer func() {
					if err != nil {
						d.phones.release(r.Phone)
						d.progress.free(slot{slotClaim, plain(r.Phone)})
					}
				}()
			}
			n, err = d.sendAssign(ctx, r, picked, last)
			return err
		},
		slots: func(err error) []slot {
			switch {
			case onoff.HasCode(err, onoff.CodeNumberLimitReached):
				return []slot{{slotHeld, r.Holder.ID()}}
			case onoff.HasCode(err, onoff.CodeLicenseNoneFree) && r.LicenseID != "":
				return []slot{{slotLicense, r.LicenseID}}
			case onoff.HasCode(err, onoff.CodeLicenseNoneFree):
				return []slot{{slotLicense, anyLicense}}
			case !elsewhere(err) || picked || final(err):
				return nil
			case !claimed:
				return []slot{{slotPhone, plain(r.Phone)}, {slotClaim, plain(r.Phone)}}
			}
			return []slot{{slotPhone, plain(r.Phone)}}
		},
	})
	if err != nil {
		return nil, d.whyNotAssigned(ctx, r, picked, err)
	}
	a := &Assignment{Number: *n, Holder: r.Holder}
	if r.Holder.MemberID != "" {
		if m, err := d.Member(ctx, r.Holder.MemberID); err == nil {
			a.Member = &m
		}
	}
	return a, nil
}

// sendAssign makes the assignment and records it. From the pool it has a licence set aside first.
func (d *Directory) sendAssign(ctx context.Context, r AssignRequest, picked, last bool) (*onoff.Number, error) {
	if r.From.IsZero() && !d.options.AllowPurchase {
		release, err := d.reserve(ctx, r.LicenseID, last)
		_, none := errors.AsType[*NoLicense](err)
		switch {
		case err == nil:
			defer release()
		case !none || picked || !d.hasAlready(ctx, r):
			return nil, err
		}
	}
	n, replayed, err := d.settle(ctx, r, picked)
	if err != nil {
		if onoff.HasCode(err, onoff.CodeLicenseNoneFree) {
			d.ledger.refused()
		}
		return nil, err
	}
	if replayed {
		d.phones.replayed(r.Phone)
	}
	d.progress.free(d.assigned(*n, r.From, r.Holder, r.LicenseID != "")...)
	return n, nil
}

// hasAlready reports whether the holder has the number although it was thought to be in the pool. An
// earlier run may have assigned it and died before that was recorded, and it takes the very licence that
// is missed. Then no licence is needed: the endpoint gives its answer again, or refuses.
func (d *Directory) hasAlready(ctx context.Context, r AssignRequest) bool {
	if d.numbers.lacks(idKey(plain(r.Phone))) {
		return false
	}
	_, err := d.holds(ctx, r.Holder, r.Phone)
	return err == nil
}

// settle sends the request, again if need be, until it is known what became of it. It is to an
// assignment what settle is to a creation. A move is guarded by its From: if the wished holder has the
// number after the answer was lost, it is done.
func (d *Directory) settle(ctx context.Context, r AssignRequest, picked bool) (n *onoff.Number, replayed bool, err error) {
	body := onoff.Assign{
		MemberID: r.Holder.MemberID, DepartmentID: r.Holder.DepartmentID, LicenseID: r.LicenseID,
		History: r.History, AllowPurchase: d.options.AllowPurchase, IfHolder: onoff.HolderNone,
	}
	ours := picked || d.numbers.lacks(idKey(plain(r.Phone)))
	if !r.From.IsZero() {
		body.IfHolder = r.From.ID()
		ours = true
	}
	var lost error
	for sent := 1; ; sent++ {
		n, replayed, err := sending(ctx, func(ctx context.Context) (*onoff.Number, error) {
			return d.client.AssignNumber(ctx, r.Phone, body)
		})
		if err == nil {
			return n, replayed && lost == nil, nil
		}
		open := onoff.Ambiguous(err)
		if open {
			lost = err
		}
		if lost == nil {
			return nil, false, err
		}
		held, missing := d.holds(ctx, r.Holder, r.Phone)
		uncertain := &Uncertain{Noun: "number", Key: r.Phone, Unseen: missing != nil && !onoff.NotFound(missing), Err: lost}
		asWished := r.LicenseID == "" || held.LicenseID == r.LicenseID
		switch {
		case missing == nil && ours && asWished:
			return &held, false, nil
		case missing == nil && r.From == r.Holder && !open:
			return nil, false, err // it is a change of licence, and that was refused
		case missing == nil && r.From != r.Holder:
			uncertain.FoundID = r.Phone
			if !open {
				return nil, false, uncertain
			}
		case onoff.NotFound(missing) && !open:
			return nil, false, err
		case onoff.NotFound(missing):
			ours = true
		}
		if sent == mostSends || !open || pause(ctx, time.Duration(sent)*resendPause) != nil {
			return nil, false, uncertain
		}
	}
}

// holds looks, whatever is known, whether a holder has a number now: among the numbers listed as
// theirs, and among those that they refer to, since an endpoint may not know the filter.
func (d *Directory) holds(ctx context.Context, h Holder, phone string) (onoff.Number, error) {
	for page, err := range d.narrow(ctx, onoff.NumberFilter{Status: onoff.StatusUsed, MemberID: h.MemberID, DepartmentID: h.DepartmentID}) {
		if err != nil {
			return onoff.Number{}, err
		}
		for _, n := range page {
			if plain(n.PhoneNumber) != plain(phone) {
				continue
			}
			var ids []string
			if h.MemberID != "" {
				m, err := d.members.fresh(ctx, idKey(h.MemberID), d.askMember(h.MemberID))
				if err != nil {
					return onoff.Number{}, err
				}
				ids = m.NumberIDs
			} else {
				f, err := d.departments.fresh(ctx, idKey(h.DepartmentID), d.askDepartment(h.DepartmentID))
				if err != nil {
					return onoff.Number{}, err
				}
				ids = f.NumberIDs
			}
			if slices.Contains(ids, n.ID) {
				return n, nil
			}
			return onoff.Number{}, onoff.Absent("number", phone)
		}
	}
	return onoff.Number{}, onoff.Absent("number", phone)
}
