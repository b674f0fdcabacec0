package crm

// StandstillReason is why nothing runs by itself until a person says so.
type StandstillReason string

// The reasons of a standstill. Each has words under "standstill.<reason>".
const (
	StandstillRestored   StandstillReason = "restored"    // a backup was put back
	StandstillMoved      StandstillReason = "moved"       // the data folder came to another machine
	StandstillClockBack  StandstillReason = "clock_back"  // the clock was set back by more than an hour
	StandstillClockAhead StandstillReason = "clock_ahead" // the clock is days ahead of when the program last ran
	StandstillDamaged    StandstillReason = "damaged"     // the database says that it is damaged
)

// Standstill says that no step runs and no message goes: what is due waits.
type Standstill struct {
	Reason StandstillReason `json:"reason" db:"reason" ts_type:"'restored'|'moved'|'clock_back'|'clock_ahead'|'damaged'"`
	Since  Instant          `json:"since" db:"since"`
	Args   Args             `json:"args" db:"-" ts_type:"Record<string, unknown>"` // for its words
}
