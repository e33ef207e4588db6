package provider_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
	"github.com/onoff-community/terraform-provider-onoff/internal/provider"
	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

// block is a resource that somebody wants to have created.
type block struct {
	typ    string
	config acctest.Attrs
}

// outcome is what came of a block.
type outcome struct {
	block  block
	object *acctest.Object
	diags  acctest.Diagnostics
}

// allAtOnce does all blocks of all states at the same time: each state is a run of its own, and
// Terraform does the blocks of a run in parallel.
func allAtOnce(t *testing.T, h *acctest.Harness, states ...[]block) []outcome {
	t.Helper()
	var all []*outcome
	var ready, done sync.WaitGroup
	begin := make(chan struct{})
	for _, blocks := range states {
		planning := h.Protocol()
		var plans []*acctest.Planned
		for _, b := range blocks {
			planned, diags := planning.Plan(b.typ, nil, b.config)
			acctest.OK(t, diags)
			plans = append(plans, planned)
		}
		applying := h.Protocol()
		for i, b := range blocks {
			o := &outcome{block: b}
			all = append(all, o)
			ready.Add(1)
			done.Go(func() {
				ready.Done()
				<-begin
				o.object, o.diags = applying.Apply(plans[i])
			})
		}
	}
	ready.Wait()
	close(begin)
	done.Wait()
	outcomes := make([]outcome, 0, len(all))
	for _, o := range all {
		outcomes = append(outcomes, *o)
	}
	return outcomes
}

// Several states that are applied at once, with wishes that contradict each other, and without a lock:
// nothing is doubled, nothing is taken from anybody, and whoever comes second is told.
func TestSeveralStatesAtOnce(t *testing.T) {
	t.Parallel()
	for seed := range uint64(10) {
		for _, keys := range []bool{true, false} {
			t.Run(fmt.Sprintf("seed %d, keys %t", seed, keys), func(t *testing.T) {
				t.Parallel()
				h := acctest.New(t, acctest.CompanyFile(companyFile), acctest.Service(func(o *simulator.Options) { o.IgnoreIdempotencyKeys = !keys }))
				was := h.Company()
				random := rand.New(rand.NewPCG(seed, 0))
				states := [][]block{wishes(random, 0), wishes(random, 1), wishes(random, 2)}
				outcomes := allAtOnce(t, h, states...)
				nothingDoubled(t, was, h.Company())
				everybodyWasTold(t, h, outcomes)
			})
		}
	}
}

// wishes are the blocks of a state. All states draw from the same few names and numbers, each for a
// holder of its own.
func wishes(random *rand.Rand, state int) []block {
	holder := []acctest.Attrs{
		{"member_id": "mem-anna"}, {"member_email": "benedikt.grosjean@example.com"}, {"department_id": "dep-support"},
	}[state]
	assigned := func(more acctest.Attrs) block {
		maps.Copy(more, holder)
		return block{assignmentType, more}
	}
	all := []block{
		{memberType, acctest.Attrs{"first_name": "Carlotta", "last_name": fmt.Sprint("Vignoble ", state), "email": "carlotta.vignoble@example.com"}},
		{memberType, acctest.Attrs{"first_name": "Dorothée", "last_name": fmt.Sprint("Lavandier ", state), "email": "dorothee.lavandier@example.com"}},
		{departmentType, acctest.Attrs{"name": []string{"Jardinerie", "JARDINERIE", "jardinerie"}[state]}},
		{licenseType, acctest.Attrs{"name": "Tarif-Jardin", "plan": "connect", "quantity": state + 1}},
		assigned(acctest.Attrs{"phone_number": "+33199000021"}),
		assigned(acctest.Attrs{"phone_number": "+33199000022"}),
		assigned(acctest.Attrs{"country_code": "FR", "number_type": "mobile"}),
		assigned(acctest.Attrs{"country_code": "BE"}),
	}
	random.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all[:4+random.IntN(5)]
}

