package simulator_test

import (
	"slices"
	"testing"
	"time"

	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

func (s *service) unassign(number string, body any) answer {
	s.t.Helper()
	return s.send("POST", "/numbers/%2B"+number[1:]+"/unassign", body)
}

func TestANumberIsAssignedMovedAndReleased(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{})
	block, sales := s.block("Block", 1), s.department("Sales")
	ada, bob := s.member("ada@example.com"), s.member("bob@example.com")

	got := into[numberRow](s.assign(phone(1), fields{"memberIdRef": ada}).is(200))
	if got.PhoneNumber != phone(1) || got.CountryCode != "FR" || got.Type != "mobile" || got.LicenseIdRef != block {
		t.Errorf("assigned %+v", got)
	}
	if held := s.getMember(ada).NumberIdRefs; !slices.Equal(held, []string{got.ID}) {
		t.Errorf("the member holds %v", held)
	}
	s.assign(phone(1), fields{"memberIdRef": ada}).no(409, "number.alreadyAssigned")

	// Moving takes no second licence: there is none.
	moved := into[numberRow](s.assign(phone(1), fields{"memberIdRef": bob, "history": "delete", "allowPurchase": false}).is(200))
	if moved != got {
		t.Errorf("moved %+v, want %+v", moved, got)
	}
	s.assign(phone(1), fields{"departmentIdRef": sales}).is(200)
	if held := into[departmentRow](s.send("GET", "/departments/"+sales, nil)).NumberIdRefs; !slices.Equal(held, []string{got.ID}) {
		t.Errorf("the department holds %v", held)
	}
	s.assign(phone(1), fields{"departmentIdRef": sales}).no(409, "number.alreadyAssigned")
	if a, b := s.getMember(ada).NumberIdRefs, s.getMember(bob).NumberIdRefs; len(a)+len(b) != 0 {
		t.Errorf("the former holders still have %v and %v", a, b)
	}

	released := into[numberRow](s.unassign(phone(1), nil).is(200))
	if released.LicenseIdRef != "" {
		t.Errorf("released %+v", released)
	}
	s.unassign(phone(1), nil).no(409, "number.notAssigned")
	if got := s.getBlock(block).Assigned; got != 0 {
		t.Errorf("%d licences are assigned", got)
	}

	s.send("DELETE", "/numbers/%2B"+phone(1)[1:], nil).is(204)
	s.send("DELETE", "/numbers/%2B"+phone(1)[1:], nil).no(404, "number.notFound")
	s.assign(phone(1), fields{"memberIdRef": ada}).no(404, "number.notFound")
	s.unassign(phone(1), nil).no(404, "number.notFound")

	records := s.sim.Company().Records
	if want := []simulator.NumberAssignment{{Sequence: 4, PhoneNumber: phone(1), To: ada}}; !slices.Equal(records.NumbersAssigned, want) {
		t.Errorf("assigned %+v", records.NumbersAssigned)
	}
	if want := []simulator.NumberMove{
		{Sequence: 5, PhoneNumber: phone(1), From: ada, To: bob, History: "delete"},
		{Sequence: 6, PhoneNumber: phone(1), From: bob, To: sales, History: "keep"},
	}; !slices.Equal(records.NumbersMoved, want) {
		t.Errorf("moved %+v", records.NumbersMoved)
	}
	if want := []simulator.NumberRelease{{Sequence: 7, PhoneNumber: phone(1), From: sales}}; !slices.Equal(records.NumbersReleased, want) {
		t.Errorf("released %+v", records.NumbersReleased)
	}
	if want := []simulator.NumberRelease{{Sequence: 8, PhoneNumber: phone(1)}}; !slices.Equal(records.NumbersDeleted, want) {
		t.Errorf("deleted %+v", records.NumbersDeleted)
	}
}

