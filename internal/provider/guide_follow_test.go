//go:build unix

package provider_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
)

// guideAddress is where guides start the simulator.
const guideAddress = "127.0.0.1:8787"

// guidePrelude makes it possible to follow several guides at once. The simulator listens where there is
// room, and what a step says of its address is read accordingly; a reader waits for its first line, and
// so does the session.
const guidePrelude = `folder=$PWD
address=` + guideAddress + `

said() {
  local text
  text=$(<"$steps/$1")
  printf '%s\n' "${text//` + guideAddress + `/$address}"
}

simulate() {
  local first
  rm -f "$steps/first"
  mkfifo "$steps/first"
  onoffsim "$@" >"$steps/first" &
  exec 9<"$steps/first"
  read -r first <&9
  ONOFF_BASE_URL=${ONOFF_BASE_URL//$address/${first#http://}}
  address=${first#http://}
  echo "$first"
}
`

var (
	simulatorStart = regexp.MustCompile(`(?m)^onoffsim (.*)` + regexp.QuoteMeta(guideAddress) + `(.*) &$`)
	anyAddress     = regexp.MustCompile(`127\.0\.0\.1:\d+`)
	colour         = regexp.MustCompile("\x1b\\[[0-9;]*m")
	frame          = regexp.MustCompile("(?m)^[╷│╵] ?")
)

// plain is a text without what only a terminal shows.
func plain(text string) string {
	return frame.ReplaceAllString(colour.ReplaceAllString(text, ""), "")
}

// guideOutcome is what came of following a guide.
type guideOutcome struct {
	transcript string
	problems   []string
}

func (f *guideOutcome) wrong(line int, format string, arguments ...any) {
	f.problems = append(f.problems, fmt.Sprintf("line %d: ", line)+fmt.Sprintf(format, arguments...))
}

// follow does what a guide says, in one session of a shell.
func follow(t *testing.T, steps []guideStep, dir string, env []string) (f guideOutcome) {
	t.Helper()
	scratch := t.TempDir()
	script := strings.Builder{}
	script.WriteString(guidePrelude)
	for i, step := range steps {
		if step.file != "" {
			fmt.Fprintf(&script, "mkdir -p \"$folder\"/'%s'; said %d.0 >\"$folder\"/'%s'\n", filepath.Dir(step.file), i, step.file)
		} else {
			fmt.Fprintf(&script, "echo; echo '%s'\n", stepMark(i))
		}
		for j, part := range parts(step) {
			if err := os.WriteFile(filepath.Join(scratch, fmt.Sprintf("%d.%d", i, j)), []byte(part), 0o600); err != nil {
				t.Fatal(err)
			}
			if step.file == "" {
				fmt.Fprintf(&script, "eval \"$(said %d.%d)\"\n", i, j)
			}
		}
	}
	output, err := session(t, script.String(), dir, append(env, "steps="+scratch))
	output = anyAddress.ReplaceAllString(plain(output), guideAddress)
	last := 0
	for i, step := range steps {
		if step.file != "" {
			f.transcript += fmt.Sprintf("(%s is written)\n", step.file)
			continue
		}
		_, printed, begun := strings.Cut(output, "\n"+stepMark(i)+"\n")
		if !begun {
			break
		}
		last = step.line
		printed, _, _ = strings.Cut(printed, "\n"+stepMark(-1))
		f.transcript += "$ " + strings.ReplaceAll(strings.TrimSpace(step.text), "\n", "\n> ") + "\n" + printed + "\n"
		f.compare(step, strings.Split(printed, "\n"))
	}
	if err != nil {
		f.wrong(last, "the commands end with: %v", err)
	}
	return f
}

// parts cuts the commands of a step after each start of the simulator: what follows has to be read with
// its address.
func parts(step guideStep) (parts []string) {
	rest := step.text
	for step.file == "" {
		at := simulatorStart.FindStringSubmatchIndex(rest)
		if at == nil {
			break
		}
		start := rest[at[0]:at[1]]
		parts = append(parts, rest[:at[0]]+simulatorStart.ReplaceAllString(start, "simulate ${1}127.0.0.1:0$2"))
		rest = rest[at[1]:]
	}
	return append(parts, rest)
}

// stepMark is printed before the output of a step; -1 is how all of them begin.
func stepMark(i int) string {
	if i < 0 {
		return "=== step "
	}
	return fmt.Sprintf("=== step %d", i)
}

// compare looks for what the guide shows in what was printed.
func (f *guideOutcome) compare(step guideStep, printed []string) {
	after := "the beginning"
	for _, want := range step.wants {
		parts := strings.Split(strings.TrimSpace(plain(want.text)), "...")
		for i, part := range parts {
			parts[i] = regexp.QuoteMeta(part)
		}
		pattern := regexp.MustCompile("^" + strings.Join(parts, ".*") + "$")
		found := 0
		for found < len(printed) && !pattern.MatchString(strings.TrimSpace(printed[found])) {
			found++
		}
		if found == len(printed) {
			f.wrong(want.line, "the commands of line %d don't print %q after %s", step.line, want.text, after)
			return
		}
		printed, after = printed[found+1:], fmt.Sprintf("%q", want.text)
	}
}

