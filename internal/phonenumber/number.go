package phonenumber

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/nyaruka/phonenumbers"

	"github.com/onoff-community/terraform-provider-onoff/internal/e164"
)

// Number is what is known of a phone number. What isn't known is empty.
type Number struct {
	E164, International, National, RFC3966 string

	CountryCode string // ISO 3166, as in "FR"; empty for a number of no country, such as +800
	CallingCode string // as in "33"
	Type        string // one of the words of kind.go
	Extension   string
	Possible    bool // as many digits as numbers of this country can have
	Valid       bool // in a range that is known to be in use
}

// Parse reads a number. A region, such as "FR", is where it is written; without one it needs its country
// code. The error is always an [*e164.Error] about the text.
func Parse(text, region string) (Number, error) {
	fail := func(problem, advice string) (Number, error) {
		return Number{}, &e164.Error{Value: text, Problem: problem, Advice: advice}
	}
	if len(text) > 250 {
		return Number{}, &e164.Error{Value: text[:40], Problem: "and so on is too long for a phone number", Advice: "Write one number, like +33 6 44 60 00 01."}
	}
	main, extension := cutExtension(cutScheme(strings.TrimSpace(text)))
	digits, plus, err := e164.Digits(main)
	if bad := (*e164.Error)(nil); errors.As(err, &bad) {
		return fail(bad.Problem, bad.Advice)
	}
	switch {
	case digits == "":
		return fail("has no digits", "Write the number with its country code, like +33 6 44 60 00 01.")
	case len(digits) > longest:
		return fail(fmt.Sprintf("has %d digits", len(digits)), "A number has at most 15 with its country code. Write one number.")
	case plus:
		digits, region = "+"+digits, ""
	case region == "" && strings.HasPrefix(digits, "00"):
		digits = "+" + digits[len("00"):]
	case region == "":
		return fail("has no country code, or no plus in front of it",
			`Write it with both, like +33 6 44 60 00 01, or say as the last argument in which country it is written like this, as in "FR".`)
	}

	number, canonical, err := settled(digits, region)
	switch {
	case errors.Is(err, phonenumbers.ErrInvalidCountryCode):
		return fail("begins with the code of no country", "Write the number with its country code, like +33 6 44 60 00 01.")
	case err != nil:
		return fail("isn't a phone number", "Write it like +33 6 44 60 00 01.")
	}
	if extension != "" {
		number.Extension = &extension
	}
	if _, err := e164.Parse(canonical); err != nil {
		if bad := (*e164.Error)(nil); errors.As(err, &bad) {
			return fail("is "+canonical+" in full, which "+bad.Problem, "Short codes and parts of a number aren't phone numbers. Write one in full, like +33 6 44 60 00 01.")
		}
	}
	where := country(number, region)
	return Number{
		E164:          canonical,
		International: phonenumbers.Format(number, phonenumbers.INTERNATIONAL),
		National:      national(number, where),
		RFC3966:       phonenumbers.Format(number, phonenumbers.RFC3966),
		CountryCode:   where,
		CallingCode:   strconv.Itoa(int(number.GetCountryCode())),
		Type:          kind(number),
		Extension:     extension,
		Possible:      phonenumbers.IsPossibleNumber(number),
		Valid:         phonenumbers.IsValidNumber(number),
	}, nil
}

// settled reads a number until reading it again changes nothing. The library drops one zero, or whatever
// is dialled before a number inside its country, at each reading; somebody may have written two, and what
// is read here would be another number when it is read from there.
func settled(digits, region string) (number *phonenumbers.PhoneNumber, canonical string, err error) {
	for range longest {
		number, err = phonenumbers.Parse(digits, region)
		if err != nil {
			return nil, "", err
		}
		canonical = phonenumbers.Format(number, phonenumbers.E164)
		if canonical == digits {
			return number, canonical, nil
		}
		digits, region = canonical, ""
	}
	return nil, "", phonenumbers.ErrNotANumber
}

// national is how a number is written inside its country. The library spells a few so that they would be
// read as other numbers there, Argentine mobiles among them; those are written as they are anywhere.
func national(number *phonenumbers.PhoneNumber, region string) string {
	spelled := phonenumbers.Format(number, phonenumbers.NATIONAL)
	if again, err := phonenumbers.Parse(spelled, region); region != "" && (err != nil || phonenumbers.Format(again, phonenumbers.E164) != phonenumbers.Format(number, phonenumbers.E164)) {
		return phonenumbers.Format(number, phonenumbers.INTERNATIONAL)
	}
	return spelled
}

// longest is how many digits somebody might write for a number: fifteen, and what is dialled before it.
const longest = 24

// cutScheme removes what makes a number a link.
func cutScheme(text string) string {
	const scheme = "tel:"
	if len(text) >= len(scheme) && strings.EqualFold(text[:len(scheme)], scheme) {
		return text[len(scheme):]
	}
	return text
}

var extensions = regexp.MustCompile(`(?i)[\s,;]*(?:;ext=|ext(?:ension|n)?[.:]?|x|#|poste)\s*([0-9]{1,7})$`)

// cutExtension separates what is dialled when the number has answered.
func cutExtension(text string) (number, extension string) {
	found := extensions.FindStringSubmatchIndex(text)
	if found == nil {
		return text, ""
	}
	return text[:found[0]], text[found[2]:found[3]]
}
