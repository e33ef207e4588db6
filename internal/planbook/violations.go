package planbook

import "fmt"

// TooManyNumbers is a member who would hold more numbers than a member can.
type TooManyNumbers struct {
	Member  Member
	Limit   int
	Numbers []string // all that are assigned to the member, sorted
}

// Summary implements [Violation].
func (v *TooManyNumbers) Summary() string { return "Too many numbers for one member" }

func (v *TooManyNumbers) Error() string {
	return fmt.Sprintf("%s would hold %s after this plan, and a member can hold %d: %s. "+
		"Give at least %d of them to somebody else, or remove the onoff_number_assignment blocks of those that aren't needed.",
		sentence(v.Member.String()), many(len(v.Numbers), "number"), v.Limit, list(v.Numbers), len(v.Numbers)-v.Limit)
}

// TooManyForNewMembers is more numbers, assigned by member_id to members that the plan creates, than
// all of these together can take. Which number is for whom isn't known before they have their IDs.
type TooManyForNewMembers struct {
	Members []Member // those that the plan creates or replaces, sorted
	Limit   int      // for each of them
	Room    int      // how many all of them can take besides what they are assigned by e-mail
	Numbers []string // sorted
}

// Summary implements [Violation].
func (v *TooManyForNewMembers) Summary() string { return "Too many numbers for the new members" }

func (v *TooManyForNewMembers) Error() string {
	return fmt.Sprintf("%s are assigned by member_id to members that this plan creates (%s). A member can hold %d, "+
		"so there is room for %d: %s. Give at least %d of them to somebody else. If some of them are for members who exist already "+
		"and whose ID only comes later, from a data source for example, write member_email for those: an e-mail is known while planning.",
		many(len(v.Numbers), "number"), list(v.Members), v.Limit, v.Room, list(v.Numbers), len(v.Numbers)-v.Room)
}

// SharedNumber is a number that two blocks give to two holders.
type SharedNumber struct {
	Number  string
	Holders [2]string // sorted
}

// Summary implements [Violation].
func (v *SharedNumber) Summary() string { return "One number for two holders" }

func (v *SharedNumber) Error() string {
	return fmt.Sprintf("%s is assigned in two onoff_number_assignment blocks, to %s and to %s, but a number can't be shared. "+
		"Keep one of the blocks. To move the number, change the holder in the block that has it already.",
		v.Number, v.Holders[0], v.Holders[1])
}

// NumberTwice is a number that two blocks assign, and not certainly to different holders.
type NumberTwice struct {
	Number  string
	Holders [2]string // sorted; often the same
}

// Summary implements [Violation].
func (v *NumberTwice) Summary() string { return "The same number in two blocks" }

func (v *NumberTwice) Error() string {
	to := v.Holders[0]
	if v.Holders[1] != to {
		to += " and to " + v.Holders[1]
	}
	return fmt.Sprintf("%s is assigned in two onoff_number_assignment blocks, to %s. A number needs one block: remove the other. "+
		"If the block was only renamed, say so with a moved block.", v.Number, to)
}

// EmailTwice is an e-mail that two member blocks have after the plan.
type EmailTwice struct {
	Email   string
	Members [2]Member // sorted
}

// Summary implements [Violation].
func (v *EmailTwice) Summary() string { return "An e-mail in two member blocks" }

func (v *EmailTwice) Error() string {
	return fmt.Sprintf("Two onoff_member blocks have the e-mail %s after this plan: %s and %s. It is the login and belongs to one member, "+
		"whatever the letter case. Give one of them another e-mail, or remove the block that is too many.",
		v.Email, v.Members[0], v.Members[1])
}

// DepartmentNameTwice is a name that two department blocks have after the plan.
type DepartmentNameTwice struct {
	Names [2]string // as spelled in the blocks, sorted
}

// Summary implements [Violation].
func (v *DepartmentNameTwice) Summary() string { return "A department name in two blocks" }

func (v *DepartmentNameTwice) Error() string {
	return fmt.Sprintf("Two onoff_department blocks have the same name after this plan, letter case aside: %s. "+
		"Give one of them another name, or remove the block that is too many.", differently(v.Names))
}

