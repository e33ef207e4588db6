package directory

import (
	"context"
	"time"

	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
)

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
			case onoff.HasCode(err, onoff.CodeNumberHolderChanged):
				d.numbers.forget(plain(phone))
				d.forgetHolder(from)
				if !unheld(ctx) {
					return err
				}
			default:
				return err
			}
			n.PhoneNumber = phone
			d.phones.release(phone)
			d.progress.free(d.released(n, from, err == nil)...)
			return nil
		},
		slots: func(error) []slot { return nil },
	})
}
