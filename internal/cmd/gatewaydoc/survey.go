package main

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// operation is what the page tells of one operation of the contract.
type operation struct {
	method, path string
	summary      string
	provenance   string
	// extras are the parameters and fields that nobody has seen on the gateway, by where they go.
	extras []extra
}

type extra struct{ name, where, description string }

// known tells whether something outside this project speaks for the operation.
func (o operation) known() bool { return known(o.provenance) }

func known(provenance string) bool {
	return slices.Contains([]string{"doc", "observed", "client"}, provenance)
}

// survey lists the operations that can succeed, by path and then in the order a reader expects.
func survey(doc *openapi3.T) []operation {
	var found []operation
	for path, item := range doc.Paths.Map() {
		for method, op := range item.Operations() {
			if !succeeds(op) {
				continue
			}
			found = append(found, operation{
				method:     method,
				path:       path,
				summary:    op.Summary,
				provenance: provenance(op.Extensions),
				extras:     extras(op),
			})
		}
	}
	order := []string{"GET", "POST", "PATCH", "PUT", "DELETE"}
	slices.SortFunc(found, func(a, b operation) int {
		return cmp.Or(
			strings.Compare(a.path, b.path),
			cmp.Compare(slices.Index(order, a.method), slices.Index(order, b.method)),
		)
	})
	return found
}

// succeeds is false for what the contract mentions only to say that it isn't there.
func succeeds(op *openapi3.Operation) bool {
	for status := range op.Responses.Map() {
		if strings.HasPrefix(status, "2") {
			return true
		}
	}
	return false
}

func extras(op *openapi3.Operation) []extra {
	var found []extra
	for _, ref := range op.Parameters {
		if p := ref.Value; !known(provenance(p.Extensions)) {
			found = append(found, extra{p.Name, p.In, p.Description})
		}
	}
	if op.RequestBody != nil {
		found = append(found, fields(op.RequestBody.Value.Content, "request body")...)
	}
	for status, response := range op.Responses.Map() {
		if strings.HasPrefix(status, "2") {
			found = append(found, fields(response.Value.Content, "answer")...)
		}
	}
	return found
}

// fields finds the unknown fields of a body, those of the items of a list included.
func fields(content openapi3.Content, where string) []extra {
	media := content.Get("application/json")
	if media == nil || media.Schema == nil {
		return nil
	}
	var found []extra
	var walk func(*openapi3.Schema)
	walk = func(schema *openapi3.Schema) {
		for _, name := range slices.Sorted(maps.Keys(schema.Properties)) {
			property := schema.Properties[name].Value
			if !known(provenance(property.Extensions)) {
				found = append(found, extra{name, where, property.Description})
			}
			if property.Items != nil {
				walk(property.Items.Value)
			}
		}
	}
	walk(media.Schema.Value)
	return found
}

// provenance is the mark of one element. What has no mark is ours: nobody vouches for it.
func provenance(extensions map[string]any) string {
	if mark, ok := extensions["x-provenance"].(string); ok {
		return mark
	}
	return "ours"
}
