package store

import (
	"encoding/json"
	"strings"

	"stepwise/backend/crm"
)

const taskColumns = `k.id, k.card, k.type, k.title, k.note, k.assignee, coalesce(k.due, '') AS due, k.clock, k.done, k.done_by, k.created,
	k.sequence, k.planned, k.priority, k.remind, k.remind_at, k.reminded_at, k.seen_at, k.series, k.occurrence`

// SaveTask adds a task (no id) or replaces what can change of one.
func (t *Tx) SaveTask(k crm.Task) (crm.Task, error) {
	fresh := k.ID == 0
	if fresh {
		id, err := nextID[crm.TaskID](t, "task")
		if err != nil {
			return k, err
		}
		k.ID, k.Created = id, t.Now
	}
	t.changedID("task", k.ID)
	t.changedID("card", k.Card)
	if fresh && t.gather != nil {
		t.gather.pile(pileTask, taskRow(k))
		return k, nil
	}
	_, err := t.exec(`INSERT INTO task (`+taskInsert+`)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET type = excluded.type, title = excluded.title, note = excluded.note,
			priority = excluded.priority, assignee = excluded.assignee, due = excluded.due, clock = excluded.clock, done = excluded.done, done_by = excluded.done_by,
			remind = excluded.remind, remind_at = excluded.remind_at, reminded_at = excluded.reminded_at, seen_at = excluded.seen_at,
			series = excluded.series, occurrence = excluded.occurrence`,
		taskRow(k)...)
	return k, err
}

const taskInsert = `id, card, type, title, note, assignee, due, clock, done, done_by, created, sequence, planned, priority,
			remind, remind_at, reminded_at, seen_at, series, occurrence`

func taskRow(k crm.Task) []any {
	var due any
	if k.Due != "" {
		due = string(k.Due)
	}
	return []any{int64(k.ID), orNull(k.Card), k.Type, k.Title, k.Note, orNull(k.Assignee), due, k.Clock, orNull(k.Done), orNull(k.DoneBy), orNull(k.Created),
		orNull(k.Sequence), orNull(k.Planned), string(k.Priority), string(k.Remind), orNull(k.RemindAt), orNull(k.Reminded), orNull(k.Seen), orNull(k.Series), int64(k.Occurrence)}
}

// Task reads one task.
func (v *View) Task(id crm.TaskID) (crm.Task, error) {
	var k crm.Task
	found, err := v.one(&k, "SELECT "+taskColumns+" FROM task k WHERE k.id = ?", id)
	if err == nil && !found {
		err = crm.NotFound("task")
	}
	return k, err
}

// CardTasks reads a card's tasks, open ones first.
func (v *View) CardTasks(card crm.CardID) ([]crm.Task, error) {
	tasks := []crm.Task{}
	return tasks, v.list(&tasks, "SELECT "+taskColumns+" FROM task k WHERE k.card = ? ORDER BY k.done IS NOT NULL, k.due IS NULL, k.due, k.clock, "+taskRank+", k.id", card)
}

// TaskLine is a task with the names around it.
type TaskLine struct {
	crm.Task
	Product  crm.ProductID `db:"product"`
	CardName string        `db:"card_name"`
	SeqName  string        `db:"seq_name"`
	Rule     string        `db:"rule"`  // of its series that goes on, as JSON; ""
	Start    crm.Date      `db:"start"` // the day that its rule counts from
}

const taskLines = "SELECT " + taskColumns + `, c.product, c.name AS card_name, coalesce(s.name, '') AS seq_name, coalesce(r.rule, '') AS rule,
		coalesce(r.start, '') AS start
	FROM task k JOIN card c ON c.id = k.card LEFT JOIN sequence s ON s.id = k.sequence
		LEFT JOIN task_series r ON r.id = k.series AND r.ended IS NULL `

// Tasks reads tasks of cards that are not deleted: open ones by due day, done
// ones newest first; of one user, or of everybody.
func (v *View) Tasks(assignee crm.UserID, done bool, limit int) ([]TaskLine, error) {
	return v.TaskPage(TaskQuery{Assignee: assignee, Done: done, Limit: limit})
}

// Repeats is the rule of the series that the task is one of; nil for none, and
// where the series has ended.
func (l TaskLine) Repeats() (*crm.Recurrence, error) {
	if l.Rule == "" {
		return nil, nil //nolint:nilnil // no rule is an answer
	}
	var r crm.Recurrence
	return &r, json.Unmarshal([]byte(l.Rule), &r)
}

// TaskQuery chooses tasks of cards that are not deleted.
type TaskQuery struct {
	Assignee crm.UserID // none: everybody's
	Done     bool       // the done ones, newest first; else the open ones by when they are due, those without a day last
	From, To crm.Date   // open ones due on these days; "" for no bound
	Undated  bool       // open ones without a day
	After    *TaskPlace // where the page before ended
	Limit    int
}

