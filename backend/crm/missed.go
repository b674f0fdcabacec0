package crm

// Missed is a match that came and went while nobody was there, so that the card
// did not enter (RULES 3.12). A person starts it anyway or lets it be.
type Missed struct {
	ID       MissedID   `json:"id" db:"id" ts_type:"string"`
	Sequence SequenceID `json:"sequence" db:"sequence" ts_type:"string"`
	Card     CardID     `json:"card" db:"card" ts_type:"string"`
	At       Instant    `json:"at" db:"at"`       // when it would have entered
	Noted    Instant    `json:"noted" db:"noted"` // when the program saw that
}

// MissedDecision is what a person says of a missed entry.
type MissedDecision string

// The decisions.
const (
	MissedStart  MissedDecision = "start"  // start the sequence for the card now, without the filter check
	MissedIgnore MissedDecision = "ignore" // let it be
)

// Absence is what happened by itself when the program came back after having
// been off, asleep or paused.
type Absence struct {
	Since  Instant          `json:"since"`  // the last sign of life; 0 where it is not known
	Until  Instant          `json:"until"`  // when it came back
	Late   map[StepKind]int `json:"late"`   // steps that were done late, by kind
	PutOff int              `json:"putOff"` // steps that wait for their time of day again
	Held   int              `json:"held"`   // steps that became too late
	Missed int              `json:"missed"` // entries that came and went
}

// Empty says that nothing happened that anybody would want to know of.
func (a Absence) Empty() bool { return len(a.Late) == 0 && a.PutOff+a.Held+a.Missed == 0 }
