package api

import (
	"stepwise/backend/crm"
	"stepwise/backend/store"
)

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
	Files    []FileView    `json:"files"`                       // the newest first, at most 200
	Others   []CardRef     `json:"others"`                      // other cards of the contact, at most 20
	Steers   bool          `json:"steers"`                      // whether this person may start, pause, skip and stop its automations
	Required []crm.FieldID `json:"required" ts_type:"string[]"` // the fields that its status needs a value in
	MaxFile  int64         `json:"maxFile"`                     // the largest file that it takes, in bytes
}

// CardRef is a card by its name.
type CardRef struct {
	ID      crm.CardID    `json:"id" ts_type:"string"`
	Name    string        `json:"name"`
	Product crm.ProductID `json:"product" ts_type:"string"`
	Status  crm.StatusID  `json:"status" ts_type:"string"`
}

// ComingStep is a step that an automation will take on a card.
type ComingStep struct {
	Enrolment crm.EnrolmentID `json:"enrolment" ts_type:"string"`
	Sequence  crm.SequenceID  `json:"sequence" ts_type:"string"`
	Name      string          `json:"name"` // of the sequence
	Position  int             `json:"position"`
	Kind      crm.StepKind    `json:"kind" ts_type:"'email_client'|'sms_client'|'email_user'|'task_user'|'pdf'|'change_card'|'webhook'"`
	Template  string          `json:"template"`
	At        crm.Instant     `json:"at"`      // expected; the pending step's is certain unless the card changes
	Pending   bool            `json:"pending"` // the next one; the others are expected after it
	State     string          `json:"state" ts_type:"'waiting'|'sending'|'held'|'paused'|'expected'"`
	Reason    crm.Reason      `json:"reason" ts_type:"string"`
	Shifts    []crm.Phrase    `json:"shifts"`                   // why this moment
	Message   crm.MessageID   `json:"message" ts_type:"string"` // that waits in the outbox for the step
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
	Kind     crm.StepKind `json:"kind" ts_type:"'email_client'|'sms_client'|'email_user'|'task_user'|'pdf'|'change_card'|'webhook'"`
	Template string       `json:"template"`
}

// SaveCardIn creates a card (no id) or replaces what a person can edit of it.
type SaveCardIn struct {
	ID       crm.CardID     `json:"id" ts_type:"string"`
	Revision int64          `json:"revision"` // that was seen; a newer one is a conflict
	Product  crm.ProductID  `json:"product" ts_type:"string"`
	Name     string         `json:"name"`
	Status   crm.StatusID   `json:"status" ts_type:"string"`
	Owner    crm.UserID     `json:"owner" ts_type:"string"`
	Fields   map[string]any `json:"fields" ts_type:"Record<string, string | number | boolean | string[] | null>"` // by field id; missing or null: not set
	Tags     *crm.TagSet    `json:"tags" ts_type:"string[] | null"`                                               // missing: as they are
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
	Undo    crm.BatchID  `json:"undo" ts_type:"string"`
}

// CardIDs names several cards.
type CardIDs struct {
	IDs []crm.CardID `json:"ids" ts_type:"string[]"`
}

// DeleteCardsOut says what deleting did.
type DeleteCardsOut struct {
	Deleted int         `json:"deleted"`
	Ended   int         `json:"ended"` // enrolments
	Undo    crm.BatchID `json:"undo" ts_type:"string"`
}

// GetCard reads a card with its contact, tasks, files and coming steps; what
// happened to it is GetTimeline's.
func (s *Session) GetCard(in CardIn) (out CardView, err error) {
	return out, s.read(func(v *store.View) (err error) {
		out, err = s.cardView(v, in.ID)
		return err
	})
}

func (s *Session) cardView(v *store.View, id crm.CardID) (out CardView, err error) {
	if out.Card, err = v.Card(id); err != nil {
		return out, err
	}
	if out.Card.Contact != 0 {
		if out.Contact, err = v.Contact(out.Card.Contact); err != nil {
			return out, err
		}
		if out.Contact.Company != 0 {
			if out.Company, err = v.Contact(out.Contact.Company); err != nil {
				return out, err
			}
		}
	}
	if out.Tasks, err = v.CardTasks(id); err != nil {
		return out, err
	}
	if out.Coming, err = s.coming(v, id); err != nil {
		return out, err
	}
	if out.Passages, err = passages(v, id, 0); err != nil {
		return out, err
	}
	if out.Files, err = cardFiles(v, id); err != nil {
		return out, err
	}
	if out.Others, err = otherCards(v, out.Card); err != nil {
		return out, err
	}
	cat, err := v.Catalogue(out.Card.Product)
	if err != nil {
		return out, err
	}
	for _, f := range cat.Fields {
		if cat.Needs(f, out.Card.Status) {
			out.Required = append(out.Required, f.ID)
		}
	}
	out.MaxFile = crm.MaxFile
	me, err := v.User(s.user)
	out.Steers = me.Active && (me.Role == crm.RoleAdmin || out.Card.Owner == s.user)
	return out, err
}

