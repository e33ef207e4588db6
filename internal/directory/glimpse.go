package directory

import (
	"context"
	"errors"

	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
)

// errNotSeen says that a glimpse settled nothing.
var errNotSeen = errors.New("neither known nor on the first page")

// find reads as carefully as the options say.
func find[T any](ctx context.Context, c *collection[T], k key, q *question[T], options []ReadOption) (T, error) {
	care := careOf(options)
	if care.frugal {
		return c.glimpse(ctx, k)
	}
	return c.get(ctx, k, q, care.glance)
}

// glimpse finds an object among those known and those on the first page, which is read once in a run.
// If that was the whole list, an object that isn't on it is taken for not there.
func (c *collection[T]) glimpse(ctx context.Context, k key) (T, error) {
	c.firstPage(ctx)
	c.mu.Lock()
	defer c.mu.Unlock()
	if item, ok := c.look(k); ok {
		return c.clone(item), nil
	}
	var none T
	if c.absent[k] > 0 || c.list.complete && c.list.began > c.forgot {
		return none, onoff.Absent(c.noun, k.value)
	}
	return none, errNotSeen
}

// glimpseAssignment finds out who has a number as far as first pages show it.
func (d *Directory) glimpseAssignment(ctx context.Context, phone string) (Assignment, error) {
	n, err := d.numbers.glimpse(ctx, idKey(plain(phone)))
	if err != nil {
		return Assignment{}, err
	}
	if m, ok := d.members.peek(key{byHeld, n.ID}); ok {
		return Assignment{Number: n, Holder: Holder{MemberID: m.ID}, Member: &m}, nil
	}
	if f, ok := d.departments.peek(key{byHeld, n.ID}); ok {
		return Assignment{Number: n, Holder: Holder{DepartmentID: f.ID}}, nil
	}
	m, err := d.members.glimpse(ctx, key{byHeld, n.ID})
	if err != nil {
		return Assignment{Number: n}, errNotSeen
	}
	return Assignment{Number: n, Holder: Holder{MemberID: m.ID}, Member: &m}, nil
}
