package api

import (
	"context"
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
	"stepwise/backend/timing"
)

// AwayOut is what waits for a person since the program was away, and what
// happened by itself meanwhile.
type AwayOut struct {
	Held    []AwayHeld   `json:"held"`    // steps that wait for a person, by automation, step, reason and day
	Missed  []AwayMissed `json:"missed"`  // entries that came and went, by automation
	Absence *crm.Absence `json:"absence"` // the last one of the last 7 days; null for none
	Mine    int          `json:"mine"`    // of all, what whoever asks may decide
}

// AwayHeld is some steps of one automation that were planned for one day and
// wait for one reason.
type AwayHeld struct {
	Sequence crm.SequenceID `json:"sequence" ts_type:"string"`
	Name     string         `json:"name"`
	Product  crm.ProductID  `json:"product" ts_type:"string"`
	Step     crm.StepID     `json:"step" ts_type:"string"`
	Position int            `json:"position"`
	Kind     crm.StepKind   `json:"kind" ts_type:"'email_client'|'sms_client'|'email_user'|'task_user'|'pdf'|'change_card'|'webhook'"`
	Template string         `json:"template"`
	Reason   crm.Reason     `json:"reason" ts_type:"string"`
	First    crm.Instant    `json:"first"` // when they should have gone: from
	Last     crm.Instant    `json:"last"`  // to
	Count    int            `json:"count"`
	Mine     int            `json:"mine"`
	Ask      RunningAsk     `json:"ask"` // the cards behind it
}

// AwayMissed is the missed entries of one automation.
type AwayMissed struct {
	Sequence crm.SequenceID `json:"sequence" ts_type:"string"`
	Name     string         `json:"name"`
	Product  crm.ProductID  `json:"product" ts_type:"string"`
	Running  bool           `json:"running"` // it can be started
	First    crm.Instant    `json:"first"`
	Last     crm.Instant    `json:"last"`
	Count    int            `json:"count"`
	Mine     int            `json:"mine"`
}

// absenceDays is how long what happened by itself is told.
const absenceDays = 7

// GetAway reads what waits for a decision since the program was away, grouped,
// and what it did by itself when it came back.
func (s *Session) GetAway() (out AwayOut, err error) {
	return out, s.read(func(v *store.View) error {
		me, err := v.User(s.user)
		if err != nil {
			return err
		}
		ws, err := v.Workspace()
		if err != nil {
			return err
		}
		held, err := v.HeldGroups(s.user)
		if err != nil {
			return err
		}
		out.Held = awayHeld(ws, held, me)
		groups, err := v.MissedGroups(s.user)
		if err != nil {
			return err
		}
		for _, g := range groups {
			out.Missed = append(out.Missed, AwayMissed{
				Sequence: g.Sequence, Name: g.Name, Product: g.Product, Running: g.Running, First: g.First, Last: g.Last,
				Count: g.Count, Mine: mineOf(me, g.Count, g.Mine),
			})
			out.Mine += mineOf(me, g.Count, g.Mine)
		}
		for _, h := range out.Held {
			out.Mine += h.Mine
		}
		a, found, err := v.LastAbsence(v.Clock() - absenceDays*24*3600*1000)
		if found {
			out.Absence = &a
		}
		return err
	})
}

func mineOf(me crm.User, count, mine int) int {
	if me.Role == crm.RoleAdmin {
		return count
	}
	return mine
}

// awayHeld puts the moments of one local day together.
func awayHeld(ws crm.Workspace, groups []store.HeldGroup, me crm.User) []AwayHeld {
	zone, err := timing.Zone(ws.Zone)
	out := []AwayHeld{}
	if err != nil {
		return out
	}
	for _, g := range groups {
		day := timing.DateAt(g.Planned, zone)
		i := slices.IndexFunc(out, func(h AwayHeld) bool {
			return h.Sequence == g.Sequence && h.Step == g.Step && h.Reason == g.Reason && timing.DateAt(h.First, zone) == day
		})
		if i < 0 {
			i = len(out)
			out = append(out, AwayHeld{
				Sequence: g.Sequence, Name: g.Name, Product: g.Product, Step: g.Step, Position: g.Position, Kind: g.Kind,
				Template: g.Template, Reason: g.Reason, First: g.Planned, Last: g.Planned,
				Ask: RunningAsk{
					Sequence: g.Sequence, Step: g.Step, State: "held", Reason: g.Reason,
					From: timing.StartOfDay(day, zone), To: timing.StartOfDay(day.AddDays(1), zone),
				},
			})
		}
		h := &out[i]
		h.First, h.Last = min(h.First, g.Planned), max(h.Last, g.Planned)
		h.Count += g.Count
		h.Mine += mineOf(me, g.Count, g.Mine)
	}
	return out
}

