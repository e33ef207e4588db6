package member

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
)

// warnOfDestroyedOwner says beforehand that the service will refuse. It is no error: a plan to destroy
// everything else would have to be given up for it.
func warnOfDestroyedOwner(diags *diag.Diagnostics, before model) {
	if before.Role.ValueString() != roleOwner {
		return
	}
	diags.AddAttributeWarning(path.Root("role"), "The owner can't be deleted",
		"The member "+before.called()+" is the owner of the organisation, and the service refuses to delete the owner: this part of the plan will fail. "+letGo)
}

// warnOfTakenEmail says that somebody has the e-mail in the organisation as it is. They may be about
// to change it or to leave, so it is no error.
func (r *Resource) warnOfTakenEmail(ctx context.Context, plan model, diags *diag.Diagnostics) {
	if plan.Email.IsUnknown() || !r.Session().MayGlance() {
		return
	}
	found, err := r.Session().Directory.MemberByEmail(ctx, plan.Email.ValueString(), r.Session().Glance())
	if err != nil || found.ID == plan.ID.ValueString() || r.Session().InState.Has(words.Type, found.ID) || !r.Session().Said.Once("e-mail "+found.ID) {
		return
	}
	diags.AddAttributeWarning(path.Root("email"), "The e-mail is taken",
		fmt.Sprintf("%s %s has the e-mail %s (ID %s). Unless this plan changes it or deletes them, the service will refuse this change. %s",
			found.FirstName, found.LastName, found.Email, found.ID, words.ImportBlock(found.ID)))
}

// warnOfLastAdministrator says that nobody else manages the organisation as it is. Somebody else may
// be about to be made an administrator, so it is no error.
func (r *Resource) warnOfLastAdministrator(ctx context.Context, before model, becomes string, diags *diag.Diagnostics) {
	if !administers(before) || !r.Session().MayGlance() || !r.Session().InState.Any() {
		return
	}
	members, err := r.Session().Directory.Members(ctx)
	if err != nil {
		return
	}
	for _, m := range members {
		if role, known := fromWire(m.Role); known && m.ID != before.ID.ValueString() && (role == roleAdmin || role == roleOwner) {
			return
		}
	}
	diags.AddAttributeWarning(path.Root("role"), "The last administrator goes",
		fmt.Sprintf("%s is the only administrator of the organisation and is to be %s. Unless this plan makes somebody else an administrator first, the service will refuse.",
			before.called(), becomes))
}