// session runs a script and ends whatever it leaves running. It returns what all of it printed.
func session(t *testing.T, script, dir string, env []string) (string, error) {
	t.Helper()
	// A file, since a pipe would be held open by a simulator in the background.
	output, err := os.Create(filepath.Join(t.TempDir(), "output"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = output.Close() }()
	ctx, stop := context.WithTimeout(t.Context(), 5*time.Minute)
	defer stop()
	command := exec.CommandContext(ctx, "bash", "-e", "-c", script)
	command.Dir, command.Env, command.Stdout, command.Stderr = dir, env, output, output
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	command.Cancel = func() error { return syscall.Kill(-command.Process.Pid, syscall.SIGKILL) }
	err = command.Run()
	if command.Process != nil {
		_ = syscall.Kill(-command.Process.Pid, syscall.SIGKILL)
	}
	printed, readErr := os.ReadFile(output.Name())
	if readErr != nil {
		t.Fatal(readErr)
	}
	return string(printed), err
}

// possible leaves out the steps that the CLI at hand can't do, and says which.
func possible(t *testing.T, steps []guideStep) []guideStep {
	t.Helper()
	features := map[string]acctest.Feature{
		"identity": acctest.Identity, "list-resources": acctest.ListResources, "actions": acctest.Actions,
	}
	var left []guideStep
	for _, step := range steps {
		feature, known := features[step.needs]
		switch {
		case step.needs != "" && !known:
			t.Fatalf("line %d: nobody knows what %q is", step.line, step.needs)
		case step.needs != "" && !acctest.Can(feature):
			t.Logf("line %d is left out: it needs %s", step.line, step.needs)
		default:
			left = append(left, step)
		}
	}
	return left
}

// What a guide gets wrong is found, and what it gets right is no mistake.
func TestFollowingGuides(t *testing.T) {
	t.Parallel()
	programs := t.TempDir()
	pretended := "#!/bin/sh\n[ $1 = -listen ] && [ $2 = 127.0.0.1:0 ] && echo http://127.0.0.1:$3\n"
	if err := os.WriteFile(filepath.Join(programs, "onoffsim"), []byte(pretended), 0o700); err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct{ guide, want string }{
		"right": {"In `a/b.txt`:\n```csv\nx,127.0.0.1:8787\n```\n```shell\nshown=1\ncat a/b.txt\n```\n```text\nx,127.0...\n```\n" +
			"```shell\necho \"$shown\"; printf '\\033[1m│ Error: %s\\033[0m\\n' 'no way' >&2\n```\n```text\n1\nError: ...\n```", ""},
		"a wrong line":            {"```shell\necho 5 to add\n```\n```text\n6 to add\n```", `line 5: the commands of line 1 don't print "6 to add"`},
		"half a line":             {"```shell\necho 15 to add\n```\n```text\n5 to add\n```", "line 5"},
		"the wrong order":         {"```shell\necho a; echo b\n```\n```text\nb\na\n```", `line 6: the commands of line 1 don't print "a" after "b"`},
		"what another block says": {"```shell\necho a\n```\n```shell\necho b\n```\n```text\na\n```", "line 8"},
		"a failing command":       {"```shell\ntrue\n```\n```shell\nfalse\necho a\n```", "line 4: the commands end with: exit status 1"},
		"a dead simulator":        {"```shell\nonoffsim -port 127.0.0.1:8787 &\n```\n", "line 1: the commands end with"},
		"the simulator's address": {"```shell\nexport ONOFF_BASE_URL=http://127.0.0.1:8787\nonoffsim -listen 127.0.0.1:8787 11 &\n" +
			"echo ${ONOFF_BASE_URL#*:*:}\nonoffsim -listen 127.0.0.1:8787 22 &\nexport U=http://127.0.0.1:8787\n```\n" +
			"```text\nhttp://127.0.0.1:8787\n11\nhttp://127.0.0.1:8787\n```\n```shell\necho ${ONOFF_BASE_URL#*:*:} ${U#*:*:}\n```\n```text\n22 22\n```", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			steps, err := readGuide(test.guide)
			if err != nil {
				t.Fatal(err)
			}
			f := follow(t, steps, t.TempDir(), []string{"PATH=" + programs + ":" + os.Getenv("PATH")})
			if got := strings.Join(f.problems, "\n"); (test.want == "") != (got == "") || !strings.Contains(got, test.want) {
				t.Errorf("got %q, want %q\n%s", got, test.want, f.transcript)
			}
		})
	}
}
