package engine

import (
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// judgeDates follows the dates that changed: a pending step that counts from one
// moves with it, and a sequence that starts at each new value of one starts
// (RULES 3.10, 4.3). It comes after the cards have entered and left.
func (e *Engine) judgeDates(tx *store.Tx, s *scene, touched []store.Touch) error {
	watched, err := s.watchedDates()
	if err != nil || len(watched) == 0 {
		return err
	}
	for _, t := range touched {
		for _, w := range watched {
			if !readsAny([]string{w.Field.Key()}, t.Subjects) {
				continue
			}
			if err := e.judgeDate(tx, s, w, t); err != nil {
				return err
			}
		}
	}
	return nil
}

func (e *Engine) judgeDate(tx *store.Tx, s *scene, w store.WatchedDate, t store.Touch) error {
	q, err := s.sequence(w.Sequence)
	if err != nil {
		return err
	}
	en, live, err := tx.LiveEnrolment(q.ID, t.Card)
	if err != nil {
		return err
	}
	if live {
		return e.followDate(tx, s, q, en, w.Field)
	}
	if q.Reentry != crm.ReentryEachDate || q.ReentryDate != w.Field || t.Cause.Silent {
		return nil
	}
	member, err := tx.IsMember(q.ID, t.Card)
	if err != nil || !member {
		return err
	}
	return e.enter(tx, s, q, []crm.CardID{t.Card}, tx.Now, t.Cause)
}

// followDate notes the new value that an enrolment is about, and moves its
// pending step if that counts from it.
func (e *Engine) followDate(tx *store.Tx, s *scene, q crm.Sequence, en crm.Enrolment, field crm.FieldID) error {
	if q.Reentry == crm.ReentryEachDate && q.ReentryDate == field {
		value, err := tx.DateValue(en.Card, field)
		if err != nil {
			return err
		}
		if value != en.Date && value != "" {
			en.Date = value
			if _, err := tx.UpdateEnrolment(en); err != nil {
				return err
			}
		}
	}
	i := slices.IndexFunc(q.Steps, func(st crm.Step) bool { return st.ID == en.Step })
	if i < 0 || en.State != crm.EnrolmentWaiting || q.Steps[i].Anchor != crm.AnchorDate || q.Steps[i].DateField != field {
		return nil
	}
	at, _, why, err := s.moment(q, q.Steps[i], en, tx.Now)
	if err != nil {
		return err
	}
	if why != crm.ReasonNone {
		run := crm.StepRun{Outcome: crm.OutcomeSkipped, Reason: why, At: tx.Now}
		return e.finish(tx, s, q, en, run, en.Anchor)
	}
	if at == en.Planned {
		return nil
	}
	en.Due, en.Planned = at, at
	_, err = tx.UpdateEnrolment(en)
	return err
}

// watchedDates are the date fields that running sequences follow.
func (s *scene) watchedDates() ([]store.WatchedDate, error) {
	if s.dates == nil {
		list, err := s.v.WatchedDates()
		if err != nil {
			return nil, err
		}
		s.dates = append([]store.WatchedDate{}, list...)
	}
	return s.dates, nil
}
