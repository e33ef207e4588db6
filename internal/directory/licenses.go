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
	return d.licenses.get(ctx, nameKey(name), nil, careOf(options).glance)
}

// Licenses are all blocks of licences.
func (d *Directory) Licenses(ctx context.Context) ([]onoff.License, error) {
	return d.licenses.all(ctx)
}

// BuyLicense buys a block of licences, which costs money.
func (d *Directory) BuyLicense(ctx context.Context, b onoff.LicenseBuy) (*onoff.License, error) {
	return d.client.BuyLicense(ctx, b)
}

// UpdateLicense renames, grows or shrinks a block.
func (d *Directory) UpdateLicense(ctx context.Context, id string, u onoff.LicenseUpdate) (*onoff.License, error) {
	return d.client.UpdateLicense(ctx, id, u)
}

// DeleteLicense gives a block up. One that is gone already is fine.
func (d *Directory) DeleteLicense(ctx context.Context, id string) error {
	return gone(d.client.DeleteLicense(ctx, id))
}
