package directory

import (
	"context"
	"errors"
	"math/rand/v2"
	"sync"

	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
)

// Pick asks for any number of the pool that fits.
type Pick struct {
	CountryCode string
	Type        string // "mobile", "landline", or empty for either
}

// pools are the free numbers by what is asked for.
type pools struct {
	mu     sync.Mutex
	byPick map[Pick]*pool
}

// pool hands free numbers out, one to each who asks, and lists them only as far as they are needed.
type pool struct {
	pick Pick
	page pager[onoff.Number]

	turn    chan struct{} // holds one while somebody takes a number or reads a page
	free    []onoff.Number
	lost    map[string]bool // numbers that turned out to be somebody else's
	cursor  string
	cursors map[string]bool
	ended   bool
	found   int // numbers handed out since the list was begun
}

func (d *Directory) pool(pick Pick) *pool {
	d.pools.mu.Lock()
	defer d.pools.mu.Unlock()
	p, known := d.pools.byPick[pick]
	if !known {
		filter := onoff.NumberFilter{Status: onoff.StatusAvailable, CountryCode: pick.CountryCode, Type: pick.Type}
		p = &pool{
			pick: pick,
			page: func(ctx context.Context, cursor string) ([]onoff.Number, string, error) {
				return d.client.NumberPage(ctx, filter, cursor)
			},
			turn:    make(chan struct{}, 1),
			lost:    map[string]bool{},
			cursors: map[string]bool{},
		}
		d.pools.byPick[pick] = p
	}
	return p
}

// next hands out a number that may be taken. It is an error, *PoolEmpty, if there is none left.
func (p *pool) next(ctx context.Context, mayTake func(phone string) bool) (onoff.Number, error) {
	select {
	case p.turn <- struct{}{}:
		defer func() { <-p.turn }()
	case <-ctx.Done():
		return onoff.Number{}, ctx.Err()
	}
	for {
		for len(p.free) > 0 {
			n := p.free[0]
			p.free = p.free[1:]
			if mayTake(n.PhoneNumber) && !p.lost[n.PhoneNumber] {
				p.found++
				return n, nil
			}
		}
		if p.ended && p.found == 0 {
			return onoff.Number{}, &PoolEmpty{CountryCode: p.pick.CountryCode, Type: p.pick.Type, Lost: len(p.lost)}
		}
		if p.ended {
			// What was taken meanwhile has moved the others up, past the page that was read next.
			p.cursor, p.cursors, p.ended, p.found = "", map[string]bool{}, false, 0
		}
		if err := p.read(ctx); err != nil {
			return onoff.Number{}, err
		}
	}
}

// read takes a page into the pool. What doesn't fit is left out: not every endpoint knows every filter.
// The order within a page is random, lest two runs on one organisation go for the same numbers.
func (p *pool) read(ctx context.Context) error {
	items, next, err := p.page(ctx, p.cursor)
	if err != nil {
		return err
	}
	if p.cursors[next] {
		return errors.New("list numbers: the endpoint's pages go round in circles")
	}
	for _, n := range items {
		if n.LicenseID == "" && n.CountryCode == p.pick.CountryCode && (p.pick.Type == "" || n.Type == p.pick.Type) {
			p.free = append(p.free, n)
		}
	}
	rand.Shuffle(len(p.free), func(i, j int) { p.free[i], p.free[j] = p.free[j], p.free[i] })
	p.cursor, p.cursors[next], p.ended = next, true, next == ""
	return nil
}

// giveBack returns a number that wasn't taken for a reason of its taker's.
func (p *pool) giveBack(n onoff.Number) {
	p.turn <- struct{}{}
	defer func() { <-p.turn }()
	p.free = append(p.free, n)
}

// loses notes that a number was taken by somebody else after it had been listed as free.
func (p *pool) loses(n onoff.Number) {
	p.turn <- struct{}{}
	defer func() { <-p.turn }()
	p.lost[n.PhoneNumber] = true
}
