package planbook_test

import (
	"slices"
	"strings"
)

// verdict is what the plan's claims, all seen at once, prove: the rules that are certainly broken,
// and those that may be found broken or not, depending on the order of the walk.
type verdict struct{ must, may kinds }

// expect works out the verdict by definition, without the book's bookkeeping: whoever a member may
// turn out to be, one of the claims is new; and so on.
func expect(o *org, p *plan) verdict {
	v := verdict{kinds{}, kinds{}}
	for _, g := range p.groupsOf(o) {
		if len(distinct(g.claims)) > o.limit && g.gainsInAnyCase(o, p) {
			v.must["TooManyNumbers"] = true
		}
	}
	p.expectNewcomers(o, v)
	p.expectLicenses(o, v)
	p.expectNewLicenses(o, v)
	p.expectPairs(o, v)
	return v
}

// group is one member after the plan: the keys and blocks that belong together, and the claims.
type group struct {
	emails, ids []string // e-mails in lower case
	blocks      []int
	claims      []numbered
}

type numbered struct {
	assignmentBlock
	index int
}

// distinct lists different numbers; a number still to be picked is like no other.
func distinct(claims []numbered) []string {
	var numbers []string
	for _, c := range claims {
		number := c.number
		switch {
		case number == "" && c.fate == kept:
			number = c.was
		case number == "":
			number = "?" + string(rune('0'+c.index))
		}
		if !slices.Contains(numbers, number) {
			numbers = append(numbers, number)
		}
	}
	return numbers
}

// groupsOf joins everything that shares a key, until nothing does.
func (p *plan) groupsOf(o *org) []group {
	var all []group
	for i, b := range p.members {
		if b.fate == destroyed {
			continue
		}
		g := group{blocks: []int{i}}
		if b.fate == kept || b.fate == replaced {
			g.ids = []string{o.members[b.was].id}
		}
		if !b.late {
			g.emails = []string{strings.ToLower(b.email)}
		}
		all = append(all, g)
	}
	for i, b := range p.assignments {
		if b.fate == destroyed {
			continue
		}
		g := group{claims: []numbered{{b, i}}}
		if email, known := p.email(b.holder); known {
			g.emails = []string{strings.ToLower(email)}
		} else if id, known := p.memberID(o, b.holder); known {
			g.ids = []string{id}
		} else {
			continue
		}
		all = append(all, g)
	}
	for again := true; again; {
		again = false
		for i := range all {
			for j := i + 1; j < len(all); j++ {
				if meet(all[i].emails, all[j].emails) || meet(all[i].ids, all[j].ids) {
					all[i].emails = append(all[i].emails, all[j].emails...)
					all[i].ids = append(all[i].ids, all[j].ids...)
					all[i].blocks = append(all[i].blocks, all[j].blocks...)
					all[i].claims = append(all[i].claims, all[j].claims...)
					all = slices.Delete(all, j, j+1)
					again = true
					j--
				}
			}
		}
	}
	return all
}

func meet(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}

// gainsInAnyCase tries everyone whom the group may have been before the plan, nobody too, and
// reports whether one of its claims is new for each of them.
func (g *group) gainsInAnyCase(o *org, p *plan) bool {
	type past struct{ id, email string }
	var candidates []past
	ids, emails := []string{"nobody"}, []string{"nobody"}
	for _, m := range o.members {
		ids, emails = append(ids, m.id), append(emails, strings.ToLower(m.email))
	}
	var renewed bool
	var blocks []past
	for _, i := range g.blocks {
		b := p.members[i]
		renewed = renewed || b.renewed()
		if b.fate == kept {
			blocks = append(blocks, past{o.members[b.was].id, strings.ToLower(o.members[b.was].email)})
		}
	}
	own := slices.Compact(slices.Sorted(slices.Values(g.ids)))
	switch {
	case renewed || len(own) > 1:
		candidates = []past{{"nobody", "nobody"}}
	case len(blocks) > 0:
		candidates = blocks[:1]
	default:
		if len(own) == 1 {
			ids = own
		}
		for _, id := range ids {
			for _, email := range emails {
				candidates = append(candidates, past{id, email})
			}
		}
	}
	for _, was := range candidates {
		if !slices.ContainsFunc(g.claims, func(c numbered) bool {
			if c.renewed() || o.held[c.was].holder == department {
				return true
			}
			if p.thinState {
				return strings.ToLower(o.emailOf(o.held[c.was].holder)) != was.email
			}
			return o.held[c.was].holder != was.id
		}) {
			return false
		}
	}
	return true
}

