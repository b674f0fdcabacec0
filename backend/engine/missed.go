package engine

import (
	"context"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// noteMissed says that a card came and went unseen: in its history, and in the
// list of what a person decides (RULES 3.12).
func noteMissed(tx *store.Tx, q crm.Sequence, c store.Began, w *sweeping) error {
	at, ok := w.missed[c.ID]
	if !ok {
		at, ok = w.entered[c.ID]
	}
	if !ok || at < c.Created {
		return nil
	}
	noted, err := tx.NoteMissed(q, c.ID, at)
	if err != nil || !noted {
		return err
	}
	say := crm.Say("activity.missed", "sequence", q.Name, "at", at)
	return tx.Note(crm.Activity{Card: c.ID, Kind: crm.ActivitySequence, Cause: crm.CauseSystem, Sequence: q.ID, Say: say})
}

// DecideMissed starts missed entries anyway, without the filter check, or lets
// them be; those decided meanwhile are skipped. What can't be started stays
// undecided.
func (e *Engine) DecideMissed(tx *store.Tx, ids []crm.MissedID, decision crm.MissedDecision, cause crm.Cause) (out Tally, err error) {
	list, err := tx.MissedLines(store.MissedQuery{IDs: ids})
	if err != nil {
		return out, err
	}
	out.skip(crm.Say("away.skip.decided"), len(ids)-len(list))
	if decision == crm.MissedStart {
		return e.startMissed(tx, list, out, cause)
	}
	for _, m := range list {
		say := crm.Say("activity.missed_ignored", "sequence", m.Name, "at", m.At)
		if err := tx.NoteCause(m.Card, crm.ActivitySequence, withSequence(cause, m.Sequence), say); err != nil {
			return out, err
		}
	}
	return decided(tx, list, decision, cause, out)
}

func withSequence(cause crm.Cause, id crm.SequenceID) crm.Cause {
	cause.Sequence = id
	return cause
}

// startMissed starts what can be started, sequence by sequence.
func (e *Engine) startMissed(tx *store.Tx, list []store.MissedLine, out Tally, cause crm.Cause) (Tally, error) {
	by, order := map[crm.SequenceID][]store.MissedLine{}, []crm.SequenceID{}
	for _, m := range list {
		if !m.Running {
			out.Skip(crm.Say("away.skip.inactive", "name", m.Name))
			continue
		}
		if by[m.Sequence] == nil {
			order = append(order, m.Sequence)
		}
		by[m.Sequence] = append(by[m.Sequence], m)
	}
	for _, id := range order {
		var started []store.MissedLine
		for _, m := range by[id] {
			one, err := e.StartMany(tx, id, []crm.CardID{m.Card}, true, cause)
			if err != nil {
				return out, err
			}
			for _, s := range one.Skipped {
				out.skip(s.Why, s.Count)
			}
			if one.Changed > 0 {
				started = append(started, m)
			}
		}
		var err error
		if out, err = decided(tx, started, crm.MissedStart, cause, out); err != nil {
			return out, err
		}
	}
	return out, nil
}

func decided(tx *store.Tx, list []store.MissedLine, decision crm.MissedDecision, cause crm.Cause, out Tally) (Tally, error) {
	ids := make([]crm.MissedID, len(list))
	for i, m := range list {
		ids[i] = m.ID
	}
	n, err := tx.DecideMissed(ids, decision, cause.User)
	out.Changed += int(n)
	return out, err
}

// waking is where the history stood when the program came back; nil while it
// never was away.
func (e *Engine) waking(ctx context.Context) (mark *store.HistoryMark, err error) {
	now, last := e.store.Now(), e.ticked
	e.ticked = now
	if last != 0 && now-last <= onTime {
		return nil, nil //nolint:nilnil // no mark, nothing wrong
	}
	if last == 0 {
		last = e.seen
	}
	return mark, e.store.Read(ctx, func(v *store.View) error {
		m, err := v.MarkHistory(last)
		m.At = min(m.At, now) // the clock may have gone back
		mark = &m
		return err
	})
}

// overdue notes how much was overdue before a catching up began, entries of the
// time away among it.
func (e *Engine) overdue(ctx context.Context, mark *store.HistoryMark) error {
	if mark == nil {
		return nil
	}
	return e.store.Read(ctx, func(v *store.View) (err error) {
		mark.Overdue, err = v.CountOverdue(onTime)
		return err
	})
}

// tellAbsence notes what a catching up did, if anything.
func (e *Engine) tellAbsence(ctx context.Context, mark *store.HistoryMark) error {
	if now := e.store.Now(); now-e.ticked <= onTime { // longer: the computer slept in between
		e.ticked = now
	}
	if mark == nil {
		return nil
	}
	var a crm.Absence
	err := e.store.Read(ctx, func(v *store.View) (err error) {
		a, err = v.SinceMark(*mark, onTime)
		a.Since, a.Until = mark.At, v.Clock()
		return err
	})
	if err != nil || a.Empty() {
		return err
	}
	return e.store.WriteBulk(ctx, func(tx *store.Tx) error { return tx.AddAbsence(a) })
}
