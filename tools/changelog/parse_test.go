package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const good = `# Changelog

## [Unreleased]

### Added

- Something new.

## [1.1.0] - 2026-02-03

### Fixed

- An old mistake.

## [1.0.0] - 2026-01-02

### Added

- The first release.
`

func TestAGoodChangelog(t *testing.T) {
	t.Parallel()
	releases, err := parse(good)
	if err != nil {
		t.Fatal(err)
	}
	if len(releases) != 3 || releases[1].version != "1.1.0" {
		t.Fatalf("got %+v", releases)
	}
	if got, want := strings.TrimSpace(releases[1].notes), "### Fixed\n\n- An old mistake."; got != want {
		t.Errorf("notes of 1.1.0: got %q, want %q", got, want)
	}
}

func TestAnEmptyUnreleasedSectionIsFine(t *testing.T) {
	t.Parallel()
	if _, err := parse("# Changelog\n\n## [Unreleased]\n"); err != nil {
		t.Error(err)
	}
}

func TestMistakesAreFound(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ from, to, want string }{
		"no title":              {"# Changelog", "# News", "the title must be"},
		"no unreleased section": {"## [Unreleased]", "## [1.2.0] - 2026-03-04", "first section must be"},
		"a made-up kind":        {"### Fixed", "### Repaired", "isn't one of"},
		"a kind without entry":  {"- Something new.", "", "has no entries"},
		"a kind twice":          {"- Something new.", "- New.\n\n### Added\n\n- Newer.", "is there twice"},
		"an entry without kind": {"### Fixed", "", "must stand below a heading"},
		"no date":               {"[1.1.0] - 2026-02-03", "[1.1.0]", "needs the day"},
		"a day that isn't one":  {"2026-02-03", "2026-02-30", "needs the day"},
		"a strange version":     {"[1.1.0]", "[1.1.x]", "isn't a version"},
		"a strange heading":     {"## [1.1.0] - 2026-02-03", "## Version 1.1.0", "must be ## [Unreleased] or"},
		"versions out of order": {"[1.1.0]", "[0.9.0]", "must not come before"},
		"dates out of order":    {"2026-02-03", "2025-02-03", "is dated before"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			text := strings.Replace(good, c.from, c.to, 1)
			if text == good {
				t.Fatal("the test changed nothing")
			}
			if _, err := parse(text); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want an error with %q", err, c.want)
			}
		})
	}
}

func TestNotesOfAVersionThatIsNotThere(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "CHANGELOG.md")
	if err := os.WriteFile(file, []byte(good), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := run([]string{"notes", file, "v1.1.0"}); err != nil {
		t.Error(err)
	}
	if err := run([]string{"notes", file, "9.9.9"}); err == nil {
		t.Error("notes for a version that isn't there")
	}
	if err := run([]string{"check", file}); err != nil {
		t.Error(err)
	}
	if err := run([]string{"dance", file}); err == nil {
		t.Error("an unknown command passed")
	}
}
