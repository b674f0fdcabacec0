package engine

import (
	"encoding/json"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// told is the data of what a webhook is told. Without values it says which
// things it is about and where they stand, and nothing that anybody wrote.
type told struct {
	Card      *toldCard    `json:"card,omitempty"`
	Changed   []string     `json:"changed,omitempty"` // keys of what changed
	Was       *toldStatus  `json:"previous_status,omitempty"`
	By        crm.Origin   `json:"created_by,omitempty"`
	Sequence  *toldName    `json:"sequence,omitempty"`
	Enrolment string       `json:"enrolment,omitempty"`
	Round     int          `json:"round,omitempty"`
	Step      *toldStep    `json:"step,omitempty"`
	Message   *toldMessage `json:"message,omitempty"`
	Task      *toldTask    `json:"task,omitempty"`
	State     string       `json:"state,omitempty"`
	Reason    crm.Reason   `json:"reason,omitempty"`
	Text      string       `json:"text,omitempty"` // of a step
}

type toldName struct {
	ID   string `json:"id"`
	Name string `json:"name,omitempty"`
}

type toldStatus struct {
	toldName
	Group crm.StatusGroup `json:"group,omitempty"`
}

type toldStep struct {
	ID       crm.StepID   `json:"id"`
	Position int          `json:"position"`
	Kind     crm.StepKind `json:"kind"`
}

type toldMessage struct {
	ID      crm.MessageID `json:"id"`
	Channel crm.Channel   `json:"channel"`
}

type toldTask struct {
	ID    crm.TaskID `json:"id"`
	Type  string     `json:"type,omitempty"`
	Title string     `json:"title,omitempty"`
}

type toldPerson struct {
	ID    string `json:"id"`
	Name  string `json:"name,omitempty"`
	Email string `json:"email,omitempty"`
	Phone string `json:"phone,omitempty"`
}

type toldCard struct {
	ID      crm.CardID     `json:"id"`
	Product toldName       `json:"product"`
	Status  *toldStatus    `json:"status,omitempty"`
	Name    string         `json:"name,omitempty"`
	Owner   *toldPerson    `json:"owner,omitempty"`
	Contact *toldPerson    `json:"contact,omitempty"`
	Tags    []string       `json:"tags,omitempty"`
	Fields  map[string]any `json:"fields,omitempty"` // by their names in merge fields
}

// body is what is sent: the envelope that the Standard Webhooks specification
// proposes, around the data.
func body(key string, kind crm.WebhookEvent, at crm.Instant, about told) (string, error) {
	b, err := json.Marshal(struct {
		ID        string           `json:"id"`
		Type      crm.WebhookEvent `json:"type"`
		Timestamp string           `json:"timestamp"`
		Data      told             `json:"data"`
	}{key, kind, stamp(at), about})
	return string(b), err
}

// TestBody is what is sent to try an address.
func TestBody(key string, at crm.Instant) (string, error) {
	return body(key, crm.EventTest, at, told{})
}

func stamp(at crm.Instant) string { return at.Time().UTC().Format(time.RFC3339Nano) }

// telling puts together what one webhook is told.
type telling struct {
	v      *store.View
	s      *scene
	values bool
}

// event is the data of an event; of a card that is gone it is only the id.
func (t telling) event(ev store.WebhookEvent, card crm.Card) (out told, err error) {
	d := ev.Detail
	if out.Card, err = t.card(ev, card); err != nil {
		return out, err
	}
	if cat, err := t.s.catalogue(ev.Product); err == nil && card.ID != 0 {
		if ev.Kind == crm.EventCardChanged {
			out.Changed = changedKeys(cat, d)
			if d.Status == 1 {
				out.Was = statusOf(cat, crm.StatusID(d.Was))
			}
		}
	}
	out.By, out.Round, out.State, out.Reason = d.By, d.Round, d.State, d.Reason
	out.Enrolment = crm.EnrolmentID(d.Enrolment).String()
	if d.Sequence != 0 {
		if out.Sequence, err = t.sequence(crm.SequenceID(d.Sequence)); err != nil {
			return out, err
		}
	}
	if d.Step != 0 {
		st, err := t.v.AnyStep(crm.StepID(d.Step))
		if err != nil {
			return out, err
		}
		out.Step = &toldStep{st.ID, st.Position, st.Kind}
	}
	if d.Message != 0 {
		out.Message = &toldMessage{crm.MessageID(d.Message), d.Channel}
	}
	if d.Task == 0 {
		return out, nil
	}
	out.Task = &toldTask{ID: crm.TaskID(d.Task)}
	task, err := t.v.Task(out.Task.ID)
	if crm.CodeOf(err) == crm.CodeNotFound {
		return out, nil
	}
	if t.values {
		out.Task.Type, out.Task.Title = task.Type, task.Title
	}
	return out, err
}

func (t telling) sequence(id crm.SequenceID) (*toldName, error) {
	name, err := t.v.SequenceName(id)
	if crm.CodeOf(err) == crm.CodeNotFound {
		err = nil
	}
	return &toldName{id.String(), name}, err
}

func (t telling) card(ev store.WebhookEvent, card crm.Card) (*toldCard, error) {
	out := &toldCard{ID: ev.Card, Product: toldName{ID: ev.Product.String()}}
	if card.ID == 0 {
		return out, nil
	}
	cat, err := t.s.catalogue(card.Product)
	if err != nil {
		return nil, err
	}
	out.Product.Name, out.Status = cat.Product.Name, statusOf(cat, card.Status)
	if !t.values {
		return out, nil
	}
	out.Name = card.Name
	if u, ok := cat.User(card.Owner); ok {
		out.Owner = &toldPerson{ID: u.ID.String(), Name: u.Name, Email: u.Email}
	}
	for _, g := range cat.Tags {
		if card.Tags.Has(g.ID) {
			out.Tags = append(out.Tags, g.Name)
		}
	}
	out.Fields = map[string]any{}
	for _, f := range cat.Fields {
		if x := outside(f, card.Fields[f.ID]); x != nil {
			out.Fields[f.Slug] = x
		}
	}
	if card.Contact == 0 {
		return out, nil
	}
	contact, err := t.v.Contact(card.Contact)
	if err != nil {
		return nil, err
	}
	out.Contact = &toldPerson{ID: contact.ID.String(), Name: contact.Name}
	if a, ok := contact.DefaultAddress(crm.ChannelEmail); ok {
		out.Contact.Email = a.Value
	}
	if a, ok := contact.DefaultAddress(crm.ChannelSMS); ok {
		out.Contact.Phone = a.Value
	}
	return out, nil
}

func statusOf(cat *crm.Catalogue, id crm.StatusID) *toldStatus {
	st, _ := cat.Status(id)
	return &toldStatus{toldName{id.String(), st.Name}, st.Group}
}

// outside is a field's value as other programs read it: choices by name, moments
// as text; nil for none.
func outside(f crm.Field, x any) any {
	switch x := x.(type) {
	case crm.ChoiceID:
		c, _ := f.Choice(x)
		return c.Name
	case crm.ChoiceSet:
		names := []string{}
		for _, id := range x.IDs() {
			c, _ := f.Choice(id)
			names = append(names, c.Name)
		}
		return names
	case crm.Instant:
		return stamp(x)
	case crm.FileID:
		return x.String()
	}
	return x
}
