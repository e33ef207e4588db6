package phonenumber

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/nyaruka/phonenumbers"
	"pgregory.net/rapid"

	"github.com/onoff-community/terraform-provider-onoff/internal/e164"
)

func TestParse(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, text, region string
		want               Number
	}{
		{"a mobile number", "+33 6 44 60 00 01", "", Number{E164: "+33644600001", International: "+33 6 44 60 00 01", National: "06 44 60 00 01", RFC3966: "tel:+33-6-44-60-00-01", CountryCode: "FR", CallingCode: "33", Type: "mobile", Possible: true, Valid: true}},
		{"a landline, as in its country", "01 99 00 00 03", "FR", Number{E164: "+33199000003", International: "+33 1 99 00 00 03", National: "01 99 00 00 03", RFC3966: "tel:+33-1-99-00-00-03", CountryCode: "FR", CallingCode: "33", Type: "landline", Possible: true, Valid: true}},
		{"an extension", "tel:+33-1-99-00-00-03;ext=12", "", Number{E164: "+33199000003", International: "+33 1 99 00 00 03 ext. 12", National: "01 99 00 00 03 ext. 12", RFC3966: "tel:+33-1-99-00-00-03;ext=12", CountryCode: "FR", CallingCode: "33", Type: "landline", Extension: "12", Possible: true, Valid: true}},
		{"a country whose numbers don't tell their type", "+1 201-555-0123", "", Number{E164: "+12015550123", International: "+1 201-555-0123", National: "(201) 555-0123", RFC3966: "tel:+1-201-555-0123", CountryCode: "US", CallingCode: "1", Type: "mobile_or_landline", Possible: true, Valid: true}},
		{"a number of no country", "+800 1234 5678", "", Number{E164: "+80012345678", International: "+800 1234 5678", National: "1234 5678", RFC3966: "tel:+800-1234-5678", CallingCode: "800", Type: "toll_free", Possible: true, Valid: true}},
		// Set aside for films. The data know no range for it, so not whether it would be Jersey's.
		{"a test number", "+44 7700 900123", "", Number{E164: "+447700900123", International: "+44 7700 900123", National: "07700 900123", RFC3966: "tel:+44-7700-900123", CountryCode: "GB", CallingCode: "44", Possible: true}},
		{"a test number written in Jersey", "07700 900123", "JE", Number{E164: "+447700900123", International: "+44 7700 900123", National: "07700 900123", RFC3966: "tel:+44-7700-900123", CountryCode: "JE", CallingCode: "44", Possible: true}},
		{"a zero that stays", "+39 06 1234 5678", "", Number{E164: "+390612345678", International: "+39 06 1234 5678", National: "06 1234 5678", RFC3966: "tel:+39-06-1234-5678", CountryCode: "IT", CallingCode: "39", Type: "landline", Possible: true, Valid: true}},
		// The library's own national spelling, "09 15-2345-6789", would be another number.
		{"an Argentine mobile", "+54 9 11 2345 6789", "", Number{E164: "+5491123456789", International: "+54 9 11 2345-6789", National: "+54 9 11 2345-6789", RFC3966: "tel:+54-9-11-2345-6789", CountryCode: "AR", CallingCode: "54", Type: "mobile", Possible: true, Valid: true}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got, err := Parse(c.text, c.region); err != nil || got != c.want {
				t.Errorf("Parse(%q, %q)\n got %+v, %v\nwant %+v", c.text, c.region, got, err, c.want)
			}
		})
	}
}