func TestDeletingAHeldNumberFreesHolderAndLicense(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{})
	block, ada := s.block("Block", 1), s.member("ada@example.com")
	s.assign(phone(1), fields{"memberIdRef": ada}).is(200)
	s.send("DELETE", "/numbers/%2B"+phone(1)[1:], nil).is(204)
	if got := s.getBlock(block).Assigned; got != 0 {
		t.Errorf("%d licences are assigned", got)
	}
	s.send("DELETE", "/members/"+ada, nil).is(204)
	if got := s.sim.Company().NumbersDeleted; len(got) != 1 || got[0].From != ada {
		t.Errorf("deleted %+v", got)
	}
}

func TestAMemberHoldsOnlySoManyNumbers(t *testing.T) {
	t.Parallel()
	company := simulator.DefaultCompany()
	company.Account.MaxNumbersPerMember = 2
	s := start(t, simulator.Options{Company: &company})
	ada, bob, sales := s.member("ada@example.com"), s.member("bob@example.com"), s.department("Sales")
	for n := range 2 {
		s.assign(phone(n), fields{"memberIdRef": ada}).is(200)
	}
	s.assign(phone(2), fields{"memberIdRef": ada}).no(409, "number.limitReached")
	s.assign(phone(2), fields{"memberIdRef": bob}).is(200)
	s.assign(phone(2), fields{"memberIdRef": ada}).no(409, "number.limitReached")
	for n := 3; n < 8; n++ { // the limit is one of members
		s.assign(phone(n), fields{"departmentIdRef": sales}).is(200)
	}
	s.unassign(phone(0), nil).is(200)
	s.assign(phone(2), fields{"memberIdRef": ada}).is(200)
	if bought := len(s.sim.Company().LicensesBought); bought != 8 {
		t.Errorf("%d licences were bought; a refused assignment buys none", bought)
	}
}

// An organisation can have been over the limit before there was one.
func TestAMemberOverTheLimitKeepsTheirNumbers(t *testing.T) {
	t.Parallel()
	company := simulator.Generate(1)
	company.Account.MaxNumbersPerMember = 1
	company.Licenses[0].Quantity = 3
	for _, n := range []string{"+33639981001", "+33639981002"} {
		company.Numbers = append(company.Numbers, simulator.Number{
			PhoneNumber: n, CountryCode: "FR", MemberIDRef: "member-1", LicenseIDRef: "license-1",
		})
	}
	s := start(t, simulator.Options{Company: &company})
	if got := len(s.getMember("member-1").NumberIdRefs); got != 3 {
		t.Fatalf("the member holds %d numbers", got)
	}
	s.unassign("+33639981001", nil).is(200)
	s.assign("+33639981001", fields{"memberIdRef": "member-1"}).no(409, "number.limitReached")
}

