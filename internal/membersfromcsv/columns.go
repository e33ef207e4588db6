package membersfromcsv

import (
	"fmt"
	"regexp"
	"strings"
	"sync"
	"unicode"

	"github.com/onoff-community/terraform-provider-onoff/internal/e164"
	"github.com/onoff-community/terraform-provider-onoff/internal/email"
)

// column is one that has a meaning. The first name is the one to write; the others are what people call it.
type column struct {
	names    []string
	required bool
	// set reads a cell that isn't empty; the error is a sentence about it.
	set func(m *Member, cell string) error
}

var columns = []column{
	{names: []string{"first_name", "given_name", "forename"}, required: true, set: func(m *Member, cell string) error {
		m.FirstName = cell
		return nil
	}},
	{names: []string{"last_name", "family_name", "surname"}, required: true, set: func(m *Member, cell string) error {
		m.LastName = cell
		return nil
	}},
	{names: []string{"email", "email_address"}, required: true, set: func(m *Member, cell string) (err error) {
		m.Email, err = email.Parse(cell)
		return err
	}},
	{names: []string{"role"}, set: func(m *Member, cell string) (err error) {
		m.Role, err = word(cell, roles...)
		return err
	}},
	{names: []string{"departments", "department"}, set: setDepartments},
	{names: []string{"phone_number", "phone"}, set: setPhoneNumber},
	{names: []string{"country_code"}, set: func(m *Member, cell string) error {
		if !twoLetters.MatchString(cell) {
			return fmt.Errorf("%q isn't the code of a country. Write its two letters, like FR", cell)
		}
		m.CountryCode = strings.ToUpper(cell)
		return nil
	}},
	{names: []string{"number_type"}, set: func(m *Member, cell string) (err error) {
		m.NumberType, err = word(cell, "mobile", "landline")
		return err
	}},
}

// roles are those of onoff_member, the first being what a member is if nothing is said.
var roles = []string{"user", "team_lead", "admin", "owner"}

var twoLetters = regexp.MustCompile(`^[A-Za-z]{2}$`)

// scientific is what a spreadsheet makes of a phone number that it takes for a large number.
var scientific = regexp.MustCompile(`^[0-9][.,]?[0-9]*[Ee]\+?[0-9]+$`)

func setPhoneNumber(m *Member, cell string) error {
	number, err := e164.Parse(cell)
	if err != nil && scientific.MatchString(cell) {
		return fmt.Errorf("%q was a phone number until the spreadsheet took it for a quantity. Make the cells text, and type the numbers anew", cell)
	}
	m.PhoneNumber = number
	return err
}

// setDepartments takes the names in a cell apart. A semicolon is usual, unless it separates the cells.
func setDepartments(m *Member, cell string) error {
	seen := map[string]bool{}
	for name := range strings.FieldsFuncSeq(cell, func(r rune) bool { return r == ';' || r == '|' || r == '\n' }) {
		name = strings.TrimSpace(name)
		if name != "" && !seen[name] {
			seen[name] = true
			m.Departments = append(m.Departments, name)
		}
	}
	return nil
}

// word finds the word that a person means, whatever its letter case and with a space for an underscore.
func word(cell string, words ...string) (string, error) {
	for _, known := range words {
		if bare(known) == bare(cell) {
			return known, nil
		}
	}
	return "", fmt.Errorf("%q isn't one of: %s", cell, strings.Join(words, ", "))
}

// bare is what counts of a name: its letters and digits, whatever their case.
func bare(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
}

// byName finds a column by any of its names.
var byName = sync.OnceValue(func() map[string]int {
	found := map[string]int{}
	for i, column := range columns {
		for _, name := range column.names {
			found[bare(name)] = i
		}
	}
	return found
})

// columnCalled finds the column that a header names.
func columnCalled(header string) (index int, found bool) {
	index, found = byName()[bare(header)]
	return index, found
}

// names are the columns as they should be written.
func names() string {
	all := make([]string, 0, len(columns))
	for _, column := range columns {
		all = append(all, column.names[0])
	}
	return strings.Join(all, ", ")
}

// closest is the name that a header is a misspelling of, if it is one.
func closest(header string) (name string, found bool) {
	best := 3
	for _, column := range columns {
		for _, candidate := range column.names {
			if d := distance(bare(header), bare(candidate)); d < best && 2*d < len(bare(candidate)) {
				best, name, found = d, column.names[0], true
			}
		}
	}
	return name, found
}

// distance is how many letters have to be typed, dropped or replaced to make one word of the other.
func distance(a, b string) int {
	from, to := []rune(a), []rune(b)
	if len(from) > 40 {
		return len(from)
	}
	line := make([]int, len(to)+1)
	for j := range line {
		line[j] = j
	}
	for i, r := range from {
		diagonal := line[0]
		line[0] = i + 1
		for j, s := range to {
			replaced := diagonal
			if r != s {
				replaced++
			}
			diagonal = line[j+1]
			line[j+1] = min(replaced, line[j]+1, line[j+1]+1)
		}
	}
	return line[len(to)]
}
