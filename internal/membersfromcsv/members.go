package membersfromcsv

import (
	"encoding/csv"
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/onoff-community/terraform-provider-onoff/internal/email"
)

// Member is a row of the list. What a row doesn't say is empty, except that a member is a user then.
type Member struct {
	FirstName, LastName, Email, Role     string
	Departments                          []string
	PhoneNumber, CountryCode, NumberType string
	Extra                                map[string]string
}

// Parse reads a list of members; extra are columns to take along that have no meaning here, "*" for all. The key of a member is
// their e-mail address in small letters. The error is always a [*Problems].
func Parse(text string, extra ...string) (map[string]Member, error) {
	problems := &Problems{}
	text, separator, problem := plain(text)
	if problem != "" {
		problems.list("%s", problem)
		return nil, problems
	}
	if separator == 0 {
		separator = separatorOf(text)
	}
	var l *list
	for row := range rows(text, separator) {
		if l != nil {
			l.read(row)
			continue
		}
		if row.err != nil {
			unreadable(row, separator, problems)
			break
		}
		l = &list{
			header: readHeader(row, extra, problems), separator: separator, problems: problems,
			members: map[string]Member{}, rows: map[string]place{}, departments: map[string]place{},
		}
		if problems.count > 0 {
			break // what the cells are isn't sure
		}
	}
	if l == nil && problems.count == 0 {
		problems.list("the list is empty. Its first row has to have the names of the columns, at least first_name, last_name and email.")
	}
	if err := problems.err(); err != nil {
		return nil, err
	}
	return l.members, nil
}

// list is what was read so far.
type list struct {
	header    header
	separator rune
	problems  *Problems

	members     map[string]Member
	rows        map[string]place // of e-mail addresses, in any spelling
	departments map[string]place
}

// place is where something was first, and how it was written there.
type place struct {
	row  int
	text string
}

// read takes a row in.
func (l *list) read(r row) {
	if r.err != nil {
		unreadable(r, l.separator, l.problems)
		return
	}
	cells, fits := l.fit(r)
	if !fits {
		return
	}
	before := l.problems.count
	m := Member{Role: roles[0], Extra: map[string]string{}}
	for i, cell := range cells {
		title, cell := l.header.titles[i], strings.TrimSpace(cell)
		switch column := l.header.column[i]; {
		case strings.ContainsRune(cell, utf8.RuneError):
			l.problems.cell(r.number, title, "%s has a letter that was lost on the way. %s", excerpt(cell), utf8Advice)
		case column == nameless && cell != "":
			l.problems.row(r.number, "%s is in a column without a name. Give it one in the first row, or remove it.", excerpt(cell))
		case column == nameless:
		case column == alongside:
			m.Extra[l.header.extra[i]] = cell
		case cell != "":
			if err := columns[column].set(&m, cell); err != nil {
				l.problems.cell(r.number, title, "%s.", strings.TrimSuffix(err.Error(), "."))
			}
		case columns[column].required:
			l.problems.cell(r.number, title, "the cell is empty, and every row needs one.")
		}
	}
	l.check(r.number, &m)
	if l.problems.count == before {
		l.members[key(m.Email)] = m
	}
}

// fit makes the row as wide as the header. Empty cells at the end may be there or not be there as the
// spreadsheet likes; else a separator is lost, or one too many, and the cells are in the wrong columns.
func (l *list) fit(r row) (cells []string, fits bool) {
	width := len(l.header.titles)
	for width > 0 && l.header.titles[width-1] == "" {
		width--
	}
	cells = r.cells
	for len(cells) > len(l.header.titles) && strings.TrimSpace(cells[len(cells)-1]) == "" {
		cells = cells[:len(cells)-1]
	}
	if len(cells) >= width && len(cells) <= len(l.header.titles) {
		return cells, true
	}
	advice := "A separator is missing, or a quote is in the wrong place."
	if len(cells) > width {
		advice = "A cell with " + said(l.separator) + " in it has to be in quotes."
		if l.separator == ';' {
			advice += " Departments can be separated by | instead."
		}
	}
	l.problems.row(r.number, "%s has %d cells where the header has %d. %s", excerpt(r.text), len(cells), width, advice)
	return nil, false
}

// check holds a row to the rules between its cells, and between it and the rows before.
func (l *list) check(number int, m *Member) {
	title := func(name string) string {
		index, _ := columnCalled(name)
		return l.header.titles[slices.Index(l.header.column, index)]
	}
	switch {
	case m.PhoneNumber != "" && m.CountryCode != "":
		l.problems.cell(number, title("country_code"), "the row has a phone number, %s, and the country to pick one from, %s. Leave one of the two empty.", m.PhoneNumber, m.CountryCode)
	case m.NumberType != "" && m.CountryCode == "" && slices.Contains(l.header.column, index("country_code")):
		l.problems.cell(number, title("number_type"), "%q says which type of number to pick, and the row has no country_code to pick one from.", m.NumberType)
	case m.NumberType != "" && m.CountryCode == "":
		l.problems.cell(number, title("number_type"), "%q says which type of number to pick, and the list has no column country_code to pick one from.", m.NumberType)
	}
	for _, name := range m.Departments {
		first, known := l.departments[email.Fold(name)]
		if !known {
			l.departments[email.Fold(name)] = place{number, name}
		} else if first.text != name {
			// One department to the service, and two keys of for_each to Terraform.
			l.problems.cell(number, title("departments"), "%q is written %q in row %d. Write it the same everywhere.", name, first.text, first.row)
		}
	}
	if m.Email == "" {
		return
	}
	for _, spelling := range []string{email.Fold(m.Email), key(m.Email)} {
		if first, twice := l.rows[spelling]; twice && first.row != number {
			l.problems.cell(number, title("email"), "%q is in row %d as well%s. A member has one row: remove one of the two.", m.Email, first.row, asWritten(first.text, m.Email))
			return
		}
		l.rows[spelling] = place{number, m.Email}
	}
}

func asWritten(text, other string) string {
	if text == other {
		return ""
	}
	return `, as "` + text + `"`
}

func index(name string) int {
	found, _ := columnCalled(name)
	return found
}

// key is what a member is known by in for_each.
func key(address string) string { return strings.ToLower(address) }

// unreadable says what is wrong with the quotes of a row.
func unreadable(r row, separator rune, problems *Problems) {
	bad := (*csv.ParseError)(nil)
	switch errors.As(r.err, &bad); {
	case bad == nil:
		problems.row(r.number, "%s: %v.", excerpt(r.text), r.err)
	case errors.Is(bad.Err, csv.ErrBareQuote):
		problems.row(r.number, `%s has a quote inside of a cell that isn't in quotes. Put the cell in quotes, and write each quote inside twice.`, excerpt(r.text))
	case strings.Count(r.text, `"`)%2 == 1:
		problems.row(r.number, `%s has a quote that is never closed, so that all that follows was taken for one cell. Close it, or, if it belongs to the text, write it twice.`, excerpt(r.text))
	default:
		problems.row(r.number, `%s has text after a closing quote. After it comes %s, or the end of the row; a quote that belongs to the text is written twice.`, excerpt(r.text), said(separator))
	}
}

// said is what a separator is called.
func said(separator rune) string {
	switch separator {
	case ',':
		return "a comma"
	case ';':
		return "a semicolon"
	case '\t':
		return "a tab"
	}
	return string(separator)
}
