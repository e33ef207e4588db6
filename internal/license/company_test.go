package license_test

import "github.com/onoff-community/terraform-provider-onoff/internal/simulator"

// office is a small organisation that was there before Terraform: two blocks of licences, one of them
// with two numbers on it.
func office() simulator.Company {
	return simulator.Company{
		Account: simulator.Account{ID: "acc-office", Name: "Office", Plan: "connect"},
		Members: []simulator.Member{
			{ID: "mem-olga", FirstName: "Olga", LastName: "Martin", Email: "olga.martin@example.com", Role: "ROLE_OWNER"},
		},
		Licenses: []simulator.License{
			{ID: "lic-staff", Name: "Staff", Plan: "connect", Quantity: 3},
			{ID: "lic-agents", Name: "Agents", Plan: "max", BillingPeriod: "yearly", Quantity: 4},
		},
		Numbers: []simulator.Number{
			{ID: "num-1", PhoneNumber: "+33644600001", CountryCode: "FR", MemberIDRef: "mem-olga", LicenseIDRef: "lic-staff"},
			{ID: "num-2", PhoneNumber: "+33644600002", CountryCode: "FR", MemberIDRef: "mem-olga", LicenseIDRef: "lic-staff"},
		},
	}
}
