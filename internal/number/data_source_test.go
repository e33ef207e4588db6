package number_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

const (
	company     = "testdata/company.json"
	numbers     = "GET /api/v1/numbers"
	members     = "GET /api/v1/members"
	departments = "GET /api/v1/departments"
)

// The company's numbers, as the data sources show them.
var (
	annasLandline = acctest.Attrs{
		"id": "num-fr-2", "phone_number": "+33199000002", "country_code": "FR", "type": "landline",
		"license_id": "lic-staff", "member_id": "mem-anna", "member_email": "anna.petit@example.com", "department_id": nil,
	}
	annasMobile = acctest.Attrs{
		"id": "num-fr-3", "phone_number": "+33639980001", "country_code": "FR", "type": "mobile",
		"license_id": "lic-staff", "member_id": "mem-anna", "member_email": "anna.petit@example.com", "department_id": nil,
	}
	hotline = acctest.Attrs{
		"id": "num-fr-1", "phone_number": "+33199000001", "country_code": "FR", "type": "landline",
		"license_id": "lic-staff", "member_id": nil, "member_email": nil, "department_id": "dep-support",
	}
	free = acctest.Attrs{
		"id": "num-fr-4", "phone_number": "+33639980002", "country_code": "FR", "type": "mobile",
		"license_id": nil, "member_id": nil, "member_email": nil, "department_id": nil,
	}
	freeInBelgium = acctest.Attrs{
		"id": "num-be-1", "phone_number": "+32460000001", "country_code": "BE", "type": "mobile",
		"license_id": nil, "member_id": nil, "member_email": nil, "department_id": nil,
	}
)

func TestOneNumber(t *testing.T) {
	h := acctest.New(t, acctest.CompanyFile(company))
	for written, want := range map[string]acctest.Attrs{
		"+33 1 99 00 00 02": annasLandline, "+33199000001": hotline, "0033 639 98 00 02": free,
	} {
		got, diags := h.Protocol().Data("onoff_number", acctest.Attrs{"phone_number": written})
		acctest.OK(t, diags)
		if got["phone_number"] != written {
			t.Errorf("%s became %v", written, got["phone_number"])
		}
		got["phone_number"] = want["phone_number"]
		if !same(got, want) {
			t.Errorf("%s is\n%v, want\n%v", written, got, want)
		}
	}
	for written, want := range map[string]string{
		"+33 1 99 00 00 77": "There is no such number", "01 99 00 00 02": "has no country code",
	} {
		if _, diags := h.Protocol().Data("onoff_number", acctest.Attrs{"phone_number": written}); !strings.Contains(diags.Errors(), want) {
			t.Errorf("%s: the errors are %q, want %q", written, diags.Errors(), want)
		}
	}
}

// Each filter gives what fits, in order, and costs what it must: who has the numbers is looked up
// only if the filters don't say.
func TestNumbers(t *testing.T) {
	h := acctest.New(t, acctest.CompanyFile(company), acctest.Service(func(s *simulator.Options) { s.NoEmptyPages = true }))
	for _, test := range []struct {
		name     string
		filter   acctest.Attrs
		want     []acctest.Attrs
		requests int
	}{
		{"all", nil, []acctest.Attrs{freeInBelgium, hotline, annasLandline, annasMobile, free}, 3},
		{"used", acctest.Attrs{"status": "used"}, []acctest.Attrs{hotline, annasLandline, annasMobile}, 3},
		{"available", acctest.Attrs{"status": "available"}, []acctest.Attrs{freeInBelgium, free}, 1},
		{"a country", acctest.Attrs{"country_code": "FR", "status": "available"}, []acctest.Attrs{free}, 1},
		{"a type", acctest.Attrs{"type": "landline"}, []acctest.Attrs{hotline, annasLandline}, 3},
		{"a country without numbers", acctest.Attrs{"country_code": "DE"}, nil, 1},
		{"a department's", acctest.Attrs{"department_id": "dep-support"}, []acctest.Attrs{hotline}, 2},
		{"a department's without any", acctest.Attrs{"department_id": "dep-sales"}, nil, 2},
		{"a member's", acctest.Attrs{"member_id": "mem-anna"}, []acctest.Attrs{annasLandline, annasMobile}, 2},
		{"a member's of a type", acctest.Attrs{"member_email": "ANNA.petit@example.com", "type": "mobile"}, []acctest.Attrs{annasMobile}, 2},
		{"of a member without any", acctest.Attrs{"member_email": "olga.petit@example.com"}, nil, 2},
	} {
		// One after the other: they count requests.
		h.Forget()
		got, diags := h.Protocol().Data("onoff_numbers", test.filter)
		acctest.OK(t, diags)
		listed, _ := got["numbers"].([]any)
		if !slices.EqualFunc(listed, test.want, func(got any, want acctest.Attrs) bool { return same(got.(acctest.Attrs), want) }) {
			t.Errorf("%s: got\n%v, want\n%v", test.name, listed, test.want)
		}
		if got := h.Requests(); got != test.requests {
			t.Errorf("%s: %d requests, want %d", test.name, got, test.requests)
		}
	}
}

