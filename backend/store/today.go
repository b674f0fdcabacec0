package store

import "stepwise/backend/crm"

// HourCount is how many steps of a kind fall into one hour.
type HourCount struct {
	Hour    int          `db:"hour"` // full hours since the moment that was asked from
	Kind    crm.StepKind `db:"kind"`
	Outcome string       `db:"outcome"` // done, skipped, failed; "" for one to come
	N       int          `db:"n"`
}

const hourMs = 3_600_000

// StepsDone counts what happened to steps from a moment to another, by hour.
func (v *View) StepsDone(from, to crm.Instant) ([]HourCount, error) {
	list := []HourCount{}
	return list, v.list(&list, `SELECT (r.at - ?) / ? AS hour, s.kind, r.outcome, count(*) AS n FROM step s CROSS JOIN step_run r ON r.step = s.id
		WHERE r.at >= ? AND r.at < ? GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`, from, hourMs, from, to)
}

// StepsComing counts the pending steps that are due before a moment, by hour
// from another; what is overdue counts as due now.
func (v *View) StepsComing(from, to crm.Instant) ([]HourCount, error) {
	list := []HourCount{}
	return list, v.list(&list, `SELECT (max(e.due, ?) - ?) / ? AS hour, s.kind, '' AS outcome, count(*) AS n
		FROM enrolment e JOIN step s ON s.id = e.step
		WHERE e.state = 'waiting' AND e.paused = 0 AND e.due < ? GROUP BY 1, 2 ORDER BY 1, 2`, v.now, from, hourMs, to)
}

// DayStep is one step that was done, or is to come, with the names around it.
type DayStep struct {
	Card     crm.CardID     `db:"card"`
	CardName string         `db:"card_name"`
	Product  crm.ProductID  `db:"product"`
	Sequence crm.SequenceID `db:"sequence"`
	SeqName  string         `db:"seq_name"`
	Kind     crm.StepKind   `db:"kind"`
	At       crm.Instant    `db:"at"`
	Outcome  string         `db:"outcome"`
	Reason   crm.Reason     `db:"reason"`
}

const dayStepColumns = `e.card, c.name AS card_name, c.product, e.sequence, q.name AS seq_name, s.kind`

const dayStepNames = `JOIN card c ON c.id = e.card JOIN sequence q ON q.id = e.sequence `

// DoneSteps reads what happened to steps of a kind ("" for all) from a moment
// to another, oldest first.
func (v *View) DoneSteps(kind crm.StepKind, from, to crm.Instant, limit int) ([]DayStep, error) {
	list := []DayStep{}
	return list, v.list(&list, `WITH p AS MATERIALIZED (SELECT r.id AS run, r.at, r.outcome, r.reason, r.enrolment, s.kind
			FROM step s CROSS JOIN step_run r ON r.step = s.id
			WHERE r.at >= ? AND r.at < ? AND (? = '' OR s.kind = ?) ORDER BY r.at, r.id LIMIT ?)
		SELECT e.card, c.name AS card_name, c.product, e.sequence, q.name AS seq_name, p.kind, p.at, p.outcome, p.reason
		FROM p CROSS JOIN enrolment e ON e.id = p.enrolment `+dayStepNames+"ORDER BY p.at, p.run", from, to, kind, kind, limit)
}

// ComingSteps reads the pending steps of a kind ("" for all) that are due from
// a moment to another, soonest first; what is overdue counts as due now.
func (v *View) ComingSteps(kind crm.StepKind, from, to crm.Instant, limit int) ([]DayStep, error) {
	list := []DayStep{}
	return list, v.list(&list, "SELECT "+dayStepColumns+`, e.due AS at, '' AS outcome, e.reason
		FROM enrolment e JOIN step s ON s.id = e.step `+dayStepNames+`
		WHERE e.state = 'waiting' AND e.paused = 0 AND e.due < ? AND max(e.due, ?) >= ? AND (? = '' OR s.kind = ?)
		ORDER BY e.due, e.id LIMIT ?`, to, v.now, from, kind, kind, limit)
}
