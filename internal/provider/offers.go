package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/onoff-community/terraform-provider-onoff/internal/account"
	"github.com/onoff-community/terraform-provider-onoff/internal/department"
	"github.com/onoff-community/terraform-provider-onoff/internal/license"
	"github.com/onoff-community/terraform-provider-onoff/internal/member"
	"github.com/onoff-community/terraform-provider-onoff/internal/membersfromcsv"
	"github.com/onoff-community/terraform-provider-onoff/internal/number"
	"github.com/onoff-community/terraform-provider-onoff/internal/numberassignment"
	"github.com/onoff-community/terraform-provider-onoff/internal/phonenumber"
	"github.com/onoff-community/terraform-provider-onoff/internal/resetpassword"
	"github.com/onoff-community/terraform-provider-onoff/internal/sendinvitation"
)

// Resources lists what can be managed.
func (p *onoffProvider) Resources(context.Context) []func() resource.Resource {
	return []func() resource.Resource{
		department.NewResource,
		license.NewResource,
		member.NewResource,
		numberassignment.NewResource,
	}
}

// DataSources lists what can be read.
func (p *onoffProvider) DataSources(context.Context) []func() datasource.DataSource {
	return []func() datasource.DataSource{
		account.NewDataSource,
		department.NewDataSource,
		department.NewListDataSource,
		license.NewDataSource,
		license.NewListDataSource,
		member.NewDataSource,
		member.NewListDataSource,
		number.NewDataSource,
		number.NewListDataSource,
	}
}

// ListResources lists what `terraform query` can find.
func (p *onoffProvider) ListResources(context.Context) []func() list.ListResource {
	return []func() list.ListResource{
		department.NewListResource,
		license.NewListResource,
		member.NewListResource,
		numberassignment.NewListResource,
	}
}

// Actions lists what can be done without changing any state.
func (p *onoffProvider) Actions(context.Context) []func() action.Action {
	return []func() action.Action{
		resetpassword.NewAction,
		sendinvitation.NewAction,
	}
}

// Functions lists what can be computed without the API.
func (p *onoffProvider) Functions(context.Context) []func() function.Function {
	return []func() function.Function{
		membersfromcsv.NewFunction,
		phonenumber.NewFormatFunction,
		phonenumber.NewParseFunction,
	}
}
