package importer

import (
	"stepwise/backend/crm"
	"stepwise/backend/mailaddr"
	"stepwise/backend/phone"
)

// Result is what a file comes to under a mapping: every row is a draft or a
// bad row.
type Result struct {
	Drafts      []Draft     `json:"drafts"`
	Bad         []BadRow    `json:"bad"`
	Noted       []Note      `json:"noted"`
	Duplicates  []Duplicate `json:"duplicates"`
	Ambiguous   []string    `json:"ambiguous"` // headers of columns whose dates can be read in two ways: their rows are bad until Mapping.DateFormat says which
	NewStatuses []string    `json:"newStatuses"`
	NewChoices  []NewChoice `json:"newChoices"`
	NewFields   []NewField  `json:"newFields"`
}

// Draft is one card to be, with its main contact.
type Draft struct {
	Line       int                    `json:"line"`
	CardName   string                 `json:"cardName"`
	Status     crm.StatusID           `json:"status" ts_type:"string"`
	StatusName string                 `json:"statusName"` // of a status to be made, one of Result.NewStatuses; Status is none then
	Owner      crm.UserID             `json:"owner" ts_type:"string"`
	Fields     crm.Values             `json:"fields" ts_type:"Record<string, string | number | boolean>"`
	NewChoices map[crm.FieldID]string `json:"newChoices" ts_type:"Record<string, string>"`                   // existing field → choice to be made, as in Result.NewChoices
	NewFields  map[int]any            `json:"newFields" ts_type:"Record<string, string | number | boolean>"` // column → value as in crm.Values, a choice by its name
	Contact    *Contact               `json:"contact"`                                                       // nil: the row says nothing about one
	SameAs     int                    `json:"sameAs"`                                                        // line of an earlier draft with the same email or phone; 0: none
}

// Contact is the client of a draft: a person, with a company or without, or a
// company alone.
type Contact struct {
	Kind      crm.ContactKind `json:"kind" ts_type:"'person'|'company'"`
	Company   string          `json:"company"` // its name; of a person the one that he or she belongs to
	FirstName string          `json:"firstName"`
	LastName  string          `json:"lastName"`
	Name      string          `json:"name"` // never empty
	Emails    []Email         `json:"emails"`
	Phones    []Phone         `json:"phones"`
}

// Email is an address of a contact, as typed and as understood.
type Email struct {
	Typed string `json:"typed"`
	mailaddr.Address
}

// Phone is a number of a contact, as typed and as understood.
type Phone struct {
	Typed string `json:"typed"`
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
	Column  int           `json:"column"`
	Name    string        `json:"name"`
	Type    crm.FieldType `json:"type" ts_type:"'text'|'number'|'date'|'yesno'|'choice'"`
	Choices []string      `json:"choices"`
}

// NewChoice are choices to be made in an existing field.
type NewChoice struct {
	Field crm.FieldID `json:"field" ts_type:"string"`
	Names []string    `json:"names"`
}
