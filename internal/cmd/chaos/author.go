package main

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

const (
	// mostNumbers is less than a member may hold, so that a number can come before another one goes.
	mostNumbers = 3

	// spareBlock is a block that isn't Terraform's. Its licences are for the assignments that name
	// no block.
	spareBlock = "Spare"

	// ample is more of them than any run needs.
	ample = 60
)

// author makes up configurations. What it asks for can always be had: whatever doesn't work is the
// weather's fault, or the provider's.
type author struct {
	rng    *rand.Rand
	made   int // how many things have been named
	phones []string
}

func newAuthor(seed uint64) *author {
	a := &author{rng: rand.New(rand.NewPCG(seed, 1))}
	for i := range 24 {
		a.phones = append(a.phones, fmt.Sprintf("+336440000%02d", i))
	}
	a.rng.Shuffle(len(a.phones), func(i, j int) { a.phones[i], a.phones[j] = a.phones[j], a.phones[i] })
	return a
}

// company is the organisation at the start. The numbers that configurations name are French, those
// that they pick are Spanish and Belgian.
func company(spare int) *simulator.Company {
	c := &simulator.Company{
		Account:  simulator.Account{Name: "Chaos"},
		Members:  []simulator.Member{{ID: "mem-owner", FirstName: "Odile", LastName: "Owner", Email: "odile@chaos.test", Role: "ROLE_OWNER"}},
		Licenses: []simulator.License{{ID: "lic-spare", Name: spareBlock, Quantity: spare}},
	}
	for i := range 24 {
		c.Numbers = append(c.Numbers,
			simulator.Number{PhoneNumber: fmt.Sprintf("+336440000%02d", i), CountryCode: "FR"},
			simulator.Number{PhoneNumber: fmt.Sprintf("+346000000%02d", i), CountryCode: "ES"},
			simulator.Number{PhoneNumber: fmt.Sprintf("+322000000%02d", i), CountryCode: "BE", Type: "landline"})
	}
	return c
}

// name makes a name that was never used.
func (a *author) name(prefix string) string {
	a.made++
	return fmt.Sprintf("%s%d", prefix, a.made)
}

func (a *author) chance(percent int) bool { return a.rng.IntN(100) < percent }

func (a *author) one(of ...string) string { return of[a.rng.IntN(len(of))] }

// first makes up the first configuration.
func (a *author) first() wish {
	w := newWish()
	for range 1 + a.rng.IntN(3) {
		a.addDepartment(w)
	}
	for range 1 + a.rng.IntN(4) {
		a.addMember(w)
	}
	for range a.rng.IntN(3) {
		a.addBlock(w)
	}
	for range 1 + a.rng.IntN(5) {
		a.addAssignment(w)
	}
	return w
}

// next makes up what becomes of it.
func (a *author) next(before wish) wish {
	w := before.clone()
	changes := []func(wish){
		a.addDepartment, a.addMember, a.addBlock, a.addAssignment, a.changeDepartment, a.changeMember,
		a.changeBlock, a.changeAssignment, a.changeAssignment, a.removeDepartment, a.removeMember, a.removeBlock, a.removeAssignment,
	}
	for range 2 + a.rng.IntN(5) {
		changes[a.rng.IntN(len(changes))](w)
	}
	a.makeRoom(before, w)
	return w
}

// makeRoom sees to it that a block has enough licences also while assignments come and go.
func (a *author) makeRoom(before, w wish) {
	for _, key := range keys(w.blocks) {
		needed := 0
		for _, at := range keys(w.assignments) {
			if w.assignments[at].block == key {
				needed++
			}
		}
		for _, at := range keys(before.assignments) {
			if before.assignments[at].block == key && w.assignments[at].block != key {
				needed++
			}
		}
		l := w.blocks[key]
		l.quantity = max(l.quantity, needed)
		w.blocks[key] = l
	}
}

// spare is how many licences it takes for the assignments that name no block, also while some of them
// come and go. It is at least 1, since there is no smaller block.
func spare(wishes []wish) int {
	most, before := 1, newWish()
	for _, w := range wishes {
		needed := 0
		for _, n := range w.assignments {
			if n.block == "" {
				needed++
			}
		}
		for key, n := range before.assignments {
			if _, stays := w.assignments[key]; n.block == "" && !stays {
				needed++
			}
		}
		most, before = max(most, needed), w
	}
	return most
}

func (a *author) addDepartment(w wish) {
	key := a.name("d")
	w.departments[key] = department{name: "Department " + key}
}

func (a *author) changeDepartment(w wish) {
	if len(w.departments) > 0 {
		w.departments[a.one(keys(w.departments)...)] = department{name: a.name("Renamed ")}
	}
}

func (a *author) addMember(w wish) {
	key := a.name("m")
	w.members[key] = member{
		first: "First " + key, last: "Last", email: key + "@chaos.test",
		role: a.one("user", "user", "team_lead", "admin"), departments: a.some(keys(w.departments)),
	}
}

// some draws any number of keys.
func (a *author) some(of []string) string {
	return strings.Join(slices.DeleteFunc(of, func(string) bool { return a.chance(60) }), " ")
}

