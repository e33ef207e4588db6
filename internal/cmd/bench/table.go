package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"
	"time"
)

// row is what a scenario took.
type row struct {
	name     string
	requests map[string]int
	cli, cpu time.Duration // of the run with the CLI
	direct   time.Duration // of the run without
	peak     int64
	skipped  string
}

// table is the rows that belong side by side.
type table struct {
	title string
	rows  []row
	bound time.Duration // what the times are held against, instead of the floor
	out   io.Writer
}

func (b *bench) newTable(title string) *table { return &table{title: title, out: b.out} }

func (t *table) add(r row) { t.rows = append(t.rows, r) }

func (t *table) skip(name, why string) { t.add(row{name: name, skipped: why}) }

// floor is what the times are divided by.
func (t *table) floor() (cli, direct time.Duration) {
	if t.bound > 0 {
		return t.bound, t.bound
	}
	for _, r := range t.rows {
		if strings.HasPrefix(r.name, "floor") {
			return r.cli, r.direct
		}
	}
	return 0, 0
}

func (t *table) print() {
	w := tabwriter.NewWriter(t.out, 0, 0, 2, ' ', 0)
	against := "of the floor"
	if t.bound > 0 {
		against = "of the bound"
	}
	_, _ = fmt.Fprintf(t.out, "\n%s\n\n", t.title)
	_, _ = fmt.Fprintf(w, "\tCLI\t%s\tCPU\tprovider alone\t%s\tpeak MB\trequests\tby route\n", against, against)
	cli, direct := t.floor()
	for _, r := range t.rows {
		if r.skipped != "" {
			_, _ = fmt.Fprintf(w, "%s\t%s\n", r.name, r.skipped)
			continue
		}
		total, routes := 0, []string{}
		for _, route := range slices.Sorted(maps.Keys(r.requests)) {
			total += r.requests[route]
			routes = append(routes, fmt.Sprintf("%s %d", strings.Replace(route, "/api/v1", "", 1), r.requests[route]))
		}
		_, _ = fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%d\t%s\n", r.name, seconds(r.cli), ratio(r.cli, cli), seconds(r.cpu), seconds(r.direct), ratio(r.direct, direct),
			megabytes(r.peak), total, strings.Join(routes, ", "))
	}
	_ = w.Flush()
}

// misses says which plan at latency took too long for its floor.
func (t *table) misses() []string {
	var misses []string
	cli, _ := t.floor()
	for _, r := range t.rows {
		if r.name == "bulk, 100 ms" && cli > 0 && float64(r.cli) > most*float64(cli) {
			misses = append(misses, fmt.Sprintf("%s: %s took %s of the floor, more than %.2f", t.title, r.name, ratio(r.cli, cli), most))
		}
	}
	return misses
}

func seconds(d time.Duration) string {
	if d == 0 {
		return "-"
	}
	return fmt.Sprintf("%.2f s", d.Seconds())
}

func ratio(d, floor time.Duration) string {
	if d == 0 || floor == 0 {
		return "-"
	}
	return fmt.Sprintf("%.2f", d.Seconds()/floor.Seconds())
}

func megabytes(bytes int64) string {
	if bytes == 0 {
		return "-"
	}
	return fmt.Sprint(bytes >> 20)
}
