package cli_test

import (
	"encoding/json"
	"strings"
	"testing"

	"stepwise/backend/cli"
)

func TestDemoFillsANewWorkspaceOnceAndSaysWhatItMade(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	var made struct {
		Data                                               string
		Users, Cards, Tasks, Filters, Templates, Sequences int
	}
	got := run(t, nil, nil, "demo", "--data", data, "--json")
	if err := json.Unmarshal([]byte(got.out), &made); err != nil || got.code != cli.ExitOK {
		t.Fatalf("%d %v %s%s", got.code, err, got.out, got.errors)
	}
	if made.Data != data || made.Users != 3 || made.Cards != 300 || made.Tasks < 20 || made.Filters != 6 || made.Templates < 10 || made.Sequences != 3 {
		t.Errorf("made %+v", made)
	}
	again := run(t, nil, []string{"LANG=ro_RO.UTF-8"}, "demo", "--data", data)
	if again.code != cli.ExitFailed || !strings.Contains(again.errors, "a fost deja configurat") || again.out != "" {
		t.Errorf("the second time: %d %q %q", again.code, again.out, again.errors)
	}
}

func TestDemoSaysInTheTerminalsLanguageWhatItMade(t *testing.T) {
	t.Parallel()
	for lang, want := range map[string]string{
		"en_US": "\n  300 cards\n", "ro_RO": "\n  300 de carduri\n", "hu_HU": "\n  300 kártya\n",
	} {
		got := run(t, nil, []string{"LANG=" + lang + ".UTF-8"}, "demo", "--data", t.TempDir(), "--lang", "hu")
		if got.code != cli.ExitOK || !strings.Contains(got.out, want) {
			t.Errorf("%s: %d %s%s", lang, got.code, got.out, got.errors)
		}
	}
}

func TestDemoKnowsThreeLanguages(t *testing.T) {
	t.Parallel()
	if got := run(t, nil, nil, "demo", "--data", t.TempDir(), "--lang", "fr"); got.code != cli.ExitUsage {
		t.Errorf("got %d %q", got.code, got.errors)
	}
}
