package planbook

// assignment is one onoff_number_assignment block.
type assignment struct {
	claim AssignmentClaim

	// origin is who held the number before the plan, if it was a member; past is the same, kept when
	// the block comes by again without its prior state because it is replaced.
	origin, past key
	pastLicense  key

	// Where it counts now, and as what.
	holder       *person
	born         bool
	newcomer     bool
	license      *license
	freshLicense bool
	newLicense   bool

	// Its unknown ID can't be one that this plan makes: nothing was created before it came by.
	otherMember, otherLicense bool
}

// slot is what the assignment is counted under: its number, or itself while that isn't known.
func (a *assignment) slot() string {
	if number, has := a.claim.Number.get(); has {
		return number
	}
	return "?" + a.claim.Instance
}

// shown is the number as a message shows it.
func (a *assignment) shown() string {
	if number, has := a.claim.Number.get(); has {
		return number
	}
	if a.claim.PickedFrom != "" {
		return "a number from " + a.claim.PickedFrom
	}
	return "a number not known yet"
}

// Assignment enters what a number assignment block claims, and returns the rules that the plan
// breaks by it.
func (b *Book) Assignment(c AssignmentClaim) []Violation {
	b.mu.Lock()
	defer b.mu.Unlock()

	a := b.assignments[c.Instance]
	if a == nil {
		a = &assignment{}
		b.assignments[c.Instance] = a
	}
	b.withdraw(a)
	a.read(c)
	b.enter(a)

	var found violations
	found.add(b.clash(a))
	if a.holder != nil {
		found.add(b.tooMany(a.holder.root()))
	}
	found.add(b.tooManyNewcomers())
	if a.license != nil {
		found.add(a.license.judge())
	}
	found.add(b.newLicenses.judge())
	return found
}

// read takes over what the block says now.
func (a *assignment) read(c AssignmentClaim) {
	a.claim = c
	a.origin = key{}
	if c.Prior == nil {
		return
	}
	a.pastLicense = key{byLicense, c.Prior.LicenseID}
	switch {
	case c.Prior.MemberID != "":
		a.origin = key{byID, c.Prior.MemberID}
	case c.Prior.MemberEmail != "":
		a.origin = key{byEmail, fold(c.Prior.MemberEmail)}
	}
	a.past = a.origin
}

// renumbered is true for a block that certainly assigns a number that it didn't have.
func (a *assignment) renumbered() bool {
	if a.claim.Prior == nil {
		return true
	}
	number, has := a.claim.Number.get()
	return has && number != a.claim.Prior.Number
}

// enter counts the claim where it belongs.
func (b *Book) enter(a *assignment) {
	h := a.claim.Holder
	email, hasEmail := h.MemberEmail.get()
	id, hasID := h.MemberID.get()
	switch {
	case hasEmail:
		a.holder = b.personBy(key{byEmail, fold(email)}, email)
	case hasID:
		a.holder = b.personBy(key{byID, id}, id)
	case h.MemberID.isUnknown() && h.MemberEmail.isAbsent() && h.DepartmentID.isAbsent():
		a.otherMember = a.otherMember || b.newMembers == 0
		a.newcomer = !a.otherMember && b.needsNew(a, a.past)
	}
	if a.holder != nil {
		a.born = a.renumbered() || a.claim.Prior.DepartmentID != "" && a.origin == key{}
		a.holder.add(a, a.born, a.origin)
		b.settle(a.holder)
	}
	if a.newcomer {
		b.newcomers.add(a, true, key{})
	}
	b.enterLicense(a)
}

// withdraw takes back what the block claimed when it last came by.
func (b *Book) withdraw(a *assignment) {
	if a.holder != nil {
		p := a.holder.root()
		p.remove(a, a.born, a.origin)
		b.settle(p)
		a.holder = nil
	}
	if a.newcomer {
		b.newcomers.remove(a, true, key{})
		a.newcomer = false
	}
	b.withdrawLicense(a)
}

// clash judges the assignment's number. Which holder is meant is compared as it is written: two
// blocks with one number are wrong, whoever it turns out to be.
func (b *Book) clash(a *assignment) Violation {
	number, has := a.claim.Number.get()
	if !has {
		// A number that the block had before it was known to be replaced stays entered. Else the
		// verdict would hang on whether another block comes by before that turns out, or after.
		return nil
	}
	other, clash := b.numbers.claim(a.claim.Instance, number, a.renumbered() || a.rewritten(), a)
	if !clash {
		return nil
	}
	holders := inOrder(b.describe(a), b.describe(other))
	if b.apart(a, other) {
		return &SharedNumber{Number: number, Holders: holders}
	}
	return &NumberTwice{Number: number, Holders: holders}
}

// rewritten is true if the configuration certainly names another holder than the prior state.
func (a *assignment) rewritten() bool {
	h, prior := a.claim.Holder, a.claim.Prior
	email, hasEmail := h.MemberEmail.get()
	id, hasID := h.MemberID.get()
	dept, hasDept := h.DepartmentID.get()
	switch {
	case hasEmail && prior.MemberEmail != "":
		return fold(email) != fold(prior.MemberEmail)
	case hasID && prior.MemberID != "":
		return id != prior.MemberID
	case hasEmail || hasID:
		return prior.DepartmentID != ""
	case hasDept:
		return dept != prior.DepartmentID
	}
	return false
}

// apart reports whether two assignments certainly have different holders.
func (b *Book) apart(x, y *assignment) bool {
	xDept, xHas := x.claim.Holder.department()
	yDept, yHas := y.claim.Holder.department()
	if xHas && yHas {
		return xDept != yDept
	}
	if x.holder == nil || y.holder == nil {
		return xHas && y.holder != nil || yHas && x.holder != nil
	}
	p, q := x.holder.root(), y.holder.root()
	return p != q && (p.shown.Email != "" && q.shown.Email != "" || len(p.ids) > 0 && len(q.ids) > 0)
}

// department returns the department's ID, if a department is the holder.
func (h Holder) department() (string, bool) {
	id, has := h.DepartmentID.get()
	return id, has && h.MemberEmail.isAbsent() && h.MemberID.isAbsent()
}

// describe says for a message who shall hold an assignment's number.
func (b *Book) describe(a *assignment) string {
	if a.holder != nil {
		return a.holder.root().shown.String()
	}
	id, has := a.claim.Holder.department()
	switch {
	case has && b.shownDept[id] != "":
		return "the department " + b.shownDept[id]
	case has:
		return "the department with the ID " + id
	case !a.claim.Holder.DepartmentID.isAbsent():
		return "a holder not known yet"
	}
	return "a member not known yet"
}
