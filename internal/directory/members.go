package directory

import (
	"context"
	"strings"

	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
)

// Member is the member with this ID.
func (d *Directory) Member(ctx context.Context, id string, _ ...ReadOption) (onoff.Member, error) {
	m, err := d.client.GetMember(ctx, id)
	return value(m, err)
}

// MemberByEmail is the member with this e-mail, whatever its letter case.
func (d *Directory) MemberByEmail(ctx context.Context, email string, _ ...ReadOption) (onoff.Member, error) {
	return find(d.client.Members(ctx), "member", email, func(m onoff.Member) bool { return strings.EqualFold(m.Email, email) })
}

// Members are all members.
func (d *Directory) Members(ctx context.Context) ([]onoff.Member, error) {
	return collect(d.client.Members(ctx))
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
