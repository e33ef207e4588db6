package department

import (
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
)

// model is a department as configuration and state write it.
type model struct {
	ID   types.String `tfsdk:"id"`
	Name types.String `tfsdk:"name"`
}

// identity is what identifies a department for as long as it exists.
type identity struct {
	ID types.String `tfsdk:"id"`
}

func fromAPI(d onoff.Department) model {
	return model{ID: types.StringValue(d.ID), Name: types.StringValue(d.Name)}
}
