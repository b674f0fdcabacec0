package store

import "stepwise/backend/crm"

// Goal is what a sequence is for: a status, reached within so many days after a
// step. It may change while the sequence is active, for it moves nothing.
type Goal struct {
	Status crm.StatusID `db:"status"`
	Days   int          `db:"days"` // 1..365, of 24 hours each
}

// Goal reads a sequence's goal; found is false where none was chosen.
func (v *View) Goal(id crm.SequenceID) (g Goal, found bool, err error) {
	found, err = v.one(&g, "SELECT status, days FROM sequence_goal WHERE sequence = ?", id)
	return g, found, err
}

// SetGoal gives a sequence its goal; without a status it has none.
func (t *Tx) SetGoal(id crm.SequenceID, g Goal) error {
	t.Changed("sequence", id.String())
	if g.Status == 0 {
		_, err := t.exec("DELETE FROM sequence_goal WHERE sequence = ?", id)
		return err
	}
	return t.must(`INSERT INTO sequence_goal (sequence, status, days) VALUES (?, ?, ?)
		ON CONFLICT (sequence) DO UPDATE SET status = excluded.status, days = excluded.days`, id, g.Status, g.Days)
}

// SequencesWithGoal reads the sequences whose goal is a status.
func (v *View) SequencesWithGoal(id crm.StatusID) (ids []crm.SequenceID, err error) {
	return ids, v.list(&ids, "SELECT sequence FROM sequence_goal WHERE status = ? ORDER BY sequence", int64(id))
}

// StatusHistoryFrom is the moment from which every change of a card's status is
// known; 0 where all are.
func (v *View) StatusHistoryFrom() (at crm.Instant, err error) {
	_, err = v.one(&at, "SELECT CAST(value AS INTEGER) FROM setting WHERE key = 'status_history'")
	return at, err
}

// GoalTally is what became of the cards for which a step was done, each counted
// once, from the first time. For those of Open and Unknown nothing can be said.
type GoalTally struct {
	Step    crm.StepID `db:"step"`
	Letter  string     `db:"letter"`
	Of      int        `db:"tried"`   // cards whose days are over
	Hits    int        `db:"hits"`    // of them: the card came into the status within its days
	Open    int        `db:"still"`   // cards whose days are not over yet
	Unknown int        `db:"unknown"` // cards whose step was done before the history of statuses begins
}

// arrived leaves out messages that nobody got: those of test mode count as done,
// and can have moved nobody.
const arrived = `(st.kind NOT IN ('email_client', 'sms_client', 'email_user')
	OR EXISTS (SELECT 1 FROM message m WHERE m.enrolment = r.enrolment AND m.step = r.step AND m.state IN ('sent', 'delivered')))`

func goalQuery(firsts string) string {
	return `WITH first AS (` + firsts + `)
		SELECT f.step, f.letter,
			count(*) FILTER (WHERE f.at >= ?4 AND f.at + ?5 <= ?6) AS tried,
			count(*) FILTER (WHERE f.at >= ?4 AND f.at + ?5 <= ?6
				AND EXISTS (SELECT 1 FROM status_change h WHERE h.card = f.card AND h.status = ?7 AND h.at > f.at AND h.at <= f.at + ?5)) AS hits,
			count(*) FILTER (WHERE f.at >= ?4 AND f.at + ?5 > ?6) AS still,
			count(*) FILTER (WHERE f.at < ?4) AS unknown
		FROM first f GROUP BY f.step, f.letter ORDER BY f.step, f.letter`
}

const doneRuns = ` FROM step st CROSS JOIN step_run r ON r.step = st.id CROSS JOIN enrolment e ON e.id = r.enrolment
	WHERE st.sequence = ?1 AND r.outcome = 'done' AND r.at >= ?2 AND r.at < ?3 AND ` + arrived

// GoalTallies counts for each step, by letter, which cards reached the goal
// after it.
func (v *View) GoalTallies(q ReportSpan, g Goal) ([]GoalTally, error) {
	return v.goalTallies(q, g, "SELECT e.card, r.step, max(r.letter) AS letter, min(r.at) AS at"+doneRuns+" GROUP BY e.card, r.step")
}

// LetterTallies counts for each letter which cards reached the goal after the
// first message of it that they got: whatever number of steps have two letters,
// each card counts once.
func (v *View) LetterTallies(q ReportSpan, g Goal) ([]GoalTally, error) {
	return v.goalTallies(q, g, "SELECT e.card, 0 AS step, max(r.letter) AS letter, min(r.at) AS at"+doneRuns+" AND r.letter <> '' GROUP BY e.card")
}

func (v *View) goalTallies(q ReportSpan, g Goal, firsts string) ([]GoalTally, error) {
	known, err := v.StatusHistoryFrom()
	if err != nil {
		return nil, err
	}
	const day = 24 * 60 * 60 * 1000
	var list []GoalTally
	return list, v.list(&list, goalQuery(firsts), append(q.args(), int64(known), int64(g.Days)*day, int64(v.now), int64(g.Status))...)
}
