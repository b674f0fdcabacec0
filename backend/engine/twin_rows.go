package engine

import (
	"cmp"
	"context"
	"slices"
	"sync"

	"stepwise/backend/crm"
	"stepwise/backend/store"
	"stepwise/backend/timing"
)

// Happened is what has happened in a twin since it began, in the order of time,
// with what its texts are made of. It stays when the twin is gone.
type Happened struct {
	Sequence crm.SequenceID // that the twin is about
	Rows     []Event
	Cards    int // of its sequence: under way or started at the first moment
	Later    int // cards that started later, and were none of those
	Beyond   int // still under way
	contents map[crm.TemplateVersionID]crm.Content
	titles   sync.Mutex
}

// Event is one row, and where its text comes from.
type Event struct {
	Row     crm.ForecastRow
	Contact crm.ContactID // of a message to a client

	enrolment crm.EnrolmentID
	order     int // among what happens to an enrolment at one moment
	version   crm.TemplateVersionID
	values    string // of a message, JSON
	note      string // of a task
}

// Happened gathers what has happened so far.
func (t *Twin) Happened(ctx context.Context) (*Happened, error) {
	h := &Happened{Sequence: t.Sequence.ID}
	err := t.store.Read(ctx, func(v *store.View) error {
		g, err := t.gather(v)
		if err != nil {
			return err
		}
		g.messages()
		g.stepRuns()
		g.enrolled()
		if g.err != nil {
			return g.err
		}
		h.Rows = g.out
		g.count(h)
		h.contents, err = v.ContentsOf(g.versions())
		return err
	})
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(h.Rows, func(a, b Event) int {
		return cmp.Or(cmp.Compare(a.Row.At, b.Row.At), cmp.Compare(a.enrolment, b.enrolment), cmp.Compare(a.order, b.order))
	})
	for i := range h.Rows {
		h.Rows[i].Row.Index = i
	}
	return h, nil
}

// gathering is what the rows of a twin are put together from.
type gathering struct {
	t        *Twin
	v        *store.View
	s        *scene
	out      []Event
	err      error
	wents    []store.Went
	runs     []store.RanStep
	byID     map[crm.EnrolmentID]crm.Enrolment
	list     []crm.Enrolment
	steps    map[crm.StepID]crm.Step
	names    map[crm.CardID]string
	seqs     map[crm.SequenceID]string
	wrote    map[stepOf]bool // steps that have messages
	why      map[stepOf]planned
	moments  map[momentOf]planned
	finished map[stepOf]store.RanStep
}

type stepOf struct {
	enrolment crm.EnrolmentID
	step      crm.StepID
}

type momentOf struct {
	step   crm.StepID
	anchor crm.Instant
	entry  crm.Instant
}

// planned is a moment and the reasons for it.
type planned struct {
	at     crm.Instant
	shifts []crm.Phrase
}

func (t *Twin) gather(v *store.View) (*gathering, error) {
	g := &gathering{
		t: t, v: v, byID: map[crm.EnrolmentID]crm.Enrolment{}, seqs: map[crm.SequenceID]string{}, wrote: map[stepOf]bool{},
		why: map[stepOf]planned{}, moments: map[momentOf]planned{}, finished: map[stepOf]store.RanStep{},
	}
	if g.s, g.err = t.engine.scene(v); g.err != nil {
		return nil, g.err
	}
	if g.steps, g.err = v.StepsByID(); g.err != nil {
		return nil, g.err
	}
	if g.list, g.err = v.EnrolmentsSince(t.Start); g.err != nil {
		return nil, g.err
	}
	if g.runs, g.err = v.RunsBehind(t.began.runs); g.err != nil {
		return nil, g.err
	}
	if g.wents, g.err = v.WentSince(t.Start); g.err != nil {
		return nil, g.err
	}
	cards := make([]crm.CardID, 0, len(g.list))
	for _, en := range g.list {
		g.byID[en.ID] = en
		cards = append(cards, en.Card)
	}
	for i := range g.wents {
		cards = append(cards, g.wents[i].Card)
	}
	g.names, g.err = v.CardNames(cards)
	g.explain()
	return g, g.err
}

// explain says for each step why it runs when it does: with the code that
// planned it, from the anchor that it had.
func (g *gathering) explain() {
	reached := map[crm.EnrolmentID]crm.Instant{}
	for _, en := range g.list {
		reached[en.ID] = en.Entered
		if at, ok := g.t.began.anchors[en.ID]; ok {
			reached[en.ID] = at
		}
	}
	for _, r := range g.runs {
		en, ok := g.byID[r.Enrolment]
		if !ok {
			continue
		}
		at := stepOf{en.ID, r.Step}
		g.finished[at] = r
		g.why[at] = g.moment(en, r.Step, reached[en.ID])
		if r.Reason != crm.ReasonNoDate && r.Reason != crm.ReasonAlreadyPast {
			reached[en.ID] = timing.Anchor(r.Planned, r.At)
		}
	}
	for _, en := range g.list {
		if en.State.Live() {
			g.why[stepOf{en.ID, en.Step}] = g.moment(en, en.Step, reached[en.ID])
		}
	}
}

