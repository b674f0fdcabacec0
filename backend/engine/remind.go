package engine

import (
	"context"

	"stepwise/backend/crm"
	"stepwise/backend/store"
	"stepwise/backend/timing"
)

// UseReminder gives the engine who shows reminders on the desktop; it is told
// after the COMMIT that noted them, so nobody is reminded twice.
func (e *Engine) UseReminder(show func([]store.TaskLine)) { e.remind = show }

// Remind notes the reminders that are due, each once, and shows them.
func (e *Engine) Remind(ctx context.Context) (count int, err error) {
	for {
		var due, shown []store.TaskLine
		err := e.store.Write(ctx, func(tx *store.Tx) (err error) {
			due, shown, err = remindDue(tx)
			return err
		})
		if err != nil || len(due) == 0 {
			return count, err
		}
		count += len(due)
		if len(shown) > 0 && e.remind != nil {
			e.remind(shown)
		}
	}
}

func remindDue(tx *store.Tx) (due, shown []store.TaskLine, err error) {
	if due, err = tx.DueReminders(dueAtOnce); err != nil {
		return nil, nil, err
	}
	settings := map[crm.UserID]crm.ReminderSetting{}
	for _, k := range due {
		setting, known := settings[k.Assignee]
		if !known {
			if setting, err = tx.ReminderSetting(k.Assignee); err != nil {
				return nil, nil, err
			}
			settings[k.Assignee] = setting
		}
		if err := tx.Reminded(k.ID, !setting.Shown); err != nil {
			return nil, nil, err
		}
		if setting.Shown && setting.Desktop {
			shown = append(shown, k)
		}
	}
	return due, shown, nil
}

// ReplanReminders computes the reminders to come again after the zone changed;
// one that would be past now comes at once.
func (e *Engine) ReplanReminders(tx *store.Tx) error {
	cal, err := e.Calendar(&tx.View)
	if err != nil {
		return err
	}
	var after crm.TaskID
	for {
		tasks, err := tx.PlannedReminders(after, dueAtOnce)
		if err != nil || len(tasks) == 0 {
			return err
		}
		for _, k := range tasks {
			after = k.ID
			if k.RemindAt = timing.RemindAt(k, cal.Zone); k.RemindAt == 0 {
				continue
			}
			if _, err := tx.SaveTask(k); err != nil {
				return err
			}
		}
	}
}
