//go:build unix

package provider_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
)

// nothingToFollow are the guides that only tell something.
var nothingToFollow = []string{"live-gateway.md"}

// Each guide is followed as a newcomer would, from an empty folder, and prints what it shows.
func TestGuides(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../../docs/guides/*.md")
	if err != nil || len(files) == 0 {
		t.Fatalf("no guides: %v", err)
	}
	for _, file := range files {
		name := filepath.Base(file)
		if slices.Contains(nothingToFollow, name) {
			continue
		}
		t.Run(strings.TrimSuffix(name, ".md"), func(t *testing.T) {
			t.Parallel()
			content, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			steps, err := readGuide(string(content))
			if err != nil {
				t.Fatal(err)
			}
			if !slices.ContainsFunc(steps, func(s guideStep) bool { return s.file == "" }) {
				t.Fatal("there is nothing to run; a guide that only tells something is listed in nothingToFollow")
			}
			if _, err := exec.LookPath("curl"); err != nil && strings.Contains(string(content), "\ncurl ") {
				t.Skip("this guide asks for curl")
			}
			dir, env := acctest.Newcomer(t)
			f := follow(t, possible(t, steps), dir, env)
			t.Log("\n" + f.transcript)
			for _, problem := range f.problems {
				t.Error(problem)
			}
		})
	}
}
