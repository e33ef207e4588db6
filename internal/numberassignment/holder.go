package numberassignment

import (
	"context"
	"errors"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/onoff-community/terraform-provider-onoff/internal/apidiag"
	"github.com/onoff-community/terraform-provider-onoff/internal/directory"
	"github.com/onoff-community/terraform-provider-onoff/internal/email"
	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
)

// party is a holder with what else is known of them.
type party struct {
	directory.Holder
	email email.Value // a member's; null for a department
}

// resolve finds out whom the plan names. It asks only for what the plan left open: a member's ID if
// the plan has their e-mail, and the other way round.
func (r *Resource) resolve(ctx context.Context, plan model, diags *diag.Diagnostics) (party, bool) {
	var found onoff.Member
	var err error
	at, called, advice := path.Root("member_id"), apidiag.Called(plan.MemberID), "Check the ID."
	switch {
	case known(plan.DepartmentID):
		return party{Holder: directory.Holder{DepartmentID: plan.DepartmentID.ValueString()}, email: email.NewNull()}, true
	case known(plan.MemberID) && !plan.MemberEmail.IsUnknown():
		return party{Holder: directory.Holder{MemberID: plan.MemberID.ValueString()}, email: plan.MemberEmail}, true
	case known(plan.MemberID):
		found, err = r.Session().Directory.Member(ctx, plan.MemberID.ValueString())
	default:
		at, called = path.Root("member_email"), apidiag.Called(plan.MemberEmail.StringValue)
		advice = "If the same configuration creates or renames them, write a reference (member_email = onoff_member.NAME.email), so that Terraform does that first. If they exist under another e-mail by now, write that one."
		found, err = r.Session().Directory.MemberByEmail(ctx, plan.MemberEmail.ValueString())
	}
	switch {
	case onoff.NotFound(err):
		diags.AddAttributeError(at, "There is no such member", fmt.Sprintf("The organisation has no member %s. %s", called, advice))
		return party{}, false
	case err != nil:
		words.Report(diags, "look up the member "+called, err)
		return party{}, false
	}
	return party{Holder: directory.Holder{MemberID: found.ID}, email: email.NewValue(found.Email)}, true
}

// heldBy is the state with another holder.
func (m model) heldBy(p party) model {
	m.MemberEmail, m.MemberID, m.DepartmentID = p.email, types.StringNull(), types.StringNull()
	if p.MemberID != "" {
		m.MemberID = types.StringValue(p.MemberID)
	}
	if p.DepartmentID != "" {
		m.DepartmentID = types.StringValue(p.DepartmentID)
	}
	return m
}

// called is the holder in words: a member by e-mail, a department by name, as far as that can be had.
// It is for what people read, and costs a request for a department that wasn't read in this run.
func (r *Resource) called(ctx context.Context, p party) string {
	if p.MemberID != "" {
		return "the member " + apidiag.Called(p.email.StringValue, types.StringValue(p.MemberID))
	}
	name := types.StringNull()
	if d, err := r.Session().Directory.Department(ctx, p.DepartmentID); err == nil {
		name = types.StringValue(d.Name)
	}
	return "the department " + apidiag.Called(name, types.StringValue(p.DepartmentID))
}

// present is who has a number now, also in words. An error for which onoff.NotFound holds says that
// nobody has it. The zero holder is something that is neither a member nor a department.
func (r *Resource) present(ctx context.Context, phone string) (directory.Holder, string, error) {
	found, err := r.Session().Directory.Assignment(ctx, phone, directory.Holder{})
	if _, hidden := errors.AsType[*directory.Unheld](err); hidden {
		return directory.Holder{}, "something that the API doesn't show", nil
	}
	if err != nil {
		return directory.Holder{}, "", err
	}
	now := party{Holder: found.Holder, email: email.NewNull()}
	if found.Member != nil {
		now.email = email.NewValue(found.Member.Email)
	}
	return now.Holder, r.called(ctx, now), nil
}
