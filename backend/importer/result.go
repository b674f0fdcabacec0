package importer

import (
	"stepwise/backend/crm"
	"stepwise/backend/mailaddr"
	"stepwise/backend/phone"
)

// Result is what a file comes to under a mapping: every row is a draft or a
// bad row.
type Result struct {
	Drafts      []Draft     `json:"drafts"` // only of Build: Builder.Survey leaves them out
	Good        int         `json:"good"`   // rows that make a card
	Bad         []BadRow    `json:"bad"`
	Noted       []Note      `json:"noted"`      // the first MaxNoted
	NotedCount  int         `json:"notedCount"` // all
	Duplicates  []Duplicate `json:"duplicates"`
	Ambiguous   []string    `json:"ambiguous"` // headers of columns whose dates can be read in two ways: their rows are bad until Mapping.DateFormat says which
	NewStatuses []string    `json:"newStatuses"`
	NewChoices  []NewChoice `json:"newChoices"`
	NewFields   []NewField  `json:"newFields"`
	Tags        []string    `json:"tags"` // all tags that the good rows name, one spelling each; whether there are such tags already is the caller's to know
}

// MaxNoted is how many notes a Result keeps; the rest is only counted.
const MaxNoted = 1000

// Draft is one card to be, with its main contact.
type Draft struct {
	Line       int                      `json:"line"`
	CardName   string                   `json:"cardName"`
	Status     crm.StatusID             `json:"status" ts_type:"string"`
	StatusName string                   `json:"statusName"` // of a status to be made, one of Result.NewStatuses; Status is none then
	Owner      crm.UserID               `json:"owner" ts_type:"string"`
	Fields     crm.Values               `json:"fields" ts_type:"Record<string, string | number | boolean | string[]>"`
	NewChoices map[crm.FieldID][]string `json:"newChoices" ts_type:"Record<string, string[]>"`                            // existing field → choices to be made, as in Result.NewChoices; those of the row that exist stand in Fields
	NewFields  map[int]any              `json:"newFields" ts_type:"Record<string, string | number | boolean | string[]>"` // column → value as in crm.Values, a choice by its name, several choices by their names ([]string)
	Tags       []string                 `json:"tags"`                                                                     // names of the card's tags, as spelled in Result.Tags; nil: none
	Note       string                   `json:"note"`                                                                     // becomes a note of the card: up to MaxNote characters, lines end in LF; "": none
	Contact    *Contact                 `json:"contact"`                                                                  // nil: the row says nothing about one
	Repeated   bool                     `json:"repeated"`                                                                 // the same row, cell for cell, stands earlier in the file
	Says       Says                     `json:"says"`                                                                     // what doesn't come from a default or a fallback
	SameAs     int                      `json:"sameAs"`                                                                   // line of an earlier draft with the same email or phone; 0: none
}

// Says tells of a draft what its row says itself: only that changes a card that
// is there already.
type Says struct {
	Name    bool `json:"name"` // of the card
	Status  bool `json:"status"`
	Owner   bool `json:"owner"`
	Contact bool `json:"contact"` // the name of a person
}

// Contact is the client of a draft: a person, with a company or without, or a
// company alone.
type Contact struct {
	Kind      crm.ContactKind `json:"kind" ts_type:"'person'|'company'"`
	Company   string          `json:"company"` // its name; of a person the one that he or she belongs to
	FirstName string          `json:"firstName"`
	LastName  string          `json:"lastName"`
	Name      string          `json:"name"`   // never empty
	Emails    []Email         `json:"emails"` // the default first
	Phones    []Phone         `json:"phones"`
	Website   string          `json:"website"` // as crm.Contact has it, checked
	Postal    string          `json:"postal"`  // the postal address, lines end in LF
}

// Email is an address of a contact, as typed and as understood.
type Email struct {
	Typed string    `json:"typed"`
	Label crm.Label `json:"label" ts_type:"''|'work'|'home'|'mobile'|'other'"` // as the file or its column says
	mailaddr.Address
}

// Phone is a number of a contact, as typed and as understood.
type Phone struct {
	Typed string    `json:"typed"`
	Label crm.Label `json:"label" ts_type:"''|'work'|'home'|'mobile'|'other'"` // as the file or its column says
	phone.Number
}

// BadRow is a row that makes no card, as it stood in the file, with everything
// that is wrong with it. A problem's path is the column's header, "" for the
// row as a whole.
type BadRow struct {
	Line     int           `json:"line"`
	Row      []string      `json:"row"`
	Problems []crm.Problem `json:"problems"`
}

// Note is something that was done to a good row, or that a person should look
// at.
type Note struct {
	Line   int        `json:"line"`   // 0: the whole column
	Header string     `json:"header"` // "" for the row as a whole
	Say    crm.Phrase `json:"say"`
}

// Duplicate is a draft with the email or phone of an earlier one, or whose row
// stands in the file twice.
type Duplicate struct {
	Line   int    `json:"line"`
	First  int    `json:"first"`  // the earlier draft's line
	Header string `json:"header"` // where the address stands; "" if the row has none
	Value  string `json:"value"`  // the address, or the card's name
	Whole  bool   `json:"whole"`  // all cells are the same: nothing new in it
}

// NewField is a custom field to be made for a column.
type NewField struct {
	Column   int           `json:"column"`
	Name     string        `json:"name"`
	Type     crm.FieldType `json:"type" ts_type:"'text'|'longtext'|'number'|'money'|'date'|'datetime'|'yesno'|'choice'|'choices'|'link'|'phone'|'email'|'file'"`
	Choices  []string      `json:"choices"`
	Currency string        `json:"currency"` // of a money field, ISO 4217, as its column says; "": the column doesn't
}

// NewChoice are choices to be made in an existing field.
type NewChoice struct {
	Field crm.FieldID `json:"field" ts_type:"string"`
	Names []string    `json:"names"`
}
