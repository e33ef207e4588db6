package simulator

import "time"

const (
	historyKeep   = "keep"
	historyDelete = "delete"

	// inPool is what ifHolder says of a number that nobody holds.
	inPool = "none"
)

// assignment is a wish: whom the number shall belong to, and on which conditions.
type assignment struct {
	to       holder
	license  *license // nil: the number's own, else any with a free licence
	history  string
	mayBuy   bool
	ifHolder string // empty: no condition
}

// checkHolder compares who holds the number with what the request expects.
func (n *number) checkHolder(expected string) *refusal {
	actual := inPool
	if n.holder != nil {
		actual = n.holder.base().id
	}
	if expected != "" && expected != actual {
		return conflict("number.holderChanged", "The number isn't held as ifHolder expects.")
	}
	return nil
}

// assign gives a number to a holder, from the pool or from its present holder.
func (o *organisation) assign(n *number, a assignment, now time.Time) *refusal {
	if no := n.checkHolder(a.ifHolder); no != nil {
		return no
	}
	if n.holder == a.to {
		return o.relicense(n, a.license)
	}
	if n.holder != nil {
		if left := n.assignedAt.Add(o.cooldown).Sub(now); o.cooldown > 0 && !n.assignedAt.IsZero() && left > 0 {
			no := conflict("number.reassignTooSoon", "The number was assigned a short while ago and can't be reassigned yet.")
			no.retryAfter = left
			return no
		}
	}
	if m, ok := a.to.(*member); ok && len(m.numbers) >= o.account.MaxNumbersPerMember {
		return conflict("number.limitReached", "The member holds %d numbers; a member can hold %d.",
			len(m.numbers), o.account.MaxNumbersPerMember)
	}
	l, no := o.licenseFor(n, a)
	if no != nil {
		return no
	}

	// Nothing is refused from here on.
	if l == nil {
		l = o.buyAutomatically()
	}
	from := n.holder
	if from != nil {
		removeNumber(from, n)
	}
	n.setLicense(l)
	n.holder = a.to
	n.assignedAt = now.UTC().Round(0)
	*a.to.held() = append(*a.to.held(), n)
	o.recordAssignment(n, from, a.history)
	return nil
}

// licenseFor finds the licence under which an assignment can be made; nil without a refusal means
// that one is to be bought.
func (o *organisation) licenseFor(n *number, a assignment) (*license, *refusal) {
	switch {
	case a.license != nil && a.license == n.license:
		return n.license, nil
	case a.license != nil && a.license.assigned >= a.license.quantity:
		return nil, conflict("license.noneFree", "All %d licences of the block are assigned.", a.license.quantity)
	case a.license != nil:
		return a.license, nil
	case n.license != nil:
		return n.license, nil
	}
	if free := o.freeLicense(); free != nil {
		return free, nil
	}
	if !a.mayBuy || !o.sellsOnDemand {
		return nil, conflict("license.noneFree", "All licences are assigned.")
	}
	return nil, nil
}

// relicense is an assignment to the same holder again: it makes sense only to change the licence.
func (o *organisation) relicense(n *number, l *license) *refusal {
	if l == nil || l == n.license {
		return conflict("number.alreadyAssigned", "The number is assigned to this holder already.")
	}
	if l.assigned >= l.quantity {
		return conflict("license.noneFree", "All %d licences of the block are assigned.", l.quantity)
	}
	n.setLicense(l)
	return nil
}

// setLicense gives back the licence that the number is assigned under, and takes one of l.
func (n *number) setLicense(l *license) {
	if n.license != nil {
		n.license.assigned--
	}
	n.license = l
	if l != nil {
		l.assigned++
	}
}

func (o *organisation) unassign(n *number, ifHolder string) *refusal {
	if no := n.checkHolder(ifHolder); no != nil {
		return no
	}
	if n.holder == nil {
		return conflict("number.notAssigned", "The number is in the pool already.")
	}
	from := n.holder
	o.release(n)
	o.recordRelease(n, from)
	return nil
}

func (o *organisation) deleteNumber(n *number, ifHolder string) *refusal {
	if no := n.checkHolder(ifHolder); no != nil {
		return no
	}
	from := n.holder
	o.release(n)
	delete(o.byPhone, n.phoneNumber)
	o.numbers.remove(n)
	o.recordDeletion(n, from)
	return nil
}

func (o *organisation) release(n *number) {
	if n.holder != nil {
		removeNumber(n.holder, n)
	}
	n.holder = nil
	n.setLicense(nil)
	n.assignedAt = time.Time{}
}
