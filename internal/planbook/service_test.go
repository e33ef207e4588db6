package planbook_test

import (
	"cmp"
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// service is an organisation that a plan is applied to: the toy below, or any other that keeps the
// service's rules. Holders are given by the ID of a member or a department.
type service interface {
	// Clone returns a copy of its own, Print a text that is the same for two that are alike.
	Clone() service
	Print() string

	CreateMember(email string) (id string, err error)
	RenameMember(id, email string) error
	DeleteMember(id string) error
	MemberByEmail(email string) (id string, ok bool)

	BuyLicense(name string, quantity int) (id string, err error)
	ChangeLicense(id, name string, quantity int) error
	DeleteLicense(id string) error

	// Assign gives a number that from has to a holder. A block that is created takes it from the pool,
	// which is nobody: it never takes over what somebody has, not even the holder it is meant for.
	Assign(number, from, holder, license string) error
	Unassign(number string) error
	Pick() (number string) // one from the pool, and none that a block names
	Holding(number string) holding
}

// toy is the service's rules in a few lines, written without a look at the book. What it makes gets
// its ID from what it's called, so that the same comes of creating two things in either order.
type toy struct {
	limit    int
	members  []orgMember
	licenses []orgLicense
	numbers  []toyNumber // sorted
}

type toyNumber struct {
	number string
	holding
}

func newToy(o *org) service {
	s := &toy{limit: o.limit, members: slices.Clone(o.members), licenses: slices.Clone(o.licenses)}
	for _, number := range slices.Sorted(maps.Keys(o.held)) {
		s.numbers = append(s.numbers, toyNumber{number, o.held[number]})
	}
	return s
}

var errRefused = errors.New("refused")

func (s *toy) Clone() service {
	return &toy{s.limit, slices.Clone(s.members), slices.Clone(s.licenses), slices.Clone(s.numbers)}
}

func (s *toy) Print() string {
	out := make([]byte, 0, 400)
	for _, m := range s.members {
		out = append(append(append(out, m.id...), m.email...), '|')
	}
	for _, l := range s.licenses {
		out = append(strconv.AppendInt(append(append(out, l.id...), l.name...), int64(l.quantity), 10), '|')
	}
	for _, n := range s.numbers {
		out = append(append(append(append(out, n.number...), n.holder...), n.license...), '|')
	}
	return string(out)
}

func (s *toy) member(id string) int {
	return slices.IndexFunc(s.members, func(m orgMember) bool { return m.id == id })
}

func (s *toy) block(id string) int {
	return slices.IndexFunc(s.licenses, func(l orgLicense) bool { return l.id == id })
}

func (s *toy) find(number string) (int, bool) {
	return slices.BinarySearchFunc(s.numbers, number, func(n toyNumber, number string) int { return cmp.Compare(n.number, number) })
}

func (s *toy) MemberByEmail(email string) (string, bool) {
	for _, m := range s.members {
		if strings.EqualFold(email, m.email) {
			return m.id, true
		}
	}
	return "", false
}

func (s *toy) CreateMember(email string) (string, error) {
	if _, taken := s.MemberByEmail(email); taken {
		return "", errRefused
	}
	id := "new " + email
	s.members = append(s.members, orgMember{id, email})
	return id, nil
}

func (s *toy) RenameMember(id, email string) error {
	i := s.member(id)
	if owner, taken := s.MemberByEmail(email); taken && owner != id || i < 0 {
		return errRefused
	}
	s.members[i].email = email
	return nil
}

func (s *toy) DeleteMember(id string) error {
	if s.count(func(n toyNumber) bool { return n.holder == id }) > 0 {
		return errRefused
	}
	s.members = slices.DeleteFunc(s.members, func(m orgMember) bool { return m.id == id })
	return nil
}

func (s *toy) count(those func(toyNumber) bool) (n int) {
	for _, number := range s.numbers {
		if those(number) {
			n++
		}
	}
	return n
}

func (s *toy) used(license string) int {
	return s.count(func(n toyNumber) bool { return n.license == license })
}

func (s *toy) nameTaken(name, own string) bool {
	return slices.ContainsFunc(s.licenses, func(l orgLicense) bool {
		return l.id != own && strings.EqualFold(l.name, name)
	})
}

func (s *toy) BuyLicense(name string, quantity int) (string, error) {
	if s.nameTaken(name, "") {
		return "", errRefused
	}
	id := "new " + name
	s.licenses = append(s.licenses, orgLicense{id, name, quantity})
	return id, nil
}

func (s *toy) ChangeLicense(id, name string, quantity int) error {
	i := s.block(id)
	if i < 0 || s.nameTaken(name, id) || quantity < s.used(id) {
		return errRefused
	}
	s.licenses[i] = orgLicense{id, name, quantity}
	return nil
}

func (s *toy) DeleteLicense(id string) error {
	if s.used(id) > 0 {
		return errRefused
	}
	s.licenses = slices.DeleteFunc(s.licenses, func(l orgLicense) bool { return l.id == id })
	return nil
}

func (s *toy) Assign(number, from, holder, license string) error {
	now := s.Holding(number)
	if license == "" {
		license = now.license
	}
	isMember, block := s.member(holder) >= 0, s.block(license)
	switch {
	case !isMember && holder != department, block < 0 && license != now.license:
		return errRefused
	case now.holder != from, now == holding{holder, license}:
		return errRefused
	case now.holder != holder && isMember && s.count(func(n toyNumber) bool { return n.holder == holder }) >= s.limit:
		return errRefused
	case block >= 0 && now.license != license && s.used(license) >= s.licenses[block].quantity:
		return errRefused
	}
	i, held := s.find(number)
	if !held {
		s.numbers = slices.Insert(s.numbers, i, toyNumber{number: number})
	}
	s.numbers[i].holding = holding{holder, license}
	return nil
}

func (s *toy) Unassign(number string) error {
	i, held := s.find(number)
	if !held {
		return errRefused
	}
	s.numbers = slices.Delete(s.numbers, i, i+1)
	return nil
}

func (s *toy) Pick() string {
	for i := 0; ; i++ {
		number := "picked " + strconv.Itoa(i)
		if _, held := s.find(number); !held {
			return number
		}
	}
}

func (s *toy) Holding(number string) holding {
	if i, held := s.find(number); held {
		return s.numbers[i].holding
	}
	return holding{}
}
