package provider_test

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// repository is where the tests look at files for people.
const repository = "../.."

var (
	code    = regexp.MustCompile("`[^`\n]*`")
	link    = regexp.MustCompile(`\]\(([^()\s]+)\)`)
	heading = regexp.MustCompile(`(?m)^#{1,6} +(.+?) *$`)
	named   = regexp.MustCompile(`<a id="([^"]+)">`)
)

// prose is a file for people, without what is code in it.
func prose(t *testing.T, file string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(repository, file))
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	block := false
	for line := range strings.Lines(string(content)) {
		if strings.HasPrefix(strings.TrimSpace(line), "```") {
			block = !block
		} else if !block {
			text.WriteString(line)
		}
	}
	if block {
		t.Errorf("%s ends within a block of code", file)
	}
	return text.String()
}

// linksOf are the targets of a file's links within the repository, relative to its root.
func linksOf(t *testing.T, file string) []string {
	t.Helper()
	var targets []string
	for _, found := range link.FindAllStringSubmatch(code.ReplaceAllString(prose(t, file), "code"), -1) {
		target := found[1]
		switch {
		case strings.Contains(target, "://") || strings.HasPrefix(target, "mailto:"):
		case strings.HasPrefix(target, "#"):
			targets = append(targets, file+target)
		default:
			targets = append(targets, path.Join(path.Dir(file), target))
		}
	}
	return targets
}

// under are the Markdown files of a folder, relative to the repository.
func under(t *testing.T, folder string) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir(filepath.Join(repository, folder), func(file string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && entry.Name() == "testdata":
			return filepath.SkipDir
		case strings.HasSuffix(file, ".md"):
			name, err := filepath.Rel(repository, file)
			files = append(files, filepath.ToSlash(name))
			return err
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// A reader of the README is one click from every page of the documentation.
func TestReadmeLeadsToEveryPage(t *testing.T) {
	t.Parallel()
	links := linksOf(t, "README.md")
	pages := under(t, "docs")
	if len(pages) < 19 {
		t.Fatalf("only %d pages were found", len(pages))
	}
	for _, page := range pages {
		if !slices.Contains(links, page) {
			t.Errorf("README.md has no link to %s", page)
		}
	}
}

// Every link between files for people leads somewhere, down to the heading.
func TestLinksLeadSomewhere(t *testing.T) {
	t.Parallel()
	seen := 0
	for _, file := range slices.Concat([]string{"README.md", "CHANGELOG.md"}, under(t, ".github"), under(t, "docs"), under(t, "internal")) {
		for _, target := range linksOf(t, file) {
			seen++
			to, anchor, _ := strings.Cut(target, "#")
			if _, err := os.Stat(filepath.Join(repository, to)); err != nil {
				t.Errorf("%s links to %s, which isn't there", file, to)
			} else if anchor != "" && !slices.Contains(anchors(t, to), anchor) {
				t.Errorf("%s links to %s, which has no such heading", file, target)
			}
		}
	}
	if seen < 30 {
		t.Errorf("only %d links were found", seen)
	}
}

// anchors are what places in a file are linked by: what is written there, and what GitHub and the
// registry make of a heading.
func anchors(t *testing.T, file string) []string {
	t.Helper()
	var all []string
	text := prose(t, file)
	for _, found := range named.FindAllStringSubmatch(text, -1) {
		all = append(all, found[1])
	}
	for _, found := range heading.FindAllStringSubmatch(text, -1) {
		all = append(all, strings.Map(func(r rune) rune {
			switch {
			case r == ' ':
				return '-'
			case r == '-' || r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r):
				return unicode.ToLower(r)
			}
			return -1
		}, found[1]))
	}
	return all
}
