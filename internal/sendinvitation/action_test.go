package sendinvitation_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
)

const again = "POST /api/v1/members/{memberId}/invitation"

// mailed fails the test unless exactly these kinds of mail went out, in this order.
func mailed(t *testing.T, h *acctest.Harness, want ...string) {
	t.Helper()
	var got []string
	for _, mail := range h.Company().Mails {
		got = append(got, mail.Kind)
	}
	if !slices.Equal(got, want) {
		t.Errorf("mails: %q, want %q", got, want)
	}
}

// Whoever creates Anna mails her once. From then on it takes somebody who wants it: a changed trigger,
// or an invocation by hand, each one mail.
func TestInvitingAgain(t *testing.T) {
	t.Parallel()
	acctest.Skip(t, acctest.Actions)
	h := acctest.New(t)
	cli := h.CLI().Use("hired")
	cli.Apply().WantCode(0)
	mailed(t, h, "invitation")
	cli.Plan().WantCode(0)

	invoke := "-invoke=action.onoff_send_invitation.anna"
	cli.Plan(invoke).Want("Actions: 1 to invoke", `member_email = "anna.petit@example.com"`)
	mailed(t, h, "invitation")
	cli.Apply(invoke).WantCode(0).Want("Sending the invitation to anna.petit@example.com.",
		"The invitation to anna.petit@example.com is on its way.", "1 invoked")
	cli.Apply(invoke).WantCode(0)
	mailed(t, h, "invitation", "invitation_again", "invitation_again")

	h.Forget()
	cli.Use("again").Plan().WantCode(2).Want("Actions: 1 to invoke")
	h.WantSent(0, "POST *")
	cli.Apply().WantCode(0).Want("is on its way")
	cli.Plan().WantCode(0)
	cli.Apply().WantCode(0)
	h.WantSent(1, again)
	keepsSecrets(t, cli)
}

// The documentation warns of it: creating a member mails them already. Whom the action mails is only known
// while applying.
func TestOnCreation(t *testing.T) {
	t.Parallel()
	acctest.Skip(t, acctest.Actions)
	h := acctest.New(t)
	h.CLI().Use("both").Apply().WantCode(0)
	mailed(t, h, "invitation", "invitation_again")
}

// One of many is invoked by name, and the others aren't.
func TestInvokedByName(t *testing.T) {
	t.Parallel()
	acctest.Skip(t, acctest.Actions)
	h := acctest.New(t)
	cli := h.CLI().Use("team")
	cli.Apply().WantCode(0)
	mailed(t, h, "invitation", "invitation")
	cli.Apply(`-invoke=action.onoff_send_invitation.team["ben"]`).WantCode(0)
	mails := h.Company().Mails
	if last := mails[len(mails)-1]; len(mails) != 3 || last.To != "ben@example.com" {
		t.Errorf("mails: %+v", mails)
	}
	cli.Apply("-invoke=action.onoff_send_invitation.team").WantCode(0)
	mailed(t, h, "invitation", "invitation", "invitation_again", "invitation_again", "invitation_again")
}

// A lost answer fails the apply and says what to do. The change that triggered it stays made, so that
// applying again mails nobody: it takes a person who knows that the mail didn't arrive.
func TestLostReplyOfATrigger(t *testing.T) {
	t.Parallel()
	acctest.Skip(t, acctest.Actions)
	h := acctest.New(t)
	cli := h.CLI().Use("before")
	cli.Apply().WantCode(0)
	h.Fault(acctest.LostReply(again))
	cli.Use("after").Apply().WantCode(1).Want("Can't tell whether the invitation to anna.petit@example.com was sent",
		"Ask the member whether the mail arrived").WantNot("is on its way")
	h.NoFaults()
	cli.Plan().WantCode(0)
	cli.Apply().WantCode(0)
	mailed(t, h, "invitation", "invitation_again")
	h.WantSent(1, again)
}

// The documentation advises against it: what fails before a change keeps the change from being made, so
// that the next apply triggers it once more.
func TestBeforeAChange(t *testing.T) {
	t.Parallel()
	acctest.Skip(t, acctest.Actions)
	h := acctest.New(t)
	cli := h.CLI().Use("before")
	cli.Apply().WantCode(0)
	h.Fault(acctest.LostReply(again))
	cli.Use("after").Apply().WantCode(1).Want("Can't tell whether")
	h.NoFaults()
	cli.Plan().WantCode(2).Want("Actions: 1 to invoke")
	cli.Apply().WantCode(0)
	mailed(t, h, "invitation", "invitation_again", "invitation_again")
}

// keepsSecrets looks for the key in everything that the CLI has written.
func keepsSecrets(t *testing.T, cli *acctest.CLI) {
	t.Helper()
	err := filepath.WalkDir(cli.Dir, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		if strings.Contains(string(content), acctest.APIKey) {
			t.Errorf("the key is in %s", path)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}
