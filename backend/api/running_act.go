package api

import (
	"cmp"
	"context"
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
)

// RunningPick is some cards in a sequence: these, or all behind a number but
// some.
type RunningPick struct {
	IDs    []crm.EnrolmentID `json:"ids" ts_type:"string[]"`
	All    *RunningAsk       `json:"all"`                       // instead of IDs
	Except []crm.EnrolmentID `json:"except" ts_type:"string[]"` // of All
}

// RunningActIn is one thing to do with cards in a sequence. Count is the number
// that was confirmed; more cards than that are a conflict.
type RunningActIn struct {
	Pick   RunningPick `json:"pick"`
	Action string      `json:"action" ts_type:"'skip'|'pause'|'resume'|'stop'|'send'"` // send: a held step acts now
	Count  int         `json:"count"`
}

// RunningActOut says what doing it would come to.
type RunningActOut struct {
	Count   int        `json:"count"`
	Changes int        `json:"changes"`
	Skipped []BulkSkip `json:"skipped"`
}

// runningActions are what can be done with cards in a sequence.
var runningActions = []string{"skip", "pause", "resume", "stop", "send"}

func (s *Session) pickRunning(v *store.View, in RunningActIn) ([]crm.EnrolmentID, error) {
	if !slices.Contains(runningActions, in.Action) {
		return nil, crm.Fail(crm.CodeInvalid, "running.bad_action", "action", in.Action)
	}
	if in.Pick.All == nil {
		if len(in.Pick.IDs) == 0 {
			return nil, crm.Fail(crm.CodeInvalid, "bulk.no_pick")
		}
		ids := slices.Clone(in.Pick.IDs)
		slices.Sort(ids)
		return slices.Compact(ids), nil
	}
	q, err := in.Pick.All.query()
	if err != nil {
		return nil, err
	}
	q.Except = in.Pick.Except
	return v.RunningIDs(q)
}

// PreviewRunning says in numbers what doing something with cards in a sequence
// would come to, and why it leaves some as they are.
func (s *Session) PreviewRunning(in RunningActIn) (out RunningActOut, err error) {
	return out, s.read(func(v *store.View) error {
		ids, err := s.pickRunning(v, in)
		if err != nil {
			return err
		}
		me, err := v.User(s.user)
		if err != nil {
			return err
		}
		var tally engine.Tally
		for chunk := range slices.Chunk(ids, 5000) {
			can, part, err := steerable(v, me, in.Action, chunk)
			if err != nil {
				return err
			}
			part.Changed = len(can)
			tally.Add(part)
		}
		out = RunningActOut{Count: len(ids), Changes: tally.Changed, Skipped: bulkSkips(tally)}
		return nil
	})
}

// steerable sorts enrolments by whether a person can do something to them.
func steerable(v *store.View, me crm.User, action string, ids []crm.EnrolmentID) (can []crm.EnrolmentID, out engine.Tally, err error) {
	list, err := v.Steerables(ids)
	if err != nil {
		return nil, out, err
	}
	for range len(ids) - len(list) {
		out.Skip(crm.Say("bulk.skip.gone"))
	}
	for _, e := range list {
		if why := refusal(me, action, e); why != "" {
			out.Skip(crm.Say(why))
			continue
		}
		can = append(can, e.ID)
	}
	return can, out, nil
}

func refusal(me crm.User, action string, e store.Steerable) string {
	switch {
	case me.Role != crm.RoleAdmin && (e.Owner == 0 || e.Owner != me.ID):
		return "bulk.skip.not_yours"
	case !e.State.Live():
		return "running.skip.ended"
	case action == "send" && e.State != crm.EnrolmentHeld:
		return "running.skip.not_held"
	case action == "skip" && e.State == crm.EnrolmentSending && !e.Open:
		return "running.skip.being_sent"
	case action == "pause" && e.PausedByHand:
		return "running.skip.paused"
	case action == "resume" && !e.PausedByHand:
		return "running.skip.not_paused"
	}
	return ""
}

