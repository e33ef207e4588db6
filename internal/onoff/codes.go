package onoff

// The error codes of the contract, as Error.Code carries them.
const (
	CodeAPIKeyInvalid   = "apiKey.invalid"
	CodeAPIKeyForbidden = "apiKey.forbidden"
	CodeRateLimited     = "rate.limited"
	CodeInternal        = "internal"

	CodeRouteNotFound      = "route.notFound"
	CodeMethodNotAllowed   = "method.notAllowed"
	CodeMemberNotFound     = "member.notFound"
	CodeDepartmentNotFound = "department.notFound"
	CodeNumberNotFound     = "number.notFound"
	CodeLicenseNotFound    = "license.notFound"

	CodeRequestInvalid          = "request.invalid"
	CodeInvalidStatus           = "invalid.status"
	CodeInvalidID               = "invalid.id"
	CodeLimitInvalid            = "limit.invalid"
	CodeOffsetInvalid           = "offset.invalid"
	CodeEmailInvalid            = "email.invalid"
	CodeFirstNameInvalid        = "firstName.invalid"
	CodeLastNameInvalid         = "lastName.invalid"
	CodeRoleInvalid             = "role.invalid"
	CodeDepartmentIDRefsUnknown = "departmentIdRefs.unknown"
	CodeNameInvalid             = "name.invalid"
	CodePlanInvalid             = "plan.invalid"
	CodeBillingPeriodInvalid    = "billingPeriod.invalid"
	CodeQuantityInvalid         = "quantity.invalid"
	CodeMemberIDRefUnknown      = "memberIdRef.unknown"
	CodeDepartmentIDRefUnknown  = "departmentIdRef.unknown"
	CodeLicenseIDRefUnknown     = "licenseIdRef.unknown"
	CodeHolderInvalid           = "holder.invalid"
	CodeHistoryInvalid          = "history.invalid"
	CodeCountryCodeInvalid      = "countryCode.invalid"
	CodeTypeInvalid             = "type.invalid"

	CodeEmailTaken              = "email.taken"
	CodeMemberHasNumbers        = "member.hasNumbers"
	CodeMemberOwner             = "member.owner"
	CodeMemberLastAdministrator = "member.lastAdministrator"
	CodeMemberJoined            = "member.joined"
	CodeDepartmentNameTaken     = "department.nameTaken"
	CodeDepartmentHasMembers    = "department.hasMembers"
	CodeDepartmentHasNumbers    = "department.hasNumbers"
	CodeNumberLimitReached      = "number.limitReached"
	CodeNumberAlreadyAssigned   = "number.alreadyAssigned"
	CodeNumberNotAssigned       = "number.notAssigned"
	CodeNumberHolderChanged     = "number.holderChanged"
	CodeNumberReassignTooSoon   = "number.reassignTooSoon"
	CodeLicenseNameTaken        = "license.nameTaken"
	CodeLicenseNoneFree         = "license.noneFree"
	CodeLicenseBelowAssigned    = "license.belowAssigned"
	CodeLicenseAssigned         = "license.assigned"
	CodeIdempotencyKeyReused    = "idempotencyKey.reused"
)

// gone are the codes that say that an object doesn't exist. A 404 with any other code, or none, is
// about the route: taking it for the object would drop what exists from a state.
var gone = map[string]bool{
	CodeMemberNotFound:     true,
	CodeDepartmentNotFound: true,
	CodeNumberNotFound:     true,
	CodeLicenseNotFound:    true,
}
