package main

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

const someone = `{"firstName":"Anna","lastName":"Petit","email":"anna@chaos.test","role":"ROLE_USER","departmentIdRefs":[]}`

// station is a service under a sky of its own.
func station(t *testing.T, faults ...string) (*weather, *simulator.Simulator, string) {
	t.Helper()
	service, err := simulator.New(simulator.Options{Company: company(ample)})
	if err != nil {
		t.Fatal(err)
	}
	w := &weather{service: service, seed: 1, faults: faults, chance: 100, timeout: 20 * time.Millisecond, tally: map[string]int{}}
	server := httptest.NewServer(w)
	t.Cleanup(server.Close)
	return w, service, server.URL
}

// invite creates a member; the status is 0 if no whole answer came.
func invite(t *testing.T, url string) int {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url+"/api/v1/members", strings.NewReader(someone))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("x-api-key", simulator.DefaultAPIKey)
	answer, err := http.DefaultTransport.RoundTrip(request)
	if err != nil {
		return 0
	}
	_, err = io.Copy(io.Discard, answer.Body)
	if errors.Join(err, answer.Body.Close()) != nil {
		return 0
	}
	return answer.StatusCode
}

// TestWeather wants each fault to do what it is called: whether the member is made, and whether an
// answer comes.
func TestWeather(t *testing.T) {
	t.Parallel()
	for fault, want := range map[string]struct {
		mails    int
		answered bool
	}{
		errorBefore: {0, true}, errorAfter: {1, true}, storm: {0, true}, slow: {1, true},
		dropBefore: {0, false}, dropAfter: {1, false}, truncated: {1, false},
		lateBefore: {0, false}, lateAfter: {1, false}, lateCommit: {1, false},
	} {
		t.Run(fault, func(t *testing.T) {
			t.Parallel()
			w, service, url := station(t, fault)
			w.rage(true, nil)
			status := invite(t, url)
			if mails := len(service.Company().Mails); mails != want.mails || (status > 0) != want.answered {
				t.Errorf("%d mails and the status %d, want %d mails, answered %v", mails, status, want.mails, want.answered)
			}
			if refused := status >= http.StatusBadRequest; want.answered && refused == (fault == slow) {
				t.Errorf("the status is %d", status)
			}
			if w.struck()[fault] != 1 {
				t.Errorf("struck: %v", w.struck())
			}
		})
	}
	for _, fault := range allFaults {
		if fault == "" {
			t.Error("a fault has no name")
		}
	}
}

func TestFineWeather(t *testing.T) {
	t.Parallel()
	w, _, url := station(t, allFaults...)
	w.rage(true, &kill{write: 1, when: before, do: func() { t.Error("killed in fine weather") }})
	w.rage(false, nil)
	if status := invite(t, url); status != http.StatusCreated || len(w.struck()) > 0 {
		t.Errorf("the status is %d, struck: %v", status, w.struck())
	}
}

func TestKill(t *testing.T) {
	t.Parallel()
	for when, mails := range map[string]int{before: 0, after: 1} {
		w, service, url := station(t, slow)
		var struck atomic.Int32
		w.rage(true, &kill{write: 1, when: when, do: func() {
			struck.Add(1)
			if got := len(service.Company().Mails); got != mails {
				t.Errorf("%s: %d mails when killed", when, got)
			}
		}})
		if status := invite(t, url); status != 0 || struck.Load() != 1 {
			t.Errorf("%s: the status is %d, killed %d times", when, status, struck.Load())
		}
		if invite(t, url); struck.Load() != 1 || len(service.Company().Mails) != 1 {
			t.Errorf("%s: killed %d times, %d mails", when, struck.Load(), len(service.Company().Mails))
		}
	}
}
