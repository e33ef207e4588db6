// Command chaos attacks the promise that nothing is lost, nothing doubled, and nothing bought or mailed
// by accident.
//
//	chaos -runs 300 -seed 1
//
// Each run makes up a company's configurations, one after another, and applies them through a real CLI
// to a simulator, while answers get lost, connections break, quotas are used up, and CLI and provider
// are killed (kill -9) at some write. Then the weather turns fine, and within three applies the plan
// has to be empty. What the organisation came to, and what it mailed, sold, released and deleted, is
// then compared with what the configurations asked for: with the simulator's own record, whatever the
// provider says. Every request and answer has to keep the contract, too.
//
// Every second run is against a service that ignores idempotency keys. There the imports that the
// errors print are followed; elsewhere the next apply has to heal by itself. The exception is a number
// that was picked and not recorded: nothing but the plan's warnings leads back to it. So where a
// configuration picks numbers, the plan is read after an apply that failed, and the imports that its
// warnings print are followed. An error may also say what to apply first, with -target: so it is done.
//
// Assignments mustn't buy a licence. In half of the runs there are just enough of them, and the service
// sells one to whoever asks for more.
//
// A seed makes the same configurations, faults and kills again. Faults strike by the order of requests,
// which is always the same only in the runs with -parallelism=1, a third of all.
//
// It needs CLI, the path of Terraform or OpenTofu. A third of the runs use the provider in PROVIDER_DIR;
// the others, and all if there is none, use this program as the provider, with timeouts so short that
// answers can come too late.
//
// The exit status is 0 if no run broke anything. A run that did says its seed, and its folder is kept.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"os/signal"
	"runtime"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"
)

func main() {
	if asPlugin() {
		return
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	status := command(ctx, os.Args[1:], os.Stdout)
	stop()
	os.Exit(status)
}

// command returns the exit status: 0 if nothing broke, 1 if something did, 2 if nothing could be run.
func command(ctx context.Context, args []string, out io.Writer) int {
	flags := flag.NewFlagSet("chaos", flag.ContinueOnError)
	runs := flags.Int("runs", 300, "how many runs")
	seed := flags.Uint64("seed", 1, "seed of the first run; the others count on from it")
	workers := flags.Int("workers", runtime.NumCPU(), "how many runs at a time")
	short := flags.Bool("short", false, "ten runs, whatever -runs says")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	if *short {
		*runs = 10
	}
	scratch, err := os.MkdirTemp("", "chaos-")
	if err == nil {
		var s setting
		if s, err = prepare(scratch); err == nil {
			t := chaos(ctx, s, *seed, *runs, *workers, out)
			t.print(out)
			if err = ctx.Err(); t.failed == 0 {
				err = errors.Join(err, os.RemoveAll(scratch))
			}
			if err == nil {
				return min(t.failed, 1)
			}
		}
	}
	fmt.Fprintln(out, "chaos:", err)
	return 2
}

// prepare finds the CLI and the providers.
func prepare(scratch string) (setting, error) {
	s := setting{cli: os.Getenv("CLI"), scratch: scratch}
	if s.cli == "" {
		s.cli = os.Getenv("TF_ACC_TERRAFORM_PATH")
	}
	if s.cli == "" {
		return s, errors.New("CLI isn't set: it's the path of Terraform or OpenTofu")
	}
	var err error
	if s.hasty, err = hastyPlugin(scratch); err != nil {
		return s, err
	}
	if dir := os.Getenv("PROVIDER_DIR"); dir != "" {
		built, err := overriding(scratch, "built.tfrc", dir, false)
		if err != nil {
			return s, err
		}
		s.built = &built
	}
	return s, nil
}

// chaos plays the runs, a few at a time.
func chaos(ctx context.Context, s setting, seed uint64, runs, workers int, out io.Writer) *total {
	t := &total{started: time.Now(), faults: map[string]int{}, kills: map[string]int{}}
	seeds := make(chan uint64)
	var group sync.WaitGroup
	for range max(1, workers) {
		group.Go(func() {
			for seed := range seeds {
				if r := play(ctx, s, seed); ctx.Err() == nil {
					t.add(out, r)
				}
			}
		})
	}
	for i := range runs {
		select {
		case seeds <- seed + uint64(i):
		case <-ctx.Done():
		}
	}
	close(seeds)
	group.Wait()
	return t
}

// result is a run and what it broke.
type result struct {
	*run
	seed  uint64
	wrong []string
}

func play(ctx context.Context, s setting, seed uint64) result {
	r, err := newRun(s, seed)
	if err != nil {
		return result{seed: seed, wrong: []string{err.Error()}}
	}
	wrong := r.play(ctx)
	if len(wrong) > 0 {
		err = r.keep(wrong)
	} else {
		err = os.RemoveAll(r.cli.dir)
	}
	if err != nil {
		wrong = append(wrong, err.Error())
	}
	return result{r, seed, wrong}
}

// total is what the runs came to.
type total struct {
	started time.Time

	mu                                       sync.Mutex
	runs, failed, forgetful, oneByOne, built int
	applies, detours                         int
	imports, picked, struck, killed          int
	members, numbers                         int
	faults, kills                            map[string]int
}

func (t *total) add(out io.Writer, r result) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.runs++
	if len(r.wrong) > 0 {
		t.failed++
		fmt.Fprintf(out, "seed %d broke:\n  %s\n", r.seed, strings.Join(r.wrong, "\n  "))
	}
	if r.run == nil {
		return
	}
	if len(r.wrong) > 0 {
		fmt.Fprintf(out, "  kept in %s\n", r.cli.dir)
	}
	count := func(what bool, into *int) {
		if what {
			*into++
		}
	}
	count(r.forgetful, &t.forgetful)
	count(r.parallelism == 1, &t.oneByOne)
	count(!r.cli.plugin.hasty, &t.built)
	t.applies += r.applies
	t.detours += r.detours
	t.imports += r.imports
	t.picked += r.picked
	for fault, times := range r.weather.struck() {
		t.faults[fault] += times
		t.struck += times
	}
	for place, times := range r.kills {
		t.kills[place] += times
		t.killed += times
	}
	got := r.service.Company()
	t.members += len(got.Mails)
	t.numbers += len(got.NumbersAssigned)
	if t.runs%25 == 0 {
		fmt.Fprintf(out, "%d runs, %d failed, %s\n", t.runs, t.failed, time.Since(t.started).Round(time.Second))
	}
}

// print ends with the summary.
func (t *total) print(out io.Writer) {
	for _, kind := range []struct {
		name  string
		count map[string]int
	}{{"faults", t.faults}, {"kills", t.kills}} {
		fmt.Fprintln(out, kind.name+":")
		for _, name := range slices.Sorted(maps.Keys(kind.count)) {
			fmt.Fprintf(out, "  %-36s %6d\n", name, kind.count[name])
		}
	}
	fmt.Fprintf(out, "%d runs (%d without idempotency keys, %d one request at a time, %d with the built provider), %d applies, %d with -target in between, %d faults, %d kills, %d imports (%d of picked numbers), %d mails, %d numbers assigned, %s: %d runs broke an invariant\n",
		t.runs, t.forgetful, t.oneByOne, t.built, t.applies, t.detours, t.struck, t.killed, t.imports, t.picked, t.members, t.numbers, time.Since(t.started).Round(time.Second), t.failed)
}
