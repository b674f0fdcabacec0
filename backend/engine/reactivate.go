package engine

import (
	"context"
	"errors"
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// Fate is what taking up a paused enrolment comes to at once.
type Fate string

// The fates; each card has one.
const (
	FateGoesOn    Fate = "goes_on"   // its next step keeps or gets a date to come
	FateAtOnce    Fate = "at_once"   // its next step acts at once
	FateTooLate   Fate = "too_late"  // its next step is held: beyond its lateness limit
	FateHeld      Fate = "held"      // it waits for a person, as before or for another reason
	FatePaused    Fate = "paused"    // a person paused this card; it stays so
	FateLeaves    Fate = "leaves"    // its card no longer matches
	FateEnds      Fate = "ends"      // ended, as the answer says
	FateCompleted Fate = "completed" // no step is left for it
)

// Fates are all fates, in the order in which they are shown.
var Fates = []Fate{FateGoesOn, FateAtOnce, FateTooLate, FateHeld, FatePaused, FateLeaves, FateEnds, FateCompleted}

// Resumed is one enrolment as it was paused and as it is once taken up.
type Resumed struct {
	Before crm.Enrolment
	After  crm.Enrolment // and what was due has run
	Fate   Fate
	Step   crm.StepID   // the one it is at when taken up; 0 where it ended
	At     crm.Instant  // of that step; 0 where nobody knows
	Missed []crm.StepID // steps of today's list that it is behind without having had them
	Gone   bool         // the step it waited for was removed or disabled
	Moved  bool         // that step has another date
}

// Resumption is what taking up a chunk of paused enrolments would come to.
type Resumption struct {
	List     []Resumed
	Days     ClientDays      // their messages to clients
	Restarts int             // cards that ended and would start anew with "all cards"
	Next     crm.EnrolmentID // where the next chunk begins; 0 after the last
}

// errForetold takes back what was only tried.
var errForetold = errors.New("foretold")

const resumeChunk = 100

// ForetellResume says what reactivating a paused sequence does to the next of
// its enrolments: it does it, lets what is due run, looks, and takes all of it
// back. Nothing is written. Each chunk is a short transaction of its own.
func (e *Engine) ForetellResume(ctx context.Context, id crm.SequenceID, midway string, user crm.UserID, after crm.EnrolmentID) (out Resumption, err error) {
	err = e.store.WriteBulk(ctx, func(tx *store.Tx) error {
		out = Resumption{}
		q, err := tx.Sequence(id)
		if err != nil {
			return err
		}
		if q.State.Runs() {
			return crm.Fail(crm.CodeConflict, "error.sequence.active", "name", q.Name)
		}
		if err := e.tryResume(tx, q, midway, user, after, &out); err != nil {
			return err
		}
		return errForetold
	})
	if errors.Is(err, errForetold) {
		err = nil
	}
	return out, err
}

func (e *Engine) tryResume(tx *store.Tx, q crm.Sequence, midway string, user crm.UserID, after crm.EnrolmentID, out *Resumption) error {
	s, err := e.scene(&tx.View)
	if err != nil {
		return err
	}
	f := s.filterOf(q)
	if f.err != nil {
		return f.err
	}
	list, err := tx.LiveOfSequence(q.ID, after, resumeChunk)
	if err != nil {
		return err
	}
	if len(list) == resumeChunk {
		out.Next = list[len(list)-1].ID
	}
	if err := tx.BeginActivation(q.ID, ScopeNew, user); err != nil {
		return err
	}
	taken := make([]crm.Enrolment, len(list))
	for i, en := range list {
		if err := e.resumeOne(tx, s, q, en, midway, user); err != nil {
			return err
		}
		if taken[i], err = tx.Enrolment(en.ID); err != nil {
			return err
		}
	}
	if out.Days, err = e.MidwayDays(&tx.View, q); err != nil {
		return err
	}
	if out.Restarts, err = tx.CountRestarts(q, f.query.Where, f.query.Args); err != nil {
		return err
	}
	if s, err = e.scene(&tx.View); err != nil {
		return err
	}
	for i, en := range list {
		r, err := e.lookResumed(tx, s, q, en, taken[i])
		if err != nil {
			return err
		}
		out.List = append(out.List, r)
	}
	return nil
}

// lookResumed lets what is due of a taken-up enrolment run, and says what it
// came to.
func (e *Engine) lookResumed(tx *store.Tx, s *scene, q crm.Sequence, before, taken crm.Enrolment) (r Resumed, err error) {
	r = Resumed{Before: before}
	if taken.State.Live() {
		r.Step, r.At = taken.Step, taken.Due
		if r.Missed, err = missedSteps(&tx.View, q, taken); err != nil {
			return r, err
		}
	}
	r.Gone = before.State != crm.EnrolmentSending && taken.Step != before.Step && !slices.ContainsFunc(q.Live(), func(st crm.Step) bool { return st.ID == before.Step })
	r.Moved = taken.State.Live() && taken.Step == before.Step && taken.Planned != before.Planned
	if r.After, err = e.runTaken(tx, s, taken); err != nil {
		return r, err
	}
	acted, err := actedSince(&tx.View, r.After, tx.Now)
	if err != nil {
		return r, err
	}
	if r.Fate, err = fateOf(tx, r.After, acted); err != nil {
		return r, err
	}
	switch {
	case r.Fate == FateAtOnce:
		r.At = tx.Now
	case r.Fate == FateGoesOn && r.After.Due != 0: // put off by lateness, or the next one, where its step was skipped at once
		r.Step, r.At = r.After.Step, r.After.Due
	case r.Fate != FateGoesOn:
		r.At = 0
	}
	return r, nil
}

// runTaken runs what is due of one enrolment, until nothing is.
func (e *Engine) runTaken(tx *store.Tx, s *scene, en crm.Enrolment) (crm.Enrolment, error) {
	for range crm.MaxSteps + 1 {
		if en.State != crm.EnrolmentWaiting || en.Paused || en.Due > tx.Now {
			break
		}
		due := en
		if err := tx.Try(func() error { return e.runOne(tx, s, due) }); err != nil {
			if crm.CodeOf(err) == crm.CodeUnavailable {
				return en, err
			}
			if err := e.hold(tx, due, crm.ReasonInternal); err != nil {
				return en, err
			}
		}
		var err error
		if en, err = tx.Enrolment(en.ID); err != nil {
			return en, err
		}
	}
	return en, nil
}

// actedSince says whether a step of an enrolment was done at a moment.
func actedSince(v *store.View, en crm.Enrolment, at crm.Instant) (bool, error) {
	runs, err := v.StepRuns(en.ID)
	return slices.ContainsFunc(runs, func(r crm.StepRun) bool { return r.At >= at && r.Outcome == crm.OutcomeDone }), err
}

func fateOf(tx *store.Tx, en crm.Enrolment, acted bool) (Fate, error) {
	switch {
	case en.State == crm.EnrolmentStopped:
		return FateEnds, nil
	case en.State == crm.EnrolmentLeft:
		return FateLeaves, nil
	case en.PausedByHand:
		return FatePaused, nil
	case en.State == crm.EnrolmentHeld && en.Reason == crm.ReasonTooLate:
		return FateTooLate, nil
	case en.State == crm.EnrolmentHeld:
		return FateHeld, nil
	case en.State == crm.EnrolmentSending:
		return sendingFate(tx, en)
	case acted:
		return FateAtOnce, nil
	case en.State == crm.EnrolmentCompleted:
		return FateCompleted, nil
	}
	return FateGoesOn, nil
}

// sendingFate is that of a step whose message is in the outbox: it goes when the
// message may, or waits for a person as the message does.
func sendingFate(tx *store.Tx, en crm.Enrolment) (Fate, error) {
	open, err := tx.OpenMessages(en.ID)
	if err != nil {
		return "", err
	}
	for _, m := range open {
		switch {
		case m.State == crm.MessageHeld:
			return FateHeld, nil
		case m.Due > tx.Now:
			return FateGoesOn, nil
		}
	}
	if len(open) == 0 {
		return FateGoesOn, nil
	}
	return FateAtOnce, nil
}

// missedSteps are the live steps before an enrolment's place that it never had.
func missedSteps(v *store.View, q crm.Sequence, en crm.Enrolment) ([]crm.StepID, error) {
	runs, err := v.StepRuns(en.ID)
	if err != nil {
		return nil, err
	}
	var missed []crm.StepID
	for _, st := range q.Live() {
		if st.ID == en.Step {
			return missed, nil
		}
		if !slices.ContainsFunc(runs, func(r crm.StepRun) bool { return r.Step == st.ID }) {
			missed = append(missed, st.ID)
		}
	}
	return nil, nil
}
