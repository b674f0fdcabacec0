package api

import "stepwise/backend/crm"

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
	Message      crm.Message `json:"message"`
	CardName     string      `json:"cardName"`
	SequenceName string      `json:"sequenceName"`
	Position     int         `json:"position"` // of the step
	Template     string      `json:"template"`
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
	Decision string          `json:"decision" ts_type:"'arrived'|'again'|'drop'|'release'|'discard'"`
}

// Changed counts what an operation did.
type Changed struct {
	Changed int `json:"changed"`
}

// ListMessages reads a page of the outbox.
func (s *Session) ListMessages(in ListMessagesIn) (ListMessagesOut, error) {
	return ListMessagesOut{}, notYet
}

// GetMessage reads one message with its rendered text.
func (s *Session) GetMessage(in MessageIn) (MessageView, error) { return MessageView{}, notYet }

// DecideMessages decides messages that wait for a person.
func (s *Session) DecideMessages(in DecideMessagesIn) (Changed, error) { return Changed{}, notYet }