func (a *author) changeMember(w wish) {
	if len(w.members) == 0 {
		return
	}
	key := a.one(keys(w.members)...)
	m := w.members[key]
	switch a.rng.IntN(4) {
	case 0:
		m.last = a.name("Last ")
	case 1:
		m.email = a.name("moved") + "@chaos.test"
	case 2:
		m.role = a.one("user", "team_lead", "admin")
	default:
		m.departments = a.some(keys(w.departments))
	}
	w.members[key] = m
}

func (a *author) addBlock(w wish) {
	key := a.name("l")
	w.blocks[key] = block{name: "Block " + key, plan: a.one("connect", "advanced", "max"), quantity: 2 + a.rng.IntN(3)}
}

func (a *author) changeBlock(w wish) {
	if len(w.blocks) == 0 {
		return
	}
	key := a.one(keys(w.blocks)...)
	l := w.blocks[key]
	switch a.rng.IntN(3) {
	case 0:
		l.name = a.name("Block ")
	case 1:
		l.quantity++
	default:
		l.quantity = max(1, l.quantity-1)
	}
	w.blocks[key] = l
}

func (a *author) addAssignment(w wish) {
	n := assignment{history: a.one("keep", "keep", "delete"), destroy: a.one("unassign", "unassign", "delete_number"), byID: a.chance(30)}
	switch {
	case a.chance(65):
		if n.phone = a.phone(); n.phone == "" {
			return
		}
	case a.chance(50):
		n.country, n.kind = "ES", "mobile"
	default:
		n.country, n.kind = "BE", "landline"
	}
	if !a.give(w, &n) {
		return
	}
	if a.chance(50) && len(w.blocks) > 0 {
		n.block = a.one(keys(w.blocks)...)
		l := w.blocks[n.block]
		l.quantity++
		w.blocks[n.block] = l
	}
	w.assignments[a.name("n")] = n
}

// phone takes a number that was never asked for. One that was given up stays out of it: it may be
// gone for good.
func (a *author) phone() string {
	if len(a.phones) == 0 {
		return ""
	}
	phone := a.phones[0]
	a.phones = a.phones[1:]
	return phone
}

// give finds a holder with room, whoever has the number now. It is false if there is none.
func (a *author) give(w wish, n *assignment) bool {
	count := map[string]int{}
	for _, other := range w.assignments {
		count[other.holder()]++
	}
	var free []assignment
	for _, key := range keys(w.members) {
		free = append(free, assignment{member: key})
	}
	for _, key := range keys(w.departments) {
		free = append(free, assignment{department: key})
	}
	free = slices.DeleteFunc(free, func(h assignment) bool { return count[h.holder()] >= mostNumbers })
	if len(free) == 0 {
		return false
	}
	h := free[a.rng.IntN(len(free))]
	n.member, n.department = h.member, h.department
	return true
}

func (a *author) changeAssignment(w wish) {
	if len(w.assignments) == 0 {
		return
	}
	key := a.one(keys(w.assignments)...)
	n := w.assignments[key]
	switch a.rng.IntN(4) {
	case 0, 1:
		a.give(w, &n)
	case 2:
		if n.block != "" {
			n.block = a.one(keys(w.blocks)...)
		}
	default:
		if n.phone != "" {
			if another := a.phone(); another != "" {
				n.phone = another
			}
		}
	}
	w.assignments[key] = n
}

func (a *author) removeAssignment(w wish) {
	if len(w.assignments) > 0 {
		delete(w.assignments, a.one(keys(w.assignments)...))
	}
}

func (a *author) removeMember(w wish) {
	if len(w.members) == 0 {
		return
	}
	key := a.one(keys(w.members)...)
	delete(w.members, key)
	a.passOn(w, func(n assignment) bool { return n.member == key })
}

func (a *author) removeDepartment(w wish) {
	if len(w.departments) == 0 {
		return
	}
	key := a.one(keys(w.departments)...)
	delete(w.departments, key)
	for _, at := range keys(w.members) {
		m := w.members[at]
		m.departments = strings.Join(slices.DeleteFunc(strings.Fields(m.departments), func(in string) bool { return in == key }), " ")
		w.members[at] = m
	}
	a.passOn(w, func(n assignment) bool { return n.department == key })
}

// passOn hands over, or gives up, the numbers of a holder that goes.
func (a *author) passOn(w wish, theirs func(assignment) bool) {
	for _, key := range keys(w.assignments) {
		n := w.assignments[key]
		if !theirs(n) {
			continue
		}
		if a.chance(30) || !a.give(w, &n) {
			delete(w.assignments, key)
			continue
		}
		w.assignments[key] = n
	}
}

func (a *author) removeBlock(w wish) {
	if len(w.blocks) == 0 {
		return
	}
	key := a.one(keys(w.blocks)...)
	delete(w.blocks, key)
	for _, at := range keys(w.assignments) {
		n := w.assignments[at]
		if n.block != key {
			continue
		}
		if len(w.blocks) == 0 {
			delete(w.assignments, at)
			continue
		}
		n.block = a.one(keys(w.blocks)...)
		w.assignments[at] = n
	}
}
