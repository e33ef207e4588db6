package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// page writes a page to a file of the test's own.
func page(t *testing.T, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "page.md")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func read(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestTheTablesReplaceTheMarker(t *testing.T) {
	t.Parallel()
	file := page(t, "# Page\n\nBefore.\n\n"+marker+"\nAfter.\n")
	if err := run("testdata/contract.yaml", file); err != nil {
		t.Fatal(err)
	}
	if got, want := read(t, file), read(t, "testdata/page.md"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestAPageWithoutItsMarkerIsLeftAlone(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"# Page\n", marker + marker} {
		file := page(t, text)
		if err := run("testdata/contract.yaml", file); err == nil || !strings.Contains(err.Error(), "exactly once") {
			t.Errorf("got %v, want an error that names the marker", err)
		}
		if read(t, file) != text {
			t.Errorf("%q was changed", text)
		}
	}
}

func TestTheContractOfThisProjectFillsBothTables(t *testing.T) {
	t.Parallel()
	file := page(t, marker)
	if err := run("../../contract/openapi.yaml", file); err != nil {
		t.Fatal(err)
	}
	text := read(t, file)
	for _, want := range []string{"`GET /members`", "`PATCH /members/{memberId}`", "`ifHolder`"} {
		if !strings.Contains(text, want) {
			t.Errorf("%s is nowhere on the page", want)
		}
	}
	if strings.Contains(text, "|  |") {
		t.Errorf("a cell is empty:\n%s", text)
	}
}
