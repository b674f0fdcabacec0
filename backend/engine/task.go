package engine

import (
	"stepwise/backend/crm"
	"stepwise/backend/document"
	"stepwise/backend/merge"
	"stepwise/backend/timing"
)

// makeTask gives a colleague the step's task: the task's row and the step are
// one transaction, so it is never doubtful.
func (d *due) makeTask() error {
	tmpl, _, err := d.template()
	if crm.CodeOf(err) == crm.CodeNotFound {
		return d.e.hold(d.tx, d.en, crm.ReasonTemplateBroken)
	}
	if err != nil {
		return err
	}
	texts := document.Sources(tmpl.Kind, tmpl.Content)
	src, err := d.sourceFor(texts)
	if err != nil {
		return err
	}
	who, fellBack, why, err := d.assignee(src.Card)
	if err != nil {
		return err
	}
	if why != crm.ReasonNone {
		return d.skip(why)
	}
	values := merge.Values(texts, src)
	if why := unfilled(tmpl, values); why != crm.ReasonNone {
		return d.e.hold(d.tx, d.en, why)
	}
	title, note, err := document.Task(tmpl.Content, values)
	if err != nil {
		return d.e.hold(d.tx, d.en, document.ReasonFor(tmpl.Kind, err))
	}
	task := crm.Task{
		Card: d.en.Card, Type: tmpl.Content.TaskType, Title: title, Note: note, Assignee: who.ID, Sequence: d.q.ID,
		Due: timing.DueDate(timing.DateAt(d.tx.Now, d.s.cal.Zone), tmpl.Content.DueDays, tmpl.Content.DueWorkdays, d.s.cal), Priority: tmpl.Content.Priority,
	}
	if task.Type == "" {
		task.Type = "todo"
	}
	if d.tx.Now-d.en.Planned > onTime {
		task.Planned = d.en.Planned
	}
	if task, err = d.tx.SaveTask(task); err != nil {
		return err
	}
	d.tx.Touch(d.en.Card, crm.Cause{Depth: d.en.Depth}.Next(d.q.ID), "tasks")
	key := "activity.task"
	if fellBack {
		key = "activity.task_fallback"
	}
	say := crm.Say(key, "title", title, "assignee", who.Name)
	line := crm.Activity{Card: d.en.Card, Kind: crm.ActivityTask, Cause: crm.CauseSequence, Sequence: d.q.ID, Say: say}
	if err := d.tx.Note(line); err != nil {
		return err
	}
	run := crm.StepRun{Outcome: crm.OutcomeDone, At: d.tx.Now, Task: task.ID}
	return d.e.finish(d.tx, d.s, d.q, d.en, run, timing.Anchor(d.en.Planned, d.tx.Now))
}
