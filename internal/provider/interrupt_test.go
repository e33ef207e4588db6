//go:build unix

package provider_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

// disturbance is how a run ends early. It happens while a request is on its way, which takes effect
// once the disturbance is over, unless it is lost.
type disturbance func(*testing.T, *running)

var disturbances = map[string]disturbance{
	"one interrupt": func(_ *testing.T, r *running) { r.interrupt() },
	"two interrupts": func(t *testing.T, r *running) {
		r.interrupt()
		r.says(t, "Interrupt received")
		r.interrupt()
		<-r.done
	},
	"the provider is killed": func(t *testing.T, r *running) { r.killProviders(t, syscall.SIGKILL) },
	"the CLI is killed": func(t *testing.T, r *running) {
		providers := r.providers(t)
		_ = syscall.Kill(r.pid, syscall.SIGKILL)
		<-r.done
		for _, pid := range providers { // they'd be left behind
			_ = syscall.Kill(pid, syscall.SIGKILL)
		}
	},
}

// A run that is interrupted, or dies, leaves nothing that the next runs can't put right: what was
// wanted happens once, whatever the service knows of idempotency keys.
func TestInterrupted(t *testing.T) {
	t.Parallel()
	made := effects{members: 1, departments: 1, licenses: 1, quantity: 2, held: 1, mails: 1, bought: 1, assigned: 1}
	changed := effects{quantity: 1, bought: 1, moved: 1}
	gone := effects{members: -1, licenses: -1, quantity: -2, held: -1, released: 1}
	late := simulator.Fault{Delay: time.Second, When: "after"}      // the answer comes after the run was told to stop
	never := simulator.Fault{Delay: 7 * time.Second, When: "after"} // and after nobody waits for it any more
	lost := simulator.Fault{Drop: "before"}
	none := simulator.Fault{}
	for _, test := range []struct {
		how, route string
		fault      simulator.Fault
		keys       bool
		steps      string // the last one is disturbed
		want       effects
		recorded   bool // whether the disturbed run has the new member in its state
		imported   bool // whether it takes the import block of an error to put it right
	}{
		{"one interrupt", makeMember, late, false, "made", made, true, false},
		{"one interrupt", makeMember, never, false, "made", made, false, true},
		{"one interrupt", assignNumber, never, true, "made", made, false, false},
		{"one interrupt", assignNumber, late, false, "made changed", changed, false, false},
		{"one interrupt", deleteMember, late, true, "made gone", gone, false, false},
		{"two interrupts", makeMember, none, true, "made", made, false, false},
		{"two interrupts", assignNumber, none, false, "made", made, false, true},
		{"two interrupts", changeMember, none, false, "made changed", changed, false, false},
		{"the provider is killed", makeMember, lost, false, "made", made, false, false},
		{"the provider is killed", makeMember, none, true, "made", made, false, false},
		{"the provider is killed", makeMember, none, false, "made", made, false, true},
		{"the provider is killed", buyLicense, none, false, "made", made, false, true},
		{"the provider is killed", assignNumber, none, true, "made", made, false, false},
		{"the provider is killed", assignNumber, none, false, "made", made, false, true},
		{"the provider is killed", assignNumber, none, false, "made changed", changed, false, false},
		{"the provider is killed", releaseNumber, none, false, "made gone", gone, false, false},
		{"the CLI is killed", makeDepartment, none, true, "made", made, false, false},
		{"the CLI is killed", makeDepartment, none, false, "made", made, false, true},
		{"the CLI is killed", changeLicense, none, false, "made changed", changed, false, false},
	} {
		steps := strings.Fields(test.steps)
		last := steps[len(steps)-1]
		t.Run(fmt.Sprintf("%s/%s, %s, %s, keys %t", last, test.how, test.route, describe(test.fault), test.keys), func(t *testing.T) {
			t.Parallel()
			h := acctest.New(t, acctest.CompanyFile(companyFile), acctest.Service(func(o *simulator.Options) { o.IgnoreIdempotencyKeys = !test.keys }))
			cli := h.CLI().Built()
			for _, step := range steps[:len(steps)-1] {
				cli.UseDir("testdata/TestInterrupted/" + step).Apply().WantCode(0)
			}
			cli.UseDir("testdata/TestInterrupted/" + last)
			was := h.Company()
			record := filepath.Join(cli.Dir, "terraform.tfstate")
			before, _ := os.ReadFile(record) // there is none yet, or it is what a person would go back to
			if test.fault != none {
				test.fault.Route, test.fault.Count = test.route, 1
				h.Fault(test.fault)
			}
			r := start(t, cli)
			ended := h.Before(test.route, func() {
				<-r.started
				disturbances[test.how](t, r)
			})
			r.start(t)
			<-r.done
			if r.command.ProcessState.Success() {
				t.Fatalf("nobody noticed that %s:\n%s", test.how, r.output())
			}
			if test.fault.Delay == 0 {
				<-ended // the request outlives who sent it, and must be there before the next one
			}
			if test.recorded && !slices.Contains(cli.State(), "onoff_member.new") {
				t.Errorf("the member isn't in state, but %s", cli.State())
			}
			h.NoFaults()
			// The CLI writes its state in place and says that two interrupts can cost it: it then leaves
			// an empty file, at times without a backup. That isn't the provider's to prevent.
			if after, err := os.ReadFile(record); test.how == "two interrupts" && err == nil && len(after) == 0 {
				if err := os.WriteFile(record, before, 0o600); err != nil {
					t.Fatal(err)
				}
			}

			// From here on the provider is that of the test's process, which is less patient.
			next := h.CLI()
			next.Dir = cli.Dir
			if imported := heal(t, next, last); imported != test.imported {
				t.Errorf("it was put right by an import: %t", imported)
			}
			if got := effectsOf(h.Company()).minus(effectsOf(was)); got != test.want {
				t.Errorf("the organisation changed by\n%+v, want\n%+v", got, test.want)
			}
		})
	}
}

