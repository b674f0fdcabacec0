package engine

import (
	"slices"

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
	first := firstLive(q)
	if first == nil {
		return nil
	}
	due, _, err := firstMoment(*first, at, s.cal)
	if err != nil {
		return err
	}
	started, err := tx.Enrol(store.Entry{Sequence: q, Step: first.ID, Entered: at, Due: due, Cause: cause}, cards)
	if err != nil {
		return err
	}
	return e.planDated(tx, s, q, started)
}

// firstLive is the first step that isn't disabled, nil where there is none.
func firstLive(q crm.Sequence) *crm.Step {
	i := slices.IndexFunc(q.Steps, func(st crm.Step) bool { return !st.Disabled })
	if i < 0 {
		return nil
	}
	return &q.Steps[i]
}

// planDated gives enrolments that just began their moment where the first step
// counts from a date: that is another one for each card.
func (e *Engine) planDated(tx *store.Tx, s *scene, q crm.Sequence, started []crm.CardID) error {
	if first := firstLive(q); first == nil || first.Anchor != crm.AnchorDate {
		return nil
	}
	for _, card := range started {
		en, live, err := tx.LiveEnrolment(q.ID, card)
		if err != nil {
			return err
		}
		if !live {
			continue
		}
		if err := e.next(tx, s, q, en, 0, en.Entered); err != nil {
			return err
		}
	}
	return nil
}

func noteLoop(tx *store.Tx, q crm.Sequence, cards []crm.CardID, cause crm.Cause) error {
	for _, card := range cards {
		if err := tx.NoteCause(card, crm.ActivitySequence, cause, crm.Say("activity.loop", "sequence", q.Name)); err != nil {
			return err
		}
	}
	return nil
}

// firstMoment is when the first step of an enrolment runs; of one that counts
// from a date it is the entry, until planDated knows better.
func firstMoment(st crm.Step, anchor crm.Instant, cal timing.Calendar) (crm.Instant, []timing.Shift, error) {
	if st.Anchor == crm.AnchorDate {
		return anchor, nil, nil
	}
	t := st.Timing
	atMidnight := anchor == timing.StartOfDay(timing.DateAt(anchor, cal.Zone), cal.Zone)
	if atMidnight && t.From == "" && st.Kind.Client() {
		t.From = nightHour
	}
	return timing.Next(anchor, t, st.Kind.Channel(), cal)
}

// nextMoment is when any other step runs.
func nextMoment(st crm.Step, anchor crm.Instant, cal timing.Calendar) (crm.Instant, []timing.Shift, error) {
	return timing.Next(anchor, st.Timing, st.Kind.Channel(), cal)
}
