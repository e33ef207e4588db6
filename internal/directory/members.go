package directory

import (
	"context"

	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
)

// Member is the member with this ID.
func (d *Directory) Member(ctx context.Context, id string, options ...ReadOption) (onoff.Member, error) {
	return d.members.get(ctx, idKey(id), d.askMember(id), careOf(options).glance)
}

// MemberByEmail is the member with this e-mail, whatever its letter case.
func (d *Directory) MemberByEmail(ctx context.Context, email string, options ...ReadOption) (onoff.Member, error) {
	return d.members.get(ctx, emailKey(email), d.askEmail(email), careOf(options).glance)
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
func (d *Directory) CreateMember(ctx context.Context, c onoff.MemberCreate) (*onoff.Member, error) {
	return d.client.CreateMember(ctx, c)
}

// UpdateMember changes what is given.
func (d *Directory) UpdateMember(ctx context.Context, id string, u onoff.MemberUpdate) (*onoff.Member, error) {
	return d.client.UpdateMember(ctx, id, u)
}

// DeleteMember removes a member for good. One who is gone already is fine.
func (d *Directory) DeleteMember(ctx context.Context, id string) error {
	return gone(d.client.DeleteMember(ctx, id))
}

// SendInvitation mails the welcome again. It is never repeated.
func (d *Directory) SendInvitation(ctx context.Context, memberID string) error {
	return d.client.SendInvitation(ctx, memberID)
}

// ResetPassword makes the member choose a new password. It is never repeated.
func (d *Directory) ResetPassword(ctx context.Context, memberID string) error {
	return d.client.ResetPassword(ctx, memberID)
}
