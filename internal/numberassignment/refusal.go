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

// notRead says why it couldn't be found out who has a number.
func notRead(phone string, err error, diags *diag.Diagnostics) {
	if _, hidden := errors.AsType[*directory.Unheld](err); hidden {
		diags.AddError("Can't find out who has the number "+phone,
			"It is in use, but no member and no department shows it as theirs: it may have been given to something that the API doesn't show. "+
				"Give it to a member or a department in the console, or take its block out of the configuration and its assignment out of the state (terraform state rm).")
		return
	}
	words.Report(diags, "read who has the number "+phone, err)
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
	now, who, err := r.present(ctx, phone)
	if err != nil {
		return false
	}
	at := path.Root("phone_number")
	switch now {
	case to.Holder:
		diags.AddAttributeError(at, "The number "+phone+" is assigned to "+who+" already",
			"Nothing was changed: what wasn't assigned by this block isn't taken over unasked.\n\n"+words.ImportBlock(phone))
	case directory.Holder{}:
		diags.AddAttributeError(at, "The number "+phone+" is held by "+who,
			"Nothing was changed: a number is never taken from anything by a new block. Release it in the console first, or write another number.")
	default:
		diags.AddAttributeError(at, "The number "+phone+" is held by "+who, fmt.Sprintf(
			"Nothing was changed: a number is never taken from somebody by a new block. If another block has it, change the holder there, which moves the number in one step; if it was picked there (country_code), let that block pick another one with terraform apply -replace=ADDRESS. "+
				"If none has, take its assignment over first; the next apply then moves it to %s.\n\n%s", r.called(ctx, to), words.ImportBlock(phone)))
	}
	return true
}

// notChanged says why a number couldn't be moved or given another licence.
func (r *Resource) notChanged(ctx context.Context, state model, to party, err error, diags *diag.Diagnostics) {
	phone := state.PhoneNumber.Canonical()
	action := "move the number " + phone + " to " + r.called(ctx, to)
	if to.Holder == state.holder() {
		action = "change the licence of the number " + phone
	}
	if _, open := errors.AsType[*directory.Uncertain](err); open {
		diags.AddError("It isn't known whether the number "+phone+" was moved or changed",
			fmt.Sprintf("What was asked for is to %s, and %s. The next plan reads what is there and shows what is left to do.", action, err))
		return
	}
	if !taken(err) {
		words.Report(diags, action, err)
		return
	}
	where := ""
	if _, who, lookup := r.present(ctx, phone); lookup == nil {
		where = " It is held by " + who + " by now."
	} else if onoff.NotFound(lookup) {
		where = " It is in the pool, or gone, by now."
	}
	diags.AddError("Can't "+action, "Somebody changed who has the number since this plan was made, and nothing was changed over their heads."+where+" Plan again to see what is left to do.")
}

// leftAlone says of a number that isn't with its holder any more that it wasn't touched. It is false
// if that isn't what err says.
func (r *Resource) leftAlone(ctx context.Context, state model, err error, diags *diag.Diagnostics) bool {
	if !onoff.HasCode(err, onoff.CodeNumberHolderChanged) {
		return false
	}
	phone := state.PhoneNumber.Canonical()
	now, who, lookup := r.present(ctx, phone)
	switch {
	case onoff.NotFound(lookup):
		return true
	case lookup != nil || now == state.holder():
		return false
	}
	diags.AddWarning("The number "+phone+" was left alone",
		"It is held by "+who+" by now, to whom it was moved outside of Terraform. Its assignment leaves the state.")
	return true
}
