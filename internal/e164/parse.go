package e164

import (
	"fmt"
	"strings"
	"unicode"
)

// A number has at most 15 digits by the standard. Seven is less than any number that can be dialled
// from abroad has; shorter ones are short codes, and those belong to one country's network.
const (
	minDigits = 7
	maxDigits = 15
)

// Error says why a text isn't a phone number. It quotes the text, so it is for the person who wrote
// it and not for logs.
type Error struct {
	Value   string // what was written
	Problem string // what is wrong with it, as the end of a sentence that begins with the value
	Advice  string // what to write instead, a full sentence
}

func (e *Error) Error() string {
	return fmt.Sprintf("%q %s. %s", e.Value, e.Problem, e.Advice)
}

// Parse returns the number in canonical form, a plus and its digits: "+33644600001" for
// "+33 6 44 60 00 01". A leading 00, as much of the world dials it, counts as the plus.
// The error is always an [*Error].
func Parse(s string) (string, error) {
	fail := func(problem, advice string, args ...any) (string, error) {
		return "", &Error{Value: s, Problem: problem, Advice: fmt.Sprintf(advice, args...)}
	}
	digits, plus, err := Digits(s)
	switch {
	case err != nil:
		return "", err
	case digits == "":
		return fail("has no digits", "Write the number with its country code, like +33 6 44 60 00 01.")
	case hasTrunkZero(s):
		return fail(`has a zero in parentheses, which is dialled only inside the country`,
			"Write it without: %s.", withoutTrunkZero(s))
	}
	if !plus {
		international, ok := strings.CutPrefix(digits, "00")
		switch {
		case ok:
			digits = international
		case digits[0] == '0':
			return fail("has no country code",
				"Write it with its country code: %s if it is a number in France.", withCountryCode(s))
		default:
			return fail("has no country code, or no plus in front of it",
				"If it begins with the country code, write +%s.", digits)
		}
	}
	switch {
	case strings.HasPrefix(digits, "0"):
		return fail("has a zero where its country code should be",
			"Country codes begin with 1 to 9: write the number like +33 6 44 60 00 01.")
	case len(digits) < minDigits:
		return fail(fmt.Sprintf("has only %d digits", len(digits)),
			"A number has at least %d with its country code. Write it in full, like +33 6 44 60 00 01.", minDigits)
	case len(digits) > maxDigits:
		return fail(fmt.Sprintf("has %d digits", len(digits)),
			"A number has at most %d with its country code. Write one number, without an extension.", maxDigits)
	}
	return "+" + digits, nil
}

// Equal says whether two texts mean the same number. What isn't a number equals only itself.
func Equal(a, b string) bool {
	return a == b || Canonical(a) == Canonical(b)
}

// Canonical is [Parse] for what comes from elsewhere: what isn't a number stays as it is.
func Canonical(s string) string {
	if number, err := Parse(s); err == nil {
		return number
	}
	return s
}

// Digits returns the digits of a text in which there is nothing else but what people put between them,
// and whether a plus is in front of them. What they mean is for [Parse] to say, or for whoever knows in
// which country they are dialled. The error is always an [*Error].
func Digits(s string) (digits string, plus bool, err error) {
	if len(s) >= 4 && strings.EqualFold(s[:4], "tel:") {
		return "", false, &Error{s, `begins with "tel:"`, fmt.Sprintf("Write the number alone: %s.", strings.TrimSpace(s[4:]))}
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			b.WriteRune(r)
		case r == '+' && !plus && b.Len() == 0:
			plus = true
		case r == '+':
			return "", false, &Error{s, "has a plus in the middle", "Write one number, with one plus in front of its country code."}
		case separates(r):
		case unicode.IsDigit(r):
			return "", false, &Error{s, fmt.Sprintf("has the digit %q", r), "Write it with the digits 0 to 9."}
		case unicode.IsLetter(r):
			return "", false, &Error{s, fmt.Sprintf("has the letter %q", r), "Write the number in digits, without words or an extension."}
		case !unicode.IsPrint(r):
			// Refused rather than skipped: who reviews the configuration can't see it, and some of
			// these reverse the order in which the digits are shown.
			return "", false, &Error{s, fmt.Sprintf("has an invisible character (%U)", r), "Type the number anew instead of pasting it."}
		default:
			return "", false, &Error{s, fmt.Sprintf("has the character %q", r), "Write it with digits, spaces, dots and dashes only, like +33 6 44 60 00 01."}
		}
	}
	return b.String(), plus, nil
}

// separates says whether people put r between digits for the eye only. Numbers pasted from a web
// page or a word processor have no-break spaces and typographic dashes.
func separates(r rune) bool {
	switch r {
	case '.', '-', '(', ')', '/',
		'\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2015', '\u2212', '\u00b7':
		return true
	}
	return unicode.IsSpace(r)
}
