package provider_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
)

// Every example is one that a reader can paste: the CLI accepts it against the provider's schema.
func TestExamplesAreValid(t *testing.T) {
	t.Parallel()
	folders, err := filepath.Glob("../../examples/*/*")
	if err != nil {
		t.Fatal(err)
	}
	folders = append(folders, "../../examples/provider", "../../examples/demo")
	tried := 0
	for _, folder := range folders {
		if info, err := os.Stat(folder); err != nil || !info.IsDir() {
			continue
		}
		files, err := filepath.Glob(filepath.Join(folder, "*.tf"))
		if err != nil {
			t.Fatal(err)
		}
		imports := slices.DeleteFunc(slices.Clone(files), func(file string) bool {
			matched, err := filepath.Match("import-by-*.tf", filepath.Base(file))
			return err != nil || !matched
		})
		together := slices.DeleteFunc(files, func(file string) bool { return slices.Contains(imports, file) })
		// The ways to import a resource exclude each other, so each is tried alone.
		variants := [][]string{together}
		for _, file := range imports {
			variants = append(variants, append(slices.Clone(together), file))
		}
		for _, variant := range variants {
			if len(variant) == 0 {
				continue
			}
			tried++
			name := filepath.Base(folder) + "/" + filepath.Base(variant[len(variant)-1])
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				h := acctest.New(t)
				if filepath.Base(variant[len(variant)-1]) == "import-by-identity.tf" {
					acctest.Skip(t, acctest.Identity)
				}
				if filepath.Base(filepath.Dir(folder)) == "actions" {
					acctest.Skip(t, acctest.Actions)
				}
				cli := h.CLI()
				for _, file := range variant {
					content, err := os.ReadFile(file)
					if err != nil {
						t.Fatal(err)
					}
					cli.Write(filepath.Base(file), string(content))
				}
				for _, list := range []string{"roster.csv", "numbers.csv"} {
					if content, err := os.ReadFile(filepath.Join(folder, list)); err == nil {
						cli.Write(list, string(content))
					}
				}
				cli.Run("validate", "-no-color").WantCode(0)
			})
		}
	}
	if tried < 15 {
		t.Errorf("only %d examples were found", tried)
	}
}

// So are the examples of list resources, for the CLIs that know them.
func TestQueryExamplesAreValid(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../../examples/list-resources/*/*.tfquery.hcl")
	if err != nil || len(files) < 4 {
		t.Fatalf("%d examples, %v", len(files), err)
	}
	for _, file := range files {
		t.Run(filepath.Base(filepath.Dir(file)), func(t *testing.T) {
			t.Parallel()
			h := acctest.New(t)
			acctest.Skip(t, acctest.ListResources)
			content, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			cli := h.CLI().Write("main.tf", "terraform {\n  required_providers {\n    onoff = {\n      source = \"onoff-community/onoff\"\n    }\n  }\n}\n")
			cli.Write(filepath.Base(file), string(content))
			cli.Run("validate", "-no-color", "-query").WantCode(0)
			wrong := strings.Replace(string(content), "config {\n", "config {\n    colour = \"red\"\n", 1)
			cli.Write(filepath.Base(file), wrong)
			cli.Run("validate", "-no-color", "-query").WantCode(1).Want("colour")
		})
	}
}
