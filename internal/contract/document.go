package contract

import (
	"context"
	_ "embed"
	"fmt"
	"net/url"
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
func Document() *openapi3.T { return loaded().document }

// Provenance returns how well something is known, given the extensions of its description; empty if
// the document doesn't say.
func Provenance(extensions map[string]any) string {
	value, _ := extensions["x-provenance"].(string)
	return value
}

type loadedDocument struct {
	document *openapi3.T
	prefix   string
	routes   map[int][]*operation
}

// loaded panics if the document is broken: nothing that uses this package can work then.
var loaded = sync.OnceValue(func() loadedDocument {
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
	return loadedDocument{document: document, prefix: base.Path, routes: operationsOf(document, base.Path)}
})
