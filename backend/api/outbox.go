package api

import (
	"slices"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// MessageFilter says which messages of the outbox are meant; what is empty does
// not matter.
type MessageFilter struct {
	State    string         `json:"state" ts_type:"''|'queued'|'sending'|'sent'|'delivered'|'failed'|'expired'|'uncertain'|'held'|'suppressed'|'cancelled'"`
	Reason   string         `json:"reason"` // a reason code, "-" for those without one
	Channel  string         `json:"channel" ts_type:"''|'email'|'sms'"`
	Sequence crm.SequenceID `json:"sequence" ts_type:"string"`
	Card     crm.CardID     `json:"card" ts_type:"string"`
	Search   string         `json:"search"` // in the recipient and the card's name
}

// query is the filter for the store.
func (f MessageFilter) query() store.MessageQuery {
	q := store.MessageQuery{State: crm.MessageState(f.State), Channel: crm.Channel(f.Channel), Sequence: f.Sequence, Card: f.Card, Search: f.Search}
	if f.Reason != "" {
		why := crm.Reason(strings.TrimPrefix(f.Reason, "-"))
		q.Reason = &why
	}
	return q
}

// ListMessagesIn asks for a page of the outbox, newest first.
type ListMessagesIn struct {
	State    string         `json:"state" ts_type:"''|'queued'|'sending'|'sent'|'delivered'|'failed'|'expired'|'uncertain'|'held'|'suppressed'|'cancelled'"`
	Reason   string         `json:"reason"` // a reason code, "-" for those without one
	Channel  string         `json:"channel" ts_type:"''|'email'|'sms'"`
	Sequence crm.SequenceID `json:"sequence" ts_type:"string"`
	Card     crm.CardID     `json:"card" ts_type:"string"`
	Search   string         `json:"search"` // in the recipient and the card's name
	After    string         `json:"after"`
	Limit    int            `json:"limit"`
}

func (in ListMessagesIn) filter() MessageFilter {
	return MessageFilter{State: in.State, Reason: in.Reason, Channel: in.Channel, Sequence: in.Sequence, Card: in.Card, Search: in.Search}
}

// ListMessagesOut is a page of the outbox.
type ListMessagesOut struct {
	Rows    []MessageRow        `json:"rows"`
	Next    string              `json:"next"`
	Total   int                 `json:"total"`   // of the view, on its first page; 0 where counting would take long
	Counts  []StateCount        `json:"counts"`  // of all messages, whatever the page asks
	Reasons []store.ReasonCount `json:"reasons"` // of all messages in the view's state, the most first
}

// StateCount counts the messages of one state.
type StateCount struct {
	State crm.MessageState `json:"state" ts_type:"string"`
	Count int              `json:"count"`
}

// MessageRow is a message in the list.
type MessageRow struct {
	Message      crm.Message   `json:"message"`
	Product      crm.ProductID `json:"product" ts_type:"string"` // of the card
	CardName     string        `json:"cardName"`
	SequenceName string        `json:"sequenceName"`
	Position     int           `json:"position"` // of the step
	Template     string        `json:"template"`
}

// MessageIn names a message.
type MessageIn struct {
	ID crm.MessageID `json:"id" ts_type:"string"`
}

// MessageView is a message with its text.
type MessageView struct {
	Row      MessageRow   `json:"row"`
	Rendered crm.Rendered `json:"rendered"`
	Say      crm.Phrase   `json:"say"` // where it stands, in a sentence
	Story    []StoryLine  `json:"story"`
	Account  string       `json:"account"` // the name of the one that it was handed to last; "" for none, or where it is gone
}

// DecideMessagesIn decides messages that wait for a person. For uncertain
// ones: it arrived, send again, do not send. For held ones: release, discard.
type DecideMessagesIn struct {
	IDs      []crm.MessageID `json:"ids" ts_type:"string[]"`
	Decision string          `json:"decision" ts_type:"'arrived'|'again'|'drop'|'release'|'discard'|'recall'|'now'"`
}

// Changed counts what an operation did.
type Changed struct {
	Changed int `json:"changed"`
}

// ListMessages reads a page of the outbox.
func (s *Session) ListMessages(in ListMessagesIn) (out ListMessagesOut, err error) {
	if in.Limit == 0 {
		in.Limit = 50
	}
	q := in.filter().query()
	q.Limit = min(max(in.Limit, 1), 200)
	if in.After != "" {
		if err := q.Before.UnmarshalText([]byte(in.After)); err != nil {
			return out, crm.Fail(crm.CodeInvalid, "error.bad_cursor")
		}
	}
	return out, s.read(func(v *store.View) error {
		lines, err := v.MessageLines(q)
		if err != nil {
			return err
		}
		for _, l := range lines {
			out.Rows = append(out.Rows, messageRow(l))
		}
		if len(lines) == q.Limit {
			out.Next = lines[len(lines)-1].ID.String()
		}
		counts, err := v.MessageCounts()
		for _, st := range crm.MessageStates {
			out.Counts = append(out.Counts, StateCount{State: st, Count: counts[st]})
		}
		if err != nil || q.State == "" || in.After != "" {
			return err
		}
		if out.Reasons, err = v.MessageReasons(q.State); err != nil {
			return err
		}
		out.Total, err = totalOf(v, q, counts, out.Reasons)
		return err
	})
}

// totalOf is how many messages a view with a state has. One that asks for more
// than state and reason is counted only where there is something to decide:
// those are few, and the number is what a person confirms.
func totalOf(v *store.View, q store.MessageQuery, counts map[crm.MessageState]int, reasons []store.ReasonCount) (int, error) {
	plain := q.Channel == "" && q.Search == "" && q.Sequence == 0 && q.Card == 0
	switch {
	case plain && q.Reason == nil:
		return counts[q.State], nil
	case plain:
		i := slices.IndexFunc(reasons, func(r store.ReasonCount) bool { return r.Reason == *q.Reason })
		if i < 0 {
			return 0, nil
		}
		return reasons[i].Count, nil
	case slices.Contains(decidable, q.State):
		return v.CountMessages(q)
	}
	return 0, nil
}

// decidable are the states whose messages a person can decide.
var decidable = []crm.MessageState{crm.MessageUncertain, crm.MessageHeld, crm.MessageQueued, crm.MessageFailed}

func messageRow(l store.MessageLine) MessageRow {
	return MessageRow{Message: l.Message, Product: l.Product, CardName: l.CardName, SequenceName: l.SequenceName, Position: l.Position, Template: l.Template}
}

// GetMessage reads one message with its rendered text.
func (s *Session) GetMessage(in MessageIn) (out MessageView, err error) {
	return out, s.read(func(v *store.View) error {
		l, err := v.MessageLine(in.ID)
		if err != nil {
			return err
		}
		out.Row = messageRow(l)
		m := l.Message
		out.Say = crm.Say("outbox.said_"+string(m.State), "to", m.To, "at", max(m.HandedAt, m.SettledAt, m.Created), "due", m.Due,
			"reason", crm.Say("reason."+string(m.Reason)), "attempts", m.Attempts)
		if m.Reason == crm.ReasonNone {
			out.Say.Args["reason"] = ""
		}
		if out.Story, err = story(v, m); err != nil {
			return err
		}
		if out.Account, err = accountName(v, m.Account); err != nil {
			return err
		}
		if out.Rendered, err = s.svc.deps.Outbox.Render(m); err != nil {
			return err
		}
		return s.nameFiles(v, m, &out.Rendered)
	})
}

// DecideMessages decides messages that wait for a person.
func (s *Session) DecideMessages(in DecideMessagesIn) (out Changed, err error) {
	d, err := decision(in.Decision)
	if err != nil {
		return out, err
	}
	return out, s.write(func(tx *store.Tx) error {
		out.Changed = 0
		for _, id := range in.IDs {
			done, err := s.decide(tx, id, d)
			if err != nil {
				return err
			}
			if done {
				out.Changed++
			}
		}
		return nil
	})
}
