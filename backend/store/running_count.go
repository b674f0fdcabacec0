package store

import (
	"strconv"
	"strings"

	"stepwise/backend/crm"
)

// RunningCount is how many enrolments of a sequence are alike.
type RunningCount struct {
	State  crm.EnrolmentState `db:"state"`
	Paused bool               `db:"paused"`
	Step   crm.StepID         `db:"step"`
	Reason crm.Reason         `db:"reason"`
	Day    int                `db:"day"` // of the waiting ones: in which of the days asked for; -1 for none of them
	Next   crm.Instant        `db:"next"`
	N      int                `db:"n"`
}

// RunningCounts counts a sequence's enrolments. days are the first moments of
// the days to tell apart, and the end of the last; what is overdue is of the
// first day.
func (v *View) RunningCounts(seq crm.SequenceID, days []crm.Instant) ([]RunningCount, error) {
	day := strings.Builder{}
	day.WriteString("CASE")
	for i := range days[:len(days)-1] {
		day.WriteString(" WHEN w.due < " + strconv.FormatInt(int64(days[i+1]), 10) + " THEN " + strconv.Itoa(i))
	}
	day.WriteString(" ELSE -1 END")
	list, others := []RunningCount{}, []RunningCount{}
	// the inner SELECT, apart because of its LIMIT, reads the index alone: a sum over the key itself would read each row
	err := v.list(&list, "SELECT 'waiting' AS state, 0 AS paused, w.step, '' AS reason, "+day.String()+" AS day, min(w.due) AS next, count(*) AS n FROM (SELECT e.step, "+placeKey+` AS due
		FROM enrolment e WHERE e.sequence = ? AND `+placeKey+" < "+placeEnded+" AND e.state = 'waiting' AND e.paused = 0 LIMIT -1) w GROUP BY 3, 5", seq)
	if err != nil {
		return nil, err
	}
	err = v.list(&others, `SELECT 'completed' AS state, 0 AS paused, 0 AS step, '' AS reason, -1 AS day, NULL AS next, count(*) AS n
			FROM enrolment e WHERE e.sequence = ?1 AND `+placeKey+" > "+placeEnded+` AND e.state = 'completed'
		UNION ALL SELECT e.state, e.paused, e.step, e.reason, -1 AS day, NULL AS next, count(*) AS n
			FROM enrolment e WHERE e.sequence = ?1 AND `+placeKey+` > 0 AND e.state <> 'completed' AND (e.state <> 'waiting' OR e.paused = 1) GROUP BY 1, 2, 3, 4`, int64(seq))
	return append(list, others...), err
}

// OutcomeCount is how often a step came to something, and why.
type OutcomeCount struct {
	Step    crm.StepID      `db:"step"`
	Outcome crm.StepOutcome `db:"outcome"`
	Reason  crm.Reason      `db:"reason"`
	N       int             `db:"n"`
}

// OutcomeCounts counts what a sequence's steps came to.
func (v *View) OutcomeCounts(seq crm.SequenceID) ([]OutcomeCount, error) {
	list := []OutcomeCount{}
	return list, v.list(&list, `SELECT s.id AS step, 'done' AS outcome, '' AS reason, (SELECT count(*) FROM step_run r WHERE r.step = s.id AND r.outcome = 'done') AS n
			FROM step s WHERE s.sequence = ?1
		UNION ALL SELECT r.step, r.outcome, r.reason, count(*) AS n
			FROM step s CROSS JOIN step_run r ON r.step = s.id WHERE s.sequence = ?1 AND r.outcome <> 'done' GROUP BY 1, 2, 3`, int64(seq))
}

