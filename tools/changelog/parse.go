package main

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"golang.org/x/mod/semver"
)

// unreleased is the section that changes go to until there is a release.
const unreleased = "Unreleased"

// kinds are the headings below which a change can stand.
var kinds = []string{"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}

var releaseHeading = regexp.MustCompile(`^## \[([^]]+)\](?: - (\S+))?$`)

// release is one section of the changelog.
type release struct {
	version string
	date    string
	notes   string
	kinds   []string
	entries int
}

// parse reads a changelog and reports everything that isn't as the format wants it.
func parse(text string) ([]release, error) {
	p := &parser{}
	for i, line := range strings.Split(text, "\n") {
		p.line = i + 1
		p.read(strings.TrimRight(line, "\r"))
	}
	p.endKind()
	if len(p.releases) == 0 || p.releases[0].version != unreleased {
		p.problem("the first section must be ## [%s]", unreleased)
	}
	for i, r := range p.releases[min(1, len(p.releases)):] {
		if r.entries == 0 {
			p.problem("%s has no entries", r.version)
		}
		if before := p.releases[i]; i > 0 {
			p.order(before, r)
		}
	}
	return p.releases, errors.Join(p.problems...)
}

type parser struct {
	line     int
	releases []release
	problems []error
	// open is set below a heading of a kind until its first entry.
	open bool
}

func (p *parser) problem(format string, args ...any) {
	p.problems = append(p.problems, fmt.Errorf("line %d: "+format, append([]any{p.line}, args...)...))
}

func (p *parser) read(line string) {
	if p.line == 1 && line != "# Changelog" {
		p.problem("the title must be # Changelog")
	}
	if strings.HasPrefix(line, "## ") {
		p.endKind()
		p.startRelease(line)
		return
	}
	if len(p.releases) == 0 {
		return
	}
	current := &p.releases[len(p.releases)-1]
	current.notes += line + "\n"
	switch {
	case strings.HasPrefix(line, "### "):
		p.endKind()
		kind := strings.TrimPrefix(line, "### ")
		if !slices.Contains(kinds, kind) {
			p.problem("%q isn't one of %s", kind, strings.Join(kinds, ", "))
		}
		if slices.Contains(current.kinds, kind) {
			p.problem("%s is there twice", kind)
		}
		current.kinds = append(current.kinds, kind)
		p.open = true
	case strings.HasPrefix(line, "- "):
		if len(current.kinds) == 0 {
			p.problem("an entry must stand below a heading such as ### Added")
		}
		current.entries++
		p.open = false
	}
}

// endKind complains of a heading that nothing stands below.
func (p *parser) endKind() {
	if p.open {
		p.problem("the heading before has no entries")
	}
	p.open = false
}

func (p *parser) startRelease(line string) {
	match := releaseHeading.FindStringSubmatch(line)
	if match == nil {
		p.problem("%q must be ## [%s] or ## [1.2.3] - 2006-01-02", line, unreleased)
		match = []string{line, line, ""}
	}
	r := release{version: match[1], date: match[2]}
	p.releases = append(p.releases, r)
	if r.version == unreleased {
		if len(p.releases) > 1 || r.date != "" {
			p.problem("[%s] comes first, and has no date", unreleased)
		}
		return
	}
	if !semver.IsValid("v" + r.version) {
		p.problem("%q isn't a version", r.version)
	}
	if _, err := time.Parse(time.DateOnly, r.date); err != nil {
		p.problem("%s needs the day of its release, as in 2006-01-02", r.version)
	}
}

// order checks that the newer release comes first.
func (p *parser) order(newer, older release) {
	if semver.Compare("v"+newer.version, "v"+older.version) <= 0 {
		p.problem("%s must not come before %s", newer.version, older.version)
	}
	if newer.date < older.date {
		p.problem("%s is dated before %s", newer.version, older.version)
	}
}
