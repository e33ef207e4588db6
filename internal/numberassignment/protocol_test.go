package numberassignment_test

import (
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

const assignment = "onoff_number_assignment"

// annas is the block of Anna's number, with changes.
func annas(changes acctest.Attrs) acctest.Attrs {
	block := acctest.Attrs{"phone_number": "+33 1 99 00 00 01", "member_email": "anna.petit@example.com"}
	maps.Copy(block, changes)
	maps.DeleteFunc(block, func(_ string, v any) bool { return v == nil })
	return block
}

// assigned is a company in which Anna has her number.
func assigned(t *testing.T, changes acctest.Attrs, options ...acctest.Option) (*acctest.Harness, *acctest.Object) {
	t.Helper()
	h := acctest.New(t, append([]acctest.Option{acctest.CompanyFile(company)}, options...)...)
	o, diags := h.Protocol().Create(assignment, annas(changes))
	acctest.OK(t, diags)
	h.Forget()
	return h, o
}

func wants(t *testing.T, text string, parts ...string) {
	t.Helper()
	rest := text
	for _, part := range parts {
		_, after, found := strings.Cut(rest, part)
		if !found {
			t.Errorf("%q lacks %q", text, part)
			return
		}
		rest = after
	}
}

// What leaves the state is said aloud, and so is what isn't touched any more.
func TestSaidAloud(t *testing.T) {
	move := func(h *acctest.Harness) {
		h.Behind("POST", "/numbers/+33199000001/assign", map[string]any{"departmentIdRef": "dep-sales"}, nil)
	}
	release := func(h *acctest.Harness) { h.Behind("POST", "/numbers/+33199000001/unassign", nil, nil) }
	vanish := func(h *acctest.Harness) { h.Behind("DELETE", "/numbers/+33199000001", nil, nil) }
	for _, test := range []struct {
		name      string
		onDestroy string
		behind    func(*acctest.Harness)
		read      []string // what a refresh says of it
		destroyed []string // what a destroy without refresh says of it
	}{
		{"moved", "unassign", move, nil, []string{"The number +33199000001 was left alone", `the department "Sales"`}},
		{"moved, to be given up", "delete_number", move, nil, []string{"The number +33199000001 was left alone", `the department "Sales"`}},
		{"released", "unassign", release, []string{"The number +33199000001 is no longer assigned to anybody"}, nil},
		{"released, to be given up", "delete_number", release, []string{"no longer assigned"}, nil},
		{"given up", "unassign", vanish, []string{"no longer assigned"}, nil},
		{"given up, to be given up", "delete_number", vanish, []string{"no longer assigned"}, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			h, o := assigned(t, acctest.Attrs{"on_destroy": test.onDestroy})
			test.behind(h)
			read, diags := h.Protocol().Read(o)
			acctest.OK(t, diags)
			if (read == nil) != (test.read != nil) {
				t.Errorf("after the refresh: %v", read)
			}
			wants(t, diags.Warnings(), test.read...)

			before := h.Company().NumbersReleased
			left, diags := h.Protocol().Destroy(o)
			acctest.OK(t, diags)
			if left != nil {
				t.Errorf("after the destroy: %v", left.Attrs())
			}
			wants(t, diags.Warnings(), test.destroyed...)
			if test.destroyed == nil && diags.Warnings() != "" {
				t.Errorf("said %s", diags.Warnings())
			}
			if got := h.Company().NumbersReleased; len(got) != len(before) {
				t.Errorf("released %+v", got)
			}
		})
	}
}

// However an import is written, the identity and the next plan are the same.
func TestImportByIdentity(t *testing.T) {
	h := acctest.New(t, acctest.CompanyFile(company))
	for _, written := range []string{"+33199000009", "+33 1 99 00 00 09", "0033199000009"} {
		byIdentity, diags := h.Protocol().ImportByIdentity(assignment, acctest.Attrs{"phone_number": written})
		acctest.OK(t, diags)
		byKey, diags := h.Protocol().Import(assignment, written)
		acctest.OK(t, diags)
		for _, o := range []*acctest.Object{byIdentity, byKey} {
			if got := o.Identity()["phone_number"]; got != "+33199000009" {
				t.Errorf("%s: the identity is %v", written, got)
			}
			for _, block := range []acctest.Attrs{
				{"phone_number": "+33 1 99 00 00 09", "member_email": "BEN.GROS@example.com"},
				{"phone_number": "+33199000009", "member_id": "mem-ben", "license_id": "lic-staff"},
				{"country_code": "FR", "member_id": "mem-ben"},
				{"country_code": "FR", "number_type": "landline", "member_email": "ben.gros@example.com", "on_destroy": "unassign"},
			} {
				planned, diags := h.Protocol().Plan(assignment, o, block)
				acctest.OK(t, diags)
				if !planned.Empty() {
					t.Errorf("%s into %v: planned %v", written, block, planned.Attrs())
				}
			}
		}
	}
	h.WantSent(0, "POST *", "PATCH *", "DELETE *")
	if _, diags := h.Protocol().ImportByIdentity(assignment, acctest.Attrs{"phone_number": "+33199000001"}); diags.Err() == nil {
		t.Error("a number of the pool was imported")
	}
}

