//go:build !unix

package main

import (
	"errors"
	"os/exec"
)

func apart(*exec.Cmd) {}

func killCLI(command *exec.Cmd) error { return command.Process.Kill() }

func killProviders(*exec.Cmd) error {
	return errors.New("the provider of a CLI can't be found on this system")
}

func sweep(*exec.Cmd) {}
