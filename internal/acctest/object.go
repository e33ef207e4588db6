package acctest

import (
	"fmt"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Object is what Terraform keeps in state of one resource.
type Object struct {
	Type string

	state    tftypes.Value
	identity *tfprotov6.ResourceIdentityData
	private  []byte
	ids      *tfprotov6.ResourceIdentitySchema
}

// Attrs returns the attributes.
func (o *Object) Attrs() Attrs { return as[Attrs](toGo(o.state)) }

// Get returns an attribute's value.
func (o *Object) Get(name string) any { return o.Attrs()[name] }

// ID returns the attribute id.
func (o *Object) ID() string { return as[string](o.Get("id")) }

// Identity returns the identity; nil if the object has none.
func (o *Object) Identity() Attrs {
	if o.identity == nil || o.identity.IdentityData == nil || o.ids == nil {
		return nil
	}
	return as[Attrs](toGo(decode(o.ids.ValueType(), o.identity.IdentityData)))
}

func as[T any](v any) T {
	t, _ := v.(T)
	return t
}

// Planned is a change that was planned and not yet applied.
type Planned struct {
	Type string
	// Replace names the attributes that need another object.
	Replace []string

	prior                 *Object
	config, before, after tftypes.Value
	identity              *tfprotov6.ResourceIdentityData
	private               []byte
}

// Attrs returns the attributes as planned; nil if the object is to be destroyed.
func (p *Planned) Attrs() Attrs { return as[Attrs](toGo(p.after)) }

// Empty says that nothing would change.
func (p *Planned) Empty() bool { return p.before.Equal(p.after) }

// Validate validates the configuration of a resource, for which nothing has to be known of any other.
func (p *Protocol) Validate(typeName string, config Attrs) Diagnostics {
	p.t.Helper()
	t := p.typeOf("resource", typeName, p.schema.ResourceSchemas)
	valid, err := p.server.ValidateResourceConfig(p.Context, &tfprotov6.ValidateResourceConfigRequest{TypeName: typeName, Config: encode(toTerraform(t, config))})
	p.fine(err)
	return valid.Diagnostics
}

// Plan validates the configuration and plans: to create an object if there was none before, to
// destroy it if there is no configuration, else to change it.
func (p *Protocol) Plan(typeName string, prior *Object, config Attrs) (*Planned, Diagnostics) {
	p.t.Helper()
	t := p.typeOf("resource", typeName, p.schema.ResourceSchemas)
	planned := &Planned{Type: typeName, prior: prior, before: tftypes.NewValue(t, nil), config: tftypes.NewValue(t, nil)}
	var private []byte
	var identity *tfprotov6.ResourceIdentityData
	if prior != nil {
		planned.before, private, identity = prior.state, prior.private, prior.identity
	}
	proposed := planned.config
	var diags Diagnostics
	if config != nil {
		planned.config = toTerraform(t, config)
		if diags = p.Validate(typeName, config); diags.Err() != nil {
			return planned, diags
		}
		proposed = propose(p.schema.ResourceSchemas[typeName], planned.before, planned.config)
	}
	answer, err := p.server.PlanResourceChange(p.Context, &tfprotov6.PlanResourceChangeRequest{
		TypeName: typeName, PriorState: encode(planned.before), ProposedNewState: encode(proposed), Config: encode(planned.config),
		PriorPrivate: private, PriorIdentity: identity,
	})
	p.fine(err)
	if diags = append(diags, answer.Diagnostics...); diags.Err() != nil {
		return planned, diags
	}
	planned.after, planned.private, planned.identity = decode(t, answer.PlannedState), answer.PlannedPrivate, answer.PlannedIdentity
	for _, at := range answer.RequiresReplace {
		planned.Replace = append(planned.Replace, at.String())
	}
	return planned, diags
}

// propose is what Terraform proposes to a provider: the configuration, and what the provider said
// before where it leaves a computed attribute open.
func propose(schema *tfprotov6.Schema, prior, config tftypes.Value) tftypes.Value {
	proposed := maps.Clone(must[map[string]tftypes.Value](config))
	if prior.IsNull() {
		return config
	}
	before := must[map[string]tftypes.Value](prior)
	for _, a := range schema.Block.Attributes {
		if a.Computed && proposed[a.Name].IsNull() {
			proposed[a.Name] = before[a.Name]
		}
	}
	return tftypes.NewValue(config.Type(), proposed)
}

// Apply does what was planned. It returns what is in state afterwards, which after an error may be an
// object as well; nil if there is none.
func (p *Protocol) Apply(planned *Planned) (*Object, Diagnostics) {
	p.t.Helper()
	t := p.typeOf("resource", planned.Type, p.schema.ResourceSchemas)
	answer, err := p.server.ApplyResourceChange(p.Context, &tfprotov6.ApplyResourceChangeRequest{
		TypeName: planned.Type, PriorState: encode(planned.before), PlannedState: encode(planned.after), Config: encode(planned.config),
		PlannedPrivate: planned.private, PlannedIdentity: planned.identity,
	})
	p.fine(err)
	after := p.object(planned.Type, decode(t, answer.NewState), answer.Private, answer.NewIdentity)
	diags := Diagnostics(answer.Diagnostics)
	if diags.Err() == nil {
		p.consistent(planned, after)
	}
	return after, diags
}

// consistent holds the result against the plan, as Terraform does.
func (p *Protocol) consistent(planned *Planned, after *Object) {
	p.t.Helper()
	if planned.after.IsNull() != (after == nil) {
		p.t.Errorf("%s: planned %v, and the result is %v", planned.Type, planned.Attrs(), after)
		return
	}
	if after == nil {
		return
	}
	want, got := must[map[string]tftypes.Value](planned.after), must[map[string]tftypes.Value](after.state)
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if !got[name].IsFullyKnown() {
			p.t.Errorf("%s: %s isn't known after apply", planned.Type, name)
		}
		if want[name].IsFullyKnown() && !want[name].Equal(got[name]) {
			p.t.Errorf("%s: inconsistent result: %s was planned as %v and is %v", planned.Type, name, toGo(want[name]), toGo(got[name]))
		}
	}
}

