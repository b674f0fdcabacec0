package store

import (
	"strings"

	"stepwise/backend/crm"
)

// RunningQuery asks for enrolments: where cards are in sequences, and what
// became of them.
type RunningQuery struct {
	Sequence crm.SequenceID // none: of all
	Step     crm.StepID     // none: any; else those that are, ended or acted there
	State    string         // "" for all; see RunningStates
	Reason   crm.Reason     // why held, ended, skipped or failed; "" for any
	From, To crm.Instant    // of the moment that the row is listed by; 0: open
	Search   string         // words of the card's name
	Owner    crm.UserID     // of the card; none: anybody
	IDs      []crm.EnrolmentID
	Except   []crm.EnrolmentID
}

// RunningStates are what a RunningQuery can ask for: states of an enrolment, and
// outcomes of its steps.
var RunningStates = []string{
	"live", "waiting", "sending", "held", "paused", "uncertain", "completed", "left", "stopped", "done", "skipped", "failed",
}

// acted says whether the query is about what steps came to.
func (q RunningQuery) acted() bool {
	return q.State == "done" || q.State == "skipped" || q.State == "failed"
}

// endOfTime turns moments around: what ended last comes first, behind all that
// is to come.
const (
	endOfTime   = "8640000000000000"
	lastInstant = 8640000000000000
)

// placeKey orders enrolments: soonest first what is to come, then newest first
// what was. The index enrolment_place has it, so it must stay as it is there.
const placeKey = "CASE WHEN e.ended IS NULL THEN coalesce(e.due, e.planned) ELSE " + endOfTime + " - e.ended END"

// placeEnded is between the keys of what is live and of what has ended.
const placeEnded = "4000000000000000"

// order is the key by which rows are listed.
func (q RunningQuery) order() string {
	if q.acted() {
		return endOfTime + " - r.at"
	}
	return placeKey
}

// runningStates are the conditions of the states of an enrolment. What waits for
// a person comes before "paused", which comes before what it would do otherwise.
var runningStates = map[string]string{
	"live":      placeKey + " < " + placeEnded,
	"waiting":   "e.state = 'waiting' AND e.paused = 0",
	"sending":   "e.state = 'sending' AND e.paused = 0",
	"held":      "e.state = 'held'",
	"paused":    "e.paused = 1 AND e.state <> 'held'",
	"uncertain": "e.id IN (SELECT m.enrolment FROM message m WHERE m.state = 'uncertain')",
	"completed": "e.state = 'completed'",
	"left":      "e.state = 'left'",
	"stopped":   "e.state = 'stopped'",
}

// conditions collects the conditions of a query.
type conditions struct {
	list []string
	args []any
}

func (c *conditions) add(use bool, cond string, more ...any) {
	if use {
		c.list, c.args = append(c.list, cond), append(c.args, more...)
	}
}

// source is FROM and WHERE of the query. A join says which table comes first, so
// that the rows come in the order of the index of what is asked.
func (q RunningQuery) source() (string, []any) {
	from, enrolment, conds := "FROM enrolment e", "e.id", &conditions{list: []string{"1 = 1"}}
	if q.acted() {
		from, enrolment = "FROM step t CROSS JOIN step_run r ON r.step = t.id", "r.enrolment"
		q.ofRuns(conds)
	} else {
		q.ofEnrolments(conds)
	}
	words := searchWords(q.Search)
	if q.Owner != 0 || len(words) > 0 {
		if q.acted() {
			from += " CROSS JOIN enrolment e ON e.id = r.enrolment"
		}
		from += " CROSS JOIN card c ON c.id = e.card"
	}
	for _, word := range words {
		conds.add(true, "instr(c.name_fold, ?) > 0", word)
	}
	conds.add(q.Owner != 0, "c.owner = ?", q.Owner)
	conds.add(len(q.IDs) > 0, enrolment+" IN (SELECT value FROM json_each(?))", idList(q.IDs))
	conds.add(len(q.Except) > 0, enrolment+" NOT IN (SELECT value FROM json_each(?))", idList(q.Except))
	return from + " WHERE " + strings.Join(conds.list, " AND "), conds.args
}

func (q RunningQuery) ofRuns(c *conditions) {
	c.add(q.Sequence != 0, "t.sequence = ?", q.Sequence)
	c.add(q.Step != 0, "t.id = ?", q.Step)
	c.add(true, "r.outcome = ?", q.State)
	c.add(q.Reason != "", "r.reason = ?", q.Reason)
	c.add(q.From != 0, "r.at >= ?", q.From)
	c.add(q.To != 0, "r.at < ?", q.To)
}

func (q RunningQuery) ofEnrolments(c *conditions) {
	c.add(q.Sequence != 0, "e.sequence = ?", q.Sequence)
	c.add(q.State != "", runningStates[q.State])
	q.addStep(c.add)
	c.add(q.Reason != "", "e.reason = ?", q.Reason)
	if q.Sequence != 0 {
		c.add(q.isLive(), placeKey+" < "+placeEnded)
		c.add(q.isEnded(), placeKey+" > "+placeEnded)
	}
	switch {
	case q.isLive():
		c.add(q.From != 0, placeKey+" >= ?", q.From)
		c.add(q.To != 0, placeKey+" < ?", q.To)
	default:
		c.add(q.From != 0, placeMoment+" >= ?", q.From)
		c.add(q.To != 0, placeMoment+" < ?", q.To)
	}
}

