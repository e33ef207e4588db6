package acctest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// CLI is a folder with a configuration and a state, and a real CLI that works in it. Two of them on
// one harness are two states that manage one organisation.
type CLI struct {
	// Dir is the folder.
	Dir string
	// Env is added to the environment of each run, as in "TF_LOG=trace".
	Env []string

	h      *Harness
	t      *testing.T
	path   string
	attach func() (env []string, stop func())
}

// CLI makes an empty folder.
func (h *Harness) CLI() *CLI {
	h.t.Helper()
	c := &CLI{Dir: h.t.TempDir(), h: h, t: h.t, path: needCLI(h.t).path, attach: h.serve}
	h.folders = append(h.folders, c.Dir)
	return c
}

// Use replaces the configuration by the one in testdata/<test>/<step>, modules in folders of it
// included.
func (c *CLI) Use(step string) *CLI {
	c.t.Helper()
	return c.UseDir(filepath.Join("testdata", filepath.FromSlash(c.t.Name()), step))
}

// UseDir replaces the configuration by the one in a folder.
func (c *CLI) UseDir(dir string) *CLI {
	c.t.Helper()
	old, err := filepath.Glob(filepath.Join(c.Dir, "*.tf*"))
	if err != nil {
		c.t.Fatal(err)
	}
	for _, file := range old {
		if strings.Contains(filepath.Base(file), ".tfstate") {
			continue
		}
		if err := os.Remove(file); err != nil {
			c.t.Fatal(err)
		}
	}
	err = filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		target := filepath.Join(c.Dir, name)
		if entry.IsDir() {
			return os.MkdirAll(target, 0o700)
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(target, content, 0o600)
	})
	if err != nil {
		c.t.Fatal(err)
	}
	return c
}

// Write writes a file into the folder; main.tf is the usual one.
func (c *CLI) Write(name, content string) *CLI {
	c.t.Helper()
	if err := os.WriteFile(filepath.Join(c.Dir, name), []byte(content), 0o600); err != nil {
		c.t.Fatal(err)
	}
	return c
}

// Command prepares a run of the CLI, to be started, interrupted or killed by the test. The provider
// is there until the test stops it, after the run.
func (c *CLI) Command(ctx context.Context, arguments ...string) (command *exec.Cmd, stop func()) {
	c.t.Helper()
	env, stop := c.attach()
	command = exec.CommandContext(ctx, c.path, arguments...)
	command.Dir = c.Dir
	command.Env = append(environ(), "CHECKPOINT_DISABLE=1", "TF_IN_AUTOMATION=1", "TF_INPUT=0")
	command.Env = append(append(command.Env, env...), c.Env...)
	return command, stop
}

// Run runs the CLI, as in Run("plan", "-refresh=false").
func (c *CLI) Run(arguments ...string) *Result {
	c.t.Helper()
	command, stop := c.Command(c.t.Context(), arguments...)
	defer stop()
	var stdout bytes.Buffer
	var both transcript
	command.Stdout, command.Stderr = io.MultiWriter(&stdout, &both), &both
	err := command.Run()
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		c.t.Fatal(err)
	}
	return &Result{Code: command.ProcessState.ExitCode(), Stdout: stdout.String(), Output: both.text.String(), t: c.t, what: strings.Join(arguments, " ")}
}

// Init runs init, which only configurations with modules or other providers need.
func (c *CLI) Init(arguments ...string) *Result {
	c.t.Helper()
	return c.Run(append([]string{"init", "-no-color", "-input=false"}, arguments...)...)
}

// Plan plans. The code is 0 if nothing is to change, 2 if something is, 1 after an error.
func (c *CLI) Plan(arguments ...string) *Result {
	c.t.Helper()
	return c.Run(append([]string{"plan", "-no-color", "-input=false", "-detailed-exitcode"}, arguments...)...)
}

// Apply plans and applies.
func (c *CLI) Apply(arguments ...string) *Result {
	c.t.Helper()
	return c.Run(append([]string{"apply", "-no-color", "-input=false", "-auto-approve"}, arguments...)...)
}

// Destroy destroys everything.
func (c *CLI) Destroy(arguments ...string) *Result {
	c.t.Helper()
	return c.Apply(append([]string{"-destroy"}, arguments...)...)
}

// Output returns an output, decoded from its JSON.
func (c *CLI) Output(name string) any {
	c.t.Helper()
	result := c.Run("output", "-no-color", "-json", name).WantCode(0)
	var value any
	if err := json.Unmarshal([]byte(result.Stdout), &value); err != nil {
		c.t.Fatalf("output %s: %v", name, err)
	}
	return value
}

// State returns the addresses in state.
func (c *CLI) State() []string {
	c.t.Helper()
	return strings.Fields(c.Run("state", "list").WantCode(0).Stdout)
}

// Result is what a run of a CLI came to.
type Result struct {
	Code   int
	Stdout string
	Output string // both streams, as they came

	t    *testing.T
	what string
}

// WantCode ends the test unless this is the exit code.
func (r *Result) WantCode(code int) *Result {
	r.t.Helper()
	if r.Code != code {
		r.t.Fatalf("%s: exit code %d, want %d\n%s", r.what, r.Code, code, r.Output)
	}
	return r
}

// Want fails the test unless each text is in the output, in this order; see [Message].
func (r *Result) Want(texts ...string) *Result {
	r.t.Helper()
	if !Message(texts...).MatchString(r.Output) {
		r.t.Errorf("%s: the output lacks %q\n%s", r.what, texts, r.Output)
	}
	return r
}

// WantNot fails the test if one of the texts is in the output.
func (r *Result) WantNot(texts ...string) *Result {
	r.t.Helper()
	for _, text := range texts {
		if Message(text).MatchString(r.Output) {
			r.t.Errorf("%s: the output has %q\n%s", r.what, text, r.Output)
		}
	}
	return r
}

// transcript collects both streams of a run; each is copied by a goroutine of its own.
type transcript struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (b *transcript) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(p)
}
