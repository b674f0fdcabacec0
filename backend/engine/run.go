package engine

import (
	"context"
	"log/slog"
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/fault"
	"stepwise/backend/store"
	"stepwise/backend/timing"
)

// onTime is how late a step may act and still count as on time; beyond it the
// engine was off, asleep or paused.
const onTime = 15 * 60 * 1000

// How many due steps share a transaction: together, while nobody writes or
// beside people, and where each has a savepoint of its own.
const (
	dueTogether = 1000
	dueBeside   = 200
	dueApart    = 100
)

// RunDue executes the steps that are due, in the order of their moments, until
// none is left. It returns how many enrolments it moved. Chunks of them are run
// together; one that fails is taken back and run one by one.
func (e *Engine) RunDue(ctx context.Context) (moved int, err error) {
	together := !e.apart
	for ctx.Err() == nil {
		var n int
		if err := fault.Fail(fault.Running); err != nil {
			return moved, err
		}
		err := e.store.WriteBulk(ctx, func(tx *store.Tx) (err error) {
			n, err = e.runChunk(tx, together)
			return err
		})
		if err != nil && together && crm.CodeOf(err) != crm.CodeUnavailable {
			e.log.Warn("steps failed together, so each runs by itself", slog.Any("error", err))
			together = false
			continue
		}
		moved += n
		if err != nil || n == 0 {
			return moved, err
		}
		together = !e.apart
	}
	return moved, ctx.Err()
}

func (e *Engine) runChunk(tx *store.Tx, together bool) (int, error) {
	limit := e.chunk(dueTogether, dueBeside)
	if !together && !e.apart {
		limit = dueApart
	}
	list, err := tx.DueEnrolments(limit)
	if err != nil || len(list) == 0 {
		return 0, err
	}
	s, err := e.judging(tx)
	if err != nil {
		return 0, err
	}
	if !together {
		return len(list), e.runEach(tx, s, list)
	}
	if err := s.askTogether(list); err != nil {
		return 0, err
	}
	return len(list), tx.Gather(list, func() error {
		for _, en := range list {
			if err := e.runOne(tx, s, en); err != nil {
				return err
			}
		}
		return nil
	})
}

// runEach runs due steps one by one: one that fails is held, the others go on.
func (e *Engine) runEach(tx *store.Tx, s *scene, list []crm.Enrolment) error {
	for _, en := range list {
		err := tx.Try(func() error { return e.runOne(tx, s, en) })
		if err == nil {
			continue
		}
		if crm.CodeOf(err) == crm.CodeUnavailable {
			return err // the disk, not this enrolment
		}
		e.log.Error("step failed", slog.String("enrolment", en.ID.String()), slog.Any("error", err))
		if err := e.hold(tx, en, crm.ReasonInternal); err != nil {
			return err
		}
	}
	return nil
}

// hold makes a step wait for a person.
func (e *Engine) hold(tx *store.Tx, en crm.Enrolment, why crm.Reason) error {
	en.State, en.Reason, en.Due = crm.EnrolmentHeld, why, 0
	if _, err := tx.UpdateEnrolment(en); err != nil {
		return err
	}
	say := crm.Say("activity.held", "reason", crm.Say("reason."+string(why)))
	return tx.Note(crm.Activity{Card: en.Card, Kind: crm.ActivitySequence, Cause: crm.CauseSequence, Sequence: en.Sequence, Say: say})
}

// runOne checks a due step again and executes it.
func (e *Engine) runOne(tx *store.Tx, s *scene, en crm.Enrolment) error {
	q, err := s.sequence(en.Sequence)
	if err != nil {
		return err
	}
	if !q.State.Runs() {
		en.Paused = true
		_, err := tx.UpdateEnrolment(en)
		return err
	}
	i := slices.IndexFunc(q.Steps, func(st crm.Step) bool { return st.ID == en.Step && !st.Disabled })
	if i < 0 {
		return e.next(tx, s, q, en, en.Step, en.Anchor)
	}
	d := due{e: e, tx: tx, s: s, q: q, en: en, st: q.Steps[i]}
	if stop, err := d.gone(); err != nil || stop {
		return err
	}
	if wait, err := d.late(); err != nil || wait {
		return err
	}
	if may, err := d.allowed(); err != nil || !may {
		if err != nil {
			return err
		}
		return d.skip(crm.ReasonOnlyIf)
	}
	return d.act()
}

