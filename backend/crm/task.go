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
	Done     Instant    `json:"done" db:"done"`
	DoneBy   UserID     `json:"doneBy" db:"done_by" ts_type:"string"`
	Created  Instant    `json:"created" db:"created"`
	Sequence SequenceID `json:"sequence" db:"sequence" ts_type:"string"` // that made it; none for a person's own
	Planned  Instant    `json:"planned" db:"planned"`                    // the moment it was planned for, if it came late
}

// TaskTypes are the types of a task.
var TaskTypes = []string{"call", "email", "meeting", "todo"}
