package directory

import (
	"context"
	"strings"

	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
)

// License is the block of licences with this ID.
func (d *Directory) License(ctx context.Context, id string, _ ...ReadOption) (onoff.License, error) {
	return find(d.client.Licenses(ctx), "license", id, func(l onoff.License) bool { return l.ID == id })
}

// LicenseByName is the block of licences with this name, whatever its letter case.
func (d *Directory) LicenseByName(ctx context.Context, name string, _ ...ReadOption) (onoff.License, error) {
	return find(d.client.Licenses(ctx), "license", name, func(l onoff.License) bool { return strings.EqualFold(l.Name, name) })
}

// Licenses are all blocks of licences.
func (d *Directory) Licenses(ctx context.Context) ([]onoff.License, error) {
	return collect(d.client.Licenses(ctx))
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

// Account is the organisation itself. It is read once.
func (d *Directory) Account(ctx context.Context) (onoff.Account, error) {
	a, err := d.client.GetAccount(ctx)
	return value(a, err)
}
