package rest

import (
	"time"

	"stepwise/backend/api"
	"stepwise/backend/crm"
)

// CardDetail is a card with its client, its open and done tasks, and where it
// stands in sequences.
type CardDetail struct {
	Card
	Client    *Contact  `json:"client,omitempty" doc:"The main contact, with contacts.read."`
	Tasks     []Task    `json:"tasks" doc:"With tasks.read."`
	Sequences []Passage `json:"sequences" doc:"Its passages, the newest first, with sequences.read."`
	Coming    []Coming  `json:"coming" doc:"The steps that are to come, if nothing changes, with sequences.read."`
}

// Passage is one passage of a card through a sequence.
type Passage struct {
	ID       crm.EnrolmentID    `json:"id" example:"enr_1"`
	Sequence crm.SequenceID     `json:"sequence"`
	Name     string             `json:"name" doc:"The sequence's."`
	State    crm.EnrolmentState `json:"state" enum:"waiting,sending,held,completed,left,stopped"`
	Paused   bool               `json:"paused"`
	Reason   crm.Reason         `json:"reason,omitempty" doc:"Why it is held, or ended."`
	Round    int                `json:"round" doc:"1 for the first time."`
	ByHand   bool               `json:"by_hand" doc:"A person started it: the filter isn't looked at."`
	Entered  *time.Time         `json:"entered" nullable:"false"`
	Ended    *time.Time         `json:"ended,omitempty"`
	Steps    []StepRun          `json:"steps" doc:"What became of its steps so far."`
}

// StepRun is what became of one step.
type StepRun struct {
	Position int             `json:"position"`
	Kind     crm.StepKind    `json:"kind"`
	Outcome  crm.StepOutcome `json:"outcome" enum:"done,skipped,failed"`
	Reason   crm.Reason      `json:"reason,omitempty"`
	At       *time.Time      `json:"at" nullable:"false"`
	Task     crm.TaskID      `json:"task,omitempty" doc:"That it made."`
}

// Coming is a step that is to come.
type Coming struct {
	Sequence crm.SequenceID `json:"sequence"`
	Name     string         `json:"name" doc:"The sequence's."`
	Position int            `json:"position"`
	Kind     crm.StepKind   `json:"kind"`
	At       *time.Time     `json:"at,omitempty"`
	State    string         `json:"state" enum:"waiting,sending,held,paused,expected"`
	Message  crm.MessageID  `json:"message,omitempty" doc:"That waits in the outbox for it."`
}

// SavedCard is a card after a change, and what the change did.
type SavedCard struct {
	CardDetail
	Effects []Said `json:"effects" doc:"Which sequences it started or left by this."`
	Noted   []Said `json:"noted" doc:"What is kept differently than it was sent."`
}

// CardContact is the main contact of a new card: one that is there, or who it is.
type CardContact struct {
	ID        crm.ContactID `json:"id,omitempty" doc:"One that is there; then nothing else."`
	FirstName string        `json:"first_name,omitempty"`
	LastName  string        `json:"last_name,omitempty"`
	Company   string        `json:"company,omitempty"`
	Emails    []string      `json:"emails,omitempty" maxItems:"50" doc:"The first one is the default."`
	Phones    []string      `json:"phones,omitempty" maxItems:"50"`
}

// NewCard is a card about to be made.
type NewCard struct {
	Product string         `json:"product" doc:"Its id or name."`
	Name    string         `json:"name"`
	Status  string         `json:"status,omitempty" doc:"Its id or name; the product's first if missing."`
	Owner   string         `json:"owner,omitempty" doc:"A colleague's id or email; nobody if missing."`
	Fields  map[string]any `json:"fields,omitempty" doc:"By slug. Choices by name or id, amounts as numbers or decimal texts."`
	Tags    []string       `json:"tags,omitempty" doc:"By name or id; they must be there."`
	Contact *CardContact   `json:"contact,omitempty"`
}

