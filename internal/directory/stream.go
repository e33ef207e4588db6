package directory

import (
	"context"
	"iter"
	"slices"

	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
)

// EachMember gives all members as pages bring them into view. A page is read when those of the pages
// before it were taken, so whoever stops early leaves the rest unread. An error ends it.
func (d *Directory) EachMember(ctx context.Context) iter.Seq2[onoff.Member, error] {
	return d.members.each(ctx)
}

// EachDepartment gives all departments; see [Directory.EachMember].
func (d *Directory) EachDepartment(ctx context.Context) iter.Seq2[onoff.Department, error] {
	return d.departments.each(ctx)
}

// EachLicense gives all blocks of licences; see [Directory.EachMember].
func (d *Directory) EachLicense(ctx context.Context) iter.Seq2[onoff.License, error] {
	return d.licenses.each(ctx)
}

// EachAssignment gives the numbers in use that an endpoint finds by the filter, with who holds them;
// see [Directory.EachMember]. A number that nobody shows as theirs comes with an [*Unheld], which ends
// nothing; any other error does. An endpoint may know no filter but the status: except for the holder,
// what it lets through is the caller's to look at.
func (d *Directory) EachAssignment(ctx context.Context, filter onoff.NumberFilter) iter.Seq2[Assignment, error] {
	filter.Status = onoff.StatusUsed
	return func(yield func(Assignment, error) bool) {
		holder := Holder{MemberID: filter.MemberID, DepartmentID: filter.DepartmentID}
		var held []string
		if !holder.IsZero() {
			var err error
			if held, err = d.heldBy(ctx, holder, false); err != nil {
				yield(Assignment{}, err)
				return
			}
		}
		for number, err := range d.eachNumber(ctx, filter) {
			if err != nil {
				yield(Assignment{}, err)
				return
			}
			if !holder.IsZero() && !slices.Contains(held, number.ID) {
				continue
			}
			a, err := d.holderOf(ctx, number, holder, true)
			nobody := onoff.NotFound(err)
			if nobody {
				err = &Unheld{number.PhoneNumber}
			}
			if !yield(a, err) || err != nil && !nobody {
				return
			}
		}
	}
}

// eachNumber gives the numbers that fit as pages come in.
func (d *Directory) eachNumber(ctx context.Context, filter onoff.NumberFilter) iter.Seq2[onoff.Number, error] {
	if filter == (onoff.NumberFilter{Status: onoff.StatusUsed}) {
		return d.numbers.each(ctx)
	}
	return func(yield func(onoff.Number, error) bool) {
		for page, err := range d.narrow(ctx, filter) {
			if err != nil {
				yield(onoff.Number{}, err)
				return
			}
			for _, number := range page {
				if !yield(number, nil) {
					return
				}
			}
		}
	}
}

// each gives all objects in the order of the pages, which are read one at a time.
func (c *collection[T]) each(ctx context.Context) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		given := map[string]bool{}
		for {
			items, err := c.unseen(ctx, given)
			if err != nil {
				var none T
				yield(none, err)
				return
			}
			if len(items) == 0 {
				return
			}
			for _, item := range items {
				if !yield(item, nil) {
					return
				}
			}
		}
	}
}

// unseen gives the objects of the list that weren't given before, and reads the next page if there are
// none. There are none left if it gives none.
func (c *collection[T]) unseen(ctx context.Context, given map[string]bool) ([]T, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	var last *listing
	failures := 0
	for {
		l := c.list
		if l != last {
			last, failures = l, l.failures
		}
		var items []T
		for _, id := range l.order {
			if f, known := c.known[id]; known && !given[id] {
				given[id] = true
				items = append(items, c.clone(f.value))
			}
		}
		switch {
		case len(items) > 0:
			return items, nil
		case l.complete && l.began < c.forgot:
			c.startOver()
		case l.complete:
			return nil, nil
		case l.dead || l.failures > failures:
			return nil, l.err
		default:
			l.credit = max(l.credit, l.pages+1)
			if err := c.wait(ctx, false); err != nil {
				return nil, err
			}
		}
	}
}
