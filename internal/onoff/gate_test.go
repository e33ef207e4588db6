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
	"testing/synctest"
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

// since counts the refusals after a time.
func (m *meter) since(t time.Time) (n int) {
	for _, at := range m.refused {
		if at.After(t) {
			n++
		}
	}
	return n
}

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

func TestGateUsesAQuotaWithoutExceedingIt(t *testing.T) {
	t.Parallel()
	for _, parallel := range []int{1, 2, 10, 100} {
		for _, latency := range []time.Duration{0, 5 * time.Millisecond, 100 * time.Millisecond, time.Second} {
			for _, quota := range []struct{ rate, size float64 }{{20, 20}, {5, 5}, {20, 100}, {100, 100}, {20, 5}, {3, 3}, {2, 60}} {
				for _, silent := range []bool{false, true} {
					name := fmt.Sprintf("%gps_of_%g/%d_at_a_time/%s/silent_%v", quota.rate, quota.size, parallel, latency, silent)
					t.Run(name, func(t *testing.T) {
						synctest.Test(t, func(t *testing.T) {
							service := newMeter(quota.rate, quota.size, latency)
							service.silent = silent
							client := newTestClient(t, Config{Transport: service, Jitter: func() float64 { return 0.5 }})
							began := time.Now()
							create(t, client, 300, parallel)
							took := time.Since(began).Seconds()
							bound := max((300-quota.size)/quota.rate, 300/float64(parallel)*latency.Seconds())
							t.Logf("ROW %-48s took %.2fs, bound %.2fs: %.0f %%, %d refused", name, took, bound, 100*bound/took, len(service.refused))
						})
					})
				}
			}
		}
	}
}
