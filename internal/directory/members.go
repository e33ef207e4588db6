package directory

import (
	"context"
	"slices"

	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
)

// Member is the member with this ID.
func (d *Directory) Member(ctx context.Context, id string, options ...ReadOption) (onoff.Member, error) {
	return d.members.get(ctx, idKey(id), d.askMember(id), careOf(options).glance)
}

// MemberByEmail is the member with this e-mail, whatever its letter case.
func (d *Directory) MemberByEmail(ctx context.Context, email string, options ...ReadOption) (onoff.Member, error) {
	return find(ctx, d.members, emailKey(email), d.askEmail(email), options)
}

// Members are all members.
func (d *Directory) Members(ctx context.Context) ([]onoff.Member, error) {
	return d.members.all(ctx)
}

func (d *Directory) askMember(id string) *question[onoff.Member] {
	return &question[onoff.Member]{
		kind: "one member",
		name: "member " + id,
		ask: func(ctx context.Context) ([]onoff.Member, bool, error) {
			return single(d.client.GetMember(ctx, id))
		},
	}
}

func (d *Directory) askEmail(email string) *question[onoff.Member] {
	return &question[onoff.Member]{
		kind: "member by e-mail",
		name: "e-mail " + emailKey(email).value,
		ask: func(ctx context.Context) ([]onoff.Member, bool, error) {
			m, filtered, err := d.client.FindMemberByEmail(ctx, email)
			switch {
			case err != nil:
				return nil, false, err
			case m != nil:
				return []onoff.Member{*m}, true, nil
			case !filtered:
				return nil, false, errNoFilter
			}
			return nil, true, nil
		},
	}
}

// single is the answer to a question for one object by its ID.
func single[T any](found *T, err error) ([]T, bool, error) {
	if err != nil {
		return nil, false, err
	}
	return []T{*found}, true, nil
}

// CreateMember creates a member, who is sent a mail for it.
func (d *Directory) CreateMember(ctx context.Context, wanted onoff.MemberCreate) (*onoff.Member, error) {
	return create(ctx, d, creation[onoff.Member]{
		noun: "member",
		name: wanted.Email,
		key:  emailKey(wanted.Email),
		in:   d.members,
		ask:  d.askEmail(wanted.Email),
		send: func(ctx context.Context) (*onoff.Member, error) { return d.client.CreateMember(ctx, wanted) },
		same: func(m onoff.Member) bool {
			return m.FirstName == wanted.FirstName && m.LastName == wanted.LastName && m.Role == wanted.Role &&
				sameSet(m.DepartmentIDs, wanted.DepartmentIDs) && len(m.NumberIDs) == 0
		},
		taken: onoff.CodeEmailTaken,
		slot:  slot{slotEmail, emailKey(wanted.Email).value},
		frees: func(m onoff.Member) []slot { return freedByMember(m, &m) },
	})
}

// UpdateMember changes what is given.
func (d *Directory) UpdateMember(ctx context.Context, id string, u onoff.MemberUpdate) (*onoff.Member, error) {
	var updated *onoff.Member
	err := d.progress.run(ctx, write{
		try: func(ctx context.Context, _ bool) (err error) {
			if updated, err = d.client.UpdateMember(ctx, id, u); err != nil {
				return err
			}
			before, _ := d.members.peek(idKey(id))
			d.made.claim("member", id, false)
			d.members.put(*updated)
			d.progress.free(freedByMember(before, updated)...)
			return nil
		},
		slots: func(err error) []slot {
			switch {
			case onoff.HasCode(err, onoff.CodeEmailTaken) && u.Email != nil:
				return []slot{{slotEmail, emailKey(*u.Email).value}}
			case onoff.HasCode(err, onoff.CodeMemberLastAdministrator):
				return []slot{{slotAdministrator, ""}}
			}
			return nil
		},
	})
	if err != nil {
		if u.Email != nil {
			d.sayWhoHasEmail(ctx, err, *u.Email)
		}
		return nil, err
	}
	return updated, nil
}

// DeleteMember removes a member for good. One who is gone already is fine.
func (d *Directory) DeleteMember(ctx context.Context, id string) error {
	if d.made.keeps("member", id) {
		d.sayKept(ctx)
		return nil
	}
	err := d.progress.run(ctx, write{
		try: func(ctx context.Context, _ bool) error {
			if err := gone(d.client.DeleteMember(ctx, id)); err != nil {
				return err
			}
			before, _ := d.members.peek(idKey(id))
			d.made.release("member", id)
			d.members.evict(id)
			d.progress.free(freedByMember(before, nil)...)
			return nil
		},
		slots: func(err error) []slot {
			switch {
			case onoff.HasCode(err, onoff.CodeMemberHasNumbers):
				return []slot{{slotHeld, id}}
			case onoff.HasCode(err, onoff.CodeMemberLastAdministrator):
				return []slot{{slotAdministrator, ""}}
			}
			return nil
		},
	})
	d.sayWhatHolderHas(ctx, err, Holder{MemberID: id})
	return err
}

// freedByMember are the slots that a change to a member frees. Before is the zero Member if it isn't
// known: whatever it may have had counts as freed then. After is nil if the member is gone.
func freedByMember(before onoff.Member, after *onoff.Member) []slot {
	if before.ID == "" {
		return []slot{{slotEmail, ""}, {slotDepartment, ""}, {slotAdministrator, ""}}
	}
	var freed []slot
	if after == nil || emailKey(before.Email) != emailKey(after.Email) {
		freed = append(freed, slot{slotEmail, emailKey(before.Email).value})
	}
	for _, id := range before.DepartmentIDs {
		if after == nil || !slices.Contains(after.DepartmentIDs, id) {
			freed = append(freed, slot{slotDepartment, id})
		}
	}
	if after != nil && (after.Role == onoff.RoleAdmin || after.Role == onoff.RoleOwner) {
		freed = append(freed, slot{slotAdministrator, ""})
	}
	return freed
}

// sameSet reports whether two lists hold the same, in whatever order.
func sameSet(a, b []string) bool {
	a, b = slices.Clone(a), slices.Clone(b)
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(slices.Compact(a), slices.Compact(b))
}

// SendInvitation mails the welcome again. It is sent once, whatever comes of it: where the answer is
// lost, a second mail would be worse than none. Repeating it with the same idempotency key would find
// out what became of it only where the endpoint honours keys, and mail twice where it doesn't, and
// nobody can tell beforehand which it is.
func (d *Directory) SendInvitation(ctx context.Context, memberID string) error {
	return d.client.SendInvitation(ctx, memberID)
}

// ResetPassword makes the member choose a new password. It is sent once, as an invitation is.
func (d *Directory) ResetPassword(ctx context.Context, memberID string) error {
	return d.client.ResetPassword(ctx, memberID)
}
