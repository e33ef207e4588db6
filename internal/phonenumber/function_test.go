package phonenumber_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
)

// withoutKey is a provider that can't be configured, and isn't asked to be.
func withoutKey(t *testing.T) *acctest.Protocol {
	t.Helper()
	p, diags := acctest.New(t, acctest.Without("api_key")).ProtocolWith(nil)
	if diags.Err() == nil {
		t.Fatal("the provider was configured without a key")
	}
	return p
}

func TestParsePhoneNumber(t *testing.T) {
	t.Parallel()
	p := withoutKey(t)
	want := acctest.Attrs{
		"e164": "+33199000003", "international": "+33 1 99 00 00 03 ext. 12", "national": "01 99 00 00 03 ext. 12", "rfc3966": "tel:+33-1-99-00-00-03;ext=12",
		"country_code": "FR", "calling_code": "33", "number_type": "landline", "extension": "12", "possible": true, "valid": true,
	}
	for _, arguments := range [][]any{{"+33 1 99 00 00 03 ext. 12"}, {"01 99 00 00 03 ext. 12", "FR"}, {"+33 1 99 00 00 03 x12", ""}} {
		if got, err := p.Function("parse_phone_number", arguments...); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %v, %v", arguments, got, err)
		}
	}
	got, err := p.Function("parse_phone_number", "+800 1234 5678")
	if number, ok := got.(acctest.Attrs); err != nil || !ok || number["country_code"] != nil || number["extension"] != nil || number["number_type"] != "toll_free" {
		t.Errorf("%v, %v", got, err)
	}
	got, err = p.Function("parse_phone_number", "+44 7700 900123")
	if number, ok := got.(acctest.Attrs); err != nil || !ok || number["valid"] != false || number["number_type"] != nil || number["country_code"] != "GB" {
		t.Errorf("%v, %v", got, err)
	}
}

func TestFormatPhoneNumber(t *testing.T) {
	t.Parallel()
	p := withoutKey(t)
	for format, want := range map[string]string{
		"e164": "+33644600001", "international": "+33 6 44 60 00 01", "national": "06 44 60 00 01", "rfc3966": "tel:+33-6-44-60-00-01",
	} {
		for _, arguments := range [][]any{{"0033 6.44.60.00.01", format}, {"06 44 60 00 01", format, "fr"}} {
			if got, err := p.Function("format_phone_number", arguments...); err != nil || got != want {
				t.Errorf("%q: %v, %v; want %q", arguments, got, err, want)
			}
		}
	}
}

// An error is about the argument that is wrong, and says what is there and what to write instead.
func TestFunctionErrors(t *testing.T) {
	t.Parallel()
	p := withoutKey(t)
	for _, c := range []struct {
		function  string
		arguments []any
		about     int64
		says      []string
	}{
		{"parse_phone_number", []any{"06 44 60 00 01"}, 0, []string{`"06 44 60 00 01" has no country code`, `"FR"`}},
		{"parse_phone_number", []any{"the office"}, 0, []string{`"the office" has the letter 't'`}},
		{"parse_phone_number", []any{"+33644600001", "UK"}, 1, []string{`"UK"`, `"GB"`}},
		{"parse_phone_number", []any{"+33644600001", "FR", "GB"}, 2, []string{"one country"}},
		{"format_phone_number", []any{"112", "e164", "FR"}, 0, []string{`"112"`, "Short codes"}},
		{"format_phone_number", []any{"+33644600001", "pretty"}, 1, []string{`"pretty"`, "e164, international, national, rfc3966"}},
		{"format_phone_number", []any{"+33644600001", "e164", "France"}, 2, []string{`"France"`, "two letters"}},
		{"format_phone_number", []any{"+33644600001", "e164", "FR", "GB"}, 3, []string{"one country"}},
	} {
		_, err := p.Function(c.function, c.arguments...)
		if err == nil || err.FunctionArgument == nil || *err.FunctionArgument != c.about {
			t.Errorf("%s%q: %v", c.function, c.arguments, err)
			continue
		}
		for _, says := range c.says {
			if !strings.Contains(err.Text, says) || strings.HasSuffix(err.Text, ".") {
				t.Errorf("%s%q: %q lacks %q, or has a full stop", c.function, c.arguments, err.Text, says)
			}
		}
	}
}

// Configurations call the functions without a provider block, a key or a network, and what isn't known
// yet stays so.
func TestPhoneNumbersInConfiguration(t *testing.T) {
	t.Parallel()
	h := acctest.New(t, acctest.Without("api_key"))
	h.Run(
		resource.TestStep{ConfigDirectory: acctest.Dir("null"), ExpectError: acctest.Message("Invalid function argument", `"text" parameter`, "must not be null")},
		resource.TestStep{ConfigDirectory: acctest.Dir("wrong"), ExpectError: acctest.Message(`parse_phone_number("06 44 60 00 01")`, `"text" parameter`, `"06 44 60 00 01" has no country code`)},
		resource.TestStep{ConfigDirectory: acctest.Dir("written"), ConfigStateChecks: acctest.State(
			acctest.HasOutput("e164", "+33644600001"),
			acctest.HasOutput("national", "06 44 60 00 01"),
			acctest.HasOutput("link", "tel:+33-6-44-60-00-01"),
			acctest.HasOutput("later", "+33644600001"),
			acctest.HasOutput("no_type", true),
		)},
	)
	h.WantSent(0)
}
