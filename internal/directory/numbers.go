package directory

import (
	"context"
	"errors"
	"iter"
	"slices"

	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
)

// narrow lists the numbers that fit page by page, each number once. Pages that go on and on without
// anything new are an error.
func (d *Directory) narrow(ctx context.Context, filter onoff.NumberFilter) iter.Seq2[[]onoff.Number, error] {
	return func(yield func([]onoff.Number, error) bool) {
		seen, barren := map[string]bool{}, 0
		for page, err := range d.client.NumberPages(ctx, filter) {
			if barren++; barren > mostBarren && err == nil {
				err = errors.New("list numbers: the endpoint's pages go round in circles")
			}
			if err != nil {
				yield(nil, err)
				return
			}
			page = slices.DeleteFunc(page, func(n onoff.Number) bool { return seen[n.ID] })
			for _, n := range page {
				seen[n.ID], barren = true, 0
			}
			if !yield(page, nil) {
				return
			}
		}
	}
}

// askHeld asks for the numbers of one holder, who has those with these IDs. What isn't among them
// may be somebody else's, so the answer is never certain, and the number itself is asked for then.
func (d *Directory) askHeld(h Holder, ids []string, phone string) *question[onoff.Number] {
	next := d.askPhone(phone)
	next.kind += ", of single objects"
	ask := next.ask
	next.ask = func(ctx context.Context) ([]onoff.Number, bool, error) {
		if d.options.BulkReads && !d.offersSingles(ctx, h) {
			return nil, false, errNoFilter
		}
		return ask(ctx)
	}
	return &question[onoff.Number]{
		next: next,
		kind: "numbers of one holder",
		name: "numbers of " + h.ID(),
		ask: func(ctx context.Context) ([]onoff.Number, bool, error) {
			if d.options.BulkReads && !d.offersSingles(ctx, h) {
				// Where every member has to be listed anyway, asking for numbers one by one would
				// cost more than listing them too.
				return nil, false, errNoFilter
			}
			var found []onoff.Number
			filter := onoff.NumberFilter{Status: onoff.StatusUsed, MemberID: h.MemberID, DepartmentID: h.DepartmentID}
			for page, err := range d.narrow(ctx, filter) {
				if err != nil {
					return nil, false, err
				}
				found = append(found, page...)
				if len(page) > len(ids) && slices.ContainsFunc(page, func(n onoff.Number) bool { return !slices.Contains(ids, n.ID) }) {
					return found, false, nil // these aren't the holder's: the filter is unknown here
				}
			}
			return found, false, nil
		},
	}
}

// askPhone asks for one number that somebody has, where it isn't known who.
func (d *Directory) askPhone(phone string) *question[onoff.Number] {
	return &question[onoff.Number]{
		kind: "number by phone number",
		name: "phone number " + plain(phone),
		ask: func(ctx context.Context) ([]onoff.Number, bool, error) {
			var found []onoff.Number
			for page, err := range d.narrow(ctx, onoff.NumberFilter{Status: onoff.StatusUsed, PhoneNumber: phone}) {
				if err != nil {
					return nil, false, err
				}
				if slices.ContainsFunc(page, func(n onoff.Number) bool { return plain(n.PhoneNumber) != plain(phone) }) {
					return nil, false, errNoFilter
				}
				found = append(found, page...)
			}
			return found, true, nil
		},
	}
}

// offersSingles reports whether the endpoint can be asked for one member, or one department. If
// that isn't known yet it is found out.
func (d *Directory) offersSingles(ctx context.Context, h Holder) bool {
	if h.MemberID != "" {
		return !lacking(d.members.probe(ctx, idKey(h.MemberID), d.askMember(h.MemberID)))
	}
	return !lacking(d.departments.probe(ctx, idKey(h.DepartmentID), d.askDepartment(h.DepartmentID)))
}

// Numbers are all numbers that fit.
func (d *Directory) Numbers(ctx context.Context, filter onoff.NumberFilter) ([]onoff.Number, error) {
	if filter == (onoff.NumberFilter{Status: onoff.StatusUsed}) {
		return d.numbers.all(ctx)
	}
	numbers, err := d.queries.get(ctx, filter, func(ctx context.Context) ([]onoff.Number, error) {
		var all []onoff.Number
		for page, err := range d.narrow(ctx, filter) {
			if err != nil {
				return nil, err
			}
			all = append(all, page...)
		}
		return all, nil
	})
	return slices.Clone(numbers), err
}