func (g *gathering) moment(en crm.Enrolment, id crm.StepID, reached crm.Instant) planned {
	st := g.steps[id]
	key := momentOf{id, reached, 0}
	if st.Anchor == crm.AnchorEntry {
		key.entry = en.Entered
	}
	if p, ok := g.moments[key]; ok && st.Anchor != crm.AnchorDate {
		return p
	}
	q, err := g.s.sequence(en.Sequence)
	if err != nil {
		return planned{}
	}
	at, shifts, _, err := g.s.moment(q, st, en, reached)
	if err != nil {
		return planned{}
	}
	p := planned{at, phrases(shifts)}
	g.moments[key] = p
	return p
}

// add fills in what all rows have.
func (g *gathering) add(en crm.Enrolment, step crm.StepID, ev Event) {
	st := g.steps[step]
	r := &ev.Row
	r.Card, r.CardName, r.Sequence, r.SequenceName = en.Card, g.names[en.Card], en.Sequence, g.sequenceName(en.Sequence)
	r.Position, r.Kind, r.Shifts = st.Position, st.Kind, []crm.Phrase{}
	if p := g.why[stepOf{en.ID, step}]; p.at == r.Planned && p.shifts != nil {
		r.Shifts = p.shifts
	}
	if st.TemplateB != 0 && r.Outcome == crm.ForecastDone {
		r.Letter = Letter(en.Sequence, en.Card)
	}
	ev.enrolment = en.ID
	g.out = append(g.out, ev)
}

func (g *gathering) sequenceName(id crm.SequenceID) string {
	name, ok := g.seqs[id]
	if !ok {
		name, _ = g.v.SequenceName(id) // one that is gone has no name
		g.seqs[id] = name
	}
	return name
}

func (g *gathering) messages() {
	for i := range g.wents {
		m := &g.wents[i]
		en, ok := g.byID[m.Enrolment]
		if !ok {
			if en, g.err = g.v.Enrolment(m.Enrolment); g.err != nil {
				return
			}
		}
		g.wrote[stepOf{m.Enrolment, m.Step}] = true
		ev := Event{Contact: m.Contact, version: m.Version, values: m.Values, order: 1}
		r := &ev.Row
		r.Planned, r.Reason, r.To, r.ToName = m.Planned, m.Reason, m.To, m.ToName
		switch {
		case m.State.WentOut() && m.HandedAt >= g.t.Start:
			r.Outcome, r.At, r.Parts = crm.ForecastDone, m.HandedAt, m.Parts
			price, _ := g.t.texts.PartPrice(m.To)
			r.Cost = float64(m.Parts) * price
		case m.State == crm.MessageHeld && m.Created >= g.t.Start:
			r.Outcome, r.At = crm.ForecastHeld, m.Created
		case m.State.Settled() && !m.State.WentOut() && m.SettledAt >= g.t.Start:
			r.Outcome, r.At = crm.ForecastSkipped, m.SettledAt
		default:
			continue // it waits, or was there before
		}
		g.add(en, m.Step, ev)
	}
}

func (g *gathering) stepRuns() {
	for _, run := range g.runs {
		en, ok := g.byID[run.Enrolment]
		at := stepOf{run.Enrolment, run.Step}
		if !ok || g.wrote[at] {
			continue
		}
		ev := Event{note: run.Note, order: 2}
		r := &ev.Row
		r.At, r.Planned, r.Reason, r.Title, r.ToName = run.At, run.Planned, run.Reason, run.Title, run.Name
		r.Outcome = crm.ForecastSkipped
		if run.Outcome == crm.OutcomeDone {
			r.Outcome = crm.ForecastDone
		}
		g.add(en, run.Step, ev)
	}
}

// enrolled adds what became of the enrolments themselves.
func (g *gathering) enrolled() {
	ends := map[crm.EnrolmentState]crm.ForecastOutcome{
		crm.EnrolmentCompleted: crm.ForecastCompleted, crm.EnrolmentLeft: crm.ForecastLeft, crm.EnrolmentStopped: crm.ForecastStopped,
	}
	for _, en := range g.list {
		ev := Event{order: 3}
		r := &ev.Row
		r.Planned, r.Reason = en.Planned, en.Reason
		switch {
		case !en.State.Live():
			r.Outcome, r.At, r.Planned = ends[en.State], en.Ended, 0
		case en.State == crm.EnrolmentHeld && !g.t.began.held[en.ID]:
			if r.At, g.err = g.v.HeldAt(en.Card, en.Sequence); g.err != nil {
				return
			}
			r.Outcome = crm.ForecastHeld
		default:
			continue
		}
		g.add(en, en.Step, ev)
	}
}

// count says how many cards start when.
func (g *gathering) count(h *Happened) {
	started, later := map[crm.CardID]bool{}, map[crm.CardID]bool{}
	for _, en := range g.list {
		if en.Sequence != g.t.Sequence.ID {
			continue
		}
		if en.State.Live() {
			h.Beyond++
		}
		if _, was := g.t.began.anchors[en.ID]; was || en.Entered <= g.t.Start {
			started[en.Card] = true
		} else {
			later[en.Card] = true
		}
	}
	h.Cards = len(started)
	for card := range later {
		if !started[card] {
			h.Later++
		}
	}
}

func (g *gathering) versions() []crm.TemplateVersionID {
	seen := map[crm.TemplateVersionID]bool{}
	var ids []crm.TemplateVersionID
	for i := range g.out {
		if id := g.out[i].version; id != 0 && !seen[id] {
			seen[id] = true
			ids = append(ids, id)
		}
	}
	return ids
}
