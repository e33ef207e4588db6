package planbook

import (
	"slices"
)

// tally is what one holder, or one block of licences, would have after the plan. Two blocks with one
// number bring one number, so it counts numbers, not blocks. A number that isn't known yet is one of
// its own: the pool gives no number twice.
type tally struct {
	slots map[string][]*assignment

	// born counts the claims that are new whoever this is, and origins says who held the numbers of
	// the others before.
	born    int
	origins map[key]int
}

func (t *tally) size() int { return len(t.slots) }

func (t *tally) add(a *assignment, born bool, origin key) {
	if t.slots == nil {
		t.slots = make(map[string][]*assignment, 1)
	}
	t.slots[a.slot()] = append(t.slots[a.slot()], a)
	t.note(born, origin, 1)
}

func (t *tally) remove(a *assignment, born bool, origin key) {
	rest := slices.DeleteFunc(t.slots[a.slot()], func(other *assignment) bool { return other == a })
	if len(rest) == 0 {
		delete(t.slots, a.slot())
	} else {
		t.slots[a.slot()] = rest
	}
	t.note(born, origin, -1)
}

func (t *tally) note(born bool, origin key, by int) {
	switch {
	case born:
		t.born += by
	case origin != key{}:
		if t.origins == nil {
			t.origins = make(map[key]int, 1)
		}
		t.origins[origin] += by
		if t.origins[origin] == 0 {
			delete(t.origins, origin)
		}
	}
}

// absorb takes over all of another tally.
func (t *tally) absorb(other *tally) {
	if t.slots == nil {
		t.slots, other.slots = other.slots, nil
	}
	for slot, assignments := range other.slots {
		t.slots[slot] = append(t.slots[slot], assignments...)
	}
	if t.origins == nil {
		t.origins, other.origins = other.origins, nil
	}
	for origin, n := range other.origins {
		t.origins[origin] += n
	}
	t.born += other.born
	*other = tally{}
}

// numbers lists the numbers for a message, sorted.
func (t *tally) numbers() []string {
	shown := make([]string, 0, len(t.slots))
	for _, assignments := range t.slots {
		shown = append(shown, assignments[0].shown())
	}
	slices.Sort(shown)
	return shown
}
