package api

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"stepwise/backend/backup"
	"stepwise/backend/crm"
	"stepwise/backend/store"
	"stepwise/backend/timing"
)

// BackupsOut is everything about backups.
type BackupsOut struct {
	Setting    crm.BackupSetting `json:"setting"`
	Passphrase bool              `json:"passphrase"` // one is kept for encrypted backups
	Folder     string            `json:"folder"`     // where backups go now
	State      crm.BackupState   `json:"state"`
	Next       crm.Instant       `json:"next"` // when the next daily one is due at the earliest; 0 for never
	Making     bool              `json:"making"`
	Restore    *crm.Phrase       `json:"restore"` // why the last restore was not carried out
	List       []BackupView      `json:"list"`    // newest first
}

// BackupView is a backup that is there.
type BackupView struct {
	Path     string      `json:"path"`
	Name     string      `json:"name"`
	Kind     backup.Kind `json:"kind" ts_type:"'backup'|'migration'|'aside'"`
	At       crm.Instant `json:"at"`
	Size     int64       `json:"size"` // bytes
	Cards    int         `json:"cards"`
	Clients  int         `json:"clients"`
	Messages int         `json:"messages"`
	Version  string      `json:"version"` // of the program that made it
	Locked   bool        `json:"locked"`  // it needs its passphrase
	Key      bool        `json:"key"`     // the key of the passwords is in it
	Foreign  bool        `json:"foreign"` // of another workspace
}

// SaveBackupsIn replaces how backups are made by themselves.
type SaveBackupsIn struct {
	Setting    crm.BackupSetting `json:"setting"`
	Passphrase string            `json:"passphrase"` // "": as it is
}

// MakeBackupIn makes one now.
type MakeBackupIn struct {
	Folder     string `json:"folder"`     // "": where backups go
	Passphrase string `json:"passphrase"` // of this one; "": as the settings say
	Key        bool   `json:"key"`        // only with a passphrase of its own
}

// RestoreIn puts a backup back.
type RestoreIn struct {
	Path       string `json:"path"`
	Passphrase string `json:"passphrase"`
	Key        bool   `json:"key"` // use the key that is in it, in place of this computer's
}

// PathIn names a file on this computer.
type PathIn struct {
	Path string `json:"path"`
}

// RestorePreview says what restoring a backup would do.
type RestorePreview struct {
	Backup BackupView `json:"backup"`
	Lost   store.Lost `json:"lost"` // what happened since
}

// MovedIn answers "moved or copied?".
type MovedIn struct {
	Answer string `json:"answer" ts_type:"'moved'|'copied'"`
}

// leastPassphrase is how many characters a passphrase has at least.
const leastPassphrase = 10

// GetBackups reads everything about backups (administrators).
func (s *Session) GetBackups() (out BackupsOut, err error) {
	origin := ""
	err = s.read(func(v *store.View) error {
		if err := s.mustBeAdmin(v); err != nil {
			return err
		}
		setting, words, err := v.BackupSetting()
		if err != nil {
			return err
		}
		out.Setting = setting
		out.Passphrase = words != ""
		if out.State, err = v.BackupState(); err != nil {
			return err
		}
		if out.Next, err = nextBackup(v, out); err != nil {
			return err
		}
		origin, err = v.Origin()
		return err
	})
	if err != nil {
		return out, err
	}
	out.Folder, out.Making = s.svc.backupFolder(out.Setting), s.svc.backups.making.Load()
	out.Restore = s.svc.backups.failed.Load()
	list, err := backup.List(s.svc.deps.Store.Dir(), out.Folder, out.Setting.Second)
	out.List = make([]BackupView, 0, len(list))
	for _, f := range list {
		out.List = append(out.List, backupView(f, origin))
	}
	return out, err
}

