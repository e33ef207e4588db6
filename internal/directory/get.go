package directory

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
)

// question asks the endpoint for one object instead of for the list.
type question[T any] struct {
	kind string // what the endpoint must offer to answer it
	name string // tells it from all others; of two equal ones that are under way one is sent
	// ask sends it. Certain says that an object that isn't among those found doesn't exist.
	ask func(ctx context.Context) (found []T, certain bool, err error)
	// next is asked if this one can't be, or settles nothing.
	next *question[T]
}

// errNoFilter says that the endpoint answered a question for one object as if it were for the list.
var errNoFilter = errors.New("the endpoint doesn't know the filter")

// reading is one read on its way.
type reading struct {
	glance   bool
	useless  bool     // its question was answered, and the answer settled nothing
	credited *listing // the listing that it paid a page of
	failures int      // of the listing when it was first seen
}

// get finds an object: among those known, else by its question or on the next pages of the list.
//
// A read that isn't met waits for the first page. If that doesn't meet it either, the question is
// sent, and the read has paid for one more page, which the next read that isn't met may wait for. One
// question is sent for each page at most. So k reads cost no more than k questions and k pages, and
// all reads no more than the list and as many questions as it has pages: never more than twice the
// cheaper of asking one by one and listing. A question that can't be asked makes it read on.
//
// That the object isn't there is concluded from the answer to its question, or from two complete
// lists; see [AtAGlance] for the exception.
func (c *collection[T]) get(ctx context.Context, k key, q *question[T], glance bool) (T, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	r := reading{glance: glance, failures: -1}
	for {
		if item, ok := c.look(k); ok {
			return c.clone(item), nil
		}
		var none T
		if c.absent[k] > 0 {
			return none, onoff.Absent(c.noun, k.value)
		}
		if err := ctx.Err(); err != nil {
			return none, err
		}
		for q != nil && (r.useless || c.refused[q.kind] != nil) {
			q, r.useless = q.next, false
		}
		done, err := c.step(ctx, k, q, &r)
		if _, ok := c.look(k); ok {
			continue // a page may have it although its question failed
		}
		if err != nil {
			return none, err
		}
		if done {
			return none, onoff.Absent(c.noun, k.value)
		}
	}
}

// step does the next thing that may bring the object into view. It reports whether it is certain, or
// certain enough, that there is none.
func (c *collection[T]) step(ctx context.Context, k key, q *question[T], r *reading) (absent bool, err error) {
	l := c.list
	if r.failures < 0 || r.credited != nil && r.credited != l {
		r.failures = l.failures
	}
	canAsk := q != nil
	failed := l.dead || l.failures > r.failures
	switch {
	case canAsk && c.asking[q.name]:
		return false, c.wait(ctx, false)
	case canAsk && (!c.bulk || failed):
		return false, c.ask(ctx, k, q, r)
	case failed && !l.complete:
		return false, cmp.Or(l.err, errGivenUp)
	case l.complete && r.glance && l.began > c.forgot:
		return true, nil
	case l.complete && canAsk:
		return false, c.ask(ctx, k, q, r)
	case l.complete && (c.completed < 2 || l.began < c.forgot):
		c.startOver()
		return false, nil
	case l.complete:
		c.absent[k] = l.began
		return true, nil
	}
	if r.credited != l {
		r.credited = l
		l.credit++
	}
	if canAsk && l.asked < l.filled {
		l.asked++
		return false, c.ask(ctx, k, q, r)
	}
	if !l.running && !c.due(l) && len(c.asking) == 0 {
		l.credit = max(l.credit, l.pages+1) // nothing else would bring it on
	}
	return false, c.wait(ctx, !canAsk)
}

var errGivenUp = errors.New("the list can't be read")

