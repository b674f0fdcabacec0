package store

import (
	"strconv"

	"stepwise/backend/crm"
)

// ReportSpan is what a report is about: a sequence, from a moment until another,
// which is no part of it.
type ReportSpan struct {
	Sequence    crm.SequenceID
	From, Until crm.Instant
}

// args are plain numbers: an Instant of 0 would be NULL, and hold of nothing.
func (q ReportSpan) args() []any { return []any{int64(q.Sequence), int64(q.From), int64(q.Until)} }

// Enrolments are gone through in the order of the index of places, about as time
// went: what hangs on them lies near each other.
const (
	inTime  = placeKey + " > 0"
	since   = placeKey + " <= " + endOfTime + " - ?2" // it was live in the period: what ended before is behind
	inPlace = placeKey + " >= ?2 AND " + placeKey + " < ?3"
)

// StepTally counts how one step ended, by outcome, reason and letter.
type StepTally struct {
	Step    crm.StepID      `db:"step"`
	Outcome crm.StepOutcome `db:"outcome"`
	Reason  crm.Reason      `db:"reason"`
	Letter  string          `db:"letter"`
	Count   int             `db:"count"`
}

// StepTallies counts how a sequence's steps ended in a period.
func (v *View) StepTallies(q ReportSpan) ([]StepTally, error) {
	var list []StepTally
	return list, v.list(&list, `SELECT step, outcome, reason, letter, count FROM (
			SELECT s.id AS step, 'done' AS outcome, '' AS reason, l.letter, (SELECT count(*) FROM step_run r
				WHERE r.step = s.id AND r.at >= ?2 AND r.at < ?3 AND r.outcome = 'done' AND r.reason = '' AND r.letter = l.letter) AS count
			FROM step s CROSS JOIN (SELECT '' AS letter UNION ALL SELECT 'A' UNION ALL SELECT 'B') l WHERE s.sequence = ?1
			UNION ALL SELECT r.step, r.outcome, r.reason, r.letter, count(*) FROM step s CROSS JOIN step_run r ON r.step = s.id
			WHERE s.sequence = ?1 AND r.at >= ?2 AND r.at < ?3 AND (r.outcome <> 'done' OR r.reason <> '') GROUP BY r.step, r.outcome, r.reason, r.letter)
		WHERE count > 0 ORDER BY step, count DESC, reason`, q.args()...)
}

// MessageTally counts the messages of one step in a state, by reason.
type MessageTally struct {
	Step   crm.StepID       `db:"step"`
	State  crm.MessageState `db:"state"`
	Reason crm.Reason       `db:"reason"`
	Count  int              `db:"count"`
}

// MessageTallies counts the messages that a sequence's steps wrote in a period;
// one that was sent again counts as its successor. Only such a successor can be
// written after its passage has ended.
func (v *View) MessageTallies(q ReportSpan) ([]MessageTally, error) {
	var list []MessageTally
	return list, v.list(&list, `SELECT m.step, m.state, m.reason, count(*) AS count FROM enrolment e CROSS JOIN message m ON m.enrolment = e.id
		WHERE e.sequence = ?1 AND `+inTime+` AND (m.resend > 0 OR `+since+`) AND m.created >= ?2 AND m.created < ?3 AND m.reason <> 'sent_again' GROUP BY m.step, m.state, m.reason ORDER BY m.step, count(*) DESC, m.reason`, q.args()...)
}

// HeldTallies counts, by step and reason, the cards that wait for a person's
// decision at a step that was planned in a period.
func (v *View) HeldTallies(q ReportSpan) ([]MessageTally, error) {
	var list []MessageTally
	return list, v.list(&list, `SELECT e.step, 'held' AS state, e.reason, count(*) AS count FROM enrolment e
		WHERE e.sequence = ?1 AND e.state = 'held' AND `+inPlace+` GROUP BY e.step, e.reason ORDER BY e.step, count(*) DESC, e.reason`, q.args()...)
}

// EnrolmentTally counts how many cards entered a sequence in a period, and how
// many passages ended in it.
type EnrolmentTally struct {
	Entered   int `db:"entered"`
	Completed int `db:"completed"`
	Left      int `db:"gone"`
	Stopped   int `db:"stopped"`
}

// EnrolmentTally counts a sequence's entries and exits in a period.
func (v *View) EnrolmentTally(q ReportSpan) (EnrolmentTally, error) {
	var t EnrolmentTally
	return t, v.get(&t, `SELECT count(*) FILTER (WHERE e.entered >= ?2 AND e.entered < ?3) AS entered,
			count(*) FILTER (WHERE e.state = 'completed' AND e.ended >= ?2 AND e.ended < ?3) AS completed,
			count(*) FILTER (WHERE e.state = 'left' AND e.ended >= ?2 AND e.ended < ?3) AS gone,
			count(*) FILTER (WHERE e.state = 'stopped' AND e.ended >= ?2 AND e.ended < ?3) AS stopped
		FROM enrolment e WHERE e.sequence = ?1 AND `+inTime+" AND "+since, q.args()...)
}

// QuarterMillis is how long a QuarterTally is: every zone is off from UTC by a
// whole number of them, so they make up any zone's days.
const QuarterMillis = 15 * 60 * 1000

// QuarterTally counts how steps ended in one quarter of an hour.
type QuarterTally struct {
	Quarter int64           `db:"quarter"` // since 1970, in UTC
	Outcome crm.StepOutcome `db:"outcome"`
	Count   int             `db:"count"`
}

// QuarterTallies counts how a sequence's steps ended over time.
func (v *View) QuarterTallies(q ReportSpan) ([]QuarterTally, error) {
	var list []QuarterTally
	return list, v.list(&list, "SELECT r.at / "+strconv.Itoa(QuarterMillis)+` AS quarter, r.outcome, count(*) AS count FROM step s CROSS JOIN step_run r ON r.step = s.id
		WHERE s.sequence = ? AND r.at >= ? AND r.at < ? GROUP BY 1, 2 ORDER BY 1`, q.args()...)
}

// QueuedOf counts the messages that wait to go, by sequence.
func (v *View) QueuedOf() (map[crm.SequenceID]int, error) {
	var rows []struct {
		Sequence crm.SequenceID `db:"sequence"`
		Count    int            `db:"count"`
	}
	err := v.list(&rows, "SELECT sequence, count(*) AS count FROM message WHERE state = 'queued' GROUP BY sequence")
	out := make(map[crm.SequenceID]int, len(rows))
	for _, r := range rows {
		out[r.Sequence] = r.Count
	}
	return out, err
}
