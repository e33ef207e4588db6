package acctest

import (
	"context"
	"reflect"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/action"
	actionschema "github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/list"
	listschema "github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// The parts of Protocol that no noun needed at first are tried on a provider that is only for that.

func TestProtocolLists(t *testing.T) {
	t.Parallel()
	p, diags := speak(t, echoServer(t), nil)
	OK(t, diags)
	found, diags := p.List("echo_word", Attrs{"word": "hello"}, 2, true)
	OK(t, diags)
	want := []Listed{
		{"hello", Attrs{"id": "hello"}, Attrs{"id": "hello"}},
		{"hello again", Attrs{"id": "hello again"}, Attrs{"id": "hello again"}},
	}
	if !reflect.DeepEqual(found, want) {
		t.Errorf("%v, want %v", found, want)
	}
	if found, diags = p.List("echo_word", Attrs{"word": "hello"}, 1, false); len(found) != 1 || found[0].Resource != nil || diags.Err() != nil {
		t.Errorf("%v, %v", found, diags.Err())
	}
}

func TestProtocolActs(t *testing.T) {
	t.Parallel()
	p, diags := speak(t, echoServer(t), nil)
	OK(t, diags)
	progress, diags := p.Action("echo_say", Attrs{"word": "hello"})
	OK(t, diags)
	if !slices.Equal(progress, []string{"hello"}) || diags.Warnings() != `AttributeName("word"): Said: It was said.` {
		t.Errorf("%q, %q", progress, diags.Warnings())
	}
}

func TestProtocolCallsFunctions(t *testing.T) {
	t.Parallel()
	p, diags := speak(t, echoServer(t), nil)
	OK(t, diags)
	if got, err := p.Function("count", "a", "b", "c"); err != nil || got != 3 {
		t.Errorf("%v, %v", got, err)
	}
	if _, err := p.Function("count", ""); err == nil || err.Text != "Nothing to count." {
		t.Errorf("%v", err)
	}
}

func echoServer(t *testing.T) tfprotov6.ProviderServer {
	t.Helper()
	server, err := providerserver.NewProtocol6WithError(echo{})()
	if err != nil {
		t.Fatal(err)
	}
	return server
}

// echo is provider, resource, list resource and action in one.
type echo struct{}

func (echo) Metadata(_ context.Context, _ provider.MetadataRequest, r *provider.MetadataResponse) {
	r.TypeName = "echo"
}
func (echo) Schema(context.Context, provider.SchemaRequest, *provider.SchemaResponse)          {}
func (echo) Configure(context.Context, provider.ConfigureRequest, *provider.ConfigureResponse) {}
func (echo) DataSources(context.Context) []func() datasource.DataSource                        { return nil }

func (echo) Resources(context.Context) []func() resource.Resource {
	return []func() resource.Resource{func() resource.Resource { return word{} }}
}

func (echo) ListResources(context.Context) []func() list.ListResource {
	return []func() list.ListResource{func() list.ListResource { return word{} }}
}

func (echo) Actions(context.Context) []func() action.Action {
	return []func() action.Action{func() action.Action { return say{} }}
}

func (echo) Functions(context.Context) []func() function.Function {
	return []func() function.Function{func() function.Function { return count{} }}
}

type word struct{}

func (word) Metadata(_ context.Context, _ resource.MetadataRequest, r *resource.MetadataResponse) {
	r.TypeName = "echo_word"
}

func (word) Schema(_ context.Context, _ resource.SchemaRequest, r *resource.SchemaResponse) {
	r.Schema = schema.Schema{Attributes: map[string]schema.Attribute{"id": schema.StringAttribute{Computed: true}}}
}

func (word) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, r *resource.IdentitySchemaResponse) {
	r.IdentitySchema = identityschema.Schema{Attributes: map[string]identityschema.Attribute{
		"id": identityschema.StringAttribute{RequiredForImport: true},
	}}
}
func (word) Create(context.Context, resource.CreateRequest, *resource.CreateResponse) {}
func (word) Read(context.Context, resource.ReadRequest, *resource.ReadResponse)       {}
func (word) Update(context.Context, resource.UpdateRequest, *resource.UpdateResponse) {}
func (word) Delete(context.Context, resource.DeleteRequest, *resource.DeleteResponse) {}
func (word) ListResourceConfigSchema(_ context.Context, _ list.ListResourceSchemaRequest, r *list.ListResourceSchemaResponse) {
	r.Schema = listschema.Schema{Attributes: map[string]listschema.Attribute{"word": listschema.StringAttribute{Required: true}}}
}

func (word) List(ctx context.Context, req list.ListRequest, stream *list.ListResultsStream) {
	var given types.String
	req.Config.GetAttribute(ctx, path.Root("word"), &given)
	stream.Results = func(yield func(list.ListResult) bool) {
		for _, name := range []string{given.ValueString(), given.ValueString() + " again"}[:req.Limit] {
			result := req.NewListResult(ctx)
			result.DisplayName = name
			result.Diagnostics.Append(result.Identity.SetAttribute(ctx, path.Root("id"), name)...)
			if req.IncludeResource {
				result.Diagnostics.Append(result.Resource.SetAttribute(ctx, path.Root("id"), name)...)
			}
			if !yield(result) {
				return
			}
		}
	}
}

type say struct{}

func (say) Metadata(_ context.Context, _ action.MetadataRequest, r *action.MetadataResponse) {
	r.TypeName = "echo_say"
}

func (say) Schema(_ context.Context, _ action.SchemaRequest, r *action.SchemaResponse) {
	r.Schema = actionschema.Schema{Attributes: map[string]actionschema.Attribute{"word": actionschema.StringAttribute{Required: true}}}
}

func (say) Invoke(ctx context.Context, req action.InvokeRequest, r *action.InvokeResponse) {
	var given types.String
	r.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root("word"), &given)...)
	r.SendProgress(action.InvokeProgressEvent{Message: given.ValueString()})
	r.Diagnostics.AddAttributeWarning(path.Root("word"), "Said", "It was\nsaid.")
}

type count struct{}

func (count) Metadata(_ context.Context, _ function.MetadataRequest, r *function.MetadataResponse) {
	r.Name = "count"
}

func (count) Definition(_ context.Context, _ function.DefinitionRequest, r *function.DefinitionResponse) {
	r.Definition = function.Definition{
		VariadicParameter: function.StringParameter{Name: "words"}, Return: function.Int64Return{},
	}
}

func (count) Run(ctx context.Context, req function.RunRequest, r *function.RunResponse) {
	var words []string
	r.Error = req.Arguments.Get(ctx, &words)
	if slices.Contains(words, "") {
		r.Error = function.NewArgumentFuncError(0, "Nothing to count.")
		return
	}
	r.Error = function.ConcatFuncErrors(r.Error, r.Result.Set(ctx, int64(len(words))))
}