func TestAnAssignmentWithoutAFreeLicense(t *testing.T) {
	t.Parallel()
	t.Run("is sold one", func(t *testing.T) {
		t.Parallel()
		s := start(t, simulator.Options{})
		ada := s.member("ada@example.com")
		s.assign(phone(1), fields{"memberIdRef": ada}).is(200)
		s.assign(phone(2), fields{"memberIdRef": ada, "allowPurchase": true}).is(200)
		blocks := s.sim.Company().Licenses
		if len(blocks) != 1 || blocks[0].Name != "Purchased automatically" || blocks[0].Quantity != 2 || blocks[0].BillingPeriod != "monthly" {
			t.Fatalf("blocks %+v", blocks)
		}
		want := []simulator.LicensePurchase{
			{Sequence: 2, LicenseIDRef: blocks[0].ID, Name: blocks[0].Name, Quantity: 1, Automatic: true},
			{Sequence: 4, LicenseIDRef: blocks[0].ID, Name: blocks[0].Name, Quantity: 1, Automatic: true},
		}
		if got := s.sim.Company().LicensesBought; !slices.Equal(got, want) {
			t.Errorf("bought %+v, want %+v", got, want)
		}
		// A licence that is free again is used first.
		s.unassign(phone(1), nil).is(200)
		s.assign(phone(3), fields{"memberIdRef": ada}).is(200)
		if got := len(s.sim.Company().LicensesBought); got != 2 {
			t.Errorf("%d purchases", got)
		}
	})
	t.Run("is refused if it says so", func(t *testing.T) {
		t.Parallel()
		s := start(t, simulator.Options{})
		ada := s.member("ada@example.com")
		s.assign(phone(1), fields{"memberIdRef": ada, "allowPurchase": false}).no(409, "license.noneFree")
		if c := s.sim.Company(); len(c.Licenses)+len(c.LicensesBought)+len(c.NumbersAssigned) != 0 {
			t.Error("the refused assignment left something")
		}
	})
	t.Run("is refused if the service sells none", func(t *testing.T) {
		t.Parallel()
		s := start(t, simulator.Options{NoAutomaticPurchase: true})
		ada := s.member("ada@example.com")
		s.assign(phone(1), fields{"memberIdRef": ada}).no(409, "license.noneFree")
		s.block("Block", 1)
		s.assign(phone(1), fields{"memberIdRef": ada}).is(200)
	})
}

func TestANamedBlock(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{})
	first, second := s.block("First", 1), s.block("Second", 1)
	ada, bob := s.member("ada@example.com"), s.member("bob@example.com")
	s.assign(phone(1), fields{"memberIdRef": ada, "licenseIdRef": second}).is(200)
	s.assign(phone(2), fields{"memberIdRef": ada, "licenseIdRef": second}).no(409, "license.noneFree")
	if got := s.getBlock(second).Quantity; got != 1 {
		t.Errorf("a full block grew to %d", got)
	}

	// To the same holder it changes the licence, and nothing else.
	if got := into[numberRow](s.assign(phone(1), fields{"memberIdRef": ada, "licenseIdRef": first}).is(200)); got.LicenseIdRef != first {
		t.Errorf("got %+v", got)
	}
	s.assign(phone(1), fields{"memberIdRef": ada, "licenseIdRef": first}).no(409, "number.alreadyAssigned")
	s.assign(phone(2), fields{"memberIdRef": bob, "licenseIdRef": second}).is(200)
	s.assign(phone(1), fields{"memberIdRef": ada, "licenseIdRef": second}).no(409, "license.noneFree")

	// A move keeps the licence, or takes one of the block that is named; its own is never short.
	if got := into[numberRow](s.assign(phone(1), fields{"memberIdRef": bob, "licenseIdRef": first}).is(200)); got.LicenseIdRef != first {
		t.Errorf("got %+v", got)
	}
	s.assign(phone(1), fields{"memberIdRef": ada, "licenseIdRef": second}).no(409, "license.noneFree")
	s.unassign(phone(2), nil).is(200)
	s.assign(phone(1), fields{"memberIdRef": ada, "licenseIdRef": second}).is(200)
	if a, b := s.getBlock(first).Assigned, s.getBlock(second).Assigned; a != 0 || b != 1 {
		t.Errorf("%d and %d licences are assigned", a, b)
	}
}

