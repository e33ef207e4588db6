package phonenumber

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/function"
)

// FormatFunction is the function format_phone_number.
type FormatFunction struct{}

// NewFormatFunction makes the function format_phone_number.
func NewFormatFunction() function.Function { return FormatFunction{} }

// Metadata names the function.
func (FormatFunction) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "format_phone_number"
}

// Definition describes the function.
func (FormatFunction) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary: "A phone number written the way people, links or the service write it.",
		MarkdownDescription: "Reads a phone number as `parse_phone_number` does, and returns it written in one way: for a signature, a link, or a key of `for_each` that is the same however the number was typed. " +
			"A text that can't be a phone number is an error; one that isn't known to be in use isn't.",
		Parameters: []function.Parameter{
			function.StringParameter{
				Name:                "number",
				MarkdownDescription: "The phone number, such as `+33644600001`. With `region` it may be written as it is within that country, such as `06 44 60 00 01`.",
			},
			function.StringParameter{
				Name:                "format",
				MarkdownDescription: "`e164` for `+33644600001`, `international` for `+33 6 44 60 00 01`, `national` for `06 44 60 00 01`, `rfc3966` for `tel:+33-6-44-60-00-01`. An extension is part of all but `e164`.",
			},
		},
		VariadicParameter: region,
		Return:            function.StringReturn{},
	}
}

// Run writes a number.
func (FormatFunction) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	var text, format string
	var regions []string
	if resp.Error = req.Arguments.Get(ctx, &text, &format, &regions); resp.Error != nil {
		return
	}
	number, failed := read(text, regions, 2)
	if failed != nil {
		resp.Error = failed
		return
	}
	spelled, err := number.Spelled(format)
	if err != nil {
		resp.Error = function.NewArgumentFuncError(1, err.Error())
		return
	}
	resp.Error = resp.Result.Set(ctx, spelled)
}

// read reads a number from the arguments of a function; first is where regions begin. The CLI ends the
// sentence of an error with a full stop of its own.
func read(text string, regions []string, first int64) (Number, *function.FuncError) {
	if len(regions) > 1 {
		return Number{}, function.NewArgumentFuncError(first+1, "a number is written as in one country. Leave all but one out")
	}
	where := ""
	if len(regions) == 1 {
		found, err := Region(regions[0])
		if err != nil {
			return Number{}, function.NewArgumentFuncError(first, err.Error())
		}
		where = found
	}
	number, err := Parse(text, where)
	if err != nil {
		return Number{}, function.NewArgumentFuncError(0, strings.TrimSuffix(err.Error(), "."))
	}
	return number, nil
}
