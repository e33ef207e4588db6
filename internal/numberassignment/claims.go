package numberassignment

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/onoff-community/terraform-provider-onoff/internal/planbook"
	"github.com/onoff-community/terraform-provider-onoff/internal/wiring"
)

// hold enters what the block claims into the plan book and reports the rules that the plan breaks by
// it. Holder and licence are taken as configured: what the service chose before isn't a claim.
func (r *Resource) hold(ctx context.Context, instance string, config, plan model, prior *model, resp *resource.ModifyPlanResponse) {
	at := func(rule planbook.Violation) path.Path { return atFault(config, rule) }
	if prior == nil || !sameHolder(config, *prior) || !plan.PhoneNumber.SameAs(prior.PhoneNumber) {
		r.Session().Hold(&resp.Diagnostics, r.Session().KnowLimit(ctx), at)
	}
	claim := planbook.AssignmentClaim{
		Instance:   instance,
		PickedFrom: config.CountryCode.ValueString(),
		Holder: planbook.Holder{
			MemberEmail:  wiring.Text(config.MemberEmail.StringValue),
			MemberID:     wiring.Text(config.MemberID),
			DepartmentID: wiring.Text(config.DepartmentID),
		},
		LicenseID: wiring.Text(config.LicenseID),
	}
	if plan.PhoneNumber.IsUnknown() {
		claim.Number = planbook.Unknown[string]()
	} else {
		claim.Number = planbook.Known(plan.PhoneNumber.Canonical())
	}
	if prior != nil {
		claim.Prior = &planbook.AssignmentState{
			Number:       prior.PhoneNumber.Canonical(),
			MemberID:     prior.MemberID.ValueString(),
			MemberEmail:  prior.MemberEmail.ValueString(),
			DepartmentID: prior.DepartmentID.ValueString(),
			LicenseID:    prior.LicenseID.ValueString(),
		}
	}
	r.Session().Hold(&resp.Diagnostics, r.Session().Book.Assignment(claim), at)
}

// atFault is the attribute that breaks a rule.
func atFault(config model, rule planbook.Violation) path.Path {
	switch rule.(type) {
	case *planbook.SharedNumber, *planbook.NumberTwice:
		return path.Root("phone_number")
	case *planbook.LicenseOverbooked, *planbook.LicenseShrunk, *planbook.TooManyForNewLicenses:
		return path.Root("license_id")
	}
	if config.MemberEmail.IsNull() {
		return path.Root("member_id")
	}
	return path.Root("member_email")
}
