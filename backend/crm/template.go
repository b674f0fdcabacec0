package crm

// TemplateKind is what a template is the text of.
type TemplateKind string

// The kinds of template. PDF comes with the document editor.
const (
	TemplateEmail TemplateKind = "email"
	TemplateSMS   TemplateKind = "sms"
	TemplateTask  TemplateKind = "task"
)

// Template is the text of an email, an SMS or a task, with merge fields. Every
// save makes a new immutable version; a queued message keeps the one it froze.
type Template struct {
	ID       TemplateID        `json:"id" db:"id" ts_type:"string"`
	Product  ProductID         `json:"product" db:"product" ts_type:"string"`
	Kind     TemplateKind      `json:"kind" db:"kind" ts_type:"'email'|'sms'|'task'"`
	Name     string            `json:"name" db:"name"`
	Version  TemplateVersionID `json:"version" db:"version" ts_type:"string"`
	Content  Content           `json:"content"`
	Modified Instant           `json:"modified" db:"modified"`
}

// Content is what a version of a template says.
type Content struct {
	Subject  string `json:"subject" db:"subject"`    // of an email; the title of a task
	Body     string `json:"body" db:"body"`          // simple text with merge fields; the note of a task
	Simplify bool   `json:"simplify" db:"simplify"`  // of an SMS: replace diacritics before measuring and sending
	TaskType string `json:"taskType" db:"task_type"` // of a task: call, email, meeting or todo
	DueDays  int    `json:"dueDays" db:"due_days"`   // of a task: due so many days after it is made
}

// Limits of a template: characters of a subject, bytes of a body, merge fields.
const (
	MaxSubject     = 250
	MaxBody        = 512 << 10
	MaxMergeFields = 500
)

// MergeValues are the values of the merge fields that a template names, by
// path ("contact.first_name"), already as text. They are frozen with a message.
type MergeValues map[string]string
