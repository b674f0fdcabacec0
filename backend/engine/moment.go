package engine

import (
	"errors"

	"stepwise/backend/crm"
	"stepwise/backend/store"
	"stepwise/backend/timing"
)

// moment is when a step of an enrolment runs, as the anchor of its place gives
// it: reached is when the step before acted. why says that there is no such
// moment, so that the step is skipped (RULES 3.10).
func (s *scene) moment(q crm.Sequence, st crm.Step, en crm.Enrolment, reached crm.Instant) (at crm.Instant, shifts []timing.Shift, why crm.Reason, err error) {
	live := q.Live()
	first := len(live) > 0 && live[0].ID == st.ID
	switch {
	case st.Anchor == crm.AnchorDate:
		card, err := s.v.Card(en.Card)
		if err != nil {
			return 0, nil, crm.ReasonNone, err
		}
		return s.aroundDate(st, card, en.Entered, reached)
	case first:
		at, shifts, err = firstMoment(st, reached, s.cal)
	case st.Anchor == crm.AnchorEntry:
		at, shifts, err = s.afterEntry(st, en.Entered, reached)
	default:
		at, shifts, err = nextMoment(st, reached, s.cal)
	}
	return at, shifts, crm.ReasonNone, err
}

// afterEntry counts from the entry. A moment that passed while the steps before
// were under way is as delay 0 from where they ended.
func (s *scene) afterEntry(st crm.Step, entered, reached crm.Instant) (crm.Instant, []timing.Shift, error) {
	at, shifts, err := nextMoment(st, entered, s.cal)
	if err != nil || at >= reached {
		return at, shifts, err
	}
	return timing.Retry(reached, st.Timing, st.Kind.Channel(), s.cal)
}

// aroundDate counts from a date field of the card.
func (s *scene) aroundDate(st crm.Step, card crm.Card, entered, reached crm.Instant) (crm.Instant, []timing.Shift, crm.Reason, error) {
	date, clock, ok := s.dateOf(card, st.DateField)
	if !ok {
		return 0, nil, crm.ReasonNoDate, nil
	}
	offset := st.Timing.Delay
	if st.Before {
		offset = -offset
	}
	ch := st.Kind.Channel()
	at, shifts, err := timing.AroundDate(date, clock, offset, st.Timing.Unit, st.Timing, ch, s.cal)
	switch {
	case errors.Is(err, timing.ErrPast):
		return 0, nil, crm.ReasonAlreadyPast, nil
	case err != nil:
		return 0, nil, crm.ReasonNone, err
	case at < entered:
		return at, nil, crm.ReasonAlreadyPast, nil
	case at >= reached:
		return at, shifts, crm.ReasonNone, nil
	}
	if at, shifts, err = timing.Retry(reached, st.Timing, ch, s.cal); err != nil {
		return 0, nil, crm.ReasonNone, err
	}
	if limit, bound := s.deadline(st, card); bound && at >= limit {
		return at, nil, crm.ReasonAlreadyPast, nil
	}
	return at, shifts, crm.ReasonNone, nil
}

// dateOf reads a date field: its day and, of a date with a time, the wall clock.
func (s *scene) dateOf(card crm.Card, field crm.FieldID) (crm.Date, string, bool) {
	switch x := card.Fields[field].(type) {
	case crm.Date:
		return x, "", x != ""
	case crm.Instant:
		return timing.DateAt(x, s.cal.Zone), x.In(s.cal.Zone).Format("15:04"), x != 0
	}
	return "", "", false
}

// Deadline is the last moment for a message of a step that counts from a date
// of its card, not set where the step's own limit or none but its kind's holds:
// "your appointment is tomorrow" never goes once the date has come, however long
// its server was out of reach.
func (e *Engine) Deadline(v *store.View, st crm.Step, id crm.CardID) (crm.Instant, error) {
	if st.Anchor != crm.AnchorDate || st.Lateness != 0 {
		return 0, nil
	}
	card, err := v.Card(id)
	if err != nil {
		return 0, err
	}
	s, err := e.scene(v)
	if err != nil {
		return 0, err
	}
	at, _ := s.deadline(st, card)
	return at, nil
}

// deadline is when a step that counts from a date makes no sense any more: one
// before the date when the date comes, one on its day when the day ends. Steps
// after it are bound by nothing but their kind's limit (RULES 3.10).
func (s *scene) deadline(st crm.Step, card crm.Card) (crm.Instant, bool) {
	if st.Anchor != crm.AnchorDate || !st.Before && st.Timing.Delay != 0 {
		return 0, false
	}
	date, clock, ok := s.dateOf(card, st.DateField)
	if !ok {
		return 0, false
	}
	before := st.Before && st.Timing.Delay != 0
	switch {
	case before && clock != "":
		return timing.AtClock(date, clock, s.cal.Zone), true
	case before:
		return timing.StartOfDay(date, s.cal.Zone), true
	default:
		return timing.StartOfDay(date.AddDays(1), s.cal.Zone), true
	}
}
