package simulator_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"time"

	"pgregory.net/rapid"

	"github.com/onoff-community/terraform-provider-onoff/internal/contract"
	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

// office is a client that does anything to a small organisation, in any order.
type office struct {
	sim     *simulator.Simulator
	handler http.Handler
	clock   *clock
	sent    int
	done    map[int]int // answers by status
	broken  []string    // violations of the contract
}

func newOffice(t *rapid.T) *office {
	company := simulator.Company{
		Account: simulator.Account{Name: "Small", MaxNumbersPerMember: 2},
		Members: []simulator.Member{{FirstName: "O", LastName: "O", Email: "owner@example.com", Role: "ROLE_OWNER"}},
	}
	if rapid.Bool().Draw(t, "no owner") {
		company.Members[0].Role = "ROLE_ADMIN"
	}
	for i := range 7 {
		company.Numbers = append(company.Numbers, simulator.Number{PhoneNumber: fmt.Sprintf("+3363998000%d", i), CountryCode: "FR"})
	}
	o := &office{clock: newClock(), done: map[int]int{}}
	sim, err := simulator.New(simulator.Options{
		Company:             &company,
		Now:                 o.clock.Now,
		ReassignCooldown:    rapid.SampledFrom([]time.Duration{0, time.Minute}).Draw(t, "cool-down"),
		NoAutomaticPurchase: rapid.Bool().Draw(t, "no automatic purchase"),
	})
	if err != nil {
		t.Fatal(err)
	}
	o.sim = sim
	o.handler = contract.Validator(func(text string) { o.broken = append(o.broken, text) })(sim)
	return o
}

// send asks for something, which may well be refused.
func (o *office) send(t *rapid.T, method, path string, body fields) {
	before := o.sim.Company()
	var text string
	if body != nil {
		data, err := json.Marshal(body)
		if err != nil {
			t.Fatal(err)
		}
		text = string(data)
	}
	r := httptest.NewRequest(method, simulator.Prefix+path, strings.NewReader(text))
	r.Header.Set("x-api-key", simulator.DefaultAPIKey)
	if text != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	if method == http.MethodPost && rapid.Bool().Draw(t, "keyed") {
		r.Header.Set("Idempotency-Key", rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "key"))
	}
	w := httptest.NewRecorder()
	o.handler.ServeHTTP(w, r)
	o.sent++
	o.done[w.Code]++
	if w.Code >= 500 {
		t.Fatalf("%s %s: %d %s", method, path, w.Code, w.Body)
	}
	if w.Code >= 400 || w.Header().Get("Idempotent-Replayed") != "" {
		if after := o.sim.Company(); !reflect.DeepEqual(before, after) {
			t.Fatalf("%s %s %s answered %d and yet changed\n%+v\nto\n%+v", method, path, text, w.Code, before, after)
		}
	}
}

// pick chooses an ID, now and then one that doesn't exist.
func pick[T any](t *rapid.T, what string, objects []T, id func(T) string) string {
	ids := []string{"nothing"}
	for _, object := range objects {
		ids = append(ids, id(object))
	}
	return rapid.SampledFrom(ids).Draw(t, what)
}

func (o *office) aMember(t *rapid.T) string {
	return pick(t, "member", o.sim.Company().Members, func(m simulator.Member) string { return m.ID })
}

func (o *office) aDepartment(t *rapid.T) string {
	return pick(t, "department", o.sim.Company().Departments, func(d simulator.Department) string { return d.ID })
}

func (o *office) aBlock(t *rapid.T) string {
	return pick(t, "block", o.sim.Company().Licenses, func(l simulator.License) string { return l.ID })
}

func (o *office) aNumber(t *rapid.T) string {
	phone := pick(t, "number", o.sim.Company().Numbers, func(n simulator.Number) string { return n.PhoneNumber })
	return "/numbers/" + strings.ReplaceAll(phone, "+", "%2B")
}

func (o *office) departments(t *rapid.T) []string {
	ids := []string{}
	for _, d := range o.sim.Company().Departments {
		if rapid.Bool().Draw(t, "in "+d.Name) {
			ids = append(ids, d.ID)
		}
	}
	return ids
}

