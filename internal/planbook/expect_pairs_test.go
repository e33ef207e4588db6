package planbook_test

import "strings"

// expectPairs compares every two blocks that must not share a number, an e-mail or a name.
func (p *plan) expectPairs(o *org, v verdict) {
	for i, x := range p.assignments {
		for _, y := range p.assignments[:i] {
			// A number that was picked before belongs to the block even if it turns out to be replaced.
			first := func(b assignmentBlock) string {
				if b.number == "" && (b.fate == kept || b.fate == replaced) {
					return b.was
				}
				return b.number
			}
			changes := func(b assignmentBlock) bool { return b.renewed() && b.number != "" || b.rewrites(o, p) }
			if x.fate != destroyed && y.fate != destroyed && first(x) != "" && first(x) == first(y) && (changes(x) || changes(y)) {
				v.must["NumberTwice"] = true
			}
		}
	}
	for i, x := range p.members {
		for _, y := range p.members[:i] {
			changes := func(b memberBlock) bool {
				return b.renewed() || !strings.EqualFold(b.email, o.members[b.was].email)
			}
			if x.fate != destroyed && y.fate != destroyed && !x.late && !y.late && strings.EqualFold(x.email, y.email) && (changes(x) || changes(y)) {
				v.must["EmailTwice"] = true
			}
		}
	}
	for i, x := range p.licenses {
		for _, y := range p.licenses[:i] {
			changes := func(l licenseBlock) bool {
				return l.renewed() || !strings.EqualFold(l.name, o.licenses[l.was].name)
			}
			if x.fate != destroyed && y.fate != destroyed && strings.EqualFold(x.name, y.name) && (changes(x) || changes(y)) {
				v.must["LicenseNameTwice"] = true
			}
		}
	}
}

// rewrites reports whether the configuration certainly names another holder than the prior state.
func (b assignmentBlock) rewrites(o *org, p *plan) bool {
	if !b.existed() || b.fate == destroyed || b.fate == tainted {
		return false
	}
	before := o.held[b.was].holder
	email, byEmail := p.email(b.holder)
	id, byID := p.memberID(o, b.holder)
	switch {
	case before == department:
		return byEmail || byID
	case byEmail:
		return !strings.EqualFold(email, o.emailOf(before))
	case byID:
		return id != before && !p.thinState
	}
	return b.holder.style == departmentID
}
