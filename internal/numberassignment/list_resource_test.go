package numberassignment_test

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

// inUse is an organisation in which a member has two numbers, another one has one, and so has a
// department.
func inUse() simulator.Company {
	c := simulator.Company{
		Account:     simulator.Account{Name: "Petit & Fils"},
		Departments: []simulator.Department{{ID: "dep-support", Name: "Support"}},
		Members: []simulator.Member{
			{ID: "mem-olga", FirstName: "Olga", LastName: "Petit", Email: "olga.petit@example.com", Role: "ROLE_OWNER"},
			{ID: "mem-anna", FirstName: "Anna", LastName: "Petit", Email: "anna.petit@example.com"},
		},
		Licenses: []simulator.License{{ID: "lic-staff", Name: "Staff", Quantity: 3}, {ID: "lic-extra", Name: "Extra", Quantity: 1}},
	}
	for i, n := range []simulator.Number{
		{PhoneNumber: "+33199000001", CountryCode: "FR", Type: "landline", MemberIDRef: "mem-anna", LicenseIDRef: "lic-staff"},
		{PhoneNumber: "+33639980001", CountryCode: "FR", Type: "mobile", MemberIDRef: "mem-anna", LicenseIDRef: "lic-staff"},
		{PhoneNumber: "+32460000001", CountryCode: "BE", Type: "mobile", MemberIDRef: "mem-olga", LicenseIDRef: "lic-extra"},
		{PhoneNumber: "+33199000002", CountryCode: "FR", Type: "landline", DepartmentIDRef: "dep-support", LicenseIDRef: "lic-staff"},
		{PhoneNumber: "+33199000003", CountryCode: "FR", Type: "landline"},
	} {
		n.ID = fmt.Sprintf("num-%d", i+1)
		c.Numbers = append(c.Numbers, n)
	}
	return c
}

func phonesOf(found []acctest.Listed) []string {
	var phones []string
	for _, one := range found {
		phones = append(phones, fmt.Sprint(one.Identity["phone_number"]))
	}
	slices.Sort(phones)
	return phones
}

// The list has every number that somebody has, with its holder, and a configuration made of it names
// each thing once.
func TestList(t *testing.T) {
	t.Parallel()
	h := acctest.New(t, acctest.Company(inUse()))
	p := h.Protocol()
	found, diags := p.List("onoff_number_assignment", acctest.Attrs{}, 10, true)
	acctest.OK(t, diags)
	if len(found) != 4 || found[0].DisplayName != "+33199000001: Anna Petit <anna.petit@example.com>" || found[3].DisplayName != "+33199000002: the department Support" {
		t.Fatalf("found %v", found)
	}
	h.WantSent(3) // a page each of numbers, departments and members
	for i, want := range map[int]acctest.Attrs{
		0: {"phone_number": "+33199000001", "member_email": "anna.petit@example.com", "license_id": "lic-staff"},
		3: {"phone_number": "+33199000002", "department_id": "dep-support", "license_id": "lic-staff"},
	} {
		config, diags := p.Generate("onoff_number_assignment", found[i].Resource)
		acctest.OK(t, diags)
		maps.DeleteFunc(config, func(_ string, v any) bool { return v == nil })
		if !maps.Equal(config, want) {
			t.Errorf("generated %v, want %v", config, want)
		}
		imported, diags := p.ImportByIdentity("onoff_number_assignment", found[i].Identity)
		acctest.OK(t, diags)
		if !maps.Equal(imported.Attrs(), found[i].Resource) {
			t.Errorf("listed as %v, imported as %v", found[i].Resource, imported.Attrs())
		}
		planned, diags := p.Plan("onoff_number_assignment", imported, config)
		acctest.OK(t, diags)
		if !planned.Empty() {
			t.Errorf("planned %v", planned.Attrs())
		}
	}
}

// What isn't a default any more, or is the only spelling there is, stays in a generated configuration.
func TestGeneratedKeepsWhatWasChosen(t *testing.T) {
	t.Parallel()
	p := acctest.New(t).Protocol()
	config, diags := p.Generate("onoff_number_assignment", acctest.Attrs{
		"id": "num-1", "phone_number": "+33199000001", "country_code": "FR", "number_type": "landline", "member_id": "mem-anna",
		"history_on_reassign": "delete", "on_destroy": "delete_number", "timeouts": acctest.Attrs{"create": "1h"},
	})
	acctest.OK(t, diags)
	for name, want := range map[string]any{
		"id": nil, "phone_number": "+33199000001", "country_code": nil, "number_type": nil, "member_id": "mem-anna", "member_email": nil,
		"history_on_reassign": "delete", "on_destroy": "delete_number",
	} {
		if config[name] != want {
			t.Errorf("%s is %v, want %v", name, config[name], want)
		}
	}
	if kept, ok := config["timeouts"].(acctest.Attrs); !ok || kept["create"] != "1h" {
		t.Errorf("timeouts are %v", config["timeouts"])
	}
}

