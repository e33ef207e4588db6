package simulator_test

import (
	"net/url"
	"slices"
	"testing"

	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

type numberPage struct{ Numbers []numberRow }

// numbers returns the phone numbers of a filtered list.
func (s *service) numbers(query string) []string {
	s.t.Helper()
	page := into[numberPage](s.send("GET", "/numbers?limit=100&"+query, nil).is(200))
	phones := make([]string, 0, len(page.Numbers))
	for _, n := range page.Numbers {
		phones = append(phones, n.PhoneNumber)
	}
	return phones
}

func TestNumberFiltersCombine(t *testing.T) {
	t.Parallel()
	company := simulator.Company{
		Members:     []simulator.Member{{ID: "ada", FirstName: "A", LastName: "B", Email: "a@example.com", Role: "ROLE_OWNER"}},
		Departments: []simulator.Department{{ID: "sales", Name: "Sales"}},
		Licenses:    []simulator.License{{ID: "block", Name: "Block", Quantity: 9}},
		Numbers: []simulator.Number{
			{PhoneNumber: "+33639980001", CountryCode: "FR", Type: "mobile"},
			{PhoneNumber: "+33199000001", CountryCode: "FR", Type: "landline"},
			{PhoneNumber: "+442079460001", CountryCode: "GB", Type: "landline"},
			{PhoneNumber: "+33639980002", CountryCode: "FR", MemberIDRef: "ada", LicenseIDRef: "block"},
			{PhoneNumber: "+442079460002", CountryCode: "GB", Type: "landline", MemberIDRef: "ada", LicenseIDRef: "block"},
			{PhoneNumber: "+33639980003", CountryCode: "FR", DepartmentIDRef: "sales", LicenseIDRef: "block"},
		},
	}
	s := start(t, simulator.Options{Company: &company})
	for query, want := range map[string][]string{
		"":                 {"+33639980001", "+33199000001", "+442079460001", "+33639980002", "+442079460002", "+33639980003"},
		"status=used":      {"+33639980002", "+442079460002", "+33639980003"},
		"status=available": {"+33639980001", "+33199000001", "+442079460001"},
		"countryCode=GB":   {"+442079460001", "+442079460002"},
		"countryCode=XX":   {},
		"type=mobile":      {"+33639980001", "+33639980002", "+33639980003"},
		"status=available&countryCode=FR&type=landline": {"+33199000001"},
		"memberId=ada":                                          {"+33639980002", "+442079460002"},
		"memberId=ada&countryCode=GB":                           {"+442079460002"},
		"memberId=ada&status=available":                         {},
		"memberId=nobody":                                       {},
		"departmentId=sales":                                    {"+33639980003"},
		"departmentId=nowhere":                                  {},
		"departmentId=sales&memberId=ada":                       {},
		"departmentId=sales&type=landline":                      {},
		"memberId=ada&type=landline&status=used&countryCode=GB": {"+442079460002"},
	} {
		if got := s.numbers(query); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", query, got, want)
		}
	}
	s.clumsy = true
	for query, code := range map[string]string{
		"status=USED": "invalid.status", "status=": "invalid.status", "status=free": "invalid.status",
		"countryCode=fr": "countryCode.invalid", "countryCode=FRA": "countryCode.invalid", "countryCode=": "countryCode.invalid",
		"type=fax": "type.invalid", "type=": "type.invalid", "type=MOBILE": "type.invalid",
	} {
		s.send("GET", "/numbers?"+query, nil).no(400, code)
	}
}

// The gateway has the route and never an answer; the contract keeps the quirk.
func TestANumberCantBeAskedFor(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{})
	s.send("GET", "/numbers/%2B"+phone(1)[1:], nil).no(400, "invalid.id")
	s.send("GET", "/numbers/"+s.sim.Company().Numbers[0].ID, nil).no(400, "invalid.id")
}

func TestPhoneNumbersInPaths(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{})
	ada := s.member("ada@example.com")
	for n, encoded := range map[string]string{
		phone(1): "+" + phone(1)[1:], // a plus in a path is a plus
		phone(2): "%2b" + phone(2)[1:],
		phone(3): url.PathEscape(phone(3)),
	} {
		if got := s.send("POST", "/numbers/"+encoded+"/assign", fields{"memberIdRef": ada}); got.status != 200 {
			t.Errorf("%s as %s: %d %s", n, encoded, got.status, got.body)
		}
	}
	for _, other := range []string{phone(4)[1:], "%20" + phone(4)[1:], "0033639980004", phone(4) + "%2F", "a%2Fb"} {
		s.send("POST", "/numbers/"+other+"/assign", fields{"memberIdRef": ada}).no(404, "number.notFound")
	}
}
