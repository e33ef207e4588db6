package simulator

import (
	"errors"
	"fmt"
)

// Check returns an error for each rule that the company breaks, joined, each with the path of the
// value at fault; nil if there is none.
func (c Company) Check() error {
	k := companyCheck{
		company:         c,
		ids:             make(map[string]place, len(c.Members)+len(c.Numbers)),
		emails:          make(map[string]place, len(c.Members)),
		departmentNames: map[string]place{},
		licenseNames:    map[string]place{},
		phones:          make(map[string]place, len(c.Numbers)),
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

// companyCheck remembers where each unique thing was seen first.
type companyCheck struct {
	company                                            Company
	errs                                               []error
	ids, emails, departmentNames, licenseNames, phones map[string]place
	kinds                                              map[string]string // by ID: department, member, license, number
	assigned                                           map[string]int    // by licence ID
}

// place is a path such as members[3].email. It becomes text only if something is wrong there:
// a company can have tens of thousands of objects, and nearly all are fine.
type place struct {
	list  string
	index int
	field string
}

func (p place) at(field string) place { return place{p.list, p.index, "." + field} }

func (p place) String() string { return fmt.Sprintf("%s[%d]%s", p.list, p.index, p.field) }

func (k *companyCheck) fail(path any, format string, args ...any) {
	k.errs = append(k.errs, fmt.Errorf("%v: %s", path, fmt.Sprintf(format, args...)))
}

func (k *companyCheck) id(path place, kind, id string) {
	if id == "" {
		return
	}
	if id == inPool {
		k.fail(path.at("id"), "%q is what ifHolder says of the pool and can't be an ID", id)
	}
	k.unique(k.ids, path.at("id"), "ID", id, id)
	if _, known := k.kinds[id]; !known {
		k.kinds[id] = kind
	}
}

func (k *companyCheck) unique(seen map[string]place, path place, what, key, shown string) {
	if first, taken := seen[key]; taken {
		k.fail(path, "the %s %q is that of %v too", what, shown, first)
		return
	}
	seen[key] = path
}

func (k *companyCheck) ref(path place, kind, id string) {
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
		path := place{list: "departments", index: i}
		k.id(path, "department", d.ID)
		if blank(d.Name) {
			k.fail(path.at("name"), "is empty")
			continue
		}
		k.unique(k.departmentNames, path.at("name"), "name", fold(d.Name), d.Name)
	}
}

func (k *companyCheck) members() {
	administrators := 0
	for i, m := range k.company.Members {
		path := place{list: "members", index: i}
		k.id(path, "member", m.ID)
		if blank(m.FirstName) {
			k.fail(path.at("firstName"), "is empty")
		}
		if blank(m.LastName) {
			k.fail(path.at("lastName"), "is empty")
		}
		if !validEmail(m.Email) {
			k.fail(path.at("email"), "%q isn't an e-mail address", m.Email)
		} else {
			k.unique(k.emails, path.at("email"), "e-mail", fold(m.Email), m.Email)
		}
		if m.Role != "" && !knownRole(m.Role) {
			k.fail(path.at("role"), "%q is none of %s, %s, %s, %s", m.Role, roleUser, roleTeamLead, roleAdmin, roleOwner)
		}
		if administers(m.Role) {
			administrators++
		}
		seen := make(map[string]bool, len(m.DepartmentIDRefs))
		for j, id := range m.DepartmentIDRefs {
			at := path.at(fmt.Sprintf("departmentIdRefs[%d]", j))
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
		path := place{list: "licenses", index: i}
		k.id(path, "license", l.ID)
		if blank(l.Name) {
			k.fail(path.at("name"), "is empty")
		} else {
			k.unique(k.licenseNames, path.at("name"), "name", fold(l.Name), l.Name)
		}
		if l.Plan != "" && !knownPlan(l.Plan) {
			k.fail(path.at("plan"), "%q is none of connect, advanced, max", l.Plan)
		}
		if l.BillingPeriod != "" && !knownBillingPeriod(l.BillingPeriod) {
			k.fail(path.at("billingPeriod"), "%q is neither monthly nor yearly", l.BillingPeriod)
		}
		if l.Quantity < 1 {
			k.fail(path.at("quantity"), "%d is less than 1", l.Quantity)
		}
	}
}

func (k *companyCheck) numbers() {
	for i, n := range k.company.Numbers {
		path := place{list: "numbers", index: i}
		k.id(path, "number", n.ID)
		if !isE164(n.PhoneNumber) {
			k.fail(path.at("phoneNumber"), "%q isn't in E.164, such as +33639980001", n.PhoneNumber)
		} else {
			k.unique(k.phones, path.at("phoneNumber"), "number", n.PhoneNumber, n.PhoneNumber)
		}
		if !isCountryCode(n.CountryCode) {
			k.fail(path.at("countryCode"), "%q isn't two capital letters", n.CountryCode)
		}
		if n.Type != "" && !knownNumberType(n.Type) {
			k.fail(path.at("type"), "%q is neither mobile nor landline", n.Type)
		}
		k.holder(path, n)
	}
	for i, l := range k.company.Licenses {
		if taken := k.assigned[l.ID]; l.ID != "" && taken > max(l.Quantity, 0) {
			k.fail(place{"licenses", i, ".quantity"}, "%d numbers are assigned under %d licences", taken, l.Quantity)
		}
	}
}

func (k *companyCheck) holder(path place, n Number) {
	if n.MemberIDRef != "" && n.DepartmentIDRef != "" {
		k.fail(path, "a number has one holder, not both memberIdRef and departmentIdRef")
	}
	if n.MemberIDRef != "" {
		k.ref(path.at("memberIdRef"), "member", n.MemberIDRef)
	}
	if n.DepartmentIDRef != "" {
		k.ref(path.at("departmentIdRef"), "department", n.DepartmentIDRef)
	}
	held := n.MemberIDRef != "" || n.DepartmentIDRef != ""
	switch {
	case held && n.LicenseIDRef == "":
		k.fail(path.at("licenseIdRef"), "a number that is held needs a licence")
	case !held && n.LicenseIDRef != "":
		k.fail(path.at("licenseIdRef"), "a number in the pool has no licence")
	case !held && !n.AssignedAt.IsZero():
		k.fail(path.at("assignedAt"), "a number in the pool isn't assigned")
	}
	if n.LicenseIDRef != "" {
		k.ref(path.at("licenseIdRef"), "license", n.LicenseIDRef)
		k.assigned[n.LicenseIDRef]++
	}
}

func knownNumberType(kind string) bool { return kind == "mobile" || kind == "landline" }

// isE164 tells whether a text is a phone number with its country: a plus and 7 to 15 digits, the
// first of which isn't 0.
func isE164(text string) bool {
	if len(text) < 8 || len(text) > 16 || text[0] != '+' || text[1] == '0' {
		return false
	}
	for i := 1; i < len(text); i++ {
		if text[i] < '0' || text[i] > '9' {
			return false
		}
	}
	return true
}

// isCountryCode tells whether a text can be a country of ISO 3166-1 alpha-2.
func isCountryCode(text string) bool {
	capital := func(b byte) bool { return 'A' <= b && b <= 'Z' }
	return len(text) == 2 && capital(text[0]) && capital(text[1])
}
