package simulator

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
)

// Company is an organisation as data: what a company file holds. IDs may be left out where nothing
// refers to the object; the simulator then gives it one.
type Company struct {
	Account     Account      `json:"account"`
	Departments []Department `json:"departments"`
	Members     []Member     `json:"members"`
	Licenses    []License    `json:"licenses"`
	Numbers     []Number     `json:"numbers"`
}

// Account is the organisation itself.
type Account struct {
	ID   string `json:"id,omitempty"`
	Name string `json:"name"`
	// Plan is connect, advanced or max; connect if empty.
	Plan string `json:"plan,omitempty"`
	// MaxNumbersPerMember is 5 if 0. The members of a company may hold more than that: there are
	// organisations that were over the limit before they had it.
	MaxNumbersPerMember int `json:"maxNumbersPerMember,omitempty"`
}

// Department is a group of members.
type Department struct {
	ID   string `json:"id,omitempty"`
	Name string `json:"name"`
}

// Member is a person. Which numbers they hold is said by the numbers.
type Member struct {
	ID               string   `json:"id,omitempty"`
	FirstName        string   `json:"firstName"`
	LastName         string   `json:"lastName"`
	Email            string   `json:"email"`
	Role             string   `json:"role,omitempty"` // ROLE_USER if empty
	DepartmentIDRefs []string `json:"departmentIdRefs,omitempty"`
	// Joined is whether they have signed in and chosen a password. Nobody does while the simulator
	// runs: it has no sign-in.
	Joined bool `json:"joined,omitempty"`
}

// License is a block of licences.
type License struct {
	ID            string `json:"id,omitempty"`
	Name          string `json:"name"`
	Plan          string `json:"plan,omitempty"`          // the account's if empty
	BillingPeriod string `json:"billingPeriod,omitempty"` // monthly if empty
	Quantity      int    `json:"quantity"`
}

// Number is a phone number. With a holder, which is a member or a department, it needs a licence;
// without, it is in the pool.
type Number struct {
	ID              string `json:"id,omitempty"`
	PhoneNumber     string `json:"phoneNumber"`
	CountryCode     string `json:"countryCode"`
	Type            string `json:"type,omitempty"` // mobile if empty
	MemberIDRef     string `json:"memberIdRef,omitempty"`
	DepartmentIDRef string `json:"departmentIdRef,omitempty"`
	LicenseIDRef    string `json:"licenseIdRef,omitempty"`
	// AssignedAt is from when the cool-down counts; long ago if zero.
	AssignedAt time.Time `json:"assignedAt,omitzero"`
}

// Snapshot is an organisation at one moment, with the records since the simulator was made. It can
// be fed back as a company file; the records then start anew.
type Snapshot struct {
	Company
	Records
}

// ReadCompany reads a company file. It refuses what it doesn't know: a misspelt field would
// otherwise be a rule silently not in force.
func ReadCompany(r io.Reader) (Company, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return Company{}, err
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	var snapshot Snapshot
	if err := decoder.Decode(&snapshot); err != nil {
		return Company{}, describeJSONError(data, err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return Company{}, fmt.Errorf("line %d: more follows after the company", lineOf(data, decoder.InputOffset()))
	}
	if err := snapshot.Check(); err != nil {
		return Company{}, err
	}
	return snapshot.Company, nil
}

func describeJSONError(data []byte, err error) error {
	if syntax, ok := errors.AsType[*json.SyntaxError](err); ok {
		return fmt.Errorf("line %d: %w", lineOf(data, syntax.Offset), err)
	}
	if kind, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		field := strings.TrimPrefix(kind.Field, "Company.") // the path goes through the embedded struct
		return fmt.Errorf("line %d: %s has a value of the wrong kind: %s", lineOf(data, kind.Offset), field, kind.Value)
	}
	return err
}

func lineOf(data []byte, offset int64) int {
	return 1 + bytes.Count(data[:min(offset, int64(len(data)))], []byte("\n"))
}

func (o *organisation) snapshot() Snapshot {
	s := Snapshot{
		Company: Company{
			Account:     o.account,
			Departments: make([]Department, 0, len(o.departments.inOrder)),
			Members:     make([]Member, 0, len(o.members.inOrder)),
			Licenses:    make([]License, 0, len(o.licenses.inOrder)),
			Numbers:     make([]Number, 0, len(o.numbers.inOrder)),
		},
		Records: o.records.clone(),
	}
	for _, d := range o.departments.inOrder {
		s.Departments = append(s.Departments, Department{ID: d.id, Name: d.name})
	}
	for _, m := range o.members.inOrder {
		s.Members = append(s.Members, Member{
			ID: m.id, FirstName: m.firstName, LastName: m.lastName, Email: m.email, Role: m.role,
			DepartmentIDRefs: idsOf(m.departments), Joined: m.joined,
		})
	}
	for _, l := range o.licenses.inOrder {
		s.Licenses = append(s.Licenses, License{
			ID: l.id, Name: l.name, Plan: l.plan, BillingPeriod: l.billingPeriod, Quantity: l.quantity,
		})
	}
	for _, n := range o.numbers.inOrder {
		row := Number{
			ID: n.id, PhoneNumber: n.phoneNumber, CountryCode: n.countryCode, Type: n.kind, AssignedAt: n.assignedAt,
		}
		switch h := n.holder.(type) {
		case *member:
			row.MemberIDRef = h.id
		case *department:
			row.DepartmentIDRef = h.id
		}
		if n.license != nil {
			row.LicenseIDRef = n.license.id
		}
		s.Numbers = append(s.Numbers, row)
	}
	return s
}

// clone also turns empty lists into lists, which in JSON are [] and not null.
func (r Records) clone() Records {
	return Records{
		Mails:           append([]Mail{}, r.Mails...),
		LicensesBought:  append([]LicensePurchase{}, r.LicensesBought...),
		NumbersAssigned: append([]NumberAssignment{}, r.NumbersAssigned...),
		NumbersMoved:    append([]NumberMove{}, r.NumbersMoved...),
		NumbersReleased: append([]NumberRelease{}, r.NumbersReleased...),
		NumbersDeleted:  append([]NumberRelease{}, r.NumbersDeleted...),
	}
}

func idsOf[T shelved](objects []T) []string {
	ids := make([]string, 0, len(objects))
	for object := range slices.Values(objects) {
		ids = append(ids, object.base().id)
	}
	return ids
}
