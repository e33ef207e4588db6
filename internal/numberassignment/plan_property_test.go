package numberassignment

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/onoff-community/terraform-provider-onoff/internal/directory"
	"github.com/onoff-community/terraform-provider-onoff/internal/e164"
	"github.com/onoff-community/terraform-provider-onoff/internal/email"
	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
)

// world is what the properties below plan for: who has which e-mail, and which numbers there are.
var world = struct {
	emails  map[string]string // by member ID
	numbers []onoff.Number
}{
	emails: map[string]string{"m1": "anna@example.com", "m2": "bob@example.com"},
	numbers: []onoff.Number{
		{ID: "n1", PhoneNumber: "+33199000001", CountryCode: "FR", Type: "landline"},
		{ID: "n2", PhoneNumber: "+33639980001", CountryCode: "FR", Type: "mobile"},
		{ID: "n3", PhoneNumber: "+32460000001", CountryCode: "BE", Type: "mobile"},
	},
}

// drawConfig draws a valid configuration with every value known.
func drawConfig(t *rapid.T) row {
	var config row
	if rapid.Bool().Draw(t, "explicit") {
		config.phone = rapid.SampledFrom([]string{"+33199000001", "+33 1 99 00 00 01", "+33639980001", "+32460000001"}).Draw(t, "phone")
	} else {
		config.country = rapid.SampledFrom([]string{"FR", "BE"}).Draw(t, "country")
		config.kind = rapid.SampledFrom([]string{"", "mobile", "landline"}).Draw(t, "type")
	}
	switch rapid.IntRange(0, 2).Draw(t, "holder") {
	case 0:
		config.email = rapid.SampledFrom([]string{"anna@example.com", "Anna@example.com", "bob@example.com"}).Draw(t, "email")
	case 1:
		config.member = rapid.SampledFrom([]string{"m1", "m2"}).Draw(t, "member")
	case 2:
		config.department = rapid.SampledFrom([]string{"d1", "d2"}).Draw(t, "department")
	}
	config.license = rapid.SampledFrom([]string{"", "l1", "l2"}).Draw(t, "license")
	return config
}

// drawPrior draws a state as a refresh leaves it, or none.
func drawPrior(t *rapid.T) *model {
	if rapid.IntRange(0, 4).Draw(t, "prior") == 0 {
		return nil
	}
	a := directory.Assignment{Number: rapid.SampledFrom(world.numbers).Draw(t, "number")}
	a.Number.LicenseID = rapid.SampledFrom([]string{"", "l1", "l2"}).Draw(t, "its licence")
	if rapid.Bool().Draw(t, "types told") {
		a.Number.Type = ""
	}
	if rapid.Bool().Draw(t, "held by a member") {
		a.Holder.MemberID = rapid.SampledFrom([]string{"m1", "m2"}).Draw(t, "its member")
		a.Member = &onoff.Member{ID: a.Holder.MemberID, Email: world.emails[a.Holder.MemberID]}
	} else {
		a.Holder.DepartmentID = rapid.SampledFrom([]string{"d1", "d2"}).Draw(t, "its department")
	}
	return new(model{}.refreshed(a))
}

// blur makes some of a configuration unknown, also what will turn out to be null.
func blur(t *rapid.T, config row) row {
	for name, cell := range map[string]*string{
		"phone": &config.phone, "country": &config.country, "type": &config.kind, "email": &config.email,
		"member": &config.member, "department": &config.department, "license": &config.license,
	} {
		if rapid.IntRange(0, 3).Draw(t, "blur "+name) == 0 {
			*cell = "?"
		}
	}
	return config
}

// Terraform plans again while applying, when more is known, and takes no other answer then: what was
// said to be known must still be so, and what was to be replaced must still be replaced.
func TestPlanningAgainWithMoreKnown(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		config, prior := drawConfig(t), drawPrior(t)
		early, earlyReplace := propose(blur(t, config).model(), prior)
		late, lateReplace := propose(config.model(), prior)
		if len(earlyReplace) > 0 && len(lateReplace) == 0 {
			t.Fatalf("replaced because of %v, then not", earlyReplace)
		}
		if len(lateReplace) > 0 && len(earlyReplace) == 0 {
			return // The number is other than it was; nothing that is in place can be right.
		}
		before, after := rowOf(early).cells(), rowOf(late).cells()
		for i := range before {
			if before[i] != "?" && before[i] != after[i] {
				t.Fatalf("planned\n%+v, then\n%+v", rowOf(early), rowOf(late))
			}
		}
	})
}

// What Terraform demands of a planned value: what is written, or what was there before.
func TestPlannedValuesAreLegal(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		config, prior := blur(t, drawConfig(t)), drawPrior(t)
		plan, _ := propose(config.model(), prior)
		written, planned := config.cells(), rowOf(plan).cells()
		was := make([]string, len(planned))
		if prior != nil {
			was = rowOf(*prior).cells()
		}
		for i := range written {
			if written[i] != "" && planned[i] != written[i] && planned[i] != was[i] {
				t.Fatalf("written %q, was %q, planned %q in\n%+v", written[i], was[i], planned[i], rowOf(plan))
			}
		}
	})
}

// What was applied is what was planned, and planning it once more changes nothing.
func TestApplyingSettlesThePlan(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		config, prior := drawConfig(t), drawPrior(t)
		plan, replace := propose(config.model(), prior)
		if len(replace) > 0 {
			prior = nil
			plan, _ = propose(config.model(), nil)
		}
		applied := plan.settled(truthOf(t, config, plan, prior))
		planned, got := rowOf(plan).cells(), rowOf(applied).cells()
		for i := range planned {
			if got[i] == "?" || planned[i] != "?" && planned[i] != got[i] {
				t.Fatalf("planned\n%+v, applied\n%+v", rowOf(plan), rowOf(applied))
			}
		}
		again, replace := propose(config.model(), &applied)
		if len(replace) > 0 || rowOf(again) != rowOf(applied) {
			t.Fatalf("applied\n%+v, planned again\n%+v, replaced because of %v", rowOf(applied), rowOf(again), replace)
		}
	})
}

// truthOf is what an endpoint would make of a plan.
func truthOf(t *rapid.T, config row, plan model, prior *model) model {
	p := party{email: email.NewNull()}
	switch {
	case config.department != "":
		p.DepartmentID = config.department
	case config.member != "":
		p.MemberID = config.member
	default:
		for id, address := range world.emails {
			if email.Equal(address, config.email) {
				p.MemberID = id
			}
		}
	}
	if p.MemberID != "" {
		p.email = email.NewValue(world.emails[p.MemberID])
	}
	if prior != nil {
		return prior.heldBy(p)
	}
	for _, n := range world.numbers {
		if e164.Equal(n.PhoneNumber, config.phone) || config.phone == "" && n.CountryCode == config.country && (config.kind == "" || config.kind == n.Type) {
			n.LicenseID = rapid.SampledFrom([]string{"", "l1"}).Draw(t, "licence given")
			if known(plan.LicenseID) {
				n.LicenseID = plan.LicenseID.ValueString()
			}
			return model{}.refreshed(directory.Assignment{Number: n}).heldBy(p)
		}
	}
	t.Skip("the pool has no such number")
	return model{}
}
