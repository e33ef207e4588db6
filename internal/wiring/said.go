package wiring

import "sync"

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
