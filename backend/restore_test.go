package backend_test

import (
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"stepwise/backend"
	"stepwise/backend/api"
	"stepwise/backend/backup"
	"stepwise/backend/config"
	"stepwise/backend/crm"
	"stepwise/backend/store"
	"stepwise/backend/testkit/sink"
)

// accepted are who the mail server took a mail for, in order.
func accepted(mail *sink.SMTP) (to []string) {
	for _, e := range mail.Accepted() {
		to = append(to, e.Rcpt...)
	}
	return to
}

func tick(t *testing.T, b *backend.Backend) backend.Counts {
	t.Helper()
	n, err := b.Tick(t.Context())
	must(t, err)
	return n
}

// done waits for a job and answers with its end.
func done(t *testing.T, b *backend.Backend, job api.JobView, err error) api.JobView {
	t.Helper()
	must(t, err)
	end, err := b.Service().Wait(t.Context(), job.ID)
	must(t, err)
	return end
}

// restored waits until the database is another one.
func restored(t *testing.T, b *backend.Backend, in api.RestoreIn) {
	t.Helper()
	news := b.Service().Bus().Listen()
	defer news.Close()
	job, err := session(t, b).Restore(in)
	if end := done(t, b, job, err); end.State != "done" {
		t.Fatalf("restore: %+v", end.Error)
	}
	for {
		<-news.Ready()
		for _, e := range news.Take() {
			if e.Noun == "restored" {
				return
			}
		}
	}
}

func stateOf(t *testing.T, b *backend.Backend, to string) (out []string) {
	t.Helper()
	page, err := session(t, b).ListMessages(api.ListMessagesIn{})
	must(t, err)
	for _, r := range page.Rows {
		if r.Message.To == to {
			out = append(out, string(r.Message.State)+" "+string(r.Message.Reason))
		}
	}
	return out
}

// A backup of this morning is put back: what was sent since stays sent and goes
// to nobody twice, what waited is held, who was erased is gone again, and nothing
// runs until a person says so (DB07, DB09).
func TestARestoreSendsNothingTwiceAndBringsNobodyErasedBack(t *testing.T) {
	t.Parallel()
	mail := mailServer(t)
	b := open(t, t.TempDir())
	defer func() { must(t, b.Close()) }()
	s := session(t, b)
	p := follow(t, s, mail)
	account := ask(s.ListAccounts()).ok(t)[0].Account.ID
	welcome(t, s, p, "Stefan")
	tick(t, b)
	must(t, b.Store().Write(t.Context(), func(tx *store.Tx) error { _, err := tx.StopAccount(account, "535"); return err }))
	welcome(t, s, p, "Ioana") // waits in the queue, and goes after the backup
	welcome(t, s, p, "Sterge")
	tick(t, b)
	made := done(t, b, ask(s.MakeBackup(api.MakeBackupIn{})).ok(t), nil)
	if made.State != "done" {
		t.Fatalf("backup: %+v", made.Error)
	}
	list := ask(s.GetBackups()).ok(t)
	if len(list.List) != 1 || list.List[0].Cards != 3 || list.State.At == 0 || list.List[0].Foreign {
		t.Fatalf("backups %+v", list)
	}
	ask(s.ResumeAccount(api.AccountIn{ID: account})).ok(t)
	tick(t, b)
	erase(t, b, s, "Sterge")
	must(t, b.Store().Write(t.Context(), func(tx *store.Tx) error { _, err := tx.StopAccount(account, "535"); return err }))
	ask(s.ResumeAccount(api.AccountIn{ID: account})).ok(t)
	welcome(t, s, p, "Bela") // the backup knows nothing of it
	tick(t, b)
	sent := accepted(mail)
	if len(sent) != 4 {
		t.Fatalf("sent to %v", sent)
	}
	look := ask(s.PreviewRestore(api.PathIn{Path: list.List[0].Path})).ok(t)
	if look.Lost.Clients != 1 || look.Lost.Sent < 2 {
		t.Errorf("a restore would lose %+v", look.Lost)
	}

	restored(t, b, api.RestoreIn{Path: list.List[0].Path})
	s = session(t, b)
	still := ask(s.ListStandstills()).ok(t)
	if len(still) != 1 || still[0].Standstill.Reason != crm.StandstillRestored {
		t.Fatalf("it stands still for %+v", still)
	}
	if got := stateOf(t, b, "ioana@exemplu.ro"); !slices.Equal(got, []string{"sent "}) {
		t.Errorf("what went after the backup is %v", got)
	}
	found := ask(s.ListContacts(api.ListContactsIn{Search: "Sterge"})).ok(t)
	if len(found.Rows) > 0 {
		t.Error("who was erased is back")
	}
	if n := tick(t, b); n.Outbox.Sent > 0 {
		t.Errorf("it sends while it stands still: %+v", n)
	}
	ask(s.Resume(api.ResumeIn{Reason: crm.StandstillRestored})).ok(t)
	must(t, b.Store().Write(t.Context(), func(tx *store.Tx) error { return tx.ResumeAccount(account) }))
	tick(t, b)
	welcome(t, s, p, "Bela") // typed again: the same card, in the same run
	tick(t, b)
	if again := accepted(mail); !slices.Equal(again, sent) {
		t.Errorf("sent to %v, and after the restore to %v", sent, again)
	}
	if got := stateOf(t, b, "bela@exemplu.ro"); !slices.Equal(got, []string{"sent "}) {
		t.Errorf("what sent.log knows is %v", got)
	}
	welcome(t, s, p, "Nou") // its password still works
	tick(t, b)
	if again := accepted(mail); len(again) != 5 {
		t.Errorf("a new one: %v", again)
	}
}

