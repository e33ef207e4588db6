package simulator

import (
	"cmp"
	"fmt"
	"math/rand/v2"
)

// newOrganisation makes the state of a company, which must keep the rules.
func newOrganisation(c Company, options Options) (*organisation, error) {
	if err := c.Check(); err != nil {
		return nil, fmt.Errorf("the company breaks rules:\n%w", err)
	}
	o := &organisation{
		account:          c.Account,
		cooldown:         options.ReassignCooldown,
		sellsOnDemand:    !options.NoAutomaticPurchase,
		members:          newShelf[*member](len(c.Members)),
		departments:      newShelf[*department](len(c.Departments)),
		licenses:         newShelf[*license](len(c.Licenses)),
		numbers:          newShelf[*number](len(c.Numbers)),
		byEmail:          make(map[string]*member, len(c.Members)),
		byPhone:          make(map[string]*number, len(c.Numbers)),
		byDepartmentName: make(map[string]*department, len(c.Departments)),
		byLicenseName:    make(map[string]*license, len(c.Licenses)),
		random:           rand.New(rand.NewPCG(options.Seed, 1)),
	}
	reserved := c.ids()
	fresh := func() string {
		for {
			if id := o.newID(); !reserved[id] {
				return id
			}
		}
	}
	id := func(given string) string {
		if given != "" {
			return given
		}
		return fresh()
	}

	o.account.ID = id(c.Account.ID)
	o.account.Plan = cmp.Or(c.Account.Plan, "connect")
	o.account.MaxNumbersPerMember = cmp.Or(c.Account.MaxNumbersPerMember, 5)
	for _, d := range c.Departments {
		o.addDepartment(&department{entry: entry{id: id(d.ID)}, name: d.Name})
	}
	for _, m := range c.Members {
		o.addMember(&member{
			entry:     entry{id: id(m.ID)},
			firstName: m.FirstName,
			lastName:  m.LastName,
			email:     m.Email,
			role:      cmp.Or(m.Role, roleUser),
		}, m.DepartmentIDRefs)
	}
	for _, l := range c.Licenses {
		o.addLicense(&license{
			entry:         entry{id: id(l.ID)},
			name:          l.Name,
			plan:          cmp.Or(l.Plan, o.account.Plan),
			billingPeriod: cmp.Or(l.BillingPeriod, "monthly"),
			quantity:      l.Quantity,
		})
	}
	for _, n := range c.Numbers {
		o.loadNumber(id(n.ID), n)
	}
	return o, nil
}

func (o *organisation) loadNumber(id string, row Number) {
	n := &number{
		entry:       entry{id: id},
		phoneNumber: row.PhoneNumber,
		countryCode: row.CountryCode,
		kind:        cmp.Or(row.Type, "mobile"),
		assignedAt:  row.AssignedAt,
	}
	o.numbers.add(n)
	o.byPhone[n.phoneNumber] = n
	if row.MemberIDRef != "" {
		n.holder = o.members.byID[row.MemberIDRef]
	} else if row.DepartmentIDRef != "" {
		n.holder = o.departments.byID[row.DepartmentIDRef]
	}
	if n.holder != nil {
		*n.holder.held() = append(*n.holder.held(), n)
		n.setLicense(o.licenses.byID[row.LicenseIDRef])
	}
}

// ids returns the IDs that the company gives, so that none is made up that comes later in the file.
func (c Company) ids() map[string]bool {
	ids := map[string]bool{c.Account.ID: true}
	for _, d := range c.Departments {
		ids[d.ID] = true
	}
	for _, m := range c.Members {
		ids[m.ID] = true
	}
	for _, l := range c.Licenses {
		ids[l.ID] = true
	}
	for _, n := range c.Numbers {
		ids[n.ID] = true
	}
	return ids
}
