package engine

import (
	"context"
	"log/slog"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// How far the clock may be from where it ought to be (RELIABILITY 2.6): beyond
// shifted it is said, beyond the others nothing runs until a person says that
// the time is right.
const (
	shifted    = 2 * time.Minute
	farBack    = time.Hour
	farAhead   = 7 * 24 * time.Hour
	beatsApart = time.Minute // between two signs of life that are written
)

// Steady reads a clock that nobody can set: which boot of the computer this is,
// and how long it lasts, sleep included. Readings of different boots can't be
// compared.
type Steady func() (boot string, run time.Duration)

// UseSteady lets every Tick compare the wall clock with a steady one. Without it
// nobody does.
func (e *Engine) UseSteady(s Steady) { e.steady = s }

// guardClock says whether the clock is so far off that nothing may run. It notes
// the sign of life.
func (e *Engine) guardClock(ctx context.Context) (still bool, err error) {
	if e.steady == nil {
		return false, nil
	}
	boot, run := e.steady()
	now := store.Beat{At: e.store.Now(), Boot: boot, Run: run.Milliseconds()}
	var written store.Beat
	var found bool
	err = e.store.Read(ctx, func(v *store.View) (err error) {
		written, found, err = v.LastBeat()
		return err
	})
	if err != nil {
		return false, err
	}
	last := e.beat
	if !found || last.At == 0 {
		last = written
	}
	e.seen, e.beat = written.At, now
	off := time.Duration(0)
	if found {
		off = drift(last, now)
	}
	if found && off > -shifted && off < farAhead && written.Boot == now.Boot && now.At.Sub(written.At) < beatsApart && now.At >= written.At {
		return false, nil
	}
	return e.noteBeat(ctx, now, off)
}

// drift is how far the clock is from where it ought to be. Where nobody knows
// how much time went by it is assumed to be right, unless it went back.
func drift(last, now store.Beat) time.Duration {
	passed := now.At.Sub(last.At)
	if last.Boot == now.Boot && now.Run >= last.Run {
		return passed - time.Duration(now.Run-last.Run)*time.Millisecond
	}
	return min(passed, 0)
}

func (e *Engine) noteBeat(ctx context.Context, now store.Beat, off time.Duration) (still bool, err error) {
	why := crm.StandstillReason("")
	switch {
	case off < -farBack:
		why = crm.StandstillClockBack
	case off > farAhead:
		why = crm.StandstillClockAhead
	}
	if off < -shifted || why != "" {
		e.log.WarnContext(ctx, "the clock was set", slog.Duration("by", off))
	}
	args := crm.Say("", "was", now.At.Add(-off), "now", now.At).Args
	return why != "", e.store.WriteBulk(ctx, func(tx *store.Tx) error {
		if why != "" { // the sign of life stays where it is: what goes by is an absence
			_, err := tx.StandStill(why, args)
			return err
		}
		if off < -shifted {
			if err := tx.AddNotice(crm.NoticeClockBack, args); err != nil {
				return err
			}
		}
		return tx.SaveBeat(now)
	})
}
