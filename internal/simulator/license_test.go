package simulator_test

import (
	"slices"
	"testing"

	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

func TestABlockIsBoughtGrownShrunkAndGivenUp(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{})
	block := into[blockRow](s.send("POST", "/licenses", fields{"name": "Sales", "plan": "max", "billingPeriod": "yearly", "quantity": 2}).is(201))
	want := blockRow{block.ID, "Sales", "max", "yearly", 2, 0}
	if block != want {
		t.Errorf("bought %+v", block)
	}
	s.send("PATCH", "/licenses/"+block.ID, fields{"name": "Vente", "quantity": 5}).is(200)
	s.send("PATCH", "/licenses/"+block.ID, fields{"quantity": 5}).is(200)
	s.send("PATCH", "/licenses/"+block.ID, fields{"quantity": 1}).is(200)
	want.Name, want.Quantity = "Vente", 1
	if got := s.getBlock(block.ID); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	s.send("DELETE", "/licenses/"+block.ID, nil).is(204)
	s.send("DELETE", "/licenses/"+block.ID, nil).no(404, "license.notFound")
	s.send("PATCH", "/licenses/"+block.ID, fields{"quantity": 2}).no(404, "license.notFound")

	bought := []simulator.LicensePurchase{
		{Sequence: 1, LicenseIDRef: block.ID, Name: "Sales", Quantity: 2},
		{Sequence: 2, LicenseIDRef: block.ID, Name: "Vente", Quantity: 3},
	}
	if got := s.sim.Company().LicensesBought; !slices.Equal(got, bought) {
		t.Errorf("recorded %+v, want %+v", got, bought)
	}
}

func TestBlockNamesAreUniqueWhateverTheirCase(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{})
	first, second := s.block("First", 1), s.block("Second", 1)
	s.send("POST", "/licenses", purchase("FIRST", 9)).no(409, "license.nameTaken")
	s.send("PATCH", "/licenses/"+second, fields{"name": "first", "quantity": 9}).no(409, "license.nameTaken")
	if got := s.getBlock(second); got.Name != "Second" || got.Quantity != 1 {
		t.Errorf("a refused change left %+v", got)
	}
	s.send("PATCH", "/licenses/"+first, fields{"name": "FIRST"}).is(200)
	s.send("DELETE", "/licenses/"+first, nil).is(204)
	s.block("first", 1)
}

func TestWhatABlockMustBe(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{})
	s.clumsy = true
	for name, test := range map[string]struct {
		field string
		value any
		code  string
	}{
		"empty name":       {"name", "", "name.invalid"},
		"unknown plan":     {"plan", "platinum", "plan.invalid"},
		"unknown period":   {"billingPeriod", "weekly", "billingPeriod.invalid"},
		"none":             {"quantity", 0, "quantity.invalid"},
		"less than none":   {"quantity", -1, "quantity.invalid"},
		"half a licence":   {"quantity", 1.5, "request.invalid"},
		"number as text":   {"quantity", "1", "request.invalid"},
		"more than a lot":  {"quantity", 1e30, "request.invalid"},
		"assigned isn't":   {"assigned", 0, "request.invalid"},
		"plan is a number": {"plan", 1, "request.invalid"},
	} {
		body := purchase("New", 1)
		body[test.field] = test.value
		if got := s.send("POST", "/licenses", body); got.status != 400 || got.code() != test.code {
			t.Errorf("%s: %d %s", name, got.status, got.body)
		}
	}
	for _, field := range []string{"name", "plan", "billingPeriod", "quantity"} {
		body := purchase("New", 1)
		delete(body, field)
		s.send("POST", "/licenses", body).no(400, field+".invalid")
	}
	block := s.block("Block", 1)
	for body, code := range map[string]string{
		`{}`: "request.invalid", `{"quantity":0}`: "quantity.invalid", `{"name":" "}`: "name.invalid",
		`{"plan":"max"}`: "request.invalid", `{"billingPeriod":"yearly"}`: "request.invalid",
	} {
		s.send("PATCH", "/licenses/"+block, body).no(400, code)
	}
	if got := len(s.sim.Company().LicensesBought); got != 1 {
		t.Errorf("%d purchases", got)
	}
}

func TestABlockInUseKeepsWhatIsAssigned(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{})
	block, sales := s.block("Block", 3), s.department("Sales")
	ada := s.member("ada@example.com")
	s.assign(phone(1), fields{"memberIdRef": ada}).is(200)
	s.assign(phone(2), fields{"departmentIdRef": sales}).is(200)
	s.send("PATCH", "/licenses/"+block, fields{"quantity": 1, "name": "Other"}).no(409, "license.belowAssigned")
	s.send("DELETE", "/licenses/"+block, nil).no(409, "license.assigned")
	s.send("PATCH", "/licenses/"+block, fields{"quantity": 2}).is(200)
	if got, want := s.getBlock(block), (blockRow{block, "Block", "connect", "monthly", 2, 2}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	s.send("POST", "/numbers/%2B"+phone(1)[1:]+"/unassign", nil).is(200)
	s.send("DELETE", "/numbers/%2B"+phone(2)[1:], nil).is(204)
	s.send("DELETE", "/licenses/"+block, nil).is(204)
}
