package email

import (
	"fmt"
	"net/mail"
	"strings"
	"unicode"
)

// Error says why a text isn't an e-mail address. It quotes the text, so it is for the person who
// wrote it and not for logs.
type Error struct {
	Value   string // what was written
	Problem string // what is wrong with it, as the end of a sentence that begins with the value
	Advice  string // what to write instead, a full sentence
}

func (e *Error) Error() string {
	return fmt.Sprintf("%q %s. %s", e.Value, e.Problem, e.Advice)
}

// Parse returns the address as it was written, if it is a single bare address. The error is always
// an [*Error].
func Parse(s string) (string, error) {
	fail := func(problem, advice string) (string, error) {
		return "", &Error{Value: s, Problem: problem, Advice: advice}
	}
	if trimmed := strings.TrimSpace(s); trimmed == "" {
		return fail("is empty", "Write an address like ada@example.com.")
	} else if trimmed != s {
		return fail("has spaces around it", fmt.Sprintf("Write %q.", trimmed))
	}
	if r, found := hidden(s); found {
		return fail(fmt.Sprintf("has an invisible character (%U)", r), "Type the address anew instead of pasting it.")
	}
	address, err := mail.ParseAddress(s)
	if err != nil {
		return fail(problem(s))
	}
	if !bare(s, address) {
		return fail("has more than the address in it",
			fmt.Sprintf("Write the address alone, without a name, brackets or a comment: %q.", address.Address))
	}
	return s, nil
}

// Equal says whether two texts are the same address, letter case aside.
func Equal(a, b string) bool { return Fold(a) == Fold(b) }

// Fold returns the same text for all spellings of an address. It is a key for comparing, not for
// showing or sending. Two texts have the same key exactly if strings.EqualFold holds for them.
func Fold(s string) string {
	return strings.Map(func(r rune) rune {
		// Runes that differ in case only form a ring under SimpleFold, and its smallest speaks for
		// all. Most rings have two members, but "k" shares its ring with the Kelvin sign as well.
		least := r
		for next := unicode.SimpleFold(r); next != r; next = unicode.SimpleFold(next) {
			least = min(least, next)
		}
		return least
	}, s)
}

// bare says whether s is the parsed address and nothing besides. The parser drops comments, names,
// brackets and the quotes of a quoted local part; only the last may be there.
func bare(s string, parsed *mail.Address) bool {
	if parsed.Name != "" {
		return false
	}
	if !strings.HasPrefix(s, `"`) {
		return s == parsed.Address
	}
	domain := parsed.Address[strings.LastIndexByte(parsed.Address, '@'):]
	return strings.HasSuffix(s, `"`+domain) && !strings.HasSuffix(s, ">")
}

// hidden finds a character that can't be seen. Such come with text that is pasted from a web page,
// and the address would be another one than it looks. The two joiners stay: some scripts need them.
func hidden(s string) (rune, bool) {
	for _, r := range s {
		const joiner, nonJoiner = '\u200d', '\u200c'
		switch {
		case r == ' ' || r == joiner || r == nonJoiner:
		case unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r):
			return r, true
		}
	}
	return 0, false
}

// problem says what is wrong with something that the parser refused. The parser's own words are for
// people who know the standard's grammar.
func problem(s string) (problem, advice string) {
	const example = "Write an address like ada@example.com."
	local, domain, found := strings.Cut(s, "@")
	switch {
	case !found:
		return "has no @", example
	case strings.ContainsAny(s, ",;"):
		return "looks like several addresses", "Write one address."
	case local == "":
		return "has nothing before the @", example
	case domain == "":
		return "has nothing after the @", example
	case strings.Contains(domain, "@"):
		return "has more than one @", example
	case strings.ContainsAny(s, "()<>"):
		return "has more than the address in it", "Write the address alone, without a name, brackets or a comment, like ada@example.com."
	case strings.ContainsRune(s, ' '):
		return "has a space inside", "Write it without: " + strings.ReplaceAll(s, " ", "") + "."
	case strings.Contains(s, "..") || strings.HasPrefix(local, ".") || strings.HasSuffix(local, ".") ||
		strings.HasPrefix(domain, ".") || strings.HasSuffix(domain, "."):
		return "has a dot too many", "Dots stand alone, between other characters: " + example
	}
	return "isn't an e-mail address", example
}
