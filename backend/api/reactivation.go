package api

import (
	"context"
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
)

// ReactivationOut says what taking up a paused sequence would do to the cards
// midway, for each answer, as far as it has been looked at.
type ReactivationOut struct {
	Job     JobView              `json:"job"`
	Paused  crm.Instant          `json:"paused"`  // since when
	Cards   int                  `json:"cards"`   // midway
	Edits   []crm.Phrase         `json:"edits"`   // what changed of the steps meanwhile, as the cards midway meet it
	Choices []ReactivationChoice `json:"choices"` // keep, shift, end; none while the job runs
}

// ReactivationChoice is what one answer does. Every card midway has one fate.
type ReactivationChoice struct {
	Midway string             `json:"midway" ts_type:"'keep'|'shift'|'end'"`
	Fates  []FateCount        `json:"fates"`  // those that occur
	Steps  []ReactivationStep `json:"steps"`  // by the step that comes next
	Starts int                `json:"starts"` // cards that "all cards" starts besides
	New    ClientDay          `json:"new"`    // with "only new cards"
	All    ClientDay          `json:"all"`    // with "all cards"
	Cards  []MidwayCard       `json:"cards"`  // the first 500
}

// FateCount counts the cards of one fate.
type FateCount struct {
	Fate  string `json:"fate" ts_type:"'goes_on'|'at_once'|'too_late'|'held'|'paused'|'leaves'|'ends'|'completed'"`
	Count int    `json:"count"`
}

// ReactivationStep is when a step comes next for some cards: before the pause
// and after it.
type ReactivationStep struct {
	Position    int          `json:"position"`
	Kind        crm.StepKind `json:"kind" ts_type:"'email_client'|'sms_client'|'email_user'|'task_user'|'pdf'|'change_card'|'webhook'"`
	Cards       int          `json:"cards"`
	BeforeFirst crm.Instant  `json:"beforeFirst"` // 0 where it was not planned yet
	BeforeLast  crm.Instant  `json:"beforeLast"`
	AfterFirst  crm.Instant  `json:"afterFirst"`
	AfterLast   crm.Instant  `json:"afterLast"`
}

// MidwayCard is one card midway.
type MidwayCard struct {
	Card     CardName    `json:"card"`
	Fate     string      `json:"fate" ts_type:"'goes_on'|'at_once'|'too_late'|'held'|'paused'|'leaves'|'ends'|'completed'"`
	Position int         `json:"position"` // of the step that comes next; 0 for none
	Before   crm.Instant `json:"before"`   // its date at the pause
	After    crm.Instant `json:"after"`
}

// mostMidway is how many cards of an answer are named.
const mostMidway = 500

var midways = []string{engine.MidwayKeep, engine.MidwayShift, engine.MidwayEnd}

// PreviewReactivation foretells what each answer about the cards midway would
// do, as a job: it does it and takes it back, so that it can't differ.
// GetReactivation has what it finds. Errors: conflict where the sequence is
// active.
func (s *Session) PreviewReactivation(in SequenceIn) (JobView, error) {
	p := &reactivation{s: s, id: in.ID, out: ReactivationOut{Edits: []crm.Phrase{}, Choices: []ReactivationChoice{}}}
	err := s.mayChange()
	if err == nil {
		err = s.read(p.begin)
	}
	if err != nil {
		return JobView{}, err
	}
	return s.svc.jobs.start(s, "reactivation", p.out.Cards*len(midways), func(ctx context.Context, j *jobRun) (crm.Phrase, error) {
		for _, midway := range midways {
			if err := p.choose(ctx, midway, j); err != nil {
				return crm.Phrase{}, err
			}
		}
		p.out.Edits = p.edits.say(p.q)
		j.keep(&p.out)
		return crm.Say("activation.foretold", "count", p.out.Cards), nil
	}), nil
}

// GetReactivation says how far PreviewReactivation has come, and what it found.
func (s *Session) GetReactivation(in JobIn) (out ReactivationOut, err error) {
	j, err := s.svc.jobs.find(in.ID)
	if err != nil {
		return out, err
	}
	out = ReactivationOut{Edits: []crm.Phrase{}, Choices: []ReactivationChoice{}}
	view := j.look()
	if found, ok := j.kept().(*ReactivationOut); ok && view.State == "done" {
		out = *found
	}
	out.Job = view
	return out, nil
}

// reactivation is one preview under way.
type reactivation struct {
	s      *Session
	id     crm.SequenceID
	q      crm.Sequence
	starts int
	days   engine.ClientDays // of those
	edits  midwayEdits
	out    ReactivationOut
}

