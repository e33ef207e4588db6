package contract

import (
	"context"
	_ "embed"
	"fmt"
	"net/url"
	"slices"
	"sync"

	"github.com/getkin/kin-openapi/openapi3"
)

//go:embed openapi.yaml
var source []byte

// Provenances are the values of x-provenance, from the best known to what this project defines.
var Provenances = []string{"doc", "observed", "client", "said", "ours"}

// Source returns the document as text.
func Source() []byte { return append([]byte(nil), source...) }

// Document returns the document, parsed and valid. It is shared: whoever wants to change it parses
// [Source] anew.
func Document() *openapi3.T { return whole().document }

// Provenance returns how well something is known, given the extensions of its description; empty if
// the document doesn't say.
func Provenance(extensions map[string]any) string {
	value, _ := extensions["x-provenance"].(string)
	return value
}

// specification is the document laid out for quick use.
type specification struct {
	document *openapi3.T
	routes   map[int][]*operation // by the number of segments of the path
}

// whole is the document as it is.
var whole = sync.OnceValue(func() *specification { return load(func(*openapi3.Schema) {}) })

// gateway is what the document says about the vendor's gateway: a field that is known from nowhere
// but this document may be absent there.
var gateway = sync.OnceValue(func() *specification {
	return load(func(schema *openapi3.Schema) {
		schema.Required = slices.DeleteFunc(schema.Required, func(name string) bool {
			property := schema.Properties[name]
			return property != nil && Provenance(property.Value.Extensions) == "ours"
		})
	})
})

// load panics if the document is broken: nothing that uses this package can work then.
func load(adapt func(*openapi3.Schema)) *specification {
	document, err := openapi3.NewLoader().LoadFromData(source)
	if err != nil {
		panic(fmt.Sprintf("contract: openapi.yaml can't be read: %v", err))
	}
	if err := document.Validate(context.Background()); err != nil {
		panic(fmt.Sprintf("contract: openapi.yaml isn't valid: %v", err))
	}
	base, err := url.Parse(document.Servers[0].URL)
	if err != nil {
		panic(fmt.Sprintf("contract: the server of openapi.yaml: %v", err))
	}
	for _, schema := range document.Components.Schemas {
		adapt(schema.Value)
	}
	return &specification{document: document, routes: operationsOf(document, base.Path)}
}
