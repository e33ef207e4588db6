package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"
)

// most is how much of what a failed test said is shown; the end is what matters.
const most = 3000

// summarize says what the tests came to, which were skipped and why, and shows those that failed.
func (c *column) summarize(out io.Writer) {
	failures := c.failures()
	_, _ = fmt.Fprintf(out, "%d passed, %d skipped, %d failed in %s\n", len(c.with(passed)), len(c.with(skipped)), len(failures), c.took.Round(time.Second))
	byReason := map[string][]name{}
	for _, n := range c.with(skipped) {
		reason := c.outcomes[n].reason()
		byReason[reason] = append(byReason[reason], n)
	}
	for _, reason := range slices.Sorted(maps.Keys(byReason)) {
		_, _ = fmt.Fprintf(out, "  skipped, since %s:\n", reason)
		for _, n := range byReason[reason] {
			_, _ = fmt.Fprintf(out, "    %s\n", n)
		}
	}
	for i, step := range c.leftOut {
		if i == 0 {
			_, _ = fmt.Fprintln(out, "  steps left out of tests that ran otherwise:")
		}
		_, _ = fmt.Fprintf(out, "    %s\n", step)
	}
	for _, n := range failures {
		text := c.outcomes[n].output.String()
		if len(text) > most {
			text = "..." + text[len(text)-most:]
		}
		_, _ = fmt.Fprintf(out, "  FAILED: %s\n%s\n", n, text)
	}
}

// compare says which tests no CLI ran, and which ran with some only.
func compare(out io.Writer, columns []*column) {
	var nowhere, somewhere []string
	for _, n := range union(columns) {
		var ran []string
		for _, c := range columns {
			if o := c.outcomes[n]; o != nil && o.result != skipped {
				ran = append(ran, c.cli.title)
			}
		}
		switch len(ran) {
		case 0:
			nowhere = append(nowhere, n.String()+" ("+columns[0].result(n)+")")
		case len(columns):
		default:
			somewhere = append(somewhere, n.String()+": "+strings.Join(ran, ", "))
		}
	}
	_, _ = fmt.Fprintf(out, "\n%d tests; %d ran with every CLI, %d with some, %d with none\n",
		len(union(columns)), len(union(columns))-len(nowhere)-len(somewhere), len(somewhere), len(nowhere))
	for _, n := range somewhere {
		_, _ = fmt.Fprintf(out, "  only some: %s\n", n)
	}
	for _, n := range nowhere {
		_, _ = fmt.Fprintf(out, "  none: %s\n", n)
	}
}

// union are the names of the tests that at least one column has.
func union(columns []*column) []name {
	all := map[name]bool{}
	for _, c := range columns {
		for _, n := range c.names() {
			all[n] = true
		}
	}
	return slices.SortedFunc(maps.Keys(all), func(a, b name) int { return strings.Compare(a.String(), b.String()) })
}

// markdown is the table of all tests and all CLIs.
func markdown(columns []*column) string {
	var b strings.Builder
	b.WriteString("# Acceptance tests by CLI\n\n| test |")
	for _, c := range columns {
		b.WriteString(" " + c.cli.title + " |")
	}
	b.WriteString("\n|---|" + strings.Repeat("---|", len(columns)) + "\n")
	for _, n := range union(columns) {
		b.WriteString("| " + cell(n.String()) + " |")
		for _, c := range columns {
			b.WriteString(" " + cell(c.result(n)) + " |")
		}
		b.WriteString("\n")
	}
	for _, c := range columns {
		if len(c.leftOut) > 0 {
			b.WriteString("\nSteps left out with " + c.cli.title + ":\n\n")
			for _, step := range c.leftOut {
				b.WriteString("- " + step + "\n")
			}
		}
	}
	return b.String()
}

func cell(text string) string { return strings.NewReplacer("|", `\|`, "\n", " ").Replace(text) }
