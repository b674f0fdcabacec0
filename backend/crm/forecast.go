package crm

// ForecastScope is what one answer to "all cards or only new ones" would do
// until the end of a forecast; of an active sequence there is one, "now".
type ForecastScope struct {
	Scope    string           `json:"scope" ts_type:"'all'|'new'|'now'"`
	Cards    int              `json:"cards"`    // that start at once or are under way
	Later    int              `json:"later"`    // that enter later, by the passing of time or by what another sequence does
	Beyond   int              `json:"beyond"`   // still under way at the end
	FirstDay int              `json:"firstDay"` // client messages on the first local day
	Total    ForecastDay      `json:"total"`    // of all days; its day is not set
	Days     []ForecastDay    `json:"days"`     // on which something happens, in order
	Steps    []ForecastStep   `json:"steps"`    // the live ones, in order
	Reasons  []ForecastReason `json:"reasons"`  // what isn't done, and why; the most frequent first
	Clashes  []ForecastClash  `json:"clashes"`
}

// ForecastDay is what happens on one local day.
type ForecastDay struct {
	Day         Date    `json:"day"`
	EmailClient int     `json:"emailClient"`
	SMSClient   int     `json:"smsClient"`
	EmailUser   int     `json:"emailUser"`
	TaskUser    int     `json:"taskUser"`
	PDF         int     `json:"pdf"`
	ChangeCard  int     `json:"changeCard"`
	Webhook     int     `json:"webhook"`
	Skipped     int     `json:"skipped"`
	Held        int     `json:"held"`
	Parts       int     `json:"parts"` // of SMS
	Cost        float64 `json:"cost"`  // of the parts, in the SMS account's currency
}

// ForecastStep is what becomes of one step.
type ForecastStep struct {
	Step     StepID   `json:"step" ts_type:"string"` // none for a new one of a draft
	Position int      `json:"position"`
	Kind     StepKind `json:"kind" ts_type:"'email_client'|'sms_client'|'email_user'|'task_user'|'pdf'|'change_card'|'webhook'"`
	First    Instant  `json:"first"` // it acts first; not set where it never does
	Last     Instant  `json:"last"`
	Done     int      `json:"done"`
	Skipped  int      `json:"skipped"`
	Held     int      `json:"held"`
	Parts    int      `json:"parts"`
	LettersA int      `json:"lettersA"`
	LettersB int      `json:"lettersB"`
}

// ForecastReason is how often a step ends in one way for one reason.
type ForecastReason struct {
	Position int             `json:"position"`
	Outcome  ForecastOutcome `json:"outcome" ts_type:"'done'|'skipped'|'held'|'left'|'completed'|'stopped'"`
	Reason   Reason          `json:"reason" ts_type:"string"`
	Count    int             `json:"count"`
}

// ForecastClash is how many persons get a client message of this sequence and
// of another one on one local day.
type ForecastClash struct {
	Sequence SequenceID `json:"sequence" ts_type:"string"` // the other one
	Name     string     `json:"name"`
	Count    int        `json:"count"`
}

// ForecastOutcome is what a row of a forecast says.
type ForecastOutcome string

// The outcomes of a row.
const (
	ForecastDone      ForecastOutcome = "done"      // the step acted: for a message, one row each
	ForecastSkipped   ForecastOutcome = "skipped"   // the step, or one of its messages, doesn't act
	ForecastHeld      ForecastOutcome = "held"      // it waits for a person
	ForecastLeft      ForecastOutcome = "left"      // the card left the filter
	ForecastCompleted ForecastOutcome = "completed" // the last step is behind it
	ForecastStopped   ForecastOutcome = "stopped"   // its card was deleted, or a chain of sequences went too deep
)

// ForecastRow is one thing that happens to one card.
type ForecastRow struct {
	Index        int             `json:"index"` // in its scope, by which its text is asked for
	At           Instant         `json:"at"`
	Planned      Instant         `json:"planned"` // what the step's rule gave first
	Card         CardID          `json:"card" ts_type:"string"`
	CardName     string          `json:"cardName"`
	Sequence     SequenceID      `json:"sequence" ts_type:"string"`
	SequenceName string          `json:"sequenceName"`
	Position     int             `json:"position"` // of the step; of an end: of the step that was pending
	Kind         StepKind        `json:"kind" ts_type:"'email_client'|'sms_client'|'email_user'|'task_user'|'pdf'|'change_card'|'webhook'"`
	Letter       string          `json:"letter" ts_type:"''|'A'|'B'"`
	Outcome      ForecastOutcome `json:"outcome" ts_type:"'done'|'skipped'|'held'|'left'|'completed'|'stopped'"`
	Reason       Reason          `json:"reason" ts_type:"string"`
	To           string          `json:"to"` // address or number; of a task none
	ToName       string          `json:"toName"`
	Title        string          `json:"title"` // the subject, the task's title, or the first words
	Parts        int             `json:"parts"`
	Cost         float64         `json:"cost"`
	Shifts       []Phrase        `json:"shifts"` // why this moment
}

// SandboxCard is where a card of a sandbox stands in its sequence.
type SandboxCard struct {
	ID       CardID         `json:"id" ts_type:"string"`
	Name     string         `json:"name"`
	Status   StatusID       `json:"status" ts_type:"string"`
	State    EnrolmentState `json:"state" ts_type:"''|'waiting'|'sending'|'held'|'completed'|'left'|'stopped'"` // "": never started
	Position int            `json:"position"`                                                                   // of the pending step; 0 for none
	Due      Instant        `json:"due"`
	Reason   Reason         `json:"reason" ts_type:"string"` // why held or ended

	Owner  UserID `json:"owner" ts_type:"string"`
	Fields Values `json:"fields" ts_type:"Record<string, string | number | boolean | string[]>"` // as CardView has them
}

// SequenceTest is a sandbox that was kept: a few cards of its own, what was done
// with them, and what the sequence has to do then.
type SequenceTest struct {
	ID       SequenceTestID `json:"id" db:"id" ts_type:"string"`
	Sequence SequenceID     `json:"sequence" db:"sequence" ts_type:"string"`
	Name     string         `json:"name" db:"name"`
	Created  Instant        `json:"created" db:"created"`
	Cards    int            `json:"cards" db:"cards"`
	Rows     int            `json:"rows" db:"expected"` // that have to come
}
