package member

import (
	"context"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"pgregory.net/rapid"
)

// A name is proper exactly if trimming leaves something, and leaves it as it is.
func TestProperNames(t *testing.T) {
	t.Parallel()
	text := rapid.StringOf(rapid.OneOf(rapid.SampledFrom([]rune(" \t\n\v\u0085\u00a0\u2003é-'")), rapid.Rune()))
	rapid.Check(t, func(t *rapid.T) {
		name := text.Draw(t, "name")
		if !utf8.ValidString(name) {
			t.Skip("Terraform's strings are valid UTF-8")
		}
		var resp validator.StringResponse
		properName.ValidateString(context.Background(), validator.StringRequest{ConfigValue: types.StringValue(name)}, &resp)
		if refused, want := resp.Diagnostics.HasError(), name == "" || strings.TrimSpace(name) != name; refused != want {
			t.Fatalf("%q refused: %v", name, refused)
		}
	})
}

// Whoever reads the page of the resource must learn that creating a member has a consequence outside
// of Terraform.
func TestTheMailIsSaid(t *testing.T) {
	t.Parallel()
	var resp resource.SchemaResponse
	new(Resource).Schema(context.Background(), resource.SchemaRequest{}, &resp)
	if diags := resp.Schema.ValidateImplementation(context.Background()); diags.HasError() {
		t.Fatal(diags)
	}
	for at, text := range map[string]string{
		"the resource": resp.Schema.MarkdownDescription,
		"email":        resp.Schema.Attributes["email"].GetMarkdownDescription(),
	} {
		if !strings.Contains(text, "temporary password") {
			t.Errorf("%s doesn't say that a mail goes out: %q", at, text)
		}
	}
}
