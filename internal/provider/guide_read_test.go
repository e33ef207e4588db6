package provider_test

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// guideStep is something that a reader of a guide does: write a file, or run commands and compare what
// they print. CONTRIBUTING.md tells authors how a guide says so.
type guideStep struct {
	line  int    // of the guide, where the block begins
	file  string // what is written, or "" if the text is run
	text  string
	wants []guideWant
	needs string // what the CLI must be able to do, or ""
}

// guideWant is a line that a guide shows of what its commands print.
type guideWant struct {
	line int
	text string
}

var (
	fenceLine = regexp.MustCompile("^```([a-z-]*)$")
	fileName  = regexp.MustCompile("`([^`]+)`:$")
	needsMark = regexp.MustCompile(`^<!-- needs: ([a-z-]+) -->$`)
)

// illustrations are the languages of blocks that a reader only looks at.
var illustrations = []string{"hcl", "console"}

// readGuide finds out what a reader of a guide does.
func readGuide(content string) ([]guideStep, error) {
	var (
		steps  []guideStep
		run    *guideStep // the last one, whose output text blocks show
		before string     // the last line with text in it
		needs  string
	)
	lines := strings.Split(content, "\n")
	for i := 0; i < len(lines); i++ {
		at, line := i+1, strings.TrimRight(lines[i], " \r")
		fence := fenceLine.FindStringSubmatch(line)
		mark := needsMark.FindStringSubmatch(line)
		switch {
		case mark != nil:
			needs = mark[1]
			continue
		case fence == nil && strings.HasPrefix(strings.TrimSpace(line), "```"):
			return nil, fmt.Errorf("line %d: %q doesn't begin a block: no indentation, and a language in small letters", at, line)
		case fence == nil:
			if line != "" {
				before = line
			}
			continue
		}
		end := slices.Index(lines[i+1:], "```")
		if end < 0 {
			return nil, fmt.Errorf("line %d: this block doesn't end", at)
		}
		body := lines[i+1 : i+1+end]
		i += end + 1
		step := guideStep{line: at, text: strings.Join(body, "\n") + "\n", needs: needs}
		name := fileName.FindStringSubmatch(before)
		before, needs = "", ""
		switch {
		case slices.Contains(illustrations, fence[1]):
		case fence[1] == "text":
			if run == nil || step.needs != "" {
				return nil, fmt.Errorf("line %d: this isn't the output of any commands, or has needs of its own", at)
			}
			for j, want := range body {
				if strings.TrimSpace(want) != "" {
					run.wants = append(run.wants, guideWant{at + 1 + j, want})
				}
			}
		case fence[1] == "shell":
			steps = append(steps, step)
			run = &steps[len(steps)-1]
		case name == nil:
			return nil, fmt.Errorf("line %d: which file is this? The paragraph before ends in its name in backticks and a colon; "+
				"what is only to be looked at is %s", at, strings.Join(illustrations, " or "))
		case !filepath.IsLocal(name[1]):
			return nil, fmt.Errorf("line %d: %s is outside of the reader's folder", at, name[1])
		default:
			step.file = name[1]
			steps = append(steps, step)
		}
	}
	return steps, nil
}

func TestReadingGuides(t *testing.T) {
	t.Parallel()
	steps, err := readGuide(strings.Join([]string{
		"Write `main.tf`:", "", "```terraform", "a", "```", "",
		"Look:", "```hcl", "b", "```",
		"```shell", "c \\", "  d", "```", "```text", "e", "", "f", "```", "and", "```text", "g", "```",
		"As in `x.tf`:", "<!-- needs: actions -->", "```terraform", "h", "```",
		"```console", "$ i", "```",
	}, "\n"))
	if err != nil {
		t.Fatal(err)
	}
	got := fmt.Sprintf("%+v", steps)
	want := "[{line:3 file:main.tf text:a\n wants:[] needs:} " +
		"{line:11 file: text:c \\\n  d\n wants:[{line:16 text:e} {line:18 text:f} {line:22 text:g}] needs:} " +
		"{line:26 file:x.tf text:h\n wants:[] needs:actions}]"
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	for content, want := range map[string]string{
		"```terraform\na\n```":               "which file is this?",
		"Not at `its` end:.\n```csv\na\n```": "which file is this?",
		"`a`:\n```hcl\n{}\n```\n```csv\n```": "line 5: which file is this?",
		"In `../a.tf`:\n```terraform\n```":   "outside",
		"In `/a.tf`:\n```terraform\n```":     "outside",
		"```text\na\n```":                    "isn't the output",
		"```shell\na":                        "doesn't end",
		"* a\n  ```shell\n  a\n  ```":        "line 2",
		"```Shell\na\n```":                   "line 1",
	} {
		if _, err := readGuide(content); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", content, err, want)
		}
	}
}