// A crash prints the stacks of the provider. There's no secret in them, nor in what the CLI makes of it.
func TestACrashTellsNoSecret(t *testing.T) {
	t.Parallel()
	h := acctest.New(t, acctest.CompanyFile(companyFile))
	cli := h.CLI().Built().UseDir("testdata/TestInterrupted/made")
	logFile := filepath.Join(t.TempDir(), "provider.log")
	cli.Env = append(cli.Env, "TF_LOG_PROVIDER=TRACE", "TF_LOG_PATH="+logFile, "GOTRACEBACK=all")
	r := start(t, cli)
	h.Before(makeMember, func() {
		<-r.started
		r.killProviders(t, syscall.SIGQUIT)
		<-r.done
	})
	r.start(t)
	<-r.done
	log, err := os.ReadFile(logFile)
	if err != nil {
		t.Fatal(err)
	}
	if r.command.ProcessState.Success() {
		t.Errorf("the provider didn't crash:\n%s", r.output())
	}
	if !bytes.Contains(log, []byte("goroutine ")) {
		t.Errorf("the log has no stacks:\n%s", log)
	}
	keepsKey(t, "the output", r.output())
	for _, file := range files(t, cli.Dir) {
		keepsKey(t, file, unzipped(t, file))
	}
	personal := &acctest.Canaries{}
	personal.Company(h.Company())
	personal.Add("carlotta", "vignoble", "199000021", acctest.APIKey)
	tellsNobody(t, personal, log)
	heal(t, cli, "made")
}

func describe(f simulator.Fault) string {
	switch {
	case f.Drop != "":
		return "request lost"
	case f.Delay > 0:
		return "answer after " + f.Delay.String()
	}
	return "no answer"
}

var printedBlock = regexp.MustCompile(`import \{\s+to = (\w+)\.NAME\s+id = "([^"]+)"\s+\}`)

