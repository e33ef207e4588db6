package main

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// server answers with what a test gives it, and panics if asked for anything else.
type server struct {
	tfprotov6.ProviderServer
	schemas    *tfprotov6.GetProviderSchemaResponse
	identities *tfprotov6.GetResourceIdentitySchemasResponse
	err        error
}

func (s server) GetProviderSchema(context.Context, *tfprotov6.GetProviderSchemaRequest) (*tfprotov6.GetProviderSchemaResponse, error) {
	return s.schemas, s.err
}

func (s server) GetResourceIdentitySchemas(context.Context, *tfprotov6.GetResourceIdentitySchemasRequest) (*tfprotov6.GetResourceIdentitySchemasResponse, error) {
	return s.identities, s.err
}

// everything has one of each kind of thing that a provider can offer.
func everything() server {
	name := &tfprotov6.SchemaAttribute{
		Name: "name", Type: tftypes.String, Required: true,
		Description: "A **name** with <angles>.", DescriptionKind: tfprotov6.StringKindMarkdown,
	}
	timeouts := &tfprotov6.SchemaAttribute{
		Name: "timeouts", Optional: true, Computed: true,
		NestedType: &tfprotov6.SchemaObject{
			Nesting:    tfprotov6.SchemaObjectNestingModeSingle,
			Attributes: []*tfprotov6.SchemaAttribute{{Name: "create", Type: tftypes.String, Optional: true}},
		},
	}
	secret := &tfprotov6.SchemaAttribute{
		Name: "secrets", Type: tftypes.Set{ElementType: tftypes.String}, Optional: true,
		Sensitive: true, WriteOnly: true, Deprecated: true,
	}
	filter := &tfprotov6.SchemaNestedBlock{
		TypeName: "filter", Nesting: tfprotov6.SchemaNestedBlockNestingModeList, MinItems: 1, MaxItems: 2,
		Block: &tfprotov6.SchemaBlock{Attributes: []*tfprotov6.SchemaAttribute{name}},
	}
	noun := &tfprotov6.Schema{Version: 3, Block: &tfprotov6.SchemaBlock{
		Description: "A noun.", Attributes: []*tfprotov6.SchemaAttribute{name, timeouts, secret},
		BlockTypes: []*tfprotov6.SchemaNestedBlock{filter},
	}}
	object := tftypes.Object{AttributeTypes: map[string]tftypes.Type{"e164": tftypes.String}}
	return server{
		schemas: &tfprotov6.GetProviderSchemaResponse{
			Provider:                 &tfprotov6.Schema{Block: &tfprotov6.SchemaBlock{}},
			ResourceSchemas:          map[string]*tfprotov6.Schema{"x_noun": noun},
			DataSourceSchemas:        map[string]*tfprotov6.Schema{"x_data": noun},
			EphemeralResourceSchemas: map[string]*tfprotov6.Schema{"x_ephemeral": noun},
			ListResourceSchemas:      map[string]*tfprotov6.Schema{"x_list": noun},
			ActionSchemas:            map[string]*tfprotov6.ActionSchema{"x_act": {Schema: noun}},
			Functions: map[string]*tfprotov6.Function{"parse": {
				Summary: "Parses.", Return: &tfprotov6.FunctionReturn{Type: object},
				Parameters:        []*tfprotov6.FunctionParameter{{Name: "number", Type: tftypes.String, AllowNullValue: true}},
				VariadicParameter: &tfprotov6.FunctionParameter{Name: "countries", Type: tftypes.String},
			}},
			Diagnostics: []*tfprotov6.Diagnostic{{Severity: tfprotov6.DiagnosticSeverityWarning, Summary: "never mind"}},
		},
		identities: &tfprotov6.GetResourceIdentitySchemasResponse{
			IdentitySchemas: map[string]*tfprotov6.ResourceIdentitySchema{"x_noun": {
				Version:            1,
				IdentityAttributes: []*tfprotov6.ResourceIdentitySchemaAttribute{{Name: "id", Type: tftypes.String, RequiredForImport: true}},
			}},
		},
	}
}

func TestEverythingIsInTheDocument(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	if err := dump(t.Context(), &out, everything()); err != nil {
		t.Fatal(err)
	}
	squeezed := strings.Join(strings.Fields(out.String()), " ")
	for _, want := range []string{
		`"format_version": "1.0"`,
		`"registry.terraform.io/hashicorp/onoff": {`,
		`"provider": {`,
		`"resource_schemas": { "x_noun": { "version": 3,`,
		`"data_source_schemas": { "x_data"`,
		`"ephemeral_resource_schemas": { "x_ephemeral"`,
		`"list_resource_schemas": { "x_list"`,
		`"action_schemas": { "x_act": { "block"`,
		`"name": { "type": "string", "description": "A **name** with <angles>.", "description_kind": "markdown", "required": true }`,
		`"timeouts": { "nested_type": { "attributes": { "create": { "type": "string", "description_kind": "plain", "optional": true } }, "nesting_mode": "single" }, "description_kind": "plain", "optional": true, "computed": true }`,
		`"secrets": { "type": [ "set", "string" ], "description_kind": "plain", "optional": true, "sensitive": true, "write_only": true, "deprecated": true }`,
		`"filter": { "nesting_mode": "list", "block":`,
		`"min_items": 1, "max_items": 2`,
		`"return_type": [ "object", { "e164": "string" } ]`,
		`"parameters": [ { "name": "number", "is_nullable": true, "type": "string" } ]`,
		`"variadic_parameter": { "name": "countries", "type": "string" }`,
		`"resource_identity_schemas": { "x_noun": { "version": 1, "attributes": { "id": { "type": "string", "required_for_import": true } } } }`,
	} {
		if !strings.Contains(squeezed, want) {
			t.Errorf("%s isn't in the document:\n%s", want, out.String())
		}
	}
}

func TestAnErrorOfTheServerIsAnError(t *testing.T) {
	t.Parallel()
	failing := everything()
	failing.err = errors.New("no schema today")
	broken := everything()
	broken.identities.Diagnostics = []*tfprotov6.Diagnostic{{Severity: tfprotov6.DiagnosticSeverityError, Summary: "Bad identity"}}

	for want, s := range map[string]server{"no schema today": failing, "Bad identity": broken} {
		var out strings.Builder
		if err := dump(t.Context(), &out, s); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want an error with %q", err, want)
		}
		if out.Len() > 0 {
			t.Errorf("a document was written despite %q", want)
		}
	}
}
