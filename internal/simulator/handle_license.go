package simulator

import (
	"net/http"
	"slices"
)

type licenseBody struct {
	ID            string `json:"id"`
	Name          string `json:"name"`
	Plan          string `json:"plan"`
	BillingPeriod string `json:"billingPeriod"`
	Quantity      int    `json:"quantity"`
	Assigned      int    `json:"assigned"`
}

func showLicense(l *license) licenseBody {
	return licenseBody{
		ID:            l.id,
		Name:          l.name,
		Plan:          l.plan,
		BillingPeriod: l.billingPeriod,
		Quantity:      l.quantity,
		Assigned:      l.assigned,
	}
}

func (s *Simulator) listLicenses(c *call) (reply, *refusal) {
	return listPage(s, c, "licenses", "", slices.Values(s.org.licenses.inOrder), showLicense)
}

func (s *Simulator) buyLicense(c *call) (reply, *refusal) {
	f := readForm(c.body, "name", "plan", "billingPeriod", "quantity")
	f.require("name", "plan", "billingPeriod", "quantity")
	name, plan, period, quantity := f.text("name"), f.text("plan"), f.text("billingPeriod"), f.whole("quantity")
	if f.refused != nil {
		return reply{}, f.refused
	}
	l, refused := s.org.buyLicense(*name, *plan, *period, *quantity)
	if refused != nil {
		return reply{}, refused
	}
	key := fold(l.name)
	return reply{
		status: http.StatusCreated,
		body:   showLicense(l),
		stands: func(o *organisation) bool { return o.byLicenseName[key] == l },
	}, nil
}

// theLicense is the block that the path names.
func (s *Simulator) theLicense(c *call) (*license, *refusal) {
	if l := s.org.licenses.byID[c.value]; l != nil {
		return l, nil
	}
	return nil, gone("license")
}

func (s *Simulator) updateLicense(c *call) (reply, *refusal) {
	f := readForm(c.body, "name", "quantity")
	name, quantity := f.text("name"), f.whole("quantity")
	if len(f.fields) == 0 {
		f.fail("The body changes nothing.")
	}
	if f.refused != nil {
		return reply{}, f.refused
	}
	l, refused := s.theLicense(c)
	if refused != nil {
		return reply{}, refused
	}
	if refused := s.org.updateLicense(l, name, quantity); refused != nil {
		return reply{}, refused
	}
	return reply{status: http.StatusOK, body: showLicense(l)}, nil
}

func (s *Simulator) deleteLicense(c *call) (reply, *refusal) {
	l, refused := s.theLicense(c)
	if refused != nil {
		return reply{}, refused
	}
	if refused := s.org.deleteLicense(l); refused != nil {
		return reply{}, refused
	}
	return reply{status: http.StatusNoContent}, nil
}
