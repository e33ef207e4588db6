package provider_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// What isn't in a recorded state isn't tested: each resource is in those of the last version, each of
// its attributes has a value somewhere, and each optional one is written in one block and left out of
// another.
func TestRecordedStatesAreWhole(t *testing.T) {
	t.Parallel()
	all := recordedStates(t)
	last := slices.MaxFunc(all, func(a, b recorded) int { return compareVersions(filepath.Base(a.config()), filepath.Base(b.config())) })
	server := last.harness(t).Protocol().Server()
	schemas, err := server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	const advice = "extend testdata/upgrade/main.tf, and record it with make upgrade-state VERSION=..."
	for _, r := range all {
		if r.config() != last.config() {
			continue
		}
		has := map[string]bool{}
		r.state.instances(func(typeName string, instance map[string]any) {
			attributes, _ := instance["attributes"].(map[string]any)
			for name, value := range attributes {
				if value != nil {
					has[typeName+"."+name] = true
				}
			}
		})
		for typeName, schema := range schemas.ResourceSchemas {
			for _, attribute := range schema.Block.Attributes {
				if !has[typeName+"."+attribute.Name] {
					t.Errorf("%s: no state has %s.%s: %s", r.name, typeName, attribute.Name, advice)
				}
			}
		}
	}
	written := writtenAttributes(t, filepath.Join(last.config(), "main.tf"))
	for typeName, schema := range schemas.ResourceSchemas {
		for _, attribute := range schema.Block.Attributes {
			blocks := written[typeName]
			count := 0
			for _, block := range blocks {
				if slices.Contains(block, attribute.Name) {
					count++
				}
			}
			if attribute.Optional && (count == 0 || count == len(blocks)) {
				t.Errorf("%d of %d blocks of %s write %s, want some and not all: %s", count, len(blocks), typeName, attribute.Name, advice)
			}
		}
	}
}

var (
	blockStart    = regexp.MustCompile(`(?m)^resource "(\w+)" "\w+" \{\n((?:[^}].*\n|\n)*)\}`)
	attributeLine = regexp.MustCompile(`(?m)^  (\w+) *=`)
)

// writtenAttributes are the names of the attributes in each resource block of a formatted file.
func writtenAttributes(t *testing.T, file string) map[string][][]string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	written := map[string][][]string{}
	for _, block := range blockStart.FindAllStringSubmatch(string(text), -1) {
		var names []string
		for _, line := range attributeLine.FindAllStringSubmatch(block[2], -1) {
			names = append(names, line[1])
		}
		written[block[1]] = append(written[block[1]], names)
	}
	return written
}

// compareVersions compares versions like "v0.10.0".
func compareVersions(a, b string) int { return slices.Compare(numbers(a), numbers(b)) }

func numbers(version string) []int {
	var all [3]int
	_, _ = fmt.Sscanf(version, "v%d.%d.%d", &all[0], &all[1], &all[2])
	return all[:]
}
