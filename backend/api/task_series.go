package api

import (
	"stepwise/backend/crm"
	"stepwise/backend/store"
	"stepwise/backend/timing"
)

// SaveSeriesIn is a task and the rule by which it recurs.
type SaveSeriesIn struct {
	Task crm.Task       `json:"task"`
	Rule crm.Recurrence `json:"rule"`
}

// SeriesIn names a series.
type SeriesIn struct {
	ID crm.SeriesID `json:"id" ts_type:"string"`
}

// PreviewRepeatIn asks what a rule would do.
type PreviewRepeatIn struct {
	Due  crm.Date       `json:"due" ts_type:"string"` // of the first task
	Rule crm.Recurrence `json:"rule"`
}

// PreviewRepeatOut is a rule in words, and its next days.
type PreviewRepeatOut struct {
	Say   crm.Phrase   `json:"say"`
	Days  []RepeatDay  `json:"days"` // after the first one, at most 5
	Ended bool         `json:"ended"`
	Bad   crm.Problems `json:"bad"` // what is wrong with it; then nothing else is said
}

// RepeatDay is one day of a series.
type RepeatDay struct {
	Day crm.Date `json:"day" ts_type:"string"`
}

// SaveSeries saves a task that recurs, and all of its series that follow. With
// another rule or day the calendar begins anew with this task.
func (s *Session) SaveSeries(in SaveSeriesIn) (out TaskRow, err error) {
	bad := checkTask(&in.Task)
	if in.Task.Due == "" {
		bad.Add("due", "tasks.repeat_needs_day")
	}
	bad = append(bad, in.Rule.Check("rule.")...)
	if err := bad.Err(); err != nil {
		return out, err
	}
	return out, s.write(func(tx *store.Tx) error {
		k := in.Task
		old, err := completeTask(tx, &k)
		if err != nil {
			return err
		}
		if k, err = s.saveTask(tx, k, old); err != nil {
			return err
		}
		if k, err = s.svc.deps.Engine.Repeat(tx, k, old, in.Rule, s.cause()); err != nil {
			return err
		}
		out, err = rowOf(&tx.View, k.ID)
		return err
	})
}

// StopSeries makes no more tasks of a series; its open ones stay.
func (s *Session) StopSeries(in SeriesIn) (out crm.Series, err error) {
	return out, s.write(func(tx *store.Tx) (err error) {
		if out, err = tx.Series(in.ID); err != nil {
			return err
		}
		if err = s.svc.deps.Engine.StopSeries(tx, out, s.cause()); err != nil {
			return err
		}
		out, err = tx.Series(in.ID)
		return err
	})
}

// PreviewRepeat says a rule in words and names its next days, before anything
// is saved.
func (s *Session) PreviewRepeat(in PreviewRepeatIn) (out PreviewRepeatOut, err error) {
	if out.Bad = in.Rule.Check("rule."); len(out.Bad) > 0 {
		return out, nil
	}
	if _, err := crm.ParseDate(string(in.Due)); err != nil {
		out.Bad.Add("due", "tasks.repeat_needs_day")
		return out, nil //nolint:nilerr // the answer says it
	}
	out.Say = in.Rule.Say(in.Due)
	return out, s.read(func(v *store.View) error {
		ws, err := v.Workspace()
		if err != nil {
			return err
		}
		holiday, err := timing.Holidays(ws.Country)
		if err != nil {
			holiday = nil // an unknown country has no calendar
		}
		day, more := in.Due, true
		for len(out.Days) < 5 && more {
			if in.Rule.Times > 0 && len(out.Days)+1 >= in.Rule.Times {
				more = false
			} else if day, more = in.Rule.Next(in.Due, day, holiday); more {
				out.Days = append(out.Days, RepeatDay{Day: day})
			}
		}
		out.Ended = !more
		return nil
	})
}
