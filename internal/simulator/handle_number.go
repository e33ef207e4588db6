package simulator

import (
	"iter"
	"net/http"
	"net/url"
	"slices"
)

type numberBody struct {
	ID           string `json:"id"`
	PhoneNumber  string `json:"phoneNumber"`
	CountryCode  string `json:"countryCode"`
	Type         string `json:"type,omitempty"`
	LicenseIDRef string `json:"licenseIdRef,omitempty"`
}

// showNumber doesn't say who holds the number: neither does the vendor.
func showNumber(n *number) numberBody {
	body := numberBody{ID: n.id, PhoneNumber: n.phoneNumber, CountryCode: n.countryCode, Type: n.kind}
	if n.license != nil {
		body.LicenseIDRef = n.license.id
	}
	return body
}

// numberFilter is what the query asks for. Everything that is given must hold.
type numberFilter struct{ status, country, kind, phone, memberID, departmentID string }

func (s *Simulator) readNumberFilter(query url.Values) (numberFilter, *refusal) {
	f := numberFilter{
		status:       query.Get("status"),
		country:      query.Get("countryCode"),
		kind:         query.Get("type"),
		phone:        query.Get("phoneNumber"),
		memberID:     query.Get("memberId"),
		departmentID: query.Get("departmentId"),
	}
	if s.options.GatewayOnly {
		f.kind, f.phone, f.departmentID = "", "", ""
	}
	switch {
	case query.Has("status") && f.status != "used" && f.status != "available":
		return f, invalid("invalid.status", "status is neither used nor available, in lower case.")
	case query.Has("countryCode") && !isCountryCode(f.country):
		return f, invalid("countryCode.invalid", "countryCode isn't two capital letters.")
	case f.kind != "" && !knownNumberType(f.kind), query.Has("type") && query.Get("type") == "":
		return f, invalid("type.invalid", "type is neither mobile nor landline.")
	}
	return f, nil
}

func (f numberFilter) matches(n *number) bool {
	return (f.status == "" || (f.status == "used") == (n.holder != nil)) &&
		(f.country == "" || f.country == n.countryCode) &&
		(f.kind == "" || f.kind == n.kind) &&
		(f.phone == "" || f.phone == n.phoneNumber)
}

// numbersFor begins with the number or the numbers of a holder, if they are asked for, so that this
// costs no walk through the whole pool.
func (o *organisation) numbersFor(f numberFilter) iter.Seq[*number] {
	candidates := o.numbers.inOrder
	switch {
	case f.memberID != "" && f.departmentID != "":
		candidates = nil
	case f.memberID != "":
		candidates = nil
		if m := o.members.byID[f.memberID]; m != nil {
			candidates = m.numbers
		}
	case f.departmentID != "":
		candidates = nil
		if d := o.departments.byID[f.departmentID]; d != nil {
			candidates = d.numbers
		}
	case f.phone != "":
		candidates = nil
		if n := o.byPhone[f.phone]; n != nil {
			candidates = []*number{n}
		}
	}
	return func(yield func(*number) bool) {
		for _, n := range candidates {
			if f.matches(n) && !yield(n) {
				return
			}
		}
	}
}

func (s *Simulator) listNumbers(c *call) (reply, *refusal) {
	f, refused := s.readNumberFilter(c.query)
	if refused != nil {
		return reply{}, refused
	}
	filters := url.Values{
		"status": {f.status}, "countryCode": {f.country}, "type": {f.kind},
		"phoneNumber": {f.phone}, "memberId": {f.memberID}, "departmentId": {f.departmentID},
	}
	show := showNumber
	if s.options.GatewayOnly {
		show = showNumberOfGateway
	}
	return listPage(s, c, "numbers", filters.Encode(), s.org.numbersFor(f), show)
}

// getNumber is a quirk of the gateway: the route exists, and never answers.
func (s *Simulator) getNumber(*call) (reply, *refusal) {
	return reply{}, invalid("invalid.id", "The id is invalid.")
}

// theNumber is the one that the path names.
func (s *Simulator) theNumber(c *call) (*number, *refusal) {
	if n := s.org.byPhone[c.value]; n != nil {
		return n, nil
	}
	return nil, gone("number")
}

