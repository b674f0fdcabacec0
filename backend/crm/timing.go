package crm

// Timing is when a step runs, counted from its anchor (RULES 3).
type Timing struct {
	Delay    int      `json:"delay"` // in Unit, 0..3650 days or the same span
	Unit     Unit     `json:"unit" ts_type:"'days'|'hours'|'minutes'"`
	Sync     SyncKind `json:"sync" ts_type:"'any'|'workdays'|'weekend'|'weekdays'"` // which days are allowed
	Weekdays []int    `json:"weekdays" ts_type:"number[]"`                          // 1=Monday … 7=Sunday, for SyncWeekdays
	From     string   `json:"from"`                                                 // "09:00", or "" for none
}

// Unit is what a delay is counted in.
type Unit string

// The units. Days are calendar days; hours and minutes are elapsed time.
const (
	UnitDays    Unit = "days"
	UnitHours   Unit = "hours"
	UnitMinutes Unit = "minutes"
)

// SyncKind is which days a step may run on.
type SyncKind string

// The kinds of synchronization.
const (
	SyncAny      SyncKind = "any"
	SyncWorkdays SyncKind = "workdays" // Monday to Friday less holidays
	SyncWeekend  SyncKind = "weekend"  // Saturday and Sunday, holidays or not
	SyncWeekdays SyncKind = "weekdays" // the chosen ones, holidays or not
)

// MaxDelayDays is the longest delay: ten years.
const MaxDelayDays = 3650

// Channel is the way a thing reaches its recipient; timing cares only whether
// it is an SMS.
type Channel string

// The channels.
const (
	ChannelEmail Channel = "email"
	ChannelSMS   Channel = "sms"
	ChannelTask  Channel = "task" // inside: tasks, card changes; nothing is sent
)
