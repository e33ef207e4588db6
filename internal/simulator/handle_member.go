package simulator

import (
	"net/http"
	"slices"
)

type accountBody struct {
	ID                  string `json:"id"`
	Name                string `json:"name"`
	Plan                string `json:"plan"`
	MaxNumbersPerMember int    `json:"maxNumbersPerMember"`
}

func (s *Simulator) getAccount(*call) (reply, *refusal) {
	return reply{status: http.StatusOK, body: accountBody(s.org.account)}, nil
}

type memberBody struct {
	ID               string   `json:"id"`
	FirstName        string   `json:"firstName"`
	LastName         string   `json:"lastName"`
	Email            string   `json:"email"`
	Role             string   `json:"role"`
	DepartmentIDRefs []string `json:"departmentIdRefs"`
	NumberIDRefs     []string `json:"numberIdRefs"`
}

func showMember(m *member) memberBody {
	return memberBody{
		ID:               m.id,
		FirstName:        m.firstName,
		LastName:         m.lastName,
		Email:            m.email,
		Role:             m.role,
		DepartmentIDRefs: idsOf(m.departments),
		NumberIDRefs:     idsOf(m.numbers),
	}
}

func (s *Simulator) listMembers(c *call) (reply, *refusal) {
	if email := c.query.Get("email"); email != "" && !s.options.GatewayOnly {
		var found []*member
		if m := s.org.byEmail[fold(email)]; m != nil {
			found = append(found, m)
		}
		return listPage(s, c, "members", "email="+fold(email), slices.Values(found), showMember)
	}
	return listPage(s, c, "members", "", slices.Values(s.org.members.inOrder), showMember)
}

func readMemberChange(f *form) memberChange {
	return memberChange{
		firstName:     f.text("firstName"),
		lastName:      f.text("lastName"),
		email:         f.text("email"),
		role:          f.text("role"),
		departmentIDs: f.texts("departmentIdRefs"),
	}
}

func (s *Simulator) createMember(c *call) (reply, *refusal) {
	f := readForm(c.body, "firstName", "lastName", "email", "role", "departmentIdRefs")
	f.require("firstName", "lastName", "email", "role")
	change := readMemberChange(f)
	if change.departmentIDs == nil {
		f.fail("departmentIdRefs is missing.")
	}
	if f.refused != nil {
		return reply{}, f.refused
	}
	m, refused := s.org.createMember(change)
	if refused != nil {
		return reply{}, refused
	}
	email := fold(m.email)
	return reply{
		status: http.StatusCreated,
		body:   showMember(m),
		stands: func(o *organisation) bool { return o.byEmail[email] == m },
	}, nil
}

// theMember is the one that the path names.
func (s *Simulator) theMember(c *call) (*member, *refusal) {
	if m := s.org.members.byID[c.value]; m != nil {
		return m, nil
	}
	return nil, gone("member")
}

func (s *Simulator) getMember(c *call) (reply, *refusal) {
	m, refused := s.theMember(c)
	if refused != nil {
		return reply{}, refused
	}
	return reply{status: http.StatusOK, body: showMember(m)}, nil
}

func (s *Simulator) updateMember(c *call) (reply, *refusal) {
	f := readForm(c.body, "firstName", "lastName", "email", "role", "departmentIdRefs")
	change := readMemberChange(f)
	if len(f.fields) == 0 {
		f.fail("The body changes nothing.")
	}
	if f.refused != nil {
		return reply{}, f.refused
	}
	m, refused := s.theMember(c)
	if refused != nil {
		return reply{}, refused
	}
	if refused := s.org.updateMember(m, change); refused != nil {
		return reply{}, refused
	}
	return reply{status: http.StatusOK, body: showMember(m)}, nil
}

func (s *Simulator) deleteMember(c *call) (reply, *refusal) {
	m, refused := s.theMember(c)
	if refused != nil {
		return reply{}, refused
	}
	if refused := s.org.deleteMember(m); refused != nil {
		return reply{}, refused
	}
	return reply{status: http.StatusNoContent}, nil
}

func (s *Simulator) sendInvitation(c *call) (reply, *refusal) {
	return s.mail(c, func(m *member) *refusal {
		if m.joined {
			return conflict("member.joined", "The member has signed in already; a password reset helps them.")
		}
		s.org.recordMail(mailInvitationAgain, m)
		return nil
	})
}

func (s *Simulator) resetPassword(c *call) (reply, *refusal) {
	return s.mail(c, func(m *member) *refusal {
		s.org.recordMail(mailPasswordReset, m)
		return nil
	})
}

func (s *Simulator) mail(c *call, send func(*member) *refusal) (reply, *refusal) {
	if len(c.body) > 0 {
		return reply{}, invalid("request.invalid", "This request has no body.")
	}
	m, refused := s.theMember(c)
	if refused != nil {
		return reply{}, refused
	}
	if refused := send(m); refused != nil {
		return reply{}, refused
	}
	return reply{status: http.StatusNoContent}, nil
}
