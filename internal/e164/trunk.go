package e164

import (
	"strings"
	"unicode"
)

// The zero that is dialled before a number inside its own country is the most common mistake:
// "06 44 60 00 01", or "+33 (0)6 44 60 00 01". It is no part of the number in most countries, but it
// is in some (Italy), so it is never dropped silently.

// trunkZero finds a parenthesis that holds nothing but a zero.
func trunkZero(s string) (start, end int, ok bool) {
	for offset := 0; ; {
		open := strings.IndexByte(s[offset:], '(')
		if open < 0 {
			return 0, 0, false
		}
		open += offset
		length := strings.IndexByte(s[open:], ')')
		if length < 0 {
			return 0, 0, false
		}
		if strings.TrimFunc(s[open+1:open+length], unicode.IsSpace) == "0" {
			return open, open + length + 1, true
		}
		offset = open + 1
	}
}

func hasTrunkZero(s string) bool {
	_, _, ok := trunkZero(s)
	return ok
}

// withoutTrunkZero is what to write instead of "+33 (0)6 44": "+33 6 44".
func withoutTrunkZero(s string) string {
	start, end, ok := trunkZero(s)
	if !ok {
		return s
	}
	before, after := strings.TrimSpace(s[:start]), strings.TrimSpace(s[end:])
	switch {
	case before == "":
		return "+33 " + after + " if it is a number in France"
	case after == "":
		return before
	}
	return before + " " + after
}

// withCountryCode is what to write instead of "06 44" in France: "+33 6 44".
func withCountryCode(s string) string {
	_, rest, _ := strings.Cut(s, "0")
	return "+33 " + strings.TrimSpace(rest)
}
