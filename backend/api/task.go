package api

import (
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/fold"
	"stepwise/backend/store"
)

// ListTasksIn asks for tasks; due ones first.
type ListTasksIn struct {
	Assignee crm.UserID `json:"assignee" ts_type:"string"` // none: everybody's
	Done     bool       `json:"done"`                      // the done ones, newest first
}

// TaskRow is a task with the card it is on.
type TaskRow struct {
	Task     crm.Task      `json:"task"`
	Product  crm.ProductID `json:"product" ts_type:"string"` // of the card
	CardName string        `json:"cardName"`
	Sequence string        `json:"sequence"` // the name of the one that made it
	Overdue  bool          `json:"overdue"`
	Today    bool          `json:"today"`
}

// TaskDoneIn marks a task done or open again.
type TaskDoneIn struct {
	ID   crm.TaskID `json:"id" ts_type:"string"`
	Done bool       `json:"done"`
}

// ListTasks reads at most 500 tasks.
func (s *Session) ListTasks(in ListTasksIn) (out []TaskRow, err error) {
	return out, s.read(func(v *store.View) error {
		lines, err := v.Tasks(in.Assignee, in.Done, 500)
		if err != nil {
			return err
		}
		ws, err := v.Workspace()
		if err != nil {
			return err
		}
		day := today(ws, v.Clock())
		out = make([]TaskRow, 0, len(lines))
		for _, l := range lines {
			out = append(out, taskRow(l.Task, l.Product, l.CardName, l.SeqName, day))
		}
		return nil
	})
}

func taskRow(k crm.Task, product crm.ProductID, card, sequence string, day crm.Date) TaskRow {
	open := k.Done == 0 && k.Due != ""
	return TaskRow{Task: k, Product: product, CardName: card, Sequence: sequence, Overdue: open && k.Due < day, Today: open && k.Due == day}
}

// SaveTask adds a task (no id) or changes one.
func (s *Session) SaveTask(in crm.Task) (out TaskRow, err error) {
	var bad crm.Problems
	in.Title = fold.Clean(in.Title)
	if in.Title == "" || len([]rune(in.Title)) > crm.MaxText {
		bad.Add("title", "tasks.bad_title", "max", crm.MaxText)
	}
	if len(in.Note) > crm.MaxBody {
		bad.Add("note", "tasks.note_too_long")
	}
	if !slices.Contains(crm.TaskTypes, in.Type) {
		bad.Add("type", "tasks.bad_type")
	}
	if in.Due != "" {
		if _, err := crm.ParseDate(string(in.Due)); err != nil {
			bad.Add("due", "error.bad_date", "value", string(in.Due))
		}
	}
	if err := bad.Err(); err != nil {
		return out, err
	}
	return out, s.write(func(tx *store.Tx) error {
		if err := completeTask(tx, &in); err != nil {
			return err
		}
		out, err = s.saveTask(tx, in)
		return err
	})
}

// completeTask finds what a task names, and keeps what a person doesn't write.
func completeTask(tx *store.Tx, k *crm.Task) error {
	var old crm.Task
	if k.ID != 0 {
		var err error
		if old, err = tx.Task(k.ID); err != nil {
			return err
		}
		k.Card = old.Card
	}
	k.Done, k.DoneBy, k.Created, k.Sequence, k.Planned = old.Done, old.DoneBy, old.Created, old.Sequence, old.Planned
	if k.Assignee != 0 {
		if _, err := tx.User(k.Assignee); err != nil {
			return err
		}
	}
	card, err := tx.Card(k.Card)
	if err == nil && card.Deleted != 0 {
		err = crm.NotFound("card")
	}
	return err
}

func (s *Session) saveTask(tx *store.Tx, k crm.Task) (TaskRow, error) {
	saved, err := tx.SaveTask(k)
	if err != nil {
		return TaskRow{}, err
	}
	card, err := tx.Card(saved.Card)
	if err != nil {
		return TaskRow{}, err
	}
	ws, err := tx.Workspace()
	if err != nil {
		return TaskRow{}, err
	}
	tx.Touch(saved.Card, s.cause(), "tasks")
	return taskRow(saved, card.Product, card.Name, "", today(ws, tx.Now)), nil
}

// SetTaskDone marks a task done or open again.
func (s *Session) SetTaskDone(in TaskDoneIn) (out TaskRow, err error) {
	return out, s.write(func(tx *store.Tx) error {
		k, err := tx.Task(in.ID)
		if err != nil {
			return err
		}
		key := "activity.task_reopened"
		k.Done, k.DoneBy = 0, 0
		if in.Done {
			key, k.Done, k.DoneBy = "activity.task_done", tx.Now, s.user
		}
		if out, err = s.saveTask(tx, k); err != nil {
			return err
		}
		return tx.NoteCause(k.Card, crm.ActivityTask, s.cause(), crm.Say(key, "title", k.Title))
	})
}
