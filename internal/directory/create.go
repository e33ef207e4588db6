package directory

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
)

const (
	// mostSends is how often a request is sent in all whose answers are lost.
	mostSends = 3

	// resendPause is the wait before a request is sent again, times the sends so far.
	resendPause = 500 * time.Millisecond
)

// creation is an object to be made, and how to find out what became of it if the answer is lost.
type creation[T any] struct {
	noun string
	name string // the natural key as a person writes it
	key  key    // and as it is looked up
	in   *collection[T]
	ask  *question[T] // for the natural key; nil: only the list can tell
	send func(ctx context.Context) (*T, error)
	same func(T) bool // whether an object is in all what was asked for

	taken string // the code of the refusal because of the natural key
	slot  slot   // what that refusal waits for
	frees func(T) []slot
}

// create makes an object.
//
// A refusal because of the natural key waits for another change of this run to give the key up; after
// that it is an *Exists. A lost answer is looked into, see settle.
func create[T any](ctx context.Context, d *Directory, c creation[T]) (*T, error) {
	c.in.firstPage(ctx)
	var made *T
	err := d.progress.run(ctx, write{
		try: func(ctx context.Context, _ bool) (err error) {
			var replayed bool
			made, replayed, err = c.settle(ctx)
			if err != nil {
				return err
			}
			id := c.in.id(*made)
			if !d.made.claim(c.noun, id, replayed) {
				// The endpoint has answered this request with the answer to another one like it. Were
				// it taken for two, both blocks would own one object.
				return &Exists{Noun: c.noun, Key: c.name, FoundID: id, Err: refusal("create "+c.noun, c.taken,
					"another block of this run has just made it")}
			}
			c.in.put(*made)
			if c.frees != nil {
				d.progress.free(c.frees(*made)...)
			}
			return nil
		},
		slots: func(err error) []slot {
			if onoff.HasCode(err, c.taken) && !final(err) {
				return []slot{c.slot}
			}
			return nil
		},
	})
	if err == nil {
		return made, nil
	}
	if onoff.HasCode(err, c.taken) && !final(err) {
		exists := &Exists{Noun: c.noun, Key: c.name, Err: err}
		if found, err := c.in.fresh(ctx, c.key, c.ask); err == nil {
			exists.FoundID = c.in.id(found)
		}
		return nil, exists
	}
	return nil, err
}

// settle sends the request, again if need be, until it is known what became of it.
//
// After an answer that was lost the object is looked for. If it isn't there the same request is sent
// again, with the same idempotency key. If it is there it may still be somebody else's: it is taken
// for this request's only if it wasn't there before and is just what was asked for, or if the endpoint
// answers the repeated request with it. Anything else is an *Uncertain.
func (c creation[T]) settle(ctx context.Context) (made *T, replayed bool, err error) {
	absent := c.in.lacks(c.key)
	var lost error
	for sent := 1; ; sent++ {
		made, replayed, err := sending(ctx, c.send)
		if err == nil {
			return made, replayed && lost == nil, nil
		}
		open := onoff.Ambiguous(err)
		if open {
			lost = err
		}
		if lost == nil {
			return nil, false, err
		}
		found, missing := c.in.fresh(ctx, c.key, c.ask)
		uncertain := &Uncertain{Noun: c.noun, Key: c.name, Unseen: missing != nil && !onoff.NotFound(missing), Err: lost}
		switch {
		case missing == nil && absent && c.same(found):
			return &found, false, nil
		case missing == nil:
			uncertain.FoundID = c.in.id(found)
			if !open {
				return nil, false, uncertain
			}
		case onoff.NotFound(missing) && !open:
			return nil, false, err
		case onoff.NotFound(missing):
			absent = true
		}
		if sent == mostSends || !open || pause(ctx, time.Duration(sent)*resendPause) != nil {
			return nil, false, uncertain
		}
	}
}

// sending sends a request and tells whether the answer was an earlier one again.
func sending[T any](ctx context.Context, send func(context.Context) (*T, error)) (made *T, replayed bool, err error) {
	ctx, again := onoff.NoticeReplay(ctx)
	made, err = send(ctx)
	return made, again(), err
}

// final reports whether a refusal was looked into already, so that waiting won't lift it.
func final(err error) bool {
	_, exists := errors.AsType[*Exists](err)
	_, uncertain := errors.AsType[*Uncertain](err)
	return exists || uncertain
}

// made are the objects that creates of this run were answered with.
type made struct {
	mu      sync.Mutex
	objects map[[2]string]bool // noun and ID; true if the answer was an earlier one again
}

// claim takes an object for a create. It fails if another one has it.
func (m *made) claim(noun, id string, replayed bool) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.objects == nil {
		m.objects = map[[2]string]bool{}
	}
	if _, taken := m.objects[[2]string{noun, id}]; taken {
		return false
	}
	m.objects[[2]string{noun, id}] = replayed
	return true
}

// keeps reports whether an object mustn't be removed, because a create of this run was answered with
// it although it was made earlier.
//
// That happens if a block is replaced, or renamed without a moved block, within the time for which
// the endpoint repeats its answers: the new block's create is then answered with the old block's
// object, and deleting the old block's object would take the new one's away.
func (m *made) keeps(noun, id string) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.objects[[2]string{noun, id}]
}

// release forgets an object that is gone.
func (m *made) release(noun, id string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.objects, [2]string{noun, id})
}
