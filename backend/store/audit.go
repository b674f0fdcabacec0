package store

import (
	"context"

	"stepwise/backend/crm"
)

// Audit is what a database holds of what automations did, and what of it can't
// be: each step of an enrolment must have happened once, in order, with what it
// made.
type Audit struct {
	Enrolments int
	Steps      int
	Messages   int
	Faults     []Fault
}

// Fault is something that must not be, and how often it is.
type Fault struct {
	What string
	N    int
}

// FaultReach is that the number of cards, which is kept for each automation, is
// not what counting anew gives.
const FaultReach = "an automation's number of cards is wrong"

// FaultMembers is the same of the number of cards that match an automation's
// filter.
const FaultMembers = "an automation's number of matching cards is wrong"

// faults are the questions of an audit. Sequences were not edited meanwhile.
var faults = []struct{ what, query string }{
	{"a completed enrolment lacks a step", `SELECT count(*) FROM enrolment e WHERE e.state = 'completed'
		AND (SELECT count(*) FROM step_run r WHERE r.enrolment = e.id) <> (SELECT count(*) FROM step s WHERE s.sequence = e.sequence AND s.gone = 0 AND s.disabled = 0)`},
	{"a step before the pending one did not happen, or one behind it did", `SELECT count(*) FROM enrolment e JOIN step p ON p.id = e.step WHERE e.ended IS NULL
		AND ((SELECT count(*) FROM step_run r WHERE r.enrolment = e.id) <> (SELECT count(*) FROM step s WHERE s.sequence = e.sequence AND s.gone = 0 AND s.disabled = 0 AND s.position < p.position)
			OR EXISTS (SELECT 1 FROM step_run r JOIN step s ON s.id = r.step WHERE r.enrolment = e.id AND s.position >= p.position))`},
	{"a step happened twice", "SELECT count(*) FROM (SELECT 1 FROM step_run GROUP BY enrolment, step HAVING count(*) > 1)"},
	{"a task step was done without its task", `SELECT count(*) FROM step_run r JOIN step s ON s.id = r.step WHERE s.kind = 'task_user' AND r.outcome = 'done'
		AND NOT EXISTS (SELECT 1 FROM task k WHERE k.id = r.task)`},
	{"a task belongs to no step", `SELECT count(*) FROM task k WHERE k.sequence IS NOT NULL AND k.created >= ? AND k.id NOT IN (SELECT r.task FROM step_run r WHERE r.task IS NOT NULL)`},
	{"a task belongs to two steps", "SELECT count(*) FROM (SELECT 1 FROM step_run WHERE task IS NOT NULL GROUP BY task HAVING count(*) > 1)"},
	{"a message step was done without its message", `SELECT count(*) FROM step_run r JOIN step s ON s.id = r.step WHERE s.kind IN ('email_client', 'sms_client', 'email_user') AND r.outcome = 'done'
		AND (SELECT count(*) FROM message m WHERE m.enrolment = r.enrolment AND m.step = r.step AND m.state = 'sent') <> 1`},
	{"a message was sent and its step did not happen", `SELECT count(*) FROM message m WHERE m.state = 'sent'
		AND NOT EXISTS (SELECT 1 FROM step_run r WHERE r.enrolment = m.enrolment AND r.step = m.step)`},
	{"two messages of one step", "SELECT count(*) FROM (SELECT 1 FROM message GROUP BY enrolment, step, recipient, resend HAVING count(*) > 1)"},
	{"a message is neither sent nor settled", "SELECT count(*) FROM message m WHERE m.state NOT IN ('sent', 'cancelled', 'suppressed', 'held') AND coalesce(m.due, 0) <= ?"},
	{"a step is overdue", "SELECT count(*) FROM enrolment e WHERE e.state = 'waiting' AND e.paused = 0 AND e.due <= ?"},
	{FaultReach, `SELECT count(*) FROM sequence s WHERE coalesce((SELECT q.cards FROM sequence_reach q WHERE q.sequence = s.id), 0) <>
		(SELECT count(DISTINCT e.card) FROM enrolment e JOIN step_run r ON r.enrolment = e.id WHERE e.sequence = s.id AND r.outcome = 'done')`},
	{FaultMembers, `SELECT count(*) FROM sequence s WHERE coalesce((SELECT q.cards FROM sequence_members q WHERE q.sequence = s.id), 0) <>
		(SELECT count(*) FROM membership m WHERE m.sequence = s.id)`},
	{"a card that began to match was not enrolled", `SELECT count(*) FROM membership m WHERE m.since > ?
		AND NOT EXISTS (SELECT 1 FROM enrolment e WHERE e.sequence = m.sequence AND e.card = m.card)`},
}

// Audit counts what automations did since a moment and what is wrong with it.
func (s *Store) Audit(ctx context.Context, since crm.Instant) (a Audit, err error) {
	return a, s.Read(ctx, func(v *View) error {
		err := v.get(&a, "SELECT (SELECT count(*) FROM enrolment) AS enrolments, (SELECT count(*) FROM step_run) AS steps, (SELECT count(*) FROM message) AS messages")
		if err != nil {
			return err
		}
		for _, f := range faults {
			var args []any
			switch f.what {
			case "a task belongs to no step", "a card that began to match was not enrolled":
				args = []any{since}
			case "a message is neither sent nor settled", "a step is overdue":
				args = []any{v.now}
			}
			var n int
			if err := v.get(&n, f.query, args...); err != nil {
				return err
			}
			if n > 0 {
				a.Faults = append(a.Faults, Fault{f.what, n})
			}
		}
		return nil
	})
}
