package crm

// Anchor is what the delay of a step counts from (RULES 3.1, 3.10).
type Anchor string

// The anchors.
const (
	AnchorStep  Anchor = "step"  // the action of the step before; of the first step the entry
	AnchorEntry Anchor = "entry" // the moment the card entered, whatever steps came between
	AnchorDate  Anchor = "date"  // a date field of the card, N days or hours before or after it
)

// RecipientKind is to whom of a card's contacts a client step writes (RULES 4.6).
type RecipientKind string

// The recipients.
const (
	RecipientMain  RecipientKind = "main"  // the main contact's default address
	RecipientAll   RecipientKind = "all"   // the main contact and the persons of its company, each address once
	RecipientField RecipientKind = "field" // the address in a field of the card
)

// CardChange is what a change-card step does to its card. What it doesn't name
// stays as it is: an empty value means "leave", clearing is a choice of its own.
type CardChange struct {
	Status     StatusID      `json:"status" ts_type:"string"`
	Owner      UserID        `json:"owner" ts_type:"string"`
	InTurn     []UserID      `json:"inTurn" ts_type:"string[]"` // instead of Owner: one of them after the other; deactivated ones are passed over
	ClearOwner bool          `json:"clearOwner"`
	Fields     []FieldChange `json:"fields"`
	AddTags    []TagID       `json:"addTags" ts_type:"string[]"`
	RemoveTags []TagID       `json:"removeTags" ts_type:"string[]"`
}

// FieldChange sets one field, or clears it.
type FieldChange struct {
	Field FieldID `json:"field" ts_type:"string"`
	Value any     `json:"value" ts_type:"string | number | boolean | string[] | null"` // as a filter's value of the field's type is written in JSON
	Clear bool    `json:"clear"`
}

// Empty says whether the change does nothing at all.
func (c *CardChange) Empty() bool {
	return c == nil || c.Status == 0 && c.Owner == 0 && !c.ClearOwner && len(c.InTurn)+len(c.Fields)+len(c.AddTags)+len(c.RemoveTags) == 0
}
