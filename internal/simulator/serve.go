package simulator

import (
	"bytes"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"time"
	"unicode/utf8"
)

// maxBody is more than any legitimate request needs.
const maxBody = 64 << 10

// call is a request as an operation sees it: read to the end, authorised, and on its own.
type call struct {
	value  string // of the {name} in the path
	query  url.Values
	body   []byte
	header http.Header
	now    time.Time
	fault  pageFault
}

// reply is an operation's answer. The body is turned into JSON only after the organisation is free
// for the next request, so it must not share memory with it.
type reply struct {
	status     int
	body       any
	raw        []byte // instead of body
	retryAfter string
	replayed   bool
	faulty     bool // made by a fault, not by the service
	// stands tells of the answer to a POST whether what it reports is still so. Nil is always.
	stands func(*organisation) bool
}

func (s *Simulator) serveAPI(w http.ResponseWriter, r *http.Request) {
	found := s.routes.find(r.Method, r.URL.EscapedPath())
	body, unreadable, err := readBody(w, r)
	number := s.journal.begin(r, found.route, body)
	if err != nil {
		// The request never arrived as a whole, so nothing is done.
		panic(http.ErrAbortHandler)
	}
	if s.options.Latency > 0 {
		s.options.Sleep(r.Context(), s.options.Latency)
	}

	fault := s.faults.draw(found)
	fault.wait(r.Context(), s, before)
	if fault.Drop == before {
		panic(http.ErrAbortHandler)
	}
	var answer reply
	if fault.replaces() {
		answer = fault.answer()
	} else {
		if r.Context().Err() != nil {
			panic(http.ErrAbortHandler) // gone while it waited: nothing is done
		}
		answer = s.answer(found, r, body, unreadable, pageFault(fault.Page))
		fault.wait(r.Context(), s, after)
		if fault.Drop == after {
			panic(http.ErrAbortHandler)
		}
		answer = fault.spoil(answer)
	}
	s.journal.end(number, answer)
	s.write(w, r, number, answer, fault.Truncate)
}

// answer does what the request asks for, or says why not.
func (s *Simulator) answer(found match, r *http.Request, body []byte, unreadable *refusal, fault pageFault) reply {
	result, refused := s.perform(found, r, body, unreadable, fault)
	if refused == nil {
		return result
	}
	answer := reply{
		status: refused.status,
		body:   errorBody{Error: errorDetail{Code: refused.code, Message: refused.message}},
	}
	if refused.retryAfter > 0 {
		answer.retryAfter = strconv.FormatInt(wholeSeconds(refused.retryAfter), 10)
	}
	return answer
}

// perform asks first who is there, then whether they may, and only then what they want.
func (s *Simulator) perform(found match, r *http.Request, body []byte, unreadable *refusal, fault pageFault) (reply, *refusal) {
	mayWrite, refused := s.authorise(r.Header.Get("x-api-key"))
	if refused != nil {
		return reply{}, refused
	}
	if refused := s.quota.take(); refused != nil {
		return reply{}, refused
	}
	if found.refused != nil {
		return reply{}, found.refused
	}
	if !mayWrite && r.Method != http.MethodGet {
		return reply{}, &refusal{status: http.StatusForbidden, code: "apiKey.forbidden", message: "This key may only read."}
	}
	if unreadable != nil {
		return reply{}, unreadable
	}
	if refused := checkContentType(r.Header, body); refused != nil {
		return reply{}, refused
	}
	query, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return reply{}, invalid("request.invalid", "The query can't be read.")
	}
	c := &call{value: found.value, query: query, body: body, header: r.Header, now: s.options.Now(), fault: fault}

	s.mu.Lock()
	defer s.mu.Unlock()
	if r.Method != http.MethodPost || s.options.IgnoreIdempotencyKeys || s.options.GatewayOnly {
		return found.operation.handle(s, c)
	}
	return s.performOnce(found, c)
}

