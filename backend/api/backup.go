package api

import (
	"context"
	"errors"
	"log/slog"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"stepwise/backend/backup"
	"stepwise/backend/crm"
	"stepwise/backend/store"
	"stepwise/backend/timing"
)

// backups are what a process knows of the backups that it makes.
type backups struct {
	busy     sync.Mutex // held while one is made
	making   atomic.Bool
	tried    atomic.Int64 // the moment of the last daily try of this process, in ms
	running  sync.WaitGroup
	replace  func()                                // carries out what Restore has made ready, beside the caller
	liveHere func(tx *store.Tx, copied bool) error // this machine knows the data folder from now on
	failed   atomic.Pointer[crm.Phrase]            // why the last restore was not carried out
}

// retryAfter is how long after a failure the daily backup is tried again.
const retryAfter = time.Hour

// UseRestore gives the service what only the composition can do.
func (s *Service) UseRestore(replace func(), liveHere func(tx *store.Tx, copied bool) error) {
	s.backups.replace, s.backups.liveHere = replace, liveHere
}

// AwaitBackup waits for a daily backup that is being made.
func (s *Service) AwaitBackup() { s.backups.running.Wait() }

// Replaced tells every page that the database is another one now, or why it is
// not.
func (s *Service) Replaced(err error) {
	if err != nil {
		say := crm.Say("backup.restore_failed")
		var ours *crm.Error
		if errors.As(err, &ours) && ours.Code != crm.CodeInternal {
			say = crm.Phrase{Key: ours.Key, Args: ours.Args}
		}
		s.backups.failed.Store(&say)
	} else {
		s.backups.failed.Store(nil)
	}
	s.deps.Bus.Publish(Event{Noun: "restored", IDs: []string{"*"}})
}

// DailyBackup makes the backup of a day at its first beat, beside everything
// else, and says nothing until it is done. What goes wrong is noted and tried
// again an hour later.
func (s *Service) DailyBackup(ctx context.Context) {
	if s.backups.making.Load() {
		return
	}
	now := s.deps.Store.Now()
	if tried := crm.Instant(s.backups.tried.Load()); tried != 0 && now >= tried && now.Sub(tried) < retryAfter {
		return
	}
	due := false
	err := s.deps.Store.Read(ctx, func(v *store.View) (err error) {
		due, err = dailyDue(v)
		return err
	})
	if err != nil || !due {
		return
	}
	s.backups.tried.Store(int64(now))
	s.backups.running.Go(func() {
		if _, err := s.makeBackup(context.WithoutCancel(ctx), backup.Wish{Auto: true}, false); err != nil {
			s.deps.Log.Error("the daily backup failed", slog.Any("error", err))
		}
	})
}

// dailyDue says whether a local day began since the last backup, or since the
// workspace was set up.
func dailyDue(v *store.View) (bool, error) {
	ws, err := v.Workspace()
	if err != nil || ws.SetUp == 0 {
		return false, err
	}
	setting, _, err := v.BackupSetting()
	if err != nil || !setting.Daily {
		return false, err
	}
	state, err := v.BackupState()
	if err != nil {
		return false, err
	}
	zone, err := timing.Zone(ws.Zone)
	if err != nil {
		return false, err
	}
	last := max(state.At, ws.SetUp)
	return backupDay(last, zone) < backupDay(v.Clock(), zone), nil
}

func backupDay(at crm.Instant, zone *time.Location) crm.Date { return crm.DateOf(at.Time().In(zone)) }

// makeBackup makes one backup, copies it to the second place, takes old ones
// away, and notes what became of it. own says that the wish has its own
// passphrase; otherwise the settings' one holds.
func (s *Service) makeBackup(ctx context.Context, w backup.Wish, own bool) (found backup.Found, err error) {
	s.backups.busy.Lock()
	defer s.backups.busy.Unlock()
	s.backups.making.Store(true)
	defer s.backups.making.Store(false)
	setting, err := s.fillWish(ctx, &w, own)
	if err != nil {
		return found, err
	}
	path, m, err := backup.Make(ctx, s.deps.Store, w)
	if err == nil {
		found = backup.Found{Path: path, Kind: backup.KindBackup, Manifest: m, Size: backup.Size(path)}
		err = s.afterBackup(w, setting, found)
	}
	if ctx.Err() != nil {
		return found, err
	}
	return found, errors.Join(err, s.noteBackup(found, w.Auto, err))
}

func (s *Service) fillWish(ctx context.Context, w *backup.Wish, own bool) (setting crm.BackupSetting, err error) {
	err = s.deps.Store.Read(ctx, func(v *store.View) error {
		var words string
		if setting, words, err = v.BackupSetting(); err != nil {
			return err
		}
		if setting.Encrypted && words == "" && !own {
			return crm.Fail(crm.CodeUnavailable, "backup.passphrase_lost")
		}
		if setting.Encrypted && !own {
			w.Passphrase, w.Key = words, setting.Key
		}
		ws, err := v.Workspace()
		if err != nil {
			return err
		}
		w.Zone, err = timing.Zone(ws.Zone)
		return err
	})
	if w.Folder == "" {
		w.Folder = s.backupFolder(setting)
	}
	w.Version = s.deps.Version
	return setting, err
}

func (s *Service) backupFolder(setting crm.BackupSetting) string {
	if setting.Folder != "" {
		return setting.Folder
	}
	return backup.DefaultFolder(s.deps.Store.Dir())
}

// afterBackup brings a backup to the second place and makes room for the next.
func (s *Service) afterBackup(w backup.Wish, setting crm.BackupSetting, found backup.Found) error {
	if !w.Auto {
		return nil
	}
	err := backup.Prune(filepath.Dir(found.Path), found.Manifest.Origin, setting.Keep)
	if setting.Second == "" {
		return err
	}
	if copied := backup.CopyTo(found.Path, setting.Second); copied != nil {
		return errors.Join(copied, err)
	}
	return errors.Join(backup.Prune(setting.Second, found.Manifest.Origin, setting.Keep), err)
}

// noteBackup keeps what became of a backup, for people to see. A failure is told
// once, until the next good one.
func (s *Service) noteBackup(found backup.Found, auto bool, failed error) error {
	return s.deps.Store.Write(context.Background(), func(tx *store.Tx) error {
		state, err := tx.BackupState()
		if err != nil {
			return err
		}
		switch {
		case failed == nil:
			state = crm.BackupState{At: found.Manifest.At, Path: found.Path, Size: found.Size}
		case auto:
			say := crm.Say("backup.failed")
			var ours *crm.Error
			if errors.As(failed, &ours) && ours.Code != crm.CodeInternal {
				say = crm.Phrase{Key: ours.Key, Args: ours.Args}
			}
			if found.Path != "" { // made, but not brought to the second place
				state.At, state.Path, state.Size = found.Manifest.At, found.Path, found.Size
			}
			state.FailedAt, state.Failed = tx.Now, &say
		}
		return tx.NoteBackup(state)
	})
}
