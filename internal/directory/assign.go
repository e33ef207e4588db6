package directory

import (
	"context"

	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
)

// Pick asks for any number of the pool that fits.
type Pick struct {
	CountryCode string
	Type        string // "mobile", "landline", or empty for either
}

// AssignRequest says which number goes to whom.
type AssignRequest struct {
	Phone     string // in E.164; empty if one is to be picked
	Pick      Pick   // which one to pick; zero if Phone is given
	Holder    Holder // who is to have it
	LicenseID string // the block to assign under; empty: the number's own, else any with a free licence
	History   string // "keep" or "delete": what happens to calls and messages when the number moves
	From      Holder // who must have it now; the zero Holder: it must be in the pool
}

// Assign gives a number to a holder: from the pool, or from whoever has it now.
func (d *Directory) Assign(ctx context.Context, r AssignRequest) (*Assignment, error) {
	if r.Phone == "" {
		pool, err := d.Numbers(ctx, onoff.NumberFilter{Status: "available", CountryCode: r.Pick.CountryCode, Type: r.Pick.Type})
		if err != nil {
			return nil, err
		}
		if len(pool) == 0 {
			return nil, &PoolEmpty{CountryCode: r.Pick.CountryCode, Type: r.Pick.Type}
		}
		r.Phone = pool[0].PhoneNumber
	}
	from := "none"
	if !r.From.IsZero() {
		from = r.From.ID()
	}
	n, err := d.client.AssignNumber(ctx, r.Phone, onoff.Assign{
		MemberID: r.Holder.MemberID, DepartmentID: r.Holder.DepartmentID, LicenseID: r.LicenseID,
		History: r.History, AllowPurchase: d.options.AllowPurchase, IfHolder: from,
	})
	if err != nil {
		return nil, err
	}
	a := &Assignment{Number: *n, Holder: r.Holder}
	if r.Holder.MemberID != "" {
		if m, err := d.Member(ctx, r.Holder.MemberID); err == nil {
			a.Member = &m
		}
	}
	return a, nil
}

// Unassign puts a number back into the pool. One that is there already, or gone, is fine; one that
// somebody else than from holds is an error with the code number.holderChanged.
func (d *Directory) Unassign(ctx context.Context, phone string, from Holder) error {
	_, err := d.client.UnassignNumber(ctx, phone, from.ID())
	if onoff.HasCode(err, onoff.CodeNumberNotAssigned) {
		return nil
	}
	return gone(err)
}

// DeleteNumber gives a number up for good, with all its data. One that is gone already is fine; one
// that somebody else than from holds is an error with the code number.holderChanged.
func (d *Directory) DeleteNumber(ctx context.Context, phone string, from Holder) error {
	return gone(d.client.DeleteNumber(ctx, phone, from.ID()))
}
