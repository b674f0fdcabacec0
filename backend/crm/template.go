package crm

import (
	"database/sql/driver"
	"encoding/json"
)

// TemplateKind is what a template is the text of.
type TemplateKind string

// The kinds of template.
const (
	TemplateEmail TemplateKind = "email"
	TemplateSMS   TemplateKind = "sms"
	TemplateTask  TemplateKind = "task"
	TemplatePDF   TemplateKind = "pdf"
)

// Template is the text of an email, an SMS or a task, with merge fields. Every
// save makes a new immutable version; a queued message keeps the one it froze.
type Template struct {
	ID       TemplateID        `json:"id" db:"id" ts_type:"string"`
	Product  ProductID         `json:"product" db:"product" ts_type:"string"`
	Kind     TemplateKind      `json:"kind" db:"kind" ts_type:"'email'|'sms'|'task'|'pdf'"`
	Name     string            `json:"name" db:"name"`
	Folder   string            `json:"folder" db:"folder"` // its name; "" for none
	Version  TemplateVersionID `json:"version" db:"version" ts_type:"string"`
	Content  Content           `json:"content"`
	Modified Instant           `json:"modified" db:"modified"`
}

// Content is what a version of a template says.
type Content struct {
	Subject     string      `json:"subject" db:"subject"`          // of an email; the title of a task or PDF
	Body        string      `json:"body" db:"body"`                // simple text with merge fields; the note of a task
	Doc         string      `json:"doc" db:"doc"`                  // of an email or PDF: its document as JSON (package document); "" for an email that is its Body
	Simplify    bool        `json:"simplify" db:"simplify"`        // of an SMS: replace diacritics before measuring and sending
	TaskType    string      `json:"taskType" db:"task_type"`       // of a task: call, email, meeting or todo
	DueDays     int         `json:"dueDays" db:"due_days"`         // of a task: due so many days after it is made
	DueWorkdays bool        `json:"dueWorkdays" db:"due_workdays"` // those are working days
	Priority    Priority    `json:"priority" db:"priority" ts_type:"''|'low'|'high'"`
	Attachments Attachments `json:"attachments" db:"attachments"` // of an email, in order
}

// Priority says how much a task matters.
type Priority string

// The priorities. The one between is nothing.
const (
	PriorityNormal Priority = ""
	PriorityLow    Priority = "low"
	PriorityHigh   Priority = "high"
)

// Priorities are the priorities, the most important first.
var Priorities = []Priority{PriorityHigh, PriorityNormal, PriorityLow}

// Attachment goes with an email: a file of the template, or a PDF that is made
// for the card from a template.
type Attachment struct {
	Asset    AssetID    `json:"asset" ts_type:"string"`    // a file; none for a PDF
	Template TemplateID `json:"template" ts_type:"string"` // the PDF's template; none for a file
	Name     string     `json:"name"`                      // of a PDF: the file name, with merge fields, without ".pdf"; of a file: as it was added
}

// Attachments are stored as JSON, "" for none.
type Attachments []Attachment

// Value writes them for the database.
func (a Attachments) Value() (driver.Value, error) { return listText(a) }

// Scan reads them from the database.
func (a *Attachments) Scan(src any) error { return readList(src, a) }

// Attached is an attachment as it was frozen with a message. It never changes,
// and no file that a message names is thrown away.
type Attached struct {
	Name    string            `json:"name"`
	Mime    string            `json:"mime"`
	Size    int64             `json:"size"`                     // in bytes; 0 for a PDF, which is made when it goes
	Hash    string            `json:"hash"`                     // of a file's content
	Version TemplateVersionID `json:"version" ts_type:"string"` // of a PDF: the version of its template
}

// AttachedList is stored as JSON, "" for none.
type AttachedList []Attached

// Value writes it for the database.
func (a AttachedList) Value() (driver.Value, error) { return listText(a) }

// Scan reads it from the database.
func (a *AttachedList) Scan(src any) error { return readList(src, a) }

func listText[T any](list []T) (driver.Value, error) {
	if len(list) == 0 {
		return "", nil
	}
	text, err := json.Marshal(list)
	return string(text), err
}

func readList(src, into any) error {
	text, _ := src.(string)
	if bytes, ok := src.([]byte); ok {
		text = string(bytes)
	}
	if text == "" {
		return nil
	}
	return json.Unmarshal([]byte(text), into)
}

// Asset is a picture or file of templates. It never changes; what is in it lies
// beside the database under its hash.
type Asset struct {
	ID      AssetID `json:"id" db:"id" ts_type:"string"`
	Name    string  `json:"name" db:"name"`
	Mime    string  `json:"mime" db:"mime"` // by what is in it, not by its name
	Size    int64   `json:"size" db:"size"` // in bytes
	Width   int     `json:"width" db:"width"`
	Height  int     `json:"height" db:"height"` // of a picture, in pixels
	Hash    string  `json:"-" db:"hash"`        // SHA-256 in hex
	Created Instant `json:"created" db:"created"`
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
