package simulator_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

const smallCompany = `{
  "account": {"name": "Small", "plan": "advanced", "maxNumbersPerMember": 10},
  "departments": [{"id": "sales", "name": "Sales"}],
  "members": [
    {"id": "ada", "firstName": "Ada", "lastName": "Byron", "email": "Ada@Example.com", "role": "ROLE_OWNER"},
    {"firstName": "Bob", "lastName": "Boole", "email": "bob@example.com", "departmentIdRefs": ["sales"]}
  ],
  "licenses": [{"id": "block", "name": "Block", "quantity": 3}],
  "numbers": [
    {"phoneNumber": "+33639980001", "countryCode": "FR"},
    {"id": "second", "phoneNumber": "+33199000001", "countryCode": "FR", "type": "landline",
     "memberIdRef": "ada", "licenseIdRef": "block", "assignedAt": "2026-03-01T08:50:00Z"},
    {"phoneNumber": "+442079460001", "countryCode": "GB", "type": "landline", "departmentIdRef": "sales", "licenseIdRef": "block"}
  ]
}`

func readCompany(t *testing.T, text string) simulator.Company {
	t.Helper()
	company, err := simulator.ReadCompany(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return company
}

func TestACompanyFile(t *testing.T) {
	t.Parallel()
	company := readCompany(t, smallCompany)
	s := start(t, simulator.Options{Company: &company, ReassignCooldown: 30 * time.Minute})
	members := into[struct{ Members []memberRow }](s.send("GET", "/members", nil).is(200)).Members
	if len(members) != 2 || members[0].ID != "ada" || members[0].Email != "Ada@Example.com" || members[0].NumberIdRefs[0] != "second" ||
		members[1].ID == "" || members[1].Role != "ROLE_USER" || members[1].DepartmentIdRefs[0] != "sales" {
		t.Errorf("members %+v", members)
	}
	if got, want := s.getBlock("block"), (blockRow{"block", "Block", "advanced", "monthly", 3, 2}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got := s.numbers("status=available"); len(got) != 1 || got[0] != "+33639980001" {
		t.Errorf("available: %v", got)
	}
	// One was assigned ten minutes ago, the other nobody knows when.
	s.assign("+33199000001", fields{"memberIdRef": members[1].ID}).no(409, "number.reassignTooSoon")
	s.assign("+442079460001", fields{"memberIdRef": members[1].ID}).is(200)
	s.send("DELETE", "/departments/sales", nil).no(409, "department.hasMembers")
}

func TestASnapshotIsACompanyFile(t *testing.T) {
	t.Parallel()
	company := readCompany(t, smallCompany)
	s := start(t, simulator.Options{Company: &company})
	s.assign("+33639980001", fields{"memberIdRef": "ada"}).is(200)
	bob := s.member("new@example.com")
	s.assign("+33199000001", fields{"memberIdRef": bob}).is(200)
	s.block("Other", 2)

	snapshot := s.send("GET", "/_simulator/company", nil).is(200)
	again := readCompany(t, string(snapshot.body))
	second := start(t, simulator.Options{Company: &again})
	first, restored := s.sim.Company(), second.sim.Company()
	if !reflect.DeepEqual(first.Company, restored.Company) {
		t.Errorf("%+v\nbecame\n%+v", first.Company, restored.Company)
	}
	if len(restored.Mails)+len(restored.LicensesBought)+len(restored.NumbersMoved) != 0 {
		t.Errorf("the records were restored: %+v", restored.Records)
	}
	var raw map[string]any
	if err := json.Unmarshal(snapshot.body, &raw); err != nil {
		t.Fatal(err)
	}
	for _, list := range []string{
		"departments", "members", "licenses", "numbers",
		"mails", "licensesBought", "numbersAssigned", "numbersMoved", "numbersReleased", "numbersDeleted",
	} {
		if _, isList := raw[list].([]any); !isList {
			t.Errorf("%s is %v", list, raw[list])
		}
	}
}

// A new member of the restored organisation must not get the ID of one that is there.
func TestNewIDsAvoidThoseOfTheCompany(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{})
	ada := s.member("ada@example.com")
	company := s.sim.Company().Company
	company.Members[0].ID = "" // made up before ada is read
	second := start(t, simulator.Options{Company: &company})
	ids := map[string]bool{}
	second.member("bob@example.com")
	for _, m := range second.sim.Company().Members {
		ids[m.ID] = true
	}
	if len(ids) != 3 || !ids[ada] {
		t.Errorf("IDs %v", ids)
	}
}

func TestTheCompanyGivenIsNotTouched(t *testing.T) {
	t.Parallel()
	company := readCompany(t, smallCompany)
	s := start(t, simulator.Options{Company: &company})
	s.send("PATCH", "/members/ada", fields{"lastName": "King", "departmentIdRefs": []string{"sales"}}).is(200)
	s.unassign("+33199000001", nil).is(200)
	if !reflect.DeepEqual(company, readCompany(t, smallCompany)) {
		t.Errorf("the company is %+v", company)
	}
	snapshot := s.sim.Company()
	snapshot.Members[1].DepartmentIDRefs[0] = "nowhere"
	if got := s.sim.Company().Members[1].DepartmentIDRefs[0]; got != "sales" {
		t.Errorf("the snapshot is the organisation's own: %s", got)
	}
}

func TestEveryViolationIsNamedWithItsPath(t *testing.T) {
	t.Parallel()
	company := readCompany(t, smallCompany)
	company.Account.Plan = "platinum"
	company.Account.MaxNumbersPerMember = -1
	company.Departments = append(company.Departments, simulator.Department{ID: "ada", Name: "SALES"}, simulator.Department{ID: "none"})
	company.Members = append(company.Members,
		simulator.Member{ID: "ada", LastName: "x", Email: "aDA@example.com", Role: "USER", DepartmentIDRefs: []string{"nowhere", "sales", "sales"}},
		simulator.Member{FirstName: "x", Email: "x", DepartmentIDRefs: []string{"block"}})
	company.Licenses = append(company.Licenses,
		simulator.License{ID: "small", Name: "block", Quantity: 0, Plan: "x", BillingPeriod: "x"}, simulator.License{Quantity: 1})
	company.Numbers = append(company.Numbers,
		simulator.Number{PhoneNumber: "+33639980001", CountryCode: "fr", Type: "fax", LicenseIDRef: "block"},
		simulator.Number{PhoneNumber: "0639980001", CountryCode: "FR", MemberIDRef: "ada", DepartmentIDRef: "sales", LicenseIDRef: "small"},
		simulator.Number{PhoneNumber: "+33639980009", CountryCode: "FR", MemberIDRef: "ada"},
		simulator.Number{PhoneNumber: "+33639980008", CountryCode: "FR", MemberIDRef: "sales", DepartmentIDRef: "", LicenseIDRef: "ada"},
		simulator.Number{PhoneNumber: "+33639980007", CountryCode: "FR", AssignedAt: time.Now()})
	err := company.Check()
	if err == nil {
		t.Fatal("the company passes")
	}
	want := []string{
		`account.plan: "platinum" is none of connect, advanced, max`,
		`account.maxNumbersPerMember: -1 is less than 1`,
		`departments[1].name: the name "SALES" is that of departments[0].name too`,
		`departments[2].id: "none" is what ifHolder says of the pool and can't be an ID`,
		`departments[2].name: is empty`,
		`members[0].id: the ID "ada" is that of departments[1].id too`,
		`members[2].id: the ID "ada" is that of departments[1].id too`,
		`members[2].firstName: is empty`,
		`members[2].email: the e-mail "aDA@example.com" is that of members[0].email too`,
		`members[2].role: "USER" is none of ROLE_USER, ROLE_TEAM_LEAD, ROLE_ADMIN, ROLE_OWNER`,
		`members[2].departmentIdRefs[0]: there is no department with the ID "nowhere"`,
		`members[2].departmentIdRefs[2]: "sales" is listed twice`,
		`members[3].lastName: is empty`,
		`members[3].email: "x" isn't an e-mail address`,
		`members[3].departmentIdRefs[0]: there is no department with the ID "block"`,
		`licenses[1].name: the name "block" is that of licenses[0].name too`,
		`licenses[1].plan: "x" is none of connect, advanced, max`,
		`licenses[1].billingPeriod: "x" is neither monthly nor yearly`,
		`licenses[1].quantity: 0 is less than 1`,
		`licenses[2].name: is empty`,
		`numbers[1].memberIdRef: there is no member with the ID "ada"`,
		`numbers[3].phoneNumber: the number "+33639980001" is that of numbers[0].phoneNumber too`,
		`numbers[3].countryCode: "fr" isn't two capital letters`,
		`numbers[3].type: "fax" is neither mobile nor landline`,
		`numbers[3].licenseIdRef: a number in the pool has no licence`,
		`numbers[4].phoneNumber: "0639980001" isn't in E.164, such as +33639980001`,
		`numbers[4]: a number has one holder, not both memberIdRef and departmentIdRef`,
		`numbers[4].memberIdRef: there is no member with the ID "ada"`,
		`numbers[5].memberIdRef: there is no member with the ID "ada"`,
		`numbers[5].licenseIdRef: a number that is held needs a licence`,
		`numbers[6].memberIdRef: there is no member with the ID "sales"`,
		`numbers[6].licenseIdRef: there is no license with the ID "ada"`,
		`numbers[7].assignedAt: a number in the pool isn't assigned`,
		`licenses[1].quantity: 1 numbers are assigned under 0 licences`,
	}
	got := strings.Split(err.Error(), "\n")
	for i := range max(len(got), len(want)) {
		g, w := "nothing", "nothing"
		if i < len(got) {
			g = got[i]
		}
		if i < len(want) {
			w = want[i]
		}
		if g != w {
			t.Errorf("violation %d:\n got %s\nwant %s", i, g, w)
		}
	}
}

func TestACompanyNeedsAnAdministrator(t *testing.T) {
	t.Parallel()
	company := readCompany(t, smallCompany)
	company.Members[0].Role = "ROLE_TEAM_LEAD"
	if err := company.Check(); err == nil || !strings.Contains(err.Error(), "members: there is neither an owner") {
		t.Errorf("got %v", err)
	}
	company.Members[0].Role = "ROLE_ADMIN"
	if err := company.Check(); err != nil {
		t.Error(err)
	}
}

func TestCompanyFilesThatCantBeRead(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"":                                  "EOF",
		"{":                                 "unexpected EOF",
		"{\n\"members\": [\n}":              "line 3",
		`{"member": []}`:                    `unknown field "member"`,
		`{"members": [{"mail": "x"}]}`:      `unknown field "mail"`,
		"{\n\n\"members\": {}}":             "line 3: members has a value of the wrong kind: object",
		`{"licenses": [{"quantity": "3"}]}`: "licenses.quantity has a value of the wrong kind: string",
		smallCompany + "{}":                 "more follows",
		"null":                              "neither an owner",
	} {
		if _, err := simulator.ReadCompany(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: want an error with %q, got %v", text, want, err)
		}
	}
}