// placeMoment is the moment that a row stands for: when its step is due or was
// planned, or when it ended.
const placeMoment = "iif(" + placeKey + " < " + placeEnded + ", " + placeKey + ", " + endOfTime + " - (" + placeKey + "))"

// isLive says that only what is under way is asked for.
func (q RunningQuery) isLive() bool {
	return q.State == "live" || q.State == "waiting" || q.State == "sending" || q.State == "held" || q.State == "paused"
}

// isEnded says that only what has ended is asked for.
func (q RunningQuery) isEnded() bool {
	return q.State == "completed" || q.State == "left" || q.State == "stopped"
}

func (q RunningQuery) addStep(add func(bool, string, ...any)) {
	const ran = "EXISTS (SELECT 1 FROM step_run x WHERE x.enrolment = e.id AND x.step = ?)"
	switch {
	case q.Step == 0:
	case q.State == "uncertain":
		add(true, "e.id IN (SELECT m.enrolment FROM message m WHERE m.state = 'uncertain' AND m.step = ?)", q.Step)
	case q.State == "":
		add(true, "(e.step = ? OR "+ran+")", q.Step, q.Step)
	default:
		add(true, "e.step = ?", q.Step)
	}
}

// CountRunning counts the enrolments of a query; of outcomes, the steps.
func (v *View) CountRunning(q RunningQuery) (n int, err error) {
	source, args := q.source()
	return n, v.get(&n, "SELECT count(*) "+source, args...)
}

// RunningCursor is where a page of enrolments begins: behind a row.
type RunningCursor struct {
	Key int64 // of the order
	ID  crm.EnrolmentID
	Run crm.StepRunID // of outcomes
}

// RunningLine is an enrolment with the names around it, and of outcomes what
// its step came to.
type RunningLine struct {
	crm.Enrolment
	Key       int64           `db:"sort_key"`
	CardName  string          `db:"card_name"`
	Product   crm.ProductID   `db:"product"`
	Owner     crm.UserID      `db:"owner"`
	OwnerName string          `db:"owner_name"`
	Name      string          `db:"name"` // of the sequence
	AtStep    crm.StepID      `db:"at_step"`
	Position  int             `db:"position"`
	Kind      crm.StepKind    `db:"kind"`
	Template  string          `db:"template_name"`
	Gone      bool            `db:"gone"` // the step was removed since
	Run       crm.StepRunID   `db:"run"`
	Outcome   crm.StepOutcome `db:"outcome"`
	RunReason crm.Reason      `db:"run_reason"`
	RunAt     crm.Instant     `db:"run_at"`
	RunPlan   crm.Instant     `db:"run_planned"`
}

// RunningLines reads a page of enrolments in their order, behind a cursor (nil:
// from the top), skipping offset rows.
func (v *View) RunningLines(q RunningQuery, after *RunningCursor, offset, limit int) ([]RunningLine, error) {
	source, args := q.source()
	page := "SELECT e.id AS id, 0 AS run, " + placeKey + " AS sort_key "
	if q.acted() {
		page = "SELECT r.enrolment AS id, r.id AS run, " + q.order() + " AS sort_key "
	}
	switch {
	case after == nil:
	case q.acted():
		source += " AND r.at <= ? AND (" + q.order() + ", r.enrolment, r.id) > (?, ?, ?)"
		args = append(args, lastInstant-after.Key, after.Key, int64(after.ID), int64(after.Run))
	default:
		source += " AND (" + placeKey + ", e.id) > (?, ?)"
		args = append(args, after.Key, int64(after.ID))
	}
	step, runs, outcome, ties := "e.step", "", "0 AS run, '' AS outcome, '' AS run_reason, NULL AS run_at, NULL AS run_planned", ", e.id"
	if q.acted() {
		ties = ", r.enrolment, r.id"
		step, runs = "r.step", " CROSS JOIN step_run r ON r.id = p.run"
		outcome = "r.id AS run, r.outcome, r.reason AS run_reason, r.at AS run_at, r.planned AS run_planned"
	}
	list := []RunningLine{}
	return list, v.list(&list, "WITH p AS MATERIALIZED ("+page+source+" ORDER BY "+q.order()+ties+" LIMIT ? OFFSET ?) SELECT "+enrolmentColumns+", p.sort_key, c.name AS card_name, c.product, c.owner,"+
		" coalesce(u.name, '') AS owner_name, q.name, "+step+" AS at_step, coalesce(s.position, 0) AS position, coalesce(s.kind, '') AS kind, coalesce(s.gone, 0) AS gone, coalesce(k.name, '') AS template_name, "+
		outcome+" FROM p CROSS JOIN enrolment e ON e.id = p.id CROSS JOIN card c ON c.id = e.card CROSS JOIN sequence q ON q.id = e.sequence"+runs+
		" LEFT JOIN step s ON s.id = "+step+" LEFT JOIN template k ON k.id = s.template LEFT JOIN app_user u ON u.id = c.owner ORDER BY p.sort_key, e.id, p.run",
		append(args, limit, offset)...)
}

// RunningIDs reads the ids of a query's enrolments in their order, each once.
func (v *View) RunningIDs(q RunningQuery) ([]crm.EnrolmentID, error) {
	source, args := q.source()
	var ids []crm.EnrolmentID
	if q.acted() {
		return ids, v.list(&ids, "SELECT r.enrolment "+source+" GROUP BY r.enrolment ORDER BY min("+q.order()+"), r.enrolment", args...)
	}
	return ids, v.list(&ids, "SELECT e.id "+source+" ORDER BY "+placeKey+", e.id", args...)
}
