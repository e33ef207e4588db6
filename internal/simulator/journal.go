package simulator

import (
	"net/http"
	"slices"
	"sync"
)

// Request is an entry of the journal.
type Request struct {
	Method string
	// Route is the operation, such as "PATCH /api/v1/members/{memberId}", or, for a request that
	// the API has no operation for, "unmatched", the method and the path.
	Route string
	// Path is as it was sent, with the query.
	Path string
	// UserAgent tells who sent it, where a test has several clients.
	UserAgent string
	// IdempotencyKey is empty if there was none.
	IdempotencyKey string
	// Body is as it was sent.
	Body string
	// Status is what was answered; 0 if nothing was, or not yet.
	Status int
	// Replayed tells that an earlier answer was given again and nothing was done.
	Replayed bool
}

// Tally counts the requests of the journal.
type Tally struct {
	Total   int            `json:"total"`
	ByRoute map[string]int `json:"byRoute"`
}

// journal is what was asked of the API, also what was refused, limited or dropped.
type journal struct {
	mu       sync.Mutex
	requests []Request
	first    int // number of requests[0]; earlier ones were reset
}

// begin notes a request, and returns its number.
func (j *journal) begin(r *http.Request, route string, body []byte) int {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.requests = append(j.requests, Request{
		Method:         r.Method,
		Route:          route,
		Path:           r.URL.RequestURI(),
		UserAgent:      r.UserAgent(),
		IdempotencyKey: r.Header.Get("Idempotency-Key"),
		Body:           string(body),
	})
	return j.first + len(j.requests) - 1
}

// end notes what was answered. It's called before the answer is sent, so that whoever has the
// answer finds it in the journal.
func (j *journal) end(number int, answer reply) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if i := number - j.first; i >= 0 {
		j.requests[i].Status = answer.status
		j.requests[i].Replayed = answer.replayed
	}
}

func (j *journal) list() []Request {
	j.mu.Lock()
	defer j.mu.Unlock()
	return slices.Clone(j.requests)
}

func (j *journal) tally() Tally {
	j.mu.Lock()
	defer j.mu.Unlock()
	t := Tally{Total: len(j.requests), ByRoute: map[string]int{}}
	for i := range j.requests {
		t.ByRoute[j.requests[i].Route]++
	}
	return t
}

func (j *journal) reset() {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.first += len(j.requests)
	j.requests = nil
}
