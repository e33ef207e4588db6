package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/onoff-community/terraform-provider-onoff/internal/contract"
	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

const (
	// mostApplies is how many applies may be needed once the weather is fine.
	mostApplies = 3

	killedCLI      = "CLI"
	killedProvider = "provider"
)

// run is one company's story: configurations applied in bad weather.
type run struct {
	seed        uint64
	forgetful   bool // the service ignores idempotency keys
	parallelism int

	cli     *cli
	weather *weather
	service *simulator.Simulator
	wishes  []wish
	spare   int // licences for assignments that name no block
	rng     *rand.Rand

	mu       sync.Mutex
	kills    map[string]int // by place
	imports  int
	picked   int // imports of numbers that were picked
	applies  int
	detours  int // applies of some blocks first
	story    []string
	breaches []string // of the contract, by the provider or by the service
}

// setting is what all runs share.
type setting struct {
	cli     string
	scratch string
	built   *plugin // nil: there is none
	hasty   plugin
}

// newRun draws what kind of run it is.
func newRun(s setting, seed uint64) (*run, error) {
	dir := filepath.Join(s.scratch, fmt.Sprintf("run-%d", seed))
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	rng := rand.New(rand.NewPCG(seed, 2))
	r := &run{seed: seed, forgetful: seed%2 == 0, parallelism: 10, rng: rng, kills: map[string]int{}}
	if rng.IntN(3) == 0 {
		r.parallelism = 1
	}
	chance := 4 + rng.IntN(20)
	built := rng.IntN(3) == 0 && s.built != nil
	author := newAuthor(seed)
	r.wishes = []wish{author.first()}
	for range rng.IntN(3) {
		r.wishes = append(r.wishes, author.next(r.wishes[len(r.wishes)-1]))
	}
	if r.spare = ample; seed%4 < 2 {
		r.spare = spare(r.wishes) // with one assignment too many a licence would be bought
	}
	service, err := simulator.New(simulator.Options{Company: company(r.spare), Seed: seed, IgnoreIdempotencyKeys: r.forgetful})
	if err != nil {
		return nil, err
	}
	r.service = service
	r.weather = &weather{service: contract.Validator(r.breach)(service), seed: seed, faults: allFaults, chance: chance, timeout: attemptTimeout, tally: map[string]int{}}
	r.cli = &cli{path: s.cli, dir: dir, plugin: s.hasty}
	if built {
		r.cli.plugin, r.weather.faults = *s.built, quickFaults
	}
	r.note("seed %d, keys honoured %v, parallelism %d, hasty provider %v, faults in %d%% of the requests, %d spare licences",
		seed, !r.forgetful, r.parallelism, r.cli.plugin.hasty, chance, r.spare)
	return r, nil
}

func (r *run) note(format string, args ...any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.story = append(r.story, fmt.Sprintf(format, args...))
}

// breach notes what the contract doesn't allow. The weather is no part of it: what it spoils has been
// checked before.
func (r *run) breach(what string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.breaches = append(r.breaches, "contract: "+what)
}

// play runs the story and says what broke.
func (r *run) play(ctx context.Context) (wrong []string) {
	server := httptest.NewUnstartedServer(r.weather)
	server.Start()
	defer server.Close()
	r.cli.url = server.URL

	had, expected := newWish(), newLedger(r.spare)
	for step, wanted := range r.wishes {
		expected.add(had, wanted)
		r.note("step %d", step+1)
		if err := r.step(ctx, wanted); err != nil {
			return append(wrong, err.Error())
		}
		had = wanted
		wrong = broken(wanted, expected, r.service.Company())
		r.mu.Lock()
		wrong = append(wrong, r.breaches...)
		r.mu.Unlock()
		if len(wrong) > 0 {
			return wrong
		}
	}
	return nil
}

// step applies a configuration: in bad weather first, then in fine weather until it is clean.
func (r *run) step(ctx context.Context, wanted wish) error {
	if err := r.write("main.tf", "provider \"onoff\" {\n  allow_license_purchase = false\n}\n\n"+wanted.configuration()); err != nil {
		return err
	}
	pending := map[string]string{}
	if err := r.write("imports.tf", ""); err != nil {
		return err
	}
	for range 1 + r.rng.IntN(2) {
		r.weather.rage(true, r.drawKill())
		o, err := r.apply(ctx, wanted, pending)
		r.weather.rage(false, nil)
		if err != nil {
			return err
		}
		if o.code == 0 {
			break
		}
	}
	var o *outcome
	for range mostApplies {
		var err error
		if o, err = r.apply(ctx, wanted, pending); err != nil {
			return err
		}
		if o.code != 0 {
			continue
		}
		plan, err := r.cli.run(ctx, "plan", "-detailed-exitcode")
		if err != nil {
			return err
		}
		if plan.code == 0 {
			return nil
		}
		o = plan
	}
	return fmt.Errorf("not clean after %d applies in fine weather: %s (see %s)", mostApplies, o.errors(), filepath.Base(o.file))
}

