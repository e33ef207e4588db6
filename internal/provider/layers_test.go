package provider_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/onoff-community/terraform-provider-onoff/"

// mayImport is the table of who may import whom among our own packages. internal/README.md tells it
// to people.
var mayImport = func() map[string][]string {
	nouns := []string{"account", "department", "license", "member", "number", "numberassignment"}
	table := map[string][]string{
		"provider":     append([]string{"wiring", "apidiag", "planbook", "directory", "onoff"}, nouns...),
		"wiring":       {"directory", "planbook"},
		"apidiag":      {"directory", "onoff", "wiring"},
		"directory":    {"onoff"},
		"onoff":        {},
		"planbook":     {},
		"e164":         {},
		"email":        {},
		"simulator":    {},
		"contract":     {},
		"acctest":      {"provider", "simulator", "contract"},
		"cmd/onoffsim": {"simulator"},
		"cmd/chaos":    {"provider", "simulator", "contract"},
	}
	table["membermail"] = []string{"wiring", "apidiag", "email", "directory", "onoff"}
	for _, action := range []string{"resetpassword", "sendinvitation"} {
		table["provider"] = append(table["provider"], action)
		table[action] = []string{"membermail", "wiring", "directory", "onoff"}
	}
	// Functions compute; they know neither the session nor the API.
	table["provider"] = append(table["provider"], "membersfromcsv", "phonenumber")
	table["membersfromcsv"] = []string{"e164", "email"}
	table["phonenumber"] = []string{"e164"}
	for _, noun := range nouns {
		table[noun] = []string{"wiring", "apidiag", "e164", "email", "planbook", "directory", "onoff"}
	}
	return table
}()

// The layers are what keeps client, simulator and plan rules three witnesses instead of one.
func TestLayers(t *testing.T) {
	t.Parallel()
	seen := 0
	err := filepath.WalkDir("..", func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && entry.Name() == "testdata" {
			return filepath.SkipDir
		}
		if entry.IsDir() || !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return nil
		}
		folder := strings.TrimPrefix(path.Dir(filepath.ToSlash(file)), "../")
		allowed, known := mayImport[folder]
		if !known && !strings.HasPrefix(folder, "cmd/") {
			t.Errorf("internal/%s isn't in the table of layers", folder)
			return nil
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range parsed.Imports {
			seen++
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			ours, isOurs := strings.CutPrefix(imported, module+"internal/")
			switch {
			case folder == "simulator" && strings.Contains(imported, "."):
				t.Errorf("%s imports %s: the simulator is standard library only", file, imported)
			case isOurs && known && !slices.Contains(allowed, ours):
				t.Errorf("%s imports %s, which internal/%s may not", file, ours, folder)
			case isOurs && !known && ours == "simulator":
				t.Errorf("%s imports the simulator, which only acctest, cmd/onoffsim, cmd/chaos and tests may", file)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen == 0 {
		t.Fatal("no imports were looked at")
	}
}
