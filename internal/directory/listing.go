package directory

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
)

// pager gives the page at a cursor and the cursor of the next; the first and the last are empty.
type pager[T any] func(ctx context.Context, cursor string) (items []T, next string, err error)

const (
	// mostStrikes is how often in a row reading a page may fail, repetitions aside, before the
	// listing is given up for the rest of the run.
	mostStrikes = 3

	// mostBarren is how many pages in a row may bring nothing new before it is plain that they never
	// will: pages can be empty, and one can come twice, but not all of them.
	mostBarren = 20
)

// listing is a list that is read page by page, only as far as it is needed. It counts for what isn't
// there only when its last page was seen.
type listing struct {
	began   uint64
	cursor  string          // of the next page
	cursors map[string]bool // that were given so far
	seen    map[string]bool // IDs
	order   []string        // those that were seen, as they came

	credit int // pages that reads have paid for: one for each that no page met so far
	wanted int // reads that wait for the whole list
	pages  int // pages asked for
	filled int // pages that came with something on them
	barren int // pages in a row that came with nothing new
	asked  int // single objects asked for instead; never more than pages came

	running  bool
	cancel   context.CancelFunc // ends the page that is being read
	complete bool
	dead     bool  // given up
	failures int   // how often reading a page failed, ever
	strikes  int   // and since one succeeded
	err      error // the last failure
}

func newListing() *listing {
	return &listing{cursors: map[string]bool{}, seen: map[string]bool{}}
}

// restart goes back to the first page.
func (l *listing) restart() {
	l.cursor, l.pages, l.barren = "", 0, 0
	l.cursors, l.seen, l.order = map[string]bool{}, map[string]bool{}, nil
}

// startOver begins a new list; what is known stays known. Reads that wait for the present list wait
// for the new one.
func (c *collection[T]) startOver() *listing {
	c.list = newListing()
	c.announce()
	return c.list
}

// due reports whether a page is to be read now: somebody waits, and it is paid for.
func (c *collection[T]) due(l *listing) bool {
	return c.list == l && !l.complete && !l.dead && c.waiting > 0 && (l.wanted > 0 || l.pages < l.credit)
}

// wait waits until something changes, and reads pages meanwhile as far as they are due. Whole says
// that the list is needed to its end. The lock is held before and after, not during.
func (c *collection[T]) wait(ctx context.Context, whole bool) error {
	l, changed := c.list, c.changed
	c.waiting++
	if whole {
		l.wanted++
	}
	if !l.running && c.due(l) {
		l.running = true
		// A page serves all readers, so it doesn't end with the one who happened to need it first,
		// but with the last of them.
		ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
		l.cancel = cancel
		go c.read(ctx, l)
	}
	c.mu.Unlock()
	select {
	case <-changed:
	case <-ctx.Done():
	}
	c.mu.Lock()
	c.waiting--
	if whole {
		l.wanted--
	}
	if ctx.Err() != nil && c.waiting == 0 && l.cancel != nil {
		l.cancel()
	}
	return ctx.Err()
}

// read reads pages for as long as they are due.
func (c *collection[T]) read(ctx context.Context, l *listing) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for c.due(l) && ctx.Err() == nil {
		asOf := c.tick()
		if l.pages == 0 {
			l.began = asOf
		}
		l.pages++
		cursor := l.cursor
		c.mu.Unlock()
		items, next, err := c.page(ctx, cursor)
		c.mu.Lock()
		if err == nil && (l.cursors[next] || l.barren >= mostBarren) {
			err = fmt.Errorf("list %ss: the endpoint's pages go round in circles", c.noun)
		}
		if err != nil {
			l.pages--
			if ctx.Err() == nil {
				l.fail(err)
			}
			break
		}
		c.turn(l, asOf, items, next)
		c.announce()
	}
	l.cancel()
	l.running, l.cancel = false, nil
	c.announce()
}

// turn takes over a page.
func (c *collection[T]) turn(l *listing, asOf uint64, items []T, next string) {
	l.strikes, l.err = 0, nil
	if len(items) > 0 {
		l.filled++
	}
	seen := len(l.seen)
	for _, item := range items {
		if id := c.id(item); !l.seen[id] {
			l.seen[id] = true
			l.order = append(l.order, id)
		}
		c.learn(item, asOf, l.began)
	}
	if l.barren++; len(l.seen) > seen {
		l.barren = 0
	}
	if next == "" {
		l.complete = true
		c.completed++
		return
	}
	l.cursors[next], l.cursor = true, next
}

// fail notes that a page couldn't be read. The next who needs it tries again, from this page if its
// cursor may still be good.
func (l *listing) fail(err error) {
	l.err = err
	l.failures++
	l.strikes++
	if l.strikes >= mostStrikes || onoff.Unauthorized(err) || onoff.Forbidden(err) || onoff.NotOffered(err) {
		l.dead = true
	}
	if api, ok := errors.AsType[*onoff.Error](err); !ok || api.StatusCode == http.StatusBadRequest {
		l.restart()
	}
}