// ask sends a question and takes over the answer. The lock is held before and after, not during.
func (c *collection[T]) ask(ctx context.Context, k key, q *question[T], r *reading) error {
	c.asking[q.name] = true
	asOf := c.tick()
	c.mu.Unlock()
	found, certain, err := q.ask(ctx)
	c.mu.Lock()
	delete(c.asking, q.name)
	defer c.announce()
	switch {
	case err == nil:
		c.proven[q.kind] = true
	case onoff.NotFound(err):
		c.proven[q.kind] = true
		certain = true
	case errors.Is(err, errNoFilter), onoff.NotOffered(err),
		c.list.filled > 0 && (onoff.Unauthorized(err) || onoff.Forbidden(err)):
		// The public gateway is known to refuse some resources even to a valid key. What can't be
		// asked for by itself is read from the list.
		c.refused[q.kind] = err
		return nil
	default:
		return err
	}
	for _, item := range found {
		c.learn(item, asOf, asOf)
	}
	item, ok := c.look(k)
	switch {
	case ok:
		c.doubt(c.id(item))
	case certain && !slices.ContainsFunc(found, func(item T) bool { return c.written[c.id(item)] > asOf }):
		c.absent[k] = asOf
	case !certain:
		r.useless = true
	}
	return nil
}

// doubt is told of an object that exists. If the list was read to its end and hasn't got it, the list
// is wrong, be it that the object shifted out of view while it was read or that a page was lost. It
// is begun anew then, should more objects turn out to be missing.
func (c *collection[T]) doubt(id string) {
	if l := c.list; l.complete && !l.seen[id] && c.written[id] <= l.began {
		c.startOver()
	}
}

// probe finds out whether the endpoint answers a kind of question, by asking it if need be.
func (c *collection[T]) probe(ctx context.Context, k key, q *question[T]) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	for !c.proven[q.kind] && c.refused[q.kind] == nil {
		if err := ctx.Err(); err != nil {
			return err
		}
		if len(c.asking) > 0 {
			if err := c.wait(ctx, false); err != nil {
				return err
			}
			continue
		}
		if err := c.ask(ctx, k, q, &reading{}); err != nil {
			return err
		}
	}
	return c.refused[q.kind]
}

// all gives all objects, in the order of their IDs.
func (c *collection[T]) all(ctx context.Context) ([]T, error) {
	if err := c.whole(ctx); err != nil {
		return nil, err
	}
	return c.those(func(T) bool { return true }), nil
}

// whole reads the list to its end, unless that was done since the last write that wasn't followed.
func (c *collection[T]) whole(ctx context.Context) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	for failures := c.list.failures; !c.list.complete || c.list.began < c.forgot; {
		switch l := c.list; {
		case l.complete:
			failures = c.startOver().failures
		case l.dead || l.failures > failures:
			return l.err
		default:
			if err := c.wait(ctx, true); err != nil {
				return err
			}
		}
	}
	return nil
}

// firstPage reads the first page, once in a run. If it turns out to be the last one too, it shows of
// everything what isn't there. That it can't be read is no harm.
func (c *collection[T]) firstPage(ctx context.Context) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for c.list.failures == 0 && c.list.cursor == "" && !c.list.complete {
		c.list.credit = max(c.list.credit, 1)
		if c.wait(ctx, false) != nil {
			return
		}
	}
}

// fresh asks for an object whatever is known of it, and lists anew where it can't be asked for.
func (c *collection[T]) fresh(ctx context.Context, k key, q *question[T]) (T, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	var none T
	if q != nil && c.refused[q.kind] == nil {
		c.mu.Unlock()
		found, certain, err := q.ask(ctx)
		c.mu.Lock()
		switch {
		case onoff.NotFound(err):
			return none, err
		case errors.Is(err, errNoFilter), onoff.NotOffered(err):
			c.refused[q.kind] = err
		case err != nil:
			return none, err
		default:
			for _, item := range found {
				if c.fits(item, k) {
					return item, nil
				}
			}
			if certain {
				return none, onoff.Absent(c.noun, k.value)
			}
		}
	}
	l := c.startOver()
	for ; !l.complete; l = c.list { // another list may take its place, which is as new
		if l.failures > 0 {
			return none, l.err
		}
		if err := c.wait(ctx, true); err != nil {
			return none, err
		}
	}
	if item, ok := c.look(k); ok && l.seen[c.id(item)] {
		return c.clone(item), nil
	}
	return none, onoff.Absent(c.noun, k.value)
}

func (c *collection[T]) fits(item T, k key) bool {
	return k.by == byID && c.id(item) == k.value || slices.Contains(c.keys(item), k)
}