// Between plan and apply the member is renamed. What was planned is recorded, and the next refresh
// shows the rest.
func TestRenamedBetweenPlanAndApply(t *testing.T) {
	h, o := assigned(t, nil)
	planned, diags := h.Protocol().Plan(assignment, o, annas(acctest.Attrs{"license_id": "lic-extra"}))
	acctest.OK(t, diags)
	h.Behind("PATCH", "/members/mem-anna", map[string]any{"email": "anna.moreau@example.com"}, nil)
	o, diags = h.Protocol().Apply(planned)
	acctest.OK(t, diags)
	o, diags = h.Protocol().Read(o)
	acctest.OK(t, diags)
	if got := o.Get("member_email"); got != "anna.moreau@example.com" {
		t.Errorf("after the refresh the e-mail is %v", got)
	}
}

// What isn't known while planning moves nothing if it turns out to be what was there.
func TestUnknownTurnsOutTheSame(t *testing.T) {
	h, o := assigned(t, nil)
	early, diags := h.Protocol().Plan(assignment, o, annas(acctest.Attrs{
		"phone_number": acctest.Unknown, "member_email": nil, "member_id": acctest.Unknown, "license_id": acctest.Unknown,
	}))
	acctest.OK(t, diags)
	if len(early.Replace) > 0 {
		t.Errorf("a number that isn't known yet is replaced for %v", early.Replace)
	}
	for name, want := range map[string]any{"member_id": acctest.Unknown, "member_email": acctest.Unknown, "department_id": nil, "id": "num-fr-1"} {
		if got := early.Attrs()[name]; got != want {
			t.Errorf("%s is planned as %v, want %v", name, got, want)
		}
	}
	o, diags = h.Protocol().Update(o, annas(acctest.Attrs{"member_email": nil, "member_id": "mem-anna", "license_id": "lic-staff"}))
	acctest.OK(t, diags)
	h.WantSent(0, "POST *")
	if got := o.Get("member_email"); got != "anna.petit@example.com" {
		t.Errorf("the e-mail is %v", got)
	}
}

// The holder is written in a way that is never valid.
func TestOneHolderAndOneNumber(t *testing.T) {
	h := acctest.New(t, acctest.CompanyFile(company))
	for _, test := range []struct {
		name    string
		changes acctest.Attrs
		want    string
	}{
		{"no holder", acctest.Attrs{"member_email": nil}, "Exactly one of these attributes must be configured: [member_email,member_id,department_id]"},
		{"two spellings", acctest.Attrs{"member_id": "mem-anna"}, "Exactly one of these attributes must be configured: [member_email,member_id,department_id]"},
		{"member and department", acctest.Attrs{"department_id": "dep-sales"}, "Exactly one of these attributes must be configured: [member_email,member_id,department_id]"},
		{"no number", acctest.Attrs{"phone_number": nil}, "Exactly one of these attributes must be configured: [phone_number,country_code]"},
		{"number and country", acctest.Attrs{"country_code": "FR"}, "Exactly one of these attributes must be configured: [phone_number,country_code]"},
		{"type without country", acctest.Attrs{"number_type": "mobile"}, "country_code"},
		{"no number at all", acctest.Attrs{"phone_number": "reception"}, "Not a phone number"},
		{"a number without country code", acctest.Attrs{"phone_number": "01 99 00 00 01"}, "has no country code"},
		{"a country in small letters", acctest.Attrs{"phone_number": nil, "country_code": "fr"}, "two capital letters"},
		{"an unknown type", acctest.Attrs{"phone_number": nil, "country_code": "FR", "number_type": "fax"}, "number_type"},
		{"no address", acctest.Attrs{"member_email": "anna"}, "Not an e-mail address"},
		{"an empty ID", acctest.Attrs{"member_email": nil, "member_id": ""}, "member_id"},
		{"an unknown end", acctest.Attrs{"on_destroy": "delete"}, "on_destroy"},
		{"an unknown history", acctest.Attrs{"history_on_reassign": "archive"}, "history_on_reassign"},
		{"no duration", acctest.Attrs{"timeouts": acctest.Attrs{"create": "soon"}}, "timeouts"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, diags := h.Protocol().Plan(assignment, nil, annas(test.changes))
			if !strings.Contains(diags.Errors(), test.want) {
				t.Errorf("the errors are %q, want %q", diags.Errors(), test.want)
			}
		})
	}
	h.WantSent(0)
}

// The service's cool-down is waited out if there is time for it.
func TestCoolDown(t *testing.T) {
	brief := acctest.Service(func(s *simulator.Options) { s.ReassignCooldown = 50 * time.Millisecond })
	h, o := assigned(t, nil, brief)
	o, diags := h.Protocol().Update(o, annas(acctest.Attrs{"member_email": "ben.gros@example.com"}))
	acctest.OK(t, diags)
	if got := o.Get("member_id"); got != "mem-ben" {
		t.Errorf("the holder is %v", got)
	}
}

// If there is no time for it, that is said at once, and how long it would take.
func TestCoolDownBeyondTheTimeouts(t *testing.T) {
	vendors := acctest.Service(func(s *simulator.Options) { s.ReassignCooldown = simulator.VendorReassignCooldown })
	h, o := assigned(t, nil, vendors)
	begun := time.Now()
	_, diags := h.Protocol().Update(o, annas(acctest.Attrs{
		"member_email": "ben.gros@example.com", "timeouts": acctest.Attrs{"update": "10m"},
	}))
	wants(t, diags.Errors(), "Can't move the number +33199000001", "30m", "timeouts")
	if took := time.Since(begun); took > time.Minute {
		t.Errorf("it took %s to say so", took)
	}
	h.WantSent(1, assign)
}
