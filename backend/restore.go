package backend

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"sync"

	"stepwise/backend/backup"
	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/outbox"
	"stepwise/backend/secret"
	"stepwise/backend/store"
	"stepwise/backend/words"
)

// place is where a workspace lives.
type place struct {
	dir       string     // the data folder
	machine   string     // where this machine keeps its own notes; "": nowhere
	replacing sync.Mutex // held while the database is replaced in place
	over      bool       // Close has begun
}

// end keeps the database from being replaced any more.
func (p *place) end() {
	p.replacing.Lock()
	defer p.replacing.Unlock()
	p.over = true
}

// finishRestore does what a plan in the data folder says: what was unpacked is
// settled with what this machine knows, and takes the place of the present data.
// Nobody has the folder's database open. A plan that can't be made ready is given
// up, and the present data stays; one that is ready is always carried out.
func finishRestore(ctx context.Context, dir string, box *secret.Box, log *slog.Logger) error {
	p, pending, err := backup.Pending(dir)
	if err != nil || !pending {
		return err
	}
	if !p.Ready {
		if err := prepare(ctx, dir, p, box, log); err != nil {
			log.ErrorContext(ctx, "the backup is not put back", slog.Any("error", err))
			return errors.Join(err, backup.Forget(dir))
		}
		p.Ready = true
		if err := backup.Decide(dir, p); err != nil {
			return err
		}
	}
	return backup.Swap(dir, p)
}

// prepare makes what is in the stage ready: its schema, its messages, the people
// who were erased since. It can be repeated.
func prepare(ctx context.Context, dir string, p backup.Plan, box *secret.Box, log *slog.Logger) (err error) {
	stage := backup.Stage(dir)
	if p.Repair {
		if err := os.MkdirAll(stage, 0o700); err != nil {
			return err
		}
		if err := store.Repair(ctx, filepath.Join(dir, store.File), filepath.Join(stage, store.File)); err != nil {
			return err
		}
	}
	sent, erased, err := mergeLogs(dir, stage)
	if err != nil {
		return err
	}
	if box, err = boxFor(dir, stage, box); err != nil {
		return err
	}
	s, err := store.Open(ctx, store.Options{Dir: stage, Clock: now, Log: log, Box: box})
	if err != nil {
		return err
	}
	err = settleRestored(ctx, s, p, sent, erased, log)
	if tokens, inlets, known := presentTokens(ctx, dir, log); err == nil && known && !p.Repair {
		err = s.Write(ctx, func(tx *store.Tx) error {
			if err := tx.CarryInlets(inlets); err != nil {
				return err
			}
			return tx.CarryTokens(tokens)
		})
	}
	return errors.Join(err, s.Close())
}

// presentTokens are the API tokens of the data that is replaced, and those of the
// addresses for other programs: one that was revoked or renewed since the backup
// stays so. Where that data can't be read any more, the
// backup's are all that is known.
func presentTokens(ctx context.Context, dir string, log *slog.Logger) (rows []store.TokenRow, inlets []store.InletRow, known bool) {
	s, err := store.Open(ctx, store.Options{Dir: dir, Clock: now, Log: log, ReadOnly: true})
	if err != nil {
		return nil, nil, false
	}
	defer s.Close() //nolint:errcheck // it only read
	err = s.Read(ctx, func(v *store.View) (err error) {
		if inlets, err = v.InletRows(); err != nil {
			return err
		}
		rows, err = v.TokenRows()
		return err
	})
	return rows, inlets, err == nil
}

// mergeLogs puts the records of acceptances and of the erased together: nothing
// that either knows is lost.
func mergeLogs(dir, stage string) (sent []store.SentLine, erased []store.ErasedLine, err error) {
	if err := store.MergeLogs(dir, stage); err != nil {
		return nil, nil, err
	}
	if sent, err = store.ReadSent(stage); err != nil {
		return nil, nil, err
	}
	erased, err = store.ReadErased(stage)
	return sent, erased, err
}

// boxFor is the key that the restored secrets are opened with: the one that came
// with the backup (nil: it lies in the stage), else this machine's.
func boxFor(dir, stage string, box *secret.Box) (*secret.Box, error) {
	mark := filepath.Join(stage, secret.MarkFile)
	if _, err := os.Stat(mark); errors.Is(err, fs.ErrNotExist) {
		if kept, err := os.ReadFile(filepath.Join(dir, secret.MarkFile)); err == nil {
			if err := os.WriteFile(mark, kept, 0o600); err != nil { //nolint:gosec // in the stage folder, which is ours
				return nil, err
			}
		}
	}
	if _, err := os.Stat(filepath.Join(stage, secret.KeyFile)); err == nil {
		return nil, nil
	}
	if box == nil {
		var err error
		if box, err = secret.Open(dir); err != nil {
			return nil, err
		}
	}
	box, err := secret.FromKey(box.Key())
	if err != nil {
		return nil, err
	}
	if kept, err := os.ReadFile(mark); err == nil && bytes.Equal(kept, box.MarkKey()) {
		return box, os.WriteFile(mark, nil, 0o600) // its own: it needs none
	}
	return box, nil
}

