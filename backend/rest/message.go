package rest

import (
	"net/http"
	"time"

	"stepwise/backend/api"
	"stepwise/backend/crm"
)

// Message is one email or SMS to one recipient.
type Message struct {
	ID       crm.MessageID    `json:"id" example:"msg_1"`
	Channel  crm.Channel      `json:"channel" enum:"email,sms"`
	State    crm.MessageState `json:"state" enum:"queued,sending,sent,delivered,failed,expired,uncertain,held,suppressed,cancelled"`
	Reason   crm.Reason       `json:"reason,omitempty"`
	Card     crm.CardID       `json:"card,omitempty"`
	Contact  crm.ContactID    `json:"contact,omitempty" doc:"The recipient, if a client."`
	User     crm.UserID       `json:"user,omitempty" doc:"The recipient, if a colleague."`
	To       string           `json:"to"`
	Sequence crm.SequenceID   `json:"sequence,omitempty"`
	Position int              `json:"position,omitempty" doc:"Of the step."`
	Template string           `json:"template,omitempty" doc:"Its name."`
	Purpose  crm.Purpose      `json:"purpose" enum:"marketing,service"`
	Parts    int              `json:"sms_parts,omitempty"`
	Attempts int              `json:"attempts"`
	Created  *time.Time       `json:"created" nullable:"false"`
	Due      *time.Time       `json:"due,omitempty" doc:"The next attempt."`
	Settled  *time.Time       `json:"settled,omitempty"`
	Reply    string           `json:"reply,omitempty" doc:"The server's last words."`
}

// MessageDetail is a message with its text and what happened to it.
type MessageDetail struct {
	Message
	Says    string      `json:"says" doc:"Where it stands, in English."`
	Subject string      `json:"subject,omitempty"`
	Text    string      `json:"text"`
	HTML    string      `json:"html,omitempty"`
	Story   []StoryLine `json:"story" doc:"The oldest first."`
}

// StoryLine is one thing that happened to a message.
type StoryLine struct {
	At    *time.Time `json:"at" nullable:"false"`
	Kind  string     `json:"kind" enum:"queued,attempt,history,next"`
	Says  string     `json:"says"`
	Words string     `json:"words,omitempty" doc:"The server's."`
	Who   string     `json:"who,omitempty"`
}

type messageListIn struct {
	Paging
	State    string `query:"state" enum:"queued,sending,sent,delivered,failed,expired,uncertain,held,suppressed,cancelled"`
	Channel  string `query:"channel" enum:"email,sms"`
	Card     string `query:"card"`
	Sequence string `query:"sequence"`
	Q        string `query:"q" doc:"In the recipient and the card's name."`
}

func messageRoutes(t *table) {
	on(t, route{id: "message-list", method: http.MethodGet, path: "/messages", scope: crm.TokenReadMessages, short: "List messages, the newest first"}, listMessages)
	on(t, route{id: "message-get", method: http.MethodGet, path: "/messages/{id}", scope: crm.TokenReadMessages, short: "Get a message with its text and story"}, getMessage)
}

func messageOf(r api.MessageRow) Message {
	m := r.Message
	return Message{
		ID: m.ID, Channel: m.Channel, State: m.State, Reason: m.Reason, Card: m.Card, Contact: m.Contact, User: m.User, To: m.To, Sequence: m.Sequence,
		Position: r.Position, Template: r.Template, Purpose: m.Purpose, Parts: m.Parts, Attempts: m.Attempts, Created: moment(m.Created), Due: moment(m.Due),
		Settled: moment(m.SettledAt), Reply: m.Reply,
	}
}

func listMessages(c *call, in *messageListIn) (*Listed[Message], error) {
	question := api.ListMessagesIn{State: in.State, Channel: in.Channel, Search: in.Q, After: in.Cursor, Limit: in.Limit}
	if in.Card != "" {
		if err := idIn(in.Card, "card", &question.Card); err != nil {
			return nil, err
		}
	}
	if in.Sequence != "" {
		if err := idIn(in.Sequence, "sequence", &question.Sequence); err != nil {
			return nil, err
		}
	}
	page, err := ask(c, "ListMessages", (*api.Session).ListMessages, question)
	if err != nil {
		return nil, err
	}
	return listed(page.Rows, page.Next, messageOf), nil
}

func getMessage(c *call, in *idPath) (*Whole[MessageDetail], error) {
	var id crm.MessageID
	if err := idIn(in.ID, "message", &id); err != nil {
		return nil, err
	}
	v, err := ask(c, "GetMessage", (*api.Session).GetMessage, api.MessageIn{ID: id})
	if err != nil {
		return nil, err
	}
	out := MessageDetail{
		Message: messageOf(v.Row), Says: said(v.Say).Text, Subject: v.Rendered.Subject, Text: v.Rendered.Text, HTML: v.Rendered.HTML, Story: []StoryLine{},
	}
	for _, l := range v.Story {
		out.Story = append(out.Story, StoryLine{At: moment(l.At), Kind: l.Kind, Says: said(l.Say).Text, Words: l.Words, Who: l.Who})
	}
	return whole(out), nil
}
