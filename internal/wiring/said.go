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

// Several lists names in a message: the first of them in order, and how many more there are.
func Several(names []string) string {
	const most = 5
	sorted := slices.Sorted(slices.Values(names))
	if len(sorted) <= most {
		return strings.Join(sorted, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(sorted[:most], ", "), len(sorted)-most)
}