func settleRestored(ctx context.Context, s *store.Store, p backup.Plan, sent []store.SentLine, erased []store.ErasedLine, log *slog.Logger) error {
	e := engine.New(s, log, func(lang string, say crm.Phrase) string { return words.Render(lang, say, Zone()) })
	o := outbox.New(outbox.Options{Store: s, Settle: e.Settle, Calendar: e.Calendar, Deadline: e.Deadline, Log: log, PDF: makePDF})
	e.UseOutbox(o)
	s.SetHooks(e.Judge, nil)
	if _, _, err := o.Rescue(ctx); err != nil {
		return err
	}
	why := crm.ReasonRestored
	if p.Repair {
		why = crm.ReasonNone
	}
	back, err := o.Return(ctx, sent, why)
	if err != nil {
		return err
	}
	steps := 0
	if !p.Repair {
		if steps, err = e.HoldDue(ctx, why); err != nil {
			return err
		}
	}
	again, err := e.EraseAgain(ctx, erased)
	if err != nil {
		return err
	}
	return s.Write(ctx, func(tx *store.Tx) error {
		dropped, err := tx.DropUnreadable()
		if err != nil {
			return err
		}
		if err := tx.ForgetStandstills(); err != nil {
			return err
		}
		if !p.Repair {
			if err := tx.CarrySignIns(nil); err != nil {
				return err
			}
		}
		_, err = tx.StandStill(crm.StandstillRestored, restoredArgs(p, back, steps, again, dropped))
		return err
	})
}

// restoredArgs are the numbers for the words of the standstill.
func restoredArgs(p backup.Plan, back outbox.Returned, steps, erased, dropped int) crm.Args {
	if p.Repair {
		return crm.Say("standstill.repaired", "repaired", true, "folder", p.Aside).Args
	}
	return crm.Say("standstill.restored",
		"at", p.At, "held", crm.Say("standstill.messages", "count", back.Held), "steps", crm.Say("standstill.steps", "count", steps),
		"sent", crm.Say("standstill.messages", "count", back.Sent+back.Before), "folder", p.Aside,
		"erased", erased, "dropped", dropped, "messages", back.Held).Args
}

// replace carries a plan out while the program runs: what works rests, the
// database is replaced in place, and everything goes on with the new one.
func (b *Backend) replace() {
	b.replacing.Lock()
	defer b.replacing.Unlock()
	if b.over {
		return
	}
	b.begun.Wait()
	ctx := context.Background()
	heart := b.heart.Load()
	if heart != nil {
		heart.Stop()
	}
	b.outbox.Wait()
	box := b.store.Box()
	var in []store.SignInRow
	_ = b.store.Read(ctx, func(v *store.View) (err error) { // of a damaged database nobody stays signed in
		in, err = v.SignInRows()
		return err
	})
	err := b.store.Replace(ctx, func() error { return finishRestore(ctx, b.dir, box, b.log) })
	if err != nil {
		b.log.Error("the restore failed", slog.Any("error", err))
	}
	if err == nil {
		err := b.store.Write(ctx, func(tx *store.Tx) error { return tx.CarrySignIns(in) })
		if err != nil {
			b.log.Error("who is signed in can't be carried over", slog.Any("error", err))
		}
	}
	b.service.Replaced(err)
	if _, _, err := b.outbox.Rescue(ctx); err != nil {
		b.log.Error("the outbox can't be taken over", slog.Any("error", err))
		return
	}
	b.knowMachine(ctx)
	if heart != nil {
		b.Start()
	}
}

// writeDamage keeps in the database, if it can, that it said it is damaged: the
// next start must not forget it.
func (b *Backend) writeDamage(ctx context.Context) {
	words := b.store.Hurt()
	if words == "" {
		return
	}
	err := b.store.Write(ctx, func(tx *store.Tx) error {
		_, err := tx.StandStill(crm.StandstillDamaged, crm.Args{"words": words})
		return err
	})
	if err != nil {
		b.log.WarnContext(ctx, "the damage can't be written down", slog.Any("error", err))
	}
}
