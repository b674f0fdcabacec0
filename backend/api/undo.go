package api

import (
	"context"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// UndoIn names a change that can be undone.
type UndoIn struct {
	Batch crm.BatchID `json:"batch" ts_type:"string"`
}

// UndoOut is what undoing came to. A large change is undone by a job.
type UndoOut struct {
	Cards int          `json:"cards"` // put back or taken away
	Left  []crm.CardID `json:"left" ts_type:"string[]"`
	Say   crm.Phrase   `json:"say"`
	Job   *JobView     `json:"job"` // set: it goes on there
}

// undoChunk is how many cards one transaction puts back; what has no more is
// undone at once.
const undoChunk = 100

// undoable runs fn for a colleague in one transaction that can be undone by the
// batch it returns.
func (s *Session) undoable(say crm.Phrase, cards int, fn func(*store.Tx) error) (batch crm.BatchID, err error) {
	return s.undoableAs(func(*store.Tx) (crm.Phrase, error) { return say, nil }, cards, fn)
}

// undoableAs is undoable where only the transaction knows what to say.
func (s *Session) undoableAs(say func(*store.Tx) (crm.Phrase, error), cards int, fn func(*store.Tx) error) (batch crm.BatchID, err error) {
	return batch, s.write(func(tx *store.Tx) error {
		if err := tx.ForgetBatches(); err != nil {
			return err
		}
		words, err := say(tx)
		if err != nil {
			return err
		}
		if batch, err = tx.RecordWhole(crm.Batch{Kind: crm.BatchEdit, User: s.user, Cards: cards, Say: words}); err != nil {
			return err
		}
		return fn(tx)
	})
}

// beginBatch makes the batch that a job's chunks record to.
func (s *Session) beginBatch(tx *store.Tx, kind crm.BatchKind, product crm.ProductID, say crm.Phrase) (crm.BatchID, error) {
	if err := tx.ForgetBatches(); err != nil {
		return 0, err
	}
	return tx.NewBatch(crm.Batch{Kind: kind, User: s.user, Product: product, Say: say})
}

// Undo puts back what a change did, but for what somebody changed since: cards,
// the enrolments that it ended, and those that it started as long as nothing of
// them was handed over. Errors: not_found after 30 days; conflict where it is
// still running, was undone already, or can't be taken apart any more; forbidden
// for a colleague who neither did it nor is an administrator.
func (s *Session) Undo(in UndoIn) (out UndoOut, err error) {
	total := 0
	err = s.write(func(tx *store.Tx) error {
		if err := s.mayUndo(tx, in.Batch); err != nil {
			return err
		}
		if total, err = tx.BatchLeft(in.Batch); err != nil {
			return err
		}
		return tx.SetBatch(in.Batch, crm.BatchUndoing, 0)
	})
	if err != nil {
		return out, err
	}
	if total <= undoChunk {
		return s.undoAll(s.ctx, in.Batch, func(int) {})
	}
	job := s.svc.jobs.start(s, "undo", total, func(ctx context.Context, j *jobRun) (crm.Phrase, error) {
		out, err := s.undoAll(ctx, in.Batch, func(n int) {
			for range n {
				j.step()
			}
		})
		return out.Say, err
	})
	out.Job, out.Left = &job, []crm.CardID{}
	return out, nil
}

func (s *Session) mayUndo(tx *store.Tx, id crm.BatchID) error {
	b, err := tx.Batch(id)
	if err != nil {
		return err
	}
	switch b.State {
	case crm.BatchRunning:
		return crm.Fail(crm.CodeConflict, "error.undo.running")
	case crm.BatchUndone:
		return crm.Fail(crm.CodeConflict, "error.undo.over")
	}
	if b.User == s.user {
		return nil
	}
	if err := s.mustBeAdmin(&tx.View); err != nil {
		return crm.Fail(crm.CodeForbidden, "error.undo.not_yours")
	}
	return nil
}

// undoAll puts a batch back chunk by chunk. What a cancelled or interrupted one
// leaves can be undone later: each chunk is whole.
func (s *Session) undoAll(ctx context.Context, batch crm.BatchID, step func(int)) (out UndoOut, err error) {
	out.Left = []crm.CardID{}
	for done := false; !done; {
		if err := ctx.Err(); err != nil {
			return out, err
		}
		cards, left := 0, []crm.CardID(nil)
		err := s.svc.deps.Store.WriteBulk(ctx, func(tx *store.Tx) error {
			u, err := s.svc.deps.Engine.Undo(tx, batch, undoChunk, s.cause())
			if err != nil {
				return err
			}
			if cards, left, done = u.Cards, u.Left, u.Done; done {
				return tx.SetBatch(batch, crm.BatchUndone, 0)
			}
			return nil
		})
		if err != nil {
			return out, err
		}
		out.Cards += cards
		out.Left = append(out.Left, left...)
		step(cards + len(left))
	}
	s.svc.deps.Kick()
	out.Say = undoneWords(out.Cards, len(out.Left))
	return out, nil
}

func undoneWords(cards, left int) crm.Phrase {
	switch {
	case left > 0:
		return crm.Say("undo.left", "done", cards, "count", left)
	case cards > 0:
		return crm.Say("undo.done", "count", cards)
	}
	return crm.Say("undo.all")
}
