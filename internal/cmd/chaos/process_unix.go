//go:build unix

package main

import (
	"errors"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
)

// apart gives the CLI a process group, which its providers belong to and nothing else.
func apart(command *exec.Cmd) {
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
}

// killCLI kills the CLI and leaves its providers alone.
func killCLI(command *exec.Cmd) error { return command.Process.Kill() }

// killProviders kills what the CLI started.
func killProviders(command *exec.Cmd) error {
	said, err := exec.Command("pgrep", "-P", strconv.Itoa(command.Process.Pid)).Output()
	if err != nil {
		return errors.New("the provider's process wasn't found")
	}
	for line := range strings.FieldsSeq(string(said)) {
		id, err := strconv.Atoi(line)
		if err != nil {
			return err
		}
		if err := syscall.Kill(id, syscall.SIGKILL); err != nil {
			return err
		}
	}
	return nil
}

// sweep kills what is left of the group. Often that is nothing.
func sweep(command *exec.Cmd) { _ = syscall.Kill(-command.Process.Pid, syscall.SIGKILL) }