// LicenseNameTwice is a name that two licence blocks have after the plan.
type LicenseNameTwice struct {
	Names [2]string // as spelled in the blocks, sorted
}

// Summary implements [Violation].
func (v *LicenseNameTwice) Summary() string { return "A licence name in two blocks" }

func (v *LicenseNameTwice) Error() string {
	return fmt.Sprintf("Two onoff_license blocks have the same name after this plan, letter case aside: %s. "+
		"The name keeps a purchase from being made twice, so it is taken once only. Give one of them another name, "+
		"or raise quantity in one block and remove the other.", differently(v.Names))
}

// LicenseOverbooked is a block of licences that more assignments name than it has licences.
type LicenseOverbooked struct {
	Name, ID string
	Quantity int64
	Numbers  []string // those of all assignments that name the block, sorted
}

// Summary implements [Violation].
func (v *LicenseOverbooked) Summary() string { return "More assignments than licences" }

func (v *LicenseOverbooked) Error() string {
	return fmt.Sprintf("%s name the licence block %q, which has %s: %s. A licence is for one number at a time. "+
		"Raise quantity to %d, or name another block in license_id.",
		many(len(v.Numbers), "assignment"), v.Name, many(v.Quantity, "licence"), list(v.Numbers), len(v.Numbers))
}

// LicenseShrunk is a block of licences that the plan makes smaller than the assignments that name it
// need.
type LicenseShrunk struct {
	Name, ID                string
	Quantity, PriorQuantity int64
	Numbers                 []string // those of all assignments that name the block, sorted
}

// Summary implements [Violation].
func (v *LicenseShrunk) Summary() string { return "A licence block shrunk below its assignments" }

func (v *LicenseShrunk) Error() string {
	return fmt.Sprintf("The licence block %q would shrink from %d to %s, but %s name it: %s. "+
		"Keep quantity at %d or more, or remove assignments first or give them another license_id.",
		v.Name, v.PriorQuantity, many(v.Quantity, "licence"), many(len(v.Numbers), "assignment"), list(v.Numbers), len(v.Numbers))
}

// TooManyForNewLicenses is more assignments, by the IDs of licence blocks that the plan buys, than
// all of these together have licences.
type TooManyForNewLicenses struct {
	Names    []string // of the blocks that the plan buys or replaces, sorted
	Quantity int64    // of all of them together
	Numbers  []string // sorted
}

// Summary implements [Violation].
func (v *TooManyForNewLicenses) Summary() string { return "More assignments than new licences" }

func (v *TooManyForNewLicenses) Error() string {
	return fmt.Sprintf("%s name the licence blocks that this plan buys (%s), and these have %s: %s. "+
		"Raise quantity by %d, or name a block in license_id that has licences left.",
		many(len(v.Numbers), "assignment"), list(v.Names), many(v.Quantity, "licence"), list(v.Numbers), int64(len(v.Numbers))-v.Quantity)
}

// OwnerGranted is a member who would become the owner, by creation or by a change of role.
type OwnerGranted struct {
	Member    Member
	PriorRole string // empty for a member that is created
}

// Summary implements [Violation].
func (v *OwnerGranted) Summary() string { return "The owner's role can't be given" }

func (v *OwnerGranted) Error() string {
	return fmt.Sprintf("%s would become the owner of the organisation, which the service doesn't let anyone make. "+
		"Write admin for a member who manages the organisation. If this is the owner already, import the member instead of creating one.",
		sentence(v.Member.String()))
}

// OwnerRemoved is the owner, who would get another role.
type OwnerRemoved struct {
	Member Member
	Role   string // the new one
}

// Summary implements [Violation].
func (v *OwnerRemoved) Summary() string { return "The owner's role can't be taken away" }

func (v *OwnerRemoved) Error() string {
	return fmt.Sprintf("%s is the owner of the organisation and would become %s. The service doesn't let the owner have another role. "+
		"Write role = %q for this member.", sentence(v.Member.String()), v.Role, RoleOwner)
}
