package main

import "github.com/hashicorp/terraform-plugin-go/tftypes"

// The types below are the documented JSON of `terraform providers schema -json`.

type document struct {
	FormatVersion string                    `json:"format_version"`
	Schemas       map[string]providerSchema `json:"provider_schemas"`
}

type providerSchema struct {
	Provider           *schema                    `json:"provider,omitempty"`
	Resources          map[string]*schema         `json:"resource_schemas,omitempty"`
	DataSources        map[string]*schema         `json:"data_source_schemas,omitempty"`
	EphemeralResources map[string]*schema         `json:"ephemeral_resource_schemas,omitempty"`
	ListResources      map[string]*schema         `json:"list_resource_schemas,omitempty"`
	Actions            map[string]*actionSchema   `json:"action_schemas,omitempty"`
	Functions          map[string]*function       `json:"functions,omitempty"`
	Identities         map[string]*identitySchema `json:"resource_identity_schemas,omitempty"`
}

type schema struct {
	Version int64  `json:"version"`
	Block   *block `json:"block"`
}

type actionSchema struct {
	Block *block `json:"block"`
}

type block struct {
	Attributes  map[string]*attribute   `json:"attributes,omitempty"`
	Blocks      map[string]*nestedBlock `json:"block_types,omitempty"`
	Description string                  `json:"description,omitempty"`
	Kind        string                  `json:"description_kind,omitempty"`
	Deprecated  bool                    `json:"deprecated,omitempty"`
}

type nestedBlock struct {
	Nesting string `json:"nesting_mode"`
	Block   *block `json:"block"`
	Min     int64  `json:"min_items,omitempty"`
	Max     int64  `json:"max_items,omitempty"`
}

type attribute struct {
	Type        tftypes.Type `json:"type,omitempty"`
	Nested      *nestedType  `json:"nested_type,omitempty"`
	Description string       `json:"description,omitempty"`
	Kind        string       `json:"description_kind,omitempty"`
	Required    bool         `json:"required,omitempty"`
	Optional    bool         `json:"optional,omitempty"`
	Computed    bool         `json:"computed,omitempty"`
	Sensitive   bool         `json:"sensitive,omitempty"`
	WriteOnly   bool         `json:"write_only,omitempty"`
	Deprecated  bool         `json:"deprecated,omitempty"`
}

type nestedType struct {
	Attributes map[string]*attribute `json:"attributes"`
	Nesting    string                `json:"nesting_mode"`
}

type function struct {
	Summary     string       `json:"summary,omitempty"`
	Description string       `json:"description,omitempty"`
	Deprecation string       `json:"deprecation_message,omitempty"`
	Return      tftypes.Type `json:"return_type"`
	Parameters  []*parameter `json:"parameters,omitempty"`
	Variadic    *parameter   `json:"variadic_parameter,omitempty"`
}

type parameter struct {
	Name        string       `json:"name"`
	Description string       `json:"description,omitempty"`
	Nullable    bool         `json:"is_nullable,omitempty"`
	Type        tftypes.Type `json:"type"`
}

type identitySchema struct {
	Version    int64                         `json:"version"`
	Attributes map[string]*identityAttribute `json:"attributes"`
}

type identityAttribute struct {
	Type        tftypes.Type `json:"type"`
	Description string       `json:"description,omitempty"`
	Required    bool         `json:"required_for_import,omitempty"`
	Optional    bool         `json:"optional_for_import,omitempty"`
}
