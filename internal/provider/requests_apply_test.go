package provider_test

import (
	"fmt"
	"maps"
	"testing"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

// edit is one change of one block. A block without an object is new, one without configuration goes.
type edit struct {
	typeName string
	object   *acctest.Object
	config   acctest.Attrs
}

// with is the configuration with changes.
func (m managed) with(changes acctest.Attrs) edit {
	config := maps.Clone(m.config)
	maps.Copy(config, changes)
	return edit{m.object.Type, m.object, config}
}

func (m managed) gone() edit { return edit{m.object.Type, m.object, nil} }

// free is a number of the pool of roomy.
func free(i int) string { return fmt.Sprintf("+3319900%04d", i) }

// roomy is a company with so many members, and with free numbers and licences.
func roomy(members int) simulator.Company {
	c := simulator.Generate(members)
	c.Licenses[0].Quantity += 100
	for i := range 250 {
		c.Numbers = append(c.Numbers, simulator.Number{PhoneNumber: free(i), CountryCode: "FR", Type: "landline"})
	}
	return c
}

// edits makes k edits of one kind.
func edits(k int, one func(i int) edit) []edit {
	all := []edit{}
	for i := range k {
		all = append(all, one(i))
	}
	return all
}

// An apply begins with a plan of its own, in a process of its own. What the walk after that costs is
// counted here: it reads nothing but what its changes need.
func TestAnApplyCostsAFewRequestsForEachChange(t *testing.T) {
	t.Parallel()
	const members = 1000
	assignment := func(i int, holder acctest.Attrs) edit {
		config := acctest.Attrs{"phone_number": free(i)}
		maps.Copy(config, holder)
		return edit{typeName: "onoff_number_assignment", config: config}
	}
	// Ten members far into the list are managed: each is followed by its number.
	for name, change := range map[string]func(k int, all []managed) []edit{
		"members are created": func(k int, _ []managed) []edit {
			return edits(k, func(i int) edit {
				return edit{typeName: "onoff_member", config: acctest.Attrs{
					"first_name": "New", "last_name": fmt.Sprint(i), "email": fmt.Sprintf("new%d@example.com", i), "department_ids": []any{"department-1"},
				}}
			})
		},
		"departments are created": func(k int, _ []managed) []edit {
			return edits(k, func(i int) edit {
				return edit{typeName: "onoff_department", config: acctest.Attrs{"name": fmt.Sprint("New ", i)}}
			})
		},
		"licences are bought": func(k int, _ []managed) []edit {
			return edits(k, func(i int) edit {
				return edit{typeName: "onoff_license", config: acctest.Attrs{"name": fmt.Sprint("New ", i), "plan": "connect", "quantity": 1}}
			})
		},
		"numbers are assigned by e-mail": func(k int, _ []managed) []edit {
			return edits(k, func(i int) edit { return assignment(i, acctest.Attrs{"member_email": emailOf(901 + i)}) })
		},
		"numbers are assigned by ID": func(k int, _ []managed) []edit {
			return edits(k, func(i int) edit {
				return assignment(i, acctest.Attrs{"member_id": fmt.Sprintf("member-%d", 901+i)})
			})
		},
		"numbers are assigned to departments": func(k int, _ []managed) []edit {
			return edits(k, func(i int) edit {
				return assignment(i, acctest.Attrs{"department_id": fmt.Sprintf("department-%d", i%10+1)})
			})
		},
		"numbers are picked": func(k int, _ []managed) []edit {
			return edits(k, func(i int) edit {
				return edit{typeName: "onoff_number_assignment", config: acctest.Attrs{"country_code": "FR", "number_type": "landline", "member_email": emailOf(901 + i)}}
			})
		},
		"numbers are moved by e-mail": func(k int, all []managed) []edit {
			return edits(k, func(i int) edit { return all[2*i+1].with(acctest.Attrs{"member_email": emailOf(901 + i)}) })
		},
		"numbers are moved by ID": func(k int, all []managed) []edit {
			return edits(k, func(i int) edit {
				e := all[2*i+1].with(acctest.Attrs{"member_id": fmt.Sprintf("member-%d", 901+i)})
				delete(e.config, "member_email")
				return e
			})
		},
		"numbers are released": func(k int, all []managed) []edit {
			return edits(k, func(i int) edit { return all[2*i+1].gone() })
		},
		"members are renamed": func(k int, all []managed) []edit {
			return edits(k, func(i int) edit { return all[2*i].with(acctest.Attrs{"last_name": "Renamed"}) })
		},
		"members get another e-mail": func(k int, all []managed) []edit {
			return edits(k, func(i int) edit {
				return all[2*i].with(acctest.Attrs{"email": fmt.Sprintf("changed%d@example.com", i)})
			})
		},
	} {
		for _, k := range []int{1, 10} {
			t.Run(fmt.Sprint(name, "/", k), func(t *testing.T) {
				h := acctest.New(t, acctest.Company(roomy(members)))
				all := adopt(t, h, upTo(members)[800:810]...)
				h.Forget()
				applyInWalk(t, h, change(k, all))
				wantAtMost(t, h, 3*k+5)
			})
		}
	}
}

// Members can't be deleted before their numbers are released: those are two changes each.
func TestDeletingMembersCostsAFewRequestsEach(t *testing.T) {
	for _, k := range []int{1, 10} {
		t.Run(fmt.Sprint(k), func(t *testing.T) {
			h := acctest.New(t, acctest.Company(roomy(1000)))
			all := adopt(t, h, upTo(1000)[800:800+k]...)
			h.Forget()
			p := h.Protocol()
			for _, odd := range []int{1, 0} {
				var changes []edit
				for n, m := range all {
					if n%2 == odd {
						changes = append(changes, m.gone())
					}
				}
				apply(t, p, changes)
			}
			wantAtMost(t, h, 3*2*k+5)
		})
	}
}

// applyInWalk plans in one walk, which isn't counted, and applies in another.
func applyInWalk(t *testing.T, h *acctest.Harness, changes []edit) {
	t.Helper()
	plan := h.Protocol()
	atOnce(10, len(changes), 3, func(n int) {
		c := changes[n]
		if c.object != nil {
			read, diags := plan.Read(c.object)
			if diags.Err() != nil || read == nil {
				t.Errorf("%v: %v", c.config, diags.Err())
			}
		}
		planned, diags := plan.Plan(c.typeName, c.object, c.config)
		if diags.Err() != nil || planned.Empty() {
			t.Errorf("%v: planned %v: %v", c.config, planned.Attrs(), diags.Err())
		}
	})
	t.Logf("the plan took %d requests", h.Requests())
	h.WantSent(0, "POST *", "PATCH *", "DELETE *")
	h.Forget()
	apply(t, h.Protocol(), changes)
	if writes := h.Writes(); writes != len(changes) {
		t.Errorf("%d changes took %d writes", len(changes), writes)
	}
}

// apply plans each change once more and makes it, as the walk of an apply does. What is destroyed
// isn't planned again.
func apply(t *testing.T, p *acctest.Protocol, changes []edit) {
	t.Helper()
	atOnce(10, len(changes), 7, func(n int) {
		c := changes[n]
		planned, diags := p.Plan(c.typeName, c.object, c.config)
		if diags.Err() != nil || len(planned.Replace) > 0 {
			t.Errorf("%v: replaces for %v: %v", c.config, planned.Replace, diags.Err())
			return
		}
		after, diags := p.Apply(planned)
		if diags.Err() != nil || (after == nil) != (c.config == nil) {
			t.Errorf("%v: %v: %v", c.config, after, diags.Err())
		}
	})
}
