package engine

import (
	"context"
	"encoding/json"

	"stepwise/backend/crm"
	"stepwise/backend/store"
	"stepwise/backend/timing"
)

// PlanTask sets when a task reminds its assignee. What an edit left alone keeps
// its reminder, also a put off one; a moment that is already past reminds
// nobody. old is the task as it was, zero for a new one.
func (e *Engine) PlanTask(v *store.View, k *crm.Task, old crm.Task) error {
	if old.ID != 0 && k.Remind == old.Remind && k.Due == old.Due && k.Clock == old.Clock && k.Assignee == old.Assignee {
		k.RemindAt, k.Reminded, k.Seen = old.RemindAt, old.Reminded, old.Seen
		return nil
	}
	k.RemindAt, k.Reminded, k.Seen = 0, 0, 0
	if k.Remind == crm.RemindNever {
		return nil
	}
	cal, err := e.Calendar(v)
	if err != nil {
		return err
	}
	if at := timing.RemindAt(*k, cal.Zone); at > v.Clock() {
		k.RemindAt = at
	}
	return nil
}

// SetTaskDone marks a task done or open again, and keeps its series in step:
// being done makes the next one, being opened again takes that back if nobody
// touched it. next is what was made. A task that is so already stays as it is.
func (e *Engine) SetTaskDone(tx *store.Tx, k crm.Task, done bool, cause crm.Cause) (saved crm.Task, next *crm.Task, err error) {
	if (k.Done != 0) == done {
		return k, nil, nil
	}
	key := "activity.task_reopened"
	k.Done, k.DoneBy = 0, 0
	if done {
		key, k.Done, k.DoneBy = "activity.task_done", tx.Now, cause.User
	}
	if saved, err = tx.SaveTask(k); err != nil {
		return k, nil, err
	}
	tx.Touch(k.Card, cause, "tasks")
	if err = tx.NoteCause(k.Card, crm.ActivityTask, cause, crm.Say(key, "title", k.Title)); err != nil || k.Series == 0 {
		return saved, nil, err
	}
	series, err := tx.Series(k.Series)
	if err != nil || series.Rule.Schedule {
		return saved, nil, err
	}
	if done {
		next, err = e.afterDone(tx, series, k, cause)
		return saved, next, err
	}
	return saved, nil, e.takeBack(tx, series, k, cause)
}

// afterDone makes the next task when the newest is done.
func (e *Engine) afterDone(tx *store.Tx, s crm.Series, k crm.Task, cause crm.Cause) (*crm.Task, error) {
	if s.Ended != 0 || k.Occurrence != s.Made {
		return nil, nil //nolint:nilnil // there is nothing to make
	}
	cal, err := e.Calendar(&tx.View)
	if err != nil {
		return nil, err
	}
	return e.makeNext(tx, s, max(s.Last, timing.DateAt(tx.Now, cal.Zone)), cal, cause)
}

// takeBack undoes what afterDone did: a task that is as the series made it
// goes, one that somebody changed stays.
func (e *Engine) takeBack(tx *store.Tx, s crm.Series, k crm.Task, cause crm.Cause) error {
	later, err := tx.SeriesTasks(s.ID, k.Occurrence)
	if err != nil {
		return err
	}
	if len(later) == 0 && s.Ended != 0 && k.Occurrence == s.Made {
		s.Ended = 0
	} else if len(later) != 1 || later[0].Occurrence != s.Made || !madeBy(s, later[0]) {
		return nil
	} else if err := tx.DropTask(later[0]); err != nil {
		return err
	} else {
		tx.Touch(k.Card, cause, "tasks")
		s.Made, s.Last = k.Occurrence, k.Due
	}
	_, err = tx.SaveSeries(s)
	return err
}

func madeBy(s crm.Series, k crm.Task) bool {
	return k.Title == s.Title && k.Type == s.Type && k.Note == s.Note && k.Assignee == s.Assignee && k.Clock == s.Clock &&
		k.Remind == s.Remind && k.Priority == s.Priority && k.Due == s.Last
}

// makeNext makes the task of the first day after one, or ends the series.
func (e *Engine) makeNext(tx *store.Tx, s crm.Series, after crm.Date, cal timing.Calendar, cause crm.Cause) (*crm.Task, error) {
	due, more := s.Rule.Next(s.Start, after, cal.IsHoliday)
	if !more || s.Rule.Times > 0 && s.Made >= s.Rule.Times {
		s.Ended, s.Next = tx.Now, 0
		if _, err := tx.SaveSeries(s); err != nil {
			return nil, err
		}
		return nil, tx.NoteCause(s.Card, crm.ActivityTask, cause, crm.Say("tasks.said.series_over", "title", s.Title))
	}
	k := crm.Task{
		Card: s.Card, Type: s.Type, Title: s.Title, Note: s.Note, Assignee: s.Assignee, Due: due, Clock: s.Clock, Remind: s.Remind, Priority: s.Priority,
		Series: s.ID, Occurrence: s.Made + 1,
	}
	if err := e.stillHere(tx, &k); err != nil {
		return nil, err
	}
	if err := e.PlanTask(&tx.View, &k, crm.Task{}); err != nil {
		return nil, err
	}
	k, err := tx.SaveTask(k)
	if err != nil {
		return nil, err
	}
	s.Made, s.Last, s.Next = k.Occurrence, due, 0
	if s.Rule.Schedule {
		s.Next = timing.StartOfDay(due, cal.Zone)
	}
	if _, err := tx.SaveSeries(s); err != nil {
		return nil, err
	}
	tx.Touch(s.Card, cause, "tasks")
	return &k, tx.NoteCause(s.Card, crm.ActivityTask, cause, crm.Say("tasks.said.series_next", "title", k.Title, "due", k.Due, "repeats", s.Rule.Say(s.Start)))
}

