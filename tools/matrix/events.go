package main

import (
	"encoding/json"
	"errors"
	"io"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"
)

// What a test can come to, in the words of go test.
const (
	passed  = "pass"
	failed  = "fail"
	skipped = "skip"
)

// column is what all tests came to with one CLI.
type column struct {
	cli      cli
	took     time.Duration
	outcomes map[name]*outcome
	leftOut  []string // steps of tests that ran otherwise
}

// name is a package, without the path that all have in common, and a test in it. Without a test it
// stands for the package, which fails by itself if it can't be built.
type name struct{ pkg, test string }

func (n name) String() string { return strings.TrimSuffix(n.pkg+" "+n.test, " ") }

type outcome struct {
	result string
	output strings.Builder
}

// event is one line of what go test -json writes.
type event struct {
	Action      string `json:"Action"`
	Package     string `json:"Package"`
	ImportPath  string `json:"ImportPath"` // of what is built, instead of a package
	Test        string `json:"Test"`
	Output      string `json:"Output"`
	FailedBuild string `json:"FailedBuild"`
}

// leftOut is in a line in which a test says that it left out a step and ran otherwise; go test knows
// nothing of those.
const leftOut = "left out: "

// leftOutBy is what a line says of a step that was left out, or "". What a test logs needs its name
// with it. What is printed says all by itself: whose it is can't be known among parallel tests.
func leftOutBy(n name, line string) string {
	if found := logged.FindStringSubmatch(strings.TrimRight(line, "\n")); found != nil && strings.Contains(found[1], leftOut) {
		return n.String() + ": " + found[1]
	}
	if said, found := strings.CutPrefix(strings.TrimSpace(line), leftOut); found {
		return said
	}
	return ""
}

// readEvents reads until the end, and reports each package that is through.
func readEvents(r io.Reader, through func(n name, result string)) (*column, error) {
	c := &column{outcomes: map[name]*outcome{}}
	builds := map[string]*strings.Builder{}
	for lines := json.NewDecoder(r); ; {
		var e event
		if err := lines.Decode(&e); errors.Is(err, io.EOF) {
			return c, nil
		} else if err != nil {
			return nil, err
		}
		if e.Action == "build-output" {
			if builds[e.ImportPath] == nil {
				builds[e.ImportPath] = &strings.Builder{}
			}
			builds[e.ImportPath].WriteString(e.Output)
		}
		if e.Package == "" {
			continue
		}
		n := name{path.Base(e.Package), e.Test}
		if said := leftOutBy(n, e.Output); said != "" && !slices.Contains(c.leftOut, said) {
			c.leftOut = append(c.leftOut, said)
		}
		o := c.outcomes[n]
		if o == nil {
			o = &outcome{}
			c.outcomes[n] = o
		}
		switch e.Action {
		case "output":
			o.output.WriteString(e.Output)
		case passed, failed, skipped:
			o.result = e.Action
			if n.test == "" {
				through(n, o.result)
			}
		}
		if e.FailedBuild != "" && builds[e.FailedBuild] != nil {
			o.output.WriteString(builds[e.FailedBuild].String())
		}
	}
}

// names are those of all tests, in order.
func (c *column) names() []name {
	all := slices.DeleteFunc(slices.Collect(maps.Keys(c.outcomes)), func(n name) bool { return n.test == "" })
	slices.SortFunc(all, func(a, b name) int { return strings.Compare(a.String(), b.String()) })
	return all
}

// with are the names of the tests that came to this.
func (c *column) with(result string) []name {
	return slices.DeleteFunc(c.names(), func(n name) bool { return c.outcomes[n].result != result })
}

// failures are the tests that failed or never ended, without those that failed only because a part of
// theirs did, and the packages that failed without any test of theirs failing.
func (c *column) failures() []name {
	failures := slices.DeleteFunc(c.names(), func(n name) bool {
		result := c.outcomes[n].result
		return result == passed || result == skipped
	})
	failures = slices.DeleteFunc(slices.Clone(failures), func(n name) bool {
		return slices.ContainsFunc(failures, func(other name) bool {
			return other.pkg == n.pkg && strings.HasPrefix(other.test, n.test+"/")
		})
	})
	for n, o := range c.outcomes {
		if n.test == "" && o.result == failed && !slices.ContainsFunc(failures, func(other name) bool { return other.pkg == n.pkg }) {
			failures = append(failures, n)
		}
	}
	slices.SortFunc(failures, func(a, b name) int { return strings.Compare(a.String(), b.String()) })
	return failures
}

// result is what a test came to, and why if it was skipped.
func (c *column) result(n name) string {
	o := c.outcomes[n]
	switch {
	case o == nil:
		return "-" // not there: it depends on what the CLI can do
	case o.result == "":
		return "never ended"
	case o.result == skipped:
		return skipped + ": " + o.reason()
	}
	return o.result
}

// logged is a line that a test wrote, after the place where it did so.
var logged = regexp.MustCompile(`^\s+\S+\.go:\d+: (.*)$`)

// reason is why a test was skipped: the last thing that it said.
func (o *outcome) reason() string {
	reason := "it doesn't say why"
	for line := range strings.Lines(o.output.String()) {
		if found := logged.FindStringSubmatch(strings.TrimRight(line, "\n")); found != nil {
			reason = found[1]
		}
	}
	return reason
}