// nothingDoubled holds an organisation to what must hold whoever did what in which order.
func nothingDoubled(t *testing.T, was, is simulator.Snapshot) {
	t.Helper()
	once := func(what string, names []string) {
		for i, name := range names {
			names[i] = strings.ToLower(name)
		}
		slices.Sort(names)
		if len(slices.Compact(slices.Clone(names))) != len(names) {
			t.Errorf("%s are doubled: %v", what, names)
		}
	}
	var emails, departments, licenses []string
	bought := 0
	for _, m := range is.Members {
		emails = append(emails, m.Email)
	}
	for _, d := range is.Departments {
		departments = append(departments, d.Name)
	}
	for _, l := range is.Licenses {
		licenses = append(licenses, l.Name)
	}
	once("members", emails)
	once("departments", departments)
	once("licences", licenses)
	for _, purchase := range is.LicensesBought {
		if bought++; purchase.Automatic {
			t.Errorf("an assignment has bought a licence: %+v", purchase)
		}
	}
	if made := len(is.Licenses) - len(was.Licenses); bought != made {
		t.Errorf("%d blocks were bought, and %d are there", bought, made)
	}
	if made := len(is.Members) - len(was.Members); len(is.Mails) != made {
		t.Errorf("%d members were made, and these mails were sent: %+v", made, is.Mails)
	}
	if len(is.NumbersMoved)+len(is.NumbersReleased)+len(is.NumbersDeleted) > 0 {
		t.Errorf("numbers were taken from somebody: %+v, %+v, %+v", is.NumbersMoved, is.NumbersReleased, is.NumbersDeleted)
	}
}

// everybodyWasTold holds what each state says against the organisation: what is in a state is there,
// in no other state, and what isn't was an error that says why.
func everybodyWasTold(t *testing.T, h *acctest.Harness, outcomes []outcome) {
	t.Helper()
	owned := map[string]int{}
	for _, o := range outcomes {
		if (o.object == nil) != (o.diags.Err() != nil) {
			t.Errorf("%v came to %v and %v", o.block, o.object, o.diags.Err())
		}
		if o.object == nil {
			for _, vague := range []string{"internal", "panic", "inconsistent", "unexpected"} {
				if strings.Contains(o.diags.Errors(), vague) {
					t.Errorf("the error is vague: %s", o.diags.Errors())
				}
			}
			continue
		}
		owned[o.object.Type+" "+o.object.ID()]++
		read, diags := h.Protocol().Read(o.object)
		acctest.OK(t, diags)
		if read == nil || o.block.typ == assignmentType && !sameHolder(o.object, read) {
			t.Errorf("in state is %v, and there is %v", o.object.Attrs(), read)
		}
	}
	for object, states := range owned {
		if states > 1 {
			t.Errorf("%s is in %d states", object, states)
		}
	}
}

func sameHolder(a, b *acctest.Object) bool {
	return a.Get("member_id") == b.Get("member_id") && a.Get("department_id") == b.Get("department_id")
}

// Two states move the same number at once: one of them gets it, the other is told that the number
// isn't where it was, and nothing is done over anybody's head.
func TestTwoStatesMoveANumber(t *testing.T) {
	t.Parallel()
	for round := range 5 {
		t.Run(fmt.Sprint(round), func(t *testing.T) {
			t.Parallel()
			h := acctest.New(t, acctest.CompanyFile(companyFile))
			holders := []string{"annabelle.petitpas@example.com", "benedikt.grosjean@example.com"}
			outcomes := make([]outcome, len(holders))
			var apply []func()
			for i, holder := range holders {
				p := h.Protocol()
				number, diags := p.Import(assignmentType, "+33199000011")
				acctest.OK(t, diags)
				planned, diags := p.Plan(assignmentType, number, acctest.Attrs{"phone_number": "+33199000011", "member_email": holder})
				acctest.OK(t, diags)
				applying := h.Protocol()
				apply = append(apply, func() { outcomes[i].object, outcomes[i].diags = applying.Apply(planned) })
			}
			var moves sync.WaitGroup
			for _, move := range apply {
				moves.Go(move)
			}
			moves.Wait()
			company := h.Company()
			if len(company.NumbersMoved) != 1 || len(company.NumbersReleased) != 0 {
				t.Fatalf("the number was moved %+v, released %+v", company.NumbersMoved, company.NumbersReleased)
			}
			winner := map[string]int{"mem-anna": 0, "mem-ben": 1}[company.NumbersMoved[0].To]
			acctest.OK(t, outcomes[winner].diags)
			for _, want := range []string{"Somebody changed who has the number", holders[winner]} {
				if said := outcomes[1-winner].diags.Errors(); !strings.Contains(said, want) {
					t.Errorf("the error lacks %q: %s", want, said)
				}
			}
		})
	}
}

