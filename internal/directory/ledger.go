package directory

import (
	"context"
	"fmt"
	"net/http"
	"sync"

	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
)

// ledger keeps account of the free licences, so that an assignment which might buy one isn't sent.
//
// The licences are listed once; own writes are entered as they happen. An endpoint of the contract
// refuses such an assignment by itself, but one that doesn't know the field would sell a licence.
type ledger struct {
	mu       sync.Mutex
	reserved map[string]int // licences that assignments under way are to take; "": of whichever block
	loose    int            // licences that were freed without it being known of which block
	stale    bool           // they have to be listed anew
	list     int            // how often they were
	gains    int            // how often the run had got on then
}

// reserve sets a licence aside for an assignment. It fails with *NoLicense if none is free. Last has
// the licences listed anew before that is said, if the run got on since they were.
func (d *Directory) reserve(ctx context.Context, licenseID string, last bool) (release func(), err error) {
	var missing error
	for range 2 {
		blocks, list, err := d.blocks(ctx)
		if lacking(err) {
			return nil, &NoLicense{LicenseID: licenseID, Unknown: true, Err: err}
		}
		if err != nil {
			return nil, err
		}
		var unsure bool
		if unsure, missing = d.ledger.take(blocks, licenseID); missing == nil {
			return func() {
				d.ledger.giveBack(licenseID)
				d.progress.free(freeLicense(licenseID)...)
			}, nil
		}
		_, gains := d.progress.mark()
		if !last && !unsure || !d.ledger.doubt(list, gains) {
			break
		}
	}
	return nil, missing
}

// blocks are the licence blocks, listed anew if the ledger is in doubt, and which list they are from.
func (d *Directory) blocks(ctx context.Context) ([]onoff.License, int, error) {
	l := &d.ledger
	l.mu.Lock()
	if l.stale {
		l.stale, l.loose = false, 0
		l.list++
		_, l.gains = d.progress.mark()
		d.licenses.doubtAll()
	}
	list := l.list
	l.mu.Unlock()
	blocks, err := d.licenses.all(ctx)
	return blocks, list, err
}

// take enters a licence as reserved, if one is free. Unsure says that there may be a free one that
// isn't entered as such: it is known that one was freed, but not of which block, or a block isn't
// known at all.
func (l *ledger) take(blocks []onoff.License, licenseID string) (unsure bool, missing error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	none := &NoLicense{LicenseID: licenseID, Err: refusal("assign number", onoff.CodeLicenseNoneFree, "no licence is free")}
	ofBlock, known := 0, licenseID == ""
	for _, b := range blocks {
		free := b.Quantity - b.Assigned - l.reserved[b.ID]
		none.Free += max(free, 0)
		none.Total += b.Quantity
		if b.ID == licenseID {
			ofBlock, known = free, true
			none.Name, none.Total = b.Name, b.Quantity
			none.Free = free
			break
		}
	}
	if !known {
		return true, &onoff.Error{
			Op: "assign number", StatusCode: http.StatusBadRequest, Code: onoff.CodeLicenseIDRefUnknown,
			Message: fmt.Sprintf("there is no licence block %q", licenseID),
		}
	}
	if licenseID == "" {
		none.Free += l.loose - l.reserved[""]
		ofBlock = none.Free
	}
	if ofBlock < 1 {
		return licenseID != "" && l.loose > 0, none
	}
	if l.reserved == nil {
		l.reserved = map[string]int{}
	}
	l.reserved[licenseID]++
	return false, nil
}

func (l *ledger) giveBack(licenseID string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.reserved[licenseID]--
}

// doubt has the licences listed anew, unless that was done since this list, or would show the same.
// It reports whether there is anything new to see.
func (l *ledger) doubt(list, gains int) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.list == list && l.gains == gains {
		return false
	}
	if l.list == list {
		l.stale = true
	}
	return true
}

// refused notes that the endpoint found no free licence where one was entered.
func (l *ledger) refused() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.stale = true
}

// uses records that a number uses a licence of this block now.
func (d *Directory) uses(id string) {
	if id != "" {
		d.licenses.patch(id, func(l onoff.License) onoff.License { l.Assigned++; return l })
	}
}

// returns records that a number doesn't use a licence of this block any more, and gives the slots
// that this frees. The ID is empty if it isn't known.
func (d *Directory) returns(id string) []slot {
	if id == "" {
		d.ledger.mu.Lock()
		d.ledger.loose++
		d.ledger.mu.Unlock()
		return []slot{{slotLicense, ""}, {slotAssigned, ""}}
	}
	d.licenses.patch(id, func(l onoff.License) onoff.License { l.Assigned = max(l.Assigned-1, 0); return l })
	return append(freeLicense(id), slot{slotAssigned, id})
}
