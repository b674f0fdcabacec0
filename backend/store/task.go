package store

import "stepwise/backend/crm"

const taskColumns = "id, card, type, title, note, assignee, coalesce(due, '') AS due, done, done_by, created, sequence, planned"

// SaveTask adds a task (no id) or replaces what can change of one.
func (t *Tx) SaveTask(k crm.Task) (crm.Task, error) {
	if k.ID == 0 {
		id, err := nextID[crm.TaskID](t, "task")
		if err != nil {
			return k, err
		}
		k.ID, k.Created = id, t.Now
	}
	t.Changed("task", k.ID.String())
	t.Changed("card", k.Card.String())
	_, err := t.exec(`INSERT INTO task (id, card, type, title, note, assignee, due, done, done_by, created, sequence, planned)
		VALUES (?, ?, ?, ?, ?, ?, nullif(?, ''), ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET type = excluded.type, title = excluded.title, note = excluded.note,
			assignee = excluded.assignee, due = excluded.due, done = excluded.done, done_by = excluded.done_by`,
		k.ID, k.Card, k.Type, k.Title, k.Note, k.Assignee, string(k.Due), k.Done, k.DoneBy, k.Created, k.Sequence, k.Planned)
	return k, err
}

// Task reads one task.
func (v *View) Task(id crm.TaskID) (crm.Task, error) {
	var k crm.Task
	found, err := v.one(&k, "SELECT "+taskColumns+" FROM task WHERE id = ?", id)
	if err == nil && !found {
		err = crm.NotFound("task")
	}
	return k, err
}

// CardTasks reads a card's tasks, open ones first.
func (v *View) CardTasks(card crm.CardID) ([]crm.Task, error) {
	tasks := []crm.Task{}
	return tasks, v.list(&tasks, "SELECT "+taskColumns+" FROM task WHERE card = ? ORDER BY done IS NOT NULL, due, id", card)
}

// TaskLine is a task with the names around it.
type TaskLine struct {
	crm.Task
	Product  crm.ProductID `db:"product"`
	CardName string        `db:"card_name"`
	SeqName  string        `db:"seq_name"`
}

// Tasks reads tasks of cards that are not deleted: open ones by due day, done
// ones newest first; of one user, or of everybody.
func (v *View) Tasks(assignee crm.UserID, done bool, limit int) ([]TaskLine, error) {
	lines := []TaskLine{}
	order := "k.due IS NULL, k.due, k.id"
	state := "k.done IS NULL"
	if done {
		order, state = "k.done DESC", "k.done IS NOT NULL"
	}
	return lines, v.list(&lines, `SELECT k.id, k.card, k.type, k.title, k.note, k.assignee, coalesce(k.due, '') AS due, k.done, k.done_by,
			k.created, k.sequence, k.planned, c.product, c.name AS card_name, coalesce(s.name, '') AS seq_name
		FROM task k JOIN card c ON c.id = k.card LEFT JOIN sequence s ON s.id = k.sequence
		WHERE `+state+` AND c.deleted IS NULL AND (? IS NULL OR k.assignee = ?) ORDER BY `+order+` LIMIT ?`, assignee, assignee, limit)
}

// OpenTasks counts a user's open tasks that are due by a day.
func (v *View) OpenTasks(assignee crm.UserID, by crm.Date) (n int, err error) {
	return n, v.get(&n, `SELECT count(*) FROM task k JOIN card c ON c.id = k.card
		WHERE k.assignee = ? AND k.done IS NULL AND k.due <= ? AND c.deleted IS NULL`, assignee, string(by))
}