// CardPatch is what to change of a card: what is missing stays, null clears.
type CardPatch struct {
	Name    Opt[string]    `json:"name,omitempty"`
	Status  Opt[string]    `json:"status,omitempty" doc:"Its id or name."`
	Owner   Opt[string]    `json:"owner,omitempty" doc:"A colleague's id or email; null for nobody."`
	Contact Opt[string]    `json:"contact,omitempty" doc:"The id of another main contact; null for none."`
	Fields  map[string]any `json:"fields,omitempty" doc:"By slug; null clears a value."`
	Tags    Opt[[]string]  `json:"tags,omitempty" doc:"All of them, by name or id."`
}

type newCardIn struct {
	Keyed
	Body NewCard
}

type cardPatchIn struct {
	Keyed
	ID      string `path:"id"`
	IfMatch string `header:"If-Match" doc:"The ETag that was read: another one by now is 412."`
	Body    CardPatch
}

type cardDeleted struct {
	Body struct {
		Ended int `json:"ended" doc:"Passages through sequences that ended with it."`
	}
}

func getCard(c *call, in *idPath) (*Marked[CardDetail], error) {
	var id crm.CardID
	if err := idIn(in.ID, "card", &id); err != nil {
		return nil, err
	}
	view, n, err := readCard(c, id)
	if err != nil {
		return nil, err
	}
	return &Marked[CardDetail]{ETag: etag(view.Card.Revision), Body: n.detail(c, view)}, nil
}

func readCard(c *call, id crm.CardID) (view api.CardView, n names, err error) {
	if view, err = ask(c, "GetCard", (*api.Session).GetCard, api.CardIn{ID: id}); err != nil {
		return view, n, err
	}
	n, err = namesOf(c, view.Card.Product)
	return view, n, err
}

// detail leaves out what the caller's scopes don't cover.
func (n names) detail(c *call, v api.CardView) CardDetail {
	out := CardDetail{Card: n.card(v.Card), Tasks: []Task{}, Sequences: []Passage{}, Coming: []Coming{}}
	if v.Contact != nil && c.scopes.May(crm.TokenReadContacts) {
		client := contactOf(*v.Contact, v.Company, n.Catalogue.Tags)
		out.Client = &client
	}
	if c.scopes.May(crm.TokenReadTasks) {
		for _, k := range v.Tasks {
			out.Tasks = append(out.Tasks, taskOf(k))
		}
	}
	if !c.scopes.May(crm.TokenReadSequences) {
		return out
	}
	for _, p := range v.Passages {
		out.Sequences = append(out.Sequences, passageOf(p))
	}
	for _, s := range v.Coming {
		out.Coming = append(out.Coming, comingOf(s))
	}
	return out
}

func passageOf(p api.Passage) Passage {
	e := p.Enrolment
	out := Passage{
		ID: e.ID, Sequence: e.Sequence, Name: p.Name, State: e.State, Paused: e.Paused, Reason: e.Reason, Round: e.Round, ByHand: e.ByHand,
		Entered: moment(e.Entered), Ended: moment(e.Ended), Steps: []StepRun{},
	}
	for _, r := range p.Runs {
		out.Steps = append(out.Steps, StepRun{Position: r.Position, Kind: r.Kind, Outcome: r.Run.Outcome, Reason: r.Run.Reason, At: moment(r.Run.At), Task: r.Run.Task})
	}
	return out
}

func comingOf(s api.ComingStep) Coming {
	return Coming{Sequence: s.Sequence, Name: s.Name, Position: s.Position, Kind: s.Kind, At: moment(s.At), State: s.State, Message: s.Message}
}

func makeCard(c *call, in *newCardIn) (*Made[SavedCard], error) {
	product, err := productIn(c, in.Body.Product)
	if err != nil {
		return nil, err
	}
	n, err := namesOf(c, product)
	if err != nil {
		return nil, err
	}
	save, client := n.newCard(in.Body)
	type made struct {
		id    crm.CardID
		noted []crm.Phrase
	}
	done, err := api.Perform(c.session, "SaveCard", save, func(s *api.Session) (out made, err error) {
		out.id, out.noted, err = api.MakeCard(s, save, client, *n.bad)
		return out, err
	})
	if err != nil {
		return nil, n.slugs(err)
	}
	view, n, err := readCard(c, done.id)
	if err != nil {
		return nil, err
	}
	body := SavedCard{CardDetail: n.detail(c, view), Effects: []Said{}, Noted: saidAll(done.noted)}
	for _, p := range view.Passages {
		body.Effects = append(body.Effects, said(crm.Say("cards.effect_started", "name", p.Name)))
	}
	return &Made[SavedCard]{ETag: etag(view.Card.Revision), Location: Prefix + "/cards/" + done.id.String(), Body: body}, nil
}

