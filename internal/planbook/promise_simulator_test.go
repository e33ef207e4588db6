package planbook_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

// promise is the state that a plan promises, as far as it is known while planning, built at the
// simulator from nothing: everything that stays is there, and what changes is asked for. Everybody
// and everything else is out of the way. So whatever the simulator refuses is broken by the plan's
// own claims.
//
// What the package says can't be proved is left out: it goes to a holder and a licence that take
// whatever comes.
type promise struct {
	*simulated
	o        *org
	p        *plan
	company  simulator.Company
	members  []string // IDs by block
	licenses []string
	waiting  []wish
	refused  map[string]bool
}

// wish is a number that the plan moves, or assigns anew.
type wish struct {
	number, from, holder, license string
}

const (
	anybody = "anybody" // a department
	ample   = "ample"   // a licence block
)

// promised returns the codes with which the simulator refuses what the plan promises.
func promised(o *org, p *plan) map[string]bool {
	w := &promise{
		o: o, p: p, refused: map[string]bool{}, members: make([]string, len(p.members)), licenses: make([]string, len(p.licenses)),
		company: simulator.Company{
			Account:     simulator.Account{ID: "account", Name: "Company", MaxNumbersPerMember: o.limit},
			Departments: []simulator.Department{{ID: department, Name: "Desk"}, {ID: anybody, Name: "Anybody"}},
			Members:     []simulator.Member{person(owner, "owner@x.test", "ROLE_OWNER")},
			Licenses:    []simulator.License{{ID: ample, Name: "Ample", Quantity: 1000}},
		},
	}
	w.staying()
	w.numbers()
	w.simulated = &simulated{now: &moment{company: w.company}}
	w.change()
	return w.refused
}

func (w *promise) try(err error) {
	if no, is := err.(refused); is {
		w.refused[string(no)] = true
	}
}

// staying puts everybody and every licence block in place that the plan doesn't make anew. Who gets
// another e-mail, or another name, waits under one that nobody wants.
func (w *promise) staying() {
	for i, b := range w.p.members {
		if b.fate != kept {
			w.members[i] = fmt.Sprint("new-member-", i)
			continue
		}
		was := w.o.members[b.was]
		w.members[i] = was.id
		email := was.email
		if b.late || b.email != email {
			email = parked("member", i)
		}
		w.company.Members = append(w.company.Members, person(was.id, email, "ROLE_USER"))
	}
	for i, b := range w.p.licenses {
		if b.fate != kept {
			w.licenses[i] = fmt.Sprint("new-licence-", i)
			continue
		}
		was := w.o.licenses[b.was]
		w.licenses[i] = was.id
		l := simulator.License{ID: was.id, Name: was.name, Quantity: was.quantity}
		if b.name != was.name {
			l.Name = parked("licence", i)
		}
		w.company.Licenses = append(w.company.Licenses, l)
	}
}

func parked(what string, i int) string { return fmt.Sprintf("%s-%d@parked.test", what, i) }

// numbers seats the numbers that stay with whom they are, over the limit too, and queues the others.
func (w *promise) numbers() {
	stayed := map[string]string{} // by stranger: from whom the numbers come that may be theirs already
	picks := 0
	for _, b := range w.p.assignments {
		if b.fate == destroyed {
			continue
		}
		before := w.o.held[b.was]
		holder := w.holderOf(b)
		license := w.licenseOf(b)
		stays := b.fate == kept && (holder == anybody || holder == before.holder)
		if b.fate == kept && before.holder != department && w.isStranger(holder) {
			// Whoever this is may be who has the numbers now, under another key. Nobody can be two.
			if stayed[holder] == "" {
				stayed[holder] = before.holder
			}
			stays = stayed[holder] == before.holder
		}
		number := b.number
		if number == "" && b.fate == kept {
			number = b.was
		}
		if number == "" {
			number = fmt.Sprintf("%s%04d", poolPrefix, picks)
			picks++
		}
		now := inPool(number)
		switch {
		case stays:
			now.LicenseIDRef = ample
			if license == before.license {
				now.LicenseIDRef = license
			}
			seat(&now, holder)
			if license != now.LicenseIDRef {
				w.waiting = append(w.waiting, wish{number, holder, holder, license})
			}
		default:
			w.waiting = append(w.waiting, wish{number, "", holder, license})
		}
		at := slices.IndexFunc(w.company.Numbers, func(n simulator.Number) bool { return n.PhoneNumber == number })
		switch {
		case at < 0:
			w.company.Numbers = append(w.company.Numbers, now)
		case stays:
			w.company.Numbers[at] = now
		}
	}
}

