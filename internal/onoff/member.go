package onoff

import (
	"context"
	"errors"
	"iter"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// The roles of a member as the service spells them. RoleUser and RoleAdmin are observed at the live
// gateway, the other two spellings are a guess. RoleOwner can't be given to anybody.
const (
	RoleUser     = "ROLE_USER"
	RoleTeamLead = "ROLE_TEAM_LEAD"
	RoleAdmin    = "ROLE_ADMIN"
	RoleOwner    = "ROLE_OWNER"
)

const (
	listMembers  = "list members"
	membersRoute = "/members"
)

// Member is a person of the organisation.
type Member struct {
	ID, FirstName, LastName string

	// Email is the login, unique without regard to letter case.
	Email string

	// Role is one of the Role constants, or what else the service may say.
	Role string

	DepartmentIDs []string

	// NumberIDs are the numbers that the member holds; a number itself doesn't say who holds it.
	NumberIDs []string
}

// MemberCreate is a member to be made.
type MemberCreate struct {
	FirstName, LastName, Email, Role string
	DepartmentIDs                    []string
}

// MemberUpdate is what to change about a member; nil leaves as it is.
type MemberUpdate struct {
	FirstName, LastName, Email, Role *string

	// DepartmentIDs replaces the whole list.
	DepartmentIDs *[]string
}

type memberWire struct {
	ID               text `json:"id"`
	FirstName        text `json:"firstName"`
	LastName         text `json:"lastName"`
	Email            text `json:"email"`
	Role             text `json:"role"`
	DepartmentIDRefs refs `json:"departmentIdRefs"`
	NumberIDRefs     refs `json:"numberIdRefs"`
}

func (w memberWire) id() text { return w.ID }

func (w memberWire) value() Member {
	return Member{
		ID: string(w.ID), FirstName: string(w.FirstName), LastName: string(w.LastName),
		Email: string(w.Email), Role: string(w.Role),
		DepartmentIDs: w.DepartmentIDRefs, NumberIDs: w.NumberIDRefs,
	}
}

type memberPage struct {
	Items []memberWire `json:"members"`
	Next  text         `json:"nextOffset"`
}

type memberCreateWire struct {
	FirstName        string   `json:"firstName"`
	LastName         string   `json:"lastName"`
	Email            string   `json:"email"`
	Role             string   `json:"role"`
	DepartmentIDRefs []string `json:"departmentIdRefs"`
}

type memberUpdateWire struct {
	FirstName        *string   `json:"firstName,omitempty"`
	LastName         *string   `json:"lastName,omitempty"`
	Email            *string   `json:"email,omitempty"`
	Role             *string   `json:"role,omitempty"`
	DepartmentIDRefs *[]string `json:"departmentIdRefs,omitempty"`
}

// MemberPages lists the members page by page. A page can be empty without being the last.
func (c *Client) MemberPages(ctx context.Context) iter.Seq2[[]Member, error] {
	return c.memberPages(ctx, url.Values{})
}

// MemberPage gives the page of members at a cursor, the first at the empty cursor, and the cursor of
// the page after it, which is empty if this was the last. It, and its like for the other lists, is for
// whoever reads a listing only as far as needed and has to know whether there is more without asking
// for it. Pages that go round in circles are the caller's to notice.
func (c *Client) MemberPage(ctx context.Context, cursor string) ([]Member, string, error) {
	return c.memberPage(ctx, url.Values{}, cursor)
}

func (c *Client) memberPages(ctx context.Context, query url.Values) iter.Seq2[[]Member, error] {
	return pages(listMembers, membersRoute, func(cursor string) ([]Member, string, error) {
		return c.memberPage(ctx, query, cursor)
	})
}

func (c *Client) memberPage(ctx context.Context, query url.Values, cursor string) ([]Member, string, error) {
	return page(ctx, c, listMembers, membersRoute, query, cursor, func(raw []byte) ([]Member, string, error) {
		page := memberPage{Items: room[memberWire]()}
		return unpack[Member](raw, &page, &page.Items, &page.Next)
	})
}

// Members lists the members one by one.
func (c *Client) Members(ctx context.Context) iter.Seq2[Member, error] {
	return each(c.MemberPages(ctx))
}

// GetMember reads one member.
func (c *Client) GetMember(ctx context.Context, id string) (*Member, error) {
	call := call{op: "read member", method: http.MethodGet, route: "/members/{memberId}", param: id}
	return one[Member, memberWire](ctx, c, call, memberWire{})
}

// FindMemberByEmail asks for the member with an e-mail, whatever its letter case. An endpoint that
// doesn't know the filter answers as if it weren't there: filtered is false then, and only a listing
// can tell that there is no such member. Otherwise a nil member means that there is none.
func (c *Client) FindMemberByEmail(ctx context.Context, email string) (found *Member, filtered bool, err error) {
	filtered = true
	for page, err := range c.memberPages(ctx, url.Values{"email": {email}}) {
		if err != nil {
			return nil, filtered, err
		}
		for _, member := range page {
			switch {
			case !strings.EqualFold(member.Email, email):
				filtered = false
			case found == nil:
				found = &member
			}
		}
		if found != nil || !filtered {
			return found, filtered, nil
		}
	}
	return nil, filtered, nil
}

// CreateMember makes a member; the service e-mails them a temporary password.
func (c *Client) CreateMember(ctx context.Context, create MemberCreate) (*Member, error) {
	body := memberCreateWire{
		FirstName: create.FirstName, LastName: create.LastName, Email: create.Email,
		Role: create.Role, DepartmentIDRefs: set(create.DepartmentIDs),
	}
	call := call{
		op: "create member", method: http.MethodPost, route: membersRoute, body: body,
		naturalKey: strings.ToLower(create.Email),
	}
	return one[Member](ctx, c, call, memberWire{
		FirstName: text(body.FirstName), LastName: text(body.LastName), Email: text(body.Email),
		Role: text(body.Role), DepartmentIDRefs: body.DepartmentIDRefs,
	})
}

// UpdateMember changes what is given, and nothing else.
func (c *Client) UpdateMember(ctx context.Context, id string, update MemberUpdate) (*Member, error) {
	if update == (MemberUpdate{}) {
		return nil, &Error{Op: "update member", Err: errors.New("there is nothing to change")}
	}
	body := memberUpdateWire{
		FirstName: update.FirstName, LastName: update.LastName, Email: update.Email, Role: update.Role,
	}
	if update.DepartmentIDs != nil {
		body.DepartmentIDRefs = new(set(*update.DepartmentIDs))
	}
	call := call{op: "update member", method: http.MethodPatch, route: "/members/{memberId}", param: id, body: body}
	return one[Member](ctx, c, call, memberWire{})
}

// DeleteMember removes a member for good. The service refuses while a number is attached.
func (c *Client) DeleteMember(ctx context.Context, id string) error {
	return c.do(ctx, call{op: "delete member", method: http.MethodDelete, route: "/members/{memberId}", param: id})
}

// SendInvitation mails the welcome with its temporary password again: each call is another mail.
func (c *Client) SendInvitation(ctx context.Context, memberID string) error {
	return c.do(ctx, call{
		op: "send invitation", method: http.MethodPost,
		route: "/members/{memberId}/invitation", param: memberID, naturalKey: newWish(memberID),
	})
}

// ResetPassword makes a member's password invalid and mails a link to choose a new one: each call is
// another mail.
func (c *Client) ResetPassword(ctx context.Context, memberID string) error {
	return c.do(ctx, call{
		op: "reset password", method: http.MethodPost,
		route: "/members/{memberId}/password-reset", param: memberID, naturalKey: newWish(memberID),
	})
}

// set is a list of ids in canonical form: sorted, each once, never null.
func set(ids []string) []string {
	sorted := append([]string{}, ids...)
	slices.Sort(sorted)
	return slices.Compact(sorted)
}
