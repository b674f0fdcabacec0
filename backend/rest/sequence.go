package rest

import (
	"net/http"
	"time"

	"stepwise/backend/api"
	"stepwise/backend/crm"
)

// Sequence ties a filter to steps; on the screens it is an automation.
type Sequence struct {
	ID          crm.SequenceID    `json:"id" example:"seq_1"`
	Product     crm.ProductID     `json:"product"`
	Name        string            `json:"name"`
	Description string            `json:"description,omitempty"`
	State       crm.SequenceState `json:"state" enum:"inactive,activating,active"`
	Filter      crm.FilterID      `json:"filter"`
	FilterIs    string            `json:"filter_name"`
	Live        int               `json:"live" doc:"Cards under way."`
	Cards       int               `json:"cards" doc:"Cards that had a step done, ever."`
	Next        *time.Time        `json:"next,omitempty" doc:"When its next step is due."`
	Modified    *time.Time        `json:"modified" nullable:"false"`
}

// SequenceDetail is a sequence with its steps.
type SequenceDetail struct {
	Sequence
	Reentry     crm.Reentry `json:"reentry" enum:"once,each,after_days,each_date" doc:"When a card that left and came back starts again."`
	RunToEnd    bool        `json:"run_to_end" doc:"Leaving the filter doesn't stop it."`
	StopOnReply bool        `json:"stop_on_reply" doc:"A client's reply ends it for their card."`
	Steps       []Step      `json:"steps" doc:"In their order."`
}

// Step is one step of a sequence.
type Step struct {
	ID       crm.StepID     `json:"id" example:"step_1"`
	Position int            `json:"position"`
	Kind     crm.StepKind   `json:"kind" enum:"email_client,sms_client,email_user,task_user,pdf,change_card,webhook"`
	Says     string         `json:"says" doc:"What it does and when, in English."`
	OnlyIf   string         `json:"only_if,omitempty" doc:"Its condition, in English."`
	Template crm.TemplateID `json:"template,omitempty"`
	Disabled bool           `json:"disabled"`
	Next     *time.Time     `json:"next,omitempty" doc:"When it would act for a card that entered now."`
}

// SequenceCard is where a card stands in a sequence.
type SequenceCard struct {
	Passage  crm.EnrolmentID `json:"passage" example:"enr_1"`
	Card     crm.CardID      `json:"card"`
	CardName string          `json:"card_name"`
	State    string          `json:"state" enum:"waiting,sending,held,paused,completed,left,stopped"`
	Reason   crm.Reason      `json:"reason,omitempty"`
	Position int             `json:"position,omitempty" doc:"Of the step that it is at."`
	Kind     crm.StepKind    `json:"kind,omitempty"`
	At       *time.Time      `json:"at,omitempty" doc:"When that step is due, or the passage ended."`
	Entered  *time.Time      `json:"entered" nullable:"false"`
}

type sequenceCardsIn struct {
	Paging
	ID    string `path:"id"`
	State string `query:"state" enum:"live,waiting,sending,held,paused,uncertain,completed,left,stopped"`
	Q     string `query:"q" doc:"Words of the card's name."`
}

type startIn struct {
	Keyed
	ID   string `path:"id"`
	Body struct {
		Card   string `json:"card" doc:"The card's id."`
		Anyway bool   `json:"anyway,omitempty" doc:"Although the card doesn't match the filter."`
		Step   string `json:"step,omitempty" doc:"The id of the step to start at; the first if missing."`
	}
}

type onCardIn struct {
	Keyed
	ID   string `path:"id"`
	Card string `path:"card"`
}

