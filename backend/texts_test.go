package backend_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/store"
)

func TestGatewaysAreAskedForWhatCameIn(t *testing.T) {
	t.Parallel()
	b := open(t, t.TempDir())
	t.Cleanup(func() { _ = b.Close() })
	s := session(t, b)
	_, err := s.SetUpWorkspace(api.SetUpIn{Name: "Ana Pop", Email: "ana@firma.example", Country: "RO", Zone: "Europe/Bucharest", Language: "en"})
	must(t, err)
	dir := t.TempDir()
	folders := crm.GammuSettings{Outbox: filepath.Join(dir, "out"), Sent: filepath.Join(dir, "sent"), Error: filepath.Join(dir, "error"), Inbox: filepath.Join(dir, "in")}
	for _, name := range []string{folders.Outbox, folders.Sent, folders.Error, folders.Inbox} {
		must(t, os.Mkdir(name, 0o700))
	}
	_, err = s.SaveAccount(api.SaveAccountIn{Kind: crm.AccountGammu, Gammu: &folders})
	must(t, err)
	text := filepath.Join(folders.Inbox, "IN20261122_102232_00_+40712345678_00.txt")
	must(t, os.WriteFile(text, []byte("STOP"), 0o600))

	b.AskGateways(t.Context())
	if _, err := os.Stat(text); !os.IsNotExist(err) {
		t.Errorf("the text lies there as before: %v", err)
	}
	must(t, b.Store().Read(t.Context(), func(v *store.View) error {
		got, found, err := v.SuppressionOf(crm.ChannelSMS, "+40712345678")
		if !found || !strings.EqualFold(got.Proof, "stop") {
			t.Errorf("suppression %+v, %v", got, found)
		}
		return err
	}))
}
