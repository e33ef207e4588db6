package membersfromcsv

import (
	"context"
	"fmt"
	"slices"
	"unicode/utf8"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// Function is the function members_from_csv.
type Function struct{}

// NewFunction makes the function members_from_csv.
func NewFunction() function.Function { return Function{} }

// Metadata names the function.
func (Function) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "members_from_csv"
}

// Definition describes the function.
func (Function) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary:             "The people of a CSV list, checked, as a map for for_each.",
		MarkdownDescription: description,
		Parameters: []function.Parameter{
			function.StringParameter{
				Name:                "text",
				MarkdownDescription: "The list, as in `file(\"${path.module}/roster.csv\")`. Its first row names the columns. It has to be known while planning, as every map for `for_each`.",
			},
		},
		VariadicParameter: function.StringParameter{
			Name:                "extra_columns",
			MarkdownDescription: "Names of further columns, to be found in `extra` as they are; `\"*\"` for all others, which gives up being told about a misspelled one.",
		},
		Return: function.MapReturn{ElementType: types.ObjectType{AttrTypes: attributes}},
	}
}

const description = "Reads a list of people, as an office keeps it in a spreadsheet and saves it as CSV, and returns a map for `for_each`. The key is the e-mail address in small letters; the value is an object with what the row says, ready for `onoff_member` and `onoff_number_assignment`:\n\n" +
	"* `first_name`, `last_name`, `email`: these columns are required, and so is a value in each row.\n" +
	"* `role`: `user`, `team_lead`, `admin` or `owner`; `user` if the cell is empty or there is no such column.\n" +
	"* `departments`: the set of names in the cell, which are separated by `;`, `|` or a line break in it. Empty if the cell is.\n" +
	"* `phone_number`: a number with its country code, returned as `+33644600001` however it is written. It, and the following, are null if the cell is empty or there is no such column.\n" +
	"* `country_code`, `number_type`: from which country (`FR`) and of which type (`mobile`, `landline`) to pick a number, for rows without `phone_number`.\n" +
	"* `extra`: a map of the columns that `extra_columns` names; null for an empty cell.\n\n" +
	"Columns can stand in any order, and their names be written in any letter case and with spaces or dashes: `First name`, `E-Mail`. `Given name`, `Forename`, `Family name`, `Surname`, `E-mail address`, `Department` and `Phone` are understood too. Spaces around cells make no difference.\n\n" +
	"Cells are separated by commas, semicolons or tabs, which is detected; a cell with the separator, a quote or a line break in it stands in quotes. A byte order mark, Windows line ends and empty rows make no difference.\n\n" +
	"Whatever else is wrong with a list is an error that tells row (as a spreadsheet counts: the header is row 1), column and value, ten at once if there are as many: a missing or unknown column, an empty cell, an e-mail address that is none or is there twice, an unknown role, a department in two spellings, a row with too few or too many cells, a quote that isn't closed. " +
	"`file` refuses a list that isn't saved as UTF-8; save it as \"CSV UTF-8\", or read it with `textdecodebase64(filebase64(\"roster.csv\"), \"windows-1252\")`."

var attributes = map[string]attr.Type{
	"first_name": types.StringType, "last_name": types.StringType, "email": types.StringType, "role": types.StringType,
	"departments":  types.SetType{ElemType: types.StringType},
	"phone_number": types.StringType, "country_code": types.StringType, "number_type": types.StringType,
	"extra": types.MapType{ElemType: types.StringType},
}

// Run reads a list.
func (Function) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	var text string
	var extra []string
	if resp.Error = req.Arguments.Get(ctx, &text, &extra); resp.Error != nil {
		return
	}
	for i, name := range extra {
		if problem := cannotBeExtra(name, extra[:i]); problem != "" {
			resp.Error = function.NewArgumentFuncError(int64(1+i), problem)
			return
		}
	}
	members, err := Parse(text, extra...)
	if err != nil {
		resp.Error = function.NewArgumentFuncError(0, err.Error())
		return
	}
	resp.Error = resp.Result.Set(ctx, result(members))
}

// result is the members as Terraform has them. It's put together here, since the framework would look at
// the fields of a struct anew for each of ten thousand rows.
func result(members map[string]Member) attr.Value {
	values := make(map[string]attr.Value, len(members))
	for key, m := range members {
		departments := make([]attr.Value, len(m.Departments)) // none is an empty set, not null
		for i, name := range m.Departments {
			departments[i] = types.StringValue(name)
		}
		extra := make(map[string]attr.Value, len(m.Extra))
		for name, cell := range m.Extra {
			extra[name] = orNull(cell)
		}
		values[key] = types.ObjectValueMust(attributes, map[string]attr.Value{
			"first_name": types.StringValue(m.FirstName), "last_name": types.StringValue(m.LastName),
			"email": types.StringValue(m.Email), "role": types.StringValue(m.Role),
			"departments":  types.SetValueMust(types.StringType, departments),
			"phone_number": orNull(m.PhoneNumber), "country_code": orNull(m.CountryCode), "number_type": orNull(m.NumberType),
			"extra": types.MapValueMust(types.StringType, extra),
		})
	}
	return types.MapValueMust(types.ObjectType{AttrTypes: attributes}, values)
}

func orNull(text string) attr.Value {
	if text == "" {
		return types.StringNull()
	}
	return types.StringValue(text)
}

// cannotBeExtra says why a column can't be taken along, if it can't.
func cannotBeExtra(name string, before []string) string {
	_, known := columnCalled(name)
	switch {
	case name == everything:
		return ""
	case bare(name) == "" || !utf8.ValidString(name):
		return fmt.Sprintf("%q isn't the name of a column", name)
	case known:
		return fmt.Sprintf("%q is a column that is known anyway. Leave the argument out", name)
	case slices.ContainsFunc(before, func(other string) bool { return bare(other) == bare(name) }):
		return fmt.Sprintf("%q is there twice", name)
	}
	return ""
}
