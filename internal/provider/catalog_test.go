package provider_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
)

// What the provider offers is whole: described, with an example and a page, with an import form and an
// identity.
func TestCatalog(t *testing.T) {
	t.Parallel()
	h := acctest.New(t)
	server := h.Protocol().Server()
	schemas, err := server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	identities, err := server.GetResourceIdentitySchemas(t.Context(), &tfprotov6.GetResourceIdentitySchemasRequest{})
	if err != nil {
		t.Fatal(err)
	}
	if len(schemas.ResourceSchemas) < 4 || len(schemas.DataSourceSchemas) < 9 || len(schemas.ListResourceSchemas) < 4 || len(schemas.ActionSchemas) < 2 {
		t.Fatalf("%d resources, %d data sources, %d list resources and %d actions", len(schemas.ResourceSchemas),
			len(schemas.DataSourceSchemas), len(schemas.ListResourceSchemas), len(schemas.ActionSchemas))
	}
	described(t, "provider", schemas.Provider.Block)
	for name, schema := range schemas.ResourceSchemas {
		described(t, name, schema.Block)
		consequences(t, name, schema.Block)
		exampleOf(t, "resources", name, "resource.tf", "import.sh", "import-by-string-id.tf", "import-by-identity.tf")
		pageOf(t, "resources", name, changing)
		identified(t, name, identities.IdentitySchemas[name])
	}
	for name, schema := range schemas.DataSourceSchemas {
		described(t, name, schema.Block)
		exampleOf(t, "data-sources", name, "data-source.tf")
		pageOf(t, "data-sources", name, reading)
	}
	for name, schema := range schemas.ListResourceSchemas {
		described(t, name, schema.Block)
		exampleOf(t, "list-resources", name, "list-resource.tfquery.hcl")
		pageOf(t, "list-resources", name, reading)
		if schemas.ResourceSchemas[name] == nil {
			t.Errorf("%s is listed, and is no resource", name)
		}
	}
	for name, action := range schemas.ActionSchemas {
		described(t, name, action.Schema.Block)
		consequences(t, name, action.Schema.Block)
		exampleOf(t, "actions", name, "action.tf")
		pageOf(t, "actions", name, changing)
	}
	for name, function := range schemas.Functions {
		parameters(t, name, function)
		exampleOf(t, "functions", name, "function.tf")
		pageOf(t, "functions", name, computing)
	}
}

// What a page says of the key it takes, of whom it mails, and of what it costs or can lose. See
// wiring.Page and wiring.Reads; a function's is in templates/functions.md.tmpl.
var (
	changing  = said("Key", "Mail", "Cost", "Loss")
	reading   = said("Key", "Mail, cost and loss")
	computing = reading
)

// said are the labels that have to be on a page, each with something to it.
func said(labels ...string) []*regexp.Regexp {
	var all []*regexp.Regexp
	for _, label := range labels {
		all = append(all, regexp.MustCompile(`\*\*`+label+`:\*\* (\*\*)?[A-Za-z]`))
	}
	return all
}

func pageOf(t *testing.T, kind, name string, says []*regexp.Regexp) {
	t.Helper()
	file := filepath.Join("../../docs", kind, strings.TrimPrefix(name, "onoff_")+".md")
	page, err := os.ReadFile(file)
	if err != nil {
		t.Errorf("%s has no page: %v", name, err)
		return
	}
	_, text, _ := strings.Cut(string(page), "\n# ") // below the heading, where a reader looks
	for _, what := range says {
		if !what.MatchString(text) {
			t.Errorf("%s doesn't say %s", file, what)
		}
	}
}

// consequences fails for an argument that is said to be something, and not what comes of it.
func consequences(t *testing.T, where string, block *tfprotov6.SchemaBlock) {
	t.Helper()
	for _, a := range block.Attributes {
		if (a.Required || a.Optional) && a.Name != "timeouts" && len(strings.FieldsFunc(a.Description, ends)) < 2 {
			t.Errorf("%s.%s is said to be something, and not what comes of it: %q", where, a.Name, a.Description)
		}
	}
}

// ends is true for what ends a statement.
func ends(r rune) bool { return strings.ContainsRune(".;:", r) }

func identified(t *testing.T, name string, identity *tfprotov6.ResourceIdentitySchema) {
	t.Helper()
	if identity == nil || len(identity.IdentityAttributes) == 0 {
		t.Errorf("%s has no identity", name)
		return
	}
	for _, a := range identity.IdentityAttributes {
		if a.Description == "" {
			t.Errorf("the identity of %s has %s without a description", name, a.Name)
		}
	}
}

func parameters(t *testing.T, name string, function *tfprotov6.Function) {
	t.Helper()
	if function.Summary == "" || function.Description == "" {
		t.Errorf("the function %s has no summary or no description", name)
	}
	all := function.Parameters
	if function.VariadicParameter != nil {
		all = append(slices.Clone(all), function.VariadicParameter)
	}
	for _, p := range all {
		if p.Description == "" {
			t.Errorf("the function %s has %s without a description", name, p.Name)
		}
	}
}

func exampleOf(t *testing.T, kind, name string, files ...string) {
	t.Helper()
	for _, file := range files {
		path := filepath.Join("../../examples", kind, name, file)
		if content, err := os.ReadFile(path); err != nil || !strings.Contains(string(content), name) {
			t.Errorf("%s lacks the example %s", name, file)
		}
	}
}

// described fails for what has no description, or one that is no sentence.
func described(t *testing.T, where string, block *tfprotov6.SchemaBlock) {
	t.Helper()
	attributes(t, where, block.Attributes)
	for _, nested := range block.BlockTypes {
		described(t, where+"."+nested.TypeName, nested.Block)
	}
	if len(block.Attributes)+len(block.BlockTypes) == 0 {
		t.Errorf("%s has no attributes", where)
	}
	if !strings.Contains(where, ".") && !strings.HasSuffix(block.Description, ".") {
		t.Errorf("%s is described as %q", where, block.Description)
	}
}

func attributes(t *testing.T, where string, all []*tfprotov6.SchemaAttribute) {
	t.Helper()
	for _, attribute := range all {
		name := where + "." + attribute.Name
		if !strings.HasSuffix(attribute.Description, ".") {
			t.Errorf("%s is described as %q", name, attribute.Description)
		}
		if attribute.NestedType != nil && attribute.Name != "timeouts" {
			attributes(t, name, attribute.NestedType.Attributes)
		}
	}
}
