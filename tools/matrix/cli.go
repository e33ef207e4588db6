package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// cli is a Terraform or an OpenTofu to test with.
type cli struct {
	path  string
	title string // as in "OpenTofu v1.12.0"
}

// findAll finds all before the first is tested with: a mistake in the last name shouldn't cost the
// time of the others.
//
// A relative path is one from the root: this program runs elsewhere.
func findAll(ctx context.Context, root string, names []string) ([]cli, error) {
	var found []cli
	for _, name := range names {
		if strings.ContainsRune(filepath.ToSlash(name), '/') && !filepath.IsAbs(name) {
			name = filepath.Join(root, name)
		}
		path, err := exec.LookPath(name)
		if err != nil {
			return nil, err
		}
		if path, err = filepath.Abs(path); err != nil {
			return nil, err
		}
		command := exec.CommandContext(ctx, path, "version")
		command.Env = append(os.Environ(), "CHECKPOINT_DISABLE=1", "TF_CLI_CONFIG_FILE=")
		said, err := command.Output()
		if err != nil {
			return nil, fmt.Errorf("%s version: %w", path, err)
		}
		title, _, _ := strings.Cut(string(said), "\n")
		if !strings.HasPrefix(title, "Terraform v") && !strings.HasPrefix(title, "OpenTofu v") {
			return nil, fmt.Errorf("%s says that it is %q", path, title)
		}
		found = append(found, cli{path, title})
	}
	return found, nil
}

// environment is what the tests need to run with this CLI and no other.
func (c cli) environment() []string {
	var environment []string
	for _, variable := range os.Environ() {
		if !strings.HasPrefix(variable, "TF_") && !strings.HasPrefix(variable, "ONOFF_") {
			environment = append(environment, variable)
		}
	}
	environment = append(environment, "TF_ACC=1", "TF_ACC_TERRAFORM_PATH="+c.path, "CHECKPOINT_DISABLE=1")
	if strings.HasPrefix(c.title, "OpenTofu") {
		// Where OpenTofu looks for a provider that is named by its type alone.
		environment = append(environment, "TF_ACC_PROVIDER_HOST=registry.opentofu.org", "TF_ACC_PROVIDER_NAMESPACE=hashicorp")
	}
	return environment
}

// acceptancePackages are the packages whose tests can need a CLI: those that use the harness.
func acceptancePackages(ctx context.Context, root string) ([]string, error) {
	command := exec.CommandContext(ctx, "go", "list", "-f", `{{.ImportPath}}{{range .TestImports}} {{.}}{{end}}{{range .XTestImports}} {{.}}{{end}}`, "./...")
	command.Dir, command.Stderr = root, os.Stderr
	listed, err := command.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w", err)
	}
	return usingHarness(string(listed)), nil
}

// usingHarness reads lines of a package and what its tests import.
func usingHarness(listed string) []string {
	var found []string
	for line := range strings.Lines(listed) {
		packages := strings.Fields(line)
		for _, imported := range packages {
			if strings.HasSuffix(imported, "/internal/acctest") {
				found = append(found, packages[0])
				break
			}
		}
	}
	return found
}

// test runs the tests with one CLI.
func test(ctx context.Context, s settings, c cli) (*column, error) {
	arguments := append([]string{"test", "-json", "-count=1"}, s.flags...)
	command := exec.CommandContext(ctx, "go", append(arguments, s.packages...)...)
	command.Dir, command.Env = s.root, c.environment()
	var stderr bytes.Buffer
	command.Stderr = &stderr
	stdout, err := command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	began := time.Now()
	if err := command.Start(); err != nil {
		return nil, err
	}
	tested, read := readEvents(stdout, func(n name, result string) {
		_, _ = fmt.Fprintf(os.Stderr, "%s: %s: %s after %s\n", c.title, n, result, time.Since(began).Round(time.Second))
	})
	ended := command.Wait()
	if read != nil {
		return nil, fmt.Errorf("go test: %w\n%s", read, stderr.String())
	}
	tested.cli, tested.took = c, time.Since(began)
	if ended != nil && len(tested.failures()) == 0 {
		return nil, fmt.Errorf("go test: %w\n%s", ended, stderr.String())
	}
	return tested, nil
}
