package email

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestParse(t *testing.T) {
	t.Parallel()
	for _, good := range []string{
		"ada@example.com",
		"Ada.Lovelace+onoff@Example.COM",
		"root@localhost",
		"a@b",
		"o'neil_&_co/2@example.com",
		"hélène@example.fr",
		"用户@例子.广告",
		"ada@[192.0.2.1]",
		`"ada lovelace"@example.com`,
		`"a@b"@example.com`,
		`"a<b>"@example.com`,
		"a@-example-.com",
	} {
		t.Run(good, func(t *testing.T) {
			t.Parallel()
			if got, err := Parse(good); err != nil || got != good {
				t.Errorf("Parse(%q) = %q, %v", good, got, err)
			}
		})
	}
}

func TestParseRefuses(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, in, says, advises string }{
		{"empty", "", "is empty", "ada@example.com"},
		{"blank", " \t", "is empty", "ada@example.com"},
		{"space before", " ada@example.com", "spaces around", `"ada@example.com"`},
		{"newline after", "ada@example.com\n", "spaces around", `"ada@example.com"`},
		{"no-break space after", "ada@example.com\u00a0", "spaces around", `"ada@example.com"`},
		{"space inside", "ada @example.com", "space inside", "ada@example.com"},
		{"space in the local part", "ada lovelace@example.com", "space inside", "adalovelace@example.com"},
		{"display name", "Ada <ada@example.com>", "more than the address", `"ada@example.com"`},
		{"brackets", "<ada@example.com>", "more than the address", `"ada@example.com"`},
		{"quoted name", `"Ada" <ada@example.com>`, "more than the address", `"ada@example.com"`},
		{"comment", "ada@example.com (Ada)", "more than the address", `"ada@example.com"`},
		{"comment first", "(Ada) ada@example.com", "more than the address", "ada@example.com"},
		{"comment after quotes", `"ada" (x)@example.com`, "", "ada"},
		{"two", "ada@example.com, grace@example.com", "several", "one address"},
		{"no at", "ada.example.com", "no @", "ada@example.com"},
		{"two ats", "ada@home@example.com", "more than one @", "ada@example.com"},
		{"nothing before", "@example.com", "nothing before", "ada@example.com"},
		{"nothing after", "ada@", "nothing after", "ada@example.com"},
		{"two dots", "ada..l@example.com", "dot too many", "stand alone"},
		{"dot before the at", "ada.@example.com", "dot too many", "stand alone"},
		{"dot at the end", "ada@example.com.", "dot too many", "stand alone"},
		{"colon", "mailto:ada@example.com", "isn't an e-mail address", "ada@example.com"},
		{"zero width space", "ada\u200b@example.com", "U+200B", "anew"},
		{"no-break space inside", "ada\u00a0l@example.com", "U+00A0", "anew"},
		{"bidirectional control", "\u202eada@example.com", "U+202E", "anew"},
		{"header injection", "ada@example.com\r\nBcc: all@example.com", "U+000D", "anew"},
		{"nul", "ada\x00@example.com", "U+0000", "anew"},
		{"not UTF-8", "ada\xff@example.com", "isn't an e-mail address", "ada@example.com"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got, err := Parse(c.in)
			if err == nil {
				t.Fatalf("Parse(%q) = %q, want an error", c.in, got)
			}
			bad, ok := err.(*Error)
			if !ok {
				t.Fatalf("Parse(%q): %T, want *Error", c.in, err)
			}
			if bad.Value != c.in || !strings.Contains(bad.Problem, c.says) || !strings.Contains(bad.Advice, c.advises) {
				t.Errorf("Parse(%q): %v; want %q, and as advice %q", c.in, err, c.says, c.advises)
			}
		})
	}
}

func TestEqual(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"ada@example.com", "Ada@Example.COM", true},
		{"ÉLODIE@EXAMPLE.FR", "élodie@example.fr", true},
		{"ΣΟΦΟΣ@example.gr", "σοφος@example.gr", true},
		{"σοφος@example.gr", "σοφοσ@example.gr", true},
		{"ada@bücher.example", "ada@BÜCHER.example", true},
		{"straße@example.de", "strasse@example.de", false},
		{"I@example.com", "ı@example.com", false},
		{"ada@example.com", "ada@example.org", false},
		{"a.da@example.com", "ada@example.com", false},
		{"", "", true},
	} {
		if got := Equal(c.a, c.b); got != c.want {
			t.Errorf("Equal(%q, %q) = %v", c.a, c.b, got)
		}
	}
}

// spelled draws text in which letter case matters in all the odd ways that Unicode knows.
var spelled = rapid.OneOf(
	rapid.StringOfN(rapid.SampledFrom([]rune("aAbkK\u212asSſσςΣéÉßẞıIiİµμΜǅǆǄ@.")), 0, 6, -1),
	rapid.String(),
)

func TestFoldIsAKey(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := spelled.Draw(t, "a"), spelled.Draw(t, "b"), spelled.Draw(t, "c")
		if Fold(Fold(a)) != Fold(a) {
			t.Fatalf("%q folds to %q and then to %q", a, Fold(a), Fold(Fold(a)))
		}
		if Equal(a, b) != strings.EqualFold(a, b) {
			t.Fatalf("%q and %q: Equal %v, strings.EqualFold %v", a, b, Equal(a, b), strings.EqualFold(a, b))
		}
		if !Equal(a, a) || Equal(a, b) != Equal(b, a) || (Equal(a, b) && Equal(b, c) && !Equal(a, c)) {
			t.Fatalf("%q, %q, %q: not an equivalence", a, b, c)
		}
		// Letter case never decides whether something is an address.
		_, upper := Parse(strings.ToUpper(a))
		_, lower := Parse(strings.ToLower(a))
		if (upper == nil) != (lower == nil) {
			t.Fatalf("%q: in capitals %v, in small letters %v", a, upper, lower)
		}
	})
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"ada@example.com", "Ada <ada@example.com>", `"a\"b"@c`, `"a"@b (c)`, "a@[::1]", "=?utf-8?q?a?= <a@b>", "a@b@c", "\xff@a", "@", `"@"`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		address, err := Parse(s)
		if err != nil {
			if bad, ok := err.(*Error); !ok || bad.Problem == "" || bad.Advice == "" || address != "" {
				t.Fatalf("Parse(%q) = %q, %#v", s, address, err)
			}
			return
		}
		if address != s || !strings.Contains(s, "@") || strings.TrimSpace(s) != s || strings.ContainsAny(s, "\r\n\x00") {
			t.Fatalf("Parse(%q) = %q", s, address)
		}
		if again, err := Parse(address); err != nil || again != address {
			t.Fatalf("Parse(%q), parsed again: %q, %v", s, again, err)
		}
		if Fold(Fold(s)) != Fold(s) || !Equal(s, Fold(s)) {
			t.Fatalf("Fold(%q) = %q", s, Fold(s))
		}
	})
}
