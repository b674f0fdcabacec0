package cli_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/cli"
	"stepwise/backend/store"
)

func TestForecastSaysWhatAnAutomationWillDo(t *testing.T) {
	t.Parallel()
	data := workspace(t, func(d *desk) {
		d.follow("Thank you")
		_, err := d.api.SaveCard(api.SaveCardIn{
			Product: d.product.Product.ID, Name: "Ana Pop", Status: d.statuses["Offer sent"],
			Contact: api.ContactIn{FirstName: "Ana", LastName: "Pop", Emails: []string{"ana@client.example"}},
		})
		d.ok(err)
	})
	before, err := os.ReadFile(filepath.Join(data, store.File))
	if err != nil {
		t.Fatal(err)
	}
	got := run(t, nil, nil, "forecast", "--data", data, "--lang", "en", "Follow-up")
	for _, part := range []string{"Follow-up: cards now 1, later 0; emails 1,", "ana@client.example", "Thank you", "Completed"} {
		if got.code != cli.ExitOK || !strings.Contains(got.out, part) {
			t.Errorf("%d %q %q lacks %q", got.code, got.errors, got.out, part)
		}
	}
	if got := run(t, nil, nil, "forecast", "--data", data, "--lang", "hu", "--csv", "Follow-up"); strings.Count(got.out, "\n") != 3 || !strings.Contains(got.out, "Megtörténik") {
		t.Errorf("%d %q %q", got.code, got.errors, got.out)
	}
	var out struct {
		Name string
		Rows []struct{ Outcome, To string }
	}
	got = run(t, nil, nil, "forecast", "--data", data, "--json", "Follow-up")
	if err := json.Unmarshal([]byte(got.out), &out); err != nil || out.Name != "Follow-up" || len(out.Rows) != 2 || out.Rows[0].Outcome != "done" {
		t.Errorf("%d %v %q %q", got.code, err, got.errors, got.out)
	}
	if got := run(t, nil, nil, "forecast", "--data", data, "Nothing"); got.code != cli.ExitUsage || !strings.Contains(got.errors, "no automation “Nothing”") {
		t.Errorf("%d %q", got.code, got.errors)
	}
	if after, err := os.ReadFile(filepath.Join(data, store.File)); err != nil || string(after) != string(before) {
		t.Errorf("the database changed, %v", err)
	}
}
