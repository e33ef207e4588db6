package planbook_test

import (
	"slices"
	"strings"
)

// overfull reports whether, with all known that only the apply or the organisation can tell, a member
// would have too many numbers, one of them new.
func (p *plan) overfull(o *org) bool {
	claims, gains := map[string][]numbered{}, map[string]bool{}
	for i, b := range p.assignments {
		holder := p.meant(o, b.holder)
		if b.fate == destroyed || holder == "" {
			continue
		}
		claims[holder] = append(claims[holder], numbered{b, i})
		gains[holder] = gains[holder] || b.renewed() || o.held[b.was].holder != holder
	}
	for holder, theirs := range claims {
		if gains[holder] && len(distinct(theirs)) > o.limit {
			return true
		}
	}
	return false
}

// meant returns who a reference turns out to be, or nothing for a department or nobody.
func (p *plan) meant(o *org, r ref) string {
	block := func(is func(memberBlock) bool) string {
		i := slices.IndexFunc(p.members, func(b memberBlock) bool { return b.fate != destroyed && is(b) })
		switch {
		case i < 0:
			return ""
		case p.members[i].fate == kept:
			return o.members[p.members[i].was].id
		}
		return "new " + string(rune('0'+i))
	}
	email := r.text
	switch r.style {
	case departmentID:
		return ""
	case idText, idElsewhere:
		gone := slices.ContainsFunc(p.members, func(b memberBlock) bool {
			return b.existed() && b.fate != kept && o.members[b.was].id == r.text
		})
		if gone {
			return ""
		}
		return r.text
	case idOf:
		this := p.members[r.block]
		return block(func(b memberBlock) bool { return b == this })
	case emailOf:
		email = p.members[r.block].email
	}
	if who := block(func(b memberBlock) bool { return strings.EqualFold(b.email, email) }); who != "" {
		return who
	}
	for i, m := range o.members {
		if strings.EqualFold(m.email, email) && !slices.ContainsFunc(p.members, func(b memberBlock) bool { return b.was == i }) {
			return m.id
		}
	}
	return ""
}
