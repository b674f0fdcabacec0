package api_test

import (
	"os"
	"path/filepath"
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/backup"
	"stepwise/backend/crm"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

// daily is one beat's look whether a backup is due.
func daily(t *testing.T, d *desk) api.BackupsOut {
	t.Helper()
	d.svc.DailyBackup(t.Context())
	d.svc.AwaitBackup()
	return ask(d.api.GetBackups()).ok(t)
}

// end waits for a job.
func end(t *testing.T, d *desk, job api.JobView) api.JobView {
	t.Helper()
	return ask(d.svc.Wait(t.Context(), job.ID)).ok(t)
}

func TestABackupIsMadeOnceALocalDayAndOldOnesGo(t *testing.T) {
	t.Parallel()
	d := open(t, testkit.From("2026-11-23 10:00"))
	d.Card("Ana Pop", testkit.OfferSent)
	equal(t, "on the day it was set up", len(daily(t, d).List), 0)
	d.Jump("2026-11-24 00:01") // still the day before in UTC
	out := daily(t, d)
	equal(t, "the next local day", len(out.List), 1)
	equal(t, "its name", out.List[0].Name, "stepwise-2026-11-24-000100.backup")
	equal(t, "cards", out.List[0].Cards, 1)
	equal(t, "the last one", d.Civil(out.State.At), "2026-11-24 00:01")
	equal(t, "the next one", d.Civil(out.Next), "2026-11-25 00:00")
	d.Jump("2026-11-24 23:00")
	equal(t, "once a day", len(daily(t, d).List), 1)
	d.Jump("2026-12-01 09:00")
	equal(t, "after days off", len(daily(t, d).List), 2)
	second := t.TempDir()
	ask(d.api.SaveBackups(api.SaveBackupsIn{Setting: crm.BackupSetting{Daily: true, Keep: 2, Second: second}})).ok(t)
	for _, day := range []string{"2026-12-02 09:00", "2026-12-03 09:00", "2026-12-04 09:00"} {
		d.Jump(day)
		daily(t, d)
	}
	there, err := filepath.Glob(filepath.Join(second, "*"+backup.Ending))
	d.OK(err)
	equal(t, "at the second place", len(there), 2)
	equal(t, "kept, in two places", len(ask(d.api.GetBackups()).ok(t).List), 4)
	made := end(t, d, ask(d.api.MakeBackup(api.MakeBackupIn{})).ok(t))
	equal(t, "by hand", made.State, "done")
	said(t, made.Result)
	d.Jump("2026-12-05 09:00")
	equal(t, "what was made by hand stays", len(daily(t, d).List), 5)
	equal(t, "off", ask(d.api.SaveBackups(api.SaveBackupsIn{Setting: crm.BackupSetting{Keep: 2}})).ok(t).Next, crm.Instant(0))
}

func TestABackupThatFailsIsToldUntilTheNextGoodOne(t *testing.T) {
	t.Parallel()
	d := open(t)
	stick := filepath.Join(t.TempDir(), "stick")
	ask(d.api.SaveBackups(api.SaveBackupsIn{Setting: crm.BackupSetting{Daily: true, Keep: 14, Folder: stick}})).ok(t)
	d.Jump("2026-11-24 09:00")
	out := daily(t, d)
	equal(t, "why", out.State.Failed.Key, "backup.no_folder")
	said(t, *out.State.Failed)
	notices := ask(d.api.GetStatus()).ok(t).Notices
	equal(t, "told", len(notices), 1)
	said(t, notices[0])
	d.OK(os.Mkdir(stick, 0o700))
	equal(t, "not at once", daily(t, d).State.Failed != nil, true)
	d.Jump("2026-11-24 10:01")
	out = daily(t, d)
	equal(t, "an hour later", len(out.List), 1)
	equal(t, "all is well", out.State.Failed == nil && len(ask(d.api.GetStatus()).ok(t).Notices) == 0, true)
}

func TestHowBackupsAreMadeIsChecked(t *testing.T) {
	t.Parallel()
	d := open(t)
	for name, in := range map[string]api.SaveBackupsIn{
		"setting.keep backup.bad_keep":       {Setting: crm.BackupSetting{Keep: 0}},
		"setting.folder backup.not_absolute": {Setting: crm.BackupSetting{Keep: 1, Folder: "here"}},
		"passphrase backup.short_passphrase": {Setting: crm.BackupSetting{Keep: 1, Encrypted: true}, Passphrase: "short"},
	} {
		ask(d.api.SaveBackups(in)).invalid(t, name)
	}
	out := ask(d.api.SaveBackups(api.SaveBackupsIn{Setting: crm.BackupSetting{Daily: true, Keep: 3, Encrypted: true, Key: true}, Passphrase: "drum lung cu soare"})).ok(t)
	equal(t, "a passphrase is kept", out.Passphrase, true)
	d.Jump("2026-11-24 09:00")
	made := daily(t, d).List
	equal(t, "encrypted", len(made) == 1 && made[0].Locked && made[0].Key, true)
	ask(d.api.MakeBackup(api.MakeBackupIn{Folder: "here"})).invalid(t, "folder backup.not_absolute")
	look := ask(d.api.PreviewRestore(api.PathIn{Path: made[0].Path})).ok(t)
	equal(t, "its cards are known without the passphrase", look.Backup.Locked, true)
	ask(d.api.PreviewRestore(api.PathIn{Path: filepath.Join(d.Dir, "secret.key")})).refused(t, "invalid backup.not_one")
	ask(d.api.RepairDatabase()).refused(t, "conflict backup.not_damaged")
}

func TestARestoreIsMadeReadyBesideTheWork(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.Card("Ana Pop", testkit.OfferSent)
	called := 0
	d.svc.UseRestore(func() { called++ }, func(*store.Tx, bool) error { return nil })
	end(t, d, ask(d.api.MakeBackup(api.MakeBackupIn{})).ok(t))
	path := ask(d.api.GetBackups()).ok(t).List[0].Path
	over := end(t, d, ask(d.api.Restore(api.RestoreIn{Path: path})).ok(t))
	equal(t, "ready", over.State, "done")
	said(t, over.Result)
	equal(t, "the rest is asked for", called, 1)
	p, pending, err := backup.Pending(d.Dir)
	d.OK(err)
	equal(t, "decided", pending && !p.Ready && p.From == path, true)
	b, err := os.ReadFile(path)
	d.OK(err)
	for _, cut := range []int{0, 20, len(b) / 2, len(b) - 1600} {
		part := filepath.Join(t.TempDir(), "cut.backup")
		d.OK(os.WriteFile(part, b[:cut], 0o600))
		over = end(t, d, ask(d.api.Restore(api.RestoreIn{Path: part})).ok(t))
		equal(t, "a cut one", over.State, "failed")
		equal(t, "nothing stays of it", len(content(t, backup.Stage(d.Dir))), 0)
	}
	equal(t, "a cut one is not carried out", called, 1)
	d.Write(func(tx *store.Tx) error { _, err := tx.StandStill(crm.StandstillMoved, nil); return err })
	equal(t, "moved", len(ask(d.api.AnswerMoved(api.MovedIn{Answer: "moved"})).ok(t)), 0)
	member := d.as(d.User("Barna Kiss"))
	for _, err := range []error{
		ask(member.GetBackups()).err, ask(member.SaveBackups(api.SaveBackupsIn{Setting: crm.DefaultBackups})).err,
		ask(member.MakeBackup(api.MakeBackupIn{})).err, ask(member.PreviewRestore(api.PathIn{Path: path})).err,
		ask(member.Restore(api.RestoreIn{Path: path})).err, ask(member.RepairDatabase()).err, ask(member.AnswerMoved(api.MovedIn{Answer: "moved"})).err,
	} {
		ask(0, err).refused(t, "forbidden error.admin_only")
	}
}

func content(t *testing.T, folder string) []os.DirEntry {
	t.Helper()
	list, err := os.ReadDir(folder)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return list
}
