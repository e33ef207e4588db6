package provider_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
)

// What the provider offers is whole: described, with an example, with an import form and an identity.
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
	if len(schemas.ResourceSchemas) < 4 || len(schemas.DataSourceSchemas) < 9 {
		t.Fatalf("%d resources and %d data sources", len(schemas.ResourceSchemas), len(schemas.DataSourceSchemas))
	}
	described(t, "provider", schemas.Provider.Block)
	for name, schema := range schemas.ResourceSchemas {
		described(t, name, schema.Block)
		exampleOf(t, "resources", name, "resource.tf", "import.sh", "import-by-string-id.tf", "import-by-identity.tf")
		if identities.IdentitySchemas[name] == nil {
			t.Errorf("%s has no identity", name)
		}
	}
	for name, schema := range schemas.DataSourceSchemas {
		described(t, name, schema.Block)
		exampleOf(t, "data-sources", name, "data-source.tf")
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
		if attribute.Description == "" {
			t.Errorf("%s has no description", name)
		}
		if attribute.NestedType != nil && attribute.Name != "timeouts" {
			attributes(t, name, attribute.NestedType.Attributes)
		}
	}
}
