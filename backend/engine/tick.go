package engine

import (
	"context"
	"errors"

	"stepwise/backend/fault"
	"stepwise/backend/outbox"
	"stepwise/backend/store"
)

// Counts says what a Tick did.
type Counts struct {
	Started  int           `json:"started"`  // enrolments by activations
	Judged   int           `json:"judged"`   // cards that time alone may have moved
	Steps    int           `json:"steps"`    // enrolments that were due
	Resolved int           `json:"resolved"` // uncertain messages
	Tasks    int           `json:"tasks"`    // that recur and were made by the calendar
	Reminded int           `json:"reminded"` // reminders that were due
	Outbox   outbox.Counts `json:"outbox"`
	Indexing bool          `json:"-"` // the quick search has more changed cards to look at
}

// rounds bounds one Tick: a sequence of steps without delay needs a round each.
const rounds = 1000

// Tick does everything that is due now, until nothing is: activations, the
// passing of time, steps, messages. It is the whole heartbeat.
func (e *Engine) Tick(ctx context.Context) (total Counts, err error) {
	still, err := e.standsStill(ctx)
	if err == nil && !still {
		still, err = e.guardClock(ctx)
	}
	if err != nil {
		return total, err
	}
	if still {
		total.Indexing, err = e.Index(ctx)
		return total, err
	}
	if err := e.store.Room(); err != nil { // what is under way is written down with the reserve
		return total, errors.Join(err, e.outbox.RecordRest(ctx))
	}
	mark, err := e.waking(ctx)
	if err != nil {
		return total, err
	}
	if total.Started, err = e.ContinueActivation(ctx); err != nil {
		return total, err
	}
	fault.Point(fault.Sweeping)
	if total.Judged, err = e.Sweep(ctx); err != nil {
		return total, err
	}
	fault.Point(fault.Swept)
	if total.Resolved, err = e.outbox.Resolve(ctx); err != nil {
		return total, err
	}
	fault.Point(fault.Resolved)
	if total.Tasks, err = e.MakeTasks(ctx); err != nil {
		return total, err
	}
	fault.Point(fault.Reminding)
	if total.Reminded, err = e.Remind(ctx); err != nil {
		return total, err
	}
	if err := e.overdue(ctx, mark); err != nil {
		return total, err
	}
	if err := e.runRounds(ctx, &total); err != nil {
		return total, err
	}
	fault.Point(fault.Telling)
	if err := e.tellAbsence(ctx, mark); err != nil {
		return total, err
	}
	fault.Point(fault.Indexing)
	total.Indexing, err = e.Index(ctx)
	return total, err
}

// standsStill says whether nothing may run by itself until a person says so. The
// mark of the last beat stays where it is: what goes by meanwhile is an absence.
func (e *Engine) standsStill(ctx context.Context) (still bool, err error) {
	return still, e.store.Read(ctx, func(v *store.View) (err error) {
		still, err = v.StandsStill()
		return err
	})
}

// runRounds runs steps and hands messages over until nothing is due.
func (e *Engine) runRounds(ctx context.Context, total *Counts) error {
	for range rounds {
		steps, err := e.RunDue(ctx)
		total.Steps += steps
		if err != nil {
			return err
		}
		fault.Point(fault.Ran)
		sent, err := e.outbox.Deliver(ctx)
		total.Outbox = total.Outbox.Plus(sent)
		if err != nil || steps == 0 && sent.Total() == 0 {
			return err
		}
	}
	return nil
}

// Plus is the sum of two counts.
func (c Counts) Plus(d Counts) Counts {
	return Counts{
		Started: c.Started + d.Started, Judged: c.Judged + d.Judged, Steps: c.Steps + d.Steps, Resolved: c.Resolved + d.Resolved,
		Tasks: c.Tasks + d.Tasks, Reminded: c.Reminded + d.Reminded,
		Outbox: c.Outbox.Plus(d.Outbox), Indexing: d.Indexing,
	}
}

// Idle says that nothing was done, so that another Tick now would do nothing
// either. Judging alone changes nothing that is due.
func (c Counts) Idle() bool {
	return c.Started+c.Steps+c.Resolved+c.Outbox.Total() == 0 && !c.Indexing
}
