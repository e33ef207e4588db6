package membersfromcsv

import (
	"fmt"
	"strings"
)

// shown is how many problems of a list are told. Who made one mistake in a column made it in every row.
const shown = 10

// Problems are what is wrong with a list, in its order.
type Problems struct {
	texts []string
	count int
}

// Error tells the first of them, a line each. The last has no full stop: the CLI adds one.
func (p *Problems) Error() string {
	if p.count == 1 {
		return strings.TrimSuffix(p.texts[0], ".")
	}
	var b strings.Builder
	fmt.Fprintf(&b, "the list has %d problems:\n", p.count)
	for _, text := range p.texts {
		b.WriteString("\n  - " + text)
	}
	if more := p.count - len(p.texts); more > 0 {
		fmt.Fprintf(&b, "\n  ... and %d more", more)
	}
	return strings.TrimSuffix(b.String(), ".")
}

// list is a problem of the list as a whole.
func (p *Problems) list(text string, args ...any) {
	p.count++
	if len(p.texts) < shown {
		p.texts = append(p.texts, fmt.Sprintf(text, args...))
	}
}

// row is a problem of a row.
func (p *Problems) row(row int, text string, args ...any) {
	p.list("row %d: %s", row, lazily(text, args))
}

// cell is a problem of a cell.
func (p *Problems) cell(row int, column, text string, args ...any) {
	p.list("row %d, column %q: %s", row, column, lazily(text, args))
}

// lazily formats a text when it is shown, if it is.
func lazily(text string, args []any) fmt.Stringer { return formatted{text, args} }

type formatted struct {
	text string
	args []any
}

func (f formatted) String() string { return fmt.Sprintf(f.text, f.args...) }

// err is the problems as an error, nil if there are none.
func (p *Problems) err() error {
	if p.count == 0 {
		return nil
	}
	return p
}

// excerpt is the beginning of a text, on one line, for a message.
func excerpt(text string) string {
	const most = 60
	text = strings.TrimRight(text, "\r\n")
	runes := []rune(text[:min(len(text), 8*most)])
	if len(runes) <= most && len(text) <= 8*most {
		return fmt.Sprintf("%q", text)
	}
	return fmt.Sprintf("%q...", string(runes[:min(len(runes), most)]))
}
