package onoff

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"unicode"
)

const (
	longestMessage = 500
	longestExcerpt = 160
)

// refusal is what an answer gives as the reason.
type refusal struct{ code, message, sequence string }

// readRefusal finds the reason in a body. The service uses an envelope, sometimes a message at the
// top, sometimes plain text; what stands between it and the client, a proxy or a login page, uses
// HTML. Whatever it is, it never fails.
func readRefusal(contentType string, raw []byte) refusal {
	raw = bytes.TrimSpace(raw)
	switch {
	case len(raw) == 0:
		return refusal{}
	case markup(contentType, raw):
		return refusal{message: "the endpoint answered with an HTML page"}
	case raw[0] != '{':
		return refusal{message: plain(string(raw), longestExcerpt)}
	}
	var top reason
	var envelope struct {
		Error json.RawMessage `json:"error"`
	}
	if json.Unmarshal(raw, &envelope) != nil {
		return refusal{message: plain(string(raw), longestExcerpt)}
	}
	_ = json.Unmarshal(raw, &top) // a field of another kind than expected is one without a reason
	inner := top
	if len(envelope.Error) > 0 && envelope.Error[0] == '{' {
		_ = json.Unmarshal(envelope.Error, &inner)
	} else if inner.Message == "" {
		_ = json.Unmarshal(envelope.Error, (*string)(&inner.Message))
	}
	return refusal{
		code:     plain(string(inner.Code), 100),
		message:  plain(string(inner.Message), longestMessage),
		sequence: plain(string(inner.SequenceNumber), 100),
	}
}

type reason struct {
	Code           lax `json:"code"`
	Message        lax `json:"message"`
	SequenceNumber lax `json:"sequenceNumber"`
}

// lax is a text that is empty if it is anything else.
type lax text

func (l *lax) UnmarshalJSON(raw []byte) error {
	_ = (*text)(l).UnmarshalJSON(raw)
	return nil
}

// plain is a text on one line, without control characters and not longer than most runes.
func plain(s string, most int) string {
	s = strings.ToValidUTF8(s, "")
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case !unicode.IsPrint(r):
			return -1
		}
		return r
	}, s)
	s = strings.Join(strings.Fields(s), " ")
	if runes := []rune(s); len(runes) > most {
		s = strings.TrimSpace(string(runes[:most])) + " ..."
	}
	return s
}

// markup reports whether a body is a page for people.
func markup(contentType string, raw []byte) bool {
	return strings.Contains(strings.ToLower(contentType), "html") || bytes.HasPrefix(raw, []byte("<"))
}

// malformed is an answer that says yes but isn't what the contract says.
type malformed struct {
	detail string

	// cut says that the body ended too early, so that asking again may help.
	cut bool
}

func (e *malformed) Error() string { return e.detail }

// readAnswer decodes an answer that says yes. Texts of the JSON decoder aren't passed on, since they
// can quote what they read.
func readAnswer(resp *http.Response, decode func([]byte) error) error {
	raw := body(resp)
	if markup(resp.Header.Get("Content-Type"), bytes.TrimSpace(raw)) {
		return &malformed{detail: "the endpoint answered with an HTML page; is base_url right?"}
	}
	if decode == nil {
		return nil
	}
	err := decode(raw)
	if err == nil {
		return nil
	}
	if syntax, ok := errors.AsType[*json.SyntaxError](err); ok {
		if cut := syntax.Offset >= int64(len(raw)); cut {
			return &malformed{detail: "the endpoint's answer ends too early", cut: true}
		}
		return &malformed{detail: fmt.Sprintf("the endpoint's answer isn't JSON (at byte %d); is base_url right?", syntax.Offset)}
	}
	detail := err.Error()
	if kind, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		detail = cmp.Or(kind.Field, "the body") + " is of another kind than expected"
	}
	return &malformed{detail: "the endpoint's answer isn't what the contract says: " + detail}
}
