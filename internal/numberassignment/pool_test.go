package numberassignment_test

import (
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

// A number is picked by country and type and kept from then on, however it is written, for as long
// as it fits.
func TestPick(t *testing.T) {
	h := acctest.New(t, acctest.CompanyFile(company), without("+33639980002"))
	h.Run(
		resource.TestStep{
			ConfigDirectory: acctest.Dir("french_mobile"), ConfigPlanChecks: created,
			ConfigStateChecks: acctest.State(
				acctest.Has(reception, "phone_number", "+33639980001"),
				acctest.Has(reception, "id", "num-fr-3"),
			),
			Check: acctest.Then(h.Forget),
		},
		resource.TestStep{ConfigDirectory: acctest.Dir("any_french"), ConfigPlanChecks: acctest.NoChanges()},
		resource.TestStep{ConfigDirectory: acctest.Dir("that_number"), ConfigPlanChecks: acctest.NoChanges()},
		resource.TestStep{
			ConfigDirectory: acctest.Dir("french_mobile"), ConfigPlanChecks: acctest.NoChanges(),
			Check: acctest.Then(func() { h.WantSent(0, "POST *", "PATCH *", "DELETE *") }),
		},
		resource.TestStep{
			ConfigDirectory: acctest.Dir("belgian"), ConfigPlanChecks: replaced,
			ConfigStateChecks: acctest.State(acctest.Has(reception, "phone_number", "+32460000001")),
		},
		resource.TestStep{
			ConfigDirectory: acctest.Dir("another_number"), ConfigPlanChecks: replaced,
			ConfigStateChecks: acctest.State(acctest.Has(reception, "id", "num-fr-2")),
		},
		resource.TestStep{ConfigDirectory: acctest.Dir("french_mobile"), ConfigPlanChecks: replaced},
		resource.TestStep{
			ConfigDirectory: acctest.Dir("no_such_number"),
			ExpectError:     acctest.Message("There is no such number in the pool", "country_code", "no landline number of country BE"),
		},
	)
}

// without takes a number out of the company.
func without(phone string) acctest.Option {
	return acctest.Service(func(s *simulator.Options) {
		s.Company.Numbers = slices.DeleteFunc(s.Company.Numbers, func(n simulator.Number) bool { return n.PhoneNumber == phone })
	})
}

// Between the moment in which the pool is read and that in which its number is assigned, another
// instance takes it.
func TestPickLosesARace(t *testing.T) {
	// With pages of one number, the first is picked first.
	h := acctest.New(t, acctest.CompanyFile(company), acctest.Service(func(s *simulator.Options) { s.PageLimit = 1 }))
	const first, second = "+33639980001", "+33639980002"
	h.Before(assign, func() {
		h.Behind("POST", "/numbers/"+first+"/assign", map[string]any{"memberIdRef": "mem-olga", "allowPurchase": false}, nil)
	})
	h.Run(resource.TestStep{
		ConfigDirectory: acctest.Dir("french_mobile"), ConfigPlanChecks: created,
		ConfigStateChecks: acctest.State(
			acctest.Has(reception, "phone_number", second),
			acctest.Has(reception, "member_id", "mem-anna"),
		),
		Check: acctest.Then(func() {
			h.WantSent(2, assign)
			if got := numbers(h)[first]; got.MemberIDRef != "mem-olga" {
				t.Errorf("the number that was lost is %+v, want Olga's", got)
			}
		}),
	})
}

// Two blocks that pick at once don't get in each other's way.
func TestPickAllAtOnce(t *testing.T) {
	h := acctest.New(t, acctest.CompanyFile(company))
	h.Run(resource.TestStep{
		ConfigDirectory: acctest.Dir("both"),
		Check: acctest.Then(func() {
			h.WantSent(2, assign)
			var got []string
			for _, a := range h.Company().NumbersAssigned {
				got = append(got, a.PhoneNumber)
			}
			slices.Sort(got)
			if want := []string{"+33639980001", "+33639980002"}; !slices.Equal(got, want) {
				t.Errorf("assigned %v, want %v", got, want)
			}
		}),
	})
}

// The last number of its kind is taken by somebody else.
func TestPickFindsThePoolEmptied(t *testing.T) {
	h := acctest.New(t, acctest.CompanyFile(company))
	h.Before(assign, func() {
		h.Behind("POST", "/numbers/+32460000001/assign", map[string]any{"memberIdRef": "mem-olga", "allowPurchase": false}, nil)
	})
	h.Run(resource.TestStep{
		ConfigDirectory: acctest.Dir("belgian"),
		ExpectError:     acctest.Message("There is no such number in the pool", "no number of country BE", "taken by somebody else"),
	})
}

// What is picked leaves the list of free numbers while it is being read page by page, so that others
// move up onto pages that were read before. None of them is overlooked.
func TestPickTheWholePool(t *testing.T) {
	h := acctest.New(t, acctest.CompanyFile(company), acctest.Service(func(s *simulator.Options) {
		s.PageLimit = 2
		s.Company.Licenses[1].Quantity = 10
		s.Company.Account.MaxNumbersPerMember = 10
	}))
	run := h.Protocol()
	block := acctest.Attrs{"country_code": "FR", "member_email": "anna.petit@example.com"}
	for range 4 {
		_, diags := run.Create(assignment, block)
		acctest.OK(t, diags)
	}
	_, diags := run.Create(assignment, block)
	wants(t, diags.Errors(), "There is no such number in the pool")
	if got := h.Company().NumbersAssigned; len(got) != 4 {
		t.Errorf("assigned %+v, want all four", got)
	}
}

// A number that is only known after apply isn't given back for that. If it turns out to be another
// one, nothing happens until a plan shows it.
func TestNumberKnownAfterApply(t *testing.T) {
	h := acctest.New(t, acctest.CompanyFile(company))
	cli := h.CLI().Use("first")
	cli.Apply().WantCode(0).WantNot("isn't known yet")
	h.Forget()
	cli.Use("chosen_again").Apply().WantCode(0).Want("Whether the number +33199000001 stays isn't known yet")
	cli.Use("another").Apply().WantCode(1).Want("inconsistent final plan")
	h.WantSent(0, "POST *", "DELETE *")
	cli.Apply().WantCode(0).WantNot("isn't known yet")
	h.WantSent(1, unassign)
	h.WantSent(1, assign)
}