func sequenceRoutes(t *table) {
	on(t, route{id: "sequence-list", method: http.MethodGet, path: "/sequences", scope: crm.TokenReadSequences, short: "List the sequences of a product"}, listSequences)
	on(t, route{id: "sequence-get", method: http.MethodGet, path: "/sequences/{id}", scope: crm.TokenReadSequences, short: "Get a sequence with its steps"}, getSequence)
	on(t, route{id: "sequence-cards", method: http.MethodGet, path: "/sequences/{id}/cards", scope: crm.TokenReadSequences, short: "List the cards in a sequence"}, sequenceCards)
	on(t, route{id: "sequence-why", method: http.MethodGet, path: "/sequences/{id}/cards/{card}/why", scope: crm.TokenReadSequences, short: "Say why a card is in a sequence or is not"}, sequenceWhy)
	on(t, route{id: "sequence-start", method: http.MethodPost, path: "/sequences/{id}/cards", scope: crm.TokenRunSequences, short: "Start a sequence for a card", made: true}, startCard)
	on(t, route{id: "sequence-stop", method: http.MethodPost, path: "/sequences/{id}/cards/{card}/stop", scope: crm.TokenRunSequences, short: "Stop a sequence for a card; what waits to be sent is cancelled"}, onCard("StopCard", (*api.Session).StopCard))
	on(t, route{id: "sequence-pause", method: http.MethodPost, path: "/sequences/{id}/cards/{card}/pause", scope: crm.TokenRunSequences, short: "Let a sequence wait for a card"}, onCard("PauseCard", (*api.Session).PauseCard))
	on(t, route{id: "sequence-resume", method: http.MethodPost, path: "/sequences/{id}/cards/{card}/resume", scope: crm.TokenRunSequences, short: "Let a sequence go on for a card"}, onCard("ResumeCard", (*api.Session).ResumeCard))
	on(t, route{id: "sequence-skip", method: http.MethodPost, path: "/sequences/{id}/cards/{card}/skip", scope: crm.TokenRunSequences, short: "Skip the step that a card is at"}, onCard("SkipStep", (*api.Session).SkipStep))
}

func sequenceOf(r api.SequenceRow) Sequence {
	q := r.Sequence
	return Sequence{
		ID: q.ID, Product: q.Product, Name: q.Name, Description: q.Description, State: q.State, Filter: q.Filter, FilterIs: r.Filter,
		Live: r.Live, Cards: r.Cards, Next: moment(r.Next), Modified: moment(q.Modified),
	}
}

func listSequences(c *call, in *productQuery) (*Listed[Sequence], error) {
	product, err := productIn(c, in.Product)
	if err != nil {
		return nil, err
	}
	rows, err := ask(c, "ListSequences", (*api.Session).ListSequences, api.ProductIn{Product: product})
	if err != nil {
		return nil, err
	}
	return listed(rows, "", sequenceOf), nil
}

func getSequence(c *call, in *idPath) (*Whole[SequenceDetail], error) {
	var id crm.SequenceID
	if err := idIn(in.ID, "sequence", &id); err != nil {
		return nil, err
	}
	v, err := ask(c, "GetSequence", (*api.Session).GetSequence, api.SequenceIn{ID: id})
	if err != nil {
		return nil, err
	}
	q := v.Sequence
	out := SequenceDetail{Sequence: sequenceOf(v.Row), Reentry: q.Reentry, RunToEnd: q.RunToEnd, StopOnReply: q.StopOnReply, Steps: []Step{}}
	for i, st := range q.Steps {
		step := Step{ID: st.ID, Position: st.Position, Kind: st.Kind, Template: st.Template, Disabled: st.Disabled}
		if i < len(v.Check.Steps) {
			check := v.Check.Steps[i]
			step.Says, step.Next = said(check.Say).Text, moment(check.Next)
			if check.OnlyIf != nil {
				step.OnlyIf = said(*check.OnlyIf).Text
			}
		}
		out.Steps = append(out.Steps, step)
	}
	return whole(out), nil
}

func sequenceCards(c *call, in *sequenceCardsIn) (*Listed[SequenceCard], error) {
	question := api.ListRunningIn{Ask: api.RunningAsk{State: in.State, Search: in.Q}, After: in.Cursor, Limit: in.Limit}
	if err := idIn(in.ID, "sequence", &question.Ask.Sequence); err != nil {
		return nil, err
	}
	if _, err := ask(c, "GetSequence", (*api.Session).GetSequence, api.SequenceIn{ID: question.Ask.Sequence}); err != nil {
		return nil, err
	}
	page, err := ask(c, "ListRunning", (*api.Session).ListRunning, question)
	if err != nil {
		return nil, err
	}
	return listed(page.Rows, page.Next, func(r api.RunningRow) SequenceCard {
		return SequenceCard{
			Passage: r.Enrolment, Card: r.Card, CardName: r.CardName, State: r.State, Reason: r.Reason, Position: r.Position, Kind: r.Kind,
			At: moment(r.At), Entered: moment(r.Entered),
		}
	}), nil
}

