package simulator

import (
	"cmp"
	"slices"
)

// entry is what every object of the organisation has: an ID, and a place in the order of creation
// that it keeps for life.
type entry struct {
	id    string
	place int
}

func (e *entry) base() *entry { return e }

type shelved interface{ base() *entry }

// shelf keeps objects of one kind, by ID and in the order of creation. Nothing is sorted when a
// list is read: an organisation of ten thousand would otherwise pay for it at every page.
type shelf[T shelved] struct {
	byID    map[string]T
	inOrder []T
	next    int
}

func newShelf[T shelved](capacity int) shelf[T] {
	return shelf[T]{byID: make(map[string]T, capacity), inOrder: make([]T, 0, capacity)}
}

func (s *shelf[T]) add(object T) {
	e := object.base()
	e.place = s.next
	s.next++
	s.byID[e.id] = object
	s.inOrder = append(s.inOrder, object)
}

func (s *shelf[T]) remove(object T) {
	e := object.base()
	index, found := slices.BinarySearchFunc(s.inOrder, e.place, func(other T, place int) int {
		return cmp.Compare(other.base().place, place)
	})
	if !found {
		return
	}
	delete(s.byID, e.id)
	s.inOrder = slices.Delete(s.inOrder, index, index+1)
}
