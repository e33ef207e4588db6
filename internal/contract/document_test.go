package contract_test

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/onoff-community/terraform-provider-onoff/internal/contract"
)

func TestTheDocumentIsValid(t *testing.T) {
	t.Parallel()
	if err := contract.Document().Validate(context.Background()); err != nil {
		t.Fatal(err)
	}
}

// Whoever reads the contract wants to know of each piece whether the vendor's gateway is known to
// have it, so no piece may do without an answer.
func TestEverythingHasAProvenance(t *testing.T) {
	t.Parallel()
	document := contract.Document()
	seen := map[string]int{}
	check := func(what string, extensions map[string]any) {
		t.Helper()
		provenance := contract.Provenance(extensions)
		if !slices.Contains(contract.Provenances, provenance) {
			t.Errorf("%s has the provenance %q, which is none of %s", what, provenance, strings.Join(contract.Provenances, ", "))
		}
		seen[provenance]++
	}
	parameters := func(where string, list openapi3.Parameters) {
		for _, p := range list {
			check(where+" parameter "+p.Value.Name, p.Value.Extensions)
		}
	}
	for path, item := range document.Paths.Map() {
		parameters(path, item.Parameters)
		for method, operation := range item.Operations() {
			where := method + " " + path
			check(where, operation.Extensions)
			parameters(where, operation.Parameters)
		}
	}
	for name, p := range document.Components.Parameters {
		check("parameter "+name, p.Value.Extensions)
	}
	for name, h := range document.Components.Headers {
		check("header "+name, h.Value.Extensions)
	}
	for name, scheme := range document.Components.SecuritySchemes {
		check("security scheme "+name, scheme.Value.Extensions)
	}
	var fields func(where string, schema *openapi3.Schema)
	fields = func(where string, schema *openapi3.Schema) {
		for name, property := range schema.Properties {
			check(where+"."+name, property.Value.Extensions)
			if property.Ref == "" {
				fields(where+"."+name, property.Value)
			}
		}
		if schema.Items != nil && schema.Items.Ref == "" {
			fields(where+"[]", schema.Items.Value)
		}
	}
	for name, schema := range document.Components.Schemas {
		fields(name, schema.Value)
	}
	for _, provenance := range contract.Provenances {
		if seen[provenance] == 0 {
			t.Errorf("nothing has the provenance %q: either the document or this test is blind", provenance)
		}
	}
}

// The rules that hold for every operation alike are easily forgotten for one.
func TestOperationsFollowTheHouseRules(t *testing.T) {
	t.Parallel()
	for path, item := range contract.Document().Paths.Map() {
		for method, operation := range item.Operations() {
			where := method + " " + path
			for _, status := range []string{"401", "403", "429", "500", "503"} {
				if operation.Responses.Value(status) == nil {
					t.Errorf("%s doesn't say what %s is", where, status)
				}
			}
			has := func(in, name string) bool {
				return slices.ContainsFunc(slices.Concat(item.Parameters, operation.Parameters), func(p *openapi3.ParameterRef) bool {
					return p.Value.In == in && p.Value.Name == name
				})
			}
			if (method == http.MethodPost) != has(openapi3.ParameterInHeader, "Idempotency-Key") {
				t.Errorf("%s: every POST takes an Idempotency-Key, and nothing else does", where)
			}
			if method == http.MethodPost && operation.Responses.Value("409") == nil {
				t.Errorf("%s: a POST can be refused with idempotencyKey.reused", where)
			}
			if lists := strings.HasPrefix(operation.OperationID, "list"); lists != has(openapi3.ParameterInQuery, "offset") ||
				lists != has(openapi3.ParameterInQuery, "limit") {
				t.Errorf("%s: every list takes limit and offset, and nothing else does", where)
			}
			if operation.OperationID == "" || operation.Summary == "" || len(operation.Tags) != 1 {
				t.Errorf("%s needs an operationId, a summary and one tag", where)
			}
		}
	}
}

// A field that is misspelt must not pass as one that isn't known yet.
func TestObjectsAreClosed(t *testing.T) {
	t.Parallel()
	for name, schema := range contract.Document().Components.Schemas {
		if !schema.Value.Type.Is(openapi3.TypeObject) {
			continue
		}
		if open := schema.Value.AdditionalProperties.Has; open == nil || *open {
			t.Errorf("%s allows additional properties", name)
		}
	}
}

func TestSourceIsACopy(t *testing.T) {
	t.Parallel()
	text := contract.Source()
	text[0] = '#'
	if string(contract.Source()[:7]) != "openapi" {
		t.Error("changing the text changed the package's own")
	}
}
