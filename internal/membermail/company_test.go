package membermail_test

import (
	"slices"
	"testing"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

// office is an organisation with somebody who has signed in and somebody who hasn't.
func office() simulator.Company {
	return simulator.Company{
		Account: simulator.Account{Name: "Office"},
		Members: []simulator.Member{
			{ID: "mem-olga", FirstName: "Olga", LastName: "Martin", Email: "olga.martin@example.com", Role: "ROLE_OWNER", Joined: true},
			{ID: "mem-anna", FirstName: "Anna", LastName: "Petit", Email: "Anna.Petit@example.com"},
		},
	}
}

// kind is an action, what it sends and what it says.
type kind struct {
	action, route, mail string
	try, tell           string
	progress            []string // about anna.petit@example.com
}

var kinds = []kind{
	{
		action: "onoff_send_invitation", route: "POST /api/v1/members/{memberId}/invitation", mail: "invitation_again",
		try:  "Can't send the invitation to anna.petit@example.com",
		tell: "Can't tell whether the invitation to anna.petit@example.com was sent",
		progress: []string{
			"Sending the invitation to anna.petit@example.com.",
			"The invitation to anna.petit@example.com is on its way.",
		},
	},
	{
		action: "onoff_reset_password", route: "POST /api/v1/members/{memberId}/password-reset", mail: "password_reset",
		try:  "Can't reset the password of anna.petit@example.com",
		tell: "Can't tell whether the password of anna.petit@example.com was reset",
		progress: []string{
			"Resetting the password of anna.petit@example.com.",
			"The password of anna.petit@example.com is reset, and the link to choose a new one is on its way to them.",
		},
	},
}

var anna = acctest.Attrs{"member_email": "anna.petit@example.com"}

// mailed fails the test unless exactly so many mails of this kind went out, all to Anna, and no other.
func (k kind) mailed(t *testing.T, h *acctest.Harness, count int) {
	t.Helper()
	mails := h.Company().Mails
	other := slices.ContainsFunc(mails, func(m simulator.Mail) bool { return m.Kind != k.mail || m.MemberIDRef != "mem-anna" })
	if len(mails) != count || other {
		t.Errorf("these mails went out, want %d of %s to Anna: %+v", count, k.mail, mails)
	}
}

// each runs a test for both actions.
func each(t *testing.T, test func(t *testing.T, k kind)) {
	t.Helper()
	for _, k := range kinds {
		t.Run(k.action, func(t *testing.T) {
			t.Parallel()
			test(t, k)
		})
	}
}
