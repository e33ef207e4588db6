package main

import (
	"bytes"
	"context"
	"io"
	"maps"
	"math/rand/v2"
	"net/http"
	"strconv"
	"sync"
	"time"
)

// The faults. Before and after are seen from the service's commit.
const (
	errorBefore = "error before"
	errorAfter  = "error after"
	dropBefore  = "connection dropped before"
	dropAfter   = "connection dropped after"
	lateBefore  = "past the timeout, not done"
	lateAfter   = "past the timeout, done at once"
	lateCommit  = "past the timeout, done afterwards"
	truncated   = "body truncated"
	storm       = "429 storm"
	slow        = "slow"
)

var (
	quickFaults = []string{errorBefore, errorAfter, dropBefore, dropAfter, truncated, storm, slow}
	allFaults   = append([]string{lateBefore, lateAfter, lateCommit}, quickFaults...)
)

// The places of a kill.
const (
	before = "before the commit"
	after  = "after the commit"
)

// kill says at which write of a run of the CLI something dies.
type kill struct {
	write int    // counted from 1
	when  string // before or after
	do    func()
}

// weather stands between the provider and the service, and lets things go wrong. Which fault strikes
// a request depends on the seed and on how many came before it, so what a seed does can differ where
// requests race each other.
type weather struct {
	service http.Handler
	seed    uint64
	faults  []string
	chance  int           // of a fault, in percent
	timeout time.Duration // of an attempt of the provider

	mu      sync.Mutex
	raging  bool
	seen    int // requests
	written int // writes since the kill was set
	stormy  int // requests until the storm is over
	kill    *kill
	tally   map[string]int
}

// rage begins or ends the faults. A kill that was set is over with them.
func (w *weather) rage(on bool, k *kill) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.raging, w.kill, w.written, w.stormy = on, k, 0, 0
}

// struck tells how often each fault struck.
func (w *weather) struck() map[string]int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return maps.Clone(w.tally)
}

// next decides what happens to a request.
func (w *weather) next(write bool) (fault string, k *kill) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.seen++
	if !w.raging {
		return "", nil
	}
	if write {
		w.written++
		if w.kill != nil && w.written == w.kill.write {
			k, w.kill = w.kill, nil
			return "", k
		}
	}
	if w.stormy > 0 {
		w.stormy--
		return storm, nil
	}
	rng := rand.New(rand.NewPCG(w.seed, uint64(w.seen)))
	if rng.IntN(100) >= w.chance {
		return "", nil
	}
	fault = w.faults[rng.IntN(len(w.faults))]
	if fault == storm {
		w.stormy = rng.IntN(3)
	}
	w.tally[fault]++
	return fault, nil
}

// ServeHTTP serves the request, or doesn't.
func (w *weather) ServeHTTP(out http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		panic(http.ErrAbortHandler) // it never arrived as a whole
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	fault, k := w.next(r.Method != http.MethodGet)
	if k != nil {
		if k.when == after {
			w.serve(r)
		}
		k.do()
		panic(http.ErrAbortHandler)
	}
	switch fault {
	case errorBefore:
		answerError(out, w.status())
	case errorAfter:
		w.serve(r)
		answerError(out, w.status())
	case dropAfter:
		w.serve(r)
		panic(http.ErrAbortHandler)
	case dropBefore:
		panic(http.ErrAbortHandler)
	case lateBefore:
		w.outlast(r)
		panic(http.ErrAbortHandler)
	case lateAfter:
		w.serve(r)
		w.outlast(r)
		panic(http.ErrAbortHandler)
	case lateCommit:
		// Something in between holds the request back, and passes it on when nobody waits any more.
		w.outlast(r)
		w.serve(r)
		panic(http.ErrAbortHandler)
	case truncated:
		w.serve(r).cutShort(out)
	case storm:
		out.Header().Set("Retry-After", "0")
		answerError(out, http.StatusTooManyRequests)
	case slow:
		answer := w.serve(r)
		time.Sleep(time.Duration(20+w.draw(200)) * time.Millisecond)
		answer.send(out)
	default:
		w.serve(r).send(out)
	}
}

// outlast waits until the client has given up. The connection tells, since the body has been read.
func (w *weather) outlast(r *http.Request) {
	select {
	case <-r.Context().Done():
	case <-time.After(2 * w.timeout):
	}
}

func (w *weather) draw(n int) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return rand.New(rand.NewPCG(w.seed, uint64(w.seen)<<8)).IntN(n)
}

func (w *weather) status() int {
	return []int{http.StatusInternalServerError, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout}[w.draw(4)]
}

// serve lets the service do it, whether or not anybody still waits for the answer.
func (w *weather) serve(r *http.Request) *answer {
	a := &answer{header: http.Header{}, status: http.StatusOK}
	w.service.ServeHTTP(a, r.WithContext(context.WithoutCancel(r.Context())))
	return a
}

// answer is what the service said.
type answer struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (a *answer) Header() http.Header            { return a.header }
func (a *answer) WriteHeader(status int)         { a.status = status }
func (a *answer) Write(text []byte) (int, error) { return a.body.Write(text) }

func (a *answer) send(out http.ResponseWriter) {
	maps.Copy(out.Header(), a.header)
	out.WriteHeader(a.status)
	_, _ = out.Write(a.body.Bytes()) // who has gone doesn't want it
}

// cutShort sends half of the body. Without one there is nothing to leave out but all of it.
func (a *answer) cutShort(out http.ResponseWriter) {
	if a.body.Len() > 0 {
		maps.Copy(out.Header(), a.header)
		out.Header().Set("Content-Length", strconv.Itoa(a.body.Len()))
		out.WriteHeader(a.status)
		_, _ = out.Write(a.body.Bytes()[:a.body.Len()/2])
		_ = http.NewResponseController(out).Flush()
	}
	panic(http.ErrAbortHandler)
}

func answerError(out http.ResponseWriter, status int) {
	out.Header().Set("Content-Type", "application/json")
	out.WriteHeader(status)
	_, _ = io.WriteString(out, `{"error":{"code":"weather","message":"This is bad weather."}}`)
}
