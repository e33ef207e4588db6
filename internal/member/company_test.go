package member_test

import (
	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

// office is a small organisation that was there before Terraform: Olga owns it, Anna leads sales and
// has a number, Ben is in support and has none.
func office() simulator.Company {
	return simulator.Company{
		Account: simulator.Account{Name: "Office", Plan: "connect"},
		Departments: []simulator.Department{
			{ID: "dep-sales", Name: "Sales"},
			{ID: "dep-support", Name: "Support"},
		},
		Members: []simulator.Member{
			{ID: "mem-olga", FirstName: "Olga", LastName: "Martin", Email: "olga.martin@example.com", Role: "ROLE_OWNER"},
			{
				ID: "mem-anna", FirstName: "Anna", LastName: "Petit", Email: "anna.petit@example.com",
				Role: "ROLE_TEAM_LEAD", DepartmentIDRefs: []string{"dep-sales"},
			},
			{
				ID: "mem-ben", FirstName: "Ben", LastName: "Gros", Email: "Ben.Gros@example.com",
				DepartmentIDRefs: []string{"dep-sales", "dep-support"},
			},
		},
		Licenses: []simulator.License{{ID: "lic-staff", Name: "Staff", Quantity: 3}},
		Numbers: []simulator.Number{
			{ID: "num-1", PhoneNumber: "+33644600001", CountryCode: "FR", MemberIDRef: "mem-anna", LicenseIDRef: "lic-staff"},
			{ID: "num-2", PhoneNumber: "+33644600002", CountryCode: "FR"},
		},
	}
}

// find returns the member with this e-mail, nil if there is none.
func find(company simulator.Snapshot, email string) *simulator.Member {
	for _, m := range company.Members {
		if m.Email == email {
			return &m
		}
	}
	return nil
}
