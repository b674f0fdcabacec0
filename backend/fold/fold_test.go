package fold_test

import (
	"testing"

	"pgregory.net/rapid"

	"stepwise/backend/fold"
)

func TestCaseAndMarksDoNotCount(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"":                      "",
		"Ana POP":               "ana pop",
		"Ștefan Țurcanu":        "stefan turcanu",
		"Şerban (with cedilla)": "serban (with cedilla)",
		"S\u0326tefan":          "stefan",
		"ÖTÖS Űrhajó Őz":        "otos urhajo oz",
		"İstanbul":              "istanbul",
		"\u0301":                "",
		"Ελλάδα 1":              "ελλαδα 1",
		"😀 50 %":                "😀 50 %",
	} {
		if got := fold.Fold(text); got != want {
			t.Errorf("Fold(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestFoldingTwiceChangesNothingMore(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		once := fold.Fold(rapid.String().Draw(t, "text"))
		if twice := fold.Fold(once); twice != once {
			t.Fatalf("%q became %q", once, twice)
		}
	})
}
