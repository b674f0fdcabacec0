package store

import "stepwise/backend/crm"

// DueReminders reads the tasks whose assignee is to be reminded by now and has
// not been, the oldest first.
func (v *View) DueReminders(limit int) ([]TaskLine, error) {
	lines := []TaskLine{}
	return lines, v.list(&lines, taskLines+`WHERE k.done IS NULL AND k.reminded_at IS NULL AND k.remind_at IS NOT NULL AND k.remind_at <= ?
		AND c.deleted IS NULL ORDER BY k.remind_at, k.id LIMIT ?`, v.now, limit)
}

// NextReminder is the next moment after now at which somebody is to be reminded
// or the clock makes a task, 0 for none.
func (v *View) NextReminder() (crm.Instant, error) {
	var at crm.Instant
	return at, v.get(&at, `SELECT min(at) FROM (
		SELECT min(remind_at) AS at FROM task WHERE done IS NULL AND reminded_at IS NULL AND remind_at > ?
		UNION ALL SELECT min(next) FROM task_series WHERE next > ?)`, v.now, v.now)
}

// Reminded notes that the assignee of a task was reminded of it now: never
// again, unless the reminder is set anew. seen: they don't want to be shown it.
func (t *Tx) Reminded(id crm.TaskID, seen bool) error {
	t.Changed("reminder", id.String())
	var at crm.Instant
	if seen {
		at = t.Now
	}
	return t.must("UPDATE task SET reminded_at = ?, seen_at = ? WHERE id = ? AND reminded_at IS NULL", t.Now, at, id)
}

// Reminders reads the reminders that a user has not put away yet, the newest
// first.
func (v *View) Reminders(user crm.UserID, limit int) ([]TaskLine, error) {
	lines := []TaskLine{}
	return lines, v.list(&lines, taskLines+`WHERE k.assignee = ? AND k.done IS NULL AND k.seen_at IS NULL AND k.reminded_at IS NOT NULL
		AND c.deleted IS NULL ORDER BY k.reminded_at DESC, k.remind_at DESC, k.id DESC LIMIT ?`, user, limit)
}

// SeeReminder puts a user's reminder away; until 0 for good, else it comes back
// at that moment. One that is not theirs, or was put away, is left alone.
func (t *Tx) SeeReminder(user crm.UserID, id crm.TaskID, until crm.Instant) error {
	t.Changed("reminder", id.String())
	set, args := "seen_at = ?", []any{t.Now}
	if until != 0 {
		set, args = "remind_at = ?, reminded_at = NULL", []any{until}
	}
	_, err := t.exec("UPDATE task SET "+set+" WHERE id = ? AND assignee = ? AND reminded_at IS NOT NULL AND seen_at IS NULL", append(args, id, user)...)
	return err
}

// PlannedReminders reads the tasks whose reminder is still to come, after a
// task, for planning them anew.
func (v *View) PlannedReminders(after crm.TaskID, limit int) ([]crm.Task, error) {
	tasks := []crm.Task{}
	return tasks, v.list(&tasks, "SELECT "+taskColumns+` FROM task k WHERE k.id > ? AND k.done IS NULL AND k.remind_at IS NOT NULL
		AND k.reminded_at IS NULL ORDER BY k.id LIMIT ?`, int64(after), limit)
}

// ReminderSetting is how a user wants to be reminded: in every way unless they
// said otherwise.
func (v *View) ReminderSetting(user crm.UserID) (crm.ReminderSetting, error) {
	s := crm.ReminderSetting{Shown: true, Desktop: true}
	_, err := v.one(&s, "SELECT shown, desktop FROM reminder_setting WHERE usr = ?", user)
	return s, err
}

// SaveReminderSetting says how a user wants to be reminded.
func (t *Tx) SaveReminderSetting(user crm.UserID, s crm.ReminderSetting) error {
	t.Changed("reminder", "*")
	return t.must(`INSERT INTO reminder_setting (usr, shown, desktop) VALUES (?, ?, ?)
		ON CONFLICT (usr) DO UPDATE SET shown = excluded.shown, desktop = excluded.desktop`, user, s.Shown, s.Desktop)
}
