package provider_test

import (
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

// The time that timeouts allows may run out while an assignment is on its way. What is answered a
// moment later still counts; what isn't is an error, and the next run finds out what became of it.
func TestTimeRunsOutWhileANumberIsAssigned(t *testing.T) {
	t.Parallel()
	block := acctest.Attrs{
		"phone_number": "+33199000021", "member_email": "annabelle.petitpas@example.com",
		"timeouts": acctest.Attrs{"create": "200ms", "update": "200ms"},
	}
	moved := maps.Clone(block)
	moved["member_email"] = "benedikt.grosjean@example.com"
	for name, test := range map[string]struct {
		answeredAfter time.Duration
		keys          bool
		move          bool
		says          []string // nil: it's done in time after all
		imported      bool     // whether it takes an import to put it right
	}{
		"answered just too late":             {answeredAfter: time.Second},
		"not answered, keys honoured":        {answeredAfter: 10 * time.Second, keys: true, says: []string{"Can't assign the number", "was lost, and what became of the request couldn't be looked up"}},
		"not answered, keys ignored":         {answeredAfter: 10 * time.Second, says: []string{"Can't assign the number", "was lost, and what became of the request couldn't be looked up"}, imported: true},
		"the answer to a move isn't awaited": {answeredAfter: 10 * time.Second, move: true, says: []string{"move the number +33199000021", "was lost, and what became of the request couldn't be looked up"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := acctest.New(t, acctest.CompanyFile(companyFile), acctest.Service(func(o *simulator.Options) { o.IgnoreIdempotencyKeys = !test.keys }))
			var number *acctest.Object
			w := write{typ: assignmentType, after: block}
			if test.move {
				var diags acctest.Diagnostics
				number, diags = h.Protocol().Create(assignmentType, block)
				acctest.OK(t, diags)
				w.after = moved
			}
			was := h.Company()
			h.Forget()
			h.Fault(simulator.Fault{Route: assignNumber, Count: 1, Delay: test.answeredAfter, When: "after"})
			p := h.Protocol()
			planned, diags := p.Plan(assignmentType, number, w.after)
			acctest.OK(t, diags)
			after, diags := p.Apply(planned)
			h.WantSent(1, assignNumber)
			h.NoFaults()
			for _, want := range test.says {
				if !strings.Contains(diags.Errors(), want) {
					t.Errorf("the error lacks %q: %s", want, diags.Errors())
				}
			}
			switch {
			case test.says == nil:
				acctest.OK(t, diags)
			case test.move:
				after, diags = h.Protocol().Read(after) // which was kept as it was
				acctest.OK(t, diags)
			case test.imported:
				_, diags = h.Protocol().Create(assignmentType, block)
				if !strings.Contains(diags.Errors(), "already") {
					t.Errorf("trying again says %s", diags.Errors())
				}
				after, diags = h.Protocol().Import(assignmentType, importBlock.FindStringSubmatch(diags.Errors())[2])
				acctest.OK(t, diags)
				after, diags = h.Protocol().Update(after, block) // which only takes over the timeouts
				acctest.OK(t, diags)
			default:
				after, diags = h.Protocol().Create(assignmentType, block)
				acctest.OK(t, diags)
			}
			settled(t, h, w, after)
			want := effects{held: 1, assigned: 1}
			if test.move {
				want = effects{moved: 1}
			}
			if got := effectsOf(h.Company()).minus(effectsOf(was)); got != want {
				t.Errorf("the organisation changed by\n%+v, want\n%+v", got, want)
			}
		})
	}
}
