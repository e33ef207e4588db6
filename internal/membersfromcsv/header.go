package membersfromcsv

import (
	"fmt"
	"slices"
	"strings"
)

// header says what the cells of each row are.
type header struct {
	titles []string // as they are in the file, without spaces around
	column []int    // index in columns, or one of the constants
	extra  []string // the name under which a cell is taken along
}

const (
	nameless  = -1 // a column without a header, which has to be empty
	alongside = -2 // a column that is taken along
)

// everything is how a caller takes all columns along that have no meaning here.
const everything = "*"

// readHeader finds out what the columns are. Extra are those that the caller wants to have as they are.
func readHeader(first row, extra []string, problems *Problems) header {
	h := header{}
	seen := map[string]string{}
	for _, cell := range first.cells {
		title := strings.TrimSpace(cell)
		column, name := nameless, ""
		index, known := columnCalled(title)
		switch i := slices.IndexFunc(extra, func(wanted string) bool { return bare(wanted) == bare(title) && bare(title) != "" }); {
		case title == "":
		case known:
			column = index
		case i >= 0:
			column, name = alongside, extra[i]
		case slices.Contains(extra, everything):
			column, name = alongside, title
		default:
			problems.cell(first.number, title, "%s", unknown(title))
		}
		h.titles, h.column, h.extra = append(h.titles, title), append(h.column, column), append(h.extra, name)
		if column == nameless {
			continue
		}
		key := name
		if column >= 0 {
			key = columns[column].names[0]
		}
		if before, twice := seen[key]; twice {
			problems.cell(first.number, title, "the column %s is there twice, first as %q. Remove one of the two.", key, before)
		}
		seen[key] = title
	}
	h.missing(first, problems)
	for _, wanted := range extra {
		if _, found := seen[wanted]; !found && wanted != everything {
			problems.row(first.number, "there is no column %q, which the function was told to take along. The columns are: %s.", wanted, strings.Join(h.titles, ", "))
		}
	}
	return h
}

// missing tells which columns a list needs and doesn't have.
func (h header) missing(first row, problems *Problems) {
	if !slices.ContainsFunc(h.column, func(column int) bool { return column >= 0 }) {
		*problems = Problems{}
		problems.row(first.number, "%s names no column. The first row has to have the names of the columns, at least first_name, last_name and email, separated by commas, semicolons or tabs.", excerpt(first.text))
		return
	}
	for i, column := range columns {
		if column.required && !slices.Contains(h.column, i) {
			problems.row(first.number, "the column %s is missing. The columns are: %s.", column.names[0], strings.Join(h.titles, ", "))
		}
	}
}

// unknown says what to do about a header.
func unknown(title string) string {
	if name, found := closest(title); found {
		return fmt.Sprintf("no such column is known. Is it %s?", name)
	}
	return fmt.Sprintf("no such column is known. The known ones are: %s. To take this one along as it is, name it after the text: members_from_csv(..., %q).", names(), title)
}
