package store

import (
	"encoding/json"

	"stepwise/backend/crm"
)

const seriesColumns = "r.id, r.card, r.type, r.title, r.note, r.assignee, r.clock, r.priority, r.remind, r.rule, r.start, r.made, r.last, r.next, r.ended"

type seriesRow struct {
	crm.Series
	RuleText string `db:"rule"`
}

func (r seriesRow) series() (crm.Series, error) {
	return r.Series, json.Unmarshal([]byte(r.RuleText), &r.Series.Rule)
}

// SaveSeries adds a series (no id) or replaces one.
func (t *Tx) SaveSeries(s crm.Series) (crm.Series, error) {
	if s.ID == 0 {
		id, err := nextID[crm.SeriesID](t, "series")
		if err != nil {
			return s, err
		}
		s.ID = id
	}
	rule, err := json.Marshal(s.Rule)
	if err != nil {
		return s, err
	}
	t.Changed("task", "*")
	t.Changed("card", s.Card.String())
	return s, t.must(`INSERT INTO task_series (id, card, type, title, note, assignee, clock, priority, remind, rule, start, made, last, next, ended)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET type = excluded.type, title = excluded.title, note = excluded.note, assignee = excluded.assignee,
			clock = excluded.clock, priority = excluded.priority, remind = excluded.remind, rule = excluded.rule, start = excluded.start, made = excluded.made,
			last = excluded.last, next = excluded.next, ended = excluded.ended`,
		s.ID, s.Card, s.Type, s.Title, s.Note, s.Assignee, s.Clock, s.Priority, s.Remind, string(rule), string(s.Start), s.Made, string(s.Last), s.Next, s.Ended)
}

// Series reads one series.
func (v *View) Series(id crm.SeriesID) (crm.Series, error) {
	var r seriesRow
	found, err := v.one(&r, "SELECT "+seriesColumns+" FROM task_series r WHERE r.id = ?", id)
	if err != nil {
		return r.Series, err
	}
	if !found {
		return r.Series, crm.NotFound("series")
	}
	return r.series()
}

// DueSeries reads the series of living cards whose next task the clock makes by
// now.
func (v *View) DueSeries(limit int) ([]crm.Series, error) {
	var rows []seriesRow
	if err := v.list(&rows, "SELECT "+seriesColumns+` FROM task_series r JOIN card c ON c.id = r.card
		WHERE r.next IS NOT NULL AND r.next <= ? AND c.deleted IS NULL ORDER BY r.next, r.id LIMIT ?`, v.now, limit); err != nil {
		return nil, err
	}
	out := make([]crm.Series, 0, len(rows))
	for _, r := range rows {
		s, err := r.series()
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, nil
}

// SeriesTasks reads the open tasks of a series that come after an occurrence,
// in order.
func (v *View) SeriesTasks(id crm.SeriesID, after int) ([]crm.Task, error) {
	tasks := []crm.Task{}
	return tasks, v.list(&tasks, "SELECT "+taskColumns+` FROM task k WHERE k.series = ? AND k.occurrence > ? AND k.done IS NULL
		ORDER BY k.occurrence`, id, after)
}

// DropTask takes back a task that a series made and nobody worked on.
func (t *Tx) DropTask(k crm.Task) error {
	t.Changed("task", k.ID.String())
	t.Changed("card", k.Card.String())
	return t.must("DELETE FROM task WHERE id = ?", k.ID)
}
