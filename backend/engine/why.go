package engine

import (
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/store"
	"stepwise/backend/timing"
)

// Link is one link of the chain that leads to the moment of a step: what was
// done, and where the moment stood after it.
type Link struct {
	Say crm.Phrase
	At  crm.Instant // not set where the link says no moment
}

// Reckoned is how the rule of one step comes to its moment for one enrolment,
// by the definitions of now.
type Reckoned struct {
	Step  crm.Step
	Run   *crm.StepRun // what it came to; nil for one that hasn't acted
	State string       // done, skipped, failed; waiting, sending, held, paused; expected; not_for, cancelled, disabled
	At    crm.Instant  // when it acted, or will as things stand; not set where nobody can know
	Rule  crm.Instant  // the moment that the rule gives today
	Chain []Link
	Why   crm.Reason // why there is no such moment
}

// Reckon explains the moment of each step of an enrolment with the code that
// plans them: past ones by the anchors that are on record, the pending one by
// its own, those to come as if each acted on time.
func (e *Engine) Reckon(v *store.View, en crm.Enrolment) ([]Reckoned, error) {
	s, err := e.scene(v)
	if err != nil {
		return nil, err
	}
	q, err := s.v.Sequence(en.Sequence)
	if err != nil {
		return nil, err
	}
	list, err := v.StepRuns(en.ID)
	if err != nil {
		return nil, err
	}
	w := walk{s: s, q: q, en: en, runs: map[crm.StepID]crm.StepRun{}, reached: en.Entered, known: true}
	w.last = -1
	for _, r := range list {
		w.runs[r.Step] = r
		w.last = max(w.last, slices.IndexFunc(q.Steps, func(st crm.Step) bool { return st.ID == r.Step }))
	}
	out := make([]Reckoned, 0, len(q.Steps))
	for i, st := range q.Steps {
		r, err := w.step(i, st)
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, nil
}

// walk goes along the steps of an enrolment.
type walk struct {
	s       *scene
	q       crm.Sequence
	en      crm.Enrolment
	runs    map[crm.StepID]crm.StepRun
	last    int         // the place of the last step that acted; -1 for none
	before  crm.Step    // the step that was reached last
	reached crm.Instant // when it acted
	known   bool        // reached is known
}

func (w *walk) step(i int, st crm.Step) (r Reckoned, err error) {
	r.Step = st
	run, acted := w.runs[st.ID]
	pending := w.en.State.Live() && st.ID == w.en.Step
	switch {
	case acted:
		r.Run, r.State, r.At = &run, string(run.Outcome), run.At
	case pending:
		w.reached, r.State, r.At = w.en.Anchor, w.pendingState(), w.en.Due
	case st.Disabled:
		r.State = "disabled"
		return r, nil
	case i < w.last:
		r.State = "not_for"
		return r, nil
	case !w.en.State.Live():
		r.State = "cancelled"
		return r, nil
	default:
		r.State = "expected"
	}
	if !w.known && !acted {
		return r, nil
	}
	if err := w.reckon(&r); err != nil {
		return r, err
	}
	w.pass(&r, pending)
	return r, nil
}

func (w *walk) pendingState() string {
	if w.en.Paused && w.en.State != crm.EnrolmentHeld {
		return "paused"
	}
	return string(w.en.State)
}

// reckon asks the rule, and tells the chain that leads to its answer.
func (w *walk) reckon(r *Reckoned) error {
	at, shifts, why, err := w.s.moment(w.q, r.Step, w.en, w.reached)
	if err != nil {
		return err
	}
	r.Rule, r.Why = at, why
	r.Chain = append(w.anchor(r.Step), w.delay(r.Step, at, shifts))
	for _, sh := range shifts {
		r.Chain = append(r.Chain, Link{Say: sh.Reason, At: sh.To})
	}
	if why != crm.ReasonNone {
		r.Rule = 0
		r.Chain = append(r.Chain[:len(r.Chain)-1], Link{Say: crm.Say("reason." + string(why))})
	}
	return nil
}

// anchor says what the delay counts from.
func (w *walk) anchor(st crm.Step) []Link {
	switch {
	case st.Anchor == crm.AnchorDate:
		return []Link{w.date(st)}
	case st.Anchor == crm.AnchorEntry || w.before.ID == 0:
		return []Link{{Say: crm.Say("why.chain.entry"), At: w.anchored(st)}}
	default:
		return []Link{{Say: crm.Say("why.chain.step", "position", w.before.Position), At: w.reached}}
	}
}

func (w *walk) anchored(st crm.Step) crm.Instant {
	if st.Anchor == crm.AnchorEntry {
		return w.en.Entered
	}
	return w.reached
}

func (w *walk) date(st crm.Step) Link {
	name := ""
	if cat, err := w.s.catalogue(w.q.Product); err == nil {
		if f, ok := cat.Field(st.DateField); ok {
			name = f.Name
		}
	}
	card, err := w.s.v.Card(w.en.Card)
	if err != nil {
		return Link{Say: crm.Say("why.chain.no_date", "field", name)}
	}
	date, clock, ok := w.s.dateOf(card, st.DateField)
	if !ok {
		return Link{Say: crm.Say("why.chain.no_date", "field", name)}
	}
	if clock != "" {
		return Link{Say: crm.Say("why.chain.date", "field", name), At: timing.AtClock(date, clock, w.s.cal.Zone)}
	}
	return Link{Say: crm.Say("why.chain.day", "field", name, "date", date)}
}

// delay says what is counted, and where that lands before anything corrects it.
func (w *walk) delay(st crm.Step, at crm.Instant, shifts []timing.Shift) Link {
	if len(shifts) > 0 {
		at = shifts[0].From
	}
	t := st.Timing
	key := "why.chain.after."
	if st.Anchor == crm.AnchorDate && st.Before {
		key = "why.chain.before."
	}
	switch {
	case t.Delay == 0 && t.From == "":
		return Link{Say: crm.Say("why.chain.at_once"), At: at}
	case t.Delay == 0:
		return Link{Say: crm.Say("why.chain.from", "hour", t.From), At: at}
	case t.From != "" && t.Unit == crm.UnitDays:
		return Link{Say: crm.Say(key+"days_at", "count", t.Delay, "hour", t.From), At: at}
	default:
		return Link{Say: crm.Say(key+string(t.Unit), "count", t.Delay), At: at}
	}
}

// pass goes on to the step behind: from when it counts.
func (w *walk) pass(r *Reckoned, pending bool) {
	switch {
	case r.Run != nil && r.Run.Reason == crm.ReasonStartedLater:
		return
	case r.Run != nil && (r.Run.Reason == crm.ReasonNoDate || r.Run.Reason == crm.ReasonAlreadyPast):
		return // it never was reached
	case r.Run != nil && r.Run.Reason == crm.ReasonSkippedByHand:
		w.reached = r.Run.At
	case r.Run != nil:
		w.reached = timing.Anchor(r.Run.Planned, r.Run.At)
	case pending && w.en.State == crm.EnrolmentHeld:
		w.known = false
	case pending && w.en.State == crm.EnrolmentSending:
		w.reached = max(w.en.Planned, w.s.v.Clock())
	case pending:
		w.reached = w.en.Due
	case r.Why != crm.ReasonNone:
		return
	default:
		r.At, w.reached = r.Rule, r.Rule
	}
	w.before = r.Step
}
