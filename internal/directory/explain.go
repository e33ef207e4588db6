package directory

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
)

// whyNotAssigned makes the error for a refused assignment say what stands in its way.
func (d *Directory) whyNotAssigned(ctx context.Context, r AssignRequest, picked bool, err error) error {
	if final(err) || picked && elsewhere(err) {
		return err
	}
	if elsewhere(err) {
		at, lookup := d.nowHeld(ctx, r)
		if stuck, ok := errors.AsType[*Stuck](err); ok && lookup == nil {
			stuck.Who = d.called(at.Holder, at.Member)
		}
		if r.From.IsZero() {
			return &Exists{Noun: "number", Key: r.Phone, FoundID: r.Phone, Err: err}
		}
		return err
	}
	if onoff.HasCode(err, onoff.CodeNumberLimitReached) {
		d.sayWhatHolderHas(ctx, err, r.Holder)
	}
	return err
}

// nowHeld finds who has a number now.
func (d *Directory) nowHeld(ctx context.Context, r AssignRequest) (Assignment, error) {
	for _, h := range []Holder{r.Holder, r.From} {
		d.forgetHolder(h)
	}
	d.numbers.forget(plain(r.Phone))
	return d.Assignment(ctx, r.Phone, r.Holder, AtAGlance())
}

// sayWhatHolderHas adds to a *Stuck the numbers that fill up a member, or keep one from being deleted.
func (d *Directory) sayWhatHolderHas(ctx context.Context, err error, h Holder) {
	stuck, ok := errors.AsType[*Stuck](err)
	if !ok || stuck.Who != "" || !(onoff.HasCode(err, onoff.CodeNumberLimitReached) ||
		onoff.HasCode(err, onoff.CodeMemberHasNumbers) || onoff.HasCode(err, onoff.CodeDepartmentHasNumbers)) {
		return
	}
	filter := onoff.NumberFilter{Status: onoff.StatusUsed, MemberID: h.MemberID, DepartmentID: h.DepartmentID}
	for page, err := range d.narrow(ctx, filter) {
		if err != nil {
			break
		}
		for _, n := range page {
			stuck.Holding = append(stuck.Holding, n.PhoneNumber)
		}
	}
	slices.Sort(stuck.Holding)
	var member *onoff.Member
	if h.MemberID == "" {
		_, _ = d.Department(ctx, h.DepartmentID, AtAGlance())
	} else if m, err := d.Member(ctx, h.MemberID, AtAGlance()); err == nil {
		member = &m
	}
	stuck.Who = d.called(h, member)
}

// sayWhoIsIn adds to a *Stuck the members that keep a department from being deleted, if they are known.
func (d *Directory) sayWhoIsIn(ctx context.Context, err error, departmentID string) {
	stuck, ok := errors.AsType[*Stuck](err)
	if !ok || !onoff.HasCode(err, onoff.CodeDepartmentHasMembers) {
		return
	}
	members, listed := d.Members(ctx)
	if listed != nil {
		return
	}
	for _, m := range members {
		if slices.Contains(m.DepartmentIDs, departmentID) {
			stuck.Holding = append(stuck.Holding, m.Email)
		}
	}
	_, _ = d.Department(ctx, departmentID, AtAGlance())
	stuck.Who = d.called(Holder{DepartmentID: departmentID}, nil)
}

// sayWhoHasEmail adds to a *Stuck the member that has an e-mail.
func (d *Directory) sayWhoHasEmail(ctx context.Context, err error, email string) {
	stuck, ok := errors.AsType[*Stuck](err)
	if !ok || !onoff.HasCode(err, onoff.CodeEmailTaken) {
		return
	}
	if m, err := d.members.fresh(ctx, emailKey(email), d.askEmail(email)); err == nil {
		stuck.Who = fmt.Sprintf("the member %s (%s %s)", m.ID, m.FirstName, m.LastName)
	}
}

// sayWhatUsesLicense adds to a *Stuck the numbers that are assigned under a block.
func (d *Directory) sayWhatUsesLicense(ctx context.Context, err error, id string) {
	stuck, ok := errors.AsType[*Stuck](err)
	if !ok || !(onoff.HasCode(err, onoff.CodeLicenseAssigned) || onoff.HasCode(err, onoff.CodeLicenseBelowAssigned)) {
		return
	}
	numbers, listed := d.numbers.all(ctx)
	if listed != nil {
		return
	}
	for _, n := range numbers {
		if n.LicenseID == id {
			stuck.Holding = append(stuck.Holding, n.PhoneNumber)
		}
	}
	stuck.Who = "the licence block " + id
	if l, err := d.License(ctx, id, AtAGlance()); err == nil {
		stuck.Who = fmt.Sprintf("the licence block %q", l.Name)
	}
}

// called is a holder by the name that people know.
func (d *Directory) called(h Holder, m *onoff.Member) string {
	switch {
	case m != nil:
		return "the member " + m.Email
	case h.MemberID != "":
		return "the member " + h.MemberID
	}
	if f, ok := d.departments.peek(idKey(h.DepartmentID)); ok {
		return fmt.Sprintf("the department %q", f.Name)
	}
	return "the department " + h.DepartmentID
}

// sayKept logs that nothing is deleted; see made.keeps.
func (d *Directory) sayKept(ctx context.Context) {
	tflog.Info(ctx, "the object stays: another block was given the same one in this run, because it asked for exactly the same a short while after")
}
