package planbook_test

import (
	"slices"
	"strings"
)

// applying is a plan on its way: what is done, and what it made.
type applying struct {
	*plan
	org      *org
	service  service
	done     []bool   // of the changes
	members  []string // IDs by block; empty for what isn't made yet
	licenses []string
	numbers  []string
}

// change is one request, or two, that an apply makes for a block.
type change struct {
	name  string
	after int // the change that must come before, or -1
	do    func(*applying) bool
}

// accepted reports whether the service would take the plan's changes in any order whatever, so that
// afterwards all is as the plan says. Most orders aren't Terraform's, which makes it the harder test
// of a refusal.
func accepted(o *org, p *plan, s service) bool {
	changes := changesOf(o, p)
	a := &applying{
		plan: p, org: o, service: s, done: make([]bool, len(changes)),
		members: make([]string, len(p.members)), licenses: make([]string, len(p.licenses)), numbers: make([]string, len(p.assignments)),
	}
	for i, b := range p.members {
		if b.fate == kept {
			a.members[i] = o.members[b.was].id
		}
	}
	for i, b := range p.licenses {
		if b.fate == kept {
			a.licenses[i] = o.licenses[b.was].id
		}
	}
	for i, b := range p.assignments {
		if b.fate == kept {
			a.numbers[i] = b.was
		}
	}
	return a.search(changes, map[string]bool{})
}

func (a *applying) search(changes []change, seen map[string]bool) bool {
	state := a.print()
	if seen[state] {
		return false
	}
	seen[state] = true
	finished := true
	for i, c := range changes {
		if a.done[i] {
			continue
		}
		finished = false
		if c.after >= 0 && !a.done[c.after] {
			continue
		}
		next := a.clone()
		next.done[i] = true
		if c.do(next) && next.search(changes, seen) {
			return true
		}
	}
	return finished && a.asPlanned()
}

// print gives a text that is the same for two states from which the same can come.
func (a *applying) print() string {
	var out strings.Builder
	for _, done := range a.done {
		if done {
			out.WriteByte('x')
		} else {
			out.WriteByte('-')
		}
	}
	for _, made := range [][]string{a.members, a.licenses, a.numbers} {
		for _, id := range made {
			out.WriteString("|")
			out.WriteString(id)
		}
	}
	out.WriteString(a.service.Print())
	return out.String()
}

func (a *applying) clone() *applying {
	next := *a
	next.service = a.service.Clone()
	next.done = slices.Clone(a.done)
	next.members, next.licenses, next.numbers = slices.Clone(a.members), slices.Clone(a.licenses), slices.Clone(a.numbers)
	return &next
}

// holder finds out whom a reference means at this moment of the apply.
func (a *applying) holder(r ref) (id string, ok bool) {
	switch r.style {
	case emailText:
		return a.service.MemberByEmail(r.text)
	case emailOf:
		return a.service.MemberByEmail(a.plan.members[r.block].email)
	case idOf:
		return a.members[r.block], a.members[r.block] != ""
	case departmentID:
		return department, true
	}
	return r.text, true
}

func (a *applying) licenseOf(r ref) (id string, ok bool) {
	if r.style == idOf {
		return a.licenses[r.block], a.licenses[r.block] != ""
	}
	return r.text, true
}

// asPlanned reports whether every block has become true.
func (a *applying) asPlanned() bool {
	for i, b := range a.plan.members {
		if b.fate == destroyed {
			continue
		}
		if id, ok := a.service.MemberByEmail(b.email); !ok || id != a.members[i] {
			return false
		}
	}
	for i, b := range a.plan.assignments {
		if b.fate == destroyed {
			continue
		}
		is := a.service.Holding(a.numbers[i])
		holder, ok := a.holder(b.holder)
		license, has := a.licenseOf(b.license)
		if !ok || is.holder != holder || !has || license != "" && is.license != license {
			return false
		}
	}
	return true
}

// changesOf lists what Terraform would do. A block that is as planned already isn't touched.
func changesOf(o *org, p *plan) []change {
	var changes []change
	add := func(after int, name string, do func(*applying) bool) int {
		changes = append(changes, change{name, after, do})
		return len(changes) - 1
	}
	for i, b := range p.members {
		destroy := -1
		if b.existed() && b.fate != kept {
			destroy = add(-1, "delete member", func(a *applying) bool {
				return a.service.DeleteMember(o.members[b.was].id) == nil
			})
		}
		if b.renewed() {
			add(destroy, "create member", func(a *applying) (ok bool) {
				id, err := a.service.CreateMember(b.email)
				a.members[i] = id
				return err == nil
			})
		}
		if b.fate == kept && (b.late || b.email != o.members[b.was].email) {
			add(-1, "rename member", func(a *applying) bool {
				return a.service.RenameMember(a.members[i], b.email) == nil
			})
		}
	}
	for i, b := range p.licenses {
		destroy := -1
		if b.existed() && b.fate != kept {
			destroy = add(-1, "delete licences", func(a *applying) bool {
				return a.service.DeleteLicense(o.licenses[b.was].id) == nil
			})
		}
		if b.renewed() {
			add(destroy, "buy licences", func(a *applying) bool {
				id, err := a.service.BuyLicense(b.name, b.quantity)
				a.licenses[i] = id
				return err == nil
			})
		}
		if b.fate == kept && (b.late || b.name != o.licenses[b.was].name || b.quantity != o.licenses[b.was].quantity) {
			add(-1, "change licences", func(a *applying) bool {
				return a.service.ChangeLicense(a.licenses[i], b.name, b.quantity) == nil
			})
		}
	}
	for i, b := range p.assignments {
		destroy := -1
		if b.existed() && b.fate != kept {
			destroy = add(-1, "unassign", func(a *applying) bool {
				if a.service.Holding(b.was).holder != o.held[b.was].holder {
					return true // moved on already: nothing of ours to take back
				}
				return a.service.Unassign(b.was) == nil
			})
		}
		if b.renewed() {
			add(destroy, "assign", func(a *applying) bool {
				holder, ok := a.holder(b.holder)
				license, has := a.licenseOf(b.license)
				if a.numbers[i] = b.number; b.number == "" {
					a.numbers[i] = a.service.Pick()
				}
				return ok && has && a.service.Assign(a.numbers[i], "", holder, license) == nil
			})
		}
		if b.fate == kept && !untouched(o, p, b) {
			add(-1, "update assignment", func(a *applying) bool {
				holder, ok := a.holder(b.holder)
				license, has := a.licenseOf(b.license)
				is := a.service.Holding(b.was)
				if !ok || !has {
					return false
				}
				return is.holder == holder && (license == "" || is.license == license) || a.service.Assign(b.was, is.holder, holder, license) == nil
			})
		}
	}
	return changes
}

// untouched reports whether Terraform sees nothing to do for an assignment that stays.
func untouched(o *org, p *plan, b assignmentBlock) bool {
	before := o.held[b.was]
	if license, known := p.licenseID(o, b.license); b.license.style != nothing && (!known || license != before.license) {
		return false
	}
	switch {
	case b.holder.byEmail():
		email, known := p.email(b.holder)
		return known && strings.EqualFold(email, o.emailOf(before.holder))
	case b.holder.byID():
		id, known := p.memberID(o, b.holder)
		return known && id == before.holder
	}
	return before.holder == department
}

// emailOf returns the e-mail that a member has before the plan.
func (o *org) emailOf(id string) string {
	for _, m := range o.members {
		if m.id == id {
			return m.email
		}
	}
	return ""
}
