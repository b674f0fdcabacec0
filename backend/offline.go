package backend

import (
	"context"
	"errors"
	"log/slog"
	"os"

	"stepwise/backend/backup"
	"stepwise/backend/config"
	"stepwise/backend/crm"
	"stepwise/backend/owner"
	"stepwise/backend/secret"
	"stepwise/backend/store"
	"stepwise/backend/timing"
)

// Backup makes a backup of a data folder, also while another process runs it.
func Backup(ctx context.Context, cfg config.Config, log *slog.Logger, w backup.Wish) (path string, m backup.Manifest, err error) {
	s, err := store.Open(ctx, store.Options{Dir: cfg.Data, Clock: now, Log: log, ReadOnly: true})
	if err != nil {
		return "", m, err
	}
	defer s.Close() //nolint:errcheck // it only read
	err = s.Read(ctx, func(v *store.View) error {
		ws, err := v.Workspace()
		if err != nil {
			return err
		}
		w.Zone, err = timing.Zone(ws.Zone)
		return err
	})
	if err != nil {
		return "", m, err
	}
	if w.Folder == "" {
		w.Folder = backup.DefaultFolder(cfg.Data)
	}
	w.Version = config.Version()
	return backup.Make(ctx, s, w)
}

// Backups finds the backups of a data folder that need no settings to be found:
// those in its own folders. It opens no database.
func Backups(cfg config.Config) ([]backup.Found, error) {
	return backup.List(cfg.Data, backup.DefaultFolder(cfg.Data))
}

// Looked is what restoring a backup would do.
type Looked struct {
	Found backup.Found
	Lost  store.Lost // what happened since
	Knows bool       // Lost is known: the present database can be read
}

// LookAt reads what a backup is, and what would be lost with it.
func LookAt(ctx context.Context, cfg config.Config, log *slog.Logger, path string) (out Looked, err error) {
	if out.Found, err = backup.Look(cfg.Data, path); err != nil {
		return out, err
	}
	s, err := store.Open(ctx, store.Options{Dir: cfg.Data, Clock: now, Log: log, ReadOnly: true})
	if err != nil {
		return out, nil
	}
	defer s.Close() //nolint:errcheck // it only read
	err = s.Read(ctx, func(v *store.View) (err error) {
		out.Lost, err = v.LostSince(out.Found.Manifest.At)
		return err
	})
	out.Knows = err == nil
	return out, nil
}

// Wanted says which backup is to be put back.
type Wanted struct {
	Path       string
	Passphrase string
	Key        bool // use the key that is in it
	Progress   func(percent int)
}

// Restore puts a backup in the place of a data folder's database, which nobody
// runs, and answers with the name of the folder that the present data is kept
// in. Errors: conflict "backend.locked", and those of backup.Open.
func Restore(ctx context.Context, cfg config.Config, log *slog.Logger, w Wanted) (aside string, err error) {
	return alone(cfg, func() (string, error) {
		m, err := backup.Open(ctx, w.Path, w.Passphrase, cfg.Data, w.Progress)
		if err != nil {
			return "", err
		}
		p := backup.Plan{From: w.Path, At: m.At, Aside: backup.AsideName(crm.At(now()))}
		if err := backup.Adopt(cfg.Data, p, w.Key); err != nil {
			return "", err
		}
		return p.Aside, finishRestore(ctx, cfg.Data, nil, log)
	})
}

// Repair makes a damaged database anew from its tables, on a copy, and keeps the
// damaged one aside in the folder whose name it answers with. Errors: conflict
// "backend.locked", unavailable "error.store.lost" where that is not enough; then
// nothing was changed.
func Repair(ctx context.Context, cfg config.Config, log *slog.Logger) (aside string, err error) {
	return alone(cfg, func() (string, error) {
		at := crm.At(now())
		p := backup.Plan{At: at, Repair: true, Aside: backup.AsideName(at)}
		if err := backup.Decide(cfg.Data, p); err != nil {
			return "", err
		}
		return p.Aside, finishRestore(ctx, cfg.Data, nil, log)
	})
}

// Alone runs fn while nobody else has the data folder. Errors: conflict
// "backend.locked", and those of fn.
func Alone(cfg config.Config, fn func() error) error {
	_, err := alone(cfg, func() (string, error) { return "", fn() })
	return err
}

// alone runs fn while nobody else has the data folder.
func alone(cfg config.Config, fn func() (string, error)) (out string, err error) {
	host, err := os.Hostname()
	if err != nil {
		host = "localhost"
	}
	lock, err := owner.Take(cfg.Data, owner.Info{PID: os.Getpid(), Host: host, Version: config.Version(), Started: crm.At(now())})
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, lock.Release()) }()
	return fn()
}

// Checked is what a look at the whole of a database found.
type Checked struct {
	Facts store.Facts
	Box   bool // its key is there
}

// Check looks at every page, index and reference of a data folder's database,
// also while another process runs it, and writes nothing. Errors: unavailable
// where it is damaged.
func Check(ctx context.Context, cfg config.Config, log *slog.Logger) (out Checked, err error) {
	s, err := store.Open(ctx, store.Options{Dir: cfg.Data, Clock: now, Log: log, ReadOnly: true})
	if err != nil {
		return out, err
	}
	defer s.Close() //nolint:errcheck // it only read
	if err := s.Examine(ctx); err != nil {
		return out, err
	}
	out.Box = secret.Where(cfg.Data).Kind != secret.PlaceNone
	out.Facts, err = s.FactsNow(ctx)
	return out, err
}

// Recoverable says whether an error of Open is one that a backup or a repair may
// help with: a damaged database, or one that is gone.
func Recoverable(err error) bool {
	var ours *crm.Error
	if !errors.As(err, &ours) {
		return false
	}
	return ours.Key == "error.store.damaged" || ours.Key == "error.store.lost" || ours.Key == "error.store.foreign"
}
