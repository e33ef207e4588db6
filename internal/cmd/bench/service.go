package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"sync"
)

const apiKey = "bench"

// service is an endpoint that a provider can be pointed at.
type service struct {
	url string
	// sent counts the requests since the last time, by route.
	sent func() (map[string]int, error)
	stop func()
}

// simulate starts a simulator as a process of its own, with these flags.
func (b *bench) simulate(ctx context.Context, company string, flags ...string) (*service, error) {
	command := exec.CommandContext(ctx, b.simulator, append([]string{"-listen", "127.0.0.1:0", "-api-key", apiKey, "-company", company}, flags...)...)
	command.Stderr = os.Stderr
	stdout, err := command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := command.Start(); err != nil {
		return nil, err
	}
	line, err := bufio.NewReader(stdout).ReadString('\n')
	s := &service{url: strings.TrimSpace(line), stop: func() {
		_ = command.Process.Kill()
		_ = command.Wait()
	}}
	if err != nil {
		s.stop()
		return nil, fmt.Errorf("the simulator didn't start: %w", err)
	}
	s.sent = func() (map[string]int, error) { return s.journal(ctx) }
	return s, nil
}

func (s *service) journal(ctx context.Context) (map[string]int, error) {
	var tally struct {
		ByRoute map[string]int `json:"byRoute"`
	}
	for _, method := range []string{http.MethodGet, http.MethodDelete} {
		request, err := http.NewRequestWithContext(ctx, method, s.url+"/_simulator/journal", nil)
		if err != nil {
			return nil, err
		}
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			return nil, err
		}
		if method == http.MethodGet {
			err = json.NewDecoder(response.Body).Decode(&tally)
		}
		if err := response.Body.Close(); err != nil {
			return nil, err
		}
		if err != nil {
			return nil, err
		}
	}
	return tally.ByRoute, nil
}

// memory answers what another service answered before to the same request, at once and without any
// work. What is asked for the first time is asked there.
type memory struct {
	from string

	mu      sync.Mutex
	answers map[string]*remembered
	counted map[string]int
}

type remembered struct {
	status int
	header http.Header
	body   []byte
}

// remember puts a memory in front of a service.
func remember(s *service) *service {
	m := &memory{from: s.url, answers: map[string]*remembered{}, counted: map[string]int{}}
	server := httptest.NewServer(m)
	return &service{url: server.URL, sent: m.sent, stop: server.Close}
}

func (m *memory) sent() (map[string]int, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	counted := maps.Clone(m.counted)
	clear(m.counted)
	return counted, nil
}

func (m *memory) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	key := r.Header.Get("Accept-Encoding") + " " + r.URL.RequestURI()
	m.mu.Lock()
	m.counted[r.Method+" "+route(r.URL.Path)]++
	answer := m.answers[key]
	m.mu.Unlock()
	if answer == nil {
		var err error
		if answer, err = m.ask(r); err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
		m.mu.Lock()
		m.answers[key] = answer
		m.mu.Unlock()
	}
	maps.Copy(w.Header(), answer.header)
	w.WriteHeader(answer.status)
	_, _ = io.Copy(w, bytes.NewReader(answer.body))
}

func (m *memory) ask(r *http.Request) (*remembered, error) {
	if r.Method != http.MethodGet {
		return nil, fmt.Errorf("%s changes something, which can't be answered from memory", r.Method)
	}
	request, err := http.NewRequestWithContext(r.Context(), http.MethodGet, m.from+r.URL.RequestURI(), nil)
	if err != nil {
		return nil, err
	}
	request.Header = r.Header.Clone() // with the encoding that was asked for, so that nothing is unpacked on the way
	response, err := http.DefaultTransport.RoundTrip(request)
	if err != nil {
		return nil, err
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	return &remembered{response.StatusCode, response.Header, body}, err
}

// route is a path with the IDs taken out.
func route(path string) string {
	parts := strings.Split(path, "/")
	if last := len(parts) - 1; last > 0 && parts[last-1] == "members" {
		parts[last] = "{memberId}"
	}
	return strings.Join(parts, "/")
}
