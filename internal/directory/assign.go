package directory

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/hashicorp/terraform-plugin-log/tflog"

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
		if err != nil {
			return nil, err
		}
		defer release()
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
	d.progress.free(d.moved(*n, r.From, r.Holder, r.LicenseID != "")...)
	return n, nil
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
		uncertain := &Uncertain{Noun: "number", Key: r.Phone, Err: lost}
		held, missing := d.holds(ctx, r.Holder, r.Phone)
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
	for page, err := range d.client.NumberPages(ctx, onoff.NumberFilter{Status: onoff.StatusUsed, MemberID: h.MemberID, DepartmentID: h.DepartmentID}) {
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

// moved records that a number has changed hands, and gives the slots that this frees. Nobody is the
// pool, from or to. Relicensed says that a licence was asked for; a move keeps it otherwise.
func (d *Directory) moved(n onoff.Number, from, to Holder, relicensed bool) []slot {
	before, known := d.numbers.peek(idKey(plain(n.PhoneNumber)))
	freed := []slot{{slotPhone, plain(n.PhoneNumber)}}
	switch {
	case to.IsZero():
		d.numbers.evict(plain(n.PhoneNumber))
		freed = append(freed, d.returns(before.LicenseID)...)
	case from.IsZero():
		d.numbers.put(n)
		d.uses(n.LicenseID)
	default:
		d.numbers.put(n)
		if known && before.LicenseID != n.LicenseID || !known && relicensed {
			d.uses(n.LicenseID)
			freed = append(freed, d.returns(before.LicenseID)...)
		}
	}
	d.queries.clear()
	d.hand(from, n.ID, false)
	d.hand(to, n.ID, true)
	if !from.IsZero() && from != to {
		freed = append(freed, slot{slotHeld, from.ID()})
	}
	return freed
}

// hand enters a number with a holder, or strikes it out.
func (d *Directory) hand(h Holder, numberID string, has bool) {
	if numberID == "" { // a number that was gone before it was known
		d.forgetHolder(h)
		return
	}
	change := func(ids []string) []string {
		ids = slices.DeleteFunc(ids, func(id string) bool { return id == numberID })
		if has {
			ids = append(ids, numberID)
		}
		return ids
	}
	d.members.patch(h.MemberID, func(m onoff.Member) onoff.Member { m.NumberIDs = change(m.NumberIDs); return m })
	d.departments.patch(h.DepartmentID, func(f onoff.Department) onoff.Department { f.NumberIDs = change(f.NumberIDs); return f })
}

// Unassign puts a number back into the pool. One that is there already, or gone, is fine; one that
// somebody else than from holds is an error with the code number.holderChanged.
func (d *Directory) Unassign(ctx context.Context, phone string, from Holder) error {
	unassign := func(ctx context.Context, ifHolder string) (onoff.Number, error) {
		n, err := d.client.UnassignNumber(ctx, phone, ifHolder)
		if err != nil {
			return onoff.Number{}, err
		}
		return *n, nil
	}
	return d.giveUp(ctx, phone, from,
		func(ctx context.Context) (onoff.Number, error) { return unassign(ctx, from.ID()) },
		func(ctx context.Context) bool {
			// To release the number if nobody holds it does no harm, and the refusal says whether that
			// is so.
			_, err := unassign(ctx, onoff.HolderNone)
			return onoff.NotFound(err) || onoff.HasCode(err, onoff.CodeNumberNotAssigned)
		})
}

// DeleteNumber gives a number up for good, with all its data. One that is gone already is fine, and so
// is one that is in the pool by now, which stays there; one that somebody else than from holds is an
// error with the code number.holderChanged.
func (d *Directory) DeleteNumber(ctx context.Context, phone string, from Holder) error {
	return d.giveUp(ctx, phone, from,
		func(ctx context.Context) (onoff.Number, error) {
			return onoff.Number{}, d.client.DeleteNumber(ctx, phone, from.ID())
		},
		func(ctx context.Context) bool {
			_, err := d.nowHeld(ctx, AssignRequest{Phone: phone, Holder: from})
			return onoff.NotFound(err)
		})
}

// giveUp takes a number from its holder. It can be sent again safely: what it asks for is done once.
// Unheld finds out whether nobody has the number, if it turns out not to be the holder's.
func (d *Directory) giveUp(ctx context.Context, phone string, from Holder,
	send func(context.Context) (onoff.Number, error), unheld func(context.Context) bool,
) error {
	if d.phones.keeps(phone, from) {
		tflog.Info(ctx, "the number stays: another block was given the same assignment in this run")
		return nil
	}
	return d.progress.run(ctx, write{
		try: func(ctx context.Context, _ bool) error {
			n, err := send(ctx)
			for sent := 1; onoff.Ambiguous(err) && sent < mostSends; sent++ {
				if pause(ctx, time.Duration(sent)*resendPause) != nil {
					return err
				}
				n, err = send(ctx)
			}
			switch {
			case err == nil, onoff.NotFound(err), onoff.HasCode(err, onoff.CodeNumberNotAssigned):
			case onoff.HasCode(err, onoff.CodeNumberHolderChanged) && unheld(ctx):
			default:
				return err
			}
			if before, ok := d.numbers.peek(idKey(plain(phone))); ok {
				n.ID = before.ID
			}
			n.PhoneNumber = phone
			d.phones.release(phone)
			d.progress.free(d.moved(n, from, Holder{}, false)...)
			return nil
		},
		slots: func(error) []slot { return nil },
	})
}
