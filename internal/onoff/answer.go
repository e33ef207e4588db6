package onoff

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"sync"
	"time"
)

const (
	// attemptTimeout bounds one attempt, from the connection to the end of the answer.
	attemptTimeout = 30 * time.Second

	// largestAnswer is a bound against an endpoint that never stops talking.
	largestAnswer = 64 << 20
)

// attempt sends a request once and reads the whole answer: whether an answer arrived complete decides
// whether the request may be repeated, so it has to be known before that is asked.
type attempt struct {
	next    http.RoundTripper
	timeout time.Duration
	key     string // to be kept out of the log
}

// RoundTrip gives a complete answer or a *lostError.
func (a *attempt) RoundTrip(req *http.Request) (*http.Response, error) {
	ctx, answered := spare(req)
	defer answered()
	ctx, cancel := context.WithTimeoutCause(ctx, a.timeout, errNoAnswer)
	defer cancel()
	began, track := time.Now(), &track{}
	resp, err := a.next.RoundTrip(req.WithContext(httptrace.WithClientTrace(ctx, track.hooks())))
	if err != nil {
		return nil, a.lost(ctx, err, track.mayBeSent(err), began)
	}
	body := emptyBuffer()
	err = readAll(body, resp)
	if err != nil && resp.StatusCode/100 == 2 {
		buffers.Put(body)
		return nil, a.lost(ctx, err, true, began)
	}
	// What refuses is known by its status: a refusal whose text is cut short is still one.
	resp.Body = &answer{Reader: bytes.NewReader(body.Bytes()), buffer: body}
	logAnswer(ctx, resp, masked{body.Bytes(), a.key}, time.Since(began))
	return resp, nil
}

// lost is the error for a request without a complete answer.
func (a *attempt) lost(ctx context.Context, err error, sent bool, began time.Time) error {
	lost := &lostError{err: err, sent: sent, kind: "the connection failed"}
	switch cause := context.Cause(ctx); {
	case cause == nil:
		if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
			lost.err, lost.kind = errCutShort, "the answer was cut short"
		}
	case errors.Is(cause, errNoAnswer):
		lost.err, lost.kind = fmt.Errorf("%w within %s", errNoAnswer, a.timeout), "no answer in time"
	default:
		lost.err, lost.kind = ctx.Err(), "the operation ended"
		if errors.Is(cause, context.DeadlineExceeded) { // of the operation that a write was spared from
			lost.err = context.DeadlineExceeded
		}
	}
	logLost(ctx, lost.kind, time.Since(began))
	return lost
}

var (
	errNoAnswer = errors.New("the endpoint gave no complete answer")
	errCutShort = errors.New("the connection was cut before the whole answer had arrived")
	errTooLarge = fmt.Errorf("the endpoint's answer is larger than %d MiB", largestAnswer>>20)
)

// lostError is a request without a complete answer.
type lostError struct {
	err  error
	kind string

	// sent says that the request may have reached the service.
	sent bool
}

func (e *lostError) Error() string { return e.err.Error() }
func (e *lostError) Unwrap() error { return e.err }

// hopeless reports whether the same would happen again: a host that doesn't exist, a certificate that
// isn't trusted, plain HTTP where TLS was expected.
func (e *lostError) hopeless() bool {
	if dns, ok := errors.AsType[*net.DNSError](e.err); ok {
		return dns.IsNotFound
	}
	_, untrusted := errors.AsType[*tls.CertificateVerificationError](e.err)
	_, noTLS := errors.AsType[tls.RecordHeaderError](e.err)
	return untrusted || noTLS || errors.Is(e.err, http.ErrSchemeMismatch) || errors.Is(e.err, errTooLarge)
}

// track watches whether a request got a connection. Before that, nothing of it can have been sent.
type track struct {
	mu          sync.Mutex
	asked, gave bool
}

func (t *track) hooks() *httptrace.ClientTrace {
	return &httptrace.ClientTrace{
		GetConn: func(string) { t.mu.Lock(); defer t.mu.Unlock(); t.asked = true },
		GotConn: func(httptrace.GotConnInfo) { t.mu.Lock(); defer t.mu.Unlock(); t.gave = true },
	}
}

// mayBeSent is true unless the opposite is certain. A transport that doesn't speak of its connections
// is believed only if it failed to dial.
func (t *track) mayBeSent(err error) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.asked {
		return t.gave
	}
	op, ok := errors.AsType[*net.OpError](err)
	return !ok || op.Op != "dial"
}

// buffers are used again: a listing reads hundreds of pages of one size.
var buffers sync.Pool

func emptyBuffer() *bytes.Buffer {
	buffer, used := buffers.Get().(*bytes.Buffer)
	if !used {
		return new(bytes.Buffer)
	}
	buffer.Reset()
	return buffer
}

// answer is the body of an answer, read already. Closing it gives the buffer back.
type answer struct {
	*bytes.Reader
	buffer *bytes.Buffer
}

// Close ends the use of the body.
func (a *answer) Close() error {
	if a.buffer != nil {
		buffers.Put(a.buffer)
		a.Reader, a.buffer = bytes.NewReader(nil), nil
	}
	return nil
}

// body is the answer without copying it.
func body(resp *http.Response) []byte {
	if a, ok := resp.Body.(*answer); ok && a.buffer != nil {
		return a.buffer.Bytes()
	}
	return nil
}

// readAll reads an answer's body and closes it.
func readAll(into *bytes.Buffer, resp *http.Response) error {
	defer resp.Body.Close()
	if resp.ContentLength > 0 && resp.ContentLength <= largestAnswer {
		into.Grow(int(resp.ContentLength) + bytes.MinRead)
	}
	n, err := into.ReadFrom(io.LimitReader(resp.Body, largestAnswer+1))
	if err == nil && n > largestAnswer {
		return errTooLarge
	}
	return err
}
