package api

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
)

// BulkAction is one thing to do to many cards.
type BulkAction struct {
	Kind     string         `json:"kind" ts_type:"'status'|'owner'|'tag'|'untag'|'field'|'start'|'stop'|'delete'|'restore'"`
	Status   crm.StatusID   `json:"status" ts_type:"string"`                                     // of "status"
	Owner    crm.UserID     `json:"owner" ts_type:"string"`                                      // of "owner"; none takes the owner away
	Tags     []crm.TagID    `json:"tags" ts_type:"string[]"`                                     // of "tag" (adds them) and "untag"
	Field    crm.FieldID    `json:"field" ts_type:"string"`                                      // of "field"
	Value    any            `json:"value" ts_type:"string | number | boolean | string[] | null"` // of "field"; null clears it
	Sequence crm.SequenceID `json:"sequence" ts_type:"string"`                                   // of "start" and "stop"
	Step     crm.StepID     `json:"step" ts_type:"string"`                                       // of "start": where it starts; none: at the first
	Anyway   bool           `json:"anyway"`                                                      // of "start": also cards that don't match, without the filter check
}

// PreviewBulkIn asks what an action would do.
type PreviewBulkIn struct {
	Pick   CardPick   `json:"pick"`
	Action BulkAction `json:"action"`
}

// PreviewBulkOut says what an action would do, before anything is done.
type PreviewBulkOut struct {
	Count   int          `json:"count"`   // cards picked; StartBulk wants this number back
	Changes int          `json:"changes"` // cards that would change
	Skipped []BulkSkip   `json:"skipped"` // those that wouldn't, by reason
	Effects []BulkEffect `json:"effects"` // on automations
	Tried   int          `json:"tried"`   // cards by which Changes, Skipped and Effects were found: all, or the first of many
}

// BulkSkip is how many cards an action leaves as they are, and why.
type BulkSkip struct {
	Count int        `json:"count"`
	Why   crm.Phrase `json:"why"`
}

// BulkEffect is what an action does to one automation.
type BulkEffect struct {
	Sequence crm.SequenceID `json:"sequence" ts_type:"string"`
	Name     string         `json:"name"`
	Starts   int            `json:"starts"` // cards it starts for
	Ends     int            `json:"ends"`   // cards it ends for
}

// StartBulkIn does an action to the cards that a person saw.
type StartBulkIn struct {
	Pick   CardPick   `json:"pick"`
	Action BulkAction `json:"action"`
	Count  int        `json:"count"` // that was confirmed; more cards than that are a conflict
}

// tryOut is how many cards a preview tries an action on: doing it and taking it
// back keeps everybody else from writing meanwhile.
const tryOut = 300

// bulkChunk is how many cards one transaction changes.
const bulkChunk = 100

// PreviewBulk says what an action would do to how many cards and to which
// automations, by doing it and taking it back.
func (s *Session) PreviewBulk(in PreviewBulkIn) (out PreviewBulkOut, err error) {
	ids, do, err := s.bulkOf(in.Pick, in.Action)
	if err != nil {
		return out, err
	}
	tried := ids[:min(len(ids), tryOut)]
	err = s.svc.deps.Store.WriteBulk(s.ctx, func(tx *store.Tx) error {
		out = PreviewBulkOut{Count: len(ids), Tried: len(tried)}
		last, err := tx.LastEnrolment()
		if err != nil {
			return err
		}
		tally, err := do(tx, tried)
		if err != nil {
			return err
		}
		if err := s.svc.deps.Engine.Judge(tx); err != nil {
			return err
		}
		out.Changes, out.Skipped = tally.Changed, bulkSkips(tally)
		moves, err := tx.Moves(last, tried)
		for _, m := range moves {
			out.Effects = append(out.Effects, BulkEffect{Sequence: m.Sequence, Name: m.Name, Starts: m.Starts, Ends: m.Ends})
		}
		return cmp.Or(err, errUndo)
	})
	if !errors.Is(err, errUndo) {
		return out, err
	}
	return out, nil
}

func bulkSkips(t engine.Tally) []BulkSkip {
	out := make([]BulkSkip, 0, len(t.Skipped))
	for _, k := range t.Skipped {
		out = append(out, BulkSkip{Count: k.Count, Why: k.Why})
	}
	return out
}

// StartBulk does an action as a job, in chunks. What a cancelled job has done
// stays done; its undo takes that back. Errors: conflict where more cards match
// now than were confirmed.
func (s *Session) StartBulk(in StartBulkIn) (JobView, error) {
	ids, do, err := s.bulkOf(in.Pick, in.Action)
	if err != nil {
		return JobView{}, err
	}
	if len(ids) > in.Count {
		return JobView{}, crm.Fail(crm.CodeConflict, "bulk.more_now", "count", len(ids), "was", in.Count)
	}
	var batch crm.BatchID
	err = s.write(func(tx *store.Tx) (err error) {
		batch, err = s.beginBatch(tx, crm.BatchBulk, productOf(in.Pick), crm.Say("bulk.undo."+in.Action.Kind, "count", len(ids)))
		return err
	})
	if err != nil {
		return JobView{}, err
	}
	return s.svc.jobs.start(s, "bulk", len(ids), func(ctx context.Context, j *jobRun) (crm.Phrase, error) {
		j.undoes(batch)
		return s.runBulk(ctx, j, batch, ids, do)
	}), nil
}

func productOf(p CardPick) crm.ProductID {
	if p.List == nil {
		return 0
	}
	return p.List.Product
}

// runBulk does the chunks, and says at the end, also of a cancelled or failed
// job, what was done.
func (s *Session) runBulk(ctx context.Context, j *jobRun, batch crm.BatchID, ids []crm.CardID, do bulkWork) (crm.Phrase, error) {
	var total engine.Tally
	var failed error
	for chunk := range slices.Chunk(ids, bulkChunk) {
		if failed = ctx.Err(); failed != nil {
			break
		}
		var tally engine.Tally
		failed = s.svc.deps.Store.WriteBulk(ctx, func(tx *store.Tx) (err error) {
			if me, err := tx.User(s.user); err != nil {
				return err
			} else if !me.Active {
				return crm.Fail(crm.CodeForbidden, "error.user.inactive")
			}
			tx.Record(batch)
			tally, err = do(tx, chunk)
			return err
		})
		if failed != nil {
			break
		}
		total.Add(tally)
		for range chunk {
			j.step()
		}
	}
	state := crm.BatchDone
	if failed != nil {
		state = crm.BatchCancelled
	}
	err := s.svc.deps.Store.Write(context.WithoutCancel(ctx), func(tx *store.Tx) error { return tx.SetBatch(batch, state, total.Changed) })
	s.svc.deps.Kick()
	return bulkSaid(total), cmp.Or(failed, err)
}

// bulkSaid is what a person reads when it is over.
func bulkSaid(t engine.Tally) crm.Phrase {
	skipped := 0
	for _, k := range t.Skipped {
		skipped += k.Count
	}
	switch {
	case skipped == 0:
		return crm.Say("bulk.done", "count", t.Changed)
	case len(t.Skipped) == 1:
		return crm.Say("bulk.done_but", "count", t.Changed, "skipped", skipped, "why", t.Skipped[0].Why)
	default:
		return crm.Say("bulk.done_but_some", "count", t.Changed, "skipped", skipped)
	}
}