// newCard is what SaveCard takes; what can't be found is noted.
func (n names) newCard(b NewCard) (in api.SaveCardIn, client crm.ContactID) {
	in = api.SaveCardIn{Product: n.Product.ID, Name: b.Name, Owner: n.owner("owner", b.Owner), Fields: n.values(b.Fields)}
	if b.Status != "" {
		in.Status = n.status("status", b.Status)
	} else if len(n.Statuses) > 0 {
		in.Status = n.Statuses[0].ID
	}
	tags := crm.Tags(n.tags("tags", b.Tags)...)
	in.Tags = &tags
	if b.Contact == nil {
		return in, 0
	}
	who := *b.Contact
	in.Contact = api.ContactIn{FirstName: who.FirstName, LastName: who.LastName, Company: who.Company, Emails: who.Emails, Phones: who.Phones}
	if who.ID != 0 && who.FirstName+who.LastName+who.Company != "" || who.ID != 0 && len(who.Emails)+len(who.Phones) > 0 {
		n.bad.Add("contact", "rest.contact_both")
	}
	return in, who.ID
}

func changeCard(c *call, in *cardPatchIn) (*Marked[SavedCard], error) {
	var id crm.CardID
	if err := idIn(in.ID, "card", &id); err != nil {
		return nil, err
	}
	revision, err := revisionIn(in.IfMatch)
	if err != nil {
		return nil, err
	}
	_, n, err := readCard(c, id)
	if err != nil {
		return nil, err
	}
	change := api.ChangeCardIn{ID: id, Revision: revision, Parts: n.parts(in.Body)}
	if in.Body.Contact.Said {
		change.Client = new(crm.ContactID)
		if in.Body.Contact.Value != "" && idIn(in.Body.Contact.Value, "contact", change.Client) != nil {
			n.bad.Add("contact", "error.not_found.contact")
		}
	}
	change.Wrong = *n.bad
	done, err := api.Perform(c.session, "EditCard", change, func(s *api.Session) (api.ChangeCardOut, error) { return api.ChangeCard(s, change) })
	if err != nil {
		return nil, asked(in.IfMatch, n.slugs(err))
	}
	view, n, err := readCard(c, id)
	if err != nil {
		return nil, err
	}
	body := SavedCard{CardDetail: n.detail(c, view), Effects: saidAll(done.Effects), Noted: saidAll(done.Noted)}
	return &Marked[SavedCard]{ETag: etag(view.Card.Revision), Body: body}, nil
}

// parts are the things that a patch changes, as ChangeCard takes them.
func (n names) parts(b CardPatch) map[string]any {
	out := n.values(b.Fields)
	if b.Name.Said {
		out["name"] = b.Name.Value
	}
	if b.Status.Said {
		out["status"] = n.status("status", b.Status.Value).String()
	}
	if b.Owner.Said {
		out["owner"] = n.owner("owner", b.Owner.Value).String()
	}
	if b.Tags.Said {
		list := []any{}
		for _, id := range n.tags("tags", b.Tags.Value) {
			list = append(list, id.String())
		}
		out["tags"] = list
	}
	return out
}

func deleteCard(c *call, in *deleteIn) (*cardDeleted, error) {
	var id crm.CardID
	if err := idIn(in.ID, "card", &id); err != nil {
		return nil, err
	}
	done, err := ask(c, "DeleteCards", (*api.Session).DeleteCards, api.CardIDs{IDs: []crm.CardID{id}})
	if err != nil {
		return nil, err
	}
	out := &cardDeleted{}
	out.Body.Ended = done.Ended
	return out, nil
}
