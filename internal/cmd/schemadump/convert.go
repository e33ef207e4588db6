package main

import (
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

func convert(from *tfprotov6.GetProviderSchemaResponse, identities *tfprotov6.GetResourceIdentitySchemasResponse) providerSchema {
	return providerSchema{
		Provider:           convertSchema(from.Provider),
		Resources:          each(from.ResourceSchemas, convertSchema),
		DataSources:        each(from.DataSourceSchemas, convertSchema),
		EphemeralResources: each(from.EphemeralResourceSchemas, convertSchema),
		ListResources:      each(from.ListResourceSchemas, convertSchema),
		Actions:            each(from.ActionSchemas, convertAction),
		Functions:          each(from.Functions, convertFunction),
		Identities:         each(identities.IdentitySchemas, convertIdentity),
	}
}

// each converts the values of a map.
func each[From, To any](from map[string]From, convert func(From) To) map[string]To {
	to := make(map[string]To, len(from))
	for name, value := range from {
		to[name] = convert(value)
	}
	return to
}

func convertSchema(from *tfprotov6.Schema) *schema {
	if from == nil {
		return &schema{Block: &block{}}
	}
	return &schema{Version: from.Version, Block: convertBlock(from.Block)}
}

func convertAction(from *tfprotov6.ActionSchema) *actionSchema {
	return &actionSchema{Block: convertSchema(from.Schema).Block}
}

func convertBlock(from *tfprotov6.SchemaBlock) *block {
	if from == nil {
		return &block{}
	}
	to := &block{
		Attributes:  convertAttributes(from.Attributes),
		Blocks:      make(map[string]*nestedBlock, len(from.BlockTypes)),
		Description: from.Description,
		Kind:        kind(from.DescriptionKind),
		Deprecated:  from.Deprecated,
	}
	for _, nested := range from.BlockTypes {
		to.Blocks[nested.TypeName] = &nestedBlock{
			Nesting: strings.ToLower(nested.Nesting.String()),
			Block:   convertBlock(nested.Block),
			Min:     nested.MinItems,
			Max:     nested.MaxItems,
		}
	}
	return to
}

func convertAttributes(from []*tfprotov6.SchemaAttribute) map[string]*attribute {
	to := make(map[string]*attribute, len(from))
	for _, a := range from {
		converted := &attribute{
			Type:        a.Type,
			Description: a.Description,
			Kind:        kind(a.DescriptionKind),
			Required:    a.Required,
			Optional:    a.Optional,
			Computed:    a.Computed,
			Sensitive:   a.Sensitive,
			WriteOnly:   a.WriteOnly,
			Deprecated:  a.Deprecated,
		}
		if a.NestedType != nil {
			converted.Nested = &nestedType{
				Attributes: convertAttributes(a.NestedType.Attributes),
				Nesting:    strings.ToLower(a.NestedType.Nesting.String()),
			}
		}
		to[a.Name] = converted
	}
	return to
}

func convertFunction(from *tfprotov6.Function) *function {
	to := &function{
		Summary:     from.Summary,
		Description: from.Description,
		Deprecation: from.DeprecationMessage,
		Return:      from.Return.Type,
		Variadic:    convertParameter(from.VariadicParameter),
	}
	for _, p := range from.Parameters {
		to.Parameters = append(to.Parameters, convertParameter(p))
	}
	return to
}

func convertParameter(from *tfprotov6.FunctionParameter) *parameter {
	if from == nil {
		return nil
	}
	return &parameter{Name: from.Name, Description: from.Description, Nullable: from.AllowNullValue, Type: from.Type}
}

func convertIdentity(from *tfprotov6.ResourceIdentitySchema) *identitySchema {
	to := &identitySchema{Version: from.Version, Attributes: make(map[string]*identityAttribute, len(from.IdentityAttributes))}
	for _, a := range from.IdentityAttributes {
		to.Attributes[a.Name] = &identityAttribute{
			Type:        a.Type,
			Description: a.Description,
			Required:    a.RequiredForImport,
			Optional:    a.OptionalForImport,
		}
	}
	return to
}

func kind(k tfprotov6.StringKind) string {
	if k == tfprotov6.StringKindMarkdown {
		return "markdown"
	}
	return "plain"
}
