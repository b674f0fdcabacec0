package gammu_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stepwise/backend/channel/gammu"
	"stepwise/backend/crm"
)

func account(t *testing.T) crm.Account {
	t.Helper()
	dir := t.TempDir()
	at := func(name string) string {
		path := filepath.Join(dir, name)
		if err := os.Mkdir(path, 0o700); err != nil {
			t.Fatal(err)
		}
		return path
	}
	return crm.Account{
		ID: 2, Channel: crm.ChannelSMS, Kind: crm.AccountGammu, SMS: &crm.SMSSettings{},
		Gammu: &crm.GammuSettings{Outbox: at("out"), Sent: at("sent"), Error: at("error"), Inbox: at("in")},
	}
}

func message() crm.Message {
	return crm.Message{Key: "k7q2m4xn5b3vz6t8r1w9y0pdca", To: "+40712345678", Created: 1_795_000_000_000}
}

func agreed() error { return nil }

func files(t *testing.T, dir string) []string {
	t.Helper()
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range list {
		out = append(out, e.Name())
	}
	return out
}

func TestAFileIsThereOnlyOnceItIsCommitted(t *testing.T) {
	t.Parallel()
	a, g := account(t), gammu.New()
	out := g.Send(t.Context(), a, message(), []byte("Salut"), func() error {
		for _, name := range files(t, a.Gammu.Outbox) {
			if strings.HasPrefix(name, "OUT") {
				t.Errorf("%s is there before the commit", name)
			}
		}
		return errors.New("disk full")
	})
	if out.Kind != crm.Aborted || len(files(t, a.Gammu.Outbox)) != 0 {
		t.Errorf("outcome %+v, left %v", out, files(t, a.Gammu.Outbox))
	}
	if found := g.Lookup(t.Context(), a, message().Key); found != crm.FoundNo {
		t.Errorf("look-up says %q", found)
	}
	out = g.Send(t.Context(), a, message(), []byte("Salut, Ștefan"), agreed)
	list := files(t, a.Gammu.Outbox)
	if out.Kind != crm.Accepted || len(list) != 1 || out.Remote != list[0] || !strings.Contains(list[0], "_+40712345678_"+message().Key+".txtd") {
		t.Errorf("outcome %+v, files %v", out, list)
	}
}

func TestWhatIsInAnyFolderIsNotPutThereAgain(t *testing.T) {
	t.Parallel()
	a, g := account(t), gammu.New()
	first := g.Send(t.Context(), a, message(), []byte("Salut"), agreed)
	if err := os.Rename(filepath.Join(a.Gammu.Outbox, first.Remote), filepath.Join(a.Gammu.Sent, first.Remote)); err != nil {
		t.Fatal(err)
	}
	if found := g.Lookup(t.Context(), a, message().Key); found != crm.FoundYes {
		t.Errorf("look-up says %q", found)
	}
	if again := g.Send(t.Context(), a, message(), []byte("Salut"), agreed); again.Kind != crm.Accepted || len(files(t, a.Gammu.Outbox)) != 0 {
		t.Errorf("outcome %+v, files %v", again, files(t, a.Gammu.Outbox))
	}
	if err := os.Rename(filepath.Join(a.Gammu.Sent, first.Remote), filepath.Join(a.Gammu.Error, first.Remote)); err != nil {
		t.Fatal(err)
	}
	news, err := g.Poll(t.Context(), a, []crm.OpenPart{{Remote: first.Remote}, {Remote: "../other"}})
	if err != nil || len(news.Receipts) != 1 || news.Receipts[0].State != crm.MessageFailed {
		t.Errorf("news %+v, %v", news, err)
	}
}

func TestAFolderThatIsGoneStopsTheAccount(t *testing.T) {
	t.Parallel()
	a, g := account(t), gammu.New()
	if err := g.Check(t.Context(), a); err != nil {
		t.Errorf("check says %v", err)
	}
	if err := os.Remove(a.Gammu.Sent); err != nil {
		t.Fatal(err)
	}
	if out := g.Send(t.Context(), a, message(), []byte("Salut"), agreed); out.Kind != crm.Stopped {
		t.Errorf("outcome %+v", out)
	}
	if err := g.Check(t.Context(), a); crm.CodeOf(err) != crm.CodeUnavailable {
		t.Errorf("check says %v", err)
	}
	if found := g.Lookup(t.Context(), a, message().Key); found != crm.FoundUnknown {
		t.Errorf("look-up says %q", found)
	}
}

func TestTextsThatCameInAreReadOnceTheyAreStored(t *testing.T) {
	t.Parallel()
	a, g := account(t), gammu.New()
	for name, content := range map[string]string{
		"IN20261122_102232_00_+40712345678_00.txt": "\xfe\xff\x00S\x00t\x00o\x00p\x01\x03\x00\x00",
		"IN20261122_102233_00_+40712345679_00.txt": "First half, ",
		"IN20261122_102233_00_+40712345679_01.txt": "second half",
		"IN20261122_102234_00_+40712345679_00.bin": "no text",
		"note.txt": "nothing of ours",
	} {
		if err := os.WriteFile(filepath.Join(a.Gammu.Inbox, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 {
		news, err := g.Poll(t.Context(), a, nil)
		if err != nil || len(news.Incoming) != 2 || news.Incoming[0].Text != "Stopă" || news.Incoming[0].From != "+40712345678" || news.Incoming[1].Text != "First half, second half" {
			t.Fatalf("news %+v, %v", news.Incoming, err)
		}
		defer news.Stored()
	}
	news, err := g.Poll(t.Context(), a, nil)
	if err != nil {
		t.Fatal(err)
	}
	news.Stored()
	if news, err := g.Poll(t.Context(), a, nil); err != nil || len(news.Incoming) != 0 {
		t.Errorf("once stored: %+v, %v", news, err)
	}
}