func nextBackup(v *store.View, out BackupsOut) (crm.Instant, error) {
	if !out.Setting.Daily {
		return 0, nil
	}
	due, err := dailyDue(v)
	if err != nil || due {
		return v.Clock(), err
	}
	ws, err := v.Workspace()
	if err != nil {
		return 0, err
	}
	zone, err := timing.Zone(ws.Zone)
	if err != nil {
		return 0, err
	}
	begin, err := time.ParseInLocation(time.DateOnly, string(backupDay(v.Clock(), zone).AddDays(1)), zone)
	return crm.At(begin), err
}

func backupView(f backup.Found, origin string) BackupView {
	m := f.Manifest
	name := filepath.Base(f.Path)
	if f.Kind == backup.KindAside {
		name = filepath.Base(filepath.Dir(f.Path))
	}
	return BackupView{
		Path: f.Path, Name: name, Kind: f.Kind, At: m.At, Size: f.Size, Cards: m.Cards, Clients: m.Clients, Messages: m.Messages,
		Version: m.Version, Locked: m.Encrypted, Key: m.Key, Foreign: m.Origin != "" && m.Origin != origin,
	}
}

// SaveBackups replaces how backups are made by themselves (administrators).
func (s *Session) SaveBackups(in SaveBackupsIn) (out BackupsOut, err error) {
	err = s.change(func(tx *store.Tx) error {
		_, words, err := tx.BackupSetting()
		if err != nil {
			return err
		}
		if in.Passphrase != "" {
			words = in.Passphrase
		}
		if err := checkBackups(&in, words); err != nil {
			return err
		}
		if !in.Setting.Encrypted {
			words = ""
		}
		return tx.SaveBackupSetting(in.Setting, words)
	})
	if err != nil {
		return out, err
	}
	return s.GetBackups()
}

func checkBackups(in *SaveBackupsIn, words string) error {
	var bad crm.Problems
	set := &in.Setting
	set.Folder, set.Second = cleanFolder(&bad, "setting.folder", set.Folder), cleanFolder(&bad, "setting.second", set.Second)
	if set.Keep < 1 || set.Keep > crm.MostBackups {
		bad.Add("setting.keep", "backup.bad_keep", "most", crm.MostBackups)
	}
	if set.Encrypted && len([]rune(words)) < leastPassphrase {
		bad.Add("passphrase", "backup.short_passphrase", "least", leastPassphrase)
	}
	set.Key = set.Key && set.Encrypted
	return bad.Err()
}

func cleanFolder(bad *crm.Problems, path, folder string) string {
	folder = strings.TrimSpace(folder)
	if folder != "" && !filepath.IsAbs(folder) {
		bad.Add(path, "backup.not_absolute")
	}
	return folder
}

// MakeBackup makes a backup now (administrators): a job, whose progress is in
// percent.
func (s *Session) MakeBackup(in MakeBackupIn) (JobView, error) {
	if err := s.read(s.mustBeAdmin); err != nil {
		return JobView{}, err
	}
	var bad crm.Problems
	in.Folder = cleanFolder(&bad, "folder", in.Folder)
	if in.Passphrase != "" && len([]rune(in.Passphrase)) < leastPassphrase {
		bad.Add("passphrase", "backup.short_passphrase", "least", leastPassphrase)
	}
	if err := bad.Err(); err != nil {
		return JobView{}, err
	}
	return s.svc.jobs.start(s, "backup", 100, func(ctx context.Context, j *jobRun) (crm.Phrase, error) {
		own := in.Passphrase != ""
		w := backup.Wish{Folder: in.Folder, Passphrase: in.Passphrase, Key: in.Key && own, Progress: func(percent int) { j.at("", percent, 100) }}
		found, err := s.svc.makeBackup(ctx, w, own)
		return crm.Say("backup.made", "file", found.Path), err
	}), nil
}

// PreviewRestore says what a backup is and what restoring it would take away
// (administrators).
func (s *Session) PreviewRestore(in PathIn) (out RestorePreview, err error) {
	if err := s.read(s.mustBeAdmin); err != nil {
		return out, err
	}
	found, err := backup.Look(s.svc.deps.Store.Dir(), strings.TrimSpace(in.Path))
	if err != nil {
		return out, err
	}
	return out, s.read(func(v *store.View) error {
		origin, err := v.Origin()
		if err != nil {
			return err
		}
		out.Backup = backupView(found, origin)
		out.Lost, err = v.LostSince(out.Backup.At)
		return err
	})
}

