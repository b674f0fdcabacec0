package crm

import "slices"

// Membership is a card that matches an active sequence's filter, and since
// when, as the engine saw it.
type Membership struct {
	Sequence SequenceID `json:"sequence" db:"sequence" ts_type:"string"`
	Card     CardID     `json:"card" db:"card" ts_type:"string"`
	Since    Instant    `json:"since" db:"since"`
}

// EnrolmentState is where a card stands in a sequence.
type EnrolmentState string

// The states of an enrolment. Waiting, sending and held are live: at most one
// such row per card and sequence, and its pending step is in its own columns.
const (
	EnrolmentWaiting   EnrolmentState = "waiting"   // its step is due at Due; RunDue moves it on
	EnrolmentSending   EnrolmentState = "sending"   // its step's messages are in the outbox; Settle moves it on
	EnrolmentHeld      EnrolmentState = "held"      // its step waits for a person (Reason)
	EnrolmentCompleted EnrolmentState = "completed" // the last step is done
	EnrolmentLeft      EnrolmentState = "left"      // the card left the filter
	EnrolmentStopped   EnrolmentState = "stopped"   // a person stopped it, or the card or the sequence was deleted
)

// Live says whether the enrolment still has a pending step.
func (s EnrolmentState) Live() bool {
	return s == EnrolmentWaiting || s == EnrolmentSending || s == EnrolmentHeld
}

// EnrolmentStates are all states, the live ones first.
var EnrolmentStates = []EnrolmentState{EnrolmentWaiting, EnrolmentSending, EnrolmentHeld, EnrolmentCompleted, EnrolmentLeft, EnrolmentStopped}

// EnrolmentMoves is the table of allowed moves.
var EnrolmentMoves = map[EnrolmentState][]EnrolmentState{
	EnrolmentWaiting: {EnrolmentWaiting, EnrolmentSending, EnrolmentHeld, EnrolmentCompleted, EnrolmentLeft, EnrolmentStopped},
	EnrolmentSending: {EnrolmentWaiting, EnrolmentCompleted, EnrolmentLeft, EnrolmentStopped},
	EnrolmentHeld:    {EnrolmentWaiting, EnrolmentSending, EnrolmentCompleted, EnrolmentLeft, EnrolmentStopped},
}

// CanMoveEnrolment says whether an enrolment may go from one state to another.
func CanMoveEnrolment(from, to EnrolmentState) bool {
	return slices.Contains(EnrolmentMoves[from], to)
}

// Enrolment is one passage of a card through a sequence.
type Enrolment struct {
	ID           EnrolmentID    `json:"id" db:"id" ts_type:"string"`
	Sequence     SequenceID     `json:"sequence" db:"sequence" ts_type:"string"`
	Card         CardID         `json:"card" db:"card" ts_type:"string"`
	Round        int            `json:"round" db:"round"` // 1 for the first time
	State        EnrolmentState `json:"state" db:"state" ts_type:"'waiting'|'sending'|'held'|'completed'|'left'|'stopped'"`
	Reason       Reason         `json:"reason" db:"reason" ts_type:"string"` // why held or ended
	Paused       bool           `json:"paused" db:"paused"`                  // its sequence was deactivated, or a person paused it
	PausedByHand bool           `json:"pausedByHand" db:"paused_by_hand"`    // by a person, for this card: activating the sequence again leaves it so
	ByHand       bool           `json:"byHand" db:"by_hand"`                 // started by a person: the filter isn't checked
	Entered      Instant        `json:"entered" db:"entered"`
	Anchor       Instant        `json:"anchor" db:"anchor"` // what the pending step's delay counts from
	Step         StepID         `json:"step" db:"step" ts_type:"string"`
	Due          Instant        `json:"due" db:"due"`         // when the pending step acts next; set while waiting
	Planned      Instant        `json:"planned" db:"planned"` // the moment the rule gave first; lateness counts from it
	Ended        Instant        `json:"ended" db:"ended"`
	Depth        int            `json:"depth" db:"depth"` // of the chain of sequences that caused it (RULES 4.15)
	Date         string         `json:"date" db:"date"`   // of ReentryEachDate: the value of its field that this enrolment is about
}

// StepOutcome is how a step of an enrolment ended.
type StepOutcome string

// The outcomes.
const (
	OutcomeDone    StepOutcome = "done"    // the task is there, a message was sent (or held in test mode)
	OutcomeSkipped StepOutcome = "skipped" // it could not or should not act; Reason says why
	OutcomeFailed  StepOutcome = "failed"  // its messages were refused for good
)

// StepRun is what happened to one step of one enrolment; it is only ever
// added, once per enrolment and step.
type StepRun struct {
	ID        StepRunID   `json:"id" db:"id" ts_type:"string"`
	Enrolment EnrolmentID `json:"enrolment" db:"enrolment" ts_type:"string"`
	Step      StepID      `json:"step" db:"step" ts_type:"string"`
	Outcome   StepOutcome `json:"outcome" db:"outcome" ts_type:"'done'|'skipped'|'failed'"`
	Reason    Reason      `json:"reason" db:"reason" ts_type:"string"`
	Planned   Instant     `json:"planned" db:"planned"`
	At        Instant     `json:"at" db:"at"` // the real moment: of a message, its first hand-over
	Letter    string      `json:"letter" db:"letter"`
	Task      TaskID      `json:"task" db:"task" ts_type:"string"`
	File      FileID      `json:"file" db:"file" ts_type:"string"` // the PDF that the step made
}
