package directory

import (
	"slices"

	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
)

// assigned records that a number has a holder now, and gives the slots that this frees. From is nobody
// if it comes from the pool. Relicensed says that a licence was asked for; a move keeps it otherwise.
func (d *Directory) assigned(n onoff.Number, from, to Holder, relicensed bool) []slot {
	before, known := d.numbers.peek(idKey(plain(n.PhoneNumber)))
	freed := []slot{{slotPhone, plain(n.PhoneNumber)}}
	d.numbers.put(n)
	d.queries.clear()
	switch {
	case from.IsZero():
		d.uses(n.LicenseID)
	case known && before.LicenseID != n.LicenseID || !known && relicensed:
		d.uses(n.LicenseID)
		freed = append(freed, d.returns(before.LicenseID)...)
	}
	d.hand(from, n.ID, false)
	d.hand(to, n.ID, true)
	if !from.IsZero() && from != to {
		freed = append(freed, slot{slotHeld, from.ID()})
	}
	return freed
}

// released records that a number has no holder any more, and gives the slots that this frees. Now says
// that it had one until this very moment: only then has a licence become free.
func (d *Directory) released(n onoff.Number, from Holder, now bool) []slot {
	before, known := d.numbers.peek(idKey(plain(n.PhoneNumber)))
	if known {
		n.ID = before.ID
	}
	freed := []slot{{slotPhone, plain(n.PhoneNumber)}, {slotHeld, from.ID()}}
	d.numbers.evict(plain(n.PhoneNumber))
	d.queries.clear()
	if now {
		freed = append(freed, d.returns(before.LicenseID)...)
	}
	d.hand(from, n.ID, false)
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
