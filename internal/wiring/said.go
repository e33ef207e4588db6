package wiring

import (
	"fmt"
	"slices"
	"strings"
	"sync"
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
