package main

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

const events = `{"Action":"start","Package":"example.com/p/internal/member"}
{"Action":"run","Package":"example.com/p/internal/member","Test":"TestQuery"}
{"Action":"output","Package":"example.com/p/internal/member","Test":"TestQuery","Output":"    query_test.go:9: looking\n"}
{"Action":"output","Package":"example.com/p/internal/member","Test":"TestQuery","Output":"    feature.go:41: OpenTofu v1.12.0 has no list resources\n"}
{"Action":"output","Package":"example.com/p/internal/member","Test":"TestQuery","Output":"--- SKIP: TestQuery (0.00s)\n"}
{"Action":"skip","Package":"example.com/p/internal/member","Test":"TestQuery","Elapsed":0}
{"Action":"output","Package":"example.com/p/internal/member","Test":"TestImport","Output":"left out: onoff_member.anna by identity\n"}
{"Action":"output","Package":"example.com/p/internal/member","Test":"TestImport","Output":"left out: onoff_member.anna by identity\n"}
{"Action":"output","Package":"example.com/p/internal/member","Test":"TestImport","Output":"    guide_test.go:7: line 3 is left out: it needs actions\n"}
{"Action":"pass","Package":"example.com/p/internal/member","Test":"TestImport","Elapsed":1}
{"Action":"output","Package":"example.com/p/internal/member","Test":"TestRoles/admin","Output":"    role_test.go:7: refused\n"}
{"Action":"fail","Package":"example.com/p/internal/member","Test":"TestRoles/admin","Elapsed":1}
{"Action":"fail","Package":"example.com/p/internal/member","Test":"TestRoles","Elapsed":1}
{"Action":"run","Package":"example.com/p/internal/member","Test":"TestHangs"}
{"Action":"fail","Package":"example.com/p/internal/member","Elapsed":1}
{"ImportPath":"example.com/p/internal/number [example.com/p/internal/number.test]","Action":"build-output","Output":"number.go:3: undefined: x\n"}
{"Action":"fail","Package":"example.com/p/internal/number","Elapsed":0,"FailedBuild":"example.com/p/internal/number [example.com/p/internal/number.test]"}
`