// drawKill says who dies at which write, if anybody does.
func (r *run) drawKill() *kill {
	if r.rng.IntN(100) < 40 {
		return nil
	}
	who, how := killedCLI, killCLI
	if r.rng.IntN(2) == 0 {
		who, how = killedProvider, killProviders
	}
	k := &kill{write: 1 + r.rng.IntN(8), when: before}
	if r.rng.IntN(3) > 0 {
		k.when = after
	}
	k.do = func() {
		if err := r.cli.strike(how); err != nil {
			r.note("the %s couldn't be killed: %v", who, err)
			return
		}
		r.note("killed the %s %s of write %d", who, k.when, k.write)
		r.mu.Lock()
		defer r.mu.Unlock()
		r.kills[who+" "+k.when]++
	}
	return k
}

// apply applies, and writes down the imports that the errors ask for.
func (r *run) apply(ctx context.Context, wanted wish, pending map[string]string) (*outcome, error) {
	o, err := r.cli.run(ctx, "apply", "-auto-approve", "-parallelism="+strconv.Itoa(r.parallelism))
	if err != nil {
		return nil, err
	}
	r.applies++
	r.note("%s: exit code %d %s", filepath.Base(o.file), o.code, o.errors())
	if err := r.cli.restore(); err != nil {
		return nil, err
	}
	if o.code == 0 {
		return o, nil
	}
	if targets := o.targets(wanted); len(targets) > 0 {
		detour, err := r.cli.run(ctx, slices.Concat([]string{"apply", "-auto-approve"}, targets)...)
		if err != nil {
			return nil, err
		}
		r.detours++
		r.note("%s: with %s: exit code %d %s", filepath.Base(detour.file), targets, detour.code, detour.errors())
	}
	_, err = r.paste(o, wanted, pending, r.forgetful)
	// What a run that was cut short picked can't be found again by asking for it again. Whoever looks
	// at the plan before going on is told of it, once its holder is known.
	for range 3 {
		if err != nil || !wanted.picks() {
			break
		}
		plan, failed := r.cli.run(ctx, "plan")
		if failed != nil {
			return nil, failed
		}
		var pasted int
		if pasted, err = r.paste(plan, wanted, pending, true); pasted == 0 {
			break
		}
	}
	return o, err
}

// paste writes down the imports that were printed, and says how many are new. It does so as a user
// does, who makes sure that the state doesn't have the object already. If it isn't for all of them it
// is for the numbers that were picked: the rest has to heal by itself.
func (r *run) paste(o *outcome, wanted wish, pending map[string]string, all bool) (pasted int, _ error) {
	state, err := os.ReadFile(filepath.Join(r.cli.dir, "terraform.tfstate"))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return 0, err
	}
	for address, id := range o.imports() {
		picked := wanted.assignments[strings.TrimPrefix(address, "onoff_number_assignment.")].country != ""
		if !all && !picked || pending[address] == id || bytes.Contains(state, []byte(strconv.Quote(id))) {
			continue
		}
		r.note("import %s as %s", id, address)
		pending[address] = id
		pasted++
		r.imports++
		if picked {
			r.picked++
		}
	}
	var blocks strings.Builder
	for _, address := range keys(pending) {
		fmt.Fprintf(&blocks, "import {\n  to = %s\n  id = %q\n}\n", address, pending[address])
	}
	return pasted, r.write("imports.tf", blocks.String())
}

func (r *run) write(name, content string) error {
	return os.WriteFile(filepath.Join(r.cli.dir, name), []byte(content), 0o600)
}

// keep leaves behind what it takes to understand a failure.
func (r *run) keep(wrong []string) error {
	company, err := json.MarshalIndent(r.service.Company(), "", "  ")
	if err != nil {
		return err
	}
	if err := r.write("company.json", string(company)); err != nil {
		return err
	}
	var journal strings.Builder
	for _, request := range r.service.Journal() {
		fmt.Fprintf(&journal, "%s %s %s -> %d replayed %v\n", request.Method, request.Path, request.Body, request.Status, request.Replayed)
	}
	if err := r.write("journal.txt", journal.String()); err != nil {
		return err
	}
	return r.write("story.txt", strings.Join(append(r.story, wrong...), "\n")+"\n")
}
