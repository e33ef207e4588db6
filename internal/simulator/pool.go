package simulator

import (
	"fmt"
	"slices"
	"strconv"
)

// block is a run of phone numbers that differ in their last digits.
type block struct {
	country, kind string
	prefix        string
	digits, size  int
}

// pool is what an organisation without a company file can choose from: for each country a thousand
// mobile numbers and as many landlines. Where a regulator keeps ranges for films and documentation
// that are large enough the numbers come from there, so that none of them is anybody's. For German
// mobiles and for Spain there is no such range; these numbers are merely well formed.
var pool = slices.Concat(
	[]block{
		{"FR", "mobile", "+3363998", 4, 1000},
		{"FR", "landline", "+3319900", 4, 1000},
		{"GB", "mobile", "+447700900", 3, 1000},
		{"GB", "landline", "+442079460", 3, 1000},
		{"DE", "mobile", "+4917604069", 3, 1000},
		{"DE", "landline", "+493023125", 3, 1000},
		{"ES", "mobile", "+34600000", 3, 1000},
		{"ES", "landline", "+34910000", 3, 1000},
	},
	american("mobile", "202", "303", "404", "505", "602", "702", "804", "907", "917", "971"),
	american("landline", "205", "312", "406", "503", "605", "701", "802", "808", "913", "970"),
)

// american returns the hundred numbers that each area code of North America keeps for fiction.
func american(kind string, areas ...string) []block {
	blocks := make([]block, 0, len(areas))
	for _, area := range areas {
		blocks = append(blocks, block{"US", kind, "+1" + area + "55501", 2, 100})
	}
	return blocks
}

// DefaultCompany is an organisation with its owner and nobody else, without a licence, and with an
// ample pool: a thousand mobile numbers and a thousand landlines in each of France, Great Britain,
// Germany, Spain and the United States.
func DefaultCompany() Company {
	c := Company{
		Account: Account{Name: "Example", Plan: "connect", MaxNumbersPerMember: 5},
		Members: []Member{{FirstName: "Olivia", LastName: "Owner", Email: "owner@example.com", Role: roleOwner}},
	}
	c.Numbers = make([]Number, 0, 10*1000)
	for _, b := range pool {
		c.Numbers = b.appendTo(c.Numbers)
	}
	return c
}

func (b block) appendTo(numbers []Number) []Number {
	for i := range b.size {
		digits := strconv.Itoa(i)
		numbers = append(numbers, Number{
			PhoneNumber: b.prefix + "0000"[:b.digits-len(digits)] + digits,
			CountryCode: b.country,
			Type:        b.kind,
		})
	}
	return numbers
}

// Generate returns an organisation of so many members, each with one French mobile number under
// one block of licences, in ten departments. The first member is the owner. IDs, names and numbers
// depend on nothing but the place of the member.
func Generate(members int) Company {
	c := Company{
		Account: Account{ID: "account", Name: "Example", Plan: "connect", MaxNumbersPerMember: 5},
		Licenses: []License{
			{ID: "license-1", Name: "Everybody", Plan: "connect", BillingPeriod: "monthly", Quantity: max(members, 1)},
		},
	}
	for i := range min(members, 10) {
		c.Departments = append(c.Departments, Department{
			ID: fmt.Sprintf("department-%d", i+1), Name: fmt.Sprintf("Department %d", i+1),
		})
	}
	for i := range members {
		role := roleUser
		if i == 0 {
			role = roleOwner
		}
		id := fmt.Sprintf("member-%d", i+1)
		c.Members = append(c.Members, Member{
			ID:               id,
			FirstName:        "Member",
			LastName:         fmt.Sprintf("No%d", i+1),
			Email:            fmt.Sprintf("member%d@example.com", i+1),
			Role:             role,
			DepartmentIDRefs: []string{c.Departments[i%len(c.Departments)].ID},
		})
		c.Numbers = append(c.Numbers, Number{
			ID:           fmt.Sprintf("number-%d", i+1),
			PhoneNumber:  fmt.Sprintf("+336%08d", 39980000+i),
			CountryCode:  "FR",
			Type:         "mobile",
			MemberIDRef:  id,
			LicenseIDRef: "license-1",
		})
	}
	return c
}