func (s *Simulator) assignNumber(c *call) (reply, *refusal) {
	n, refused := s.theNumber(c)
	if refused != nil {
		return reply{}, refused
	}
	a, refused := s.readAssignment(c)
	if refused != nil {
		return reply{}, refused
	}
	if refused := s.org.assign(n, a, c.now); refused != nil {
		return reply{}, refused
	}
	return reply{
		status: http.StatusOK,
		body:   s.showNumber(n),
		stands: func(o *organisation) bool {
			return o.byPhone[n.phoneNumber] == n && n.holder == a.to && (a.license == nil || n.license == a.license)
		},
	}, nil
}

func (s *Simulator) readAssignment(c *call) (assignment, *refusal) {
	f := readForm(c.body, "memberIdRef", "departmentIdRef", "licenseIdRef", "history", "allowPurchase", "ifHolder")
	memberID, departmentID, licenseID := f.text("memberIdRef"), f.text("departmentIdRef"), f.text("licenseIdRef")
	a := assignment{
		history:  value(f.text("history"), historyKeep),
		mayBuy:   value(f.flag("allowPurchase"), true),
		ifHolder: value(f.text("ifHolder"), ""),
	}
	if s.options.GatewayOnly {
		// The gateway is known to read the member and nothing else.
		departmentID, licenseID = nil, nil
		a = assignment{history: historyKeep, mayBuy: true}
	}
	_, conditional := f.fields["ifHolder"]
	switch {
	case f.refused != nil:
		return a, f.refused
	case (memberID == nil) == (departmentID == nil):
		return a, invalid("holder.invalid", "Exactly one of memberIdRef and departmentIdRef is needed.")
	case a.history != historyKeep && a.history != historyDelete:
		return a, invalid("history.invalid", "history is neither keep nor delete.")
	case conditional && a.ifHolder == "" && !s.options.GatewayOnly:
		return a, invalid("request.invalid", "ifHolder is empty.")
	}
	if memberID != nil {
		m := s.org.members.byID[*memberID]
		if m == nil {
			return a, invalid("memberIdRef.unknown", "memberIdRef names a member that doesn't exist.")
		}
		a.to = m
	} else {
		d := s.org.departments.byID[*departmentID]
		if d == nil {
			return a, invalid("departmentIdRef.unknown", "departmentIdRef names a department that doesn't exist.")
		}
		a.to = d
	}
	if licenseID != nil {
		if a.license = s.org.licenses.byID[*licenseID]; a.license == nil {
			return a, invalid("licenseIdRef.unknown", "licenseIdRef names a licence block that doesn't exist.")
		}
	}
	return a, nil
}

func (s *Simulator) unassignNumber(c *call) (reply, *refusal) {
	n, refused := s.theNumber(c)
	if refused != nil {
		return reply{}, refused
	}
	body := c.body
	if len(body) == 0 {
		body = []byte("{}")
	}
	f := readForm(body, "ifHolder")
	ifHolder := f.text("ifHolder")
	if f.refused == nil && ifHolder != nil && *ifHolder == "" {
		f.fail("ifHolder is empty.")
	}
	if f.refused != nil {
		return reply{}, f.refused
	}
	if refused := s.org.unassign(n, value(ifHolder, "")); refused != nil {
		return reply{}, refused
	}
	return reply{
		status: http.StatusOK,
		body:   s.showNumber(n),
		stands: func(o *organisation) bool { return o.byPhone[n.phoneNumber] == n && n.holder == nil },
	}, nil
}

func (s *Simulator) deleteNumber(c *call) (reply, *refusal) {
	n, refused := s.theNumber(c)
	if refused != nil {
		return reply{}, refused
	}
	ifHolder := c.query["ifHolder"]
	if slices.Contains(ifHolder, "") {
		return reply{}, invalid("request.invalid", "ifHolder is empty.")
	}
	if refused := s.org.deleteNumber(n, c.query.Get("ifHolder")); refused != nil {
		return reply{}, refused
	}
	return reply{status: http.StatusNoContent}, nil
}

func (s *Simulator) showNumber(n *number) numberBody {
	if s.options.GatewayOnly {
		return showNumberOfGateway(n)
	}
	return showNumber(n)
}

// showNumberOfGateway leaves out what was never seen on the live gateway.
func showNumberOfGateway(n *number) numberBody {
	return numberBody{ID: n.id, PhoneNumber: n.phoneNumber, CountryCode: n.countryCode}
}