func TestTheCompaniesThatComeWithIt(t *testing.T) {
	t.Parallel()
	company := simulator.DefaultCompany()
	if err := company.Check(); err != nil {
		t.Error(err)
	}
	if len(company.Members) != 1 || company.Members[0].Role != "ROLE_OWNER" || len(company.Licenses) != 0 {
		t.Errorf("members %+v, licences %+v", company.Members, company.Licenses)
	}
	pool := map[string]int{}
	for _, n := range company.Numbers {
		if n.MemberIDRef != "" || n.DepartmentIDRef != "" {
			t.Errorf("%s is held", n.PhoneNumber)
		}
		pool[n.CountryCode+" "+n.Type]++
	}
	if len(pool) != 10 {
		t.Errorf("the pool has %v", pool)
	}
	for kind, size := range pool {
		if size != 1000 {
			t.Errorf("%d of %s", size, kind)
		}
	}
	for _, size := range []int{1, 2, 100, 12_000} {
		company := simulator.Generate(size)
		if err := company.Check(); err != nil {
			t.Errorf("%d members: %v", size, err)
		}
		if len(company.Members) != size || len(company.Numbers) != size || company.Members[0].Role != "ROLE_OWNER" {
			t.Errorf("%d members and %d numbers, want %d", len(company.Members), len(company.Numbers), size)
		}
	}
}
