package planbook_test

// org is an organisation before the plan, as the service has it and the prior state records it.
type org struct {
	limit    int
	members  []orgMember
	licenses []orgLicense
	held     map[string]holding // by number; the pool has what nobody holds
}

type orgMember struct{ id, email string }

type orgLicense struct {
	id, name string
	quantity int
}

// holding is who has a number, by the ID of a member or a department, and under which licence.
type holding struct{ holder, license string }

const department = "d0"

// plan is the blocks of a configuration and of the prior state, with what becomes of each.
type plan struct {
	members     []memberBlock
	licenses    []licenseBlock
	assignments []assignmentBlock

	// thinState is a prior state that records only the e-mail of a holder who was named by e-mail.
	thinState bool
}

// fate is what Terraform does with a block.
type fate int

const (
	kept      fate = iota // as it is, or updated in place
	created               // in the configuration only
	replaced              // planned twice: with its prior state and without
	tainted               // planned once, without its prior state
	destroyed             // in the prior state only: never planned
)

func (f fate) existed() bool { return f != created }
func (f fate) renewed() bool { return f == created || f == replaced || f == tainted }

type memberBlock struct {
	fate
	was   int    // in org.members, if it existed
	email string // after the plan
	late  bool   // the e-mail isn't known while planning
}

type licenseBlock struct {
	fate
	was      int
	name     string
	quantity int
	late     bool // the quantity isn't known while planning
}

type assignmentBlock struct {
	fate
	was     string // the number before
	number  string // the number configured; empty if it is picked from the pool
	holder  ref
	license ref
}

// ref is how a block says whom or what it means.
type ref struct {
	style refStyle
	text  string // the e-mail or the ID, also where it isn't known while planning
	block int    // the block that is referred to
}

type refStyle int

const (
	nothing      refStyle = iota
	emailText             // member_email = "ada@x"
	emailOf               // member_email = onoff_member.x.email
	idText                // member_id = "m1"
	idOf                  // member_id = onoff_member.x.id
	departmentID          // department_id = "d0"
	idElsewhere           // member_id = data.onoff_member.x.id, read only in the apply
)

// email returns a reference by e-mail as far as it is known while planning.
func (p *plan) email(r ref) (text string, ok bool) {
	switch {
	case r.style == emailText:
		return r.text, true
	case r.style == emailOf && !p.members[r.block].late:
		return p.members[r.block].email, true
	}
	return "", false
}

// memberID and licenseID return a reference by ID as far as it is known while planning.
func (p *plan) memberID(o *org, r ref) (string, bool) {
	switch {
	case r.style == idText:
		return r.text, true
	case r.style == idOf && p.members[r.block].fate == kept:
		return o.members[p.members[r.block].was].id, true
	}
	return "", false
}

func (p *plan) licenseID(o *org, r ref) (string, bool) {
	switch {
	case r.style == idText:
		return r.text, true
	case r.style == idOf && p.licenses[r.block].fate == kept:
		return o.licenses[p.licenses[r.block].was].id, true
	}
	return "", false
}

func (r ref) byEmail() bool { return r.style == emailText || r.style == emailOf }
func (r ref) byID() bool    { return r.style == idText || r.style == idOf || r.style == idElsewhere }