// ListMissedIn asks for missed entries that nobody has decided, of one
// automation or of all.
type ListMissedIn struct {
	Sequence crm.SequenceID `json:"sequence" ts_type:"string"`
	After    crm.MissedID   `json:"after" ts_type:"string"`
	Limit    int            `json:"limit"` // at most 500; 0: 100
}

// MissedRow is one missed entry.
type MissedRow struct {
	Missed   crm.Missed    `json:"missed"`
	Name     string        `json:"name"` // of the automation
	CardName string        `json:"cardName"`
	Product  crm.ProductID `json:"product" ts_type:"string"`
	Mine     bool          `json:"mine"` // whoever asks may decide it
}

// ListMissedOut is a page of missed entries.
type ListMissedOut struct {
	Rows []MissedRow  `json:"rows"`
	Next crm.MissedID `json:"next" ts_type:"string"` // After of the next page; "" where this one is the last
}

// ListMissed reads a page of missed entries, oldest first.
func (s *Session) ListMissed(in ListMissedIn) (out ListMissedOut, err error) {
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
		lines, err := v.MissedLines(store.MissedQuery{Sequence: in.Sequence, After: in.After, Limit: limit})
		if err != nil {
			return err
		}
		for _, l := range lines {
			mine := me.Role == crm.RoleAdmin || l.Owner == me.ID
			out.Rows = append(out.Rows, MissedRow{Missed: l.Missed, Name: l.Name, CardName: l.CardName, Product: l.Product, Mine: mine})
		}
		if len(lines) == limit {
			out.Next = lines[len(lines)-1].ID
		}
		return nil
	})
}

// DecideMissedIn starts missed entries anyway, or lets them be: these, or all of
// one automation.
type DecideMissedIn struct {
	IDs      []crm.MissedID `json:"ids" ts_type:"string[]"`
	Sequence crm.SequenceID `json:"sequence" ts_type:"string"` // all of it, where no ids are given
	Decision string         `json:"decision" ts_type:"'start'|'ignore'"`
	Count    int            `json:"count"` // that was confirmed; more are a conflict
}

// DecideMissed starts missed entries anyway or lets them be, as a job in chunks.
// On cards that whoever asks may not steer they stay as they are, and are counted.
func (s *Session) DecideMissed(in DecideMissedIn) (JobView, error) {
	decision := crm.MissedDecision(in.Decision)
	if decision != crm.MissedStart && decision != crm.MissedIgnore {
		return JobView{}, crm.Fail(crm.CodeInvalid, "error.bad_decision", "decision", in.Decision)
	}
	if len(in.IDs) == 0 && in.Sequence == 0 {
		return JobView{}, crm.Fail(crm.CodeInvalid, "bulk.no_pick")
	}
	var ids []crm.MissedID
	strange := 0
	err := s.read(func(v *store.View) error {
		me, err := v.User(s.user)
		if err != nil {
			return err
		}
		lines, err := v.MissedLines(store.MissedQuery{Sequence: in.Sequence, IDs: in.IDs})
		for _, l := range lines {
			if me.Role != crm.RoleAdmin && l.Owner != me.ID {
				strange++
				continue
			}
			ids = append(ids, l.ID)
		}
		return err
	})
	if err == nil {
		err = moreNow(len(ids)+strange, in.Count)
	}
	if err != nil {
		return JobView{}, err
	}
	return s.svc.jobs.start(s, "missed", len(ids), func(ctx context.Context, j *jobRun) (crm.Phrase, error) {
		own := s.during(ctx)
		var total engine.Tally
		for range strange {
			total.Skip(crm.Say("bulk.skip.not_yours"))
		}
		err := own.inChunks(j, len(ids), func(from, to int) error {
			var tally engine.Tally
			err := s.svc.deps.Store.WriteBulk(ctx, func(tx *store.Tx) (err error) {
				tally, err = s.svc.deps.Engine.DecideMissed(tx, ids[from:to], decision, s.cause())
				return err
			})
			if err == nil {
				total.Add(tally)
			}
			return err
		})
		return bulkSaid(total), err
	}), nil
}
