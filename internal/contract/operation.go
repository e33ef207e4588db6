package contract

import (
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// operation is a method at a path, with what it takes and what it may answer laid out for quick use.
type operation struct {
	method, path string
	segments     []string
	parameters   []*openapi3.Parameter
	body         *openapi3.RequestBody // nil if it takes none
	responses    map[int]*response
}

type response struct {
	description string
	headers     map[string]*openapi3.Schema
	schema      *openapi3.Schema // nil if it has no body
	codes       []string         // the error codes that the description lists
}

func (op *operation) String() string { return op.method + " " + op.path }

// operationsOf lists the operations by the number of segments of their path.
func operationsOf(document *openapi3.T, prefix string) map[int][]*operation {
	routes := map[int][]*operation{}
	for path, item := range document.Paths.Map() {
		for method, described := range item.Operations() {
			op := &operation{
				method:    method,
				path:      prefix + path,
				segments:  strings.Split(prefix+path, "/"),
				responses: map[int]*response{},
			}
			for _, p := range slices.Concat(item.Parameters, described.Parameters) {
				op.parameters = append(op.parameters, p.Value)
			}
			if described.RequestBody != nil {
				op.body = described.RequestBody.Value
			}
			for status, r := range described.Responses.Map() {
				if code, err := strconv.Atoi(status); err == nil {
					op.responses[code] = responseOf(r.Value)
				}
			}
			routes[len(op.segments)] = append(routes[len(op.segments)], op)
		}
	}
	return routes
}

var errorCode = regexp.MustCompile("`([a-zA-Z]+\\.[a-zA-Z]+|internal)`")

func responseOf(described *openapi3.Response) *response {
	r := &response{headers: map[string]*openapi3.Schema{}}
	if described.Description != nil {
		r.description = *described.Description
	}
	for name, h := range described.Headers {
		r.headers[name] = h.Value.Schema.Value
	}
	if content := described.Content.Get("application/json"); content != nil {
		r.schema = content.Schema.Value
	}
	for _, found := range errorCode.FindAllStringSubmatch(r.description, -1) {
		r.codes = append(r.codes, found[1])
	}
	return r
}

// find returns the operation of a request and the values in its path; nil if there is none.
func (s *specification) find(method, escapedPath string) (*operation, map[string]string) {
	segments := strings.Split(escapedPath, "/")
	for _, op := range s.routes[len(segments)] {
		if op.method != method {
			continue
		}
		if values, fits := op.fits(segments); fits {
			return op, values
		}
	}
	return nil, nil
}

func (op *operation) fits(segments []string) (values map[string]string, fits bool) {
	for i, wanted := range op.segments {
		name, isValue := strings.CutPrefix(wanted, "{")
		if !isValue {
			if segments[i] != wanted {
				return nil, false
			}
			continue
		}
		value, err := url.PathUnescape(segments[i])
		if err != nil {
			return nil, false
		}
		if values == nil {
			values = map[string]string{}
		}
		values[strings.TrimSuffix(name, "}")] = value
	}
	return values, true
}
