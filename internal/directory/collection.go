package directory

import (
	"cmp"
	"slices"
	"sync"
)

// key is a way to refer to an object.
type key struct{ by, value string }

const (
	byID     = "id"     // its ID; a number's is the phone number
	byEmail  = "email"  // a member's e-mail, in lower case
	byName   = "name"   // a department's or licence block's name, in lower case
	byHeld   = "holds"  // the ID of a number that it holds
	byNumber = "number" // the ID of a number, as holders refer to it
)

// kind says what a collection is made of.
type kind[T any] struct {
	noun  string // as in the contract's codes
	id    func(T) string
	keys  func(T) []key // the further keys it can be looked up by
	clone func(T) T
	page  pager[T]
}

// fact is an object as a request showed it. The time is that of the moment before the request was
// sent: the object is known to have been so then or later.
type fact[T any] struct {
	value T
	asOf  uint64
}

// collection is all objects of one kind, as far as they have come to be known in this run.
//
// Time is a counter: it ticks with each request that is sent and each own write that is finished.
// What a request shows is believed only if nothing newer is known, and never against an own write
// that was finished after the request (for a page: after the whole listing) was begun. So neither can
// a listing that takes its time undo a write, nor bring back what was deleted meanwhile.
type collection[T any] struct {
	kind[T]
	bulk bool

	mu      sync.Mutex
	changed chan struct{} // closed and replaced whenever something below changes
	now     uint64

	known   map[string]fact[T] // by ID
	index   map[key][]string   // IDs by further keys
	written map[string]uint64  // when this run last changed the object with this ID
	absent  map[key]uint64     // when it was proved that there is none
	forgot  uint64             // when last a write changed something that wasn't known

	asking  map[string]bool  // questions under way
	proven  map[string]bool  // kinds of questions that the endpoint has answered
	refused map[string]error // kinds of questions that the endpoint doesn't answer

	list      *listing
	completed int // listings that were read to the end
	waiting   int // readers that wait for something to change
}

func newCollection[T any](k kind[T], bulk bool) *collection[T] {
	return &collection[T]{
		kind:    k,
		bulk:    bulk,
		changed: make(chan struct{}),
		known:   map[string]fact[T]{},
		index:   map[key][]string{},
		written: map[string]uint64{},
		absent:  map[key]uint64{},
		asking:  map[string]bool{},
		proven:  map[string]bool{},
		refused: map[string]error{},
		list:    newListing(),
	}
}

func (c *collection[T]) tick() uint64 {
	c.now++
	return c.now
}

// announce wakes all who wait for something to change.
func (c *collection[T]) announce() {
	close(c.changed)
	c.changed = make(chan struct{})
}

// look finds an object among those known. Should two objects have one key, because one gave it to
// the other while they were read, the one that was seen last has it.
func (c *collection[T]) look(k key) (T, bool) {
	if k.by == byID {
		f, ok := c.known[k.value]
		return f.value, ok
	}
	var latest fact[T]
	ids := c.index[k]
	for _, id := range ids {
		if f := c.known[id]; f.asOf >= latest.asOf {
			latest = f
		}
	}
	return latest.value, len(ids) > 0
}

// peek is an object if it is known, without any request.
func (c *collection[T]) peek(k key) (T, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	item, ok := c.look(k)
	if !ok {
		return item, false
	}
	return c.clone(item), true
}

// those gives the known objects that fit, in the order of their IDs.
func (c *collection[T]) those(fit func(T) bool) []T {
	c.mu.Lock()
	defer c.mu.Unlock()
	var items []T
	for _, f := range c.known {
		if fit(f.value) {
			items = append(items, c.clone(f.value))
		}
	}
	slices.SortFunc(items, func(a, b T) int { return cmp.Compare(c.id(a), c.id(b)) })
	return items
}

// learn takes over what a request showed that was sent at asOf. Began is when the listing began that
// it belongs to, or asOf again.
func (c *collection[T]) learn(item T, asOf, began uint64) {
	id := c.id(item)
	if c.written[id] > began || c.absent[key{byID, id}] > asOf {
		return
	}
	if old, ok := c.known[id]; ok && old.asOf > asOf {
		return
	}
	c.store(id, fact[T]{item, asOf})
}

func (c *collection[T]) store(id string, f fact[T]) {
	c.drop(id)
	c.known[id] = f
	for _, k := range c.keys(f.value) {
		c.index[k] = append(c.index[k], id)
	}
}

func (c *collection[T]) drop(id string) {
	old, ok := c.known[id]
	if !ok {
		return
	}
	delete(c.known, id)
	for _, k := range c.keys(old.value) {
		if rest := slices.DeleteFunc(c.index[k], func(other string) bool { return other == id }); len(rest) > 0 {
			c.index[k] = rest
		} else {
			delete(c.index, k)
		}
	}
}

// put records the object as a write of this run left it.
func (c *collection[T]) put(item T) {
	c.mu.Lock()
	defer c.mu.Unlock()
	id, now := c.id(item), c.tick()
	c.written[id] = now
	delete(c.absent, key{byID, id})
	c.store(id, fact[T]{c.clone(item), now})
	c.announce()
}

// patch changes what is known of an object in the way that a write of this run changed it. If nothing
// is known of it, what lists show that began before is out of date.
func (c *collection[T]) patch(id string, change func(T) T) {
	if id == "" {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	now := c.tick()
	c.written[id] = now
	if old, ok := c.known[id]; ok {
		c.store(id, fact[T]{change(c.clone(old.value)), now})
	} else {
		c.forgot = now
	}
	c.announce()
}

// evict records that a write of this run removed the object.
func (c *collection[T]) evict(id string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := c.tick()
	c.written[id] = now
	c.absent[key{byID, id}] = now
	c.drop(id)
	c.announce()
}

// forget drops what is known of an object, so that it is read anew when it is needed.
func (c *collection[T]) forget(id string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := c.tick()
	c.written[id], c.forgot = now, now
	delete(c.absent, key{byID, id})
	c.drop(id)
	c.announce()
}

// doubtAll has all objects listed anew when all are asked for next.
func (c *collection[T]) doubtAll() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.forgot = c.tick()
}

// lacks reports whether it is proved, without any request, that there was no such object when the
// organisation was listed.
func (c *collection[T]) lacks(k key) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	_, known := c.look(k)
	return !known && c.list.complete && c.list.began > c.forgot
}
