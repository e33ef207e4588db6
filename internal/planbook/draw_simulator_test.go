package planbook_test

import (
	"slices"

	"pgregory.net/rapid"
)

// drawLawful makes a company and a plan that promises nothing unlawful: e-mails go down a line from
// one member to the next, and numbers go where there is room for them. Most such plans can be
// applied, up to the limit and with every key changing hands, so that a book that takes too much for
// certain refuses one of them.
func drawLawful(t *rapid.T) (*org, *plan) {
	d := drawing{t}
	o := d.org()
	p := &plan{thinState: d.oneIn(5)}
	for i, m := range o.members {
		b := memberBlock{fate: kept, was: i, email: m.email}
		if d.oneIn(6) {
			b.fate = []fate{replaced, tainted, destroyed}[d.upTo(2)]
		}
		p.members = append(p.members, b)
	}
	mostLate := d.oneIn(4) // many e-mails that only the apply tells
	free := slices.DeleteFunc(slices.Clone(somePeople), func(email string) bool {
		return slices.ContainsFunc(o.members, func(m orgMember) bool { return m.email == email })
	})
	line := d.upTo(len(o.members)) // so many get another e-mail
	next := free[0]
	for i := range line {
		p.members[i].email, next = d.spelled(next), o.members[i].email
	}
	if line > 0 && d.oneIn(2) {
		p.members = append(p.members, memberBlock{fate: created, was: -1, email: d.spelled(next)})
	} else if d.oneIn(3) {
		p.members = append(p.members, memberBlock{fate: created, was: -1, email: free[1]})
	}
	for i := range p.members {
		p.members[i].late = mostLate && !d.oneIn(3)
	}

	room := make([]int, len(p.members))
	for i := range room {
		room[i] = o.limit
	}
	stays := map[string]bool{}
	for _, number := range someLines {
		h, held := o.held[number]
		if i := slices.IndexFunc(o.members, func(m orgMember) bool { return m.id == h.holder }); held && i >= 0 && p.members[i].fate == kept && d.oneIn(2) {
			stays[number] = true
			room[i]--
			p.assignments = append(p.assignments, assignmentBlock{fate: kept, was: number, number: number, holder: d.to(o, p, i)})
		}
	}
	for _, number := range someLines {
		_, held := o.held[number]
		if stays[number] || !held && len(p.assignments) > 5 || !held && d.oneIn(2) {
			continue
		}
		b := assignmentBlock{fate: created, number: number}
		if held {
			b = assignmentBlock{fate: []fate{kept, kept, kept, replaced, tainted, destroyed}[d.upTo(5)], was: number, number: number}
		}
		i := d.upTo(len(p.members) - 1)
		switch {
		case p.members[i].fate != destroyed && room[i] > 0 && b.fate != destroyed:
			room[i]--
			b.holder = d.to(o, p, i)
		case held && b.fate != destroyed && d.oneIn(2), !held:
			b.holder = ref{style: departmentID}
		default:
			b.fate = destroyed
		}
		p.assignments = append(p.assignments, b)
	}
	return o, p
}

// to refers to a member block in any of the ways that there are.
func (d drawing) to(o *org, p *plan, i int) ref {
	styles := []refStyle{emailOf, idOf, emailText, idText, idElsewhere}
	switch style := styles[d.upTo(4)]; {
	case style == emailText:
		return ref{style: style, text: d.spelled(p.members[i].email)}
	case (style == idText || style == idElsewhere) && p.members[i].fate == kept:
		return ref{style: style, text: o.members[p.members[i].was].id}
	case style == idText, style == idElsewhere:
		return ref{style: idOf, block: i}
	default:
		return ref{style: style, block: i}
	}
}
