package planbook

// Value is an attribute as it stands in a plan: a value, or not known yet, or absent. The zero Value
// is absent; so is a known empty text.
type Value[T comparable] struct {
	value T
	state state
}

type state uint8

const (
	absent state = iota
	unknown
	known
)

// Known is an attribute with a value.
func Known[T comparable](value T) Value[T] { return Value[T]{value: value, state: known} }

// Unknown is an attribute that gets its value only in the apply.
func Unknown[T comparable]() Value[T] { return Value[T]{state: unknown} }

// get returns the value, if there is one.
func (v Value[T]) get() (T, bool) {
	var zero T
	return v.value, v.state == known && v.value != zero
}

func (v Value[T]) isUnknown() bool { return v.state == unknown }

// isAbsent is true for what will certainly have no value.
func (v Value[T]) isAbsent() bool {
	_, has := v.get()
	return !has && !v.isUnknown()
}

// MemberClaim is what an onoff_member block says of the time after the plan.
type MemberClaim struct {
	// Instance tells this block from every other, and is the same each time the block comes by.
	Instance string

	// ID is unknown for a member that is created or replaced.
	ID    Value[string]
	Email Value[string]
	Role  Value[string]

	// Name is how messages call the member. It may be empty.
	Name string

	// Prior is nil if Terraform gave no prior state.
	Prior *MemberState
}

// MemberState is a member in the prior state.
type MemberState struct{ Email, Role string }

// DepartmentClaim is what an onoff_department block says of the time after the plan.
type DepartmentClaim struct {
	Instance string
	ID       Value[string] // only for messages
	Name     Value[string]
	Prior    *DepartmentState
}

// DepartmentState is a department in the prior state.
type DepartmentState struct{ Name string }

// LicenseClaim is what an onoff_license block says of the time after the plan.
type LicenseClaim struct {
	Instance string

	// ID is unknown for a block of licences that is bought or replaced.
	ID       Value[string]
	Name     Value[string]
	Quantity Value[int64]
	Prior    *LicenseState
}

// LicenseState is a block of licences in the prior state.
type LicenseState struct {
	Name     string
	Quantity int64
}

// AssignmentClaim is what an onoff_number_assignment block says of the time after the plan.
type AssignmentClaim struct {
	Instance string

	// Number is in E.164. It is unknown for a number that is still to be picked from the pool.
	Number Value[string]

	// PickedFrom is the country code that an unknown number is picked by, for messages.
	PickedFrom string

	// Holder and LicenseID are as configured. What the service chose and the state kept is no claim:
	// a replacement would choose again.
	Holder    Holder
	LicenseID Value[string]

	Prior *AssignmentState
}

// Holder is who shall have a number: one of the three is set. When the e-mail is known, the other
// two don't matter.
type Holder struct {
	MemberEmail  Value[string]
	MemberID     Value[string]
	DepartmentID Value[string]
}

// AssignmentState is an assignment in the prior state. Of a member both keys are wanted, if the
// state has them. What isn't recorded is empty.
type AssignmentState struct {
	Number       string
	MemberID     string
	MemberEmail  string
	DepartmentID string
	LicenseID    string
}
