// Package provider puts the provider together: its settings, its session, and the lists of what it
// offers. What a resource does is in the package of its noun.
package provider

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"os"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/float64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/onoff-community/terraform-provider-onoff/internal/directory"
	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
	"github.com/onoff-community/terraform-provider-onoff/internal/planbook"
	"github.com/onoff-community/terraform-provider-onoff/internal/wiring"
)

// Option changes what tests need to be otherwise.
type Option func(*onoffProvider)

// WithTransport sends the requests through a transport of the caller's.
func WithTransport(t http.RoundTripper) Option { return func(p *onoffProvider) { p.transport = t } }

// WithPatience says how long a refused change waits while the run makes no progress.
func WithPatience(d time.Duration) Option { return func(p *onoffProvider) { p.patience = d } }

// WithAttemptTimeout says how long one attempt to send a request may take.
func WithAttemptTimeout(d time.Duration) Option {
	return func(p *onoffProvider) { p.attemptTimeout = d }
}

// WithEnvironment replaces the environment that settings are read from.
func WithEnvironment(lookup func(string) (string, bool)) Option {
	return func(p *onoffProvider) { p.environment = lookup }
}

// WithContext prepares the context of each call, such as with a logger that listens.
func WithContext(prepare func(context.Context) context.Context) Option {
	return func(p *onoffProvider) { p.prepare = prepare }
}

// New makes the provider of this version.
func New(version string, options ...Option) func() provider.Provider {
	return func() provider.Provider { return newProvider(version, options) }
}

func newProvider(version string, options []Option) *onoffProvider {
	p := &onoffProvider{
		version: version, environment: os.LookupEnv,
		prepare: func(ctx context.Context) context.Context { return ctx },
	}
	for _, option := range options {
		option(p)
	}
	return p
}

type onoffProvider struct {
	version        string
	transport      http.RoundTripper
	patience       time.Duration
	attemptTimeout time.Duration
	environment    func(string) (string, bool)
	prepare        func(context.Context) context.Context
}

var (
	_ provider.Provider                  = (*onoffProvider)(nil)
	_ provider.ProviderWithListResources = (*onoffProvider)(nil)
	_ provider.ProviderWithActions       = (*onoffProvider)(nil)
	_ provider.ProviderWithFunctions     = (*onoffProvider)(nil)
)

// Metadata names the provider.
func (p *onoffProvider) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = "onoff"
	resp.Version = p.version
}

