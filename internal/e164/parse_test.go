package e164

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestParse(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, in, want string }{
		{"canonical", "+33644600001", "+33644600001"},
		{"spaces", "+33 6 44 60 00 01", "+33644600001"},
		{"no-break spaces", "+33\u00a06\u00a044\u202f60\u200900\u200701", "+33644600001"},
		{"dots and dashes", "+33.6-44.60-00.01", "+33644600001"},
		{"typographic dashes", "+33\u20106\u201144\u201260\u201300\u201401", "+33644600001"},
		{"minus sign", "+33\u2212644600001", "+33644600001"},
		{"area code in parentheses", "+1 (212) 555-0100", "+12125550100"},
		{"country code in parentheses", "(+33) 6 44 60 00 01", "+33644600001"},
		{"slash", "+32 471/12.34.56", "+32471123456"},
		{"white space around", " +33644600001\n", "+33644600001"},
		{"international prefix", "0033 6 44 60 00 01", "+33644600001"},
		{"seven digits", "+2908012", "+2908012"},
		{"fifteen digits", "+123456789012345", "+123456789012345"},
		// Whether a number exists is none of our business: this keeps an Italian zero, and lets a
		// French mistake through to the service.
		{"zero after the country code", "+39 06 1234 5678", "+390612345678"},
		{"no such country", "+999 1234567", "+9991234567"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got, err := Parse(c.in); err != nil || got != c.want {
				t.Errorf("Parse(%q) = %q, %v; want %q", c.in, got, err, c.want)
			}
		})
	}
}

func TestParseRefuses(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, in, says, advises string }{
		{"empty", "", "no digits", "+33 6 44 60 00 01"},
		{"a plus alone", "+", "no digits", "country code"},
		{"national", "06 44 60 00 01", "no country code", "+33 6 44 60 00 01"},
		{"national, spaced before", " 06.44.60.00.01", "no country code", "+33 6.44.60.00.01"},
		{"without a plus", "33 6 44 60 00 01", "or no plus", "+33644600001"},
		{"trunk zero", "+33 (0)6 44 60 00 01", "zero in parentheses", ": +33 6 44 60 00 01."},
		{"trunk zero, spaced", "+33(\u00a00 ) 6 44 60 00 01", "zero in parentheses", ": +33 6 44 60 00 01."},
		{"trunk zero first", "(0)6 44 60 00 01", "zero in parentheses", "+33 6 44 60 00 01 if"},
		{"trunk zero after parentheses", "+33 (6) (0)44 60 00 01", "zero in parentheses", ": +33 (6) 44 60 00 01."},
		{"country code zero", "+0644600001", "zero where", "1 to 9"},
		{"prefix twice", "+0033644600001", "zero where", "1 to 9"},
		{"three zeros", "000644600001", "zero where", "1 to 9"},
		{"too short", "+33 3123", "only 6 digits", "at least 7"},
		{"too long", "+33 6 44 60 00 01 1234567", "18 digits", "at most 15"},
		{"plus in the middle", "33+644600001", "plus in the middle", "one plus"},
		{"two pluses", "++33644600001", "plus in the middle", "one plus"},
		{"tel", "tel:+33-6-44-60-00-01", `"tel:"`, "+33-6-44-60-00-01"},
		{"an extension", "+33644600001 ext 5", `letter 'e'`, "extension"},
		{"words", "+1 800 FLOWERS", `letter 'F'`, "in digits"},
		{"arabic digits", "+٣٣٦٤٤٦٠٠٠٠١", "digit '٣'", "0 to 9"},
		{"fullwidth digits", "+３３644600001", "digit '３'", "0 to 9"},
		{"fullwidth plus", "＋33644600001", "character '＋'", "digits, spaces"},
		{"comma", "+33,644600001", "character ','", "digits, spaces"},
		{"two numbers", "+33644600001;+33644600002", "character ';'", "digits, spaces"},
		{"an embedding from a phone book", "\u202a+33644600001\u202c", "U+202A", "anew"},
		{"a reversed number", "+\u202e33644600001", "U+202E", "anew"},
		{"zero width space", "+33\u200b644600001", "U+200B", "anew"},
		{"nul", "+33\x00644600001", "U+0000", "anew"},
		{"not UTF-8", "+33\xff644600001", "has the character", "digits, spaces"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got, err := Parse(c.in)
			if err == nil {
				t.Fatalf("Parse(%q) = %q, want an error", c.in, got)
			}
			bad, ok := err.(*Error)
			if !ok {
				t.Fatalf("Parse(%q): %T, want *Error", c.in, err)
			}
			if bad.Value != c.in {
				t.Errorf("the error is about %q, want %q", bad.Value, c.in)
			}
			if !strings.Contains(bad.Problem, c.says) || !strings.Contains(bad.Advice, c.advises) {
				t.Errorf("Parse(%q): %v; want %q, and as advice %q", c.in, err, c.says, c.advises)
			}
		})
	}
}

