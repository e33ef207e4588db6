package simulator

import (
	"cmp"
	"math/rand/v2"
)

// newOrganisation makes the state of a company that keeps the rules.
func newOrganisation(c Company, options Options) *organisation {
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
	id := func(given string) string {
		for given == "" {
			if made := o.newID(); !reserved[made] {
				return made
			}
		}
		return given
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
			joined:    m.Joined,
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
	numbers := make([]number, len(c.Numbers)) // in one piece: most companies have thousands
	for i, row := range c.Numbers {
		numbers[i] = number{
			entry:       entry{id: id(row.ID)},
			phoneNumber: row.PhoneNumber,
			countryCode: row.CountryCode,
			kind:        cmp.Or(row.Type, "mobile"),
			assignedAt:  row.AssignedAt,
		}
		o.loadNumber(&numbers[i], row)
	}
	return o
}

func (o *organisation) loadNumber(n *number, row Number) {
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
	ids := map[string]bool{}
	add := func(id string) {
		if id != "" {
			ids[id] = true
		}
	}
	add(c.Account.ID)
	for _, d := range c.Departments {
		add(d.ID)
	}
	for _, m := range c.Members {
		add(m.ID)
	}
	for _, l := range c.Licenses {
		add(l.ID)
	}
	for _, n := range c.Numbers {
		add(n.ID)
	}
	return ids
}