// heal applies until nothing is left to be done, three times at most. Between the runs it does what
// the errors say: it adds their import blocks, as they are.
func heal(t *testing.T, cli *acctest.CLI, step string) (imported bool) {
	t.Helper()
	imports := map[string]string{}
	for run := 1; ; run++ {
		applied := cli.Apply()
		if applied.Code == 0 {
			break
		}
		if run == 3 {
			t.Fatalf("after three runs:\n%s", applied.Output)
		}
		output := strings.NewReplacer("│", " ", "╷", " ", "╵", " ").Replace(applied.Output)
		for _, block := range printedBlock.FindAllStringSubmatch(output, -1) {
			imports[block[1]] = fmt.Sprintf("import {\n  to = %s.new\n  id = %q\n}\n", block[1], block[2])
		}
		if len(imports) == 0 {
			t.Fatalf("the error has no import block:\n%s", applied.Output)
		}
		cli.UseDir("testdata/TestInterrupted/" + step)
		var all strings.Builder
		for _, block := range imports {
			all.WriteString(block)
		}
		cli.Write("imports.tf", all.String())
	}
	cli.Plan().WantCode(0)
	return len(imports) > 0
}

// running is an apply that is on its way.
type running struct {
	command *exec.Cmd
	stop    func()
	pid     int // once it has started
	started chan struct{}
	done    chan struct{}

	mu     sync.Mutex
	text   bytes.Buffer
	change chan struct{} // closed and replaced when there is more text
}

// start prepares an apply. It has a process group of its own, since an interrupt from a keyboard
// reaches the CLI and the providers alike.
func start(t *testing.T, cli *acctest.CLI) *running {
	t.Helper()
	r := &running{started: make(chan struct{}), done: make(chan struct{}), change: make(chan struct{})}
	r.command, r.stop = cli.Command(context.WithoutCancel(t.Context()), "apply", "-no-color", "-input=false", "-auto-approve")
	r.command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	r.command.Stdout, r.command.Stderr = r, r
	// Providers that were left behind have the other end of the pipe.
	r.command.WaitDelay = 5 * time.Second
	return r
}

func (r *running) start(t *testing.T) {
	t.Helper()
	if err := r.command.Start(); err != nil {
		t.Fatal(err)
	}
	r.pid = r.command.Process.Pid
	close(r.started)
	go func() {
		_ = r.command.Wait()
		r.stop()
		close(r.done)
	}()
	t.Cleanup(func() { _ = syscall.Kill(-r.pid, syscall.SIGKILL) })
}

// Write takes what the CLI says.
func (r *running) Write(p []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	close(r.change)
	r.change = make(chan struct{})
	return r.text.Write(p)
}

func (r *running) output() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.text.String()
}

// says waits until the CLI has said something.
func (r *running) says(t *testing.T, text string) {
	t.Helper()
	for {
		r.mu.Lock()
		found, more := strings.Contains(r.text.String(), text), r.change
		r.mu.Unlock()
		if found {
			return
		}
		select {
		case <-more:
		case <-r.done:
			t.Errorf("the CLI ended without %q:\n%s", text, r.output())
			return
		}
	}
}

func (r *running) interrupt() { _ = syscall.Kill(-r.pid, syscall.SIGINT) }

// providers are the processes of the provider that this CLI has started.
func (r *running) providers(t *testing.T) []int {
	t.Helper()
	table, err := exec.CommandContext(t.Context(), "ps", "-A", "-o", "pid=,ppid=,comm=").Output()
	if err != nil {
		t.Errorf("the processes can't be listed: %v", err)
	}
	var found []int
	for line := range strings.Lines(string(table)) {
		fields := strings.Fields(line)
		if len(fields) < 3 || fields[1] != strconv.Itoa(r.pid) || !strings.Contains(fields[2], "terraform-provi") {
			continue
		}
		if pid, err := strconv.Atoi(fields[0]); err == nil {
			found = append(found, pid)
		}
	}
	if len(found) == 0 {
		t.Error("the CLI has no provider")
	}
	return found
}

func (r *running) killProviders(t *testing.T, signal syscall.Signal) {
	t.Helper()
	for _, pid := range r.providers(t) {
		_ = syscall.Kill(pid, signal)
	}
}
