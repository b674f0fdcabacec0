package engine

import (
	"stepwise/backend/crm"
	"stepwise/backend/store"
	"stepwise/backend/timing"
)

// nightHour is when a client step without an hour runs for a card that entered
// by the passing of time, that is at midnight (RULES 3.11).
const nightHour = "09:00"

// enter starts enrolments for cards that began to match at a moment.
func (e *Engine) enter(tx *store.Tx, s *scene, q crm.Sequence, cards []crm.CardID, at crm.Instant, cause crm.Cause) error {
	if cause.Depth >= crm.MaxDepthOfCauses || cause.Sequence == q.ID && cause.Kind == crm.CauseSequence {
		return noteLoop(tx, q, cards, cause)
	}
	if q.Steps == nil { // a judge's, who needs none
		var err error
		if q, err = s.sequence(q.ID); err != nil {
			return err
		}
	}
	steps := q.Live()
	if len(steps) == 0 {
		return nil
	}
	due, _, err := firstMoment(steps[0], at, s.cal)
	if err != nil {
		return err
	}
	_, err = tx.Enrol(store.Entry{Sequence: q, Step: steps[0].ID, Entered: at, Due: due, Cause: cause}, cards)
	return err
}

func noteLoop(tx *store.Tx, q crm.Sequence, cards []crm.CardID, cause crm.Cause) error {
	for _, card := range cards {
		if err := tx.NoteCause(card, crm.ActivitySequence, cause, crm.Say("activity.loop", "sequence", q.Name)); err != nil {
			return err
		}
	}
	return nil
}

// firstMoment is when the first step of an enrolment runs.
func firstMoment(st crm.Step, anchor crm.Instant, cal timing.Calendar) (crm.Instant, []timing.Shift, error) {
	t := st.Timing
	atMidnight := anchor == timing.StartOfDay(timing.DateAt(anchor, cal.Zone), cal.Zone)
	if atMidnight && t.From == "" && st.Kind.Client() {
		t.From = nightHour
	}
	return timing.Next(anchor, t, st.Kind.Channel(), cal)
}

// moment is when a step runs that counts from an anchor.
func moment(q crm.Sequence, st crm.Step, anchor crm.Instant, cal timing.Calendar) (crm.Instant, []timing.Shift, error) {
	if live := q.Live(); len(live) > 0 && live[0].ID == st.ID {
		return firstMoment(st, anchor, cal)
	}
	return nextMoment(st, anchor, cal)
}

// nextMoment is when any other step runs.
func nextMoment(st crm.Step, anchor crm.Instant, cal timing.Calendar) (crm.Instant, []timing.Shift, error) {
	return timing.Next(anchor, st.Timing, st.Kind.Channel(), cal)
}
