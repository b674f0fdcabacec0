package api

import (
	"stepwise/backend/crm"
	"stepwise/backend/filter"
)

// StartCardIn starts a sequence for a card by hand.
type StartCardIn struct {
	Sequence crm.SequenceID `json:"sequence" ts_type:"string"`
	Card     crm.CardID     `json:"card" ts_type:"string"`
	Anyway   bool           `json:"anyway"` // although the card doesn't match: runs without the filter check
}

// EnrolmentIn names an enrolment.
type EnrolmentIn struct {
	ID crm.EnrolmentID `json:"id" ts_type:"string"`
}

// WhyIn asks why a card did or didn't get a sequence.
type WhyIn struct {
	Sequence crm.SequenceID `json:"sequence" ts_type:"string"`
	Card     crm.CardID     `json:"card" ts_type:"string"`
}

// WhyOut is the answer: a sentence, the conditions, the path of steps.
type WhyOut struct {
	Answer   crm.Phrase   `json:"answer"`
	Filter   filter.Why   `json:"filter"`
	Passages []Passage    `json:"passages"`
	Coming   []ComingStep `json:"coming"`
}

// HeldStep is a step that waits for a person: "while you were away".
type HeldStep struct {
	Enrolment crm.EnrolmentID `json:"enrolment" ts_type:"string"`
	Card      crm.CardID      `json:"card" ts_type:"string"`
	CardName  string          `json:"cardName"`
	Sequence  crm.SequenceID  `json:"sequence" ts_type:"string"`
	Name      string          `json:"name"`
	Position  int             `json:"position"`
	Kind      crm.StepKind    `json:"kind" ts_type:"'email_client'|'sms_client'|'email_user'|'task_user'"`
	Template  string          `json:"template"`
	Planned   crm.Instant     `json:"planned"`
	Reason    crm.Reason      `json:"reason" ts_type:"string"`
}

// DecideStepsIn decides held steps.
type DecideStepsIn struct {
	IDs      []crm.EnrolmentID `json:"ids" ts_type:"string[]"`
	Decision string            `json:"decision" ts_type:"'send'|'skip'"`
}

// StartCard starts a sequence for one card.
func (s *Session) StartCard(in StartCardIn) (CardView, error) { return CardView{}, notYet }

// StopCard ends an enrolment; its queued and held messages are cancelled.
func (s *Session) StopCard(in EnrolmentIn) (CardView, error) { return CardView{}, notYet }

// SkipStep skips the pending step of an enrolment.
func (s *Session) SkipStep(in EnrolmentIn) (CardView, error) { return CardView{}, notYet }

// ExplainCard answers why a card did or didn't get a sequence.
func (s *Session) ExplainCard(in WhyIn) (WhyOut, error) { return WhyOut{}, notYet }

// ListHeldSteps reads the steps that wait for a person.
func (s *Session) ListHeldSteps() ([]HeldStep, error) { return nil, notYet }

// DecideSteps sends or skips held steps.
func (s *Session) DecideSteps(in DecideStepsIn) (Changed, error) { return Changed{}, notYet }