func TestOnlyWhoHoldsTheNumberIsExpectedTo(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{})
	ada, bob := s.member("ada@example.com"), s.member("bob@example.com")
	s.assign(phone(1), fields{"memberIdRef": ada, "ifHolder": bob}).no(409, "number.holderChanged")
	s.assign(phone(1), fields{"memberIdRef": ada, "ifHolder": "none"}).is(200)
	s.assign(phone(1), fields{"memberIdRef": bob, "ifHolder": "none"}).no(409, "number.holderChanged")
	s.assign(phone(1), fields{"memberIdRef": bob, "ifHolder": ada}).is(200)
	s.unassign(phone(1), fields{"ifHolder": ada}).no(409, "number.holderChanged")
	s.unassign(phone(1), fields{"ifHolder": bob}).is(200)
	s.unassign(phone(1), fields{"ifHolder": bob}).no(409, "number.holderChanged")

	target := "/numbers/%2B" + phone(1)[1:] + "?ifHolder="
	s.send("DELETE", target+ada, nil).no(409, "number.holderChanged")
	s.send("DELETE", target+"none", nil).is(204)

	s.clumsy = true
	s.assign(phone(2), fields{"memberIdRef": ada, "ifHolder": ""}).no(400, "request.invalid")
	s.unassign(phone(2), fields{"ifHolder": ""}).no(400, "request.invalid")
	s.send("DELETE", "/numbers/%2B"+phone(2)[1:]+"?ifHolder=", nil).no(400, "request.invalid")
}

func TestWhatAnAssignmentMustSay(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{})
	s.clumsy = true
	ada, sales := s.member("ada@example.com"), s.department("Sales")
	for name, test := range map[string]struct {
		body any
		code string
	}{
		"no holder":          {fields{}, "holder.invalid"},
		"two holders":        {fields{"memberIdRef": ada, "departmentIdRef": sales}, "holder.invalid"},
		"unknown member":     {fields{"memberIdRef": sales}, "memberIdRef.unknown"},
		"unknown department": {fields{"departmentIdRef": ada}, "departmentIdRef.unknown"},
		"unknown block":      {fields{"memberIdRef": ada, "licenseIdRef": sales}, "licenseIdRef.unknown"},
		"unknown history":    {fields{"memberIdRef": ada, "history": "burn"}, "history.invalid"},
		"purchase as text":   {fields{"memberIdRef": ada, "allowPurchase": "false"}, "request.invalid"},
		"purchase null":      {fields{"memberIdRef": ada, "allowPurchase": nil}, "request.invalid"},
		"misspelt condition": {fields{"memberIdRef": ada, "allowpurchase": false}, "request.invalid"},
		"no body":            {nil, "request.invalid"},
		"a list":             {"[]", "request.invalid"},
	} {
		if got := s.send("POST", "/numbers/%2B"+phone(1)[1:]+"/assign", test.body); got.status != 400 || got.code() != test.code {
			t.Errorf("%s: %d %s", name, got.status, got.body)
		}
	}
	if c := s.sim.Company(); len(c.NumbersAssigned)+len(c.LicensesBought) != 0 {
		t.Error("a refused assignment left something")
	}
}

func TestTheCooldown(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{ReassignCooldown: simulator.VendorReassignCooldown})
	ada, bob := s.member("ada@example.com"), s.member("bob@example.com")
	second := s.block("Second", 3)
	s.assign(phone(1), fields{"memberIdRef": ada}).is(200)

	s.clock.pass(10*time.Minute + 500*time.Millisecond)
	refused := s.assign(phone(1), fields{"memberIdRef": bob}).no(409, "number.reassignTooSoon")
	if got := refused.header.Get("Retry-After"); got != "1200" {
		t.Errorf("Retry-After is %s", got)
	}
	// Another licence for the same holder is no move, and doesn't begin the cool-down anew.
	third := s.block("Third", 1)
	s.assign(phone(1), fields{"memberIdRef": ada, "licenseIdRef": third}).is(200)

	s.clock.pass(20*time.Minute - 501*time.Millisecond)
	s.assign(phone(1), fields{"memberIdRef": bob}).no(409, "number.reassignTooSoon")
	s.clock.pass(time.Millisecond)
	s.assign(phone(1), fields{"memberIdRef": bob}).is(200)
	s.assign(phone(1), fields{"memberIdRef": ada}).no(409, "number.reassignTooSoon")

	// What goes through the pool isn't moved.
	s.unassign(phone(1), nil).is(200)
	s.assign(phone(1), fields{"memberIdRef": ada, "licenseIdRef": second}).is(200)
}