// The advice for the commonest mistakes can be followed literally.
func TestAdviceIsAccepted(t *testing.T) {
	t.Parallel()
	for _, mistake := range []string{"06 44 60 00 01", "+33 (0)6 44 60 00 01", "33 6 44 60 00 01", "tel:+33644600001", "(0)6 44 60 00 01", "(06) 44 60 00 01"} {
		_, err := Parse(mistake)
		bad, ok := err.(*Error)
		if !ok {
			t.Fatalf("Parse(%q): %v", mistake, err)
		}
		_, better, ok := strings.Cut(bad.Advice, "+")
		better, _, _ = strings.Cut(better, " if ")
		better = strings.TrimSuffix(better, ".")
		if got, err := Parse("+" + better); !ok || err != nil || got != "+33644600001" {
			t.Errorf("%v: the advice gives %q, %v", bad, got, err)
		}
	}
}

// written draws a canonical number and a way in which somebody might write it.
func written(t *rapid.T) (number, text string) {
	digits := rapid.StringMatching(`[1-9][0-9]{6,14}`).Draw(t, "digits")
	gap := rapid.SampledFrom([]string{"", "", "", " ", "-", ".", " - ", "\u00a0", "\u202f", "\u2011", "/", ")", " ("})
	var b strings.Builder
	b.WriteString(rapid.SampledFrom([]string{"+", "00", " +", "(+", "0 0", "00 "}).Draw(t, "prefix"))
	for i, digit := range digits {
		// A parenthesis around a lone zero means something else, so none is opened before one.
		if separator := gap.Draw(t, "gap"); !(digit == '0' && strings.Contains(separator, "(")) && i > 0 {
			b.WriteString(separator)
		}
		b.WriteRune(digit)
	}
	return "+" + digits, b.String()
}

func TestHoweverWritten(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		number, text := written(t)
		got, err := Parse(text)
		if err != nil || got != number {
			t.Fatalf("Parse(%q) = %q, %v; want %q", text, got, err, number)
		}
		if again, err := Parse(got); err != nil || again != got {
			t.Fatalf("parsed again: %q, %v", again, err)
		}
		if !Equal(number, text) || !Equal(text, number) {
			t.Fatalf("%q and %q aren't equal", number, text)
		}
	})
}

// Equal is an equivalence, on numbers and on what isn't one.
func TestEqualIsAnEquivalence(t *testing.T) {
	t.Parallel()
	text := rapid.OneOf(
		rapid.SampledFrom([]string{"+33644600001", "+33 644600001", "0033644600001", "+33644600002", "3123", "31 23", "", "+", "00"}),
		rapid.StringMatching(`[+0-9 ().-]{0,14}`),
		rapid.String(),
	)
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := text.Draw(t, "a"), text.Draw(t, "b"), text.Draw(t, "c")
		if !Equal(a, a) {
			t.Fatalf("%q isn't equal to itself", a)
		}
		if Equal(a, b) != Equal(b, a) {
			t.Fatalf("%q and %q are equal in one direction", a, b)
		}
		if Equal(a, b) && Equal(b, c) && !Equal(a, c) {
			t.Fatalf("%q, %q and %q are equal in pairs only", a, b, c)
		}
		if Equal(a, b) != (Canonical(a) == Canonical(b)) {
			t.Fatalf("%q and %q: Equal and Canonical disagree", a, b)
		}
	})
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"+33 6 44 60 00 01", "06 44 60 00 01", "+33 (0)6 44 60 00 01", "0033644600001", "tel:+1-201-555-0123", "(+33)",
		"((0)", "(0", ")0(", "+٣٣", "\u202e+33", "\xff", "+", "", "(0)(0)(0)",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		number, err := Parse(s)
		if err != nil {
			if bad, ok := err.(*Error); !ok || bad.Problem == "" || bad.Advice == "" || number != "" {
				t.Fatalf("Parse(%q) = %q, %#v", s, number, err)
			}
			if utf8.ValidString(s) && !utf8.ValidString(err.Error()) {
				t.Fatalf("Parse(%q): the error isn't text", s)
			}
			if Canonical(s) != s {
				t.Fatalf("Canonical(%q) = %q", s, Canonical(s))
			}
			return
		}
		if len(number) < 1+minDigits || len(number) > 1+maxDigits || number[0] != '+' || number[1] == '0' || strings.Trim(number[1:], "0123456789") != "" {
			t.Fatalf("Parse(%q) = %q, which isn't canonical", s, number)
		}
		if again, err := Parse(number); err != nil || again != number {
			t.Fatalf("Parse(%q) = %q, parsed again %q, %v", s, number, again, err)
		}
	})
}
