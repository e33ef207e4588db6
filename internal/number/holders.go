package number

import (
	"context"
	"slices"

	"github.com/onoff-community/terraform-provider-onoff/internal/directory"
	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
)

// holders knows who has which number, by the number's ID.
type holders map[string]holder

// everybody joins all members and departments with their numbers.
func everybody(ctx context.Context, organisation *directory.Directory) (holders, error) {
	by := holders{}
	members, err := organisation.Members(ctx)
	if err != nil {
		return nil, err
	}
	for _, m := range members {
		by.has(m.NumberIDs, ofMember(m))
	}
	departments, err := organisation.Departments(ctx)
	if onoff.NotOffered(err) {
		return by, nil // Where there are no departments, none has a number.
	}
	if err != nil {
		return nil, err
	}
	for _, d := range departments {
		by.has(d.NumberIDs, holder{departmentID: d.ID})
	}
	return by, nil
}

func (by holders) has(numberIDs []string, who holder) {
	for _, id := range numberIDs {
		by[id] = who
	}
}

func ofMember(m onoff.Member) holder { return holder{memberID: m.ID, memberEmail: m.Email} }

// only is the one holder that was asked for, or nobody.
func only(numberIDs []string, who holder) holders {
	by := holders{}
	by.has(numberIDs, who)
	return by
}

// of keeps those of the numbers that somebody among these has: an endpoint that doesn't know a filter
// answers as if it weren't there.
func (by holders) of(numbers []onoff.Number) []onoff.Number {
	return slices.DeleteFunc(slices.Clone(numbers), func(n onoff.Number) bool { return by[n.ID] == holder{} })
}
