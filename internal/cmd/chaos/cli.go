package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"time"
)

// longestRun is more than any run of the CLI should need, also on a busy machine.
const longestRun = 3 * time.Minute

// cli is a folder with a configuration and a state, and a CLI that works in it.
type cli struct {
	path, dir string
	plugin    plugin
	url       string
	runs      int

	mu      sync.Mutex
	running *exec.Cmd
}

// outcome is what a run of the CLI came to.
type outcome struct {
	code        int // -1 if it was killed
	diagnostics []diagnostic
	file        string
}

// diagnostic is an error or a warning, as the CLI prints it in JSON.
type diagnostic struct {
	Severity string `json:"severity"`
	Summary  string `json:"summary"`
	Detail   string `json:"detail"`
	Address  string `json:"address"`
}

// run runs the CLI and keeps what it says in a file.
func (c *cli) run(ctx context.Context, arguments ...string) (*outcome, error) {
	ctx, cancel := context.WithTimeout(ctx, longestRun)
	defer cancel()
	c.runs++
	name := filepath.Join(c.dir, fmt.Sprintf("%02d-%s.jsonl", c.runs, arguments[0]))
	file, err := os.Create(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	command := exec.CommandContext(ctx, c.path, append(arguments, "-json", "-input=false")...)
	command.Dir = c.dir
	// A file, not a pipe: a provider that outlives its CLI would keep a pipe open.
	command.Stdout, command.Stderr = file, file
	command.Env = c.environment()
	apart(command)
	if err := command.Start(); err != nil {
		return nil, err
	}
	c.set(command)
	err = command.Wait()
	c.set(nil)
	if ctx.Err() == nil && command.ProcessState.ExitCode() < 0 {
		// The CLI was killed. For a moment its provider goes on alone, as it would in life.
		time.Sleep(100 * time.Millisecond)
	}
	sweep(command)
	if ctx.Err() != nil {
		return nil, fmt.Errorf("%s didn't come to an end", strings.Join(arguments, " "))
	}
	if _, exited := errors.AsType[*exec.ExitError](err); err != nil && !exited {
		return nil, err
	}
	said, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return &outcome{code: command.ProcessState.ExitCode(), diagnostics: diagnostics(said), file: name}, nil
}

func (c *cli) set(command *exec.Cmd) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.running = command
}

// strike kills the CLI that is running, or its provider.
func (c *cli) strike(how func(*exec.Cmd) error) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.running == nil {
		return errors.New("no CLI was running")
	}
	return how(c.running)
}

// environment keeps what stands in the environment of whoever runs this from changing the outcome.
func (c *cli) environment() []string {
	var env []string
	for _, variable := range os.Environ() {
		if !strings.HasPrefix(variable, "TF_") && !strings.HasPrefix(variable, "ONOFF_") {
			env = append(env, variable)
		}
	}
	// A provider that is killed leaves its socket behind, in what it takes for the folder for that.
	return append(env, "TMPDIR="+c.dir, "CHECKPOINT_DISABLE=1", "TF_IN_AUTOMATION=1", "TF_CLI_CONFIG_FILE="+c.plugin.cliConfig,
		"ONOFF_API_KEY=demo", "ONOFF_BASE_URL="+c.url)
}

// diagnostics reads the CLI's lines of JSON. A CLI that was killed leaves half a line.
func diagnostics(said []byte) []diagnostic {
	var all []diagnostic
	for line := range bytes.Lines(said) {
		var message struct {
			Diagnostic *diagnostic `json:"diagnostic"`
		}
		if json.Unmarshal(line, &message) == nil && message.Diagnostic != nil {
			all = append(all, *message.Diagnostic)
		}
	}
	return all
}

// errors are the summaries of what went wrong.
func (o *outcome) errors() string {
	var all []string
	for _, d := range o.diagnostics {
		if d.Severity == "error" {
			all = append(all, d.Address+": "+d.Summary+": "+d.Detail)
		}
	}
	return strings.Join(all, "\n")
}

var importBlock = regexp.MustCompile(`import \{\n  to = (\w+)\.NAME\n  id = "([^"\n]+)"\n\}`)

// imports are the blocks that the diagnostics print, with the address of the block each is about, as
// a user would paste them.
func (o *outcome) imports() map[string]string {
	blocks := map[string]string{}
	for _, d := range o.diagnostics {
		found := importBlock.FindStringSubmatch(d.Detail)
		if found != nil && strings.HasPrefix(d.Address, found[1]+".") {
			blocks[d.Address] = found[2]
		}
	}
	return blocks
}

var target = regexp.MustCompile(`-target=(\w+)\.NAME`)

// targets are the blocks that the errors say to apply first.
func (o *outcome) targets(wanted wish) []string {
	var all []string
	for _, d := range o.diagnostics {
		found := target.FindStringSubmatch(d.Detail)
		switch {
		case d.Severity != "error" || found == nil:
		case found[1] == "onoff_member":
			for _, key := range keys(wanted.members) {
				all = append(all, "-target=onoff_member."+key)
			}
		case found[1] == "onoff_number_assignment":
			for _, key := range keys(wanted.assignments) {
				all = append(all, "-target=onoff_number_assignment."+key)
			}
		}
	}
	return all
}

// restore does what a user does whose CLI died while it wrote the state: takes the copy that it made
// before.
func (c *cli) restore() error {
	state := filepath.Join(c.dir, "terraform.tfstate")
	content, err := os.ReadFile(state)
	if errors.Is(err, os.ErrNotExist) || err == nil && json.Valid(content) {
		return nil
	}
	if err != nil {
		return err
	}
	backup, err := os.ReadFile(state + ".backup")
	if errors.Is(err, os.ErrNotExist) {
		return os.Remove(state) // there was none before
	}
	if err != nil {
		return err
	}
	return os.WriteFile(state, backup, 0o600)
}