func TestSpellings(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, region string }{
		{"+33644600001", ""},
		{" +33 6.44-60/00\u202f01\n", ""},
		{"0033 6 44 60 00 01", ""},
		{"+33 (0)6 44 60 00 01", ""},
		{"(+33) 6 44 60 00 01", ""},
		{"tel:+33-6-44-60-00-01", ""},
		{"TEL:+33644600001", "GB"},
		{"+33 6 44 60 00 01", "GB"},
		{"06 44 60 00 01", "FR"},
		{"6 44 60 00 01", "FR"},
		{"33 6 44 60 00 01", "FR"},
		{"011 33 6 44 60 00 01", "US"},
		{"0011 33 6 44 60 00 01", "AU"},
		{"+33 6 44 60 00 01 ext. 5", ""},
		{"+33 6 44 60 00 01 x5", ""},
		{"+33 6 44 60 00 01 Extension: 5", ""},
		{"06 44 60 00 01 poste 5", "FR"},
		{"+33644600001#5", ""},
	} {
		if got, err := Parse(c.text, c.region); err != nil || got.E164 != "+33644600001" {
			t.Errorf("Parse(%q, %q) = %q, %v", c.text, c.region, got.E164, err)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, text, region, says, advises string }{
		{"empty", "", "", "no digits", "+33 6 44 60 00 01"},
		{"blank in a country", "  ", "FR", "no digits", "+33 6 44 60 00 01"},
		{"no country code", "06 44 60 00 01", "", "no country code", `as in "FR"`},
		{"no plus", "33 6 44 60 00 01", "", "or no plus", "both"},
		{"no such country", "+999 123456789", "", "code of no country", "country code"},
		{"no such country, read in one", "+999 123456789", "FR", "code of no country", "country code"},
		{"a zero for the country", "+0644600001", "", "code of no country", "country code"},
		{"short code", "112", "FR", "only 5 digits", "Short codes"},
		{"too short", "+33 1", "", "isn't a phone number", "like +33"},
		{"too long", "+33 6 44 60 00 01 23 45 67 89", "", "19 digits", "in full"},
		{"longer than any in e164", "+49 17604069001234567", "", "19 digits", "in full"},
		{"far too long", "+33 6 44 60 00 01 / 06 44 60 00 02 / 06 44 60 00 03", "", "31 digits", "one number"},
		{"two numbers", "+33644600001 +33644600002", "", "plus in the middle", "one number"},
		{"two numbers in a country", "0644600001 or 0644600002", "FR", `letter 'o'`, "without words"},
		{"words", "call +33644600001", "", `letter 'c'`, "without words"},
		{"letters for digits", "+1 800 FLOWERS", "", `letter 'F'`, "in digits"},
		{"arabic digits", "+٣٣٦٤٤٦٠٠٠٠١", "", "digit '٣'", "0 to 9"},
		{"a reversed number", "+\u202e33644600001", "", "U+202E", "anew"},
		{"not UTF-8", "+33\xff644600001", "", "has the character", "digits, spaces"},
		{"no number before the extension", "ext. 5", "", "no digits", "country code"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got, err := Parse(c.text, c.region)
			bad, ok := err.(*e164.Error)
			if !ok {
				t.Fatalf("Parse(%q, %q) = %+v, %v; want an error", c.text, c.region, got, err)
			}
			if bad.Value != c.text || !strings.Contains(bad.Problem, c.says) || !strings.Contains(bad.Advice, c.advises) {
				t.Errorf("%v; want %q, and as advice %q", err, c.says, c.advises)
			}
		})
	}
}

func TestRegion(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, want string }{{"FR", "FR"}, {"fr", "FR"}, {" Gb ", "GB"}, {"", ""}} {
		if got, err := Region(c.text); err != nil || got != c.want {
			t.Errorf("Region(%q) = %q, %v", c.text, got, err)
		}
	}
	for text, says := range map[string]string{"UK": `"GB"`, "EL": `"GR"`, "France": "two letters", "ZZ": "two letters", "001": "two letters"} {
		if got, err := Region(text); err == nil || !strings.Contains(err.Error(), says) || !strings.Contains(err.Error(), text) {
			t.Errorf("Region(%q) = %q, %v; want %q", text, got, err, says)
		}
	}
}

// Each type of number has a word, and a new version of the data can't bring one that has none.
func TestKinds(t *testing.T) {
	t.Parallel()
	for kind := range phonenumbers.UNKNOWN {
		if kinds[kind] == "" {
			t.Errorf("the type %d has no word", kind)
		}
	}
	if kinds[phonenumbers.UNKNOWN] != "" {
		t.Error("an unknown type has a word")
	}
}

// somewhere draws a text that might be a number, and where it is written.
func somewhere(t *rapid.T) (text, region string) {
	regions := rapid.SampledFrom([]string{"", "FR", "DE", "GB", "JE", "US", "IT", "RU", "BR", "AR", "MX", "AU", "JP", "SM", "NL"})
	text = rapid.OneOf(
		rapid.StringMatching(`\+[1-9][0-9]{4,16}`),
		rapid.StringMatching(`\+?(33|44|49|1|39|7|55|54|52|61|81|378|31)[ ]?(\(0\))?0?[0-9 ]{5,13}`),
		rapid.StringMatching(`0{0,3}[0-9 .-]{3,16}`),
		rapid.String(),
	).Draw(t, "text")
	return text, regions.Draw(t, "region")
}

