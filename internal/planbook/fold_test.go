package planbook

import (
	"strings"
	"testing"
)

func TestFold(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		a, b string
		same bool
	}{
		{"Ada@X.test", "aDA@x.TEST", true},
		{"K", "\u212a", true}, // the Kelvin sign
		{"s", "\u017f", true}, // the long s
		{"Σ", "ς", true},
		{"É", "é", true},
		{"é", "e", false},
		{"ß", "ss", false},
		{"İ", "i", false},
	} {
		if got := fold(test.a) == fold(test.b); got != test.same {
			t.Errorf("fold takes %q and %q for equal: %v", test.a, test.b, got)
		}
	}
}

// FuzzFold holds the key to what it stands for: two texts have one key exactly if they are equal but
// for letter case.
func FuzzFold(f *testing.F) {
	f.Add("Ada@X.test", "ada@x.TEST")
	f.Add("K", "\u212a")
	f.Add("\xff", "\ufffd")
	f.Add("İ", "i")
	f.Fuzz(func(t *testing.T, a, b string) {
		if same := strings.EqualFold(a, b); same != (fold(a) == fold(b)) {
			t.Errorf("strings.EqualFold(%q, %q) is %v, the keys are %q and %q", a, b, same, fold(a), fold(b))
		}
		for _, other := range []string{strings.ToUpper(a), strings.ToLower(a), strings.ToTitle(a)} {
			if same := strings.EqualFold(a, other); same != (fold(a) == fold(other)) {
				t.Errorf("strings.EqualFold(%q, %q) is %v, the keys are %q and %q", a, other, same, fold(a), fold(other))
			}
		}
	})
}
