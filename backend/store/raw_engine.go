package store

import (
	"context"

	"stepwise/backend/crm"
)

// What follows is SQLite alone at the engine's work, for the benchmark: the same
// rows in the same tables with the same indexes, by the fewest statements.

// RawActivate is the least that an activation of all cards costs: three
// statements in one transaction.
func (s *Store) RawActivate(ctx context.Context, q crm.Sequence) error {
	return s.writer.submit(ctx, s.writer.bulk, func(tx *Tx) error {
		first := make([]int64, 0, 2)
		for _, noun := range []string{"enrolment", "activity"} {
			id, err := tx.NextIDs(noun, 1)
			if err != nil {
				return err
			}
			first = append(first, id)
		}
		step := q.Live()[0].ID
		const these = "FROM card c WHERE c.product = ? AND c.deleted IS NULL"
		n, err := tx.exec("INSERT INTO membership (sequence, card, since) SELECT ?, c.id, ? "+these, q.ID, tx.Now, q.Product)
		if err != nil {
			return err
		}
		tx.countMembers(q.ID, n)
		if _, err := tx.exec(`INSERT INTO enrolment (id, sequence, card, round, state, entered, anchor, step, due, planned)
			SELECT ? + c.id, ?, c.id, 1, 'waiting', ?, ?, ?, ?, ? `+these, first[0], q.ID, tx.Now, tx.Now, step, tx.Now, tx.Now, q.Product); err != nil {
			return err
		}
		_, err = tx.exec(`INSERT INTO activity (id, card, at, kind, cause, sequence, key, args)
			SELECT ? + c.id, c.id, ?, 'sequence', 'sequence', ?, 'activity.entered', '{"sequence":"All of them"}' `+these, first[1], tx.Now, q.ID, q.Product)
		return err
	})
}

// RawScatter spreads what waits evenly over a span of time.
func (s *Store) RawScatter(ctx context.Context, from, span crm.Instant) error {
	return s.writer.submit(ctx, s.writer.bulk, func(tx *Tx) error {
		_, err := tx.exec("UPDATE enrolment SET due = ? + id * 7919 * 9973 % ?, planned = ? + id * 7919 * 9973 % ? WHERE state = 'waiting'", from, span, from, span)
		return err
	})
}

// rawStepsAtOnce is how many steps one transaction of SQLite alone takes.
const rawStepsAtOnce = 10_000

// RawSteps is the least that due steps cost, whose next one is at a moment: of
// tasks the task, what happened, a line of history and the enrolment; of emails
// the message and the enrolment. It says how many there were.
func (s *Store) RawSteps(ctx context.Context, tasks bool, next crm.Instant) (n int, err error) {
	err = s.writer.submit(ctx, s.writer.bulk, func(tx *Tx) error {
		var ids []crm.EnrolmentID
		if err := tx.list(&ids, "SELECT id FROM enrolment WHERE state = 'waiting' AND paused = 0 AND due <= ? ORDER BY due, id LIMIT ?", tx.Now, rawStepsAtOnce); err != nil {
			return err
		}
		if n = len(ids); n == 0 {
			return nil
		}
		if tasks {
			return tx.rawTasks(idList(ids), n, next)
		}
		return tx.rawMessages(idList(ids), n)
	})
	return n, err
}

func (t *Tx) rawTasks(ids string, n int, next crm.Instant) error {
	first := map[string]int64{}
	for _, noun := range []string{"task", "step_run", "activity"} {
		id, err := t.NextIDs(noun, n)
		if err != nil {
			return err
		}
		first[noun] = id
	}
	const each = "FROM json_each(?) j JOIN enrolment e ON e.id = j.value JOIN card c ON c.id = e.card"
	if _, err := t.exec(`INSERT INTO task (id, card, type, title, note, assignee, due, created, sequence)
		SELECT ? + j.key, c.id, 'call', 'Call ' || c.name, '', c.owner, '2027-03-01', ?, e.sequence `+each, first["task"], t.Now, ids); err != nil {
		return err
	}
	if _, err := t.exec(`INSERT INTO step_run (id, enrolment, step, outcome, reason, planned, at, letter, task)
		SELECT ? + j.key, e.id, e.step, 'done', '', e.planned, ?, '', ? + j.key `+each, first["step_run"], t.Now, first["task"], ids); err != nil {
		return err
	}
	if _, err := t.exec(`INSERT INTO activity (id, card, at, kind, cause, sequence, key, args)
		SELECT ? + j.key, c.id, ?, 'task', 'sequence', e.sequence, 'activity.task', json_object('assignee', 'User 1', 'title', 'Call ' || c.name) `+each,
		first["activity"], t.Now, ids); err != nil {
		return err
	}
	_, err := t.exec(`UPDATE enrolment SET anchor = planned, step = step + 1, due = ?, planned = ? WHERE id IN (SELECT value FROM json_each(?))`, next, next, ids)
	return err
}

func (t *Tx) rawMessages(ids string, n int) error {
	first, err := t.NextIDs("message", n)
	if err != nil {
		return err
	}
	if _, err := t.exec(`INSERT INTO message (id, key, channel, state, card, contact, sequence, enrolment, step, recipient, to_name, from_name, from_email, reply_to,
			version, vals, purpose, created, planned, due)
		SELECT ? + j.key, lower(hex(randomblob(13))), 'email', 'queued', c.id, c.contact, e.sequence, e.id, e.step, a.value, c.name, '', '', '',
			(SELECT max(id) FROM template_version), json_object('card.created', '=d2027-03-01', 'card.name', c.name, 'card.owner', 'User 1', 'card.status', 'Status 1',
				'contact.first_name', '', 'contact.last_name', '', 'contact.name', c.name, 'owner.email', 'user1@example.com', 'owner.name', 'User 1', 'workspace.name', 'Bench', '$lang', 'en'),
			'service', ?, e.due, ?
		FROM json_each(?) j JOIN enrolment e ON e.id = j.value JOIN card c ON c.id = e.card JOIN address a ON a.contact = c.contact AND a.channel = 'email'`,
		first, t.Now, t.Now, ids); err != nil {
		return err
	}
	_, err = t.exec(`UPDATE enrolment SET state = 'sending', due = NULL WHERE id IN (SELECT value FROM json_each(?))`, ids)
	return err
}
