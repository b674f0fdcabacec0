package cli_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"

	"stepwise/backend/api"
	"stepwise/backend/cli"
	"stepwise/backend/crm"
	wording "stepwise/backend/words"
)

// explained is what explain --json prints.
type explained struct {
	Card, Filter, CardID, FilterID, Zone string
	Why                                  struct{ Matches bool }
}

func TestExplainSaysWhyACardMatchesOrNot(t *testing.T) {
	t.Parallel()
	var ana crm.CardID
	data := workspace(t, func(d *desk) {
		d.follow("Thanks")
		for _, name := range []string{"Ana Pop", "Ion", "Ion"} {
			card, err := d.api.SaveCard(api.SaveCardIn{Product: d.product.Product.ID, Name: name, Status: d.statuses["Contacted"]})
			d.ok(err)
			if ana == 0 {
				ana = card.Card.Card.ID
			}
		}
	})
	got := run(t, nil, nil, "explain", "--data", data, "Ana Pop", "Offers")
	for _, part := range []string{"Ana Pop does not match “Offers”", "Would match once this is so: status becomes Offer sent.", "✗ All of these", "  ✗ status is Offer sent", "Seen: status is Contacted since"} {
		if got.code != cli.ExitOK || !strings.Contains(got.out, part) {
			t.Errorf("%d %q lacks %q", got.code, got.out, part)
		}
	}
	got = run(t, nil, nil, "explain", "--json", "--data", data, ana.String(), "Offers")
	var out explained
	if err := json.Unmarshal([]byte(got.out), &out); err != nil || got.code != cli.ExitOK {
		t.Fatalf("%d %v %s", got.code, err, got.out)
	}
	if out.Card != "Ana Pop" || out.CardID != ana.String() || out.Zone != "Europe/Bucharest" || out.Why.Matches {
		t.Errorf("%+v", out)
	}
	if byID := run(t, nil, nil, "explain", "--json", "--data", data, ana.String(), out.FilterID); byID.out != got.out {
		t.Errorf("by id: %s", byID.out)
	}
	for say, c := range map[string]struct{ card, filter, words string }{
		"an unknown card":         {"Nobody", "Offers", "no card called “Nobody”"},
		"an unknown filter":       {"Ana Pop", "Orders", "no filter “Orders”"},
		"a name of several cards": {"Ion", "Offers", "is the name of several: card_"},
	} {
		if got := run(t, nil, nil, "explain", "--data", data, c.card, c.filter); got.code != cli.ExitUsage || !strings.Contains(got.errors, c.words) || got.out != "" {
			t.Errorf("%s: %d %q %q", say, got.code, got.errors, got.out)
		}
	}
	if got := run(t, nil, nil, "explain", "--data", t.TempDir(), "Ana Pop", "Offers"); got.code != cli.ExitClosed {
		t.Errorf("no workspace: %d %q", got.code, got.errors)
	}
}

func TestExplainSaysWhyACardGotAnAutomation(t *testing.T) {
	t.Parallel()
	data := workspace(t, func(d *desk) {
		d.follow("Thanks")
		_, err := d.api.SaveCard(api.SaveCardIn{Product: d.product.Product.ID, Name: "Ana Pop", Status: d.statuses["Contacted"]})
		d.ok(err)
	})
	got := run(t, nil, nil, "explain", "--data", data, "--automation", "Follow-up", "Ana Pop")
	for _, part := range []string{"Ana Pop does not match the filter of “Follow-up”", "✗ status is Offer sent", "What would change it"} {
		if got.code != cli.ExitOK || !strings.Contains(got.out, part) {
			t.Errorf("%d %q %q lacks %q", got.code, got.errors, got.out, part)
		}
	}
	var out struct{ CardID, SequenceID, Zone string }
	got = run(t, nil, nil, "explain", "--json", "--data", data, "--automation", "Follow-up", "Ana Pop")
	if err := json.Unmarshal([]byte(got.out), &out); err != nil || got.code != cli.ExitOK || out.SequenceID == "" || out.Zone != "Europe/Bucharest" {
		t.Errorf("%d %v %s", got.code, err, got.out)
	}
	for say, c := range map[string][]string{
		"an unknown automation": {"--automation", "Nothing", "Ana Pop"},
		"neither":               {"Ana Pop"},
		"both":                  {"--automation", "Follow-up", "Ana Pop", "Offers"},
	} {
		if got := run(t, nil, nil, append([]string{"explain", "--data", data}, c...)...); got.code != cli.ExitUsage || got.out != "" {
			t.Errorf("%s: %d %q %q", say, got.code, got.errors, got.out)
		}
	}
}

func TestExplainSaysWhatTheScreenSays(t *testing.T) {
	t.Parallel()
	var screen api.ExplainOut
	data := workspace(t, func(d *desk) {
		d.follow("Thanks")
		card, err := d.api.SaveCard(api.SaveCardIn{Product: d.product.Product.ID, Name: "Ana Pop", Status: d.statuses["Contacted"]})
		d.ok(err)
		list, err := d.api.ListFilters(api.ProductIn{Product: d.product.Product.ID})
		d.ok(err)
		screen, err = d.api.ExplainFilter(api.ExplainIn{Filter: list[0].Filter.ID, Card: card.Card.Card.ID})
		d.ok(err)
	})
	zone, err := time.LoadLocation("Europe/Bucharest")
	if err != nil {
		t.Fatal(err)
	}
	for lang, env := range map[string]string{"en": "LANG=en_GB.UTF-8", "ro": "LANG=ro_RO.UTF-8", "hu": "LANG=hu_HU.UTF-8"} {
		got := run(t, nil, []string{env}, "explain", "--data", data, "Ana Pop", "Offers")
		said := []crm.Phrase{screen.Answer, screen.Turn}
		for _, c := range screen.Why.Conditions {
			said = append(said, c.Say, c.Seen, c.Hint)
		}
		for _, phrase := range said {
			if want := wording.Render(lang, phrase, zone); got.code != cli.ExitOK || !strings.Contains(got.out, want) {
				t.Errorf("%s: %d %q lacks %q", lang, got.code, got.out, want)
			}
		}
	}
	printed, want := map[string]any{}, map[string]any{}
	got := run(t, nil, []string{"LANG=hu_HU.UTF-8"}, "explain", "--json", "--data", data, "Ana Pop", "Offers")
	if err := json.Unmarshal([]byte(got.out), &printed); err != nil {
		t.Fatalf("%v %s", err, got.out)
	}
	text, err := json.Marshal(screen)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &want); err != nil {
		t.Fatal(err)
	}
	for key, value := range want {
		if !reflect.DeepEqual(printed[key], value) {
			t.Errorf("%s: %v, want %v", key, printed[key], value)
		}
	}
}