// ActOnRunning skips the pending step of cards in a sequence, pauses, resumes or
// stops them, or lets held steps act, as a job in chunks. What a cancelled job
// did stays done. Stopping can be undone; pausing is undone by resuming.
func (s *Session) ActOnRunning(in RunningActIn) (JobView, error) {
	var ids []crm.EnrolmentID
	err := s.read(func(v *store.View) (err error) {
		ids, err = s.pickRunning(v, in)
		return err
	})
	if err == nil {
		err = moreNow(len(ids), in.Count)
	}
	if err != nil {
		return JobView{}, err
	}
	var batch crm.BatchID
	if in.Action == "stop" {
		err = s.write(func(tx *store.Tx) (err error) {
			batch, err = s.beginBatch(tx, crm.BatchBulk, 0, crm.Say("bulk.undo.stop", "count", len(ids)))
			return err
		})
		if err != nil {
			return JobView{}, err
		}
	}
	return s.svc.jobs.start(s, "running", len(ids), func(ctx context.Context, j *jobRun) (crm.Phrase, error) {
		j.undoes(batch)
		return s.during(ctx).runActs(j, batch, ids, in.Action)
	}), nil
}

func (s *Session) runActs(j *jobRun, batch crm.BatchID, ids []crm.EnrolmentID, action string) (crm.Phrase, error) {
	var total engine.Tally
	failed := s.inChunks(j, len(ids), func(from, to int) error {
		var tally engine.Tally
		err := s.svc.deps.Store.WriteBulk(s.ctx, func(tx *store.Tx) (err error) {
			if batch != 0 {
				tx.Record(batch)
			}
			tally, err = s.actOn(tx, action, ids[from:to])
			return err
		})
		if err == nil {
			total.Add(tally)
		}
		return err
	})
	if batch == 0 {
		return bulkSaid(total), failed
	}
	state := crm.BatchDone
	if failed != nil {
		state = crm.BatchCancelled
	}
	err := s.svc.deps.Store.Write(context.WithoutCancel(s.ctx), func(tx *store.Tx) error { return tx.SetBatch(batch, state, total.Changed) })
	return bulkSaid(total), cmp.Or(failed, err)
}

// inChunks runs a job's work in chunks until all is done, it fails or is
// cancelled, and then lets the engine look at what it made due.
func (s *Session) inChunks(j *jobRun, n int, do func(from, to int) error) error {
	defer s.svc.deps.Kick()
	for from := 0; from < n; from += bulkChunk {
		if err := s.ctx.Err(); err != nil {
			return err
		}
		to := min(from+bulkChunk, n)
		if err := do(from, to); err != nil {
			return err
		}
		for range to - from {
			j.step()
		}
	}
	return nil
}

// actOn does one thing to some enrolments; what can't be done to one of them
// leaves the others alone.
func (s *Session) actOn(tx *store.Tx, action string, ids []crm.EnrolmentID) (engine.Tally, error) {
	me, err := tx.User(s.user)
	if err == nil && !me.Active {
		err = crm.Fail(crm.CodeForbidden, "error.user.inactive")
	}
	if err != nil {
		return engine.Tally{}, err
	}
	can, out, err := steerable(&tx.View, me, action, ids)
	if err != nil {
		return out, err
	}
	for _, id := range can {
		err := tx.Try(func() error { return s.actOnOne(tx, action, id) })
		if code := crm.CodeOf(err); err != nil && code != crm.CodeConflict && code != crm.CodeInvalid {
			return out, err
		}
		if err != nil {
			out.Skip(crm.Say("running.skip.being_sent"))
			continue
		}
		out.Changed++
	}
	return out, nil
}

func (s *Session) actOnOne(tx *store.Tx, action string, id crm.EnrolmentID) error {
	e, cause := s.svc.deps.Engine, s.cause()
	switch action {
	case "skip":
		return e.SkipByHand(tx, id)
	case "pause":
		return e.PauseByHand(tx, id, cause)
	case "resume":
		return e.ResumeByHand(tx, id, cause)
	case "send":
		_, err := e.SendHeld(tx, id)
		return err
	default:
		return e.StopByHand(tx, id, cause)
	}
}
