package api

import (
	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/filter"
	"stepwise/backend/store"
)

// WhyOut is the answer: a sentence, what else decides, the conditions, the path
// of steps with the chain that leads to each moment, and what would change it.
type WhyOut struct {
	Answer   crm.Phrase   `json:"answer"`
	Notes    []crm.Phrase `json:"notes"` // what else decides: re-entry, an earlier passage, how it was started
	Filter   filter.Why   `json:"filter"`
	Passages []WhyPassage `json:"passages"` // newest first
	Turn     []crm.Phrase `json:"turn"`     // what would change it, the nearest first
}

// WhyPassage is one passage of a card through a sequence.
type WhyPassage struct {
	Enrolment crm.Enrolment `json:"enrolment"`
	State     string        `json:"state" ts_type:"'running'|'paused'|'held'|'completed'|'left'|'stopped'"`
	Steps     []WhyStep     `json:"steps"` // of the sequence as it is now, in order
	Gone      []StepRunView `json:"gone"`  // what happened to steps that were removed since
}

// WhyStep is one step of a passage: what it came to, and why then.
type WhyStep struct {
	Position int           `json:"position"`
	Kind     crm.StepKind  `json:"kind" ts_type:"'email_client'|'sms_client'|'email_user'|'task_user'|'pdf'|'change_card'|'webhook'"`
	Template string        `json:"template"`
	State    string        `json:"state" ts_type:"'done'|'skipped'|'failed'|'waiting'|'sending'|'held'|'paused'|'expected'|'not_for'|'cancelled'|'disabled'"`
	At       crm.Instant   `json:"at"`      // when it acted, or will as things stand; 0 where nobody can know
	Planned  crm.Instant   `json:"planned"` // the moment that was on record; 0 for none
	Letter   string        `json:"letter"`
	Reason   crm.Reason    `json:"reason" ts_type:"string"`
	Todo     *crm.Phrase   `json:"todo"`  // what to do about the reason; null for nothing
	Chain    []WhyLink     `json:"chain"` // how the rule comes to its moment
	Notes    []crm.Phrase  `json:"notes"` // lateness, a rule that is another one now
	Message  crm.MessageID `json:"message" ts_type:"string"`
}

// WhyLink is one link of a chain: what was done, and where the moment stood.
type WhyLink struct {
	Say crm.Phrase  `json:"say"`
	At  crm.Instant `json:"at"` // 0: the link says no moment
}

// ExplainCard answers why a card did or didn't get a sequence, and each of its
// steps when.
func (s *Session) ExplainCard(in WhyIn) (out WhyOut, err error) {
	return out, s.read(func(v *store.View) error {
		out, err = ExplainCard(v, s.svc.deps.Engine, in)
		return err
	})
}

// ExplainCard is Session.ExplainCard for whoever has the store open: the command
// line.
func ExplainCard(v *store.View, e *engine.Engine, in WhyIn) (out WhyOut, err error) {
	w := why{v: v, e: e, out: &out}
	if w.q, err = v.Sequence(in.Sequence); err != nil {
		return out, err
	}
	if w.card, err = v.Card(in.Card); err != nil {
		return out, err
	}
	if w.card.Product != w.q.Product {
		return out, crm.NotFound("card")
	}
	f, err := v.Filter(w.q.Filter)
	if err != nil {
		return out, err
	}
	if out.Filter, err = explain(v, f, in.Card); err != nil {
		return out, err
	}
	if err := w.readPassages(); err != nil {
		return out, err
	}
	return out, w.conclude()
}

// why is one question about a card and a sequence.
type why struct {
	v    *store.View
	e    *engine.Engine
	q    crm.Sequence
	card crm.Card
	out  *WhyOut
}

func (w *why) readPassages() error {
	list, err := w.v.EnrolmentsOfCard(w.card.ID)
	if err != nil {
		return err
	}
	for _, en := range list {
		if en.Sequence != w.q.ID {
			continue
		}
		p, err := w.passage(en)
		if err != nil {
			return err
		}
		w.out.Passages = append(w.out.Passages, p)
	}
	return nil
}

