package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
)

// A test binary that is started with this in its environment is the command itself.
const asCommand = "ONOFFSIM_TEST_AS_COMMAND"

func TestMain(m *testing.M) {
	if os.Getenv(asCommand) != "" {
		main()
		return
	}
	os.Exit(m.Run())
}

// command is the simulator as started from a shell.
type command struct {
	t      *testing.T
	url    string
	stop   context.CancelFunc
	status chan int
	stderr *lockedBuffer
}

type lockedBuffer struct {
	mu     sync.Mutex
	buffer bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buffer.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buffer.String()
}

// start runs the command on a free port until the end of the test, and waits for its first line.
func start(t *testing.T, args ...string) *command {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	t.Cleanup(stop)
	c := &command{t: t, stop: stop, status: make(chan int, 1), stderr: &lockedBuffer{}}
	reader, writer := io.Pipe()
	go func() {
		c.status <- run(ctx, append([]string{"-listen", "127.0.0.1:0"}, args...), writer, c.stderr)
		writer.Close()
	}()
	line, err := bufio.NewReader(reader).ReadString('\n')
	if err != nil {
		t.Fatalf("no first line: %v: %s", err, c.stderr)
	}
	c.url = strings.TrimSuffix(line, "\n")
	return c
}

func (c *command) get(path, key string) (int, string) {
	c.t.Helper()
	r, err := http.NewRequestWithContext(c.t.Context(), http.MethodGet, c.url+path, nil)
	if err != nil {
		c.t.Fatal(err)
	}
	r.Header.Set("x-api-key", key)
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		c.t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	return response.StatusCode, string(body)
}

func TestTheFirstLineIsTheBaseURL(t *testing.T) {
	t.Parallel()
	c := start(t, "-api-key", "secret")
	if !strings.HasPrefix(c.url, "http://127.0.0.1:") || strings.HasSuffix(c.url, ":0") {
		t.Errorf("the first line is %q", c.url)
	}
	if status, body := c.get("/api/v1/account", "secret"); status != 200 {
		t.Errorf("%d %s", status, body)
	}
	if status, body := c.get("/api/v1/account", "demo"); status != 401 {
		t.Errorf("%d %s", status, body)
	}
	c.stop()
	if status := <-c.status; status != 0 {
		t.Errorf("status %d: %s", status, c.stderr)
	}
	if c.stderr.String() != "" {
		t.Errorf("standard error has %q", c.stderr)
	}
	if response, err := http.Get(c.url + "/_simulator/journal"); err == nil {
		response.Body.Close()
		t.Error("it still answers")
	}
}

