package resetpassword_test

import (
	"slices"
	"testing"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
)

// mailed fails the test unless exactly these mails went out, in this order.
func mailed(t *testing.T, h *acctest.Harness, want ...string) {
	t.Helper()
	var got []string
	for _, mail := range h.Company().Mails {
		got = append(got, mail.Kind+" to "+mail.To)
	}
	if !slices.Equal(got, want) {
		t.Errorf("mails: %q, want %q", got, want)
	}
}

// Another login has another password, and the link goes to the new address. By hand it goes any time.
func TestANewAddress(t *testing.T) {
	t.Parallel()
	acctest.Skip(t, acctest.Actions)
	h := acctest.New(t)
	cli := h.CLI().Use("before")
	cli.Apply().WantCode(0)
	cli.Plan().WantCode(0)
	mailed(t, h, "invitation to ben.gros@example.com")

	cli.Use("after").Plan().WantCode(2).Want("Actions: 1 to invoke")
	mailed(t, h, "invitation to ben.gros@example.com")
	cli.Apply().WantCode(0).Want("The password of ben@example.com is reset")
	cli.Plan().WantCode(0)
	cli.Apply("-invoke=action.onoff_reset_password.ben").WantCode(0).Want("Resetting the password of ben@example.com.")
	mailed(t, h, "invitation to ben.gros@example.com", "password_reset to ben@example.com", "password_reset to ben@example.com")
}

// The trigger may stand in the member's own block, and the action may refer back to it. A reset that
// fails leaves the change made and mails nobody at the next apply.
func TestPromotion(t *testing.T) {
	t.Parallel()
	acctest.Skip(t, acctest.Actions)
	h := acctest.New(t)
	cli := h.CLI().Use("before")
	cli.Apply().WantCode(0)
	h.Fault(acctest.LostReply("POST /api/v1/members/{memberId}/password-reset"))
	cli.Use("after").Apply().WantCode(1).Want("Can't tell whether the password of the member", "was reset")
	h.NoFaults()
	cli.Plan().WantCode(0)
	cli.Apply().WantCode(0)
	mailed(t, h, "invitation to ben.gros@example.com", "password_reset to ben.gros@example.com")
	if ben := h.Company().Members[1]; ben.Role != "ROLE_ADMIN" {
		t.Errorf("Ben is %+v", ben)
	}
}
