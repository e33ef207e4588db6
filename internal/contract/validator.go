package contract

import (
	"bytes"
	"io"
	"net/http"
	"strings"
)

// FaultHeader marks a response that the simulator broke on purpose. Such a response is not held
// against the contract; the request that it answers is.
const FaultHeader = "Simulator-Fault"

// outside is where the simulator talks about itself, beside the API.
const outside = "/_simulator/"

// An Option changes what traffic is held against.
type Option func(*settings)

type settings struct{ spec func() *specification }

// LiveGateway holds the traffic against what the document knows of the vendor's gateway: answers may
// lack the fields whose provenance is ours.
func LiveGateway() Option { return func(s *settings) { s.spec = gateway } }

func specFor(options []Option) *specification {
	s := settings{spec: whole}
	for _, option := range options {
		option(&s)
	}
	return s.spec()
}

// Validator returns a middleware that reports every request and response that the contract doesn't
// allow: method, path, query, headers, body, status. It changes nothing of them. A violation is
// reported before the response is sent, so that it can't come after the end of a test. The function
// is called from several goroutines.
//
// A connection that is dropped is no response, and not judged. To send a wrong request on purpose,
// leave the middleware out.
func Validator(onViolation func(string), options ...Option) func(http.Handler) http.Handler {
	spec := specFor(options)
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if strings.HasPrefix(r.URL.Path, outside) {
				next.ServeHTTP(w, r)
				return
			}
			body, err := io.ReadAll(r.Body)
			if err != nil {
				// The client went away. What it would have sent isn't known; the handler meets the
				// same end.
				r.Body = io.NopCloser(io.MultiReader(bytes.NewReader(body), failing{err}))
				next.ServeHTTP(w, r)
				return
			}
			r.Body = io.NopCloser(bytes.NewReader(body))
			op, found := spec.checkRequest(r.Method, r.URL, r.Header, body)
			report(onViolation, r, found)

			recorder := &recorder{ResponseWriter: w}
			next.ServeHTTP(recorder, r)
			if op != nil && recorder.Header().Get(FaultHeader) == "" {
				report(onViolation, r, checkResponse(op, recorder.status(), recorder.Header(), recorder.body.Bytes()))
			}
			recorder.send()
		})
	}
}

// Transport returns a RoundTripper that reports like [Validator], from the client's side. Nil is
// http.DefaultTransport.
func Transport(base http.RoundTripper, onViolation func(string), options ...Option) http.RoundTripper {
	if base == nil {
		base = http.DefaultTransport
	}
	return &transport{base: base, onViolation: onViolation, spec: specFor(options)}
}

type transport struct {
	base        http.RoundTripper
	spec        *specification
	onViolation func(string)
}

func (t *transport) RoundTrip(r *http.Request) (*http.Response, error) {
	if strings.HasPrefix(r.URL.Path, outside) {
		return t.base.RoundTrip(r)
	}
	var body []byte
	if r.Body != nil {
		var err error
		body, err = io.ReadAll(r.Body)
		_ = r.Body.Close()
		if err != nil {
			return nil, err
		}
		r = r.Clone(r.Context())
		r.Body = io.NopCloser(bytes.NewReader(body))
	}
	op, found := t.spec.checkRequest(r.Method, r.URL, r.Header, body)
	report(t.onViolation, r, found)

	response, err := t.base.RoundTrip(r)
	if err != nil || op == nil || response.Header.Get(FaultHeader) != "" {
		return response, err
	}
	wire, err := io.ReadAll(response.Body)
	_ = response.Body.Close()
	// Whoever reads the response meets the same end as this reader did.
	response.Body = io.NopCloser(io.MultiReader(bytes.NewReader(wire), failing{err}))
	if err == nil {
		report(t.onViolation, r, checkResponse(op, response.StatusCode, response.Header, wire))
	}
	return response, nil
}

// failing is a reader that ends with an error, or orderly if it is nil.
type failing struct{ err error }

func (f failing) Read([]byte) (int, error) {
	if f.err != nil {
		return 0, f.err
	}
	return 0, io.EOF
}

func report(onViolation func(string), r *http.Request, found violations) {
	for _, violation := range found {
		onViolation(r.Method + " " + r.URL.RequestURI() + ": " + violation)
	}
}

// recorder keeps a response back until it's judged. A handler that flushes sends what it has; that
// is how a response comes to be cut in the middle.
type recorder struct {
	http.ResponseWriter
	code  int
	body  bytes.Buffer // what isn't sent yet
	begun bool         // the header is sent
}

// Unwrap lets http.ResponseController find what this type doesn't have.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }

func (r *recorder) WriteHeader(code int) {
	if r.code == 0 {
		r.code = code
	}
}

func (r *recorder) Write(p []byte) (int, error) {
	r.WriteHeader(http.StatusOK)
	return r.body.Write(p)
}

func (r *recorder) status() int {
	if r.code == 0 {
		return http.StatusOK
	}
	return r.code
}

func (r *recorder) send() {
	if !r.begun {
		r.ResponseWriter.WriteHeader(r.status())
		r.begun = true
	}
	_, _ = r.body.WriteTo(r.ResponseWriter) // a client that has gone doesn't want it
}

// FlushError is what http.ResponseController looks for.
func (r *recorder) FlushError() error {
	r.send()
	return http.NewResponseController(r.ResponseWriter).Flush()
}
