package fold_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"stepwise/backend/fold"
)

func TestFold(t *testing.T) {
	t.Parallel()
	for from, want := range map[string]string{
		"Ștefan ȚEPEȘ":             "stefan tepes",
		"ŞTEFAN":                   "stefan",
		"Őrült Űr, É Ö Ü":          "orult ur, e o u",
		"Mâine în PĂDURE":          "maine in padure",
		"S\u0326tefan":             "stefan",
		"İstanbul":                 "istanbul",
		"\u212bngström":            "angstrom",
		"Łódź Straße":              "łodz straße",
		"ПРИВЕТ, Ё":                "привет, е",
		"":                         "",
		"ASCII Only 42":            "ascii only 42",
		"broken \xff":              "broken \ufffd",
		"한국어 日本語 ガ":                "한국어 日本語 カ",
		"a" + "\u0301\u0302\u0303": "a",
	} {
		if got := fold.Fold(from); got != want {
			t.Errorf("%q: got %q, want %q", from, got, want)
		}
	}
}

func TestClean(t *testing.T) {
	t.Parallel()
	for from, want := range map[string]string{
		"  Ion Popescu\t\n":               "Ion Popescu",
		"\u200bIon\u00ad \u202ePop\ufeff": "Ion Pop",
		"S\u0326tefan":                    "Ștefan",
		"S\u200b\u0326tefan":              "Ștefan",
		"\u00a0Ana\u2003":                 "Ana",
		"broken \xff\xfe":                 "broken \ufffd",
		"line\nbreak":                     "line\nbreak",
		" \u200b ":                        "",
	} {
		if got := fold.Clean(from); got != want {
			t.Errorf("%q: got %q, want %q", from, got, want)
		}
	}
}

func TestWhatIsNoName(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"Ion Popescu":                       "",
		"":                                  "",
		strings.Repeat("ș", 200):            "",
		strings.Repeat("ș", 201):            "fold.too_long",
		strings.Repeat("x", 10_000):         "fold.too_long",
		"a" + strings.Repeat("\u0301", 500): "fold.too_long",
		strings.Repeat("\n", 100):           "fold.control",
		"Ion\r\nBcc: victim@x.ro":           "fold.control",
		"Ion\x00":                           "fold.control",
		"Ion\u0085Pop":                      "fold.control",
		"Ion\u2028Pop":                      "fold.control",
	} {
		why := fold.CheckName(name)
		if (why == nil) != (want == "") || why != nil && why.Key != want {
			t.Errorf("%.20q: got %v, want %q", name, why, want)
		}
	}
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"Ștefan", "İ", "\u212b", "ᾈ", "\xff", "a\u200b\u0301", "\u0344", "ﬁ", "Σς", "Ⱥ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if folded := fold.Fold(s); fold.Fold(folded) != folded {
			t.Fatalf("%q: %q, then %q", s, folded, fold.Fold(folded))
		}
		clean := fold.Clean(s)
		if fold.Clean(clean) != clean || !utf8.ValidString(clean) || !norm.NFC.IsNormalString(clean) {
			t.Fatalf("%q: %q, then %q", s, clean, fold.Clean(clean))
		}
	})
}