// Schema describes the provider block.
func (p *onoffProvider) Schema(_ context.Context, _ provider.SchemaRequest, resp *provider.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Members, departments, phone numbers and licences of an Onoff Business organisation as code.",
		Attributes: map[string]schema.Attribute{
			"api_key": schema.StringAttribute{
				MarkdownDescription: "Key of the organisation, made by an administrator in the console. Read from `ONOFF_API_KEY` if left out, which keeps it out of the configuration. A key that may only read is enough for planning.",
				Optional:            true,
				Sensitive:           true,
			},
			"base_url": schema.StringAttribute{
				MarkdownDescription: "Where the API is, `" + onoff.DefaultBaseURL + "` by default. Every request takes the key there, so `https` only, except for a loopback address such as the simulator's. Read from `ONOFF_BASE_URL` if left out.",
				Optional:            true,
			},
			"plan_checks": schema.StringAttribute{
				MarkdownDescription: "What becomes of a rule that a plan breaks: `error` (default) refuses the plan, `warning` says it and goes on, `off` says nothing. The service enforces its rules whatever is chosen here. Read from `ONOFF_PLAN_CHECKS` if left out.",
				Optional:            true,
				Validators:          []validator.String{stringvalidator.OneOf(string(wiring.PlanChecksError), string(wiring.PlanChecksWarning), string(wiring.PlanChecksOff))},
			},
			"max_numbers_per_member": schema.Int64Attribute{
				MarkdownDescription: "How many numbers a member may hold, as plans are checked. What the account says if left out, else 5. It changes no limit of the service. Read from `ONOFF_MAX_NUMBERS_PER_MEMBER` if left out.",
				Optional:            true,
				Validators:          []validator.Int64{int64validator.Between(1, 1000)},
			},
			"allow_license_purchase": schema.BoolAttribute{
				MarkdownDescription: "Whether an assignment may buy a licence when none is free. `false` by default: such an assignment is refused before it is sent, since a licence costs money. Licences that `onoff_license` asks for are bought either way. Read from `ONOFF_ALLOW_LICENSE_PURCHASE` if left out.",
				Optional:            true,
			},
			"bulk_reads": schema.BoolAttribute{
				MarkdownDescription: "Whether objects are read in pages and shared between all blocks, `true` by default. `false` reads one object per request, which is slower for all but a handful of objects. Read from `ONOFF_BULK_READS` if left out.",
				Optional:            true,
			},
			"requests_per_second": schema.Float64Attribute{
				MarkdownDescription: "How many requests a second the provider sends at most. Left out, it starts unhindered and learns the pace from what the endpoint refuses. Read from `ONOFF_REQUESTS_PER_SECOND` if left out.",
				Optional:            true,
				Validators:          []validator.Float64{float64validator.Between(0.001, 100_000)},
			},
			"max_retries": schema.Int64Attribute{
				MarkdownDescription: "How often a request that is safe to repeat is repeated after a failure, 4 by default. A request that might create or buy something twice is never repeated blindly, whatever is set here. Read from `ONOFF_MAX_RETRIES` if left out.",
				Optional:            true,
				Validators:          []validator.Int64{int64validator.Between(0, 100)},
			},
		},
	}
}

// Configure makes the session of this walk. It sends no request: the first read does.
func (p *onoffProvider) Configure(ctx context.Context, req provider.ConfigureRequest, resp *provider.ConfigureResponse) {
	var m model
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	s := settle(m, p.environment, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	session := &wiring.Session{
		Book:                 planbook.New(planbook.Limits{NumbersPerMember: s.maxNumbersPerMember}),
		MaxNumbersPerMember:  s.maxNumbersPerMember,
		PlanChecks:           s.planChecks,
		AllowLicensePurchase: s.allowLicensePurchase,
		Unknown:              s.unknown,
	}
	resp.ResourceData, resp.DataSourceData, resp.ListResourceData, resp.ActionData = session, session, session, session
	if len(s.unknown) > 0 {
		return
	}
	client, err := onoff.New(onoff.Config{
		BaseURL:           s.baseURL,
		APIKey:            s.apiKey,
		UserAgent:         p.userAgent(req.TerraformVersion),
		MaxRetries:        cmp.Or(s.maxRetries, onoff.NoRetries), // the client's 0 is its default
		RequestsPerSecond: s.requestsPerSecond,
		AttemptTimeout:    p.attemptTimeout,
		Transport:         p.transport,
	})
	if err != nil {
		refuse(&resp.Diagnostics, err)
		return
	}
	session.Directory = directory.New(client, directory.Options{
		BulkReads:     s.bulkReads,
		AllowPurchase: s.allowLicensePurchase,
		Patience:      p.patience,
	})
}

// userAgent tells the endpoint who is asking.
func (p *onoffProvider) userAgent(terraformVersion string) string {
	agent := "terraform-provider-onoff/" + p.version + " (+https://registry.terraform.io/providers/onoff-community/onoff)"
	if terraformVersion != "" {
		agent += " Terraform/" + terraformVersion
	}
	return agent
}

// refuse reports a setting that the client wouldn't take, on the attribute it came from.
func refuse(diags *diag.Diagnostics, err error) {
	if wrong, ok := errors.AsType[*onoff.ConfigError](err); ok {
		diags.AddAttributeError(path.Root(wrong.Field), "Invalid "+wrong.Field, wrong.Problem+". "+wrong.Advice)
		return
	}
	diags.AddError("The provider can't be configured", err.Error())
}
