package crm

// CauseKind is who or what changes something.
type CauseKind string

// The kinds of cause.
const (
	CauseUser     CauseKind = "user"
	CauseImport   CauseKind = "import"
	CauseSequence CauseKind = "sequence"
	CauseSystem   CauseKind = "system"
	CauseOutside  CauseKind = "outside" // somebody without a sign-in: by a form, a link, a mail, another program
	CauseSample   CauseKind = "sample"
)

// Cause travels with every change, so that the history can say why.
type Cause struct {
	Kind     CauseKind
	User     UserID
	Sequence SequenceID
	Import   ImportID
	Silent   bool // an import that must not start sequences (RULES 4.13)
	Depth    int  // of the chain of sequences (RULES 4.15)
}

// Next is the cause of what the run of a sequence changes that this cause began or
// ended.
func (c Cause) Next(seq SequenceID) Cause {
	c.Kind, c.Sequence, c.Depth = CauseSequence, seq, c.Depth+1
	return c
}

// MaxDepthOfCauses is the longest chain of sequences that change cards.
const MaxDepthOfCauses = 8

// ActivityKind groups what a card's history shows.
type ActivityKind string

// The kinds of activity.
const (
	ActivityCard     ActivityKind = "card"     // created, changed, deleted
	ActivityTask     ActivityKind = "task"     // made, done
	ActivityMessage  ActivityKind = "message"  // sent, failed, uncertain
	ActivitySequence ActivityKind = "sequence" // entered, left, step done or skipped
)

// Activity is one line of a card's history; it is only ever added.
type Activity struct {
	ID       ActivityID   `json:"id" db:"id" ts_type:"string"`
	Card     CardID       `json:"card" db:"card" ts_type:"string"`
	At       Instant      `json:"at" db:"at"`
	Kind     ActivityKind `json:"kind" db:"kind" ts_type:"'card'|'task'|'message'|'sequence'"`
	Cause    CauseKind    `json:"cause" db:"cause" ts_type:"'user'|'import'|'sequence'|'system'|'outside'|'sample'"`
	User     UserID       `json:"user" db:"user" ts_type:"string"`
	Sequence SequenceID   `json:"sequence" db:"sequence" ts_type:"string"`
	Message  MessageID    `json:"message" db:"message" ts_type:"string"`
	Say      Phrase       `json:"say"`
}
