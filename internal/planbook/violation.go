package planbook

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// A Violation is a rule that the plan breaks: one of the error types of this package, always a
// pointer. Its text is for the person who wrote the plan: what is wrong, whom it concerns, what to
// write instead.
type Violation interface {
	error

	// Summary is the headline, without names.
	Summary() string
}

// Member is a member as messages show one. What isn't known is empty.
type Member struct{ Name, Email, ID string }

func (m Member) String() string {
	switch {
	case m.Name != "" && m.Email != "":
		return m.Name + " (" + m.Email + ")"
	case m.Email != "":
		return m.Email
	case m.Name != "":
		return m.Name
	case m.ID != "":
		return "the member with the ID " + m.ID
	}
	return "a member whose e-mail isn't known yet"
}

func sortMembers(members []Member) {
	slices.SortFunc(members, func(a, b Member) int {
		return cmp.Or(cmp.Compare(a.Email, b.Email), cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
}

// shownAtMost is how many items a message lists before it says how many more there are.
const shownAtMost = 12

// list writes texts one after the other.
func list[T any](items []T) string {
	var out strings.Builder
	for i, item := range items {
		if i == shownAtMost {
			fmt.Fprintf(&out, " and %d more", len(items)-i)
			break
		}
		if i > 0 {
			out.WriteString(", ")
		}
		fmt.Fprint(&out, item)
	}
	return out.String()
}

// many writes a count with its noun.
func many[N int | int64](n N, noun string) string {
	if n == 1 {
		return fmt.Sprintf("1 %s", noun)
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// sentence capitalises what begins a sentence, unless it is an address, which is shown as written.
func sentence(text string) string {
	if rest, ok := strings.CutPrefix(text, "the "); ok {
		return "The " + rest
	}
	if rest, ok := strings.CutPrefix(text, "a "); ok {
		return "A " + rest
	}
	return text
}

// differently returns two spellings of one name for a message: once if they are the same.
func differently(names [2]string) string {
	if names[0] == names[1] {
		return fmt.Sprintf("%q", names[0])
	}
	return fmt.Sprintf("%q and %q", names[0], names[1])
}

// inOrder sorts two texts.
func inOrder(a, b string) [2]string { return [2]string{min(a, b), max(a, b)} }
