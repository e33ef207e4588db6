// Command onoffsim serves a simulated Onoff Business organisation, so that configurations can be
// tried without an account.
//
//	onoffsim -listen 127.0.0.1:8787 -api-key demo -company company.json
//
// The first line on standard output is the base URL; the API is at /api/v1 below it. Under
// /_simulator/ it tells what it was asked (journal) and what became of the organisation (company),
// and takes orders for faults. It runs until it's interrupted. Nothing is kept: the next start is
// the company file again.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	status := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(status)
}

// run returns the exit status: 0 after an orderly stop, 1 if the simulator can't run, 2 for wrong
// arguments.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	settings, err := parse(args, stderr)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err != nil:
		fmt.Fprintf(stderr, "onoffsim: %v\n", err)
		return 2
	case settings.showVersion:
		fmt.Fprintln(stdout, "onoffsim", currentVersion())
		return 0
	}
	if err := serve(ctx, settings, stdout, stderr); err != nil {
		fmt.Fprintf(stderr, "onoffsim: %v\n", err)
		return 1
	}
	return 0
}
