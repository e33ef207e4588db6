package simulator

// automaticBlock is the name of the block into which the service buys when an assignment finds no
// free licence. It grows by one each time.
const automaticBlock = "Purchased automatically"

func knownPlan(plan string) bool { return plan == "connect" || plan == "advanced" || plan == "max" }

func knownBillingPeriod(period string) bool { return period == "monthly" || period == "yearly" }

func (o *organisation) checkLicenseName(name string, own *license) *refusal {
	if blank(name) {
		return invalid("name.invalid", "name is empty.")
	}
	if other := o.byLicenseName[fold(name)]; other != nil && other != own {
		return conflict("license.nameTaken", "Another licence block has this name.")
	}
	return nil
}

func (o *organisation) buyLicense(name, plan, billingPeriod string, quantity int) (*license, *refusal) {
	switch {
	case !knownPlan(plan):
		return nil, invalid("plan.invalid", "plan is none of connect, advanced, max.")
	case !knownBillingPeriod(billingPeriod):
		return nil, invalid("billingPeriod.invalid", "billingPeriod is neither monthly nor yearly.")
	case quantity < 1:
		return nil, invalid("quantity.invalid", "quantity is less than 1.")
	}
	if no := o.checkLicenseName(name, nil); no != nil {
		return nil, no
	}
	l := &license{
		entry:         entry{id: o.newID()},
		name:          name,
		plan:          plan,
		billingPeriod: billingPeriod,
		quantity:      quantity,
	}
	o.addLicense(l)
	o.recordPurchase(l, quantity, false)
	return l, nil
}

func (o *organisation) addLicense(l *license) {
	o.licenses.add(l)
	o.byLicenseName[fold(l.name)] = l
}

func (o *organisation) updateLicense(l *license, name *string, quantity *int) *refusal {
	if quantity != nil && *quantity < 1 {
		return invalid("quantity.invalid", "quantity is less than 1.")
	}
	if name != nil {
		if no := o.checkLicenseName(*name, l); no != nil {
			return no
		}
	}
	if quantity != nil && *quantity < l.assigned {
		return conflict("license.belowAssigned", "%d licences of the block are assigned.", l.assigned)
	}

	if name != nil {
		delete(o.byLicenseName, fold(l.name))
		l.name = *name
		o.byLicenseName[fold(l.name)] = l
	}
	if quantity != nil {
		if more := *quantity - l.quantity; more > 0 {
			o.recordPurchase(l, more, false)
		}
		l.quantity = *quantity
	}
	return nil
}

func (o *organisation) deleteLicense(l *license) *refusal {
	if l.assigned > 0 {
		return conflict("license.assigned", "%d licences of the block are assigned.", l.assigned)
	}
	delete(o.byLicenseName, fold(l.name))
	o.licenses.remove(l)
	return nil
}

// freeLicense returns the oldest block with a free licence, or nil.
func (o *organisation) freeLicense() *license {
	for _, l := range o.licenses.inOrder {
		if l.assigned < l.quantity {
			return l
		}
	}
	return nil
}

// buyAutomatically buys one licence more.
func (o *organisation) buyAutomatically() *license {
	l := o.byLicenseName[fold(automaticBlock)]
	if l == nil {
		l = &license{
			entry:         entry{id: o.newID()},
			name:          automaticBlock,
			plan:          o.account.Plan,
			billingPeriod: "monthly",
		}
		o.addLicense(l)
	}
	l.quantity++
	o.recordPurchase(l, 1, true)
	return l
}
