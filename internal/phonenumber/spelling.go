package phonenumber

import (
	"fmt"
	"strings"
)

// formats are the ways to write a number, as format_phone_number is told them.
var formats = []string{"e164", "international", "national", "rfc3966"}

// Spelled is the number written in one of the formats. The error is the end of a sentence.
func (n Number) Spelled(format string) (string, error) {
	switch format {
	case "e164":
		return n.E164, nil
	case "international":
		return n.International, nil
	case "national":
		return n.National, nil
	case "rfc3966":
		return n.RFC3966, nil
	}
	return "", fmt.Errorf("%q isn't a way to write a number. Write one of: %s", format, strings.Join(formats, ", "))
}
