package wiring

import "sync"

// Balance is what a plan makes of the organisation's free licences, as far as it was seen. Its zero
// value is ready to use.
type Balance struct {
	mu             sync.Mutex
	bought, needed int64
	seen           map[string]struct{}
}

// Bought counts licences that a block adds in this plan, or gives up if they are less than none. A
// block that comes by again counts once.
func (b *Balance) Bought(instance string, licenses int64) { b.count(instance, licenses, 0) }

// Needed counts an assignment that needs a licence in this plan, and returns how many do so far and
// how many licences the plan adds. A block that comes by again counts once.
func (b *Balance) Needed(instance string) (needed, bought int64) { return b.count(instance, 0, 1) }

// Freed counts an assignment that gives its licence back in this plan.
func (b *Balance) Freed() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.needed--
}

func (b *Balance) count(instance string, bought, needed int64) (int64, int64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if _, again := b.seen[instance]; !again {
		if b.seen == nil {
			b.seen = make(map[string]struct{})
		}
		b.seen[instance] = struct{}{}
		b.bought += bought
		b.needed += needed
	}
	return b.needed, b.bought
}