// TaskPlace is where a task stands in its list.
type TaskPlace struct {
	Due   crm.Date    `json:"due"`
	Clock string      `json:"clock"`
	Rank  int         `json:"rank"` // of its priority
	Done  crm.Instant `json:"done"`
	ID    crm.TaskID  `json:"id"`
}

// taskRank orders tasks of one day and hour, what matters most first; the
// indexes know it.
const taskRank = "(k.priority = 'low') - (k.priority = 'high')"

// PlaceOf is where a task stands in its list.
func PlaceOf(k crm.Task) TaskPlace {
	rank := map[crm.Priority]int{crm.PriorityHigh: -1, crm.PriorityLow: 1}[k.Priority]
	return TaskPlace{Due: k.Due, Clock: k.Clock, Rank: rank, Done: k.Done, ID: k.ID}
}

// undated stands for "no day" where tasks are ordered; the indexes know it.
const undated = "~"

func orUndated(d crm.Date) string {
	if d == "" {
		return undated
	}
	return string(d)
}

// TaskPage reads a page of tasks.
func (v *View) TaskPage(q TaskQuery) ([]TaskLine, error) {
	where, args := q.where()
	order := "coalesce(k.due, '~'), k.clock, " + taskRank + ", k.id"
	if q.Done {
		order = "k.done DESC, k.id DESC"
	}
	if a := q.After; a != nil && q.Done {
		where, args = append(where, "(k.done, k.id) < (?, ?)"), append(args, a.Done, a.ID)
	} else if a != nil {
		where, args = append(where, "(coalesce(k.due, '~'), k.clock, "+taskRank+", k.id) > (?, ?, ?, ?)"), append(args, orUndated(a.Due), a.Clock, a.Rank, a.ID)
	}
	lines := []TaskLine{}
	query := taskLines + "WHERE " + strings.Join(where, " AND ") + " ORDER BY " + order + " LIMIT ?"
	return lines, v.list(&lines, query, append(args, q.Limit)...)
}

func (q TaskQuery) where() (where []string, args []any) {
	add := func(condition string, values ...any) {
		where, args = append(where, condition), append(args, values...)
	}
	add("c.deleted IS NULL")
	if q.Done {
		add("k.done IS NOT NULL")
	} else {
		add("k.done IS NULL")
	}
	if q.Assignee != 0 {
		add("k.assignee = ?", q.Assignee)
	}
	if q.From != "" {
		add("coalesce(k.due, '~') >= ?", string(q.From))
	}
	if q.To != "" {
		add("coalesce(k.due, '~') <= ?", string(q.To))
	}
	if q.Undated {
		add("coalesce(k.due, '~') = ?", undated)
	}
	return where, args
}

// TasksOf reads the tasks with these ids, in no order; those that are gone are
// left out.
func (v *View) TasksOf(ids []crm.TaskID) ([]TaskLine, error) {
	lines := []TaskLine{}
	if len(ids) == 0 {
		return lines, nil
	}
	query, args, err := in(taskLines+"WHERE c.deleted IS NULL AND k.id IN (?)", ids)
	if err != nil {
		return nil, err
	}
	return lines, v.list(&lines, query, args...)
}

// TaskDays counts open tasks by the day they are due ("" for none).
func (v *View) TaskDays(assignee crm.UserID) (map[crm.Date]int, error) {
	where, args := TaskQuery{Assignee: assignee}.where()
	var rows []struct {
		Due crm.Date `db:"due"`
		N   int      `db:"n"`
	}
	err := v.list(&rows, `SELECT coalesce(k.due, '') AS due, count(*) AS n FROM task k JOIN card c ON c.id = k.card
		WHERE `+strings.Join(where, " AND ")+" GROUP BY 1", args...)
	days := make(map[crm.Date]int, len(rows))
	for _, r := range rows {
		days[r.Due] = r.N
	}
	return days, err
}

// CountDone counts the done tasks of a user, or of everybody.
func (v *View) CountDone(assignee crm.UserID) (n int, err error) {
	where, args := TaskQuery{Assignee: assignee, Done: true}.where()
	return n, v.get(&n, "SELECT count(*) FROM task k JOIN card c ON c.id = k.card WHERE "+strings.Join(where, " AND "), args...)
}

// OpenTasks counts a user's open tasks that are due by a day.
func (v *View) OpenTasks(assignee crm.UserID, by crm.Date) (n int, err error) {
	return n, v.get(&n, `SELECT count(*) FROM task k JOIN card c ON c.id = k.card
		WHERE k.assignee = ? AND k.done IS NULL AND coalesce(k.due, '~') <= ? AND c.deleted IS NULL`, assignee, string(by))
}
