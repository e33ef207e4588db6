package main

import (
	"bytes"
	"cmp"
	"os"
	"os/exec"
	"strings"
	"testing"
)

func TestMain(m *testing.M) {
	if !asPlugin() {
		os.Exit(m.Run())
	}
}

// TestChaos is a short run of what `make chaos` does.
func TestChaos(t *testing.T) {
	if os.Getenv("TF_ACC") == "" {
		t.Skip("acceptance tests run with TF_ACC")
	}
	path := os.Getenv("TF_ACC_TERRAFORM_PATH")
	for _, name := range []string{"terraform", "tofu"} {
		found, _ := exec.LookPath(name)
		path = cmp.Or(path, found)
	}
	if path == "" {
		t.Skip("there is no CLI")
	}
	t.Setenv("CLI", path)
	var out bytes.Buffer
	status := command(t.Context(), []string{"-short", "-workers=4"}, &out)
	t.Logf("\n%s", out.String())
	if status != 0 {
		t.Errorf("the status is %d", status)
	}
	if strings.Contains(out.String(), " 0 faults") || strings.Contains(out.String(), " 0 kills") {
		t.Error("nothing went wrong, so nothing was proved")
	}
}

func TestNothingToRunWith(t *testing.T) {
	t.Setenv("CLI", "")
	t.Setenv("TF_ACC_TERRAFORM_PATH", "")
	for _, args := range [][]string{{"-runs", "1"}, {"-runs", "many"}} {
		if status := command(t.Context(), args, &bytes.Buffer{}); status != 2 {
			t.Errorf("%v: the status is %d, want 2", args, status)
		}
	}
}
