package membermail

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/onoff-community/terraform-provider-onoff/internal/apidiag"
	"github.com/onoff-community/terraform-provider-onoff/internal/directory"
	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
	"github.com/onoff-community/terraform-provider-onoff/internal/wiring"
)

// Mail is one kind of mail. In its sentences %s stands for the member.
type Mail struct {
	// Name is the action's type without the provider's part: "send_invitation".
	Name string

	// Page is the action's description.
	Page wiring.Page

	// Try and Tell continue "Can't ...", for a mail that wasn't sent and for one of which nobody knows.
	Try, Tell string

	// Doing and Done are the messages on the progress.
	Doing, Done string

	// Advice says what to do about an error code of the contract.
	Advice map[string]string

	// Send is the one request.
	Send func(d *directory.Directory, ctx context.Context, memberID string) error
}

// Action is an action that sends one kind of mail.
type Action struct {
	wiring.Action
	mail Mail
}

// New makes the action that sends this mail.
func New(mail Mail) action.Action { return &Action{mail: mail} }

var (
	_ action.ActionWithConfigure        = (*Action)(nil)
	_ action.ActionWithConfigValidators = (*Action)(nil)
)

// Metadata names the action.
func (a *Action) Metadata(_ context.Context, req action.MetadataRequest, resp *action.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_" + a.mail.Name
}

// Invoke sends the mail.
func (a *Action) Invoke(ctx context.Context, req action.InvokeRequest, resp *action.InvokeResponse) {
	var whom addressee
	resp.Diagnostics.Append(req.Config.Get(ctx, &whom)...)
	if resp.Diagnostics.HasError() || !whom.one(&resp.Diagnostics) || !a.Session().Reachable(&resp.Diagnostics) {
		return
	}
	id, err := whom.find(ctx, a.Session().Directory)
	if err != nil {
		a.report(&resp.Diagnostics, whom, err)
		return
	}
	resp.SendProgress(action.InvokeProgressEvent{Message: fmt.Sprintf(a.mail.Doing, whom)})
	if err := a.mail.Send(a.Session().Directory, ctx, id); err != nil {
		a.report(&resp.Diagnostics, whom, err)
		return
	}
	resp.SendProgress(action.InvokeProgressEvent{Message: fmt.Sprintf(a.mail.Done, whom)})
}

// report says why no mail was sent, or that nobody knows whether it was.
func (a *Action) report(diags *diag.Diagnostics, whom addressee, err error) {
	sentence := a.mail.Try
	if onoff.Ambiguous(err) {
		sentence = a.mail.Tell
	}
	words := apidiag.Words{
		Attributes: map[string]path.Path{onoff.CodeMemberNotFound: path.Root(whom.attribute())},
		Advice:     a.mail.Advice,
		Unsure: "The request may have been carried out although its answer was lost. It isn't sent again by itself, because that could mail them twice, and the API doesn't list what was mailed. " +
			"Ask the member whether the mail arrived. If it didn't, invoke the action again.",
	}
	words.Report(diags, fmt.Sprintf(sentence, whom), err)
}