func erase(t *testing.T, b *backend.Backend, s *api.Session, name string) {
	t.Helper()
	row := ask(s.ListContacts(api.ListContactsIn{Search: name})).ok(t).Rows[0]
	if end := done(t, b, ask(s.StartErase(api.EraseIn{Contact: row.ID, Name: row.Name})).ok(t), nil); end.State != "done" {
		t.Fatalf("erase: %+v", end.Error)
	}
}

// asked is what an operation answers.
type asked[T any] struct {
	out T
	err error
}

func ask[T any](out T, err error) asked[T] { return asked[T]{out, err} }

func (a asked[T]) ok(t *testing.T) T {
	t.Helper()
	must(t, a.err)
	return a.out
}

func (a asked[T]) refused(t *testing.T, key string) {
	t.Helper()
	if a.err == nil || !strings.Contains(a.err.Error(), key) {
		t.Errorf("refused with %v, want %s", a.err, key)
	}
}

// An encrypted backup tells nothing without its passphrase, and with it and its
// key a workspace goes on elsewhere.
func TestATokenThatWasRevokedSinceTheBackupStaysSo(t *testing.T) {
	t.Parallel()
	b := open(t, t.TempDir())
	defer func() { must(t, b.Close()) }()
	s := session(t, b)
	setUp := api.SetUpIn{Name: "Ana Pop", Email: "ana@firma.example", Country: "RO", Zone: "Europe/Bucharest", Language: "en"}
	ask(s.SetUpWorkspace(setUp)).ok(t)
	one := api.AddTokenIn{Name: "Website", Scopes: crm.TokenScopes()}
	revoked, kept := ask(s.AddToken(one)).ok(t), ask(s.AddToken(one)).ok(t)
	made := done(t, b, ask(s.MakeBackup(api.MakeBackupIn{})).ok(t), nil)
	if made.State != "done" {
		t.Fatalf("backup: %+v", made.Error)
	}
	ask(s.RevokeToken(api.TokenIn{ID: revoked.Token.Token.ID})).ok(t)
	later := ask(s.AddToken(one)).ok(t)
	restored(t, b, api.RestoreIn{Path: ask(s.GetBackups()).ok(t).List[0].Path})
	for what, c := range map[string]struct {
		token string
		good  bool
	}{"revoked since": {revoked.Secret, false}, "of the backup": {kept.Secret, true}, "made since": {later.Secret, true}} {
		if _, _, err := b.Service().Bearer(t.Context(), c.token); (err == nil) != c.good {
			t.Errorf("%s: %v", what, err)
		}
	}
	ask(session(t, b).AddToken(one)).ok(t) // under an id of its own
}

