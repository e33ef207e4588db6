package planbook_test

import (
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestNothingToAskWith shows that the book can't send a request, read a clock or draw a number: it
// has nothing to do it with.
func TestNothingToAskWith(t *testing.T) {
	t.Parallel()
	allowed := []string{"cmp", "fmt", "math", "slices", "strings", "sync", "unicode", "unicode/utf8"}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	looked := 0
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		looked++
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, spec := range parsed.Imports {
			if name, err := strconv.Unquote(spec.Path.Value); err != nil || !slices.Contains(allowed, name) {
				t.Errorf("%s imports %s", file, spec.Path.Value)
			}
		}
	}
	if looked == 0 {
		t.Error("no file was looked at")
	}
}
