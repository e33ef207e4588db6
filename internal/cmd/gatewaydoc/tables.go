package main

import (
	"fmt"
	"strings"
)

// meanings says for the user what a provenance mark says for the developer.
var meanings = map[string]string{
	"doc":      "the vendor documents it",
	"observed": "reported from the live gateway",
	"client":   "used by third-party clients",
	"said":     "said to exist; its path and fields are this project's",
	"ours":     "defined by this project's contract",
}

// tables renders the three tables of the page.
func tables(operations []operation) string {
	var works, needs, parts strings.Builder
	for _, o := range operations {
		row := fmt.Sprintf("| %s | `%s %s` | %s |\n", cell(o.summary), o.method, o.path, meanings[o.provenance])
		if !o.known() {
			needs.WriteString(row)
			continue
		}
		works.WriteString(row)
		for _, e := range o.extras {
			fmt.Fprintf(&parts, "| `%s %s` | `%s` (%s) | %s |\n", o.method, o.path, e.name, e.where, cell(e.description))
		}
	}

	const head = "| What | Request | How it is known |\n|---|---|---|\n"
	return "## Known on the live gateway\n\n" + head + works.String() +
		"\n## Needs an endpoint that offers the contract\n\n" + head + needs.String() +
		"\n## Parts of known requests that only the contract defines\n\n" +
		"A gateway that doesn't know them may ignore them or refuse the request.\n\n" +
		"| Request | Part | What it means |\n|---|---|---|\n" + parts.String()
}

// cell makes one line of Markdown that can't break out of its table cell.
func cell(text string) string {
	return strings.ReplaceAll(strings.Join(strings.Fields(text), " "), "|", `\|`)
}
