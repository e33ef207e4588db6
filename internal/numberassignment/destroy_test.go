package numberassignment_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
)

// A number is released or given up exactly as the configuration says, and its licence is free again.
func TestOnDestroy(t *testing.T) {
	h := acctest.New(t, acctest.CompanyFile(company))
	h.Run(
		resource.TestStep{ConfigDirectory: acctest.Dir("both")},
		resource.TestStep{ConfigDirectory: acctest.Dir("neither")},
	)
	company := h.Company()
	if got := company.NumbersReleased; len(got) != 1 || got[0].PhoneNumber != "+33199000001" || got[0].From != "mem-anna" {
		t.Errorf("released %+v, want +33199000001", got)
	}
	if got := company.NumbersDeleted; len(got) != 1 || got[0].PhoneNumber != "+33199000002" || got[0].From != "mem-anna" {
		t.Errorf("given up %+v, want +33199000002", got)
	}
	for phone, n := range numbers(h) {
		if n.LicenseIDRef != "" && n.MemberIDRef != "mem-ben" {
			t.Errorf("%s still has the licence %s", phone, n.LicenseIDRef)
		}
	}
}

// Somebody releases the numbers while they are being destroyed: nothing is left to do, and what is
// in the pool by then isn't given up.
func TestDestroyAfterARelease(t *testing.T) {
	h := acctest.New(t, acctest.CompanyFile(company))
	for route, phone := range map[string]string{unassign: "+33199000001", giveUp: "+33199000002"} {
		h.Before(route, func() { h.Behind("POST", "/numbers/"+phone+"/unassign", nil, nil) })
	}
	h.Run(
		resource.TestStep{ConfigDirectory: acctest.Dir("both")},
		resource.TestStep{ConfigDirectory: acctest.Dir("neither")},
	)
	if got := h.Company().NumbersDeleted; len(got) > 0 {
		t.Errorf("given up %+v, want none", got)
	}
}

// Somebody moves the numbers to Ben while they are being destroyed: they stay Ben's.
func TestDestroyAfterAMove(t *testing.T) {
	h := acctest.New(t, acctest.CompanyFile(company))
	for route, phone := range map[string]string{unassign: "+33199000001", giveUp: "+33199000002"} {
		h.Before(route, func() {
			h.Behind("POST", "/numbers/"+phone+"/assign", map[string]any{"memberIdRef": "mem-ben"}, nil)
		})
	}
	h.Run(
		resource.TestStep{ConfigDirectory: acctest.Dir("both")},
		resource.TestStep{ConfigDirectory: acctest.Dir("neither")},
	)
	for _, phone := range []string{"+33199000001", "+33199000002"} {
		if got := numbers(h)[phone]; got.MemberIDRef != "mem-ben" {
			t.Errorf("%s is %+v, want Ben's", phone, got)
		}
	}
}