// mostOthers is how many other cards of a contact a card shows.
const mostOthers = 20

func otherCards(v *store.View, card crm.Card) ([]CardRef, error) {
	if card.Contact == 0 {
		return nil, nil
	}
	cards, err := v.CardNamesOf(card.Contact, mostOthers+1)
	if err != nil {
		return nil, err
	}
	out := []CardRef{}
	for _, c := range cards {
		if c.ID != card.ID && len(out) < mostOthers {
			out = append(out, CardRef{ID: c.ID, Name: c.Name, Product: c.Product, Status: c.Status})
		}
	}
	return out, nil
}

// coming foresees a card's steps with the engine's own code.
func (s *Session) coming(v *store.View, id crm.CardID) ([]ComingStep, error) {
	list, err := s.svc.deps.Engine.Coming(v, id)
	if err != nil {
		return nil, err
	}
	out := make([]ComingStep, 0, len(list))
	for _, c := range list {
		name, err := templateName(v, c.Step.Template)
		if err != nil {
			return nil, err
		}
		step := ComingStep{
			Enrolment: c.Enrolment.ID, Sequence: c.Sequence.ID, Name: c.Sequence.Name, Position: c.Step.Position, Kind: c.Step.Kind,
			Template: name, At: c.At, Pending: c.Pending, Reason: c.Enrolment.Reason, Shifts: c.Shifts, State: "expected",
		}
		if c.Pending {
			step.State = string(c.Enrolment.State)
		}
		if c.Pending && c.Enrolment.State == crm.EnrolmentSending {
			if step.Message, err = openMessage(v, c.Enrolment.ID); err != nil {
				return nil, err
			}
		}
		if c.Enrolment.Paused {
			step.State, step.Reason = "paused", crm.ReasonPaused
		}
		out = append(out, step)
	}
	return out, nil
}

// openMessage is the first message of an enrolment that is not settled; none
// where it has none.
func openMessage(v *store.View, id crm.EnrolmentID) (crm.MessageID, error) {
	open, err := v.OpenMessages(id)
	if err != nil || len(open) == 0 {
		return 0, err
	}
	return open[0].ID, nil
}

func templateName(v *store.View, id crm.TemplateID) (string, error) {
	if id == 0 {
		return "", nil
	}
	t, err := v.Template(id)
	if crm.CodeOf(err) == crm.CodeNotFound {
		return "", nil
	}
	return t.Name, err
}

// passages reads a card's enrolments with what their steps came to; of one
// sequence, or of all.
func passages(v *store.View, card crm.CardID, only crm.SequenceID) ([]Passage, error) {
	list, err := v.EnrolmentsOfCard(card)
	if err != nil {
		return nil, err
	}
	out := []Passage{}
	for _, en := range list {
		if only != 0 && en.Sequence != only {
			continue
		}
		p := Passage{Enrolment: en, Runs: []StepRunView{}}
		if p.Name, err = v.SequenceName(en.Sequence); err != nil {
			return nil, err
		}
		runs, err := v.StepRuns(en.ID)
		if err != nil {
			return nil, err
		}
		for _, r := range runs {
			st, err := v.AnyStep(r.Step)
			if err != nil {
				return nil, err
			}
			name, err := templateName(v, st.Template)
			if err != nil {
				return nil, err
			}
			p.Runs = append(p.Runs, StepRunView{Run: r, Position: st.Position, Kind: st.Kind, Template: name})
		}
		out = append(out, p)
	}
	return out, nil
}

// DeleteCards deletes cards; their enrolments end. Undo brings both back,
// RestoreCards only the cards.
func (s *Session) DeleteCards(in CardIDs) (out DeleteCardsOut, err error) {
	batch, err := s.undoable(crm.Say("undo.deleted", "count", len(in.IDs)), len(in.IDs), func(tx *store.Tx) error {
		out = DeleteCardsOut{}
		for _, id := range in.IDs {
			ended, err := s.svc.deps.Engine.DeleteCard(tx, id, s.cause())
			if err != nil {
				return err
			}
			out.Deleted++
			out.Ended += ended
		}
		return nil
	})
	out.Undo = batch
	return out, err
}

// RestoreCards brings deleted cards back, but not the enrolments that ended.
func (s *Session) RestoreCards(in CardIDs) (out DeleteCardsOut, err error) {
	batch, err := s.undoable(crm.Say("undo.restored", "count", len(in.IDs)), len(in.IDs), func(tx *store.Tx) error {
		for _, id := range in.IDs {
			if err := s.svc.deps.Engine.RestoreCard(tx, id, s.cause()); err != nil {
				return err
			}
		}
		return nil
	})
	out.Undo = batch
	return out, err
}