// stillHere gives the task of a colleague who left to the owner of the card.
func (e *Engine) stillHere(tx *store.Tx, k *crm.Task) error {
	if k.Assignee == 0 {
		return nil
	}
	who, err := tx.User(k.Assignee)
	if err != nil || who.Active {
		return err
	}
	card, err := tx.Card(k.Card)
	k.Assignee = card.Owner
	return err
}

// Repeat saves a task as the first of a series, or for it and all that follow
// it: those that wait already become like it, and with another rule or day the
// calendar begins anew with it. old is the task as it was, zero for a new one.
// Errors: conflict for a task that is done.
func (e *Engine) Repeat(tx *store.Tx, k, old crm.Task, rule crm.Recurrence, cause crm.Cause) (crm.Task, error) {
	if k.Done != 0 {
		return k, crm.Fail(crm.CodeConflict, "tasks.done_repeats")
	}
	cal, err := e.Calendar(&tx.View)
	if err != nil {
		return k, err
	}
	s := crm.Series{Made: 1}
	if k.Series != 0 {
		if s, err = tx.Series(k.Series); err != nil {
			return k, err
		}
	}
	anew := s.ID == 0 || s.Ended != 0 || k.Due != old.Due || !sameRule(s.Rule, rule)
	s.Card, s.Type, s.Title, s.Note, s.Assignee, s.Clock, s.Remind, s.Rule = k.Card, k.Type, k.Title, k.Note, k.Assignee, k.Clock, k.Remind, rule
	s.Priority = k.Priority
	k.Occurrence = max(k.Occurrence, 1)
	if err := e.follow(tx, s, k, anew); err != nil {
		return k, err
	}
	if anew {
		s.Start, s.Last, s.Made, s.Next, s.Ended = k.Due, k.Due, k.Occurrence, 0, 0
		if rule.Schedule {
			s.Next = timing.StartOfDay(k.Due, cal.Zone)
		}
	}
	if s, err = tx.SaveSeries(s); err != nil {
		return k, err
	}
	k.Series = s.ID
	if k, err = tx.SaveTask(k); err != nil {
		return k, err
	}
	tx.Touch(k.Card, cause, "tasks")
	if !anew {
		return k, nil
	}
	return k, tx.NoteCause(k.Card, crm.ActivityTask, cause, crm.Say("tasks.said.repeats", "title", k.Title, "repeats", rule.Say(k.Due)))
}

// follow makes the open tasks after k like the series, or takes them back where
// the calendar begins anew.
func (e *Engine) follow(tx *store.Tx, s crm.Series, k crm.Task, anew bool) error {
	if s.ID == 0 {
		return nil
	}
	later, err := tx.SeriesTasks(s.ID, k.Occurrence)
	if err != nil {
		return err
	}
	for _, other := range later {
		if anew {
			if err := tx.DropTask(other); err != nil {
				return err
			}
			continue
		}
		was := other
		other.Type, other.Title, other.Note, other.Assignee, other.Clock, other.Remind = s.Type, s.Title, s.Note, s.Assignee, s.Clock, s.Remind
		other.Priority = s.Priority
		if err := e.PlanTask(&tx.View, &other, was); err != nil {
			return err
		}
		if _, err := tx.SaveTask(other); err != nil {
			return err
		}
	}
	return nil
}

func sameRule(a, b crm.Recurrence) bool {
	one, err := json.Marshal(a)
	other, failed := json.Marshal(b)
	return err == nil && failed == nil && string(one) == string(other)
}

// StopSeries ends a series: its open tasks stay, no more are made.
func (e *Engine) StopSeries(tx *store.Tx, s crm.Series, cause crm.Cause) error {
	if s.Ended != 0 {
		return nil
	}
	s.Ended, s.Next = tx.Now, 0
	if _, err := tx.SaveSeries(s); err != nil {
		return err
	}
	return tx.NoteCause(s.Card, crm.ActivityTask, cause, crm.Say("tasks.said.stopped", "title", s.Title))
}

// dueAtOnce is how many reminders or series one transaction looks at.
const dueAtOnce = 200

// MakeTasks makes the tasks that the calendar of their series asks for now. Of
// days that went by while the program was off none are made.
func (e *Engine) MakeTasks(ctx context.Context) (made int, err error) {
	for {
		n := 0
		err := e.store.Write(ctx, func(tx *store.Tx) error {
			n = 0
			due, err := tx.DueSeries(dueAtOnce)
			if err != nil || len(due) == 0 {
				return err
			}
			cal, err := e.Calendar(&tx.View)
			if err != nil {
				return err
			}
			yesterday := timing.DateAt(tx.Now, cal.Zone).AddDays(-1)
			for _, s := range due {
				if _, err := e.makeNext(tx, s, max(s.Last, yesterday), cal, crm.Cause{Kind: crm.CauseSystem}); err != nil {
					return err
				}
				n++
			}
			return nil
		})
		if made += n; err != nil || n == 0 {
			return made, err
		}
	}
}
