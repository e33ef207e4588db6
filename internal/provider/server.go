package provider

import (
	"context"
	"sync/atomic"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// NewServer makes what main serves and tests call: the provider behind protocol 6.
//
// The framework (1.19) keeps the context of every call until the provider is stopped, and with it the
// call's loggers: about ten kilobytes each, which is a gigabyte for a plan of ten thousand members with
// a number each. The server therefore lends each call a context that it takes back when the call is
// over. Only the calls that come once per block are worth it.
func NewServer(version string, options ...Option) func() tfprotov6.ProviderServer {
	return func() tfprotov6.ProviderServer {
		p := newProvider(version, options)
		framework, ok := providerserver.NewProtocol6(p)().(protocol)
		if !ok {
			panic("the framework serves neither list resources nor actions any more")
		}
		return &server{framework, p.prepare}
	}
}

// protocol is all that the framework serves and a CLI may look for.
type protocol interface {
	tfprotov6.ProviderServer
	tfprotov6.ListResourceServer
	tfprotov6.ActionServer
}

type server struct {
	protocol

	prepare func(context.Context) context.Context
}

func (s *server) ValidateResourceConfig(ctx context.Context, req *tfprotov6.ValidateResourceConfigRequest) (*tfprotov6.ValidateResourceConfigResponse, error) {
	return lent(s.prepare(ctx), req, s.protocol.ValidateResourceConfig)
}

func (s *server) UpgradeResourceState(ctx context.Context, req *tfprotov6.UpgradeResourceStateRequest) (*tfprotov6.UpgradeResourceStateResponse, error) {
	return lent(s.prepare(ctx), req, s.protocol.UpgradeResourceState)
}

func (s *server) UpgradeResourceIdentity(ctx context.Context, req *tfprotov6.UpgradeResourceIdentityRequest) (*tfprotov6.UpgradeResourceIdentityResponse, error) {
	return lent(s.prepare(ctx), req, s.protocol.UpgradeResourceIdentity)
}

func (s *server) ReadResource(ctx context.Context, req *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	return lent(s.prepare(ctx), req, s.protocol.ReadResource)
}

func (s *server) PlanResourceChange(ctx context.Context, req *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	return lent(s.prepare(ctx), req, s.protocol.PlanResourceChange)
}

func (s *server) ApplyResourceChange(ctx context.Context, req *tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error) {
	return lent(s.prepare(ctx), req, s.protocol.ApplyResourceChange)
}

func (s *server) ImportResourceState(ctx context.Context, req *tfprotov6.ImportResourceStateRequest) (*tfprotov6.ImportResourceStateResponse, error) {
	return lent(s.prepare(ctx), req, s.protocol.ImportResourceState)
}

func (s *server) ValidateDataResourceConfig(ctx context.Context, req *tfprotov6.ValidateDataResourceConfigRequest) (*tfprotov6.ValidateDataResourceConfigResponse, error) {
	return lent(s.prepare(ctx), req, s.protocol.ValidateDataResourceConfig)
}

func (s *server) ReadDataSource(ctx context.Context, req *tfprotov6.ReadDataSourceRequest) (*tfprotov6.ReadDataSourceResponse, error) {
	return lent(s.prepare(ctx), req, s.protocol.ReadDataSource)
}

func (s *server) ConfigureProvider(ctx context.Context, req *tfprotov6.ConfigureProviderRequest) (*tfprotov6.ConfigureProviderResponse, error) {
	return s.protocol.ConfigureProvider(s.prepare(ctx), req)
}

// ListResource answers with a stream that is read after the call, so its context isn't taken back.
func (s *server) ListResource(ctx context.Context, req *tfprotov6.ListResourceRequest) (*tfprotov6.ListResourceServerStream, error) {
	return s.protocol.ListResource(s.prepare(ctx), req)
}

// InvokeAction answers with a stream, as ListResource does.
func (s *server) InvokeAction(ctx context.Context, req *tfprotov6.InvokeActionRequest) (*tfprotov6.InvokeActionServerStream, error) {
	return s.protocol.InvokeAction(s.prepare(ctx), req)
}

func (s *server) CallFunction(ctx context.Context, req *tfprotov6.CallFunctionRequest) (*tfprotov6.CallFunctionResponse, error) {
	return lent(s.prepare(ctx), req, s.protocol.CallFunction)
}

// lent makes a call with a context that is taken back when the call returns.
func lent[Request, Response any](ctx context.Context, req Request, call func(context.Context, Request) (Response, error)) (Response, error) {
	l := &loan{}
	l.of.Store(&ctx)
	defer l.of.Store(&over) //nolint:contextcheck // what the call leaves behind has no use for its context
	return call(l, req)     //nolint:contextcheck // the loan forwards to ctx
}

// loan is a context of its own that forwards to another one until it is taken back. What is still held
// of it then is done, and weighs nothing.
type loan struct {
	of atomic.Pointer[context.Context]
}

// over is what a loan forwards to in the end.
var over = func() context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	return ctx
}()

func (l *loan) Deadline() (time.Time, bool) { return (*l.of.Load()).Deadline() }
func (l *loan) Done() <-chan struct{}       { return (*l.of.Load()).Done() }
func (l *loan) Err() error                  { return (*l.of.Load()).Err() }
func (l *loan) Value(key any) any           { return (*l.of.Load()).Value(key) }