func (p *reactivation) begin(v *store.View) error {
	q, f, err := sequenceAndFilter(v, p.id)
	if err != nil {
		return err
	}
	if q.State.Runs() {
		return crm.Fail(crm.CodeConflict, "error.sequence.active", "name", q.Name)
	}
	if f == nil {
		return crm.Fail(crm.CodeConflict, "sequences.no_filter")
	}
	p.q, p.out.Paused = q, q.Deactivated
	if p.out.Cards, err = v.CountLive(q.ID); err != nil {
		return err
	}
	if p.starts, err = v.CountStarts(q, f.Where, f.Args); err != nil {
		return err
	}
	p.days, err = p.s.startDays(v, q, *f)
	return err
}

// choose foretells one answer, chunk by chunk.
func (p *reactivation) choose(ctx context.Context, midway string, j *jobRun) error {
	c := choice{q: p.q, fates: map[engine.Fate]int{}, days: engine.ClientDays{}, out: ReactivationChoice{Midway: midway, Starts: p.starts, Steps: []ReactivationStep{}, Cards: []MidwayCard{}}}
	for after := crm.EnrolmentID(0); ; {
		if err := ctx.Err(); err != nil {
			return err
		}
		got, err := p.s.svc.deps.Engine.ForetellResume(ctx, p.id, midway, p.s.user, after)
		if err != nil {
			return err
		}
		c.add(got)
		for _, r := range got.List {
			if midway == engine.MidwayKeep {
				p.edits.add(r)
			}
			j.step()
		}
		if after = got.Next; after == 0 {
			break
		}
	}
	restarts, err := p.restarts(ctx, c.restarts)
	if err != nil {
		return err
	}
	if err := p.name(ctx, c.out.Cards); err != nil {
		return err
	}
	p.out.Choices = append(p.out.Choices, c.result(p.days, restarts))
	return nil
}

func (p *reactivation) restarts(ctx context.Context, n int) (days engine.ClientDays, err error) {
	if n == 0 {
		return nil, nil
	}
	return days, p.s.during(ctx).read(func(v *store.View) error {
		days, err = p.s.daysOf(v, p.q, n, 0, 0)
		return err
	})
}

func (p *reactivation) name(ctx context.Context, list []MidwayCard) error {
	ids := make([]crm.CardID, len(list))
	for i, c := range list {
		ids[i] = c.Card.ID
	}
	return p.s.during(ctx).read(func(v *store.View) error {
		cards, err := v.CardsOf(ids)
		names := make(map[crm.CardID]string, len(cards))
		for _, c := range cards {
			names[c.ID] = c.Name
		}
		for i := range list {
			list[i].Card.Name = names[list[i].Card.ID]
		}
		return err
	})
}

// choice adds up one answer.
type choice struct {
	q        crm.Sequence
	fates    map[engine.Fate]int
	days     engine.ClientDays
	restarts int
	out      ReactivationChoice
}

func (c *choice) add(got engine.Resumption) {
	c.days.Plus(got.Days)
	c.restarts += got.Restarts
	for _, r := range got.List {
		c.fates[r.Fate]++
		i := slices.IndexFunc(c.q.Steps, func(st crm.Step) bool { return st.ID == r.Step })
		position := i + 1
		if position > 0 && r.At != 0 {
			c.step(c.q.Steps[i], r)
		}
		if len(c.out.Cards) < mostMidway {
			c.out.Cards = append(c.out.Cards, MidwayCard{
				Card: CardName{ID: r.Before.Card}, Fate: string(r.Fate), Position: position, Before: r.Before.Due, After: r.At,
			})
		}
	}
}

func (c *choice) step(st crm.Step, r engine.Resumed) {
	i := slices.IndexFunc(c.out.Steps, func(s ReactivationStep) bool { return s.Position == st.Position })
	if i < 0 {
		i = len(c.out.Steps)
		c.out.Steps = append(c.out.Steps, ReactivationStep{Position: st.Position, Kind: st.Kind})
	}
	s := &c.out.Steps[i]
	s.Cards++
	widen(&s.AfterFirst, &s.AfterLast, r.At)
	widen(&s.BeforeFirst, &s.BeforeLast, r.Before.Due)
}

func widen(first, last *crm.Instant, at crm.Instant) {
	if at == 0 {
		return
	}
	if *first == 0 || at < *first {
		*first = at
	}
	*last = max(*last, at)
}

func (c *choice) result(starts, restarts engine.ClientDays) ReactivationChoice {
	out := c.out
	for _, fate := range engine.Fates {
		if n := c.fates[fate]; n > 0 {
			out.Fates = append(out.Fates, FateCount{Fate: string(fate), Count: n})
		}
	}
	slices.SortFunc(out.Steps, func(a, b ReactivationStep) int { return a.Position - b.Position })
	out.Starts += c.restarts
	out.New = firstDay(c.days)
	out.All = firstDay(engine.ClientDays{}.Plus(c.days).Plus(starts).Plus(restarts))
	return out
}
