package numberassignment

import (
	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/onoff-community/terraform-provider-onoff/internal/directory"
	"github.com/onoff-community/terraform-provider-onoff/internal/e164"
	"github.com/onoff-community/terraform-provider-onoff/internal/email"
)

const (
	historyKeep   = "keep"
	historyDelete = "delete"

	destroyUnassign     = "unassign"
	destroyDeleteNumber = "delete_number"

	typeMobile   = "mobile"
	typeLandline = "landline"
)

// model is an assignment as configuration, plan and state write it.
type model struct {
	ID                types.String   `tfsdk:"id"`
	PhoneNumber       e164.Value     `tfsdk:"phone_number"`
	CountryCode       types.String   `tfsdk:"country_code"`
	NumberType        types.String   `tfsdk:"number_type"`
	MemberEmail       email.Value    `tfsdk:"member_email"`
	MemberID          types.String   `tfsdk:"member_id"`
	DepartmentID      types.String   `tfsdk:"department_id"`
	LicenseID         types.String   `tfsdk:"license_id"`
	HistoryOnReassign types.String   `tfsdk:"history_on_reassign"`
	OnDestroy         types.String   `tfsdk:"on_destroy"`
	Timeouts          timeouts.Value `tfsdk:"timeouts"`
}

// identity is what identifies an assignment for as long as it exists: its number in canonical form.
type identity struct {
	PhoneNumber types.String `tfsdk:"phone_number"`
}

func (m model) identity() identity {
	return identity{PhoneNumber: types.StringValue(m.PhoneNumber.Canonical())}
}

// holder is who has the number by this state. It is nobody right after an import.
func (m model) holder() directory.Holder {
	return directory.Holder{MemberID: m.MemberID.ValueString(), DepartmentID: m.DepartmentID.ValueString()}
}

// refreshed is the state as it is in truth. What the endpoint doesn't tell stays as it was.
func (m model) refreshed(a directory.Assignment) model {
	m.ID = told(a.Number.ID, m.ID)
	m.PhoneNumber = e164.NewValue(a.Number.PhoneNumber)
	m.CountryCode = told(a.Number.CountryCode, m.CountryCode)
	m.NumberType = told(a.Number.Type, m.NumberType)
	m.LicenseID = told(a.Number.LicenseID, m.LicenseID)
	m.MemberEmail, m.MemberID, m.DepartmentID = email.NewNull(), types.StringNull(), types.StringNull()
	if a.Member != nil && a.Member.Email != "" {
		m.MemberEmail = email.NewValue(a.Member.Email)
	}
	if a.Holder.MemberID != "" {
		m.MemberID = types.StringValue(a.Holder.MemberID)
	}
	if a.Holder.DepartmentID != "" {
		m.DepartmentID = types.StringValue(a.Holder.DepartmentID)
	}
	// An import leaves these two to their defaults; nothing else can know them.
	if m.HistoryOnReassign.IsNull() {
		m.HistoryOnReassign = types.StringValue(historyKeep)
	}
	if m.OnDestroy.IsNull() {
		m.OnDestroy = types.StringValue(destroyUnassign)
	}
	return m
}

// told is what the endpoint says, or what was known before if it says nothing.
func told(answer string, before types.String) types.String {
	switch {
	case answer != "":
		return types.StringValue(answer)
	case before.IsUnknown():
		return types.StringNull()
	}
	return before
}

// settled is the plan with what it left open filled in from the truth. What was planned stays as it
// was planned, even where the truth is otherwise by now (a member renamed meanwhile): Terraform holds
// the provider to its plan, and the next refresh shows the difference.
func (m model) settled(truth model) model {
	m.ID = open(m.ID, truth.ID)
	m.CountryCode = open(m.CountryCode, truth.CountryCode)
	m.NumberType = open(m.NumberType, truth.NumberType)
	m.MemberID = open(m.MemberID, truth.MemberID)
	m.DepartmentID = open(m.DepartmentID, truth.DepartmentID)
	m.LicenseID = open(m.LicenseID, truth.LicenseID)
	if m.PhoneNumber.IsUnknown() {
		m.PhoneNumber = truth.PhoneNumber
	}
	if m.MemberEmail.IsUnknown() {
		m.MemberEmail = truth.MemberEmail
	}
	return m
}

// open is the truth if the plan left it open.
func open(planned, truth types.String) types.String {
	if planned.IsUnknown() {
		return truth
	}
	return planned
}
