package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// large is from how many members on each plan is measured once only.
const large = 5000

// bench measures and prints.
type bench struct {
	settings
	dir    string
	out    io.Writer
	misses []string
}

// scenario is a way to plan without changes.
type scenario struct {
	name     string
	flags    []string // of the simulator
	memory   bool     // the API costs nothing
	oneByOne bool
	offline  bool          // the CLI isn't to read anything
	each     time.Duration // what each request costs at least where each object takes one
}

var scenarios = []scenario{
	{name: "the CLI without reading", memory: true, offline: true},
	{name: "floor: an API that costs nothing", memory: true},
	{name: "bulk"},
	{name: "bulk, 100 ms", flags: []string{"-latency", latency.String()}},
	{name: "bulk, 20 a second", flags: []string{"-requests-per-second", fmt.Sprint(perSecond)}},
	{name: "one by one", oneByOne: true},
	{name: "one by one, 100 ms", oneByOne: true, flags: []string{"-latency", latency.String()}, each: latency / parallelism},
	{name: "one by one, 20 a second", oneByOne: true, flags: []string{"-requests-per-second", fmt.Sprint(perSecond)}, each: time.Second / perSecond},
}

// tooLong is how long a run may take for certain and still be made.
const tooLong = 150 * time.Second

// plans measures plans without changes of an organisation.
func (b *bench) plans(ctx context.Context, members int) error {
	dir := filepath.Join(b.dir, fmt.Sprint(members))
	if err := os.Mkdir(dir, 0o700); err != nil {
		return err
	}
	people := newOrganisation(members)
	if err := people.folder(dir, true); err != nil {
		return err
	}
	company := filepath.Join(dir, "company.json")
	if err := writeJSON(company, people.company()); err != nil {
		return err
	}
	ofMembers, ofNumbers := people.blocks()
	blocks := slices.Concat(ofMembers, ofNumbers)

	t := b.newTable(fmt.Sprintf("A plan without changes of %d members with a number each", members))
	defer t.print()
	for _, s := range scenarios {
		if !b.only.MatchString(s.name) {
			continue
		}
		if least := time.Duration(len(blocks)) * s.each; least > tooLong {
			t.skip(s.name, fmt.Sprintf("skipped: it would take %s at least", least.Round(time.Second)))
			continue
		}
		r, err := b.plan(ctx, s, dir, company, blocks)
		if err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
		t.add(r)
		_, _ = fmt.Fprintf(os.Stderr, "%d members, %s: CLI %s, of which CPU %s; provider alone %s\n", members, s.name, seconds(r.cli), seconds(r.cpu), seconds(r.direct))
	}
	if members >= from {
		b.misses = append(b.misses, t.misses()...)
	}
	return nil
}

// plan measures one scenario.
func (b *bench) plan(ctx context.Context, s scenario, dir, company string, blocks []block) (row, error) {
	r := row{name: s.name}
	service, err := b.simulate(ctx, company, s.flags...)
	if err != nil {
		return r, err
	}
	defer service.stop()
	variables := map[string]string{"ONOFF_API_KEY": apiKey}
	if s.oneByOne {
		variables["ONOFF_BULK_READS"] = "false"
	}
	if s.memory {
		service = remember(service)
		defer service.stop()
	}
	variables["ONOFF_BASE_URL"] = service.url
	if s.memory && !s.offline { // what is measured then is answered from memory
		if _, err := measureDirect(ctx, variables, blocks, (*walk).plan); err != nil {
			return r, err
		}
		if _, err := service.sent(); err != nil {
			return r, err
		}
	}
	runs := b.runs
	if len(s.flags) > 0 && s.oneByOne || len(blocks) >= 2*large {
		runs = 1
	}
	for range runs {
		if !s.offline {
			took, err := measureDirect(ctx, variables, blocks, (*walk).plan)
			if err != nil {
				return r, err
			}
			r.direct = faster(r.direct, took)
		}
		if r.requests, err = service.sent(); err != nil {
			return r, err
		}
		if b.directOnly {
			continue
		}
		o, err := b.planWithCLI(ctx, s, dir, variables)
		if err != nil {
			return r, err
		}
		r.cli, r.cpu, r.peak = faster(r.cli, o.wall), faster(r.cpu, o.cpu), max(r.peak, o.peak)
		if r.requests, err = service.sent(); err != nil {
			return r, err
		}
	}
	return r, nil
}

