package acctest

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/onoff-community/terraform-provider-onoff/internal/contract"
	"github.com/onoff-community/terraform-provider-onoff/internal/provider"
	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

const (
	// APIKey may do everything. It's unmistakable, so that it can be searched for in logs and files.
	APIKey = "acctest-key-not-to-be-seen-anywhere"
	// ReadOnlyKey may only read.
	ReadOnlyKey = "acctest-key-that-may-only-read"
)

// Harness is one test's company and what is needed to manage and watch it.
type Harness struct {
	// Simulator is the service. Most tests need only the methods of Harness.
	Simulator *simulator.Simulator
	// URL is where the service is.
	URL string

	t           *testing.T
	environment map[string]string
	options     []provider.Option
	log         log
	people      Canaries
	folders     []string // of the CLIs
	logs        []string // files that built providers log to

	mu         sync.Mutex
	violations []string
	hooks      []*hook
}

// New makes a test parallel, unless it is already, and gives it a simulator.
func New(t *testing.T, options ...Option) *Harness {
	t.Helper()
	parallel(t)
	c := &settings{
		simulator:   simulator.Options{APIKey: APIKey, ReadOnlyKey: ReadOnlyKey, Seed: 1},
		environment: map[string]string{"ONOFF_API_KEY": APIKey},
		// A refused change waits for others in the same run; what waits in vain should fail soon.
		provider: []provider.Option{provider.WithPatience(time.Second)},
	}
	for _, option := range options {
		option(t, c)
	}
	sim, err := simulator.New(c.simulator)
	if err != nil {
		t.Fatalf("the simulator: %v", err)
	}
	h := &Harness{t: t, Simulator: sim, environment: c.environment}
	server := httptest.NewServer(h.hooked(contract.Validator(h.violated)(sim)))
	h.URL = server.URL
	if _, chosen := h.environment["ONOFF_BASE_URL"]; !chosen {
		h.environment["ONOFF_BASE_URL"] = h.URL
	}
	h.options = slices.Concat(c.provider, []provider.Option{provider.WithEnvironment(h.lookup), provider.WithContext(h.log.context)})
	h.people.People(sim.Company())
	t.Cleanup(func() {
		server.CloseClientConnections()
		server.Close()
		h.settle(c.breaksContract)
		h.tellsNothing()
	})
	return h
}

// parallel tolerates a test that has called t.Parallel, which may be called once only and can't be
// asked. Linters want to see the call; the harness wants to rely on it.
func parallel(t *testing.T) {
	t.Helper()
	defer func() {
		if again := recover(); again != nil && !strings.Contains(fmt.Sprint(again), "called multiple times") {
			panic(again)
		}
	}()
	t.Parallel()
}

// lookup is the environment of the provider under test.
func (h *Harness) lookup(name string) (string, bool) {
	value, set := h.environment[name]
	return value, set
}

// NewServer makes the provider under test, not yet configured. The error is there for plugin-testing,
// and never set.
func (h *Harness) NewServer() (tfprotov6.ProviderServer, error) {
	return provider.NewServer("0.0.0-test", h.options...)(), nil
}

// Company returns the organisation as it is now, with what was mailed, bought and released.
func (h *Harness) Company() simulator.Snapshot { return h.Simulator.Company() }

func (h *Harness) violated(violation string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.violations = append(h.violations, violation)
}

// settle judges the test as a whole, after its last request.
func (h *Harness) settle(breaksContract bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if !breaksContract {
		for _, violation := range h.violations {
			h.t.Errorf("against the contract: %s", violation)
		}
	}
	if h.t.Skipped() || h.t.Failed() {
		return
	}
	h.faultsStruck()
	for _, hook := range h.hooks {
		if !hook.struck {
			h.t.Errorf("no request came before which the hook of %s could happen", hook.route)
		}
	}
}

// hook is something that happens just before a request takes effect.
type hook struct {
	route   string
	matches *http.ServeMux
	once    sync.Once
	happen  func()
	struck  bool // guarded by the harness
	end     func()
}

// Before lets something happen once, just before the first request of this route takes effect:
// another administrator is a moment faster. The route is written as "POST /api/v1/members" or
// "DELETE /api/v1/members/{id}". What is returned is closed once a request of the route has been dealt
// with, whether or not anybody still waits for the answer.
func (h *Harness) Before(route string, happen func()) (ended <-chan struct{}) {
	matches := http.NewServeMux()
	matches.HandleFunc(route, func(http.ResponseWriter, *http.Request) {})
	h.mu.Lock()
	defer h.mu.Unlock()
	end := make(chan struct{})
	h.hooks = append(h.hooks, &hook{route: route, matches: matches, happen: happen, end: sync.OnceFunc(func() { close(end) })})
	return end
}

func (h *Harness) hooked(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		due := h.due(r)
		defer func() {
			for _, hook := range due {
				hook.end()
			}
		}()
		for _, hook := range due {
			hook.once.Do(hook.happen)
		}
		next.ServeHTTP(w, r)
	})
}

func (h *Harness) due(r *http.Request) []*hook {
	if r.UserAgent() == behindAgent {
		return nil
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	var due []*hook
	for _, hook := range h.hooks {
		if _, pattern := hook.matches.Handler(r); pattern != "" {
			hook.struck = true
			due = append(due, hook)
		}
	}
	return due
}
