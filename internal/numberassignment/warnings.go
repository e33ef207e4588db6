package numberassignment

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/onoff-community/terraform-provider-onoff/internal/directory"
	"github.com/onoff-community/terraform-provider-onoff/internal/email"
)

// warn says what the live organisation suggests of an assignment that is to be made. What it suggests
// may change before its turn comes, so it is no error.
func (r *Resource) warn(ctx context.Context, instance string, config, plan model, resp *resource.ModifyPlanResponse) {
	if !r.Session().MayGlance() {
		return
	}
	if known(plan.PhoneNumber) {
		r.warnOfHolder(ctx, config, plan.PhoneNumber.Canonical(), resp)
	}
	r.warnOfLicenses(ctx, instance, resp)
}

// warnOfHolder says who has the number now.
func (r *Resource) warnOfHolder(ctx context.Context, config model, phone string, resp *resource.ModifyPlanResponse) {
	if r.Session().InState.Has(words.Type, phone) {
		return
	}
	found, err := r.Session().Directory.Assignment(ctx, phone, directory.Holder{}, r.Session().Glance())
	if err != nil || !r.Session().Said.Once("number "+phone) {
		return
	}
	now := party{Holder: found.Holder, email: email.NewNull()}
	if found.Member != nil {
		now.email = email.NewValue(found.Member.Email)
	}
	who := r.called(ctx, now)
	if config.MemberEmail.SameAs(now.email) || config.MemberID.ValueString() == now.MemberID && now.MemberID != "" ||
		config.DepartmentID.ValueString() == now.DepartmentID && now.DepartmentID != "" {
		resp.Diagnostics.AddAttributeWarning(path.Root("phone_number"), "The number "+phone+" is assigned to "+who+" already",
			"Unless this plan releases it first, the assignment will be refused: what this block didn't assign isn't taken over unasked.\n\n"+words.ImportBlock(phone))
		return
	}
	resp.Diagnostics.AddAttributeWarning(path.Root("phone_number"), "The number "+phone+" is held by "+who,
		"Unless this plan releases it first, the assignment will be refused: a new block never takes a number from anybody. "+
			"If another block has the number, change the holder there, which moves it in one step. If none has:\n\n"+words.ImportBlock(phone))
}

// warnOfLicenses says that fewer licences are free than the plan needs, as far as it was looked at.
func (r *Resource) warnOfLicenses(ctx context.Context, instance string, resp *resource.ModifyPlanResponse) {
	needed, bought := r.Session().Licenses.Needed(instance)
	blocks, err := r.Session().Directory.Licenses(ctx)
	if err != nil {
		return
	}
	var free int64
	for _, block := range blocks {
		free += int64(block.Quantity - block.Assigned)
	}
	if needed <= free+bought || !r.Session().Said.Once("no free licence") {
		return
	}
	outcome := "The assignments without one will be refused, since allow_license_purchase is false: a licence costs money. Raise the quantity of an onoff_license block."
	if r.Session().AllowLicensePurchase {
		outcome = "The missing ones will be bought, since allow_license_purchase is true: that costs money."
	}
	resp.Diagnostics.AddWarning("No free licence for every number",
		fmt.Sprintf("This plan needs at least %d more licences for numbers; %d are free now and %d are added by its onoff_license blocks, as far as the plan has come. %s "+
			"Licences of an onoff_license block that no assignment refers to (license_id) may be bought only afterwards.", needed, free, bought, outcome))
}