// Whatever is read is a number for the provider's attributes too, and reading it again changes nothing.
func TestAgreesWithAttributes(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text, region := somewhere(t)
		number, err := Parse(text, region)
		if err != nil {
			return
		}
		sound(t, text, number)
	})
}

func sound(t interface {
	Helper()
	Fatalf(format string, arguments ...any)
}, text string, number Number,
) {
	t.Helper()
	if canonical, err := e164.Parse(number.E164); err != nil || canonical != number.E164 {
		t.Fatalf("%q is %q, which the attributes take for %q, %v", text, number.E164, canonical, err)
	}
	if again, err := Parse(number.E164, ""); err != nil || again.E164 != number.E164 {
		t.Fatalf("%q is %q, which is %q again, %v", text, number.E164, again.E164, err)
	}
	if !strings.HasPrefix(number.E164, "+"+number.CallingCode) {
		t.Fatalf("%q is %q with the calling code %q", text, number.E164, number.CallingCode)
	}
	if number.Valid && !number.Possible {
		t.Fatalf("%q is valid and impossible", text)
	}
	for _, spelling := range []string{number.International, number.RFC3966} {
		if again, err := Parse(spelling, ""); err != nil || again.E164 != number.E164 || again.Extension != number.Extension {
			t.Fatalf("%q is %q, and as %q it is %q, %v", text, number.E164, spelling, again.E164, err)
		}
	}
	if number.CountryCode != "" {
		if region, err := Region(number.CountryCode); err != nil || region != number.CountryCode {
			t.Fatalf("%q is of the country %q: %v", text, number.CountryCode, err)
		}
		if again, err := Parse(number.National, number.CountryCode); err != nil || again.E164 != number.E164 {
			t.Fatalf("%q is %q, and as %q in %s it is %q, %v", text, number.E164, number.National, number.CountryCode, again.E164, err)
		}
	}
}

// Every country's own example is known by its country and type, and can be read as it is written there.
func TestExamples(t *testing.T) {
	t.Parallel()
	for region := range phonenumbers.GetSupportedRegions() {
		for kind := range kinds {
			example := phonenumbers.GetExampleNumberForType(region, kind)
			if example == nil {
				continue
			}
			text := phonenumbers.Format(example, phonenumbers.E164)
			number, err := Parse(text, "")
			if err != nil {
				// A few countries have numbers with fewer digits than any can have that is dialled from abroad.
				if digits := len(text) - 1; digits >= 7 {
					t.Errorf("%s: %q: %v", region, text, err)
				}
				continue
			}
			sound(t, text, number)
			if !number.Valid || number.Type == "" {
				t.Errorf("%s: %q: %+v", region, text, number)
			}
		}
	}
}

func FuzzParsePhoneNumber(f *testing.F) {
	for _, text := range []string{
		"+33 6 44 60 00 01", "06 44 60 00 01", "+33 (0)6 44 60 00 01", "0033644600001", "tel:+1-201-555-0123;ext=5", "+44 7700 900123",
		"112", "+999", "+800 1234 5678", "+39 06 1234 5678", "8 (495) 123-45-67", "+33644600001 x", "ext. 5", "\u202e+33", "\xff", "",
	} {
		f.Add(text, "")
		f.Add(text, "FR")
		f.Add(text, "us")
	}
	f.Fuzz(func(t *testing.T, text, country string) {
		region, err := Region(country)
		if err != nil {
			return
		}
		number, err := Parse(text, region)
		if err != nil {
			bad, ok := err.(*e164.Error)
			if !ok || bad.Problem == "" || bad.Advice == "" || number != (Number{}) {
				t.Fatalf("Parse(%q, %q) = %+v, %#v", text, region, number, err)
			}
			if utf8.ValidString(text) && !utf8.ValidString(err.Error()) {
				t.Fatalf("Parse(%q, %q): the error isn't text", text, region)
			}
			return
		}
		sound(t, text, number)
	})
}
