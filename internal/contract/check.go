package contract

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// violations collects what the contract doesn't allow in one exchange.
type violations []string

func (v *violations) add(format string, args ...any) { *v = append(*v, fmt.Sprintf(format, args...)) }

// checkRequest returns nil for the operation if the contract has none for the request.
func (s *specification) checkRequest(method string, target *url.URL, header http.Header, body []byte) (*operation, violations) {
	var v violations
	op, inPath := s.find(method, target.EscapedPath())
	if op == nil {
		v.add("the contract has no such operation")
		return nil, v
	}
	query, err := url.ParseQuery(target.RawQuery)
	if err != nil {
		v.add("the query can't be read: %v", err)
	}
	known := map[string]bool{}
	for _, p := range op.parameters {
		var given []string
		switch p.In {
		case openapi3.ParameterInPath:
			given = []string{inPath[p.Name]}
		case openapi3.ParameterInQuery:
			known[p.Name] = true
			given = query[p.Name]
		case openapi3.ParameterInHeader:
			given = header.Values(p.Name)
		}
		v.checkParameter(p, given)
	}
	for name := range query {
		if !known[name] {
			v.add("the query parameter %s isn't in the contract", name)
		}
	}
	v.checkRequestBody(op, header, body)
	return op, v
}

func (v *violations) checkParameter(p *openapi3.Parameter, given []string) {
	if p.Required && len(given) == 0 {
		v.add("the %s parameter %s is missing", p.In, p.Name)
	}
	if len(given) > 1 {
		v.add("the %s parameter %s is given %d times", p.In, p.Name, len(given))
	}
	for _, text := range given {
		var value any = text
		if p.Schema.Value.Type.Is(openapi3.TypeInteger) {
			number, err := strconv.ParseInt(text, 10, 64)
			if err != nil {
				v.add("the %s parameter %s isn't an integer: %q", p.In, p.Name, text)
				continue
			}
			value = float64(number)
		}
		if err := p.Schema.Value.VisitJSON(value); err != nil {
			v.add("the %s parameter %s: %v", p.In, p.Name, short(err))
		}
	}
}

func (v *violations) checkRequestBody(op *operation, header http.Header, body []byte) {
	switch {
	case len(body) == 0:
		if op.body != nil && op.body.Required {
			v.add("the request has no body")
		}
	case op.body == nil:
		v.add("the request has a body: %s", excerpt(body))
	default:
		v.checkJSON("the request", op.body.Content.Get("application/json").Schema.Value, header, body)
	}
}

// checkResponse takes the body as it came over the wire, compressed or not.
func checkResponse(op *operation, status int, header http.Header, wire []byte) violations {
	var v violations
	body, err := uncompressed(header, wire)
	if err != nil {
		v.add("the response's compression is broken: %v", err)
		return v
	}
	r := op.responses[status]
	if r == nil {
		if lacks(status, body) {
			return nil
		}
		v.add("the contract has no status %d for it: %s", status, excerpt(body))
		return v
	}
	for _, name := range []string{"Retry-After", "Idempotent-Replayed"} {
		schema := r.headers[name]
		for _, value := range header.Values(name) {
			if schema == nil {
				v.add("the response's header %s isn't in the contract", name)
			} else if err := schema.VisitJSON(value); err != nil {
				v.add("the response's header %s: %v", name, short(err))
			}
		}
	}
	if r.schema == nil {
		if len(body) > 0 {
			v.add("the response has a body: %s", excerpt(body))
		}
		return v
	}
	v.checkJSON("the response", r.schema, header, body)
	if code := codeOf(body); code != "" && len(r.codes) > 0 && !slices.Contains(r.codes, code) {
		v.add("the contract doesn't list the code %q with status %d", code, status)
	}
	return v
}

// lacks tells the answer of an endpoint that doesn't offer an operation: the contract allows it
// everywhere.
func lacks(status int, body []byte) bool {
	code := codeOf(body)
	return status == http.StatusNotFound && code == "route.notFound" ||
		status == http.StatusMethodNotAllowed && code == "method.notAllowed"
}

func codeOf(body []byte) string {
	var envelope struct {
		Error struct {
			Code string `json:"code"`
		} `json:"error"`
	}
	if json.Unmarshal(body, &envelope) != nil {
		return ""
	}
	return envelope.Error.Code
}

func (v *violations) checkJSON(who string, schema *openapi3.Schema, header http.Header, body []byte) {
	if kind, _, err := mime.ParseMediaType(header.Get("Content-Type")); err != nil || kind != "application/json" {
		v.add("%s's Content-Type is %q and not application/json", who, header.Get("Content-Type"))
	}
	var value any
	if err := json.Unmarshal(body, &value); err != nil {
		v.add("%s's body isn't JSON: %v: %s", who, err, excerpt(body))
		return
	}
	if err := schema.VisitJSON(value); err != nil {
		v.add("%s's body: %v: %s", who, short(err), excerpt(body))
	}
}

func uncompressed(header http.Header, wire []byte) ([]byte, error) {
	switch coding := header.Get("Content-Encoding"); coding {
	case "":
		return wire, nil
	case "gzip":
		reader, err := gzip.NewReader(bytes.NewReader(wire))
		if err != nil {
			return nil, err
		}
		return io.ReadAll(reader)
	default:
		return nil, fmt.Errorf("unknown coding %q", coding)
	}
}

// short leaves out the schema and the value, which an openapi3 error otherwise prints in full.
func short(err error) string {
	if schemaError, ok := errors.AsType[*openapi3.SchemaError](err); ok {
		return fmt.Sprintf("at /%s: %s", strings.Join(schemaError.JSONPointer(), "/"), schemaError.Reason)
	}
	return err.Error()
}

func excerpt(body []byte) string {
	const most = 300
	if len(body) <= most {
		return string(body)
	}
	return string(body[:most]) + "..."
}
