package api

import (
	"stepwise/backend/crm"
	"stepwise/backend/outbox"
	"stepwise/backend/store"
)

// ListMessagesIn asks for a page of the outbox, newest first.
type ListMessagesIn struct {
	State    string         `json:"state" ts_type:"''|'queued'|'sending'|'sent'|'delivered'|'failed'|'expired'|'uncertain'|'held'|'suppressed'|'cancelled'"`
	Channel  string         `json:"channel" ts_type:"''|'email'|'sms'"`
	Sequence crm.SequenceID `json:"sequence" ts_type:"string"`
	Card     crm.CardID     `json:"card" ts_type:"string"`
	Search   string         `json:"search"` // in the recipient and the card's name
	After    string         `json:"after"`
	Limit    int            `json:"limit"`
}

// ListMessagesOut is a page of the outbox.
type ListMessagesOut struct {
	Rows   []MessageRow `json:"rows"`
	Next   string       `json:"next"`
	Counts []StateCount `json:"counts"` // of all messages, whatever the page asks
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
	Say      crm.Phrase   `json:"say"` // what happened to it, in a sentence
}

// DecideMessagesIn decides messages that wait for a person. For uncertain
// ones: it arrived, send again, do not send. For held ones: release, discard.
type DecideMessagesIn struct {
	IDs      []crm.MessageID `json:"ids" ts_type:"string[]"`
	Decision string          `json:"decision" ts_type:"'arrived'|'again'|'drop'|'release'|'discard'|'recall'"`
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
	q := store.MessageQuery{
		State: crm.MessageState(in.State), Channel: crm.Channel(in.Channel), Sequence: in.Sequence, Card: in.Card, Search: in.Search,
		Limit: min(max(in.Limit, 1), 200),
	}
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
		return err
	})
}

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
		if out.Rendered, err = s.svc.deps.Outbox.Render(m); err != nil {
			return err
		}
		return s.nameFiles(v, m, &out.Rendered)
	})
}

// DecideMessages decides messages that wait for a person.
func (s *Session) DecideMessages(in DecideMessagesIn) (out Changed, err error) {
	d := outbox.Decision(in.Decision)
	switch d {
	case outbox.Arrived, outbox.Again, outbox.Drop, outbox.Release, outbox.Discard, outbox.Recall:
	default:
		return out, crm.Fail(crm.CodeInvalid, "error.bad_decision", "decision", in.Decision)
	}
	return out, s.write(func(tx *store.Tx) error {
		out.Changed = 0
		for _, id := range in.IDs {
			m, err := tx.Message(id)
			if err != nil {
				return err
			}
			if err := s.mayDecide(tx, m.Card); err != nil {
				return err
			}
			done, err := s.svc.deps.Outbox.Decide(tx, id, d)
			if err != nil {
				return err
			}
			if !done {
				continue
			}
			out.Changed++
			say := crm.Say("activity.decided_"+in.Decision, "to", m.To)
			if err := tx.Note(crm.Activity{Card: m.Card, Kind: crm.ActivityMessage, Cause: crm.CauseUser, User: s.user, Message: id, Say: say}); err != nil {
				return err
			}
		}
		return nil
	})
}
