//go:build unix

package provider_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
)

var terraformBlock = regexp.MustCompile("(?s)\n```terraform\n(.*?\n)```\n")

// What the first pages that a newcomer sees tell them to write can be planned as it is.
func TestFirstConfiguration(t *testing.T) {
	t.Parallel()
	blocks := func(file string) []string {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var found []string
		for _, block := range terraformBlock.FindAllStringSubmatch(string(content), -1) {
			found = append(found, block[1])
		}
		return found
	}
	readme, index := blocks("../../README.md"), blocks("../../docs/index.md")
	resources := slices.DeleteFunc(slices.Clone(readme), func(block string) bool { return strings.Contains(block, "required_providers") })
	if len(resources) == 0 || len(index) == 0 {
		t.Fatalf("%d blocks of README.md and %d of docs/index.md are of use", len(resources), len(index))
	}
	for name, files := range map[string][]string{"README": readme, "index": append(index, resources...)} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			steps := []guideStep{
				{file: "main.tf", text: strings.Join(files, "\n")},
				{
					text: "onoffsim -listen 127.0.0.1:8787 -api-key demo &\n" +
						"ONOFF_BASE_URL=http://127.0.0.1:8787 ONOFF_API_KEY=demo terraform plan\n",
					wants: []guideWant{{text: "Plan: 3 to add, 0 to change, 0 to destroy."}},
				},
			}
			dir, env := acctest.Newcomer(t)
			f := follow(t, steps, dir, env)
			t.Log("\n" + f.transcript)
			for _, problem := range f.problems {
				t.Error(problem)
			}
		})
	}
}

// The demo that README.md begins with goes through to its end. `make demo` runs it like this.
func TestDemo(t *testing.T) {
	t.Parallel()
	script, err := filepath.Abs("../../examples/demo/demo.sh")
	if err != nil {
		t.Fatal(err)
	}
	dir, env := acctest.Newcomer(t)
	output, err := session(t, "bash '"+script+"'", dir, append(env, "CLI=terraform", "ONOFFSIM=onoffsim", "PROVIDER_DIR="+acctest.ProviderDir(t)))
	t.Log("\n" + output)
	if err != nil {
		t.Error(err)
	}
	for _, said := range []string{"30 added, 0 changed, 0 destroyed", "No changes.", "0 added, 1 changed, 1 destroyed", "Error: Too many numbers for one member", "Done."} {
		if !strings.Contains(output, said) {
			t.Errorf("it doesn't say %q", said)
		}
	}
}