// A number that was picked may be taken before the request arrives: another one is picked, as long as
// there is one, and nothing is taken from anybody.
func TestAPickedNumberIsTakenMeanwhile(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		rival int // how many numbers the rival takes
		says  string
	}{
		"one of two": {rival: 1},
		"both":       {rival: 2, says: "2 were taken by somebody else meanwhile"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var h *acctest.Harness
			left := test.rival
			faster := roundTrip(func(r *http.Request) (*http.Response, error) {
				if number, is := strings.CutSuffix(r.URL.EscapedPath(), "/assign"); is && left > 0 {
					left--
					_, number, _ = strings.Cut(number, "/numbers/")
					h.Behind("POST", "/numbers/"+number+"/assign", map[string]any{"memberIdRef": "mem-olga"}, nil)
				}
				return http.DefaultTransport.RoundTrip(r)
			})
			h = acctest.New(t, acctest.CompanyFile(companyFile), acctest.Provider(provider.WithTransport(faster)))
			picked, diags := h.Protocol().Create(assignmentType, acctest.Attrs{"country_code": "BE", "member_id": "mem-anna"})
			if !strings.Contains(diags.Errors(), test.says) || (test.says == "") != (picked != nil) {
				t.Errorf("it came to %v and %s", picked, diags.Errors())
			}
			h.WantSent(2, assignNumber)
			if c := h.Company(); len(c.NumbersMoved) != 0 || len(c.NumbersAssigned) != 2 {
				t.Errorf("assigned %+v, moved %+v", c.NumbersAssigned, c.NumbersMoved)
			}
		})
	}
}

// roundTrip sends requests.
type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// The same through two CLIs. The pool has two Belgian numbers for the four that are wanted.
func TestTwoStatesAtOnce(t *testing.T) {
	t.Parallel()
	h := acctest.New(t, acctest.CompanyFile(companyFile))
	was := h.Company()
	var results [2]*acctest.Result
	var runs sync.WaitGroup
	states := []*acctest.CLI{h.CLI().Use("one"), h.CLI().Use("two")}
	for i, cli := range states {
		runs.Go(func() { results[i] = cli.Apply() })
	}
	runs.Wait()
	is := h.Company()
	nothingDoubled(t, was, is)
	if got, want := effectsOf(is).minus(effectsOf(was)), (effects{members: 1, departments: 1, held: 3, mails: 1, assigned: 3}); got != want {
		t.Errorf("the organisation changed by\n%+v, want\n%+v", got, want)
	}
	said := results[0].Output + results[1].Output
	for _, want := range []string{"exists already", "There is no such number in the pool", "+33199000021"} {
		if !strings.Contains(said, want) {
			t.Errorf("neither says %q:\n%s", want, said)
		}
	}
	for _, n := range is.Numbers {
		if n.PhoneNumber == "+33199000021" && n.MemberIDRef != "mem-anna" && n.MemberIDRef != "mem-ben" {
			t.Errorf("the number that both wanted is with %q", n.MemberIDRef)
		}
	}
	var owned []string
	for _, cli := range states {
		owned = append(owned, cli.State()...)
	}
	if len(owned) != 5 {
		t.Errorf("in state are %v", owned)
	}
}