// Restore unpacks a backup, looks at the whole of it, and then puts it in the
// place of the present data, which is kept aside (administrators): a job. When it
// is done every page starts anew, and nothing runs by itself until somebody says
// so.
func (s *Session) Restore(in RestoreIn) (JobView, error) {
	if err := s.read(s.mustBeAdmin); err != nil {
		return JobView{}, err
	}
	return s.svc.jobs.start(s, "restore", 100, func(ctx context.Context, j *jobRun) (crm.Phrase, error) {
		dir := s.svc.deps.Store.Dir()
		s.svc.backups.busy.Lock()
		defer s.svc.backups.busy.Unlock()
		m, err := backup.Open(ctx, strings.TrimSpace(in.Path), in.Passphrase, dir, func(percent int) { j.at("", percent, 100) })
		if err != nil {
			return crm.Phrase{}, err
		}
		plan := backup.Plan{From: in.Path, At: m.At, Aside: backup.AsideName(s.svc.deps.Store.Now())}
		if err := backup.Adopt(dir, plan, in.Key); err != nil {
			return crm.Phrase{}, err
		}
		s.svc.backups.replace()
		return crm.Say("backup.restoring", "at", m.At), nil
	}), nil
}

// RepairDatabase makes the indexes and free pages of a damaged database anew from
// its tables, on a copy, and puts that in the place of the damaged one, which is
// kept aside (administrators). When it is done every page starts anew.
func (s *Session) RepairDatabase() (out BackupsOut, err error) {
	err = s.read(func(v *store.View) error {
		if err := s.mustBeAdmin(v); err != nil {
			return err
		}
		list, err := v.Standstills()
		if err == nil && !slices.ContainsFunc(list, func(st crm.Standstill) bool { return st.Reason == crm.StandstillDamaged }) {
			err = crm.Fail(crm.CodeConflict, "backup.not_damaged")
		}
		return err
	})
	if err != nil {
		return out, err
	}
	now := s.svc.deps.Store.Now()
	if err := backup.Decide(s.svc.deps.Store.Dir(), backup.Plan{At: now, Repair: true, Aside: backup.AsideName(now)}); err != nil {
		return out, err
	}
	out, err = s.GetBackups()
	s.svc.backups.replace()
	return out, err
}

// AnswerMoved says whether the data folder was moved here, and this computer goes
// on with it, or copied, and this is a second workspace: that one is in test mode
// from now on, and what was planned is held (administrators).
func (s *Session) AnswerMoved(in MovedIn) (out []StandstillView, err error) {
	if in.Answer != "moved" && in.Answer != "copied" {
		return nil, crm.Fail(crm.CodeInvalid, "standstill.bad_answer", "answer", in.Answer)
	}
	copied := in.Answer == "copied"
	err = s.change(func(tx *store.Tx) error {
		if err := tx.GoOn(crm.StandstillMoved); err != nil {
			return err
		}
		if copied {
			ws, err := tx.Workspace()
			if err != nil {
				return err
			}
			ws.TestMode = true
			if err := tx.SaveWorkspace(ws); err != nil {
				return err
			}
			// it stands still until what was planned is held
			if _, err := tx.StandStill(crm.StandstillMoved, nil); err != nil {
				return err
			}
		}
		if err := s.svc.backups.liveHere(tx, copied); err != nil {
			return err
		}
		out, err = standstills(&tx.View)
		return err
	})
	if err != nil || !copied {
		return out, err
	}
	if _, err := s.svc.deps.Outbox.HoldWaiting(s.ctx, crm.ReasonCopied); err != nil {
		return out, err
	}
	if _, err := s.svc.deps.Engine.HoldDue(s.ctx, crm.ReasonCopied); err != nil {
		return out, err
	}
	return s.Resume(ResumeIn{Reason: crm.StandstillMoved})
}
