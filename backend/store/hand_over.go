package store

import "stepwise/backend/crm"

// Duty is everything that points to a colleague.
type Duty struct {
	Cards     int `db:"cards"`      // that they own
	OpenCards int `db:"open_cards"` // of these, in an open status
	Tasks     int `db:"tasks"`      // open ones
	Series    int `db:"series"`     // recurring tasks that go on
}

// DutyOf counts what points to a colleague.
func (v *View) DutyOf(id crm.UserID) (d Duty, err error) {
	return d, v.get(&d, `SELECT
		(SELECT count(*) FROM card WHERE owner = ?1 AND deleted IS NULL) AS cards,
		(SELECT count(*) FROM card c JOIN status s ON s.id = c.status WHERE c.owner = ?1 AND c.deleted IS NULL AND s.grp = 'open') AS open_cards,
		(SELECT count(*) FROM task k JOIN card c ON c.id = k.card WHERE k.assignee = ?1 AND k.done IS NULL AND c.deleted IS NULL) AS tasks,
		(SELECT count(*) FROM task_series r JOIN card c ON c.id = r.card WHERE r.assignee = ?1 AND r.ended IS NULL AND c.deleted IS NULL) AS series`, int64(id))
}

// CardsOfOwner reads the cards of a colleague, in id order.
func (v *View) CardsOfOwner(id crm.UserID) (ids []crm.CardID, err error) {
	return ids, v.list(&ids, "SELECT id FROM card WHERE owner = ? AND deleted IS NULL ORDER BY id", id)
}

type ofCard struct {
	ID   int64      `db:"id"`
	Card crm.CardID `db:"card"`
}

// HandTasks gives the open tasks and the recurring ones of a colleague to
// another; undoable.
func (t *Tx) HandTasks(from, to crm.UserID) error {
	for table, open := range map[string]string{"task": "done IS NULL", "task_series": "ended IS NULL"} {
		var rows []ofCard
		if err := t.list(&rows, "SELECT id, card FROM "+table+" WHERE assignee = ? AND "+open+" ORDER BY id", from); err != nil {
			return err
		}
		for _, row := range rows {
			if err := t.keepRow(table, row.Card, row.ID); err != nil {
				return err
			}
		}
		if _, err := t.exec("UPDATE "+table+" SET assignee = ? WHERE assignee = ? AND "+open, to, from); err != nil {
			return err
		}
		if len(rows) > 0 {
			t.Changed("task", "*")
		}
	}
	return nil
}

// HandSequence puts another colleague where one stands in a sequence: as its
// fallback, and as sender or assignee of its steps; undoable. A builder that has
// it open must look again.
func (t *Tx) HandSequence(q crm.Sequence, from, to, by crm.UserID) error {
	if err := t.keepRow("sequence", 0, int64(q.ID)); err != nil {
		return err
	}
	t.Changed("sequence", q.ID.String())
	if err := t.must(`UPDATE sequence SET fallback = CASE WHEN fallback = ?1 THEN ?2 ELSE fallback END,
		revision = revision + 1, modified = ?3, modified_by = ?4 WHERE id = ?5`, int64(from), int64(to), t.Now, by, q.ID); err != nil {
		return err
	}
	for _, st := range q.Steps {
		if st.Assignee != from && st.Sender != from {
			continue
		}
		if err := t.keepRow("step", 0, int64(st.ID)); err != nil {
			return err
		}
		if err := t.must(`UPDATE step SET assignee = CASE WHEN assignee = ?1 THEN ?2 ELSE assignee END,
			sender = CASE WHEN sender = ?1 THEN ?2 ELSE sender END WHERE id = ?3`, int64(from), int64(to), st.ID); err != nil {
			return err
		}
	}
	return nil
}

// SetUserActive deactivates a colleague or brings them back; undoable.
func (t *Tx) SetUserActive(id crm.UserID, active bool) error {
	if err := t.keepRow("app_user", 0, int64(id)); err != nil {
		return err
	}
	t.Changed("user", id.String())
	return t.must("UPDATE app_user SET active = ? WHERE id = ?", active, id)
}
