package backend_test

import (
	"bytes"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"stepwise/backend"
	"stepwise/backend/api"
	"stepwise/backend/config"
	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// A program that stays finds damage after it has begun to answer: it stands
// still, says so, has written nothing, and is repaired or restored from there.
func TestDamageThatIsFoundBesideTheFirstPage(t *testing.T) {
	t.Parallel()
	for _, how := range []string{"repair", "restore"} {
		data := t.TempDir()
		b := open(t, data)
		s := session(t, b)
		mail := mailServer(t)
		p := follow(t, s, mail)
		welcome(t, s, p, "Stefan")
		if made := done(t, b, ask(s.MakeBackup(api.MakeBackupIn{})).ok(t), nil); made.State != "done" {
			t.Fatalf("backup: %+v", made.Error)
		}
		copied := ask(s.GetBackups()).ok(t).List[0].Path
		must(t, b.Close())
		bad := wrongFreeList(t, data)
		b, err := backend.Open(config.Config{Data: data, Beside: true}, slog.New(slog.DiscardHandler))
		must(t, err)
		b.Start()
		s = session(t, b)
		_, err = s.SaveTag(api.SaveTagIn{Name: "nou"})
		var ours *crm.Error
		if !errors.As(err, &ours) || ours.Key != "error.store.damaged" {
			t.Fatalf("who writes gets %v", err)
		}
		still := ask(s.ListStandstills()).ok(t)
		if len(still) != 1 || still[0].Standstill.Reason != crm.StandstillDamaged {
			t.Fatalf("it stands still for %+v", still)
		}
		ask(s.Resume(api.ResumeIn{Reason: crm.StandstillDamaged})).refused(t, "damaged")
		if now, err := os.ReadFile(filepath.Join(data, store.File)); err != nil || !bytes.Equal(now, bad) || len(mail.Accepted()) > 0 {
			t.Errorf("something was written or sent: %v, %d mails", err, len(mail.Accepted()))
		}
		mend(t, b, how == "repair", copied)
		if list := ask(session(t, b).ListStandstills()).ok(t); len(list) != 1 || list[0].Standstill.Reason != crm.StandstillRestored {
			t.Fatalf("%s: it stands still for %+v", how, list)
		}
		ask(session(t, b).Resume(api.ResumeIn{Reason: crm.StandstillRestored})).ok(t)
		ask(session(t, b).SaveTag(api.SaveTagIn{Name: "nou"})).ok(t)
		must(t, b.Close())
	}
}

// wrongFreeList damages a database that was closed in order.
func wrongFreeList(t *testing.T, data string) []byte {
	t.Helper()
	path := filepath.Join(data, store.File)
	good, err := os.ReadFile(path)
	must(t, err)
	bad := slices.Concat(good[:36], []byte{0, 0, 0, 77}, good[40:])
	must(t, os.WriteFile(path, bad, 0o600))
	return bad
}

// mend repairs the database or puts a backup in its place, and waits for it.
func mend(t *testing.T, b *backend.Backend, repair bool, path string) {
	t.Helper()
	if !repair {
		restored(t, b, api.RestoreIn{Path: path})
		return
	}
	news := b.Service().Bus().Listen()
	defer news.Close()
	ask(session(t, b).RepairDatabase()).ok(t)
	for {
		<-news.Ready()
		for _, e := range news.Take() {
			if e.Noun == "restored" {
				return
			}
		}
	}
}