func (s *Simulator) authorise(key string) (mayWrite bool, _ *refusal) {
	same := func(known string) bool { return subtle.ConstantTimeCompare([]byte(key), []byte(known)) == 1 }
	switch {
	case same(s.options.APIKey):
		return true, nil
	case s.options.ReadOnlyKey != "" && same(s.options.ReadOnlyKey):
		return false, nil
	}
	return false, &refusal{status: http.StatusUnauthorized, code: "apiKey.invalid", message: "The API key is missing or wrong."}
}

// readBody refuses what can't be JSON whatever it says. The error is that of a client that went away
// while sending.
func readBody(w http.ResponseWriter, r *http.Request) ([]byte, *refusal, error) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if _, tooLong := errors.AsType[*http.MaxBytesError](err); tooLong {
		return nil, invalid("request.invalid", "The body is longer than %d bytes.", maxBody), nil
	}
	if err != nil {
		return nil, nil, err
	}
	if !utf8.Valid(body) {
		return nil, invalid("request.invalid", "The body isn't UTF-8."), nil
	}
	return body, nil, nil
}

// checkContentType refuses what claims to be something else than JSON. A body without a claim, or with
// the one that curl -d makes unasked, is read as JSON, so that the contract can be tried by hand; the
// tests hold the provider's own requests to the contract, which is stricter.
func checkContentType(header http.Header, body []byte) *refusal {
	claimed := header.Get("Content-Type")
	if len(body) == 0 || claimed == "" {
		return nil
	}
	kind, _, err := mime.ParseMediaType(claimed)
	if err != nil || kind != "application/json" && kind != "application/x-www-form-urlencoded" {
		return invalid("request.invalid", "The Content-Type of the body isn't application/json.")
	}
	return nil
}

// write sends the answer, the first so many bytes of it if it's to be truncated.
func (s *Simulator) write(w http.ResponseWriter, r *http.Request, number int, answer reply, truncate *int) {
	header := w.Header()
	body := answer.raw
	if body == nil && answer.body != nil {
		if failure, ok := answer.body.(errorBody); ok {
			failure.Error.SequenceNumber = strconv.Itoa(number)
			answer.body = failure
		}
		var buffer bytes.Buffer
		encoder := json.NewEncoder(&buffer)
		encoder.SetEscapeHTML(false)
		if err := encoder.Encode(answer.body); err != nil {
			panic(err) // the bodies are the simulator's own types
		}
		body = bytes.TrimSuffix(buffer.Bytes(), []byte("\n"))
	}
	if answer.retryAfter != "" {
		header.Set("Retry-After", answer.retryAfter)
	}
	if answer.replayed {
		header.Set("Idempotent-Replayed", "true")
	}
	if answer.faulty || truncate != nil {
		header.Set(FaultHeader, "true")
	}
	if len(body) > 0 {
		header.Set("Content-Type", contentType(body))
		body = s.gzip.compress(header, r.Header.Get("Accept-Encoding"), body)
		header.Set("Content-Length", strconv.Itoa(len(body)))
	}
	if truncate != nil && len(body) == 0 {
		panic(http.ErrAbortHandler) // there is nothing to leave out but all of it
	}
	w.WriteHeader(answer.status)
	if truncate == nil {
		_, _ = w.Write(body) // a client that has gone doesn't want it
		return
	}
	_, _ = w.Write(body[:min(*truncate, len(body)-1)])
	_ = http.NewResponseController(w).Flush()
	panic(http.ErrAbortHandler)
}

// contentType tells JSON from what a fault put in its place.
func contentType(body []byte) string {
	if json.Valid(body) {
		return "application/json"
	}
	return http.DetectContentType(body)
}

// wholeSeconds rounds up: a client that waits that long has waited long enough.
func wholeSeconds(d time.Duration) int64 {
	return int64((d + time.Second - 1) / time.Second)
}
