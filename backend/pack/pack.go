package pack

import (
	"cmp"
	"slices"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/document"
)

// Version is the version of the format that this program writes and reads.
const Version = 1

// The limits of a pack: bytes, how deep things nest, how many values there are.
const (
	MaxSize   = 12 << 20
	maxDepth  = 60
	maxValues = 200_000
)

// Pack is some automations with everything that they name.
type Pack struct {
	Statuses  []Status
	Fields    []Field
	Tags      []string
	Links     []Link
	Forms     []Form
	Files     []File
	Filters   []Filter
	Templates []Template
	Sequences []Sequence
	Recipe    *Recipe // of the packs that the program brings along

	lines map[string]int // of the file, by path
}

// Line is where a path ("filters[1].all[0]") stands in the file, or what it is
// part of; 0 for a pack that was not read.
func (p *Pack) Line(path string) int {
	for path != "" {
		if n, ok := p.lines[path]; ok {
			return n
		}
		path = path[:max(strings.LastIndexAny(path, ".["), 0)]
	}
	return min(len(p.lines), 1)
}

// Status is a status that conditions or changes name.
type Status struct {
	Name  string
	Group crm.StatusGroup
	Color string // "" where it isn't said
}

// Field is a custom field that conditions, texts or steps name.
type Field struct {
	Name     string
	Slug     string // its name in merge fields
	Type     crm.FieldType
	Currency string // of money; "" for the workspace's
	Help     string
	Choices  []string
}

// File is a picture or a file of templates.
type File struct {
	Name    string // each once
	Content []byte
}

// Filter is a filter with names in it.
type Filter struct {
	Name   string
	Folder string
	Tree   Group
}

// Group is crm.Group with names.
type Group struct {
	Any        bool
	Conditions []Condition
	Groups     []Group
}

// Condition is crm.Condition with names.
type Condition struct {
	Subject string
	Field   string
	Op      string
	Values  []string
}

// Template is a template. An email or PDF has a Letter, or a Tree where plain
// lines can't say it; an email may have a Body instead.
type Template struct {
	Kind        crm.TemplateKind
	Name        string
	Folder      string
	Content     crm.Content // without Doc and Attachments
	Letter      string
	Tree        any            // decoded JSON; pictures are named by their file
	Paper       document.Attrs // with a Letter: what the document says of its pages
	Attachments []Attachment
}

// Attachment is a file, or a PDF that is made from a template.
type Attachment struct {
	File string
	PDF  string
	Name string // of the PDF's file
}

// Sequence is an automation.
type Sequence struct {
	Name        string
	Description string
	Folder      string // "" for the default one
	Filter      string
	Reentry     crm.Reentry
	ReentryDays int
	ReentryDate string
	RunToEnd    bool
	StopOnReply bool
	Fallback    string // an email address
	Steps       []Step
}

// Step is a step; people are email addresses.
type Step struct {
	Kind           crm.StepKind
	Timing         crm.Timing
	Anchor         crm.Anchor
	DateField      string
	Before         bool
	Template       string
	TemplateB      string
	Recipient      crm.RecipientKind
	RecipientField string
	Assignee       string
	Sender         string
	AttachPDF      bool
	Purpose        crm.Purpose
	Lateness       int
	Disabled       bool
	OnlyIf         *Group
	Change         *Change
	Call           *Call
}

// Call is what a webhook step sends; the webhook is named.
type Call struct {
	Webhook string
	Values  bool
	Text    string
}

// Change is what a step does to its card.
type Change struct {
	Status     string
	Owner      string
	InTurn     []string // email addresses
	ClearOwner bool
	Set        []Set
	Clear      []string
	AddTags    []string
	RemoveTags []string
}

// Set is a field and its value: a text, a number, yes or no, or texts.
type Set struct {
	Field string
	Value any // string, float64, bool or []string
}

// Template finds a template by kind and name.
func (p *Pack) Template(kind crm.TemplateKind, name string) *Template {
	i := slices.IndexFunc(p.Templates, func(t Template) bool { return t.Kind == kind && t.Name == name })
	if i < 0 {
		return nil
	}
	return &p.Templates[i]
}

// Filter finds a filter by name.
func (p *Pack) Filter(name string) *Filter {
	i := slices.IndexFunc(p.Filters, func(f Filter) bool { return f.Name == name })
	if i < 0 {
		return nil
	}
	return &p.Filters[i]
}

// Problems puts the line of each problem before it, in the order of the lines.
func (p *Pack) Problems(list crm.Problems) crm.Problems {
	out := make(crm.Problems, 0, len(list))
	for _, one := range list {
		if line := p.Line(one.Path); line > 0 && one.Key != keyLine {
			one.Args = crm.Args{"line": line, "wrong": crm.Phrase{Key: one.Key, Args: one.Args}}
			one.Key = keyLine
		}
		out = append(out, one)
	}
	slices.SortStableFunc(out, func(a, b crm.Problem) int { return cmp.Compare(lineOf(a), lineOf(b)) })
	return out
}

// keyLine says where in a file something is wrong.
const keyLine = "packs.line"

func lineOf(p crm.Problem) int {
	n, _ := p.Args["line"].(int)
	return n
}
