package phonenumber

import (
	"fmt"
	"slices"
	"strings"

	"github.com/nyaruka/phonenumbers"
)

// Region returns the country as the data have it, "FR" for "fr", and empty for an empty text. The error
// is the end of a sentence.
func Region(text string) (string, error) {
	region := strings.ToUpper(strings.TrimSpace(text))
	switch {
	case region == "" || phonenumbers.GetSupportedRegions()[region]:
		return region, nil
	case region == "UK":
		return "", fmt.Errorf(`%q isn't the code of a country; that of the United Kingdom is "GB"`, text)
	case region == "EL":
		return "", fmt.Errorf(`%q isn't the code of a country; that of Greece is "GR"`, text)
	}
	return "", fmt.Errorf(`%q isn't the code of a country with phone numbers. Write its two letters of ISO 3166, like "FR"`, text)
}

// country is whose number it is. A number in a range that isn't known to be in use is nobody's where
// several countries share a calling code. Then it is the country where it is written, if it is one of
// them, and else the one that the others are counted with: GB for +44, US for +1.
func country(number *phonenumbers.PhoneNumber, region string) string {
	if found := phonenumbers.GetRegionCodeForNumber(number); isCountry(found) {
		return found
	}
	sharing := phonenumbers.GetRegionCodesForCountryCode(int(number.GetCountryCode()))
	if slices.Contains(sharing, region) {
		return region
	}
	if len(sharing) > 0 && isCountry(sharing[0]) {
		return sharing[0]
	}
	return ""
}

func isCountry(region string) bool {
	return region != "" && region != phonenumbers.UNKNOWN_REGION && region != phonenumbers.REGION_CODE_FOR_NON_GEO_ENTITY
}
