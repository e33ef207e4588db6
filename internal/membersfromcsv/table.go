package membersfromcsv

import (
	"encoding/csv"
	"errors"
	"io"
	"iter"
	"strings"
	"unicode/utf8"
)

// separators are what stands between cells: what most of the world uses, what a spreadsheet writes where
// the comma is in decimals, and what is copied out of one.
var separators = []rune{',', ';', '\t'}

// utf8Advice is how to save a list that came in another encoding.
const utf8Advice = `Save it as "CSV UTF-8", as spreadsheets call it.`

// plain undoes what spreadsheets do to the text as a whole. The separator is 0 unless the text names it.
func plain(text string) (better string, separator rune, problem string) {
	switch {
	case strings.ContainsRune(text, 0):
		return "", 0, "the list has zero bytes in it, as a text saved as UTF-16 has. " + utf8Advice
	case !utf8.ValidString(text):
		return "", 0, "the list isn't saved as UTF-8. " + utf8Advice
	}
	text = strings.TrimPrefix(text, "\ufeff")
	if !strings.Contains(text, "\n") {
		text = strings.ReplaceAll(text, "\r", "\n") // as old Macs end lines, and spreadsheets there still can
	}
	// A first line that spreadsheets take for a remark on the file, and don't show.
	if rest, found := cutPrefixFold(text, "sep="); found {
		line, after, _ := strings.Cut(rest, "\n")
		if line = strings.TrimSuffix(line, "\r"); utf8.RuneCountInString(line) == 1 && strings.ContainsAny(line, ",;\t|") {
			separator, _ = utf8.DecodeRuneInString(line)
			return after, separator, ""
		}
	}
	return text, 0, ""
}

func cutPrefixFold(text, prefix string) (string, bool) {
	if len(text) < len(prefix) || !strings.EqualFold(text[:len(prefix)], prefix) {
		return text, false
	}
	return text[len(prefix):], true
}

// row is a row of a list.
type row struct {
	number int // as a spreadsheet counts
	cells  []string
	text   string // as it stands in the file
	err    error
}

func (r row) empty() bool {
	for _, cell := range r.cells {
		if strings.TrimSpace(cell) != "" {
			return false
		}
	}
	return r.err == nil
}

// rows reads the rows that aren't empty. The cells of a row are valid until the next.
func rows(text string, separator rune) iter.Seq[row] {
	return func(yield func(row) bool) {
		reader := csv.NewReader(strings.NewReader(text))
		reader.Comma = separator
		reader.FieldsPerRecord = -1
		reader.ReuseRecord = true
		// So that quotes may come after a space. Tabs would count as space even where they separate.
		reader.TrimLeadingSpace = separator != '\t'

		number, lastLine, offset := 0, 0, int64(0)
		for {
			cells, err := reader.Read()
			if errors.Is(err, io.EOF) {
				return
			}
			// Empty lines are passed over, and line breaks can be inside of a cell; for a spreadsheet the former
			// are rows and the latter aren't.
			var first, last int
			if bad := (*csv.ParseError)(nil); errors.As(err, &bad) {
				first, last = bad.StartLine, bad.Line
			} else {
				first, _ = reader.FieldPos(0)
				last, _ = reader.FieldPos(len(cells) - 1)
				last += strings.Count(cells[len(cells)-1], "\n")
			}
			number += first - lastLine
			lastLine = last
			end := reader.InputOffset()
			r := row{number: number, cells: cells, text: strings.TrimLeft(text[offset:end], "\r\n"), err: err}
			offset = end
			if !r.empty() && !yield(r) {
				return
			}
		}
	}
}

// separatorOf finds what separates the cells: whatever makes the most known columns of the first row.
func separatorOf(text string) rune {
	best, most := separators[0], 0
	for _, separator := range separators {
		for first := range rows(text, separator) {
			known := 0
			for _, cell := range first.cells {
				if _, found := columnCalled(cell); found {
					known++
				}
			}
			if known > most {
				best, most = separator, known
			}
			break
		}
	}
	return best
}