var (
	someEmail = rapid.SampledFrom([]string{"a@example.com", "A@Example.com", "b@example.com", "B@EXAMPLE.COM", "c@example.com", "wrong"})
	someName  = rapid.SampledFrom([]string{"One", "ONE", "Two", "Purchased automatically"})
	someRole  = rapid.SampledFrom([]string{"ROLE_USER", "ROLE_ADMIN", "ROLE_TEAM_LEAD"})
)

// some adds a field in half of all cases.
func some(t *rapid.T, body fields, name string, value func() any) {
	if rapid.Bool().Draw(t, "with "+name) {
		body[name] = value()
	}
}

// aHolder is that of a condition: a member, a department, or nobody.
func (o *office) aHolder(t *rapid.T) string {
	return rapid.OneOf(rapid.Just("none"), rapid.Custom(o.aMember), rapid.Custom(o.aDepartment)).Draw(t, "expected holder")
}

func (o *office) actions() map[string]func(*rapid.T) {
	return map[string]func(*rapid.T){
		"create a member": func(t *rapid.T) {
			o.send(t, "POST", "/members", fields{
				"firstName": "A", "lastName": "B", "email": someEmail.Draw(t, "e-mail"),
				"role": someRole.Draw(t, "role"), "departmentIdRefs": o.departments(t),
			})
		},
		"change a member": func(t *rapid.T) {
			body := fields{"lastName": "C"}
			some(t, body, "email", func() any { return someEmail.Draw(t, "e-mail") })
			some(t, body, "role", func() any { return someRole.Draw(t, "role") })
			some(t, body, "departmentIdRefs", func() any { return o.departments(t) })
			o.send(t, "PATCH", "/members/"+o.aMember(t), body)
		},
		"delete a member":   func(t *rapid.T) { o.send(t, "DELETE", "/members/"+o.aMember(t), nil) },
		"invite a member":   func(t *rapid.T) { o.send(t, "POST", "/members/"+o.aMember(t)+"/invitation", nil) },
		"create department": func(t *rapid.T) { o.send(t, "POST", "/departments", fields{"name": someName.Draw(t, "name")}) },
		"rename department": func(t *rapid.T) {
			o.send(t, "PATCH", "/departments/"+o.aDepartment(t), fields{"name": someName.Draw(t, "name")})
		},
		"delete department": func(t *rapid.T) { o.send(t, "DELETE", "/departments/"+o.aDepartment(t), nil) },
		"buy licences": func(t *rapid.T) {
			o.send(t, "POST", "/licenses", purchase(someName.Draw(t, "name"), rapid.IntRange(1, 3).Draw(t, "quantity")))
		},
		"change a block": func(t *rapid.T) {
			body := fields{"quantity": rapid.IntRange(1, 4).Draw(t, "quantity")}
			some(t, body, "name", func() any { return someName.Draw(t, "name") })
			o.send(t, "PATCH", "/licenses/"+o.aBlock(t), body)
		},
		"delete a block": func(t *rapid.T) { o.send(t, "DELETE", "/licenses/"+o.aBlock(t), nil) },
		"assign": func(t *rapid.T) {
			body := fields{}
			if rapid.Bool().Draw(t, "to a member") {
				body["memberIdRef"] = o.aMember(t)
			} else {
				body["departmentIdRef"] = o.aDepartment(t)
			}
			some(t, body, "licenseIdRef", func() any { return o.aBlock(t) })
			some(t, body, "ifHolder", func() any { return o.aHolder(t) })
			some(t, body, "allowPurchase", func() any { return rapid.Bool().Draw(t, "allowed") })
			o.send(t, "POST", o.aNumber(t)+"/assign", body)
		},
		"unassign": func(t *rapid.T) {
			body := fields{}
			some(t, body, "ifHolder", func() any { return o.aHolder(t) })
			o.send(t, "POST", o.aNumber(t)+"/unassign", body)
		},
		"delete a number": func(t *rapid.T) {
			if rapid.IntRange(0, 3).Draw(t, "really") == 0 {
				o.send(t, "DELETE", o.aNumber(t), nil)
			}
		},
		"wait": func(t *rapid.T) {
			o.clock.pass(rapid.SampledFrom([]time.Duration{time.Second, time.Minute, time.Hour}).Draw(t, "time"))
		},
		"": o.check,
	}
}
