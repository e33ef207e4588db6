package numberassignment_test

import (
	"testing"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

// An endpoint that only offers what the public gateway is known to offer: numbers can be assigned, if
// a licence may be bought, since nobody can tell whether one will be. What can't be done is said, and
// nothing leaves the state for it.
func TestTheGatewayAlone(t *testing.T) {
	gateway := acctest.Service(func(s *simulator.Options) { s.GatewayOnly = true })
	// What isn't known of the gateway's numbers (their type, say) is missing there.
	h := acctest.New(t, acctest.CompanyFile(company), gateway, acctest.BreaksContract())
	block := annas(acctest.Attrs{"member_email": nil, "member_id": "mem-anna"})

	_, diags := h.Protocol().Create(assignment, block)
	wants(t, diags.Errors(), "Can't assign the number +33199000001", "doesn't say which licences are free", "allow_license_purchase = true")
	h.WantSent(0, assign)

	mayBuy, diags := h.ProtocolWith(acctest.Attrs{"allow_license_purchase": true})
	acctest.OK(t, diags)
	o, diags := mayBuy.Create(assignment, block)
	acctest.OK(t, diags)
	o, diags = h.Protocol().Read(o)
	acctest.OK(t, diags)
	for _, same := range []acctest.Attrs{block, annas(nil), {"country_code": "FR", "member_id": "mem-anna"}} {
		planned, diags := h.Protocol().Plan(assignment, o, same)
		acctest.OK(t, diags)
		if !planned.Empty() {
			t.Errorf("planned %v for %v", planned.Attrs(), same)
		}
	}
	left, diags := h.Protocol().Destroy(o)
	wants(t, diags.Errors(), "Can't release the number +33199000001", "doesn't offer")
	if left == nil {
		t.Error("the assignment left the state although the number wasn't released")
	}
}
