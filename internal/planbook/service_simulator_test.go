package planbook_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

// simulated is the simulator as the service that a plan is applied to. It is asked over its HTTP
// handler only, so that the rules are those of the wire and none is shared with the book.
//
// A copy is cheap: it is the organisation as data, and a simulator is made of it where one is asked.
type simulated struct {
	terms
	now *moment
}

// terms are what a company's contract says beside its limit.
type terms struct {
	spare      int  // free licences in a block that no plan manages
	spareFirst bool // whether that block is older than the others, and so is taken from first
	sells      bool // whether the service sells a licence with an assignment that finds none free
	mayBuy     bool // whether the assignments allow it to
}

// moment is an organisation at one point of an apply. Refused requests leave no trace, so one
// simulator serves a moment until a request is granted; it then belongs to the moment after that.
type moment struct {
	company simulator.Company
	live    *simulator.Simulator
	text    string // what Print gives
}

const (
	owner        = "owner"
	spareLicense = "spare"
	poolPrefix   = "+3319900" // of the numbers that no block names
)

func newSimulated(o *org, p *plan, t terms) *simulated {
	return &simulated{terms: t, now: &moment{company: companyOf(o, p, t)}}
}

// companyOf writes an organisation as a company file has it. Every number that is held there needs a
// licence, so that those without one of their own go under the spare block. Numbers that the plan has
// no use for are left out: each copy would carry them.
func companyOf(o *org, p *plan, t terms) simulator.Company {
	c := simulator.Company{
		Account:     simulator.Account{ID: "account", Name: "Company", MaxNumbersPerMember: o.limit},
		Departments: []simulator.Department{{ID: department, Name: "Desk"}},
		Members:     []simulator.Member{person(owner, "owner@x.test", "ROLE_OWNER")},
	}
	for _, m := range o.members {
		c.Members = append(c.Members, person(m.id, m.email, "ROLE_USER"))
	}
	for _, number := range someLines {
		h, held := o.held[number]
		if !held && !slices.ContainsFunc(p.assignments, func(b assignmentBlock) bool { return b.number == number }) {
			continue
		}
		n := inPool(number)
		if held {
			n.LicenseIDRef = h.license
			if h.license == "" {
				n.LicenseIDRef = spareLicense
				t.spare++
			}
			seat(&n, h.holder)
		}
		c.Numbers = append(c.Numbers, n)
	}
	for i, b := range p.assignments {
		if b.number == "" {
			c.Numbers = append(c.Numbers, inPool(fmt.Sprintf("%s%04d", poolPrefix, i)))
		}
	}
	for _, l := range o.licenses {
		c.Licenses = append(c.Licenses, simulator.License{ID: l.id, Name: l.name, Quantity: l.quantity})
	}
	if t.spare > 0 {
		at := len(c.Licenses)
		if t.spareFirst {
			at = 0
		}
		c.Licenses = slices.Insert(c.Licenses, at, simulator.License{ID: spareLicense, Name: "Spare", Quantity: t.spare})
	}
	return c
}

func inPool(number string) simulator.Number {
	return simulator.Number{ID: number, PhoneNumber: number, CountryCode: "FR"}
}

// seat gives a number its holder.
func seat(n *simulator.Number, holder string) {
	if holder == department || holder == anybody {
		n.DepartmentIDRef = holder
	} else {
		n.MemberIDRef = holder
	}
}

func person(id, email, role string) simulator.Member {
	return simulator.Member{ID: id, FirstName: "First", LastName: "Last", Email: email, Role: role}
}

// refused is the simulator's no, by its code.
type refused string

func (r refused) Error() string { return string(r) }

// object is the body of a request.
type object map[string]any

// ask sends one request. What the service says no to is an error. A request that is wrong in itself
// would be mistaken for that, and hide a false alarm: it ends the test.
func (s *simulated) ask(method, path string, body object) (id string, err error) {
	before := s.now
	if before.live == nil {
		before.live = s.start(before.company)
	}
	var content []byte
	if body != nil {
		content, err = json.Marshal(body)
		if err != nil {
			panic(err)
		}
	}
	request := httptest.NewRequest(method, simulator.Prefix+path, bytes.NewReader(content))
	request.Header.Set("x-api-key", simulator.DefaultAPIKey)
	if body != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	recorder := httptest.NewRecorder()
	before.live.ServeHTTP(recorder, request)
	var answer struct {
		ID    string `json:"id"`
		Error struct {
			Code string `json:"code"`
		} `json:"error"`
	}
	if recorder.Body.Len() > 0 {
		if err := json.Unmarshal(recorder.Body.Bytes(), &answer); err != nil {
			panic(err)
		}
	}
	code := answer.Error.Code
	switch {
	case recorder.Code < 300:
		s.now = &moment{company: before.live.Company().Company, live: before.live}
		before.live = nil
		return answer.ID, nil
	case recorder.Code == http.StatusConflict, strings.HasSuffix(code, "IdRef.unknown"),
		recorder.Code == http.StatusNotFound && !strings.HasPrefix(code, "route."),
		code == "role.invalid" && body["role"] == "ROLE_OWNER":
		return "", refused(code)
	}
	panic(fmt.Sprintf("%s %s %s: %d %s", method, path, content, recorder.Code, recorder.Body))
}

