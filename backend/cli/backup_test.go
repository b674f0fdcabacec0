package cli_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/cli"
)

// A log line holds what it is about as one quoted text: a name can't write a line
// of its own (DB10). What it is about here is a restore that can't be carried out.
func TestNobodyWritesALineOfTheLogByAName(t *testing.T) {
	t.Parallel()
	data := filepath.Join(t.TempDir(), "Ana\n2026-11-22 10:00:00 ERROR admin logged in")
	if err := os.Mkdir(data, 0o700); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(data, "restore.json"), `{"aside":"data-before-restore-1"}`)
	got := run(t, nil, nil, "tick", "--data", data)
	if got.code != cli.ExitOK || !strings.Contains(got.errors, "not put back") {
		t.Fatalf("%d %q", got.code, got.errors)
	}
	for line := range strings.SplitSeq(strings.TrimSpace(got.errors), "\n") {
		if !strings.HasPrefix(line, "time=") {
			t.Errorf("a line of its own: %q", line)
		}
	}
}

func TestABackupFromTheCommandLineIsPutBackAfterAQuestion(t *testing.T) {
	t.Parallel()
	data := workspace(t, func(d *desk) {
		_, err := d.api.SaveCard(api.SaveCardIn{Product: d.product.Product.ID, Name: "Ana Pop", Status: d.statuses["Contacted"]})
		d.ok(err)
	})
	place := t.TempDir()
	made := run(t, nil, nil, "backup", "--data", data, "--to", place)
	files, err := filepath.Glob(filepath.Join(place, "*.backup"))
	if made.code != cli.ExitOK || err != nil || len(files) != 1 || !strings.Contains(made.out, "1 cards") {
		t.Fatalf("%d %q %q %v", made.code, made.out, made.errors, files)
	}
	asked := run(t, nil, nil, "restore", "--data", data, files[0])
	if asked.code != cli.ExitFailed || !strings.Contains(asked.errors, "Nothing was changed") {
		t.Errorf("without an answer: %d %q %q", asked.code, asked.out, asked.errors)
	}
	back := run(t, nil, nil, "restore", "--yes", "--data", data, files[0])
	if back.code != cli.ExitOK || !strings.Contains(back.out, "data-before-restore-") {
		t.Errorf("%d %q %q", back.code, back.out, back.errors)
	}
	if sound := run(t, nil, nil, "check", "--data", data); sound.code != cli.ExitOK || !strings.Contains(sound.out, "is sound: 1 cards") {
		t.Errorf("%d %q %q", sound.code, sound.out, sound.errors)
	}
	if err := os.Truncate(filepath.Join(data, "app.db"), 5000); err != nil {
		t.Fatal(err)
	}
	hurt := run(t, nil, nil, "check", "--data", data)
	if hurt.code != cli.ExitClosed || !strings.Contains(hurt.errors, "check --repair") || !strings.Contains(hurt.errors, "data-before-restore-") {
		t.Errorf("damaged: %d %q", hurt.code, hurt.errors)
	}
	if secret := run(t, nil, nil, "backup", "--encrypt", "--data", data); secret.code != cli.ExitUsage {
		t.Errorf("encrypted without a passphrase: %d %q", secret.code, secret.errors)
	}
}
