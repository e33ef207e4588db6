package main

import (
	"slices"
	"strings"
	"testing"

	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

// office is a configuration and the organisation that it asks for.
func office() (wish, *ledger, simulator.Snapshot) {
	w := newWish()
	w.departments["sales"] = department{"Sales"}
	w.members["anna"] = member{"Anna", "Petit", "anna@chaos.test", "team_lead", "sales"}
	w.blocks["staff"] = block{"Staff", "max", 2}
	w.assignments["line"] = assignment{phone: "+33644000001", member: "anna", block: "staff"}
	w.assignments["any"] = assignment{country: "ES", kind: "mobile", department: "sales"}
	l := newLedger(ample)
	l.add(newWish(), w)
	return w, l, simulator.Snapshot{
		Company: simulator.Company{
			Departments: []simulator.Department{{ID: "d", Name: "Sales"}},
			Members: []simulator.Member{
				{ID: "o", Email: "odile@chaos.test", Role: "ROLE_OWNER"},
				{ID: "m", FirstName: "Anna", LastName: "Petit", Email: "anna@chaos.test", Role: "ROLE_TEAM_LEAD", DepartmentIDRefs: []string{"d"}},
			},
			Licenses: []simulator.License{{ID: "s", Name: spareBlock, Quantity: ample}, {ID: "l", Name: "Staff", Plan: "max", Quantity: 2}},
			Numbers: []simulator.Number{
				{PhoneNumber: "+33644000001", MemberIDRef: "m", LicenseIDRef: "l"},
				{PhoneNumber: "+34600000001", DepartmentIDRef: "d", LicenseIDRef: "s"},
				{PhoneNumber: "+34600000002"},
			},
		},
		Records: simulator.Records{
			Mails:           []simulator.Mail{{Kind: "invitation", To: "anna@chaos.test"}},
			LicensesBought:  []simulator.LicensePurchase{{Name: "Staff", Quantity: 2}},
			NumbersAssigned: []simulator.NumberAssignment{{PhoneNumber: "+33644000001"}, {PhoneNumber: "+34600000001"}},
		},
	}
}

func TestNothingBroken(t *testing.T) {
	t.Parallel()
	if wrong := broken(office()); len(wrong) > 0 {
		t.Errorf("%q", wrong)
	}
}

// TestBroken breaks each promise once and wants it noticed.
func TestBroken(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		spoil func(*simulator.Snapshot)
		want  string
	}{
		"member doubled": {func(s *simulator.Snapshot) { s.Members = append(s.Members, s.Members[1]) }, "is there twice"},
		"member lost":    {func(s *simulator.Snapshot) { s.Members = s.Members[:1] }, "is missing"},
		"member left over": {func(s *simulator.Snapshot) {
			s.Members = append(s.Members, simulator.Member{Email: "who@chaos.test"})
		}, "is nobody's"},
		"member otherwise":   {func(s *simulator.Snapshot) { s.Members[1].DepartmentIDRefs = nil }, "wanted"},
		"department doubled": {func(s *simulator.Snapshot) { s.Departments = append(s.Departments, s.Departments[0]) }, "is there twice"},
		"department lost":    {func(s *simulator.Snapshot) { s.Departments = nil }, "is missing"},
		"department left over": {func(s *simulator.Snapshot) {
			s.Departments = append(s.Departments, simulator.Department{ID: "x", Name: "Old"})
		}, "is nobody's"},
		"block doubled":    {func(s *simulator.Snapshot) { s.Licenses = append(s.Licenses, s.Licenses[1]) }, "is there twice"},
		"block left over":  {func(s *simulator.Snapshot) { s.Licenses = append(s.Licenses, simulator.License{Name: "Old"}) }, "is nobody's"},
		"block lost":       {func(s *simulator.Snapshot) { s.Licenses = s.Licenses[:1] }, "wanted"},
		"block grown":      {func(s *simulator.Snapshot) { s.Licenses[1].Quantity++ }, "wanted"},
		"spare licence":    {func(s *simulator.Snapshot) { s.Licenses[0].Quantity++ }, "has 61 licences"},
		"number lost":      {func(s *simulator.Snapshot) { s.Numbers[0].MemberIDRef = "" }, "are missing"},
		"number stolen":    {func(s *simulator.Snapshot) { s.Numbers[0].MemberIDRef = "o" }, "are too many"},
		"number doubled":   {func(s *simulator.Snapshot) { s.Numbers[2].DepartmentIDRef = "d" }, "are too many"},
		"other licence":    {func(s *simulator.Snapshot) { s.Numbers[0].LicenseIDRef = "s" }, "has the licence"},
		"mailed twice":     {func(s *simulator.Snapshot) { s.Mails = append(s.Mails, s.Mails[0]) }, "mails"},
		"mailed otherwise": {func(s *simulator.Snapshot) { s.Mails[0].Kind = "password_reset" }, "mails"},
		"bought twice": {func(s *simulator.Snapshot) {
			s.LicensesBought = append(s.LicensesBought, s.LicensesBought[0])
		}, "4 licences were bought"},
		"bought by itself": {func(s *simulator.Snapshot) { s.LicensesBought[0].Automatic = true }, "an assignment bought"},
		"assigned twice": {func(s *simulator.Snapshot) {
			s.NumbersAssigned = append(s.NumbersAssigned, s.NumbersAssigned[0])
		}, "assigned"},
		"moved": {func(s *simulator.Snapshot) {
			s.NumbersMoved = []simulator.NumberMove{{PhoneNumber: "+33644000001"}}
		}, "moved"},
		"released": {func(s *simulator.Snapshot) {
			s.NumbersReleased = []simulator.NumberRelease{{PhoneNumber: "+33644000001"}}
		}, "released"},
		"deleted": {func(s *simulator.Snapshot) {
			s.NumbersDeleted = []simulator.NumberRelease{{PhoneNumber: "+34600000002"}}
		}, "deleted"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, l, s := office()
			test.spoil(&s)
			if wrong := broken(w, l, s); !slices.ContainsFunc(wrong, func(text string) bool { return strings.Contains(text, test.want) }) {
				t.Errorf("%q isn't among %q", test.want, wrong)
			}
		})
	}
}