func TestListFilters(t *testing.T) {
	t.Parallel()
	annas := []string{"+33199000001", "+33639980001"}
	for _, offered := range []bool{true, false} {
		h := acctest.New(t, acctest.Company(inUse()), acctest.Service(func(o *simulator.Options) { o.NoSingleObjects = !offered }))
		for _, test := range []struct {
			filter acctest.Attrs
			want   []string
		}{
			{acctest.Attrs{"country_code": "BE"}, []string{"+32460000001"}},
			{acctest.Attrs{"country_code": "DE"}, nil},
			{acctest.Attrs{"number_type": "landline"}, []string{"+33199000001", "+33199000002"}},
			{acctest.Attrs{"member_id": "mem-anna"}, annas},
			{acctest.Attrs{"member_email": "Anna.Petit@EXAMPLE.com"}, annas},
			{acctest.Attrs{"member_id": "mem-anna", "number_type": "mobile"}, annas[1:]},
			{acctest.Attrs{"department_id": "dep-support"}, []string{"+33199000002"}},
			{acctest.Attrs{"license_id": "lic-extra"}, []string{"+32460000001"}},
			{acctest.Attrs{"license_id": "lic-extra", "country_code": "FR"}, nil},
		} {
			found, diags := h.Protocol().List("onoff_number_assignment", test.filter, 10, true)
			acctest.OK(t, diags)
			if phones := phonesOf(found); !slices.Equal(phones, test.want) {
				t.Errorf("%v: %v, want %v", test.filter, phones, test.want)
			}
		}
	}
}

func TestListOfWhatCantBe(t *testing.T) {
	t.Parallel()
	h := acctest.New(t, acctest.Company(inUse()))
	for name, wrong := range map[string]string{
		"country_code": "France", "number_type": "fax", "member_email": "anna", "member_id": "", "department_id": "", "license_id": "",
	} {
		_, diags := h.Protocol().List("onoff_number_assignment", acctest.Attrs{name: wrong}, 10, false)
		if !strings.HasPrefix(diags.Errors(), `AttributeName("`+name+`"): `) {
			t.Errorf("%s: %q", name, diags.Errors())
		}
	}
	_, diags := h.Protocol().List("onoff_number_assignment", acctest.Attrs{"member_id": "mem-anna", "department_id": "dep-support"}, 10, false)
	if !strings.Contains(diags.Errors(), "member_id") || !strings.Contains(diags.Errors(), "department_id") {
		t.Errorf("two holders: %q", diags.Errors())
	}
	h.WantSent(0)
	for name, nobody := range map[string]string{"member_email": "nobody@example.com", "member_id": "mem-nobody", "department_id": "dep-nowhere"} {
		_, diags := h.Protocol().List("onoff_number_assignment", acctest.Attrs{name: nobody}, 10, false)
		if !strings.HasPrefix(diags.Errors(), `AttributeName("`+name+`"): There is no such `) {
			t.Errorf("%s: %q", name, diags.Errors())
		}
	}
}

// Half a list, or one without holders, is an error; a single number that nobody shows isn't.
func TestListWithTroubles(t *testing.T) {
	t.Parallel()
	h := acctest.New(t, acctest.Company(inUse()))
	for route, status := range map[string]int{
		"GET /api/v1/numbers": http.StatusForbidden, "GET /api/v1/members": http.StatusUnauthorized, "GET /api/v1/departments": http.StatusBadRequest,
	} {
		h.Fault(acctest.Answers(route, status))
		found, diags := h.Protocol().List("onoff_number_assignment", acctest.Attrs{}, 10, false)
		if !strings.HasPrefix(diags.Errors(), "Can't list who has which number: ") {
			t.Errorf("%s: %v, %q", route, found, diags.Errors())
		}
		h.NoFaults()
	}
	h.Fault(acctest.AnswersWith("GET /api/v1/departments", http.StatusOK, `{"departments":[]}`))
	found, diags := h.Protocol().List("onoff_number_assignment", acctest.Attrs{}, 10, true)
	acctest.OK(t, diags)
	if len(found) != 3 || !strings.HasPrefix(diags.Warnings(), "The number +33199000002 is left out: nobody shows it as theirs") {
		t.Errorf("%v, %q", found, diags.Warnings())
	}
}

// An endpoint that doesn't tell the type of numbers can't be asked for one type; that is said once.
func TestListByATypeThatIsntTold(t *testing.T) {
	t.Parallel()
	h := acctest.New(t, acctest.Company(inUse()))
	h.Fault(acctest.AnswersWith("GET /api/v1/numbers", http.StatusOK,
		`{"numbers":[{"id":"num-1","phoneNumber":"+33199000001","countryCode":"FR"},{"id":"num-2","phoneNumber":"+33639980001","countryCode":"FR"}]}`))
	found, diags := h.Protocol().List("onoff_number_assignment", acctest.Attrs{"number_type": "mobile"}, 10, false)
	acctest.OK(t, diags)
	if len(found) != 0 || strings.Count(diags.Warnings(), "\n") != 0 || !strings.HasPrefix(diags.Warnings(), `AttributeName("number_type"): `) {
		t.Errorf("%v, %q", found, diags.Warnings())
	}
}

// Requests grow with pages.
func TestListOfAnOrganisation(t *testing.T) {
	t.Parallel()
	h := acctest.New(t, acctest.Company(simulator.Generate(250)), acctest.Service(func(o *simulator.Options) { o.NoEmptyPages = true }))
	found, diags := h.Protocol().List("onoff_number_assignment", acctest.Attrs{}, 1000, true)
	acctest.OK(t, diags)
	if len(found) != 250 {
		t.Errorf("%d assignments", len(found))
	}
	h.WantSent(3, "GET /api/v1/numbers")
	h.WantSent(3, "GET /api/v1/members")
	h.WantSent(7)
	h.Forget()
	found, diags = h.Protocol().List("onoff_number_assignment", acctest.Attrs{"member_id": "member-9"}, 1000, true)
	acctest.OK(t, diags)
	if len(found) != 1 {
		t.Errorf("%d assignments of a member", len(found))
	}
	h.WantSent(2)
}
