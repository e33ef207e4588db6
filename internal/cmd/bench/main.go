// Command bench measures what the provider costs against simulated organisations: requests, time and
// memory, in bulk and one by one, with and without latency and quota.
//
//	PROVIDER_DIR=bin ONOFFSIM=bin/onoffsim CLI=terraform go run ./internal/cmd/bench -quick
//
// Every organisation has so many members with a number each, all of them managed, and a state that
// says so. What is measured is a plan without changes, twice: through a real CLI that starts the
// built provider as a process of its own, and by calling the provider server in this process, which
// leaves out the time of the CLI. Then 300 members are created under a quota. Before all that, starting
// the provider is measured, which a CLI does several times in each run.
//
// The floor is the same provider, reading the same way, with an API that costs nothing: it answers
// without latency, from memory, what the simulator answered to the same request before. What is
// above the floor is the price of the API; the floor itself is the CLI's, the framework's and the
// provider's own work.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"regexp"
	"runtime/pprof"
	"strconv"
	"strings"
	"time"
)

const (
	perSecond = 20                     // the quota of the runs with one
	latency   = 100 * time.Millisecond // of the runs with latency
	// most is how much longer than the floor a plan may take at that latency.
	most = 1.25
	// from is the number of members that this is asked of.
	from = 1000
)

// settings are the arguments of the command.
type settings struct {
	sizes      []int
	newcomers  int
	runs       int
	starts     int
	directOnly bool
	only       *regexp.Regexp
	profile    string

	cli, simulator, providerDir string
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, os.Args[1:], os.Stdout)
	stop()
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, out io.Writer) error {
	s, err := parse(args)
	if err != nil {
		return err
	}
	if s.profile != "" {
		file, err := os.Create(s.profile)
		if err != nil {
			return err
		}
		defer func() { _ = file.Close() }()
		if err := pprof.StartCPUProfile(file); err != nil {
			return err
		}
		defer pprof.StopCPUProfile()
	}
	dir, err := os.MkdirTemp("", "bench-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	b := &bench{settings: s, dir: dir, out: out}
	if s.starts > 0 && !s.directOnly {
		if err := b.startup(ctx); err != nil {
			return fmt.Errorf("starting the provider: %w", err)
		}
	}
	for _, members := range s.sizes {
		if err := b.plans(ctx, members); err != nil {
			return fmt.Errorf("%d members: %w", members, err)
		}
	}
	if err := b.creates(ctx); err != nil {
		return fmt.Errorf("creating members: %w", err)
	}
	return b.verdict()
}

func parse(args []string) (settings, error) {
	s := settings{cli: os.Getenv("CLI"), simulator: os.Getenv("ONOFFSIM"), providerDir: os.Getenv("PROVIDER_DIR")}
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	sizes := flags.String("sizes", "100,1000,10000", "`numbers` of members of the organisations, separated by commas")
	quick := flags.Bool("quick", false, "measure the small organisation only, and create fewer members")
	flags.IntVar(&s.newcomers, "newcomers", 300, "`number` of members to create under the quota")
	flags.IntVar(&s.runs, "runs", 3, "`times` that each plan is measured; the fastest counts. Large organisations are measured once")
	flags.IntVar(&s.starts, "starts", 21, "`times` that the provider is started to measure that; the median counts, and 0 leaves it out")
	flags.BoolVar(&s.directOnly, "direct", false, "leave the CLI out")
	only := flags.String("only", "", "`regular expression` of the plans to measure, by their name in the table; all if empty")
	flags.StringVar(&s.profile, "cpuprofile", "", "`file` for a CPU profile of this process, which is of use with -direct")
	if err := flags.Parse(args); err != nil {
		return s, err
	}
	var err error
	if s.only, err = regexp.Compile(*only); err != nil {
		return s, fmt.Errorf("-only: %w", err)
	}
	if *quick {
		*sizes, s.newcomers, s.runs = "100", 100, 1
	}
	for size := range strings.SplitSeq(*sizes, ",") {
		members, err := strconv.Atoi(strings.TrimSpace(size))
		if err != nil || members < 1 {
			return s, fmt.Errorf("-sizes: %q is no number of members", size)
		}
		s.sizes = append(s.sizes, members)
	}
	if s.simulator == "" {
		return s, errors.New("ONOFFSIM doesn't say where the simulator is: use make bench")
	}
	if !s.directOnly && (s.cli == "" || s.providerDir == "") {
		return s, errors.New("CLI and PROVIDER_DIR don't say where the CLI and the provider are: use make bench, or -direct")
	}
	return s, nil
}
