// Package sendinvitation is the action onoff_send_invitation: the welcome mail with its temporary
// password, once more.
//
// It isn't what invites a new member: creating an onoff_member does. It is for those whose mail got
// lost or whose temporary password is too old. Who has signed in already is refused by the service,
// since a temporary password would lock them out: onoff_reset_password is for them.
package sendinvitation

import (
	"github.com/hashicorp/terraform-plugin-framework/action"

	"github.com/onoff-community/terraform-provider-onoff/internal/directory"
	"github.com/onoff-community/terraform-provider-onoff/internal/membermail"
	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
	"github.com/onoff-community/terraform-provider-onoff/internal/wiring"
)

// NewAction makes the action.
func NewAction() action.Action {
	return membermail.New(membermail.Mail{
		Name: "send_invitation",
		Page: wiring.Page{
			What: "Mails a member the welcome with a temporary password again, for whoever lost the first one or let it get too old. " +
				"Creating an `onoff_member` mails the first one by itself: a trigger on its `after_create` would mail them twice. " +
				"A member who has signed in already is refused, since a temporary password would lock them out; `onoff_reset_password` is for them.",
			Key: "planning sends nothing; invoking needs a key that may write.",
			Mail: "**each invocation mails a real person once**, also a second one within the hour. If the answer to the request is lost it isn't sent again: " +
				"the action fails and says that the mail may have gone out. Nothing of the password is ever shown, logged or kept.",
			Cost: "none.",
			Loss: "none, except that an earlier temporary password may stop working.",
		},
		Try:   "send the invitation to %s",
		Tell:  "tell whether the invitation to %s was sent",
		Doing: "Sending the invitation to %s.",
		Done:  "The invitation to %s is on its way.",
		Advice: map[string]string{
			onoff.CodeMemberJoined: "The member has signed in already and needs no invitation. If they can't sign in any more, invoke onoff_reset_password.",
		},
		Send: (*directory.Directory).SendInvitation,
	})
}
