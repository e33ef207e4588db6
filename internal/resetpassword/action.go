// Package resetpassword is the action onoff_reset_password: a member's password stops working, and
// they are mailed a link to choose a new one.
//
// Neither the old password nor the new one, nor the link, ever comes by here.
package resetpassword

import (
	"github.com/hashicorp/terraform-plugin-framework/action"

	"github.com/onoff-community/terraform-provider-onoff/internal/directory"
	"github.com/onoff-community/terraform-provider-onoff/internal/membermail"
	"github.com/onoff-community/terraform-provider-onoff/internal/wiring"
)

// NewAction makes the action.
func NewAction() action.Action {
	return membermail.New(membermail.Mail{
		Name: "reset_password",
		Page: wiring.Page{
			What: "Makes a member's password invalid and mails them a link to choose a new one, for example when a laptop was stolen or a password may have become known.",
			Key:  "planning sends nothing; invoking needs a key that may write.",
			Mail: "**each invocation mails a real person once**, also a second one within the hour. If the answer to the request is lost it isn't sent again: " +
				"the action fails and says that the mail may have gone out. Neither password nor link is ever shown, logged or kept.",
			Cost: "none.",
			Loss: "**the member can't sign in with the old password any more**, until they have followed the link in the mail.",
		},
		Try:   "reset the password of %s",
		Tell:  "tell whether the password of %s was reset",
		Doing: "Resetting the password of %s.",
		Done:  "The password of %s is reset, and the link to choose a new one is on its way to them.",
		Send:  (*directory.Directory).ResetPassword,
	})
}
