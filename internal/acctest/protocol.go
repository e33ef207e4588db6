package acctest

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Protocol is a provider, configured for one walk, and spoken to without a CLI. It does what
// Terraform would do, as far as one object at a time goes. A walk of Terraform's is validate, plan or
// apply; a new walk is a new Protocol, and what one planned another may apply.
type Protocol struct {
	// Context is that of the calls. It's the test's, until it's changed.
	Context context.Context

	t      *testing.T
	server tfprotov6.ProviderServer
	schema *tfprotov6.GetProviderSchemaResponse
	ids    map[string]*tfprotov6.ResourceIdentitySchema
}

// Protocol makes a provider and configures it with an empty provider block.
func (h *Harness) Protocol() *Protocol {
	h.t.Helper()
	p, diags := h.ProtocolWith(nil)
	OK(h.t, diags)
	return p
}

// ProtocolWith makes a provider and configures it with this provider block.
func (h *Harness) ProtocolWith(block Attrs) (*Protocol, Diagnostics) {
	h.t.Helper()
	server, err := h.NewServer()
	if err != nil {
		h.t.Fatal(err)
	}
	return speak(h.t, server, block)
}

// speak configures a server and makes it ready to be asked.
func speak(t *testing.T, server tfprotov6.ProviderServer, block Attrs) (*Protocol, Diagnostics) {
	t.Helper()
	p := &Protocol{Context: t.Context(), t: t, server: server}
	var err error
	p.schema, err = server.GetProviderSchema(p.Context, &tfprotov6.GetProviderSchemaRequest{})
	p.fine(err)
	OK(t, p.schema.Diagnostics)
	ids, err := server.GetResourceIdentitySchemas(p.Context, &tfprotov6.GetResourceIdentitySchemasRequest{})
	p.fine(err)
	OK(t, ids.Diagnostics)
	p.ids = ids.IdentitySchemas

	if block == nil {
		block = Attrs{}
	}
	config := encode(toTerraform(p.schema.Provider.ValueType(), block))
	valid, err := server.ValidateProviderConfig(p.Context, &tfprotov6.ValidateProviderConfigRequest{Config: config})
	p.fine(err)
	if Diagnostics(valid.Diagnostics).Err() != nil {
		return p, valid.Diagnostics
	}
	configured, err := server.ConfigureProvider(p.Context, &tfprotov6.ConfigureProviderRequest{Config: config, TerraformVersion: "1.14.0"})
	p.fine(err)
	return p, append(valid.Diagnostics, configured.Diagnostics...)
}

// Server is the provider server itself.
func (p *Protocol) Server() tfprotov6.ProviderServer { return p.server }

// fine ends the test on an error of the protocol: those are bugs, whereas diagnostics are answers.
func (p *Protocol) fine(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatalf("the provider protocol: %v", err)
	}
}

func (p *Protocol) typeOf(kind, name string, schemas map[string]*tfprotov6.Schema) tftypes.Type {
	p.t.Helper()
	schema := schemas[name]
	if schema == nil {
		p.t.Fatalf("the provider has no %s %s", kind, name)
	}
	return schema.ValueType()
}

// Diagnostics are the errors and warnings of a call.
type Diagnostics []*tfprotov6.Diagnostic

// OK fails the test at once if there are errors among the diagnostics.
func OK(t *testing.T, diags Diagnostics) {
	t.Helper()
	if err := diags.Err(); err != nil {
		t.Fatal(err)
	}
}

// Err returns the errors as one; nil if there is none.
func (d Diagnostics) Err() error {
	if text := d.of(tfprotov6.DiagnosticSeverityError); text != "" {
		return fmt.Errorf("%s", text)
	}
	return nil
}

// Errors returns the text of the errors, one line each, as in `AttributeName("role"): summary: detail`.
func (d Diagnostics) Errors() string { return d.of(tfprotov6.DiagnosticSeverityError) }

// Warnings returns the text of the warnings, one line each.
func (d Diagnostics) Warnings() string { return d.of(tfprotov6.DiagnosticSeverityWarning) }

func (d Diagnostics) of(severity tfprotov6.DiagnosticSeverity) string {
	var lines []string
	for _, one := range d {
		if one.Severity != severity {
			continue
		}
		var at string
		if one.Attribute != nil && len(one.Attribute.Steps()) > 0 {
			at = one.Attribute.String() + ": "
		}
		lines = append(lines, at+one.Summary+": "+strings.Join(strings.Fields(one.Detail), " "))
	}
	return strings.Join(lines, "\n")
}
