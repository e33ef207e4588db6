package directory

import (
	"context"

	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
)

// License is the block of licences with this ID. No endpoint can be asked for one block, so they are
// listed.
func (d *Directory) License(ctx context.Context, id string, options ...ReadOption) (onoff.License, error) {
	return d.licenses.get(ctx, idKey(id), nil, careOf(options).glance)
}

// LicenseByName is the block of licences with this name, whatever its letter case.
func (d *Directory) LicenseByName(ctx context.Context, name string, options ...ReadOption) (onoff.License, error) {
	return find(ctx, d.licenses, nameKey(name), nil, options)
}

// Licenses are all blocks of licences.
func (d *Directory) Licenses(ctx context.Context) ([]onoff.License, error) {
	return d.licenses.all(ctx)
}

// BuyLicense buys a block of licences, which costs money.
func (d *Directory) BuyLicense(ctx context.Context, wanted onoff.LicenseBuy) (*onoff.License, error) {
	return create(ctx, d, creation[onoff.License]{
		noun: "license",
		name: wanted.Name,
		key:  nameKey(wanted.Name),
		in:   d.licenses,
		send: func(ctx context.Context) (*onoff.License, error) { return d.client.BuyLicense(ctx, wanted) },
		same: func(l onoff.License) bool {
			return l.Name == wanted.Name && l.Plan == wanted.Plan && l.BillingPeriod == wanted.BillingPeriod && l.Quantity == wanted.Quantity
		},
		taken: onoff.CodeLicenseNameTaken,
		slot:  slot{slotLicenseName, nameKey(wanted.Name).value},
		frees: func(l onoff.License) []slot { return freeLicense(l.ID) },
	})
}

// UpdateLicense renames, grows or shrinks a block.
func (d *Directory) UpdateLicense(ctx context.Context, id string, u onoff.LicenseUpdate) (*onoff.License, error) {
	var updated *onoff.License
	err := d.progress.run(ctx, write{
		try: func(ctx context.Context, _ bool) (err error) {
			if updated, err = d.client.UpdateLicense(ctx, id, u); err != nil {
				return err
			}
			before, _ := d.licenses.peek(idKey(id))
			d.made.claim("license", id, false)
			d.licenses.put(*updated)
			d.progress.free(append(freeLicense(id), slot{slotLicenseName, nameKey(before.Name).value})...)
			return nil
		},
		slots: func(err error) []slot {
			switch {
			case onoff.HasCode(err, onoff.CodeLicenseNameTaken) && u.Name != nil:
				return []slot{{slotLicenseName, nameKey(*u.Name).value}}
			case onoff.HasCode(err, onoff.CodeLicenseBelowAssigned):
				return []slot{{slotAssigned, id}}
			}
			return nil
		},
	})
	if err != nil {
		d.sayWhatUsesLicense(ctx, err, id)
		return nil, err
	}
	return updated, nil
}

// DeleteLicense gives a block up. One that is gone already is fine.
func (d *Directory) DeleteLicense(ctx context.Context, id string) error {
	if d.made.keeps("license", id) {
		d.sayKept(ctx)
		return nil
	}
	err := d.progress.run(ctx, write{
		try: func(ctx context.Context, _ bool) error {
			if err := gone(d.client.DeleteLicense(ctx, id)); err != nil {
				return err
			}
			before, _ := d.licenses.peek(idKey(id))
			d.made.release("license", id)
			d.licenses.evict(id)
			d.progress.free(slot{slotLicenseName, nameKey(before.Name).value})
			return nil
		},
		slots: func(err error) []slot {
			if onoff.HasCode(err, onoff.CodeLicenseAssigned) {
				return []slot{{slotAssigned, id}}
			}
			return nil
		},
	})
	d.sayWhatUsesLicense(ctx, err, id)
	return err
}

// freeLicense are the slots that a licence of a block frees; of an unknown block, those of all.
func freeLicense(id string) []slot {
	if id == "" {
		return []slot{{slotLicense, ""}}
	}
	return []slot{{slotLicense, id}, {slotLicense, anyLicense}}
}
