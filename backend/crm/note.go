package crm

// Note is what a colleague wrote down about a card.
type Note struct {
	ID       NoteID  `json:"id" db:"id" ts_type:"string"`
	Card     CardID  `json:"card" db:"card" ts_type:"string"`
	Text     string  `json:"text" db:"text"` // 1..MaxCardNote characters, with line breaks
	User     UserID  `json:"user" db:"usr" ts_type:"string"`
	Created  Instant `json:"created" db:"created"`
	Modified Instant `json:"modified" db:"modified"`
	Pinned   bool    `json:"pinned" db:"pinned"` // stays on top of the timeline
	Deleted  Instant `json:"deleted" db:"deleted"`
}

// MaxCardNote is the longest note, in characters.
const MaxCardNote = 10_000