// start makes a simulator. Its clock stands still, and its IDs are the same each time.
func (s *simulated) start(c simulator.Company) *simulator.Simulator {
	live, err := simulator.New(simulator.Options{
		Company:             &c,
		NoAutomaticPurchase: !s.sells,
		Now:                 func() time.Time { return time.Unix(0, 0) },
	})
	if err != nil {
		panic(err)
	}
	return live
}

// call gives what was just made an ID that tells what it is, so that the same comes of making two
// things in either order. Nothing knows the ID that the simulator gave.
func (s *simulated) call(made, id string) string {
	c := &s.now.company
	for i := range c.Members {
		if c.Members[i].ID == made {
			c.Members[i].ID = id
		}
	}
	for i := range c.Licenses {
		if c.Licenses[i].ID == made {
			c.Licenses[i].ID = id
		}
	}
	s.now.live = nil
	return id
}

func (s *simulated) Clone() service { return &simulated{s.terms, s.now} }

func (s *simulated) Print() string {
	if s.now.text != "" {
		return s.now.text
	}
	c := s.now.company
	var lines []string
	for _, m := range c.Members {
		lines = append(lines, m.ID+" "+m.Email+" "+m.Role)
	}
	for _, d := range c.Departments {
		lines = append(lines, d.Name)
	}
	slices.Sort(lines)
	for _, l := range c.Licenses { // the order matters: the service takes from the oldest first
		lines = append(lines, fmt.Sprint(l.ID, " ", l.Name, " ", l.Quantity))
	}
	for _, n := range c.Numbers {
		if n.LicenseIDRef != "" {
			lines = append(lines, n.PhoneNumber+" "+n.MemberIDRef+n.DepartmentIDRef+" "+n.LicenseIDRef)
		}
	}
	s.now.text = strings.Join(lines, "\n")
	return s.now.text
}

func (s *simulated) MemberByEmail(email string) (string, bool) {
	for _, m := range s.now.company.Members {
		if strings.EqualFold(m.Email, email) {
			return m.ID, true
		}
	}
	return "", false
}

func (s *simulated) CreateMember(email string) (string, error) {
	id, err := s.ask(http.MethodPost, "/members", object{
		"firstName": "First", "lastName": "Last", "email": email, "role": "ROLE_USER", "departmentIdRefs": []string{},
	})
	if err != nil {
		return "", err
	}
	return s.call(id, "new-"+email), nil
}

func (s *simulated) RenameMember(id, email string) error {
	_, err := s.ask(http.MethodPatch, "/members/"+id, object{"email": email})
	return err
}

func (s *simulated) DeleteMember(id string) error {
	_, err := s.ask(http.MethodDelete, "/members/"+id, nil)
	return err
}

func (s *simulated) BuyLicense(name string, quantity int) (string, error) {
	id, err := s.ask(http.MethodPost, "/licenses", object{
		"name": name, "plan": "connect", "billingPeriod": "monthly", "quantity": quantity,
	})
	if err != nil {
		return "", err
	}
	return s.call(id, "new-"+name), nil
}

func (s *simulated) ChangeLicense(id, name string, quantity int) error {
	_, err := s.ask(http.MethodPatch, "/licenses/"+id, object{"name": name, "quantity": quantity})
	return err
}

func (s *simulated) DeleteLicense(id string) error {
	_, err := s.ask(http.MethodDelete, "/licenses/"+id, nil)
	return err
}

func (s *simulated) Assign(number, from, holder, license string) error {
	if from == "" {
		from = "none"
	}
	body := object{"memberIdRef": holder, "allowPurchase": s.mayBuy, "ifHolder": from}
	if slices.ContainsFunc(s.now.company.Departments, func(d simulator.Department) bool { return d.ID == holder }) {
		delete(body, "memberIdRef")
		body["departmentIdRef"] = holder
	}
	if license != "" {
		body["licenseIdRef"] = license
	}
	_, err := s.ask(http.MethodPost, "/numbers/"+url.PathEscape(number)+"/assign", body)
	return err
}

func (s *simulated) Unassign(number string) error {
	_, err := s.ask(http.MethodPost, "/numbers/"+url.PathEscape(number)+"/unassign", object{})
	return err
}

func (s *simulated) Pick() string {
	for _, n := range s.now.company.Numbers {
		if strings.HasPrefix(n.PhoneNumber, poolPrefix) && n.LicenseIDRef == "" {
			return n.PhoneNumber
		}
	}
	panic("the pool is too small for the plan")
}

func (s *simulated) Holding(number string) holding {
	for _, n := range s.now.company.Numbers {
		if n.PhoneNumber == number {
			return holding{n.MemberIDRef + n.DepartmentIDRef, n.LicenseIDRef}
		}
	}
	return holding{}
}
