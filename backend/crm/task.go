package crm

// Task is a colleague's to-do on a card.
type Task struct {
	ID       TaskID     `json:"id" db:"id" ts_type:"string"`
	Card     CardID     `json:"card" db:"card" ts_type:"string"`
	Type     string     `json:"type" db:"type"` // call, email, meeting, todo
	Title    string     `json:"title" db:"title"`
	Note     string     `json:"note" db:"note"`
	Assignee UserID     `json:"assignee" db:"assignee" ts_type:"string"`
	Due      Date       `json:"due" db:"due"`
	Clock    string     `json:"clock" db:"clock"` // "10:00" of that day; "" for any time
	Done     Instant    `json:"done" db:"done"`
	DoneBy   UserID     `json:"doneBy" db:"done_by" ts_type:"string"`
	Created  Instant    `json:"created" db:"created"`
	Sequence SequenceID `json:"sequence" db:"sequence" ts_type:"string"` // that made it; none for a person's own
	Planned  Instant    `json:"planned" db:"planned"`                    // the moment it was planned for, if it came late
	Priority Priority   `json:"priority" db:"priority" ts_type:"''|'low'|'high'"`

	Remind   Remind  `json:"remind" db:"remind" ts_type:"''|'due'|'m10'|'h1'|'day'"`
	RemindAt Instant `json:"remindAt" db:"remind_at"` // the moment of that; 0 where there is none
	Reminded Instant `json:"reminded" db:"reminded_at"`
	Seen     Instant `json:"seen" db:"seen_at"` // when the assignee put the reminder away

	Series     SeriesID `json:"series" db:"series" ts_type:"string"` // that it is one of; none for a single task
	Occurrence int      `json:"occurrence" db:"occurrence"`          // 1, 2, … in its series
}

// TaskTypes are the types of a task.
var TaskTypes = []string{"call", "email", "meeting", "todo"}

// Remind is how long before it is due a task reminds its assignee.
type Remind string

// The reminders. A task without an hour is due at DayStarts for them.
const (
	RemindNever Remind = ""
	RemindDue   Remind = "due" // when it is due
	RemindM10   Remind = "m10" // 10 minutes before
	RemindH1    Remind = "h1"  // an hour before
	RemindDay   Remind = "day" // the day before, at DayStarts
)

// DayStarts is the hour of a reminder that has none of its own.
const DayStarts = "09:00"

// Reminds are the reminders that a task may have.
var Reminds = []Remind{RemindNever, RemindDue, RemindM10, RemindH1, RemindDay}

// ReminderSetting is how a colleague wants to be reminded.
type ReminderSetting struct {
	Shown   bool `json:"shown" db:"shown"`     // at all: a short message in the program, the list of reminders
	Desktop bool `json:"desktop" db:"desktop"` // by the computer's own notices too
}

// Series is what is common to the tasks that a rule makes one after the other,
// each like the newest edit "for all that follow". The next one is made when
// the newest is done or, by its rule, when the day of the newest comes. A series
// that ended makes no more.
type Series struct {
	ID       SeriesID   `json:"id" db:"id" ts_type:"string"`
	Card     CardID     `json:"card" db:"card" ts_type:"string"`
	Type     string     `json:"type" db:"type"`
	Title    string     `json:"title" db:"title"`
	Note     string     `json:"note" db:"note"`
	Assignee UserID     `json:"assignee" db:"assignee" ts_type:"string"`
	Clock    string     `json:"clock" db:"clock"`
	Priority Priority   `json:"priority" db:"priority" ts_type:"''|'low'|'high'"`
	Remind   Remind     `json:"remind" db:"remind" ts_type:"''|'due'|'m10'|'h1'|'day'"`
	Rule     Recurrence `json:"rule" db:"-"`
	Start    Date       `json:"start" db:"start"` // the day that the rule counts from
	Made     int        `json:"made" db:"made"`   // tasks so far
	Last     Date       `json:"last" db:"last"`   // the day of the newest, as the rule gave it
	Next     Instant    `json:"next" db:"next"`   // when the clock makes the next one; 0 where doing does
	Ended    Instant    `json:"ended" db:"ended"`
}