func (w *why) passage(en crm.Enrolment) (p WhyPassage, err error) {
	p = WhyPassage{Enrolment: en, State: string(en.State), Steps: []WhyStep{}, Gone: []StepRunView{}}
	switch {
	case en.State == crm.EnrolmentHeld:
	case en.Paused:
		p.State = "paused"
	case en.State.Live():
		p.State = "running"
	}
	reckoned, err := w.e.Reckon(w.v, en)
	if err != nil {
		return p, err
	}
	known := map[crm.StepID]bool{}
	for _, r := range reckoned {
		known[r.Step.ID] = true
		st, err := w.step(en, r)
		if err != nil {
			return p, err
		}
		p.Steps = append(p.Steps, st)
	}
	all, err := passages(w.v, w.card.ID, w.q.ID)
	for _, other := range all {
		for _, run := range other.Runs {
			if other.Enrolment.ID == en.ID && !known[run.Run.Step] {
				p.Gone = append(p.Gone, run)
			}
		}
	}
	return p, err
}

// onTime is how much later than planned still counts as on time (RULES 3.9).
const onTime = 15 * 60 * 1000

func (w *why) step(en crm.Enrolment, r engine.Reckoned) (st WhyStep, err error) {
	st = WhyStep{Position: r.Step.Position, Kind: r.Step.Kind, State: r.State, At: r.At, Reason: r.Why, Notes: []crm.Phrase{}, Chain: []WhyLink{}}
	if st.Template, err = templateName(w.v, r.Step.Template); err != nil {
		return st, err
	}
	for _, l := range r.Chain {
		st.Chain = append(st.Chain, WhyLink{Say: l.Say, At: l.At})
	}
	note := func(key string, pairs ...any) { st.Notes = append(st.Notes, crm.Say("why.note."+key, pairs...)) }
	pending := en.State.Live() && en.Step == r.Step.ID
	switch {
	case r.Run != nil:
		st.Planned, st.Letter, st.Reason = r.Run.Planned, r.Run.Letter, r.Run.Reason
		if r.Run.Reason == crm.ReasonStartedLater {
			st.Chain = nil
		} else if late := r.Run.At - r.Run.Planned; late > onTime {
			note("late", "planned", r.Run.Planned)
		}
	case pending:
		st.Planned, st.Reason = en.Planned, en.Reason
		if en.State == crm.EnrolmentWaiting && en.Due != en.Planned {
			note("put_off", "planned", en.Planned, "due", en.Due)
		}
		if en.State == crm.EnrolmentSending { // an earlier step's held message may still be open
			if st.Message, err = openMessage(w.v, en.ID); err != nil {
				return st, err
			}
		}
	}
	if st.Planned != 0 && r.Rule != 0 && st.Planned != r.Rule && st.Reason != crm.ReasonStartedLater {
		note("changed", "planned", st.Planned)
	}
	st.Todo = todo(st)
	return st, nil
}

// todos are the reasons about which a person can do something.
var todos = map[crm.Reason]string{
	crm.ReasonNoContact: "contact", crm.ReasonNoAddress: "address", crm.ReasonNoPhone: "phone", crm.ReasonNotMobile: "phone",
	crm.ReasonUnsubscribed: "consent", crm.ReasonUnconfirmed: "consent", crm.ReasonSuppressed: "consent", crm.ReasonBounced: "address",
	crm.ReasonNoOwner: "owner", crm.ReasonUserInactive: "owner", crm.ReasonNoSender: "sender", crm.ReasonMissingValue: "value",
	crm.ReasonTemplateBroken: "template", crm.ReasonEmptyText: "template", crm.ReasonSMSTooLong: "template", crm.ReasonUnsendable: "template",
	crm.ReasonFileGone: "files", crm.ReasonFilesTooBig: "files", crm.ReasonNoPDF: "files", crm.ReasonFilterBroken: "filter",
	crm.ReasonOnlyIf: "only_if", crm.ReasonNoDate: "date", crm.ReasonAlreadyPast: "date", crm.ReasonChangeRefused: "change",
	crm.ReasonPDFOff: "feature", crm.ReasonSMSOff: "sms", crm.ReasonTooLate: "late", crm.ReasonTestMode: "test", crm.ReasonInternal: "log",
}

func todo(st WhyStep) *crm.Phrase {
	key, ok := todos[st.Reason]
	if !ok {
		return nil
	}
	say := crm.Say("why.todo." + key)
	return &say
}
