package wiring

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"
)

// Said remembers what was said in this walk, so that one thing is said once and not once per block.
// Its zero value is ready to use.
type Said struct {
	things sync.Map
}

// Once reports whether this is the first time that the thing comes up.
func (s *Said) Once(thing string) bool {
	_, before := s.things.LoadOrStore(thing, struct{}{})
	return !before
}

// InState remembers what this walk read for blocks that are in state. A block that is planned anew may
// find its own object in the organisation, because it is tainted, or that of a block which this plan
// renames or removes: the plan book knows whether two blocks want it, so neither is worth a warning.
// Its zero value is ready to use.
type InState struct {
	objects sync.Map
	first   sync.Once
	over    time.Time
}

type object struct{ kind, key string }

// Add notes an object by its resource type and its key.
func (s *InState) Add(kind, key string) { s.objects.Store(object{kind, key}, struct{}{}) }

// Any reports whether anything was noted. Nothing is while applying, which reads nothing in state.
func (s *InState) Any() bool {
	noted := false
	s.objects.Range(func(_, _ any) bool { noted = true; return false })
	return noted
}

// Some waits until anything was noted, and reports whether it was. A block can be planned before the
// first one in state is read, and where none is, while applying above all, there is nothing to wait for:
// so all who wait together wait for one turn at most.
func (s *InState) Some(ctx context.Context, turn time.Duration) bool {
	s.first.Do(func() { s.over = time.Now().Add(turn) })
	for !s.Any() {
		select {
		case <-ctx.Done():
			return false
		case <-time.After(min(turn/50, time.Until(s.over))):
			if !time.Now().Before(s.over) {
				return s.Any()
			}
		}
	}
	return true
}

// Has reports whether the object was noted.
func (s *InState) Has(kind, key string) bool {
	_, has := s.objects.Load(object{kind, key})
	return has
}

// Several lists names in a message: the first of them in order, and how many more there are.
func Several(names []string) string {
	const most = 5
	sorted := slices.Sorted(slices.Values(names))
	if len(sorted) <= most {
		return strings.Join(sorted, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(sorted[:most], ", "), len(sorted)-most)
}
