package simulator

import (
	"net/mail"
	"slices"
	"strings"
)

const (
	roleUser     = "ROLE_USER"
	roleAdmin    = "ROLE_ADMIN"
	roleTeamLead = "ROLE_TEAM_LEAD"
	roleOwner    = "ROLE_OWNER"
)

func knownRole(role string) bool {
	return role == roleUser || role == roleAdmin || role == roleTeamLead || role == roleOwner
}

// administers tells whether a role may manage the organisation. One of them must always be left.
func administers(role string) bool { return role == roleAdmin || role == roleOwner }

// memberChange is what a request says about a member; what it doesn't mention is nil.
type memberChange struct {
	firstName, lastName, email, role *string
	departmentIDs                    *[]string
}

// check judges what can be judged without looking at a particular member.
func (o *organisation) checkMemberChange(c memberChange) *refusal {
	switch {
	case c.firstName != nil && blank(*c.firstName):
		return invalid("firstName.invalid", "firstName is empty.")
	case c.lastName != nil && blank(*c.lastName):
		return invalid("lastName.invalid", "lastName is empty.")
	case c.email != nil && !validEmail(*c.email):
		return invalid("email.invalid", "email isn't an e-mail address.")
	case c.role != nil && !knownRole(*c.role):
		return invalid("role.invalid", "role is none of %s, %s, %s.", roleUser, roleTeamLead, roleAdmin)
	}
	if c.departmentIDs == nil {
		return nil
	}
	seen := make(map[string]bool, len(*c.departmentIDs))
	for _, id := range *c.departmentIDs {
		if seen[id] {
			return invalid("request.invalid", "departmentIdRefs names a department twice.")
		}
		seen[id] = true
		if o.departments.byID[id] == nil {
			return invalid("departmentIdRefs.unknown", "departmentIdRefs names a department that doesn't exist.")
		}
	}
	return nil
}

// createMember needs a change in which everything is given.
func (o *organisation) createMember(c memberChange) (*member, *refusal) {
	if no := o.checkMemberChange(c); no != nil {
		return nil, no
	}
	if *c.role == roleOwner {
		return nil, invalid("role.invalid", "An owner can't be created.")
	}
	if o.byEmail[fold(*c.email)] != nil {
		return nil, conflict("email.taken", "Another member has this e-mail.")
	}
	m := &member{
		entry:     entry{id: o.newID()},
		firstName: *c.firstName,
		lastName:  *c.lastName,
		email:     *c.email,
		role:      *c.role,
	}
	o.addMember(m, *c.departmentIDs)
	o.recordMail(mailInvitation, m)
	return m, nil
}

func (o *organisation) addMember(m *member, departmentIDs []string) {
	o.members.add(m)
	o.byEmail[fold(m.email)] = m
	o.setDepartments(m, departmentIDs)
	if administers(m.role) {
		o.administrators++
	}
}

func (o *organisation) updateMember(m *member, c memberChange) *refusal {
	if no := o.checkMemberChange(c); no != nil {
		return no
	}
	if c.email != nil {
		if other := o.byEmail[fold(*c.email)]; other != nil && other != m {
			return conflict("email.taken", "Another member has this e-mail.")
		}
	}
	if c.role != nil && *c.role != m.role {
		switch {
		case m.role == roleOwner:
			return conflict("member.owner", "The owner's role can't be changed.")
		case *c.role == roleOwner:
			return conflict("member.owner", "The role of owner can't be granted.")
		case o.isLastAdministrator(m) && !administers(*c.role):
			return conflict("member.lastAdministrator", "Neither an owner nor an admin would be left.")
		}
	}

	if c.firstName != nil {
		m.firstName = *c.firstName
	}
	if c.lastName != nil {
		m.lastName = *c.lastName
	}
	if c.email != nil {
		delete(o.byEmail, fold(m.email))
		m.email = *c.email
		o.byEmail[fold(m.email)] = m
	}
	if c.role != nil && *c.role != m.role {
		if administers(m.role) {
			o.administrators--
		}
		m.role = *c.role
		if administers(m.role) {
			o.administrators++
		}
	}
	if c.departmentIDs != nil {
		o.setDepartments(m, *c.departmentIDs)
	}
	return nil
}

func (o *organisation) deleteMember(m *member) *refusal {
	switch {
	case m.role == roleOwner:
		return conflict("member.owner", "The owner can't be deleted.")
	case len(m.numbers) > 0:
		return conflict("member.hasNumbers", "The member still holds numbers: %d.", len(m.numbers))
	case o.isLastAdministrator(m):
		return conflict("member.lastAdministrator", "Neither an owner nor an admin would be left.")
	}
	o.setDepartments(m, nil)
	if administers(m.role) {
		o.administrators--
	}
	delete(o.byEmail, fold(m.email))
	o.members.remove(m)
	return nil
}

func (o *organisation) isLastAdministrator(m *member) bool {
	return administers(m.role) && o.administrators == 1
}

func (o *organisation) setDepartments(m *member, ids []string) {
	for _, d := range m.departments {
		d.members--
	}
	m.departments = make([]*department, 0, len(ids))
	for _, id := range ids {
		d := o.departments.byID[id]
		d.members++
		m.departments = append(m.departments, d)
	}
}

// removeNumber takes a number out of a holder's list, keeping the order of the others.
func removeNumber(h holder, n *number) {
	held := h.held()
	if i := slices.Index(*held, n); i >= 0 {
		*held = slices.Delete(*held, i, i+1)
	}
}

func blank(text string) bool { return strings.TrimSpace(text) == "" }

// validEmail accepts a bare address: no display name, no comment, no surrounding space.
func validEmail(text string) bool {
	if len(text) > 254 {
		return false
	}
	address, err := mail.ParseAddress(text)
	return err == nil && address.Name == "" && address.Address == text
}
