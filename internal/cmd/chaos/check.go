package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

// broken compares what the organisation came to with what was asked for, and says what is wrong. It
// knows the simulator's own record and the configurations, and nothing that the provider says.
func broken(w wish, l *ledger, got simulator.Snapshot) []string {
	c := &checker{wish: w, got: got, id: map[string]string{}}
	c.departments()
	c.members()
	c.blocks(l.spare)
	c.numbers()
	c.records(l)
	return c.wrong
}

type checker struct {
	wish  wish
	got   simulator.Snapshot
	id    map[string]string // from the address of a block to the object's ID
	wrong []string
}

func (c *checker) fail(format string, args ...any) {
	c.wrong = append(c.wrong, fmt.Sprintf(format, args...))
}

func (c *checker) departments() {
	have := map[string]string{}
	for _, d := range c.got.Departments {
		if _, twice := have[d.Name]; twice {
			c.fail("the department %q is there twice", d.Name)
		}
		have[d.Name] = d.ID
	}
	for _, key := range keys(c.wish.departments) {
		d := c.wish.departments[key]
		if have[d.name] == "" {
			c.fail("the department %q is missing", d.name)
		}
		c.id["onoff_department."+key] = have[d.name]
		delete(have, d.name)
	}
	for name := range have {
		c.fail("the department %q is nobody's", name)
	}
}

func (c *checker) members() {
	have := map[string]simulator.Member{}
	for _, m := range c.got.Members {
		if m.Role == "ROLE_OWNER" {
			continue
		}
		if _, twice := have[m.Email]; twice {
			c.fail("the member %q is there twice", m.Email)
		}
		have[m.Email] = m
	}
	for _, key := range keys(c.wish.members) {
		want := c.wish.members[key]
		got, there := have[want.email]
		delete(have, want.email)
		if !there {
			c.fail("the member %q is missing", want.email)
			continue
		}
		c.id["onoff_member."+key] = got.ID
		var in []string
		for department := range strings.FieldsSeq(want.departments) {
			in = append(in, c.id["onoff_department."+department])
		}
		slices.Sort(in)
		slices.Sort(got.DepartmentIDRefs)
		if got.FirstName != want.first || got.LastName != want.last || got.Role != "ROLE_"+strings.ToUpper(want.role) || !slices.Equal(in, got.DepartmentIDRefs) {
			c.fail("the member %q is %+v, wanted %+v in %v", want.email, got, want, in)
		}
	}
	for email := range have {
		c.fail("the member %q is nobody's", email)
	}
}

func (c *checker) blocks(spare int) {
	have := map[string]simulator.License{}
	for _, l := range c.got.Licenses {
		if _, twice := have[l.Name]; twice {
			c.fail("the block %q is there twice", l.Name)
		}
		have[l.Name] = l
	}
	if have[spareBlock].Quantity != spare {
		c.fail("the block %q has %d licences, wanted %d", spareBlock, have[spareBlock].Quantity, spare)
	}
	delete(have, spareBlock)
	for _, key := range keys(c.wish.blocks) {
		want := c.wish.blocks[key]
		got := have[want.name]
		delete(have, want.name)
		c.id["onoff_license."+key] = got.ID
		if got.Quantity != want.quantity || got.Plan != want.plan {
			c.fail("the block %q is %+v, wanted %+v", want.name, got, want)
		}
	}
	for name := range have {
		c.fail("the block %q is nobody's", name)
	}
}

// numbers compares who holds what. A number that was picked is any of its country.
func (c *checker) numbers() {
	want := map[string]int{}
	for _, a := range c.wish.assignments {
		want[c.id[a.holder()]+" "+a.what()]++
	}
	byPhone := map[string]simulator.Number{}
	for _, n := range c.got.Numbers {
		byPhone[n.PhoneNumber] = n
		holder := n.MemberIDRef + n.DepartmentIDRef
		if holder == "" {
			continue
		}
		want[holder+" "+what(n.PhoneNumber)]--
	}
	for _, at := range slices.Sorted(maps.Keys(want)) {
		switch n := want[at]; {
		case n > 0:
			c.fail("of the numbers %s (holder, number or country) %d are missing", at, n)
		case n < 0:
			c.fail("of the numbers %s (holder, number or country) %d are too many", at, -n)
		}
	}
	for _, key := range keys(c.wish.assignments) {
		a := c.wish.assignments[key]
		if n := byPhone[a.phone]; a.block != "" && a.phone != "" && n.LicenseIDRef != c.id["onoff_license."+a.block] {
			c.fail("the number %s has the licence %q, wanted one of the block %q", a.phone, n.LicenseIDRef, a.block)
		}
	}
}

// what is how the ledger calls a number of the service's.
func what(phone string) string {
	switch {
	case strings.HasPrefix(phone, "+34"):
		return "ES"
	case strings.HasPrefix(phone, "+32"):
		return "BE"
	}
	return phone
}

// records holds what can't be taken back against what was asked for.
func (c *checker) records(l *ledger) {
	mails, bought := map[string]int{}, 0
	for _, mail := range c.got.Mails {
		mails[cmp.Or(strings.TrimPrefix(mail.Kind, "invitation"), "to ")+mail.To]++
	}
	invited := map[string]int{}
	for email, times := range l.invited {
		invited["to "+email] = times
	}
	c.same("mails", invited, mails)
	for _, purchase := range c.got.LicensesBought {
		bought += purchase.Quantity
		if purchase.Automatic {
			c.fail("an assignment bought a licence")
		}
	}
	if bought != l.bought {
		c.fail("%d licences were bought, wanted %d", bought, l.bought)
	}
	released := func(list []simulator.NumberRelease) map[string]int {
		count := map[string]int{}
		for _, n := range list {
			count[what(n.PhoneNumber)]++
		}
		return count
	}
	assigned, moved := map[string]int{}, map[string]int{}
	for _, n := range c.got.NumbersAssigned {
		assigned[what(n.PhoneNumber)]++
	}
	for _, n := range c.got.NumbersMoved {
		moved[what(n.PhoneNumber)]++
	}
	c.same("assigned", l.assigned, assigned)
	c.same("moved", l.moved, moved)
	c.same("released", l.released, released(c.got.NumbersReleased))
	c.same("deleted", l.deleted, released(c.got.NumbersDeleted))
}

func (c *checker) same(kind string, want, got map[string]int) {
	if !maps.Equal(want, got) {
		c.fail("%s: %v, wanted %v", kind, got, want)
	}
}
