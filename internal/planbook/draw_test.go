package planbook_test

import (
	"fmt"
	"slices"
	"strings"

	"pgregory.net/rapid"
)

// The few e-mails, names and numbers that companies are drawn from: few enough to collide.
var (
	somePeople = []string{"ada@x.test", "bob@x.test", "cyd@x.test", "dan@x.test", "eve@x.test"}
	someNames  = []string{"Sales", "Field", "Support"}
	someLines  = []string{"+33639980001", "+33639980002", "+33639980003", "+33639980004", "+33639980005", "+33639980006", "+33639980007", "+33639980008"}
)

// draw makes an organisation and a plan for it.
func draw(t *rapid.T) (*org, *plan) {
	d := drawing{t}
	o := d.org()
	p := &plan{thinState: d.oneIn(5)}
	for i := range o.members {
		if !d.oneIn(4) {
			p.members = append(p.members, d.member(o, i))
		}
	}
	for range d.upTo(2) {
		p.members = append(p.members, memberBlock{fate: created, was: -1, email: d.newEmail(p), late: d.oneIn(6)})
	}
	for i := range o.licenses {
		if !d.oneIn(5) {
			p.licenses = append(p.licenses, d.license(o, i))
		}
	}
	if d.oneIn(3) {
		p.licenses = append(p.licenses, licenseBlock{fate: created, was: -1, name: d.name(), quantity: 1 + d.upTo(2), late: d.oneIn(6)})
	}
	// Some leavers hand all their numbers to one colleague.
	together := map[string]ref{}
	for _, m := range o.members {
		if d.oneIn(3) {
			together[m.id] = d.holder(o, p)
		}
	}
	for _, number := range someLines {
		if before, held := o.held[number]; held && !d.oneIn(5) {
			b := d.existing(o, p, number)
			if to, all := together[before.holder]; all {
				b.holder = to
			}
			p.assignments = append(p.assignments, b)
		}
	}
	// Too many blocks would take too long to try in every order.
	for range d.upTo(4) {
		b := assignmentBlock{fate: created, holder: d.holder(o, p), license: d.licenseRef(o, p)}
		if !d.oneIn(3) {
			b.number = d.line(p)
		}
		p.assignments = append(p.assignments, b)
	}
	return o, p
}

type drawing struct{ t *rapid.T }

func (d drawing) upTo(n int) int         { return rapid.IntRange(0, n).Draw(d.t, "n") }
func (d drawing) oneIn(n int) bool       { return rapid.IntRange(1, n).Draw(d.t, "chance") == n }
func (d drawing) name() string           { return d.spelled(d.one(someNames)) }
func (d drawing) email() string          { return d.spelled(d.one(somePeople)) }
func (d drawing) one(of []string) string { return of[d.upTo(len(of)-1)] }

func (d drawing) spelled(text string) string {
	if d.oneIn(5) {
		return strings.ToUpper(text)
	}
	return text
}

func (d drawing) org() *org {
	o := &org{limit: 1 + d.upTo(2), held: map[string]holding{}}
	people := rapid.Permutation(somePeople).Draw(d.t, "people")
	for i := range 1 + d.upTo(2) {
		o.members = append(o.members, orgMember{fmt.Sprint("m", i), people[i]})
	}
	for i := range d.upTo(2) {
		o.licenses = append(o.licenses, orgLicense{fmt.Sprint("l", i), someNames[i], 0})
	}
	holds := map[string]int{}
	limits := map[string]int{}
	for _, m := range o.members {
		// Some members hold more than they could get today.
		if limits[m.id] = o.limit; d.oneIn(3) {
			limits[m.id] += 2
		}
	}
	for _, number := range someLines[:d.upTo(6)] {
		h := holding{holder: department}
		if !d.oneIn(8) {
			h.holder = o.members[d.upTo(len(o.members)-1)].id
		}
		if h.holder != department && holds[h.holder] >= limits[h.holder] {
			continue
		}
		holds[h.holder]++
		if len(o.licenses) > 0 && !d.oneIn(4) {
			l := d.upTo(len(o.licenses) - 1)
			o.licenses[l].quantity++
			h.license = o.licenses[l].id
		}
		o.held[number] = h
	}
	for i := range o.licenses {
		o.licenses[i].quantity = max(1, o.licenses[i].quantity+d.upTo(1))
	}
	return o
}