// UncertainCounts counts the enrolments of a sequence that have an uncertain
// message, by step.
func (v *View) UncertainCounts(seq crm.SequenceID) (map[crm.StepID]int, error) {
	var rows []struct {
		Step crm.StepID `db:"step"`
		N    int        `db:"n"`
	}
	err := v.list(&rows, "SELECT step, count(DISTINCT enrolment) AS n FROM message WHERE state = 'uncertain' AND sequence = ? GROUP BY step", seq)
	out := make(map[crm.StepID]int, len(rows))
	for _, r := range rows {
		out[r.Step] = r.N
	}
	return out, err
}

// StepHead is what the running view needs to know of a step.
type StepHead struct {
	ID       crm.StepID   `db:"id"`
	Position int          `db:"position"`
	Kind     crm.StepKind `db:"kind"`
	Template string       `db:"template_name"`
	Disabled bool         `db:"disabled"`
	Gone     bool         `db:"gone"`
}

// StepHeads reads a sequence's steps in order, then those that were removed.
func (v *View) StepHeads(seq crm.SequenceID) ([]StepHead, error) {
	list := []StepHead{}
	return list, v.list(&list, `SELECT s.id, s.position, s.kind, coalesce(k.name, '') AS template_name, s.disabled, s.gone
		FROM step s LEFT JOIN template k ON k.id = s.template WHERE s.sequence = ? ORDER BY s.gone, s.position, s.id`, seq)
}

// Steerable is what decides whether a person can do something to an enrolment.
type Steerable struct {
	ID           crm.EnrolmentID    `db:"id"`
	State        crm.EnrolmentState `db:"state"`
	PausedByHand bool               `db:"paused_by_hand"`
	Owner        crm.UserID         `db:"owner"`
	Open         bool               `db:"open"` // while sending: a message of it still waits
}

// Steerables reads that of some enrolments, in id order.
func (v *View) Steerables(ids []crm.EnrolmentID) ([]Steerable, error) {
	list := []Steerable{}
	return list, v.list(&list, `SELECT e.id, e.state, e.paused_by_hand, c.owner,
			e.state = 'sending' AND EXISTS (SELECT 1 FROM message m WHERE m.enrolment = e.id AND m.state IN ('queued', 'held')) AS open
		FROM enrolment e JOIN card c ON c.id = e.card WHERE e.id IN (SELECT value FROM json_each(?)) ORDER BY e.id`, idList(ids))
}

// HeldGroup is some steps of one sequence that wait for a person for one reason.
type HeldGroup struct {
	Sequence crm.SequenceID `db:"sequence"`
	Name     string         `db:"name"`
	Product  crm.ProductID  `db:"product"`
	Step     crm.StepID     `db:"step"`
	Position int            `db:"position"`
	Kind     crm.StepKind   `db:"kind"`
	Template string         `db:"template_name"`
	Reason   crm.Reason     `db:"reason"`
	Planned  crm.Instant    `db:"planned"`
	Count    int            `db:"n"`
	Mine     int            `db:"mine"` // on cards that a user owns
}

// HeldGroups counts the steps that wait for a person by sequence, step, reason
// and the moment they were planned for.
func (v *View) HeldGroups(user crm.UserID) ([]HeldGroup, error) {
	list := []HeldGroup{}
	return list, v.list(&list, `SELECT e.sequence, q.name, q.product, e.step, coalesce(s.position, 0) AS position, coalesce(s.kind, '') AS kind,
			coalesce(k.name, '') AS template_name, e.reason, e.planned, count(*) AS n, coalesce(sum(c.owner = ?), 0) AS mine
		FROM enrolment e JOIN card c ON c.id = e.card JOIN sequence q ON q.id = e.sequence
		LEFT JOIN step s ON s.id = e.step LEFT JOIN template k ON k.id = s.template
		WHERE e.state = 'held' GROUP BY e.sequence, e.step, e.reason, e.planned ORDER BY q.name, q.id, s.position, e.reason, e.planned`, user)
}

// CountHeld counts the steps that wait for a person.
func (v *View) CountHeld() (n int, err error) {
	return n, v.get(&n, "SELECT count(*) FROM enrolment WHERE state = 'held'")
}