// due is one step at its moment, with everything it needs.
type due struct {
	e  *Engine
	tx *store.Tx
	s  *scene
	q  crm.Sequence
	en crm.Enrolment
	st crm.Step
}

// gone checks the card and the filter again, right before the step.
func (d *due) gone() (bool, error) {
	c, err := d.tx.Card(d.en.Card)
	if err != nil {
		return false, err
	}
	system := crm.Cause{Kind: crm.CauseSystem}
	if c.Deleted != 0 {
		return true, d.e.end(d.tx, d.en, crm.EnrolmentStopped, crm.ReasonCardDeleted, system)
	}
	if d.en.ByHand || d.q.RunToEnd {
		return false, nil
	}
	f := d.s.filterOf(d.q)
	if f.err != nil {
		return true, d.e.hold(d.tx, d.en, crm.ReasonFilterBroken)
	}
	holds, err := d.inFilter(f)
	if err != nil || holds {
		return false, err
	}
	return true, d.e.leave(d.tx, d.q, d.en.Card, system)
}

// late plans a step anew that the engine was not there for; beyond its limit a
// person decides (RULES 3.12).
func (d *due) late() (bool, error) {
	if d.tx.Now-d.en.Due <= onTime {
		return false, nil
	}
	limit, err := d.limit()
	if err != nil {
		return false, err
	}
	if limit != 0 && d.tx.Now > limit {
		return true, d.e.hold(d.tx, d.en, crm.ReasonTooLate)
	}
	at, err := d.again(limit == 0)
	if err != nil || at <= d.tx.Now {
		return false, err
	}
	if limit != 0 && at > limit && d.st.Anchor == crm.AnchorDate {
		return true, d.e.hold(d.tx, d.en, crm.ReasonTooLate)
	}
	d.en.Due = at
	_, err = d.tx.UpdateEnrolment(d.en)
	return true, err
}

// limit is the last moment at which the step may still go by itself, 0 for
// none: its lateness limit, or the date that it counts from where none is said.
func (d *due) limit() (crm.Instant, error) {
	if d.st.Anchor == crm.AnchorDate && d.st.Lateness == 0 {
		card, err := d.tx.Card(d.en.Card)
		if err != nil {
			return 0, err
		}
		if at, bound := d.s.deadline(d.st, card); bound {
			return at, nil
		}
	}
	hours := crm.Instant(d.st.LatenessLimit())
	if hours == 0 {
		return 0, nil
	}
	return d.en.Planned + hours*3600*1000, nil
}

// again plans the late step anew: at the wall time it was planned for. A step
// without a limit that missed that too goes as soon as its rule allows: it would
// wait for ever on a computer that is never on at that time.
func (d *due) again(unlimited bool) (crm.Instant, error) {
	plan := timing.Again
	if missedAgain := d.en.Due != d.en.Planned; unlimited && missedAgain {
		plan = func(now, _ crm.Instant, t crm.Timing, ch crm.Channel, cal timing.Calendar) (crm.Instant, []timing.Shift, error) {
			return timing.Retry(now, t, ch, cal)
		}
	}
	at, _, err := plan(d.tx.Now, d.en.Planned, d.st.Timing, d.st.Kind.Channel(), d.s.cal)
	return at, err
}

// skip ends the step without acting: it counts as an action at its moment, or
// at the real one if that is more than 15 minutes later.
func (d *due) skip(why crm.Reason) error {
	run := crm.StepRun{Outcome: crm.OutcomeSkipped, Reason: why, At: d.tx.Now}
	return d.e.finish(d.tx, d.s, d.q, d.en, run, timing.Anchor(d.en.Planned, d.tx.Now))
}

func (d *due) act() error {
	switch d.st.Kind {
	case crm.StepTaskUser:
		return d.makeTask()
	case crm.StepPDF:
		return d.makePDF()
	case crm.StepChangeCard:
		return d.changeCard()
	case crm.StepWebhook:
		return d.callWebhook()
	default:
		return d.send()
	}
}