// holderOf returns whom a block certainly means.
func (w *promise) holderOf(b assignmentBlock) string {
	if b.holder.style == departmentID {
		return department
	}
	if email, known := w.p.email(b.holder); known {
		for i, m := range w.p.members {
			if m.fate != destroyed && !m.late && strings.EqualFold(m.email, email) {
				return w.members[i]
			}
		}
		return w.stranger("mail-"+strings.ToLower(email), email)
	}
	if id, known := w.p.memberID(w.o, b.holder); known {
		at := slices.IndexFunc(w.p.members, func(m memberBlock) bool { return m.existed() && w.o.members[m.was].id == id })
		switch {
		case at < 0:
			return w.stranger(id, parked(id, 0))
		case w.p.members[at].fate == kept:
			return id
		}
		return anybody // of no consequence: that member will be gone
	}
	made := slices.IndexFunc(w.p.members, func(m memberBlock) bool { return m.renewed() })
	if b.holder.style != idOf || w.p.makesMembers() != 1 || !w.p.leavesHolder(w.o, b) {
		return anybody
	}
	return w.members[made]
}

func (p *plan) makesMembers() (n int) {
	for _, b := range p.members {
		if b.renewed() {
			n++
		}
	}
	return n
}

// stranger is a member without a block.
func (w *promise) stranger(id, email string) string {
	if !slices.ContainsFunc(w.company.Members, func(m simulator.Member) bool { return m.ID == id }) {
		w.company.Members = append(w.company.Members, person(id, email, "ROLE_USER"))
	}
	return id
}

// isStranger tells who can't be compared with a number's holder before the plan.
func (w *promise) isStranger(holder string) bool {
	known := slices.Contains(w.members, holder) || holder == department || holder == anybody
	return !known && (w.p.thinState || strings.HasPrefix(holder, "mail-"))
}

// licenseOf is the same for licences.
func (w *promise) licenseOf(b assignmentBlock) string {
	if b.license.style == nothing {
		return ample
	}
	if id, known := w.p.licenseID(w.o, b.license); known {
		if slices.ContainsFunc(w.p.licenses, func(l licenseBlock) bool { return l.fate == kept && w.o.licenses[l.was].id == id }) {
			return id
		}
		return ample
	}
	made := -1
	for i, l := range w.p.licenses {
		if l.renewed() {
			if made >= 0 {
				return ample
			}
			made = i
		}
	}
	if b.license.style != idOf || !w.p.leavesLicense(w.o, b) {
		return ample
	}
	return w.licenses[made]
}

// change asks for all that the plan makes, moves and changes. Licences grow before they are needed,
// and shrink at the end.
func (w *promise) change() {
	for i, b := range w.p.licenses {
		quantity := b.quantity
		if b.late {
			quantity = 1000
		}
		switch {
		case b.renewed():
			id, err := w.ask(http.MethodPost, "/licenses", object{
				"name": b.name, "plan": "connect", "billingPeriod": "monthly", "quantity": quantity,
			})
			if w.try(err); err == nil {
				w.call(id, w.licenses[i])
			}
		case b.fate == kept:
			// In two requests: a name that is taken mustn't keep the block small.
			w.patch(w.licenses[i], object{"name": b.name})
			w.patch(w.licenses[i], object{"quantity": max(quantity, w.o.licenses[b.was].quantity)})
		}
	}
	for i, b := range w.p.members {
		email := b.email
		if b.late {
			email = parked("late", i)
		}
		switch {
		case b.renewed():
			id, err := w.CreateMember(email)
			if w.try(err); err == nil {
				w.call(id, w.members[i])
			}
		case b.fate == kept:
			w.try(w.RenameMember(w.members[i], email))
		}
	}
	for _, n := range w.waiting {
		if err := w.Assign(n.number, n.from, n.holder, n.license); err != nil && !strings.HasSuffix(err.Error(), ".unknown") {
			w.try(err)
		}
	}
	for i, b := range w.p.licenses {
		if b.fate == kept && !b.late && b.quantity < w.o.licenses[b.was].quantity {
			w.patch(w.licenses[i], object{"quantity": b.quantity})
		}
	}
}

func (w *promise) patch(license string, change object) {
	_, err := w.ask(http.MethodPatch, "/licenses/"+license, change)
	w.try(err)
}
