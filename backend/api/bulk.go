package api

import "stepwise/backend/crm"

// BulkAction is one thing to do to many cards.
type BulkAction struct {
	Kind     string         `json:"kind" ts_type:"'status'|'owner'|'tag'|'untag'|'field'|'start'|'stop'|'delete'|'restore'"`
	Status   crm.StatusID   `json:"status" ts_type:"string"`                                     // of "status"
	Owner    crm.UserID     `json:"owner" ts_type:"string"`                                      // of "owner"; none takes the owner away
	Tags     []crm.TagID    `json:"tags" ts_type:"string[]"`                                     // of "tag" (adds them) and "untag"
	Field    crm.FieldID    `json:"field" ts_type:"string"`                                      // of "field"
	Value    any            `json:"value" ts_type:"string | number | boolean | string[] | null"` // of "field"; null clears it
	Sequence crm.SequenceID `json:"sequence" ts_type:"string"`                                   // of "start" and "stop"
	Anyway   bool           `json:"anyway"`                                                      // of "start": also cards that don't match, without the filter check
}

// PreviewBulkIn asks what an action would do.
type PreviewBulkIn struct {
	Pick   CardPick   `json:"pick"`
	Action BulkAction `json:"action"`
}

// PreviewBulkOut says what an action would do, before anything is done.
type PreviewBulkOut struct {
	Count   int          `json:"count"`   // cards picked; StartBulk wants this number back
	Changes int          `json:"changes"` // cards that would change
	Skipped []BulkSkip   `json:"skipped"` // those that wouldn't, by reason
	Effects []BulkEffect `json:"effects"` // on automations
	Tried   int          `json:"tried"`   // cards by which Changes, Skipped and Effects were found: all, or the first of many
}

// BulkSkip is how many cards an action leaves as they are, and why.
type BulkSkip struct {
	Count int        `json:"count"`
	Why   crm.Phrase `json:"why"`
}

// BulkEffect is what an action does to one automation.
type BulkEffect struct {
	Sequence crm.SequenceID `json:"sequence" ts_type:"string"`
	Name     string         `json:"name"`
	Starts   int            `json:"starts"` // cards it starts for
	Ends     int            `json:"ends"`   // cards it ends for
}

// StartBulkIn does an action to the cards that a person saw.
type StartBulkIn struct {
	Pick   CardPick   `json:"pick"`
	Action BulkAction `json:"action"`
	Count  int        `json:"count"` // that was confirmed; more cards than that are a conflict
}
