package numberassignment_test

import (
	"testing"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

// Whatever goes wrong while reading, nothing leaves the state, and what went wrong is said.
func TestTroubleWhileReading(t *testing.T) {
	html := "<html><body>Bad gateway</body></html>"
	for _, test := range []struct {
		name  string
		fault simulator.Fault
		want  string
	}{
		{"401", acctest.Answers("GET *", 401), "doesn't accept the key"},
		{"403", acctest.Answers("GET *", 403), "lacks the right"},
		{"404 of the route", acctest.AnswersWith("GET *", 404, `{"error":{"code":"route.notFound","message":"No such route."}}`), "doesn't offer"},
		{"a page of HTML", acctest.AnswersWith("GET *", 200, html), "HTML page"},
		{"a cut connection", simulator.Fault{Route: "GET *", Drop: "after"}, "connection was cut"},
	} {
		t.Run(test.name, func(t *testing.T) {
			h, o := assigned(t, nil, acctest.Setting("max_retries", "0"))
			h.Fault(test.fault)
			read, diags := h.Protocol().Read(o)
			if read == nil {
				t.Error("the assignment left the state")
			}
			wants(t, diags.Errors(), "Can't read who has the number +33199000001", test.want)
		})
	}
}

// Whatever goes wrong while changing, the state stays what it was.
func TestTroubleWhileMoving(t *testing.T) {
	for _, test := range []struct {
		name  string
		fault simulator.Fault
		want  string
	}{
		{"401", acctest.Answers(assign, 401), "doesn't accept the key"},
		{"403", acctest.Answers(assign, 403), "lacks the right"},
		{"405", acctest.AnswersWith(assign, 405, `{"error":{"code":"method.notAllowed","message":"Not here."}}`), "doesn't offer"},
	} {
		t.Run(test.name, func(t *testing.T) {
			h, o := assigned(t, nil, acctest.Setting("max_retries", "0"))
			h.Fault(test.fault)
			after, diags := h.Protocol().Update(o, annas(acctest.Attrs{"member_email": "ben.gros@example.com"}))
			wants(t, diags.Errors(), `Can't move the number +33199000001 to the member "ben.gros@example.com"`, test.want)
			if after == nil || after.Get("member_id") != "mem-anna" {
				t.Errorf("the state is %v", after)
			}
		})
	}
}

// The reply to a move is lost after it was carried out: the move is found, and made only once.
func TestLostReply(t *testing.T) {
	h, o := assigned(t, nil)
	h.Fault(acctest.LostReply(assign))
	o, diags := h.Protocol().Update(o, annas(acctest.Attrs{"member_email": "ben.gros@example.com"}))
	acctest.OK(t, diags)
	if got := o.Get("member_id"); got != "mem-ben" {
		t.Errorf("the holder is %v", got)
	}
	if got := h.Company().NumbersMoved; len(got) != 1 {
		t.Errorf("moved %+v, want once", got)
	}
}

// The reply to a first assignment is lost: it is found, and the state has it.
func TestLostReplyToAFirstAssignment(t *testing.T) {
	for name, block := range map[string]acctest.Attrs{
		"written": annas(nil),
		"picked":  annas(acctest.Attrs{"phone_number": nil, "country_code": "FR", "number_type": "mobile"}),
	} {
		t.Run(name, func(t *testing.T) {
			h := acctest.New(t, acctest.CompanyFile(company))
			h.Fault(acctest.LostReply(assign))
			o, diags := h.Protocol().Create(assignment, block)
			acctest.OK(t, diags)
			if o == nil || o.Get("member_id") != "mem-anna" {
				t.Fatalf("the state is %v", o)
			}
			if got := h.Company().NumbersAssigned; len(got) != 1 || got[0].PhoneNumber != o.Identity()["phone_number"] {
				t.Errorf("assigned %+v, want one, of the state", got)
			}
		})
	}
}

// The number went to something that is neither a member nor a department, a call queue say. That is
// no reason to drop it from the state, and none to take it away.
func TestHeldByWhatTheAPIDoesntShow(t *testing.T) {
	h, o := assigned(t, nil)
	h.Behind("POST", "/numbers/+33199000001/unassign", nil, nil)
	taken := acctest.AnswersWith("POST *", 409, `{"error":{"code":"number.holderChanged","message":"The number isn't held as ifHolder expects."}}`)
	h.Fault(taken, acctest.AnswersWith("GET /api/v1/numbers", 200,
		`{"numbers":[{"id":"num-fr-1","phoneNumber":"+33199000001","countryCode":"FR","type":"landline","licenseIdRef":"lic-staff"}]}`))

	read, diags := h.Protocol().Read(o)
	if read == nil {
		t.Error("the assignment left the state")
	}
	wants(t, diags.Errors(), "Can't find out who has the number +33199000001", "state rm")

	_, diags = h.Protocol().Create(assignment, annas(nil))
	wants(t, diags.Errors(), "phone_number", "The number +33199000001 is held by something that the API doesn't show")

	_, diags = h.Protocol().Update(o, annas(acctest.Attrs{"member_email": "ben.gros@example.com"}))
	wants(t, diags.Errors(), "Can't move the number +33199000001", "held by something that the API doesn't show", "Plan again")

	left, diags := h.Protocol().Destroy(o)
	acctest.OK(t, diags)
	if left != nil {
		t.Errorf("after the destroy: %v", left.Attrs())
	}
	wants(t, diags.Warnings(), "The number +33199000001 was left alone", "something that the API doesn't show")
}

// The reply to a move is lost, and nothing can be read afterwards: it's said that nobody knows, and the
// next plan finds out.
func TestNobodyKnows(t *testing.T) {
	h, o := assigned(t, nil, acctest.Setting("max_retries", "0"))
	planned, diags := h.Protocol().Plan(assignment, o, annas(acctest.Attrs{"member_email": nil, "department_id": "dep-sales"}))
	acctest.OK(t, diags)
	h.Fault(simulator.Fault{Route: assign, Drop: "after"}, acctest.Answers("GET *", 503))
	after, diags := h.Protocol().Apply(planned)
	wants(t, diags.Errors(), "It isn't known whether the number +33199000001 was moved", "The next plan")
	if after == nil || after.Get("member_id") != "mem-anna" {
		t.Errorf("the state is %v", after)
	}
	h.NoFaults()
	after, diags = h.Protocol().Read(after)
	acctest.OK(t, diags)
	if got := after.Get("department_id"); got != "dep-sales" {
		t.Errorf("after the refresh the holder is %v", got)
	}
}
