package wiring

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
)

// Resource is embedded by every resource and list resource, and gives it Configure and Session.
type Resource struct{ session *Session }

// Session is the configured provider. It is nil in the validate walk.
func (r *Resource) Session() *Session { return r.session }

// Configure takes the session from the provider.
func (r *Resource) Configure(_ context.Context, req resource.ConfigureRequest, resp *resource.ConfigureResponse) {
	r.session = take(req.ProviderData, &resp.Diagnostics)
}

// DataSource is embedded by every data source and gives it Configure and Session.
type DataSource struct{ session *Session }

// Session is the configured provider. It is nil in the validate walk.
func (d *DataSource) Session() *Session { return d.session }

// Configure takes the session from the provider.
func (d *DataSource) Configure(_ context.Context, req datasource.ConfigureRequest, resp *datasource.ConfigureResponse) {
	d.session = take(req.ProviderData, &resp.Diagnostics)
}

// Action is embedded by every action and gives it Configure and Session.
type Action struct{ session *Session }

// Session is the configured provider. It is nil in the validate walk.
func (a *Action) Session() *Session { return a.session }

// Configure takes the session from the provider.
func (a *Action) Configure(_ context.Context, req action.ConfigureRequest, resp *action.ConfigureResponse) {
	a.session = take(req.ProviderData, &resp.Diagnostics)
}

// take reads the session out of what the provider handed on. In the validate walk nothing was
// configured and there is none.
func take(data any, diags *diag.Diagnostics) *Session {
	if data == nil {
		return nil
	}
	session, ok := data.(*Session)
	if !ok {
		diags.AddError("The provider handed on something unexpected",
			fmt.Sprintf("Expected a *wiring.Session, got %T. This is a bug of the provider: please report it.", data))
		return nil
	}
	return session
}
