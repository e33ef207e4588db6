package onoff

import (
	"context"
	"fmt"
	"io"
	"math"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"
)

// meter is a service with a quota: a bucket that fills at a steady rate.
type meter struct {
	rate, size float64
	latency    time.Duration
	silent     bool // no Retry-After

	mu       sync.Mutex
	tokens   float64
	filled   time.Time
	accepted []time.Time
	refused  []time.Time
}

func newMeter(rate, size float64, latency time.Duration) *meter {
	return &meter{rate: rate, size: size, tokens: size, latency: latency, filled: time.Now()}
}

func (m *meter) RoundTrip(req *http.Request) (*http.Response, error) {
	time.Sleep(m.latency / 2)
	resp := m.answer(req)
	time.Sleep(m.latency / 2)
	return resp, nil
}

func (m *meter) answer(req *http.Request) *http.Response {
	m.mu.Lock()
	defer m.mu.Unlock()
	now := time.Now()
	m.tokens = min(m.size, m.tokens+now.Sub(m.filled).Seconds()*m.rate)
	m.filled = now
	if m.tokens < 1 {
		m.refused = append(m.refused, now)
		resp := respond(req, http.StatusTooManyRequests, `{"error":{"code":"rate.limited","message":"Too many requests."}}`)
		if !m.silent {
			resp.Header.Set("Retry-After", fmt.Sprint(math.Ceil((1-m.tokens)/m.rate)))
		}
		return resp
	}
	m.tokens--
	m.accepted = append(m.accepted, now)
	return respond(req, http.StatusCreated, `{"id":"m1"}`)
}

func (m *meter) setRate(rate, size float64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.rate, m.size = rate, size
}

func (m *meter) count() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return len(m.accepted)
}

func (m *meter) refusals() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return len(m.refused)
}

// refusedAfter counts the refusals after a time.
func (m *meter) refusedAfter(t time.Time) (n int) {
	for _, at := range m.refused {
		if at.After(t) {
			n++
		}
	}
	return n
}

// roundTrip is a function as a transport.
type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(req *http.Request) (*http.Response, error) { return f(req) }

func respond(req *http.Request, status int, body string) *http.Response {
	return &http.Response{
		StatusCode: status, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Request: req,
		Header: http.Header{"Content-Type": {"application/json"}},
		Body:   io.NopCloser(strings.NewReader(body)), ContentLength: int64(len(body)),
	}
}

func newTestClient(t *testing.T, config Config) *Client {
	t.Helper()
	if config.BaseURL == "" {
		config.BaseURL = "http://localhost"
	}
	if config.APIKey == "" {
		config.APIKey = "key-for-tests"
	}
	client, err := New(config)
	if err != nil {
		t.Fatal(err)
	}
	return client
}

// create makes members, so many at a time.
func create(t *testing.T, client *Client, members, parallel int) {
	t.Helper()
	var workers sync.WaitGroup
	todo := make(chan int)
	for range parallel {
		workers.Go(func() {
			for i := range todo {
				if _, err := client.CreateMember(context.Background(), MemberCreate{
					FirstName: "A", LastName: "B", Email: fmt.Sprintf("%d@example.com", i), Role: RoleUser,
				}); err != nil {
					t.Errorf("member %d: %v", i, err)
				}
			}
		})
	}
	for i := range members {
		todo <- i
	}
	close(todo)
	workers.Wait()
}