func TestAnEncryptedBackupGoesOnOnAnotherMachine(t *testing.T) {
	t.Parallel()
	mail := mailServer(t)
	b := open(t, t.TempDir())
	s := session(t, b)
	p := follow(t, s, mail)
	welcome(t, s, p, "Stefan")
	tick(t, b)
	place := t.TempDir()
	ask(s.MakeBackup(api.MakeBackupIn{Folder: place, Passphrase: "short"})).refused(t, "invalid")
	for _, key := range []bool{false, true} {
		end := done(t, b, ask(s.MakeBackup(api.MakeBackupIn{Folder: place, Passphrase: "drum lung cu soare", Key: key})).ok(t), nil)
		if end.State != "done" {
			t.Fatalf("backup: %+v", end.Error)
		}
	}
	must(t, b.Close())
	files, err := filepath.Glob(filepath.Join(place, "*"+backup.Ending))
	must(t, err)
	slices.Sort(files)
	for i, takesKey := range []bool{false, true} {
		text, err := os.ReadFile(files[i])
		must(t, err)
		if strings.Contains(string(text), "stefan") || strings.Contains(string(text), "SQLite") {
			t.Error("it can be read without its passphrase")
		}
		cfg := config.Config{Data: t.TempDir()}
		quiet := slog.New(slog.DiscardHandler)
		if _, err := backend.Restore(t.Context(), cfg, quiet, backend.Wanted{Path: files[i], Passphrase: "another one"}); err == nil || !strings.Contains(err.Error(), "backup.passphrase") {
			t.Errorf("a wrong passphrase: %v", err)
		}
		_, err = backend.Restore(t.Context(), cfg, quiet, backend.Wanted{Path: files[i], Passphrase: "drum lung cu soare", Key: true})
		must(t, err)
		other := open(t, cfg.Data)
		so := session(t, other)
		account := ask(so.ListAccounts()).ok(t)[0].Account
		if account.Stopped == takesKey {
			t.Errorf("key in it: %v, the account is stopped: %v", takesKey, account.Stopped)
		}
		ask(so.Resume(api.ResumeIn{Reason: crm.StandstillRestored})).ok(t)
		welcome(t, so, p, "Anca")
		if n := tick(t, other); (n.Outbox.Sent == 1) != takesKey {
			t.Errorf("key in it: %v, sent %+v", takesKey, n.Outbox)
		}
		must(t, other.Close())
	}
}

// The data folder is copied to a second computer, and both start (DB06).
func TestACopiedFolderAsksBeforeItSends(t *testing.T) {
	t.Parallel()
	mail := mailServer(t)
	quiet := slog.New(slog.DiscardHandler)
	home, data := t.TempDir(), t.TempDir()
	start := func(cfg config.Config) *backend.Backend {
		b, err := backend.Open(cfg, quiet)
		must(t, err)
		return b
	}
	b := start(config.Config{Data: data, Machine: home})
	s := session(t, b)
	p := follow(t, s, mail)
	welcome(t, s, p, "Stefan")
	must(t, b.Close())
	b = start(config.Config{Data: data, Machine: home})
	if list := ask(session(t, b).ListStandstills()).ok(t); len(list) > 0 {
		t.Errorf("at home it asks %+v", list)
	}
	must(t, b.Close())

	for _, answer := range []string{"copied", "moved"} {
		elsewhere := filepath.Join(t.TempDir(), "data")
		must(t, os.CopyFS(elsewhere, os.DirFS(data)))
		must(t, os.Chmod(elsewhere, 0o700))
		must(t, os.Chmod(filepath.Join(elsewhere, store.File), 0o600))
		other := t.TempDir()
		b = start(config.Config{Data: elsewhere, Machine: other})
		s = session(t, b)
		list := ask(s.ListStandstills()).ok(t)
		if len(list) != 1 || list[0].Standstill.Reason != crm.StandstillMoved {
			t.Fatalf("on another computer: %+v", list)
		}
		if n := tick(t, b); n.Outbox.Total() > 0 {
			t.Errorf("it works before the answer: %+v", n)
		}
		ask(s.AnswerMoved(api.MovedIn{Answer: "perhaps"})).refused(t, "standstill.bad_answer")
		if left := ask(s.AnswerMoved(api.MovedIn{Answer: answer})).ok(t); len(left) > 0 {
			t.Errorf("after the answer: %+v", left)
		}
		tick(t, b)
		want := map[string]int{"copied": 0, "moved": 1}[answer]
		if got := len(accepted(mail)); got != want {
			t.Errorf("%s: %d went out, want %d", answer, got, want)
		}
		ws := ask(s.GetWorkspace()).ok(t)
		if ws.Workspace.TestMode != (answer == "copied") {
			t.Errorf("%s: test mode is %v", answer, ws.Workspace.TestMode)
		}
		must(t, b.Close())
		b = start(config.Config{Data: elsewhere, Machine: other})
		if list := ask(session(t, b).ListStandstills()).ok(t); len(list) > 0 {
			t.Errorf("%s: it asks again: %+v", answer, list)
		}
		must(t, b.Close())
	}
}
