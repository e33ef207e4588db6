// Command schemadump prints the provider's whole schema as `terraform providers schema -json` would,
// for the documentation generator.
//
// It asks the provider server in this process instead of going through a CLI: no CLI needs to be
// installed, and nothing is left out, whereas a CLI leaves out what it is too old to know (resource
// identity, list resources, actions).
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"os"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/onoff-community/terraform-provider-onoff/internal/provider"
)

// documentKey is where the documentation generator looks for a provider that is named by its type
// alone.
const documentKey = "registry.terraform.io/hashicorp/onoff"

func main() {
	log.SetFlags(0)
	server := provider.NewServer("dev")()
	if err := dump(context.Background(), os.Stdout, server); err != nil {
		log.Fatal("schemadump: ", err)
	}
}

// dump writes the schema of a provider server as JSON.
func dump(ctx context.Context, w io.Writer, server tfprotov6.ProviderServer) error {
	schemas, err := server.GetProviderSchema(ctx, &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		return fmt.Errorf("asking for the schema: %w", err)
	}
	identities, err := server.GetResourceIdentitySchemas(ctx, &tfprotov6.GetResourceIdentitySchemasRequest{})
	if err != nil {
		return fmt.Errorf("asking for the identities: %w", err)
	}
	if err := errors.Join(problems(schemas.Diagnostics), problems(identities.Diagnostics)); err != nil {
		return err
	}

	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	return out.Encode(document{
		FormatVersion: "1.0",
		Schemas:       map[string]providerSchema{documentKey: convert(schemas, identities)},
	})
}

// problems turns the errors among diagnostics into one error, and drops the warnings.
func problems(diagnostics []*tfprotov6.Diagnostic) error {
	var errs []error
	for _, d := range diagnostics {
		if d.Severity == tfprotov6.DiagnosticSeverityError {
			errs = append(errs, fmt.Errorf("%s: %s (%s)", d.Summary, d.Detail, d.Attribute))
		}
	}
	return errors.Join(errs...)
}
