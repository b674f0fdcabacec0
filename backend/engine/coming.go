package engine

import (
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/store"
	"stepwise/backend/timing"
)

// Coming is a step that a card will get, as things stand.
type Coming struct {
	Enrolment crm.Enrolment
	Sequence  crm.Sequence
	Step      crm.Step
	At        crm.Instant // 0 where nobody can know: held, or behind a held one
	Pending   bool
	Skip      crm.Reason // the step will be skipped: its date is empty or past
	Shifts    []crm.Phrase
}

// Coming foresees the steps of a card's live enrolments with the code that runs
// them: the pending one as planned, the others as if each acted on time.
func (e *Engine) Coming(v *store.View, card crm.CardID) ([]Coming, error) {
	s, err := e.scene(v)
	if err != nil {
		return nil, err
	}
	list, err := v.EnrolmentsOfCard(card)
	if err != nil {
		return nil, err
	}
	out := []Coming{}
	for _, en := range list {
		if !en.State.Live() {
			continue
		}
		q, err := s.sequence(en.Sequence)
		if err != nil {
			return nil, err
		}
		steps, err := s.foresee(q, en)
		if err != nil {
			return nil, err
		}
		out = append(out, steps...)
	}
	slices.SortStableFunc(out, func(a, b Coming) int { return int(a.At - b.At) })
	return out, nil
}

func (s *scene) foresee(q crm.Sequence, en crm.Enrolment) ([]Coming, error) {
	steps := q.Live()
	from := slices.IndexFunc(steps, func(st crm.Step) bool { return st.ID == en.Step })
	if from < 0 {
		return nil, nil
	}
	var out []Coming
	anchor := en.Anchor
	known := true
	for i, st := range steps[from:] {
		c := Coming{Enrolment: en, Sequence: q, Step: st, Pending: i == 0}
		at, shifts, why, err := s.moment(q, st, en, anchor)
		if err != nil {
			return nil, err
		}
		if c.Skip = why; why != crm.ReasonNone && i > 0 {
			out = append(out, c)
			continue
		}
		switch {
		case i == 0 && en.State == crm.EnrolmentWaiting:
			at = en.Due
		case i == 0 && en.State == crm.EnrolmentSending:
			at = max(en.Planned, s.v.Clock())
		case i == 0:
			known = false
		}
		if known {
			c.At, c.Shifts = at, phrases(shifts)
		}
		anchor = at
		out = append(out, c)
	}
	return out, nil
}

func phrases(shifts []timing.Shift) []crm.Phrase {
	out := make([]crm.Phrase, 0, len(shifts))
	for _, sh := range shifts {
		out = append(out, sh.Reason)
	}
	return out
}

// Foreseen is the moment of one step of a draft for a card that enters now; not
// set where it depends on the card: the step, or one before it, counts from a date.
type Foreseen struct {
	At     crm.Instant
	Shifts []crm.Phrase
}

// ForeseeDraft says when each live step of a draft would run for a card that
// enters at a moment; disabled steps get none.
func (e *Engine) ForeseeDraft(v *store.View, q crm.Sequence, entered crm.Instant) ([]Foreseen, error) {
	cal, err := e.Calendar(v)
	if err != nil {
		return nil, err
	}
	out := make([]Foreseen, len(q.Steps))
	s := &scene{v: v, known: &known{cal: cal}}
	en := crm.Enrolment{Entered: entered}
	anchor := entered
	for i, st := range q.Steps {
		switch {
		case st.Disabled:
			continue
		case st.Anchor == crm.AnchorDate: // another one for each card
			anchor = 0
			continue
		case anchor == 0 && st.Anchor != crm.AnchorEntry:
			continue
		}
		at, shifts, _, err := s.moment(q, st, en, anchor)
		if err != nil {
			return out, nil //nolint:nilerr // the draft's own check names what is wrong with this step
		}
		out[i] = Foreseen{At: at, Shifts: phrases(shifts)}
		anchor = at
	}
	return out, nil
}
