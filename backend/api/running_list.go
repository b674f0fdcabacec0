package api

import (
	"fmt"
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// RunningAsk is which cards of a sequence are meant: the door behind a number.
type RunningAsk struct {
	Sequence crm.SequenceID `json:"sequence" ts_type:"string"` // none: of all sequences
	Step     crm.StepID     `json:"step" ts_type:"string"`     // none: any; else those that are, ended or acted there
	State    string         `json:"state" ts_type:"''|'live'|'waiting'|'sending'|'held'|'paused'|'uncertain'|'completed'|'left'|'stopped'|'done'|'skipped'|'failed'"`
	Reason   crm.Reason     `json:"reason" ts_type:"string"` // why held, ended, skipped or failed; "" for any
	From     crm.Instant    `json:"from"`                    // of the moment that a row is listed by; 0: open
	To       crm.Instant    `json:"to"`                      // before this one; 0: open
	Search   string         `json:"search"`                  // words of the card's name
}

// CountRunningOut says how many cards are meant.
type CountRunningOut struct {
	Count int `json:"count"`
	Mine  int `json:"mine"` // of these, those that whoever asks may steer
}

// ListRunningIn asks for a page of cards in a sequence: what is to come first,
// the soonest on top, then what was, the newest on top. A page begins behind
// the row that After names, or so many rows from the top.
type ListRunningIn struct {
	Ask    RunningAsk `json:"ask"`
	After  string     `json:"after"`
	Offset int        `json:"offset"`
	Limit  int        `json:"limit"` // at most 500; 0: 100
}

// ListRunningOut is a page of cards in a sequence.
type ListRunningOut struct {
	Rows []RunningRow `json:"rows"`
	Next string       `json:"next"` // After of the next page; "" where this one is the last
}

// RunningRow is one card in a sequence.
type RunningRow struct {
	ID        string          `json:"id"` // of the row: an enrolment can have several outcomes
	Enrolment crm.EnrolmentID `json:"enrolment" ts_type:"string"`
	Sequence  crm.SequenceID  `json:"sequence" ts_type:"string"`
	Name      string          `json:"name"` // of the sequence
	Card      crm.CardID      `json:"card" ts_type:"string"`
	CardName  string          `json:"cardName"`
	Product   crm.ProductID   `json:"product" ts_type:"string"`
	Owner     crm.UserID      `json:"owner" ts_type:"string"`
	OwnerName string          `json:"ownerName"`
	Round     int             `json:"round"`
	State     string          `json:"state" ts_type:"'waiting'|'sending'|'held'|'paused'|'completed'|'left'|'stopped'|'done'|'skipped'|'failed'"`
	Reason    crm.Reason      `json:"reason" ts_type:"string"`
	ByHand    bool            `json:"byHand"`   // started without the filter check
	Pending   bool            `json:"pending"`  // the step is still to come
	PausedBy  bool            `json:"pausedBy"` // a person paused it for this card
	Step      crm.StepID      `json:"step" ts_type:"string"`
	Position  int             `json:"position"`
	Kind      crm.StepKind    `json:"kind" ts_type:"''|'email_client'|'sms_client'|'email_user'|'task_user'|'pdf'|'change_card'|'webhook'"`
	Template  string          `json:"template"`
	At        crm.Instant     `json:"at"`      // when due, planned, ended or acted, as the state has it
	Planned   crm.Instant     `json:"planned"` // the moment the rule gave first
	Entered   crm.Instant     `json:"entered"`
	Mine      bool            `json:"mine"` // whoever asks may steer it
	Outcome   crm.StepOutcome `json:"outcome" ts_type:"''|'done'|'skipped'|'failed'"`
}

// maxRunning bounds a page.
const maxRunning = 500

func (a RunningAsk) query() (store.RunningQuery, error) {
	q := store.RunningQuery{Sequence: a.Sequence, Step: a.Step, State: a.State, Reason: a.Reason, From: a.From, To: a.To, Search: a.Search}
	if a.State != "" && !slices.Contains(store.RunningStates, a.State) {
		return q, crm.Fail(crm.CodeInvalid, "running.bad_state", "state", a.State)
	}
	if a.Sequence == 0 && a.State != "held" && a.State != "uncertain" {
		return q, crm.Fail(crm.CodeInvalid, "running.no_sequence") // all of everything is no question
	}
	return q, nil
}

// CountRunning counts the cards behind a number, and those of them that whoever
// asks may steer.
func (s *Session) CountRunning(in RunningAsk) (out CountRunningOut, err error) {
	q, err := in.query()
	if err != nil {
		return out, err
	}
	return out, s.read(func(v *store.View) error {
		me, err := v.User(s.user)
		if err != nil {
			return err
		}
		if out.Count, err = v.CountRunning(q); err != nil || me.Role == crm.RoleAdmin {
			out.Mine = out.Count
			return err
		}
		q.Owner = s.user
		out.Mine, err = v.CountRunning(q)
		return err
	})
}

// ListRunning reads a page of the cards behind a number.
func (s *Session) ListRunning(in ListRunningIn) (out ListRunningOut, err error) {
	q, err := in.Ask.query()
	if err != nil {
		return out, err
	}
	after, err := runningCursor(in.After)
	if err != nil {
		return out, err
	}
	limit := in.Limit
	if limit <= 0 {
		limit = 100
	}
	limit = min(limit, maxRunning)
	return out, s.read(func(v *store.View) error {
		me, err := v.User(s.user)
		if err != nil {
			return err
		}
		lines, err := v.RunningLines(q, after, max(in.Offset, 0), limit)
		if err != nil {
			return err
		}
		for _, l := range lines {
			out.Rows = append(out.Rows, runningRow(l, me))
		}
		if len(lines) == limit {
			last := lines[len(lines)-1]
			out.Next = fmt.Sprintf("%d.%d.%d", last.Key, int64(last.ID), int64(last.Run))
		}
		return nil
	})
}

func runningCursor(text string) (*store.RunningCursor, error) {
	if text == "" {
		return nil, nil //nolint:nilnil // from the top
	}
	var c store.RunningCursor
	var id, run int64
	if n, err := fmt.Sscanf(text, "%d.%d.%d", &c.Key, &id, &run); err != nil || n != 3 {
		return nil, crm.Fail(crm.CodeInvalid, "error.bad_cursor")
	}
	c.ID, c.Run = crm.EnrolmentID(id), crm.StepRunID(run)
	return &c, nil
}

func runningRow(l store.RunningLine, me crm.User) RunningRow {
	row := RunningRow{
		ID: l.ID.String(), Enrolment: l.ID, Sequence: l.Sequence, Name: l.Name, Card: l.Card, CardName: l.CardName, Product: l.Product,
		Owner: l.Owner, OwnerName: l.OwnerName, Round: l.Round, State: string(l.State), Reason: l.Reason, ByHand: l.ByHand, PausedBy: l.PausedByHand,
		Pending: l.State.Live(), Step: l.AtStep, Position: l.Position, Kind: l.Kind, Template: l.Template, Planned: l.Planned, Entered: l.Entered,
		Mine: me.Role == crm.RoleAdmin || l.Owner == me.ID && l.Owner != 0,
	}
	switch {
	case l.Outcome != "":
		row.ID += "-" + l.Run.String()
		row.State, row.Outcome, row.Reason, row.At, row.Planned, row.Pending = string(l.Outcome), l.Outcome, l.RunReason, l.RunAt, l.RunPlan, false
	case l.Ended != 0:
		row.At = l.Ended
	case l.Due != 0:
		row.At = l.Due
	default:
		row.At = l.Enrolment.Planned
	}
	if l.Paused && l.Outcome == "" && l.State != crm.EnrolmentHeld {
		row.State = "paused"
	}
	return row
}
