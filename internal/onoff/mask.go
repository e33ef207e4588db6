package onoff

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
)

// blank stands for what isn't logged.
const blank = "***"

// harmless are the fields whose values are logged: references and what comes from a fixed
// vocabulary. All others are blanked, also those that nobody knows yet: what a field of the live
// gateway holds can't be foreseen.
var harmless = map[string]bool{
	"id": true, "departmentIdRefs": true, "numberIdRefs": true,
	"memberIdRef": true, "departmentIdRef": true, "licenseIdRef": true, "ifHolder": true,
	"role": true, "countryCode": true, "type": true, "plan": true, "billingPeriod": true,
	"status": true, "history": true, "code": true, "sequenceNumber": true,
	"quantity": true, "assigned": true, "maxNumbersPerMember": true,
}

// fieldName is what the name of a field looks like. A map may be keyed by e-mail.
var fieldName = regexp.MustCompile(`^[A-Za-z][A-Za-z_]{0,39}$`)

// identifier is what a harmless value looks like: an e-mail isn't one, nor a phone number, nor a
// sentence.
var identifier = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._:-]{0,79}$`)

// onlyDigits is a value that may be a phone number without its plus sign.
var onlyDigits = regexp.MustCompile(`^[0-9]{8,}$`)

// machineMade is an id that nobody types, such as a UUID.
var machineMade = regexp.MustCompile(`^[0-9a-fA-F-]*[0-9][0-9a-fA-F-]*$`)

// masked is a body that is safe to log. It is masked when it is written, so that a body costs nothing
// while nobody reads it.
type masked struct {
	raw []byte
	key string // blanked wherever it stands
}

// MarshalText is what a JSON log takes.
func (m masked) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// String is what a plain log takes.
func (m masked) String() string {
	if len(m.raw) == 0 {
		return ""
	}
	decoder := json.NewDecoder(bytes.NewReader(m.raw))
	decoder.UseNumber()
	var body any
	if err := decoder.Decode(&body); err != nil || decoder.More() {
		return fmt.Sprintf("(%d bytes that aren't JSON)", len(m.raw))
	}
	out, err := json.Marshal(maskValue("", body))
	if err != nil {
		return blank
	}
	return strings.ReplaceAll(string(out), m.key, blank)
}

// maskValue blanks what isn't known to be harmless in the value of a field.
func maskValue(field string, value any) any {
	switch value := value.(type) {
	case map[string]any:
		out := make(map[string]any, len(value))
		for name, inner := range value {
			if !fieldName.MatchString(name) {
				name = blank
			}
			out[name] = maskValue(name, inner)
		}
		return out
	case []any:
		out := make([]any, len(value))
		for i, inner := range value {
			out[i] = maskValue(field, inner)
		}
		return out
	case string:
		return maskText(field, value)
	case json.Number:
		return maskText(field, value.String())
	}
	return value // true, false and null
}

// maskText blanks a text unless its field is harmless and it looks it.
func maskText(field, value string) string {
	value = strings.TrimSpace(value)
	if !harmless[field] || !identifier.MatchString(value) || onlyDigits.MatchString(value) {
		return blank
	}
	return value
}

// maskTyped blanks an id that somebody may have typed, to import an object. It may be anything then,
// also a name.
func maskTyped(id string) string {
	if !machineMade.MatchString(id) {
		return blank
	}
	return maskText("id", id)
}