func (p *Protocol) object(typeName string, state tftypes.Value, private []byte, identity *tfprotov6.ResourceIdentityData) *Object {
	if state.IsNull() {
		return nil
	}
	return &Object{Type: typeName, state: state, private: private, identity: identity, ids: p.ids[typeName]}
}

// Create plans and applies a new object.
func (p *Protocol) Create(typeName string, config Attrs) (*Object, Diagnostics) {
	p.t.Helper()
	return p.change(typeName, nil, config)
}

// Update plans and applies another configuration of an object. It ends the test if the plan is to
// replace the object: use [Protocol.Plan] for that.
func (p *Protocol) Update(o *Object, config Attrs) (*Object, Diagnostics) {
	p.t.Helper()
	return p.change(o.Type, o, config)
}

// Destroy plans and applies the end of an object. It returns what is still in state.
func (p *Protocol) Destroy(o *Object) (*Object, Diagnostics) {
	p.t.Helper()
	return p.change(o.Type, o, nil)
}

func (p *Protocol) change(typeName string, prior *Object, config Attrs) (*Object, Diagnostics) {
	p.t.Helper()
	planned, diags := p.Plan(typeName, prior, config)
	if diags.Err() != nil {
		return prior, diags
	}
	if prior != nil && config != nil && len(planned.Replace) > 0 {
		p.t.Fatalf("%s would be replaced for %v", typeName, planned.Replace)
	}
	after, applied := p.Apply(planned)
	return after, append(diags, applied...)
}

// Read refreshes an object. It returns nil if the object is gone, and the object as it was after an
// error.
func (p *Protocol) Read(o *Object) (*Object, Diagnostics) {
	p.t.Helper()
	answer, err := p.server.ReadResource(p.Context, &tfprotov6.ReadResourceRequest{
		TypeName: o.Type, CurrentState: encode(o.state), Private: o.private, CurrentIdentity: o.identity,
	})
	p.fine(err)
	diags := Diagnostics(answer.Diagnostics)
	if diags.Err() != nil {
		return o, diags
	}
	t := p.typeOf("resource", o.Type, p.schema.ResourceSchemas)
	return p.object(o.Type, decode(t, answer.NewState), answer.Private, answer.NewIdentity), diags
}

// Import imports an object by a key, and reads it.
func (p *Protocol) Import(typeName, key string) (*Object, Diagnostics) {
	p.t.Helper()
	return p.imported(&tfprotov6.ImportResourceStateRequest{TypeName: typeName, ID: key})
}

// ImportByIdentity imports an object by its identity, and reads it.
func (p *Protocol) ImportByIdentity(typeName string, identity Attrs) (*Object, Diagnostics) {
	p.t.Helper()
	schema := p.ids[typeName]
	if schema == nil {
		p.t.Fatalf("%s has no identity", typeName)
	}
	return p.imported(&tfprotov6.ImportResourceStateRequest{
		TypeName: typeName,
		Identity: &tfprotov6.ResourceIdentityData{IdentityData: encode(toTerraform(schema.ValueType(), identity))},
	})
}

func (p *Protocol) imported(request *tfprotov6.ImportResourceStateRequest) (*Object, Diagnostics) {
	p.t.Helper()
	t := p.typeOf("resource", request.TypeName, p.schema.ResourceSchemas)
	answer, err := p.server.ImportResourceState(p.Context, request)
	p.fine(err)
	diags := Diagnostics(answer.Diagnostics)
	if diags.Err() != nil {
		return nil, diags
	}
	if len(answer.ImportedResources) != 1 {
		p.t.Fatalf("%d objects were imported", len(answer.ImportedResources))
	}
	one := answer.ImportedResources[0]
	o := p.object(one.TypeName, decode(t, one.State), one.Private, one.Identity)
	if o == nil {
		return nil, append(diags, &tfprotov6.Diagnostic{Severity: tfprotov6.DiagnosticSeverityError, Summary: "nothing was imported", Detail: fmt.Sprint(request.ID)})
	}
	read, more := p.Read(o)
	return read, append(diags, more...)
}
