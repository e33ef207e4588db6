package directory

import (
	"context"

	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
)

// account is the organisation itself, once it was read.
type account struct {
	lock  chan struct{} // holds one while somebody reads
	known bool
	value onoff.Account
	err   error
}

// Account is the organisation itself. It is read once; that an endpoint doesn't offer it, or doesn't
// show it to this key, is remembered too.
func (d *Directory) Account(ctx context.Context) (onoff.Account, error) {
	a := &d.account
	select {
	case a.lock <- struct{}{}:
		defer func() { <-a.lock }()
	case <-ctx.Done():
		return onoff.Account{}, ctx.Err()
	}
	if a.known {
		return a.value, a.err
	}
	read, err := d.client.GetAccount(ctx)
	switch {
	case err == nil:
		a.value, a.known = *read, true
	case onoff.NotOffered(err) || onoff.Unauthorized(err) || onoff.Forbidden(err):
		a.err, a.known = err, true
	}
	return a.value, err
}