func (b *bench) planWithCLI(ctx context.Context, s scenario, dir string, variables map[string]string) (outcome, error) {
	arguments := []string{"plan", "-no-color", "-input=false", "-lock=false", "-detailed-exitcode", fmt.Sprint("-parallelism=", parallelism)}
	if s.offline {
		arguments = append(arguments, "-refresh=false")
	}
	return b.runCLI(ctx, dir, 0, list(variables), arguments...)
}

// creates measures the creation of members under the quota. What is in the service's bucket at the
// start, a second's worth, comes at once; the rest can't come faster than the quota.
func (b *bench) creates(ctx context.Context) error {
	if b.newcomers <= perSecond { // they fit into the bucket
		return nil
	}
	bound := time.Duration(b.newcomers-perSecond) * time.Second / perSecond
	t := b.newTable(fmt.Sprintf("Creating %d members under a quota of %d requests a second, which takes %s at least", b.newcomers, perSecond, bound))
	t.bound = bound
	defer t.print()
	people := newOrganisation(b.newcomers + 1)[1:]
	dir := filepath.Join(b.dir, "creates")
	if err := os.Mkdir(dir, 0o700); err != nil {
		return err
	}
	if err := people.folder(dir, false); err != nil {
		return err
	}
	company := filepath.Join(dir, "company.json")
	if err := writeJSON(company, newOrganisation(1).company()); err != nil {
		return err
	}
	blocks, _ := people.blocks()
	for i := range blocks {
		blocks[i].state = nil
	}
	for _, wait := range []time.Duration{0, latency} {
		r := row{name: "creates, " + wait.String()}
		flags := []string{"-requests-per-second", fmt.Sprint(perSecond), "-latency", wait.String()}
		direct := func(s *service, variables map[string]string) (err error) {
			r.direct, err = measureDirect(ctx, variables, blocks, (*walk).create)
			return err
		}
		cli := func(s *service, variables map[string]string) error {
			o, err := b.runCLI(ctx, dir, 0, list(variables), "apply", "-no-color", "-input=false", "-lock=false", "-auto-approve", "-state="+filepath.Join(dir, wait.String()+".tfstate"),
				fmt.Sprint("-parallelism=", parallelism))
			r.cli, r.cpu, r.peak = o.wall, o.cpu, o.peak
			return err
		}
		works := []func(*service, map[string]string) error{direct, cli}
		if b.directOnly {
			works = works[:1]
		}
		for _, work := range works {
			s, err := b.simulate(ctx, company, flags...)
			if err != nil {
				return err
			}
			err = work(s, map[string]string{"ONOFF_API_KEY": apiKey, "ONOFF_BASE_URL": s.url})
			if err == nil {
				r.requests, err = s.sent()
			}
			s.stop()
			if err != nil {
				return err
			}
		}
		t.add(r)
	}
	return nil
}

func (b *bench) verdict() error {
	for _, miss := range b.misses {
		_, _ = fmt.Fprintln(b.out, miss)
	}
	if len(b.misses) > 0 {
		return fmt.Errorf("%d plans took more than %.2f times their floor", len(b.misses), most)
	}
	return nil
}

func list(variables map[string]string) []string {
	var all []string
	for name, value := range variables {
		all = append(all, name+"="+value)
	}
	return all
}

func faster(a, b time.Duration) time.Duration {
	if a == 0 {
		return b
	}
	return min(a, b)
}
