package store

import (
	"strings"

	"stepwise/backend/crm"
)

// MessageQuery asks for a page of the outbox, newest first.
type MessageQuery struct {
	State    crm.MessageState
	Channel  crm.Channel
	Reason   *crm.Reason // nil: whatever it is
	Sequence crm.SequenceID
	Card     crm.CardID
	Search   string
	Before   crm.MessageID // the last one of the page before
	Limit    int
}

// MessageLine is a message with the names around it.
type MessageLine struct {
	crm.Message
	Product      crm.ProductID
	CardName     string
	SequenceName string
	Position     int
	Template     string
}

type messageLineRow struct {
	messageRow
	Product      crm.ProductID `db:"product"`
	CardName     string        `db:"card_name"`
	SequenceName string        `db:"seq_name"`
	Position     int           `db:"position"`
	Template     string        `db:"template_name"`
}

// MessageLines reads a page of the outbox.
func (v *View) MessageLines(q MessageQuery) ([]MessageLine, error) {
	where, args := q.where()
	return v.messageLines(where+" ORDER BY m.id DESC LIMIT ?", append(args, q.Limit)...)
}

// from is what a view's condition speaks of.
func (q MessageQuery) from() string {
	if q.Search == "" {
		return "message m"
	}
	return "message m JOIN card c ON c.id = m.card"
}

// where is the condition of a view: of a message m and its card c.
func (q MessageQuery) where() (string, []any) {
	conds, args := []string{"1 = 1"}, []any{}
	add := func(use bool, cond string, more ...any) {
		if use {
			conds = append(conds, cond)
			args = append(args, more...)
		}
	}
	add(q.State != "", "m.state = ?", q.State)
	add(q.Channel != "", "m.channel = ?", q.Channel)
	if q.Reason != nil {
		add(true, "m.reason = ?", *q.Reason)
	}
	add(q.Sequence != 0, "m.sequence = ?", q.Sequence)
	add(q.Card != 0, "m.card = ?", q.Card)
	add(q.Before != 0, "m.id < ?", q.Before)
	for _, word := range searchWords(q.Search) {
		add(true, "(instr(lower(m.recipient), ?) > 0 OR instr(c.name_fold, ?) > 0)", word, word)
	}
	return strings.Join(conds, " AND "), args
}

// MessageLine reads one message with the names around it.
func (v *View) MessageLine(id crm.MessageID) (MessageLine, error) {
	lines, err := v.messageLines("m.id = ?", id)
	if err == nil && len(lines) == 0 {
		err = crm.NotFound("message")
	}
	if err != nil {
		return MessageLine{}, err
	}
	return lines[0], nil
}

func (v *View) messageLines(where string, args ...any) ([]MessageLine, error) {
	var rows []messageLineRow
	err := v.list(&rows, "SELECT "+messageColumns+`, c.product, c.name AS card_name, s.name AS seq_name, st.position, coalesce(t.name, '') AS template_name`+messageFrom+
		`JOIN card c ON c.id = m.card JOIN sequence s ON s.id = m.sequence JOIN step st ON st.id = m.step LEFT JOIN template t ON t.id = v.template
		WHERE `+where, args...)
	if err != nil {
		return nil, err
	}
	lines := make([]MessageLine, 0, len(rows))
	for i := range rows {
		m, err := rows[i].read()
		if err != nil {
			return nil, err
		}
		r := rows[i]
		lines = append(lines, MessageLine{Message: m, Product: r.Product, CardName: r.CardName, SequenceName: r.SequenceName, Position: r.Position, Template: r.Template})
	}
	return lines, nil
}

// MessageLinesAfter reads messages in id order, for a program that reads all.
func (v *View) MessageLinesAfter(after crm.MessageID, limit int) ([]MessageLine, error) {
	return v.messageLines("m.id > ? ORDER BY m.id LIMIT ?", int64(after), limit)
}

// SenderAddresses are the addresses that email accounts send from; it opens no
// secret.
func (v *View) SenderAddresses() ([]string, error) {
	var list []string
	return list, v.list(&list, "SELECT settings->>'$.fromEmail' FROM account WHERE channel = 'email' ORDER BY id")
}
