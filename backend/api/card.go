package api

import "stepwise/backend/crm"

// ListCardsIn asks for a page of cards.
type ListCardsIn struct {
	Product crm.ProductID `json:"product" ts_type:"string"`
	Filter  crm.FilterID  `json:"filter" ts_type:"string"`
	Status  crm.StatusID  `json:"status" ts_type:"string"`
	Owner   crm.UserID    `json:"owner" ts_type:"string"`
	Search  string        `json:"search"` // in name, contact, email, phone; diacritics and case don't matter
	Sort    string        `json:"sort" ts_type:"'name'|'created'|'modified'|'status'"`
	Desc    bool          `json:"desc"`
	After   string        `json:"after"` // the cursor of the page before
	Limit   int           `json:"limit"` // 1..200, 0 for 50
}

// ListCardsOut is a page of cards.
type ListCardsOut struct {
	Rows  []CardRow `json:"rows"`
	Total int       `json:"total"` // of all pages
	Next  string    `json:"next"`  // cursor; "" at the end
}

// CardRow is a card in a list.
type CardRow struct {
	ID       crm.CardID   `json:"id" ts_type:"string"`
	Name     string       `json:"name"`
	Status   crm.StatusID `json:"status" ts_type:"string"`
	Owner    crm.UserID   `json:"owner" ts_type:"string"`
	Contact  string       `json:"contact"` // the main contact's name
	Email    string       `json:"email"`
	Phone    string       `json:"phone"`
	Created  crm.Instant  `json:"created"`
	Modified crm.Instant  `json:"modified"`
	Next     crm.Instant  `json:"next"` // when its next automation step is due; 0 for none
}

// CardIn names a card.
type CardIn struct {
	ID crm.CardID `json:"id" ts_type:"string"`
}

// CardView is a whole card.
type CardView struct {
	Card     crm.Card      `json:"card"`
	Contact  *crm.Contact  `json:"contact"`
	Company  *crm.Contact  `json:"company"`
	Tasks    []crm.Task    `json:"tasks"`
	Coming   []ComingStep  `json:"coming"`
	Passages []Passage     `json:"passages"`
	History  []HistoryLine `json:"history"` // newest first, at most 200
}

// ComingStep is a step that an automation will take on a card.
type ComingStep struct {
	Enrolment crm.EnrolmentID `json:"enrolment" ts_type:"string"`
	Sequence  crm.SequenceID  `json:"sequence" ts_type:"string"`
	Name      string          `json:"name"` // of the sequence
	Position  int             `json:"position"`
	Kind      crm.StepKind    `json:"kind" ts_type:"'email_client'|'sms_client'|'email_user'|'task_user'"`
	Template  string          `json:"template"`
	At        crm.Instant     `json:"at"`      // expected; the pending step's is certain unless the card changes
	Pending   bool            `json:"pending"` // the next one; the others are expected after it
	State     string          `json:"state" ts_type:"'waiting'|'sending'|'held'|'paused'|'expected'"`
	Reason    crm.Reason      `json:"reason" ts_type:"string"`
	Shifts    []crm.Phrase    `json:"shifts"` // why this moment
}

// Passage is one enrolment of the card, with what its steps came to.
type Passage struct {
	Enrolment crm.Enrolment `json:"enrolment"`
	Name      string        `json:"name"` // of the sequence
	Runs      []StepRunView `json:"runs"`
}

// StepRunView is what happened to one step.
type StepRunView struct {
	Run      crm.StepRun  `json:"run"`
	Position int          `json:"position"`
	Kind     crm.StepKind `json:"kind" ts_type:"'email_client'|'sms_client'|'email_user'|'task_user'"`
	Template string       `json:"template"`
}

// HistoryLine is one line of a card's history.
type HistoryLine struct {
	At      crm.Instant      `json:"at"`
	Kind    crm.ActivityKind `json:"kind" ts_type:"'card'|'task'|'message'|'sequence'"`
	Who     string           `json:"who"` // a colleague's or a sequence's name; "" for the system
	Say     crm.Phrase       `json:"say"`
	Message crm.MessageID    `json:"message" ts_type:"string"` // to open it
}

// SaveCardIn creates a card (no id) or replaces what a person can edit of it.
type SaveCardIn struct {
	ID       crm.CardID     `json:"id" ts_type:"string"`
	Revision int64          `json:"revision"` // that was seen; a newer one is a conflict
	Product  crm.ProductID  `json:"product" ts_type:"string"`
	Name     string         `json:"name"`
	Status   crm.StatusID   `json:"status" ts_type:"string"`
	Owner    crm.UserID     `json:"owner" ts_type:"string"`
	Fields   map[string]any `json:"fields" ts_type:"Record<string, string | number | boolean | null>"` // by field id; missing or null: not set
	Contact  ContactIn      `json:"contact"`
}

// ContactIn is the main contact of a card as a person types it.
type ContactIn struct {
	FirstName string   `json:"firstName"`
	LastName  string   `json:"lastName"`
	Company   string   `json:"company"`
	Emails    []string `json:"emails"` // the first one is the default
	Phones    []string `json:"phones"`
}

// SaveCardOut is the saved card and what the save did to automations.
type SaveCardOut struct {
	Card    CardView     `json:"card"`
	Effects []crm.Phrase `json:"effects"` // "started Offer follow-up", "left Welcome"
	Noted   []crm.Phrase `json:"noted"`   // what was stored differently than typed
}

// CardIDs names several cards.
type CardIDs struct {
	IDs []crm.CardID `json:"ids" ts_type:"string[]"`
}

// DeleteCardsOut says what deleting did.
type DeleteCardsOut struct {
	Deleted int `json:"deleted"`
	Ended   int `json:"ended"` // enrolments
}

// ListCards reads a page of cards.
func (s *Session) ListCards(in ListCardsIn) (ListCardsOut, error) { return ListCardsOut{}, notYet }

// GetCard reads a card with its contact, tasks, history and coming steps.
func (s *Session) GetCard(in CardIn) (CardView, error) { return CardView{}, notYet }

// SaveCard creates or changes a card and its main contact.
func (s *Session) SaveCard(in SaveCardIn) (SaveCardOut, error) { return SaveCardOut{}, notYet }

// DeleteCards deletes cards; their enrolments end. RestoreCards brings the
// cards back, not the enrolments.
func (s *Session) DeleteCards(in CardIDs) (DeleteCardsOut, error) { return DeleteCardsOut{}, notYet }

// RestoreCards undoes DeleteCards.
func (s *Session) RestoreCards(in CardIDs) (DeleteCardsOut, error) { return DeleteCardsOut{}, notYet }
