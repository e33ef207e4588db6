package provider

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/onoff-community/terraform-provider-onoff/internal/numberassignment"
)

// redundant says which attributes a generated configuration has to do without, by resource type. The
// framework (1.19) writes whatever is in state and may be written, also what excludes each other, and
// gives a resource no say in it.
var redundant = map[string]struct {
	resource func() resource.Resource
	of       func(config map[string]tftypes.Value) []string
}{
	"onoff_number_assignment": {numberassignment.NewResource, numberassignment.Redundant},
}

// GetProviderSchema also says that the provider generates configurations itself, which the framework
// (1.19) can and doesn't tell. Terraform asks for it from 1.14 on.
func (s *server) GetProviderSchema(ctx context.Context, req *tfprotov6.GetProviderSchemaRequest) (*tfprotov6.GetProviderSchemaResponse, error) {
	resp, err := s.protocol.GetProviderSchema(ctx, req)
	if err == nil && resp.ServerCapabilities != nil {
		resp.ServerCapabilities.GenerateResourceConfig = true
	}
	return resp, err
}

// GenerateResourceConfig makes a configuration out of a state, for `terraform query` and
// `terraform plan` with -generate-config-out.
func (s *server) GenerateResourceConfig(ctx context.Context, req *tfprotov6.GenerateResourceConfigRequest) (*tfprotov6.GenerateResourceConfigResponse, error) {
	resp, err := lent(ctx, req, s.protocol.GenerateResourceConfig)
	rule, has := redundant[req.TypeName]
	if err != nil || !has || resp.Config == nil {
		return resp, err
	}
	var described resource.SchemaResponse
	rule.resource().Schema(ctx, resource.SchemaRequest{}, &described)
	kind := described.Schema.Type().TerraformType(ctx)
	value, err := resp.Config.Unmarshal(kind)
	if err != nil {
		return nil, err
	}
	var config map[string]tftypes.Value
	if err := value.As(&config); err != nil {
		return nil, err
	}
	drop := rule.of(config)
	for name, v := range config {
		if slices.Contains(drop, name) {
			config[name] = tftypes.NewValue(v.Type(), nil)
		}
	}
	tidy, err := tfprotov6.NewDynamicValue(kind, tftypes.NewValue(kind, config))
	if err != nil {
		return nil, err
	}
	resp.Config = &tidy
	return resp, nil
}
