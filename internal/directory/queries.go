package directory

import (
	"context"
	"sync"

	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
)

// queries are lists of numbers other than that of all in use, each read once until a number changes.
type queries struct {
	mu    sync.Mutex
	lists map[onoff.NumberFilter]*query
}

type query struct {
	done    chan struct{}
	numbers []onoff.Number
	err     error
}

// get gives a list: the one that is known or under way, else it is read by the caller.
func (q *queries) get(ctx context.Context, filter onoff.NumberFilter, read func(context.Context) ([]onoff.Number, error)) ([]onoff.Number, error) {
	for {
		q.mu.Lock()
		one, known := q.lists[filter]
		if !known {
			one = &query{done: make(chan struct{})}
			if q.lists == nil {
				q.lists = map[onoff.NumberFilter]*query{}
			}
			q.lists[filter] = one
			q.mu.Unlock()
			one.numbers, one.err = read(ctx)
			if one.err != nil {
				q.drop(filter, one)
			}
			close(one.done)
			return one.numbers, one.err
		}
		q.mu.Unlock()
		select {
		case <-one.done:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
		if one.err == nil {
			return one.numbers, nil
		}
		// Whoever read it failed, perhaps only because it was called off.
	}
}

func (q *queries) drop(filter onoff.NumberFilter, one *query) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.lists[filter] == one {
		delete(q.lists, filter)
	}
}

// clear forgets all lists, since a number has changed. Those under way are out of date already.
func (q *queries) clear() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.lists = nil
}
