package words_test

import (
	"encoding/json"
	"os"
	"testing"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/words"
)

// The SPA's tests read the same file: both sides must write the same sentences.
const fixturePath = "../../frontend/src/locales/fixture.json"

type fixture struct {
	Zone  string `json:"zone"`
	Cases []struct {
		Phrase crm.Phrase `json:"phrase"`
		EN     string     `json:"en"`
		RO     string     `json:"ro"`
		HU     string     `json:"hu"`
	} `json:"cases"`
}

func TestAPhraseIsTheSentenceThatTheSPAWrites(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(fixturePath)
	if err != nil {
		t.Fatal(err)
	}
	var all fixture
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	zone, err := time.LoadLocation(all.Zone)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range all.Cases {
		for lang, want := range map[string]string{"en": c.EN, "ro": c.RO, "hu": c.HU} {
			if got := words.Render(lang, c.Phrase, zone); got != want {
				t.Errorf("%s %v: got %q, want %q", lang, c.Phrase, got, want)
			}
		}
	}
}

func TestWhatTheBackendPutsIntoAPhraseReadsAsItDoesAfterTheWire(t *testing.T) {
	t.Parallel()
	inner := crm.Say("common.changes_seen", "count", 3)
	tests := map[string]struct {
		arg  any
		want string
	}{
		"a moment":          {crm.Instant(1_795_849_200_000), "Version 28 Nov 2026, 07:00"},
		"a day":             {crm.Date("2026-11-28"), "Version 28 Nov 2026"},
		"a phrase":          {inner, "Version 3 changes seen"},
		"phrases":           {[]crm.Phrase{inner, crm.Say("common.yes")}, "Version 3 changes seen, Yes"},
		"a whole number":    {int64(12345), "Version 12,345"},
		"a number":          {0.5, "Version 0.5"},
		"an id":             {crm.CardID(33), "Version card_11"},
		"a word":            {"1.2.0", "Version 1.2.0"},
		"names":             {[]string{"Ana", "Ion"}, "Version Ana, Ion"},
		"a word of a kind":  {crm.CodeConflict, "Version conflict"},
		"a date that isn't": {crm.Date("soon"), "Version soon"},
	}
	for name, c := range tests {
		if got := words.Render("en", crm.Say("common.version", "version", c.arg), nil); got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}

func TestALanguageThatIsNotOursIsEnglish(t *testing.T) {
	t.Parallel()
	if got := words.Render("de", crm.Say("common.save"), nil); got != "Save" {
		t.Errorf("got %q", got)
	}
}
