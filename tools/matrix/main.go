// Command matrix runs the acceptance tests with one CLI after the other, and tells what was skipped
// with which of them, and why. A feature that only some CLIs have can then be seen to be tested by at
// least one of them, and nothing is left out unnoticed.
//
//	go -C tools run ./matrix -report bin/matrix.md terraform /path/to/other/terraform tofu
//
// Each CLI is a path, or a name to be found on PATH. The report lists every test by name.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
)

func main() {
	log.SetFlags(0)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, os.Args[1:], os.Stdout)
	stop()
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		log.Fatal("matrix: ", err)
	}
}

// settings are the arguments of the command.
type settings struct {
	root     string
	report   string
	packages []string
	flags    []string // of go test
	clis     []string
}

func parse(args []string) (settings, error) {
	var s settings
	flags := flag.NewFlagSet("matrix", flag.ContinueOnError)
	flags.StringVar(&s.root, "root", "..", "`folder` of the project; the report's name is relative to it")
	flags.StringVar(&s.report, "report", "", "`file` for the list of all tests with the outcome of each, as Markdown")
	packages := flags.String("packages", "", "`packages` to test, separated by spaces; those that use the acceptance harness if empty")
	arguments := flags.String("test-flags", "", "`flags` for go test, separated by spaces")
	if err := flags.Parse(args); err != nil {
		return s, err
	}
	s.packages, s.flags, s.clis = strings.Fields(*packages), strings.Fields(*arguments), flags.Args()
	if len(s.clis) == 0 {
		return s, errors.New(`no CLI is named, as in: make matrix CLIS="terraform /path/to/tofu"`)
	}
	return s, nil
}

func run(ctx context.Context, args []string, out io.Writer) error {
	s, err := parse(args)
	if err != nil {
		return err
	}
	clis, err := findAll(ctx, s.root, s.clis)
	if err != nil {
		return err
	}
	if len(s.packages) == 0 {
		if s.packages, err = acceptancePackages(ctx, s.root); err != nil {
			return err
		}
	}
	var columns []*column
	for _, c := range clis {
		_, _ = fmt.Fprintf(out, "== %s (%s)\n", c.title, c.path)
		tested, err := test(ctx, s, c)
		if err != nil {
			return fmt.Errorf("%s: %w", c.title, err)
		}
		tested.summarize(out)
		columns = append(columns, tested)
	}
	compare(out, columns)
	if s.report != "" {
		file := filepath.Join(s.root, s.report)
		if err := os.MkdirAll(filepath.Dir(file), 0o750); err != nil {
			return err
		}
		if err := os.WriteFile(file, []byte(markdown(columns)), 0o644); err != nil {
			return err
		}
		_, _ = fmt.Fprintf(out, "\nEvery test by name: %s\n", s.report)
	}
	return verdict(columns)
}

// verdict is an error if a test failed with one of the CLIs, or none was run with it.
func verdict(columns []*column) error {
	var wrong []string
	for _, c := range columns {
		switch {
		case len(c.failures()) > 0:
			wrong = append(wrong, fmt.Sprintf("%d failed with %s", len(c.failures()), c.cli.title))
		case len(c.with(passed)) == 0:
			wrong = append(wrong, "nothing was run with "+c.cli.title)
		}
	}
	if len(wrong) > 0 {
		return errors.New(strings.Join(wrong, "; "))
	}
	return nil
}