// fate of a block that exists; most stay.
func (d drawing) fate() fate {
	return []fate{kept, kept, kept, kept, kept, replaced, tainted, destroyed}[d.upTo(7)]
}

func (d drawing) member(o *org, i int) memberBlock {
	b := memberBlock{fate: d.fate(), was: i, email: o.members[i].email, late: d.oneIn(12)}
	if d.oneIn(3) {
		b.email = d.email()
	}
	return b
}

func (d drawing) license(o *org, i int) licenseBlock {
	b := licenseBlock{fate: d.fate(), was: i, name: o.licenses[i].name, quantity: o.licenses[i].quantity, late: d.oneIn(12)}
	if d.oneIn(6) {
		b.name = d.name()
	}
	if d.oneIn(3) {
		b.quantity = max(1, b.quantity-2+d.upTo(3))
	}
	return b
}

// line draws a number, and most of the time one that no block has yet.
func (d drawing) line(p *plan) string {
	number := d.one(someLines)
	for range 8 {
		if !slices.ContainsFunc(p.assignments, func(b assignmentBlock) bool { return b.number == number || b.was == number }) || d.oneIn(8) {
			break
		}
		number = d.one(someLines)
	}
	return number
}

// newEmail is the same for an e-mail.
func (d drawing) newEmail(p *plan) string {
	email := d.email()
	for range 8 {
		if !slices.ContainsFunc(p.members, func(b memberBlock) bool { return strings.EqualFold(b.email, email) }) || d.oneIn(8) {
			break
		}
		email = d.email()
	}
	return email
}

// existing draws what becomes of an assignment that exists. Half of them stay where they are.
func (d drawing) existing(o *org, p *plan, number string) assignmentBlock {
	before := o.held[number]
	b := assignmentBlock{fate: d.fate(), was: number, number: number, holder: d.holder(o, p)}
	if d.oneIn(2) {
		b.holder = d.same(o, p, before.holder)
	}
	switch {
	case d.oneIn(8):
		b.number = ""
	case d.oneIn(8) && b.fate != kept:
		b.number = d.line(p)
	}
	switch {
	case d.oneIn(3):
		b.license = d.licenseRef(o, p)
	case before.license != "" && d.oneIn(2):
		b.license = ref{style: idText, text: before.license}
	}
	return b
}

// same refers to the present holder, in one of the ways that there are.
func (d drawing) same(o *org, p *plan, holder string) ref {
	if holder == department {
		return ref{style: departmentID}
	}
	for i, b := range p.members {
		if b.existed() && b.fate != destroyed && o.members[b.was].id == holder && !d.oneIn(3) {
			return ref{style: []refStyle{emailOf, idOf}[d.upTo(1)], block: i}
		}
	}
	if d.oneIn(2) {
		return ref{style: idText, text: holder}
	}
	return ref{style: emailText, text: d.spelled(o.emailOf(holder))}
}

func (d drawing) holder(o *org, p *plan) ref {
	if n := len(p.members); n > 0 && d.oneIn(2) {
		if i := d.upTo(n - 1); p.members[i].fate != destroyed {
			return ref{style: []refStyle{emailOf, idOf}[d.upTo(1)], block: i}
		}
	}
	switch d.upTo(9) {
	case 0:
		return ref{style: departmentID}
	case 1:
		return ref{style: idElsewhere, text: o.members[d.upTo(len(o.members)-1)].id}
	case 2, 3, 4:
		return ref{style: idText, text: o.members[d.upTo(len(o.members)-1)].id}
	}
	return ref{style: emailText, text: d.email()}
}

func (d drawing) licenseRef(o *org, p *plan) ref {
	if n := len(p.licenses); n > 0 && d.oneIn(2) {
		if i := d.upTo(n - 1); p.licenses[i].fate != destroyed {
			return ref{style: idOf, block: i}
		}
	}
	if n := len(o.licenses); n > 0 && d.oneIn(2) {
		style := idText
		if d.oneIn(8) {
			style = idElsewhere
		}
		return ref{style: style, text: o.licenses[d.upTo(n-1)].id}
	}
	return ref{}
}
