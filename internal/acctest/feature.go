package acctest

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// Feature is something that not every CLI can do. OpenTofu and Terraform count their versions
// independently since 1.6.
type Feature struct {
	name                string
	terraform, opentofu [2]int // the first version that has it; {} is none
}

// What the tests need beyond the oldest CLI that is supported.
var (
	Identity      = Feature{"resource identity", [2]int{1, 12}, [2]int{1, 12}}
	ListResources = Feature{"list resources", [2]int{1, 14}, [2]int{}}
	Actions       = Feature{"actions", [2]int{1, 14}, [2]int{}}
)

// Skip skips the test unless there is a CLI, and it has all of these.
func Skip(t *testing.T, features ...Feature) {
	t.Helper()
	found := needCLI(t)
	for _, f := range features {
		if !found.has(f) {
			t.Skipf("%s has no %s", found.title, f.name)
		}
	}
}

// Can says whether there is a CLI that has this.
func Can(f Feature) bool {
	found := currentCLI()
	return found != nil && found.err == nil && found.has(f)
}

// cliInfo is the CLI that the tests run with.
type cliInfo struct {
	path    string
	title   string // as in "OpenTofu v1.12.0"
	tofu    bool
	version [2]int
	err     error
}

func (c *cliInfo) has(f Feature) bool {
	since := f.terraform
	if c.tofu {
		since = f.opentofu
	}
	if since == [2]int{} {
		return false
	}
	return c.version[0] > since[0] || c.version[0] == since[0] && c.version[1] >= since[1]
}

// currentCLI finds the CLI once, and prepares the environment of this process for it, which the
// framework hands on. It's nil without TF_ACC.
var currentCLI = sync.OnceValue(func() *cliInfo {
	if os.Getenv("TF_ACC") == "" {
		return nil
	}
	// A configuration file that doesn't exist makes OpenTofu print a warning among the output that
	// the framework parses.
	if _, err := os.Stat(os.Getenv("TF_CLI_CONFIG_FILE")); err != nil {
		_ = os.Unsetenv("TF_CLI_CONFIG_FILE")
	}
	_ = os.Setenv("CHECKPOINT_DISABLE", "1")
	found := findCLI()
	if found.err != nil {
		return found
	}
	_ = os.Setenv("TF_ACC_TERRAFORM_PATH", found.path)
	if found.tofu {
		// Where OpenTofu looks for a provider that is named by its type alone.
		_ = os.Setenv("TF_ACC_PROVIDER_HOST", "registry.opentofu.org")
		_ = os.Setenv("TF_ACC_PROVIDER_NAMESPACE", "hashicorp")
	}
	return found
})

func findCLI() *cliInfo {
	c := &cliInfo{path: os.Getenv("TF_ACC_TERRAFORM_PATH")}
	for _, name := range []string{"terraform", "tofu"} {
		if c.path == "" {
			c.path, _ = exec.LookPath(name)
		}
	}
	if c.path == "" {
		c.err = fmt.Errorf("neither terraform nor tofu is on PATH; TF_ACC_TERRAFORM_PATH can name one")
		return c
	}
	output, err := exec.CommandContext(context.Background(), c.path, "version").Output()
	if err != nil {
		c.err = fmt.Errorf("%s version: %w", c.path, err)
		return c
	}
	c.title, _, _ = strings.Cut(string(output), "\n")
	c.tofu, c.version, c.err = readTitle(c.title)
	return c
}

// readTitle reads the first line of what a CLI says of its version.
func readTitle(title string) (tofu bool, version [2]int, err error) {
	product, number, found := strings.Cut(title, " v")
	parts := strings.SplitN(number, ".", 3)
	if !found || len(parts) < 3 || product != "Terraform" && product != "OpenTofu" {
		return false, version, fmt.Errorf("%q is the version of no known CLI", title)
	}
	for i := range version {
		if version[i], err = strconv.Atoi(parts[i]); err != nil {
			return false, version, fmt.Errorf("%q is the version of no known CLI", title)
		}
	}
	return product == "OpenTofu", version, nil
}
