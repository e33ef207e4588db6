package planbook

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// fold returns the same key for all spellings that strings.EqualFold takes for equal. Lowering isn't
// enough for that: "k" has a third case, the Kelvin sign, and so has "s".
func fold(text string) string {
	return strings.Map(func(r rune) rune {
		if 'a' <= r && r <= 'z' {
			return r - 'a' + 'A'
		}
		if r < utf8.RuneSelf {
			return r
		}
		// The spellings of one letter form a ring; its smallest member speaks for all.
		least := r
		for next := unicode.SimpleFold(r); next != r; next = unicode.SimpleFold(next) {
			least = min(least, next)
		}
		return least
	}, text)
}