func TestTheFlagsReachTheSimulator(t *testing.T) {
	t.Parallel()
	company := filepath.Join(t.TempDir(), "company.json")
	text := `{"account":{"name":"Filed"},"members":[{"id":"ada","firstName":"A","lastName":"B","email":"a@example.com","role":"ROLE_OWNER"},
		{"firstName":"B","lastName":"B","email":"b@example.com"},{"firstName":"C","lastName":"C","email":"c@example.com"}]}`
	if err := os.WriteFile(company, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	c := start(t, "-company", company, "-read-only-key", "reader", "-page-limit", "2", "-empty-pages=false",
		"-single-objects=false", "-without", "GET /api/v1/departments", "-without", "GET /api/v1/licenses",
		"-requests-per-second", "1000", "-latency", "1ms", "-reassign-cooldown", "30m", "-auto-purchase=false",
		"-idempotency-keys=false", "-seed", "5")
	for path, want := range map[string]string{
		"/api/v1/account":        `"name":"Filed"`,
		"/api/v1/members":        `"nextOffset":"`,
		"/api/v1/members/ada":    "route.notFound",
		"/api/v1/departments":    "method.notAllowed",
		"/api/v1/licenses":       "method.notAllowed",
		"/_simulator/company":    `"name": "Filed"`,
		"/_simulator/journal":    `"total"`,
		"/api/v1/numbers?limit=": "limit.invalid",
	} {
		if _, body := c.get(path, "reader"); !strings.Contains(body, want) {
			t.Errorf("%s: %s", path, body)
		}
	}
}

func TestEveryFlagSetsWhatItSays(t *testing.T) {
	t.Parallel()
	s, err := parse([]string{
		"-listen", "0.0.0.0:1", "-allow-remote", "-api-key", "a", "-read-only-key", "b", "-requests-per-second", "2.5", "-latency", "3s",
		"-page-limit", "4", "-empty-pages=false", "-reassign-cooldown", "5m", "-auto-purchase=false", "-idempotency-keys=false",
		"-single-objects=false", "-without", "x", "-without", "y", "-gateway-only", "-seed", "6",
	}, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	o := s.options
	if s.listen != "0.0.0.0:1" || o.APIKey != "a" || o.ReadOnlyKey != "b" || o.RequestsPerSecond != 2.5 || o.Latency.String() != "3s" ||
		o.PageLimit != 4 || !o.NoEmptyPages || o.ReassignCooldown.String() != "5m0s" || !o.NoAutomaticPurchase || !o.IgnoreIdempotencyKeys ||
		!o.NoSingleObjects || strings.Join(o.Without, "") != "xy" || !o.GatewayOnly || o.Seed != 6 {
		t.Errorf("got %+v", s)
	}
	s, err = parse(nil, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	o = s.options
	if s.listen != "127.0.0.1:8787" || o.APIKey != "demo" || o.NoEmptyPages || o.NoAutomaticPurchase || o.IgnoreIdempotencyKeys ||
		o.NoSingleObjects || o.ReassignCooldown != 0 || o.RequestsPerSecond != 0 || o.PageLimit != 100 {
		t.Errorf("without arguments: %+v", s)
	}
}

func TestWrongArguments(t *testing.T) {
	t.Parallel()
	broken := filepath.Join(t.TempDir(), "broken.json")
	if err := os.WriteFile(broken, []byte("{\n\"members\": [{\"emial\": \"x\"}]}"), 0o600); err != nil {
		t.Fatal(err)
	}
	wrong := filepath.Join(t.TempDir(), "wrong.json")
	if err := os.WriteFile(wrong, []byte(`{"members": [{"email": "x", "role": "ROLE_OWNER"}]}`), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		args   string
		status int
		want   string
	}{
		{"-nonsense", 2, "flag provided but not defined"},
		{"company.json", 2, `unexpected argument "company.json"`},
		{"-listen 0.0.0.0:0", 2, "-allow-remote"},
		{"-listen :0", 2, "-allow-remote"},
		{"-listen example.com:0", 2, "-allow-remote"},
		{"-listen 127.0.0.1", 2, "missing port"},
		{"-latency fast", 2, "invalid value"},
		{"-api-key=", 2, "-api-key is empty"},
		{"-read-only-key=a\n", 2, "-read-only-key"},
		{"-company /nowhere/company.json", 2, "no such file"},
		{"-company " + broken, 2, `unknown field "emial"`},
		{"-company " + wrong, 2, "members[0].email"},
		{"-listen 127.0.0.1:0 -without PATCH", 1, "PATCH /api/v1/members/{memberId}"},
		{"-listen 127.0.0.1:0 -page-limit -1", 1, "page limit"},
		{"-listen 127.0.0.1:0 -read-only-key demo", 1, "read-only key"},
		{"-listen 127.0.0.1:99999", 1, "invalid port"},
	} {
		var stdout, stderr bytes.Buffer
		status := run(t.Context(), strings.Split(test.args, " "), &stdout, &stderr)
		if status != test.status || !strings.Contains(stderr.String(), test.want) || stdout.Len() > 0 {
			t.Errorf("%s: status %d, want %d with %q:\n%s%s", test.args, status, test.status, test.want, &stdout, &stderr)
		}
	}
}

func TestHelpAndVersion(t *testing.T) {
	t.Parallel()
	var stdout, stderr bytes.Buffer
	if status := run(t.Context(), []string{"-version"}, &stdout, &stderr); status != 0 || !strings.HasPrefix(stdout.String(), "onoffsim ") {
		t.Errorf("status %d: %s%s", status, &stdout, &stderr)
	}
	stdout.Reset()
	if status := run(t.Context(), []string{"-help"}, &stdout, &stderr); status != 0 || !strings.Contains(stderr.String(), "-reassign-cooldown") {
		t.Errorf("status %d: %s%s", status, &stdout, &stderr)
	}
}

// Localhost is this machine too, under either version of the protocol.
func TestLoopback(t *testing.T) {
	t.Parallel()
	for address, fine := range map[string]bool{
		"127.0.0.1:1": true, "127.8.8.8:1": true, "[::1]:1": true, "localhost:1": true,
		"[::]:1": false, "10.0.0.1:1": false, "localhost.example.com:1": false, ":1": false,
	} {
		if err := requireLoopback(address); (err == nil) != fine {
			t.Errorf("%s: %v", address, err)
		}
	}
}

func TestASignalStopsIt(t *testing.T) {
	t.Parallel()
	for _, signal := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
		process := exec.CommandContext(t.Context(), os.Args[0], "-listen", "127.0.0.1:0")
		process.Env = append(os.Environ(), asCommand+"=1")
		var stderr bytes.Buffer
		process.Stderr = &stderr
		stdout, err := process.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := process.Start(); err != nil {
			t.Fatal(err)
		}
		if _, err := bufio.NewReader(stdout).ReadString('\n'); err != nil {
			t.Fatalf("%v: %s", err, &stderr)
		}
		if err := process.Process.Signal(signal); err != nil {
			t.Fatal(err)
		}
		if err := process.Wait(); err != nil || stderr.Len() > 0 {
			t.Errorf("after %v: %v: %s", signal, err, &stderr)
		}
	}
}