func startCard(c *call, in *startIn) (*Made[Passage], error) {
	question := api.StartCardIn{Anyway: in.Body.Anyway}
	if err := idIn(in.ID, "sequence", &question.Sequence); err != nil {
		return nil, err
	}
	var bad crm.Problems
	if idIn(in.Body.Card, "card", &question.Card) != nil {
		bad.Add("card", "error.not_found.card")
	}
	if question.Step.UnmarshalText([]byte(in.Body.Step)) != nil {
		bad.Add("step", "error.not_found.step")
	}
	if err := bad.Err(); err != nil {
		return nil, err
	}
	out, err := ask(c, "StartCard", (*api.Session).StartCard, question)
	if err != nil {
		return nil, err
	}
	p, err := passageIn(out.Card, question.Sequence)
	if err != nil {
		return nil, err
	}
	return &Made[Passage]{Location: Prefix + "/sequences/" + in.ID + "/cards/" + in.Body.Card, Body: passageOf(p)}, nil
}

// passageIn is a card's newest passage through a sequence.
func passageIn(v api.CardView, sequence crm.SequenceID) (api.Passage, error) {
	newest := api.Passage{}
	for _, p := range v.Passages {
		if p.Enrolment.Sequence == sequence && p.Enrolment.ID > newest.Enrolment.ID {
			newest = p
		}
	}
	if newest.Enrolment.ID == 0 {
		return newest, crm.Fail(crm.CodeConflict, "rest.not_running")
	}
	return newest, nil
}

// onCard does something to a card's live passage through a sequence.
func onCard(method string, op func(*api.Session, api.EnrolmentIn) (api.OnCardOut, error)) func(*call, *onCardIn) (*Whole[Passage], error) {
	return func(c *call, in *onCardIn) (*Whole[Passage], error) {
		var sequence crm.SequenceID
		var card crm.CardID
		if err := idIn(in.ID, "sequence", &sequence); err != nil {
			return nil, err
		}
		if err := idIn(in.Card, "card", &card); err != nil {
			return nil, err
		}
		if _, err := ask(c, "GetSequence", (*api.Session).GetSequence, api.SequenceIn{ID: sequence}); err != nil {
			return nil, err
		}
		view, err := ask(c, "GetCard", (*api.Session).GetCard, api.CardIn{ID: card})
		if err != nil {
			return nil, err
		}
		p, err := passageIn(view, sequence)
		if err == nil && !p.Enrolment.State.Live() {
			err = crm.Fail(crm.CodeConflict, "rest.not_running")
		}
		if err != nil {
			return nil, err
		}
		out, err := ask(c, method, op, api.EnrolmentIn{ID: p.Enrolment.ID})
		if err != nil {
			return nil, err
		}
		if p, err = passageIn(out.Card, sequence); err != nil {
			return nil, err
		}
		return whole(passageOf(p)), nil
	}
}

// SequenceWhy says why a card is in a sequence or isn't.
type SequenceWhy struct {
	Answer     string    `json:"answer"`
	Notes      []Said    `json:"notes" doc:"What else decides."`
	Turn       []Said    `json:"turn" doc:"What would change it, the nearest first."`
	Matches    bool      `json:"matches" doc:"Whether the card matches the sequence's filter."`
	Conditions []WhyLine `json:"conditions"`
}

func sequenceWhy(c *call, in *cardOfPath) (*Whole[SequenceWhy], error) {
	var question api.WhyIn
	if err := idIn(in.ID, "sequence", &question.Sequence); err != nil {
		return nil, err
	}
	if err := idIn(in.Card, "card", &question.Card); err != nil {
		return nil, err
	}
	out, err := ask(c, "ExplainCard", (*api.Session).ExplainCard, question)
	if err != nil {
		return nil, err
	}
	why := SequenceWhy{Answer: said(out.Answer).Text, Notes: saidAll(out.Notes), Turn: saidAll(out.Turn), Matches: out.Filter.Matches, Conditions: []WhyLine{}}
	whyLines(out.Filter, &why.Conditions)
	return whole(why), nil
}
