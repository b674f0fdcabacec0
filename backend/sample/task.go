package sample

import (
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/timing"
)

// toDoTypes are the types of words.toDo.
var toDoTypes = [statusCount]string{"call", "todo", "call", "meeting", "todo", "call"}

// makeTask gives some cards a task that fits their stage: most are open, a few
// of them overdue, and some are done.
func (b *business) makeTask(c crm.Card, owner crm.User, now stage) error {
	card := int(c.ID)
	if owner.ID == 0 || now.status == lost || !percent(card, "task", 24) {
		return nil
	}
	id, err := b.tx.NextIDs("task", 1)
	if err != nil {
		return err
	}
	today := timing.DateAt(b.tx.Now, b.zone)
	k := crm.Task{
		ID: crm.TaskID(id), Card: c.ID, Type: toDoTypes[now.status], Title: b.w.toDo[now.status], Assignee: owner.ID,
		Created: now.at, Due: today.AddDays(draw(card, "due", 8) - 2),
	}
	done := percent(card, "done", 25)
	if done {
		k.Done, k.DoneBy = min(now.at.Add(26*time.Hour), b.tx.Now), owner.ID
		k.Due = timing.DateAt(k.Done, b.zone)
	}
	if k, err = b.tx.SaveTask(k); err != nil || !done {
		return err
	}
	return b.tx.NotePast(crm.Activity{
		Card: c.ID, At: k.Done, Kind: crm.ActivityTask, Cause: crm.CauseSample, User: owner.ID, Say: crm.Say("activity.task_done", "title", k.Title),
	})
}