func TestNumbersOfNobody(t *testing.T) {
	h := acctest.New(t, acctest.CompanyFile(company))
	for _, test := range []struct {
		filter acctest.Attrs
		want   string
	}{
		{acctest.Attrs{"member_email": "nobody@example.com"}, `no member "nobody@example.com"`},
		{acctest.Attrs{"member_id": "mem-nobody"}, `no member "mem-nobody"`},
		{acctest.Attrs{"department_id": "dep-nowhere"}, `no department "dep-nowhere"`},
		{acctest.Attrs{"member_id": "mem-anna", "member_email": "anna.petit@example.com"}, "cannot be configured together"},
		{acctest.Attrs{"member_id": "mem-anna", "department_id": "dep-sales"}, "cannot be configured together"},
		{acctest.Attrs{"status": "USED"}, "status"},
		{acctest.Attrs{"country_code": "France"}, "two capital letters"},
		{acctest.Attrs{"type": "fax"}, "type"},
		{acctest.Attrs{"member_email": "anna"}, "Not an e-mail address"},
	} {
		if _, diags := h.Protocol().Data("onoff_numbers", test.filter); !strings.Contains(diags.Errors(), test.want) {
			t.Errorf("%v: the errors are %q, want %q", test.filter, diags.Errors(), test.want)
		}
	}
}

// An endpoint that ignores the filters of ours, and doesn't know types, isn't taken by its word.
func TestFiltersThatTheEndpointIgnores(t *testing.T) {
	const page = `{"numbers":[
		{"id":"num-fr-2","phoneNumber":"+33199000002","countryCode":"FR"},
		{"id":"num-be-1","phoneNumber":"+32460000001","countryCode":"BE","type":"mobile"},
		{"id":"num-fr-4","phoneNumber":"+33639980002","countryCode":"FR","type":"mobile"}]}`
	// Such a page lacks the types that the contract promises.
	h := acctest.New(t, acctest.CompanyFile(company), acctest.BreaksContract())
	h.Fault(acctest.AnswersWith(numbers, 200, page))
	got, diags := h.Protocol().Data("onoff_numbers", acctest.Attrs{"type": "mobile", "country_code": "FR", "status": "available"})
	acctest.OK(t, diags)
	if listed := got["numbers"].([]any); len(listed) != 1 || !same(listed[0].(acctest.Attrs), free) {
		t.Errorf("got %v, want %v", listed, free)
	}
	if !strings.Contains(diags.Warnings(), "doesn't tell the type") {
		t.Errorf("the warnings are %q", diags.Warnings())
	}
	got, diags = h.Protocol().Data("onoff_numbers", acctest.Attrs{"member_id": "mem-anna"})
	acctest.OK(t, diags)
	if listed := got["numbers"].([]any); len(listed) != 1 || listed[0].(acctest.Attrs)["id"] != "num-fr-2" {
		t.Errorf("got %v, want Anna's", listed)
	}
}

// Where there are no departments, the numbers of members are shown all the same.
func TestNoDepartments(t *testing.T) {
	h := acctest.New(t, acctest.CompanyFile(company), acctest.Service(func(s *simulator.Options) {
		s.Without = []string{departments, departments + "/{departmentId}"}
	}))
	got, diags := h.Protocol().Data("onoff_numbers", acctest.Attrs{"status": "used", "type": "mobile"})
	acctest.OK(t, diags)
	if listed := got["numbers"].([]any); len(listed) != 1 || !same(listed[0].(acctest.Attrs), annasMobile) {
		t.Errorf("got %v, want %v", listed, annasMobile)
	}
}

func TestTrouble(t *testing.T) {
	h := acctest.New(t, acctest.CompanyFile(company), acctest.Setting("max_retries", "0"))
	for _, test := range []struct {
		route, source string
		config        acctest.Attrs
		want          string
	}{
		{numbers, "onoff_numbers", nil, "Can't list the numbers"},
		{members, "onoff_numbers", nil, "Can't find out who has the numbers"},
		{departments, "onoff_numbers", nil, "Can't find out who has the numbers"},
		{members, "onoff_numbers", acctest.Attrs{"member_email": "anna.petit@example.com"}, `Can't look up the member "anna.petit@example.com"`},
		{numbers, "onoff_number", acctest.Attrs{"phone_number": "+33199000002"}, `Can't read the number "+33199000002"`},
	} {
		h.Fault(acctest.Answers(test.route, 403))
		if _, diags := h.Protocol().Data(test.source, test.config); !strings.Contains(diags.Errors(), test.want) || !strings.Contains(diags.Errors(), "lacks the right") {
			t.Errorf("%s without %s: the errors are %q, want %q", test.source, test.route, diags.Errors(), test.want)
		}
		h.NoFaults()
	}
}

func same(got, want acctest.Attrs) bool {
	for name, value := range want {
		if got[name] != value {
			return false
		}
	}
	return len(got) == len(want)
}
