package acctest

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

// Canaries are texts that mustn't be found in a log: names, e-mails, phone numbers, secrets.
type Canaries struct {
	words, numbers map[string][]string // by how they begin
	known          map[string]bool
}

const (
	// shortest is how much of a text there has to be to tell it from any other.
	shortest = 4
	// beginning is how many digits of a number it is first recognised by.
	beginning = 6
)

// Add adds texts. One that is made of digits and what people write between them is a number, which is
// found in whatever spelling; give it without its country code. Any other is found where it isn't part
// of a longer word, in whatever letter case.
func (c *Canaries) Add(texts ...string) {
	if c.known == nil {
		c.words, c.numbers, c.known = map[string][]string{}, map[string][]string{}, map[string]bool{}
	}
	for _, text := range texts {
		text = strings.ToLower(strings.TrimSpace(text))
		if c.known[text] || text == "owner" || text == "member" { // people of the tests are called so
			continue
		}
		c.known[text] = true
		if digits := onlyDigits(text); len(digits) >= beginning && !strings.ContainsFunc(text, unicode.IsLetter) {
			c.numbers[digits[:beginning]] = append(c.numbers[digits[:beginning]], digits)
		} else if len(text) >= shortest {
			c.words[text[:shortest]] = append(c.words[text[:shortest]], text)
		}
	}
}

// Company adds what an organisation knows of people, and what it calls itself and its parts.
func (c *Canaries) Company(s simulator.Snapshot) {
	c.Add(s.Account.Name)
	c.People(s)
	for _, d := range s.Departments {
		c.Add(d.Name)
	}
	for _, l := range s.Licenses {
		c.Add(l.Name)
	}
}

// People adds the names, e-mails and numbers of an organisation.
func (c *Canaries) People(s simulator.Snapshot) {
	for _, m := range s.Members {
		c.Add(m.FirstName, m.LastName, m.Email)
	}
	for _, n := range s.Numbers {
		c.Add(n.PhoneNumber[3:]) // however it is written: with a plus, %2B, 00 or 0 before it
	}
}

// Len is how many there are.
func (c *Canaries) Len() int { return len(c.known) }

// In returns what was found in a log, each with the first line that it is in.
func (c *Canaries) In(log []byte) []string {
	var found []string
	seen := map[string]bool{}
	for line := range bytes.Lines(log) {
		report := func(canary string) {
			if !seen[canary] {
				seen[canary] = true
				found = append(found, fmt.Sprintf("%q in: %s", canary, bytes.TrimSpace(line)))
			}
		}
		lower := strings.ToLower(string(line))
		for i := range len(lower) - shortest + 1 {
			// Our IDs have names in them, as in mem-anna; the service's don't.
			if i > 0 && (inWord(lower[i-1]) || lower[i-1] == '-') {
				continue
			}
			for _, canary := range c.words[lower[i:i+shortest]] {
				if rest, is := strings.CutPrefix(lower[i:], canary); is && (rest == "" || !inWord(rest[0])) {
					report(canary)
				}
			}
		}
		digits := withoutSpacing.Replace(lower)
		for i := range len(digits) - beginning + 1 {
			if digits[i] < '0' || digits[i] > '9' {
				continue
			}
			for _, canary := range c.numbers[digits[i:i+beginning]] {
				if strings.HasPrefix(digits[i:], canary) {
					report(canary)
				}
			}
		}
	}
	return found
}

func onlyDigits(text string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, text)
}

// inWord reports whether a byte is part of a letter, in lower case.
func inWord(b byte) bool { return 'a' <= b && b <= 'z' || b >= utf8.RuneSelf }

// withoutSpacing leaves out what people write between the digits of a number.
var withoutSpacing = strings.NewReplacer(" ", "", ".", "", "-", "", "(", "", ")", "", "/", "")
