package planbook

// RoleOwner is the role that can be neither granted nor removed.
const RoleOwner = "owner"

// memberBlock is one onoff_member block.
type memberBlock struct {
	person  *person
	id      string // before the plan
	created bool
}

// Member enters what a member block claims, and returns the rules that the plan breaks by it.
func (b *Book) Member(c MemberClaim) []Violation {
	b.mu.Lock()
	defer b.mu.Unlock()

	block := b.members[c.Instance]
	if block == nil {
		block = &memberBlock{person: b.newPerson()}
		b.members[c.Instance] = block
	}
	p := block.person.root()
	p.shown.Name = least(p.shown.Name, c.Name)
	if c.Prior != nil && c.Prior.Email != "" {
		p.priorEmails = include(p.priorEmails, fold(c.Prior.Email))
	}
	if c.ID.isUnknown() && !block.created {
		block.created = true
		p.created++
		b.newMembers++
		b.leaves(key{byID, block.id})
	}
	// A replaced block comes by with its old ID first. It keeps that key: what else claims the old
	// ID wants a member who will be gone, so taking the two for one refuses no plan that could work.
	if id, has := c.ID.get(); has {
		block.id = id
		p = b.merge(p, b.personBy(key{byID, id}, id))
	}
	var found violations
	if email, has := c.Email.get(); has {
		folded := fold(email)
		p = b.merge(p, b.personBy(key{byEmail, folded}, email))
		id, _ := c.ID.get()
		own := Member{Name: c.Name, Email: email, ID: id}
		fresh := c.Prior == nil || fold(c.Prior.Email) != folded
		if other, clash := b.emails.claim(c.Instance, folded, fresh, own); clash {
			pair := [2]Member{own, other}
			sortMembers(pair[:])
			found.add(&EmailTwice{Email: email, Members: pair})
		}
	}
	b.settle(p)
	found.add(owner(c))
	found.add(b.tooMany(p))
	found.add(b.tooManyNewcomers())
	return found
}

// owner holds one member block to the rule of the owner's role: it can't be granted or removed, by
// creating either. Who has it already, an imported owner too, may keep it.
func owner(c MemberClaim) Violation {
	role, has := c.Role.get()
	if !has {
		return nil
	}
	email, _ := c.Email.get()
	id, _ := c.ID.get()
	m := Member{Name: c.Name, Email: email, ID: id}
	switch {
	case role == RoleOwner && c.Prior == nil:
		return &OwnerGranted{Member: m}
	case role == RoleOwner && c.Prior.Role != RoleOwner:
		return &OwnerGranted{Member: m, PriorRole: c.Prior.Role}
	case role != RoleOwner && c.Prior != nil && c.Prior.Role == RoleOwner:
		return &OwnerRemoved{Member: m, Role: role}
	}
	return nil
}
