package planbook

// license is one block of licences at the service, by its ID.
type license struct {
	tally
	id     string
	blocks []*licenseBlock // one; more only if the configuration has it twice
}

// licenseBlock is one onoff_license block.
type licenseBlock struct {
	license  *license // nil while it has no ID
	name     string
	quantity Value[int64]
	prior    int64 // the quantity before the plan; 0 without one
	said     bool

	created  bool
	capacity int64 // what it adds to newLicenses
}

// License enters what a licence block claims, and returns the rules that the plan breaks by it.
func (b *Book) License(c LicenseClaim) []Violation {
	b.mu.Lock()
	defer b.mu.Unlock()

	block := b.licenses[c.Instance]
	if block == nil {
		block = &licenseBlock{}
		b.licenses[c.Instance] = block
	}
	block.quantity = c.Quantity
	if block.created = block.created || c.ID.isUnknown(); block.created {
		b.newLicenses.count(block)
		if block.license != nil {
			b.leaves(key{byLicense, block.license.id})
		}
	}
	if c.Prior != nil {
		block.prior = c.Prior.Quantity
	}
	// As with a member, a block that is replaced stays known under its old ID.
	if id, has := c.ID.get(); has && block.license == nil {
		block.license = b.license(id)
		block.license.blocks = append(block.license.blocks, block)
	}

	var found violations
	if name, has := c.Name.get(); has {
		block.name = name
		fresh := c.Prior == nil || fold(c.Prior.Name) != fold(name)
		if other, clash := b.licenseNames.claim(c.Instance, fold(name), fresh, name); clash {
			found.add(&LicenseNameTwice{Names: inOrder(name, other)})
		}
	}
	if block.license != nil {
		found.add(block.license.judge())
	}
	found.add(b.newLicenses.judge())
	return found
}

// license returns the block of licences with an ID.
func (b *Book) license(id string) *license {
	l := b.named[id]
	if l == nil {
		l = &license{id: id}
		b.named[id] = l
	}
	return l
}

// shrinks reports whether the plan makes the block smaller.
func (l *licenseBlock) shrinks() bool {
	quantity, has := l.quantity.get()
	return has && quantity < l.prior
}

// judge compares the assignments that name a block of licences with its quantity. It is one
// condition with two sides, and the side that changes is at fault: the block if it shrinks, else the
// assignments if one of them is new.
func (l *license) judge() Violation {
	for _, block := range l.blocks {
		quantity, has := block.quantity.get()
		if !has || block.said || int64(l.size()) <= quantity {
			continue
		}
		switch {
		case block.shrinks():
			block.said = true
			return &LicenseShrunk{Name: block.name, ID: l.id, Quantity: quantity, PriorQuantity: block.prior, Numbers: l.numbers()}
		case l.born > 0:
			block.said = true
			return &LicenseOverbooked{Name: block.name, ID: l.id, Quantity: quantity, Numbers: l.numbers()}
		}
	}
	return nil
}

// enterLicense counts an assignment under the block of licences that it names.
func (b *Book) enterLicense(a *assignment) {
	if id, has := a.claim.LicenseID.get(); has {
		a.license = b.license(id)
		a.freshLicense = a.renumbered() || a.claim.Prior.LicenseID != id
		a.license.add(a, a.freshLicense, key{})
		return
	}
	if a.claim.LicenseID.isUnknown() {
		a.otherLicense = a.otherLicense || len(b.newLicenses.blocks) == 0
		a.newLicense = !a.otherLicense && b.needsNew(a, a.pastLicense)
	}
	if a.newLicense {
		b.newLicenses.add(a, true, key{})
	}
}

func (b *Book) withdrawLicense(a *assignment) {
	if a.license != nil {
		a.license.remove(a, a.freshLicense, key{})
		a.license = nil
	}
	if a.newLicense {
		b.newLicenses.remove(a, true, key{})
		a.newLicense = false
	}
}
