package wiring

import (
	"context"
	"iter"

	dataschema "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	listschema "github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

// Filter is a text that narrows a list down, the same in a data source and in a list resource.
type Filter struct {
	Text       string
	Validators []validator.String
}

// Data is the filter as a data source offers it.
func (f Filter) Data() dataschema.StringAttribute {
	return dataschema.StringAttribute{MarkdownDescription: f.Text, Optional: true, Validators: f.Validators}
}

// List is the filter as a list resource offers it.
func (f Filter) List() listschema.StringAttribute {
	return listschema.StringAttribute{MarkdownDescription: f.Text, Optional: true, Validators: f.Validators}
}

// Listed is an object as a list resource shows it.
type Listed struct {
	Name     string // what a person knows it by
	Identity any    // as the identity schema has it
	Resource any    // as the resource's schema has it
}

// Answer hands objects on as the results of a list resource, one by one and no more than asked for: what
// isn't asked for any more isn't read either. Show is given each object, or the error that came in its
// place, and says how it is shown, or that it isn't. An error that it reports ends the list, since half
// a list must not pass for a whole one; a warning may take an object's place.
func Answer[T any](ctx context.Context, req list.ListRequest, resp *list.ListResultsStream, objects iter.Seq2[T, error],
	show func(one T, err error, diags *diag.Diagnostics) (Listed, bool),
) {
	resp.Results = func(push func(list.ListResult) bool) {
		given := int64(0)
		for one, err := range objects {
			result := req.NewListResult(ctx)
			shown, wanted := show(one, err, &result.Diagnostics)
			if wanted && !result.Diagnostics.HasError() {
				result.DisplayName = shown.Name
				result.Diagnostics.Append(result.Identity.Set(ctx, shown.Identity)...)
				if req.IncludeResource {
					result.Diagnostics.Append(result.Resource.Set(ctx, shown.Resource)...)
				}
				given++
			} else {
				if len(result.Diagnostics) == 0 {
					continue
				}
				result = list.ListResult{Diagnostics: result.Diagnostics}
			}
			if !push(result) || result.Diagnostics.HasError() || given == req.Limit {
				return
			}
		}
	}
}

// Refuse answers with what keeps a list from being made.
func Refuse(resp *list.ListResultsStream, diags diag.Diagnostics) {
	resp.Results = list.ListResultsStreamDiagnostics(diags)
}