// expectNewcomers counts the claims on members without an ID against all that are created. Where
// that proves nothing, one member may still have too many: some orders of the walk show it.
func (p *plan) expectNewcomers(o *org, v verdict) {
	replacing := func(id string) bool {
		return slices.ContainsFunc(p.members, func(b memberBlock) bool { return b.fate == replaced && o.members[b.was].id == id })
	}
	var sure, elsewhere []numbered
	for i, b := range p.assignments {
		_, known := p.memberID(o, b.holder)
		if b.fate == destroyed || !b.holder.byID() || known {
			continue
		}
		hadMember := (b.fate == kept || b.fate == replaced) && o.held[b.was].holder != department
		if hadMember && (p.thinState || !replacing(o.held[b.was].holder)) {
			continue
		}
		if b.holder.style == idElsewhere {
			elsewhere = append(elsewhere, numbered{b, i})
		} else {
			sure = append(sure, numbered{b, i})
		}
	}
	room, some := 0, false
	for _, g := range p.groupsOf(o) {
		mine := distinct(g.claims)
		var created int
		for _, i := range g.blocks {
			if p.members[i].renewed() {
				created++
				theirs := slices.DeleteFunc(slices.Clone(sure), func(c numbered) bool { return c.holder.block != i })
				if len(mine)+len(distinct(theirs)) > o.limit {
					v.may["TooManyForNewMembers"] = true
				}
			}
		}
		some = some || created > 0
		room += max(0, created*o.limit-len(mine))
	}
	if some && len(distinct(sure)) > room {
		v.must["TooManyForNewMembers"] = true
	}
	if some && len(elsewhere) > 0 {
		v.may["TooManyForNewMembers"] = true
	}
}

// expectLicenses compares each block of licences with the assignments that name it.
func (p *plan) expectLicenses(o *org, v verdict) {
	for _, l := range p.licenses {
		if l.fate != kept && l.fate != replaced || l.late {
			continue
		}
		id := o.licenses[l.was].id
		var naming []numbered
		var fresh bool
		for i, b := range p.assignments {
			if named, known := p.licenseID(o, b.license); b.fate == destroyed || !known || named != id {
				continue
			}
			naming = append(naming, numbered{b, i})
			fresh = fresh || b.renewed() || o.held[b.was].license != id
		}
		if len(distinct(naming)) <= l.quantity {
			continue
		}
		if l.quantity < o.licenses[l.was].quantity {
			v.must["LicenseShrunk"] = true
		} else if fresh {
			v.must["LicenseOverbooked"] = true
		}
	}
}

// expectNewLicenses does for licences what expectNewcomers does for members.
func (p *plan) expectNewLicenses(o *org, v verdict) {
	replacing := func(id string) bool {
		return slices.ContainsFunc(p.licenses, func(l licenseBlock) bool { return l.fate == replaced && o.licenses[l.was].id == id })
	}
	var all []numbered
	var elsewhere bool
	for i, b := range p.assignments {
		_, known := p.licenseID(o, b.license)
		if b.fate == destroyed || b.license.style == nothing || known {
			continue
		}
		if (b.fate == kept || b.fate == replaced) && !replacing(o.held[b.was].license) {
			continue
		}
		if b.license.style == idElsewhere {
			elsewhere = true
			continue
		}
		all = append(all, numbered{b, i})
	}
	capacity, some := 0, false
	for i, l := range p.licenses {
		if !l.renewed() {
			continue
		}
		some = true
		if l.late {
			capacity += 1000
			continue
		}
		capacity += l.quantity
		theirs := slices.DeleteFunc(slices.Clone(all), func(c numbered) bool { return c.license.block != i })
		if len(distinct(theirs)) > l.quantity {
			v.may["TooManyForNewLicenses"] = true
		}
	}
	if some && len(distinct(all)) > capacity {
		v.must["TooManyForNewLicenses"] = true
	}
	if some && elsewhere {
		v.may["TooManyForNewLicenses"] = true
	}
}
