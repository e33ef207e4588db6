package acctest

import (
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Data reads a data source.
func (p *Protocol) Data(typeName string, config Attrs) (Attrs, Diagnostics) {
	p.t.Helper()
	t := p.typeOf("data source", typeName, p.schema.DataSourceSchemas)
	encoded := encode(toTerraform(t, config))
	valid, err := p.server.ValidateDataResourceConfig(p.Context, &tfprotov6.ValidateDataResourceConfigRequest{TypeName: typeName, Config: encoded})
	p.fine(err)
	if Diagnostics(valid.Diagnostics).Err() != nil {
		return nil, valid.Diagnostics
	}
	answer, err := p.server.ReadDataSource(p.Context, &tfprotov6.ReadDataSourceRequest{TypeName: typeName, Config: encoded})
	p.fine(err)
	return as[Attrs](toGo(decode(t, answer.State))), append(valid.Diagnostics, answer.Diagnostics...)
}

// Listed is an object that a list resource found.
type Listed struct {
	DisplayName string
	Identity    Attrs
	Resource    Attrs // nil unless asked for
}

// List asks a list resource, as terraform query does, for at most so many objects, with their
// attributes if full.
func (p *Protocol) List(typeName string, config Attrs, limit int, full bool) ([]Listed, Diagnostics) {
	p.t.Helper()
	//nolint:staticcheck // the interface is temporary; its methods will move to ProviderServer
	server, ok := p.server.(tfprotov6.ProviderServerWithListResource)
	if !ok {
		p.t.Fatal("the provider has no list resources")
	}
	t := p.typeOf("list resource", typeName, p.schema.ListResourceSchemas)
	encoded := encode(toTerraform(t, config))
	valid, err := server.ValidateListResourceConfig(p.Context, &tfprotov6.ValidateListResourceConfigRequest{
		TypeName: typeName, Config: encoded,
		IncludeResourceObject: encode(tftypes.NewValue(tftypes.Bool, full)), Limit: encode(tftypes.NewValue(tftypes.Number, limit)),
	})
	p.fine(err)
	diags := Diagnostics(valid.Diagnostics)
	if diags.Err() != nil {
		return nil, diags
	}
	stream, err := server.ListResource(p.Context, &tfprotov6.ListResourceRequest{
		TypeName: typeName, Config: encoded, IncludeResource: full, Limit: int64(limit),
	})
	p.fine(err)
	var all []Listed
	for found := range stream.Results {
		diags = append(diags, found.Diagnostics...)
		if found.Identity == nil {
			continue
		}
		one := Listed{
			DisplayName: found.DisplayName,
			Identity:    as[Attrs](toGo(decode(p.ids[typeName].ValueType(), found.Identity.IdentityData))),
		}
		if found.Resource != nil {
			one.Resource = as[Attrs](toGo(decode(p.typeOf("resource", typeName, p.schema.ResourceSchemas), found.Resource)))
		}
		all = append(all, one)
	}
	return all, diags
}

// Generate makes a configuration of an object's attributes, as terraform query -generate-config-out does.
func (p *Protocol) Generate(typeName string, attrs Attrs) (Attrs, Diagnostics) {
	p.t.Helper()
	t := p.typeOf("resource", typeName, p.schema.ResourceSchemas)
	answer, err := p.server.GenerateResourceConfig(p.Context, &tfprotov6.GenerateResourceConfigRequest{TypeName: typeName, State: encode(toTerraform(t, attrs))})
	p.fine(err)
	return as[Attrs](toGo(decode(t, answer.Config))), answer.Diagnostics
}

// Action plans and invokes an action. It returns the messages on its progress.
func (p *Protocol) Action(typeName string, config Attrs) ([]string, Diagnostics) {
	p.t.Helper()
	encoded, diags := p.PlanAction(typeName, config)
	if diags.Err() != nil {
		return nil, diags
	}
	//nolint:staticcheck // the interface is temporary; its methods will move to ProviderServer
	stream, err := p.server.(tfprotov6.ProviderServerWithActions).InvokeAction(p.Context, &tfprotov6.InvokeActionRequest{ActionType: typeName, Config: encoded})
	p.fine(err)
	var progress []string
	completed := 0
	for event := range stream.Events {
		switch e := event.Type.(type) {
		case tfprotov6.ProgressInvokeActionEventType:
			progress = append(progress, e.Message)
		case tfprotov6.CompletedInvokeActionEventType:
			completed++
			diags = append(diags, e.Diagnostics...)
		}
	}
	if completed != 1 {
		p.t.Errorf("the action %s was completed %d times", typeName, completed)
	}
	return progress, diags
}

// PlanAction validates and plans an action without invoking it. It returns the configuration as the
// protocol has it.
func (p *Protocol) PlanAction(typeName string, config Attrs) (*tfprotov6.DynamicValue, Diagnostics) {
	p.t.Helper()
	//nolint:staticcheck // the interface is temporary; its methods will move to ProviderServer
	server, ok := p.server.(tfprotov6.ProviderServerWithActions)
	schema := p.schema.ActionSchemas[typeName]
	if !ok || schema == nil {
		p.t.Fatalf("the provider has no action %s", typeName)
	}
	encoded := encode(toTerraform(schema.Schema.ValueType(), config))
	valid, err := server.ValidateActionConfig(p.Context, &tfprotov6.ValidateActionConfigRequest{ActionType: typeName, Config: encoded})
	p.fine(err)
	if Diagnostics(valid.Diagnostics).Err() != nil {
		return nil, valid.Diagnostics
	}
	planned, err := server.PlanAction(p.Context, &tfprotov6.PlanActionRequest{ActionType: typeName, Config: encoded})
	p.fine(err)
	return encoded, append(valid.Diagnostics, planned.Diagnostics...)
}

// Function calls a function of the provider. The error is what the user would see.
func (p *Protocol) Function(name string, arguments ...any) (any, *tfprotov6.FunctionError) {
	p.t.Helper()
	functions, err := p.server.GetFunctions(p.Context, &tfprotov6.GetFunctionsRequest{})
	p.fine(err)
	f := functions.Functions[name]
	if f == nil {
		p.t.Fatalf("the provider has no function %s", name)
	}
	request := &tfprotov6.CallFunctionRequest{Name: name}
	for i, argument := range arguments {
		parameter := f.VariadicParameter
		if i < len(f.Parameters) {
			parameter = f.Parameters[i]
		}
		if parameter == nil {
			p.t.Fatalf("%s takes %d arguments", name, len(f.Parameters))
		}
		request.Arguments = append(request.Arguments, encode(toTerraform(parameter.Type, argument)))
	}
	answer, err := p.server.CallFunction(p.Context, request)
	p.fine(err)
	if answer.Error != nil {
		return nil, answer.Error
	}
	return toGo(decode(f.Return.Type, answer.Result)), nil
}