func column1(t *testing.T, title, events string) *column {
	t.Helper()
	c, err := readEvents(strings.NewReader(events), func(n name, result string) {
		if n.test != "" || result != failed {
			t.Errorf("%s: %s, want packages only", n, result)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	c.cli, c.took = cli{"/cli", title}, time.Second
	return c
}

func TestWhatCameOfTheTests(t *testing.T) {
	t.Parallel()
	c := column1(t, "OpenTofu v1.12.0", events)
	if got := c.with(passed); len(got) != 1 || got[0].String() != "member TestImport" {
		t.Errorf("passed: %v", got)
	}
	if got := c.result(name{"member", "TestQuery"}); got != "skip: OpenTofu v1.12.0 has no list resources" {
		t.Errorf("TestQuery: %s", got)
	}
	var failures []string
	for _, n := range c.failures() {
		failures = append(failures, n.String())
	}
	// The parent of a failed part isn't listed again, a test that never ended is, and so is a package
	// that can't be built.
	if want := []string{"member TestHangs", "member TestRoles/admin", "number"}; !slices.Equal(failures, want) {
		t.Errorf("failures: %q, want %q", failures, want)
	}
	if want := []string{"onoff_member.anna by identity", "member TestImport: line 3 is left out: it needs actions"}; !slices.Equal(c.leftOut, want) {
		t.Errorf("left out: %q", c.leftOut)
	}
	var summary strings.Builder
	c.summarize(&summary)
	for _, want := range []string{
		"1 passed, 1 skipped, 3 failed in 1s", "skipped, since OpenTofu v1.12.0 has no list resources:\n    member TestQuery\n",
		"FAILED: member TestRoles/admin\n    role_test.go:7: refused", "FAILED: number\nnumber.go:3: undefined: x",
	} {
		if !strings.Contains(summary.String(), want) {
			t.Errorf("the summary lacks %q:\n%s", want, summary.String())
		}
	}
	if err := verdict([]*column{c}); err == nil || err.Error() != "3 failed with OpenTofu v1.12.0" {
		t.Errorf("the verdict is %v", err)
	}
}

func TestComparison(t *testing.T) {
	t.Parallel()
	tofu := column1(t, "OpenTofu v1.12.0", events)
	terraform := column1(t, "Terraform v1.14.0", `{"Action":"pass","Package":"example.com/p/internal/member","Test":"TestQuery"}
{"Action":"pass","Package":"example.com/p/internal/member","Test":"TestImport"}
`)
	var out strings.Builder
	compare(&out, []*column{terraform, tofu})
	for _, want := range []string{"ran with every CLI", "only some: member TestQuery: Terraform v1.14.0\n"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the comparison lacks %q:\n%s", want, out.String())
		}
	}
	out.Reset()
	compare(&out, []*column{tofu})
	if want := "none: member TestQuery (skip: OpenTofu v1.12.0 has no list resources)\n"; !strings.Contains(out.String(), want) {
		t.Errorf("the comparison lacks %q:\n%s", want, out.String())
	}
	table := markdown([]*column{terraform, tofu})
	for _, want := range []string{
		"| test | Terraform v1.14.0 | OpenTofu v1.12.0 |\n|---|---|---|\n",
		"| member TestQuery | pass | skip: OpenTofu v1.12.0 has no list resources |\n",
		"| member TestRoles/admin | - | fail |\n", "Steps left out with OpenTofu v1.12.0:\n\n- onoff_member.anna by identity\n- member TestImport: line 3",
	} {
		if !strings.Contains(table, want) {
			t.Errorf("the table lacks %q:\n%s", want, table)
		}
	}
	if err := verdict([]*column{terraform}); err != nil {
		t.Errorf("the verdict is %v", err)
	}
	if err := verdict([]*column{column1(t, "Terraform v1.14.0", "")}); err == nil {
		t.Error("a run without tests is fine")
	}
}

func TestEventsThatAreNone(t *testing.T) {
	t.Parallel()
	if _, err := readEvents(strings.NewReader("go: no such tool\n"), nil); err == nil {
		t.Error("no error")
	}
}

func TestPackagesThatUseTheHarness(t *testing.T) {
	t.Parallel()
	listed := "example.com/p/internal/member fmt example.com/p/internal/acctest testing\nexample.com/p/internal/onoff testing\nexample.com/p/internal/acctest testing\n"
	want := []string{"example.com/p/internal/member", "example.com/p/internal/acctest"}
	if got := usingHarness(listed); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestCLIs(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("the pretended CLIs are shell scripts")
	}
	tofu, other := pretend(t, "OpenTofu v1.12.0"), pretend(t, "Packer v1.12.0")
	found, err := findAll(t.Context(), "..", []string{tofu})
	if err != nil {
		t.Fatal(err)
	}
	if found[0].title != "OpenTofu v1.12.0" {
		t.Errorf("it's %q", found[0].title)
	}
	if _, err := findAll(t.Context(), filepath.Dir(tofu), []string{"./" + filepath.Base(tofu)}); err != nil {
		t.Errorf("a path from the root isn't found: %v", err)
	}
	environment := found[0].environment()
	for _, want := range []string{"TF_ACC=1", "TF_ACC_TERRAFORM_PATH=" + tofu, "TF_ACC_PROVIDER_HOST=registry.opentofu.org"} {
		if !slices.Contains(environment, want) {
			t.Errorf("the environment lacks %s", want)
		}
	}
	if slices.Contains(cli{"/terraform", "Terraform v1.14.0"}.environment(), "TF_ACC_PROVIDER_HOST=registry.opentofu.org") {
		t.Error("Terraform looks in OpenTofu's registry")
	}
	for _, wrong := range []string{other, filepath.Join(t.TempDir(), "missing")} {
		if _, err := findAll(t.Context(), "..", []string{tofu, wrong}); err == nil {
			t.Errorf("%s is taken for a CLI", wrong)
		}
	}
	if _, err := parse(nil); err == nil {
		t.Error("no CLI is enough")
	}
}

func pretend(t *testing.T, title string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "cli")
	if err := os.WriteFile(path, []byte("#!/bin/sh\necho '"+title+"'\necho on linux\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	return path
}
