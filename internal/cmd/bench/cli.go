package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// outcome is what a run took.
type outcome struct {
	wall time.Duration
	cpu  time.Duration // of the CLI and its providers together
	peak int64         // of the provider's resident memory, in bytes; 0 if it can't be had
}

// runCLI runs the CLI in a folder and wants this exit code.
func (b *bench) runCLI(ctx context.Context, dir string, code int, environment []string, arguments ...string) (outcome, error) {
	rc := filepath.Join(b.dir, "cli.tfrc")
	text := fmt.Sprintf("provider_installation {\n  dev_overrides {\n    %q = %q\n  }\n  direct {}\n}\n", source, filepath.ToSlash(b.providerDir))
	if err := os.WriteFile(rc, []byte(text), 0o600); err != nil {
		return outcome{}, err
	}
	command := exec.CommandContext(ctx, b.cli, arguments...)
	command.Dir = dir
	for _, variable := range os.Environ() {
		if !strings.HasPrefix(variable, "TF_") && !strings.HasPrefix(variable, "ONOFF_") {
			command.Env = append(command.Env, variable)
		}
	}
	command.Env = append(command.Env, "TF_CLI_CONFIG_FILE="+rc, "CHECKPOINT_DISABLE=1", "TF_IN_AUTOMATION=1")
	command.Env = append(command.Env, environment...)
	var output bytes.Buffer
	command.Stdout, command.Stderr = &output, &output
	began := time.Now()
	if err := command.Start(); err != nil {
		return outcome{}, err
	}
	ended, peak := make(chan struct{}), make(chan int64, 1)
	go func() { peak <- watchMemory(command.Process.Pid, ended) }()
	err := command.Wait()
	o := outcome{wall: time.Since(began)}
	if state := command.ProcessState; state != nil { // the CLI waits for its providers, so theirs is included
		o.cpu = state.UserTime() + state.SystemTime()
	}
	close(ended)
	o.peak = <-peak
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		return o, err
	}
	if got := command.ProcessState.ExitCode(); got != code {
		return o, fmt.Errorf("%s: exit code %d, want %d\n%s", strings.Join(arguments, " "), got, code, tail(output.String()))
	}
	return o, nil
}

func tail(text string) string { return text[max(0, len(text)-4000):] }

// watchMemory looks at the children of a process until it has ended, and returns the most memory that
// one of them ever had resident. The kernel keeps that mark, so a look now and then is enough; it
// misses only what happens in the last moments of a process. It knows Linux only.
func watchMemory(parent int, ended <-chan struct{}) (peak int64) {
	look := time.NewTicker(20 * time.Millisecond)
	defer look.Stop()
	for {
		select {
		case <-ended:
			return peak
		case <-look.C:
		}
		lists, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", parent))
		for _, list := range lists {
			children, _ := os.ReadFile(list)
			for child := range strings.FieldsSeq(string(children)) {
				peak = max(peak, highWater(child))
			}
		}
	}
}

// highWater is the most memory that a provider process had resident; 0 if it's another process.
func highWater(pid string) int64 {
	status, _ := os.ReadFile("/proc/" + pid + "/status")
	if !strings.HasPrefix(string(status), "Name:\tterraform-provi") {
		return 0
	}
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	fields := strings.Fields(rest)
	if len(fields) == 0 {
		return 0
	}
	kilobytes, _ := strconv.ParseInt(fields[0], 10, 64)
	return kilobytes * 1024
}
