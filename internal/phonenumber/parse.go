package phonenumber

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// ParseFunction is the function parse_phone_number.
type ParseFunction struct{}

// NewParseFunction makes the function parse_phone_number.
func NewParseFunction() function.Function { return ParseFunction{} }

// Metadata names the function.
func (ParseFunction) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "parse_phone_number"
}

// Definition describes the function.
func (ParseFunction) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary: "What is known of a phone number, however it is written.",
		MarkdownDescription: "Reads a phone number and returns an object with:\n\n" +
			"* `e164`: the number as `phone_number` of an assignment and the service have it, like `+33644600001`.\n" +
			"* `international`, `national`, `rfc3966`: how it is written in and outside its country, and as a link, like `+33 6 44 60 00 01`, `06 44 60 00 01` and `tel:+33-6-44-60-00-01`.\n" +
			"* `country_code`: the two letters of its country, like `FR`; null for a number of no country, such as one that begins with +800. Where several countries share a calling code and the number is in no known range of theirs: the country in `region`, else the largest, such as `GB` for +44.\n" +
			"* `calling_code`: the digits of its country, like `33`.\n" +
			"* `number_type`: `mobile` or `landline`, as `number_type` of an assignment has it; `mobile_or_landline` where numbers don't tell, as in the United States; `toll_free`, `premium_rate`, `shared_cost`, `voip`, `personal`, `pager`, `company` or `voicemail`; null if it is in no known range.\n" +
			"* `possible`: whether numbers of its country can have as many digits.\n" +
			"* `valid`: whether it is in a range that is known to be in use. The data behind this are a snapshot and leave out numbers that exist, those set aside for tests and films among them, so that this is information and never an error.\n" +
			"* `extension`: what is dialled when the number has answered, from a text like `+33 1 99 00 00 03 ext. 12`; null if there is none. It is part of the other spellings, but not of `e164`.\n\n" +
			"Spaces, dots, dashes, parentheses and a `tel:` in front make no difference, nor does a zero in parentheses. A text that can't be a phone number is an error: one with words or two numbers in it, a short code such as 112, or one without country code where `region` isn't given.",
		Parameters: []function.Parameter{
			function.StringParameter{
				Name:                "text",
				MarkdownDescription: "The phone number, such as `+33 6 44 60 00 01`. With `region` it may be written as it is within that country, such as `06 44 60 00 01`.",
			},
		},
		VariadicParameter: region,
		Return:            function.ObjectReturn{AttributeTypes: attributes},
	}
}

// region is the last parameter of both functions. Terraform's only optional arguments are variadic ones.
// It isn't nullable, since OpenTofu 1.12 can't hand a null over; an empty text does the same.
var region = function.StringParameter{
	Name:                "region",
	MarkdownDescription: "The country in which the number is written like this, as two letters of ISO 3166 such as `FR`. It may be left out, or empty, for a number with its country code, and makes no difference there. At most one.",
}

var attributes = map[string]attr.Type{
	"e164": types.StringType, "international": types.StringType, "national": types.StringType, "rfc3966": types.StringType,
	"country_code": types.StringType, "calling_code": types.StringType, "number_type": types.StringType, "extension": types.StringType,
	"possible": types.BoolType, "valid": types.BoolType,
}

type parsed struct {
	E164          string  `tfsdk:"e164"`
	International string  `tfsdk:"international"`
	National      string  `tfsdk:"national"`
	RFC3966       string  `tfsdk:"rfc3966"`
	CountryCode   *string `tfsdk:"country_code"`
	CallingCode   string  `tfsdk:"calling_code"`
	NumberType    *string `tfsdk:"number_type"`
	Extension     *string `tfsdk:"extension"`
	Possible      bool    `tfsdk:"possible"`
	Valid         bool    `tfsdk:"valid"`
}

// Run reads a number.
func (ParseFunction) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	var text string
	var regions []string
	if resp.Error = req.Arguments.Get(ctx, &text, &regions); resp.Error != nil {
		return
	}
	number, failed := read(text, regions, 1)
	if failed != nil {
		resp.Error = failed
		return
	}
	resp.Error = resp.Result.Set(ctx, parsed{
		E164: number.E164, International: number.International, National: number.National, RFC3966: number.RFC3966,
		CountryCode: orNull(number.CountryCode), CallingCode: number.CallingCode, NumberType: orNull(number.Type), Extension: orNull(number.Extension),
		Possible: number.Possible, Valid: number.Valid,
	})
}

func orNull(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}
