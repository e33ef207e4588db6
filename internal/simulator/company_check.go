package simulator

import (
	"errors"
	"fmt"
	"regexp"
)

var (
	e164        = regexp.MustCompile(`^\+[1-9][0-9]{6,14}$`)
	countryCode = regexp.MustCompile(`^[A-Z]{2}$`)
)

// Check returns an error for each rule that the company breaks, joined, each with the path of the
// value at fault; nil if there is none.
func (c Company) Check() error {
	k := companyCheck{
		company:         c,
		ids:             make(map[string]string, len(c.Members)+len(c.Numbers)),
		emails:          make(map[string]string, len(c.Members)),
		departmentNames: map[string]string{},
		licenseNames:    map[string]string{},
		phones:          make(map[string]string, len(c.Numbers)),
		kinds:           make(map[string]string, len(c.Members)),
		assigned:        map[string]int{},
	}
	k.account()
	k.departments()
	k.members()
	k.licenses()
	k.numbers()
	return errors.Join(k.errs...)
}

// companyCheck remembers under which path each unique thing was seen first.
type companyCheck struct {
	company                                            Company
	errs                                               []error
	ids, emails, departmentNames, licenseNames, phones map[string]string
	kinds                                              map[string]string // by ID: department, member, license, number
	assigned                                           map[string]int    // by licence ID
}

func (k *companyCheck) fail(path, format string, args ...any) {
	k.errs = append(k.errs, fmt.Errorf("%s: %s", path, fmt.Sprintf(format, args...)))
}

func (k *companyCheck) id(path, kind, id string) {
	if id == "" {
		return
	}
	if id == inPool {
		k.fail(path+".id", "%q is what ifHolder says of the pool and can't be an ID", id)
	}
	k.unique(k.ids, path+".id", "ID", id, id)
	if _, known := k.kinds[id]; !known {
		k.kinds[id] = kind
	}
}

func (k *companyCheck) unique(seen map[string]string, path, what, key, shown string) {
	if first, taken := seen[key]; taken {
		k.fail(path, "the %s %q is that of %s too", what, shown, first)
		return
	}
	seen[key] = path
}

func (k *companyCheck) ref(path, kind, id string) {
	if k.kinds[id] != kind {
		k.fail(path, "there is no %s with the ID %q", kind, id)
	}
}

func (k *companyCheck) account() {
	a := k.company.Account
	if a.Plan != "" && !knownPlan(a.Plan) {
		k.fail("account.plan", "%q is none of connect, advanced, max", a.Plan)
	}
	if a.MaxNumbersPerMember < 0 {
		k.fail("account.maxNumbersPerMember", "%d is less than 1", a.MaxNumbersPerMember)
	}
}

func (k *companyCheck) departments() {
	for i, d := range k.company.Departments {
		path := fmt.Sprintf("departments[%d]", i)
		k.id(path, "department", d.ID)
		if blank(d.Name) {
			k.fail(path+".name", "is empty")
			continue
		}
		k.unique(k.departmentNames, path+".name", "name", fold(d.Name), d.Name)
	}
}

func (k *companyCheck) members() {
	administrators := 0
	for i, m := range k.company.Members {
		path := fmt.Sprintf("members[%d]", i)
		k.id(path, "member", m.ID)
		if blank(m.FirstName) {
			k.fail(path+".firstName", "is empty")
		}
		if blank(m.LastName) {
			k.fail(path+".lastName", "is empty")
		}
		if !validEmail(m.Email) {
			k.fail(path+".email", "%q isn't an e-mail address", m.Email)
		} else {
			k.unique(k.emails, path+".email", "e-mail", fold(m.Email), m.Email)
		}
		if m.Role != "" && !knownRole(m.Role) {
			k.fail(path+".role", "%q is none of %s, %s, %s, %s", m.Role, roleUser, roleTeamLead, roleAdmin, roleOwner)
		}
		if administers(m.Role) {
			administrators++
		}
		seen := map[string]bool{}
		for j, id := range m.DepartmentIDRefs {
			at := fmt.Sprintf("%s.departmentIdRefs[%d]", path, j)
			k.ref(at, "department", id)
			if seen[id] {
				k.fail(at, "%q is listed twice", id)
			}
			seen[id] = true
		}
	}
	if administrators == 0 {
		k.fail("members", "there is neither an owner (%s) nor an admin (%s)", roleOwner, roleAdmin)
	}
}

func (k *companyCheck) licenses() {
	for i, l := range k.company.Licenses {
		path := fmt.Sprintf("licenses[%d]", i)
		k.id(path, "license", l.ID)
		if blank(l.Name) {
			k.fail(path+".name", "is empty")
		} else {
			k.unique(k.licenseNames, path+".name", "name", fold(l.Name), l.Name)
		}
		if l.Plan != "" && !knownPlan(l.Plan) {
			k.fail(path+".plan", "%q is none of connect, advanced, max", l.Plan)
		}
		if l.BillingPeriod != "" && !knownBillingPeriod(l.BillingPeriod) {
			k.fail(path+".billingPeriod", "%q is neither monthly nor yearly", l.BillingPeriod)
		}
		if l.Quantity < 1 {
			k.fail(path+".quantity", "%d is less than 1", l.Quantity)
		}
	}
}

func (k *companyCheck) numbers() {
	for i, n := range k.company.Numbers {
		path := fmt.Sprintf("numbers[%d]", i)
		k.id(path, "number", n.ID)
		if !e164.MatchString(n.PhoneNumber) {
			k.fail(path+".phoneNumber", "%q isn't in E.164, such as +33639980001", n.PhoneNumber)
		} else {
			k.unique(k.phones, path+".phoneNumber", "number", n.PhoneNumber, n.PhoneNumber)
		}
		if !countryCode.MatchString(n.CountryCode) {
			k.fail(path+".countryCode", "%q isn't two capital letters", n.CountryCode)
		}
		if n.Type != "" && !knownNumberType(n.Type) {
			k.fail(path+".type", "%q is neither mobile nor landline", n.Type)
		}
		k.holder(path, n)
	}
	for i, l := range k.company.Licenses {
		if taken := k.assigned[l.ID]; l.ID != "" && taken > max(l.Quantity, 0) {
			k.fail(fmt.Sprintf("licenses[%d].quantity", i), "%d numbers are assigned under %d licences", taken, l.Quantity)
		}
	}
}

func (k *companyCheck) holder(path string, n Number) {
	if n.MemberIDRef != "" && n.DepartmentIDRef != "" {
		k.fail(path, "a number has one holder, not both memberIdRef and departmentIdRef")
	}
	if n.MemberIDRef != "" {
		k.ref(path+".memberIdRef", "member", n.MemberIDRef)
	}
	if n.DepartmentIDRef != "" {
		k.ref(path+".departmentIdRef", "department", n.DepartmentIDRef)
	}
	held := n.MemberIDRef != "" || n.DepartmentIDRef != ""
	switch {
	case held && n.LicenseIDRef == "":
		k.fail(path+".licenseIdRef", "a number that is held needs a licence")
	case !held && n.LicenseIDRef != "":
		k.fail(path+".licenseIdRef", "a number in the pool has no licence")
	case !held && !n.AssignedAt.IsZero():
		k.fail(path+".assignedAt", "a number in the pool isn't assigned")
	}
	if n.LicenseIDRef != "" {
		k.ref(path+".licenseIdRef", "license", n.LicenseIDRef)
		k.assigned[n.LicenseIDRef]++
	}
}

func knownNumberType(kind string) bool { return kind == "mobile" || kind == "landline" }
