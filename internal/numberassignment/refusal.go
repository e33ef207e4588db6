package numberassignment

import (
	"context"
	"errors"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/onoff-community/terraform-provider-onoff/internal/apidiag"
	"github.com/onoff-community/terraform-provider-onoff/internal/directory"
	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
)

var words = apidiag.Words{
	Type: "onoff_number_assignment",
	Attributes: map[string]path.Path{
		onoff.CodeNumberNotFound:         path.Root("phone_number"),
		onoff.CodeCountryCodeInvalid:     path.Root("country_code"),
		onoff.CodeTypeInvalid:            path.Root("number_type"),
		onoff.CodeMemberIDRefUnknown:     path.Root("member_id"),
		onoff.CodeDepartmentIDRefUnknown: path.Root("department_id"),
		onoff.CodeLicenseIDRefUnknown:    path.Root("license_id"),
		onoff.CodeLicenseNoneFree:        path.Root("license_id"),
		onoff.CodeHistoryInvalid:         path.Root("history_on_reassign"),
	},
	Advice: map[string]string{
		onoff.CodeNumberNotFound:        "The organisation has no such number. The data source onoff_numbers with status = \"available\" lists those in the pool; with country_code in place of phone_number any of them is picked.",
		onoff.CodeNumberLimitReached:    "Take a number from the member first: change the holder of another assignment, or remove its block.",
		onoff.CodeNumberReassignTooSoon: "The service lets a number move again only some time after it was assigned, up to 30 minutes. Apply again later, or allow more time in this block's timeouts.",
		onoff.CodeLicenseNoneFree:       "Raise the quantity of an onoff_license block that license_id of this block refers to, so that it is bought first; or release a number that isn't needed; or set the provider's allow_license_purchase = true if an assignment may buy a licence by itself (a block that license_id names is never grown by it).",
	},
}

// notAssigned says why a number couldn't be taken from the pool.
func (r *Resource) notAssigned(ctx context.Context, plan model, to party, err error, diags *diag.Diagnostics) {
	if empty, is := errors.AsType[*directory.PoolEmpty](err); is {
		diags.AddAttributeError(path.Root("country_code"), "There is no such number in the pool", fmt.Sprintf(
			"Nothing was assigned: %s. Get more numbers from the service, take another country or type, or release a number that isn't needed.", empty.Error()))
		return
	}
	action := "assign a number to " + r.called(ctx, to)
	if known(plan.PhoneNumber) {
		phone := plan.PhoneNumber.Canonical()
		if taken(err) && r.heldAlready(ctx, phone, to, diags) {
			return
		}
		action = "assign the number " + phone + " to " + r.called(ctx, to)
	}
	if none, is := errors.AsType[*directory.NoLicense](err); is && none.Unknown {
		diags.AddError("Can't "+action, "Nothing was sent: this endpoint doesn't say which licences are free, so the assignment might buy one. "+
			"Set the provider's allow_license_purchase = true if it may.")
		return
	}
	words.Report(diags, action, err)
}

// taken reports whether a create was refused because the number isn't in the pool.
func taken(err error) bool {
	_, exists := errors.AsType[*directory.Exists](err)
	return exists || onoff.HasCode(err, onoff.CodeNumberHolderChanged) || onoff.HasCode(err, onoff.CodeNumberAlreadyAssigned)
}

// heldAlready says who has a number that was to be taken from the pool. It is false if nobody is
// found to have it.
func (r *Resource) heldAlready(ctx context.Context, phone string, to party, diags *diag.Diagnostics) bool {
	now, lookup := r.present(ctx, phone)
	if lookup != nil {
		return false
	}
	who, at := r.called(ctx, now), path.Root("phone_number")
	if now.Holder == to.Holder {
		diags.AddAttributeError(at, "The number "+phone+" is assigned to "+who+" already",
			"Nothing was changed: what wasn't assigned by this block isn't taken over unasked.\n\n"+words.ImportBlock(phone))
		return true
	}
	diags.AddAttributeError(at, "The number "+phone+" is held by "+who, fmt.Sprintf(
		"Nothing was changed: a number is never taken from somebody by a new block. If another block has it, change the holder there, which moves the number in one step. "+
			"If none has, take its assignment over first; the next apply then moves it to %s.\n\n%s", r.called(ctx, to), words.ImportBlock(phone)))
	return true
}

// notChanged says why a number couldn't be moved or given another licence.
func (r *Resource) notChanged(ctx context.Context, state model, to party, err error, diags *diag.Diagnostics) {
	phone := state.PhoneNumber.Canonical()
	action := "move the number " + phone + " to " + r.called(ctx, to)
	if to.Holder == state.holder() {
		action = "change the licence of the number " + phone
	}
	if !taken(err) {
		words.Report(diags, action, err)
		return
	}
	where := "It is in the pool, or gone, by now."
	if now, lookup := r.present(ctx, phone); lookup == nil {
		where = "It is held by " + r.called(ctx, now) + " by now."
	} else if !onoff.NotFound(lookup) {
		where = ""
	}
	diags.AddError("Can't "+action, "Somebody changed who has the number since this plan was made, and nothing was changed over their heads. "+where+" Plan again to see what is left to do.")
}

// leftAlone says of a number that isn't with its holder any more that it wasn't touched. It is false
// if that isn't what err says.
func (r *Resource) leftAlone(ctx context.Context, state model, err error, diags *diag.Diagnostics) bool {
	if !onoff.HasCode(err, onoff.CodeNumberHolderChanged) {
		return false
	}
	phone := state.PhoneNumber.Canonical()
	now, lookup := r.present(ctx, phone)
	switch {
	case onoff.NotFound(lookup):
		return true
	case lookup != nil || now.Holder == state.holder():
		return false
	}
	diags.AddWarning("The number "+phone+" was left alone",
		"It is held by "+r.called(ctx, now)+" by now, to whom it was moved outside of Terraform. Its assignment leaves the state.")
	return true
}
