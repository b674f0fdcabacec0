package crm

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Card is one record of a product: a client, an offer, an invoice.
type Card struct {
	ID          CardID    `json:"id" db:"id" ts_type:"string"`
	Product     ProductID `json:"product" db:"product" ts_type:"string"`
	Name        string    `json:"name" db:"name"`
	Status      StatusID  `json:"status" db:"status" ts_type:"string"`
	StatusSince Instant   `json:"statusSince" db:"status_since"`
	StatusFrom  StatusID  `json:"statusFrom" db:"status_from" ts_type:"string"` // the status before; none if created or imported in this one
	Owner       UserID    `json:"owner" db:"owner" ts_type:"string"`
	Contact     ContactID `json:"contact" db:"contact" ts_type:"string"` // the main contact
	Fields      Values    `json:"fields" db:"fields" ts_type:"Record<string, string | number | boolean>"`
	Created     Instant   `json:"created" db:"created"`
	CreatedBy   Origin    `json:"createdBy" db:"created_by" ts_type:"'user'|'import'|'form'|'sample'"`
	Modified    Instant   `json:"modified" db:"modified"`
	Revision    int64     `json:"revision" db:"revision"` // grows with every change; a save names the one it saw
	Deleted     Instant   `json:"deleted" db:"deleted"`
}

// Origin says what made a card.
type Origin string

// The origins.
const (
	OriginUser   Origin = "user"
	OriginImport Origin = "import"
	OriginForm   Origin = "form"
	OriginSample Origin = "sample"
)

// Values are a card's custom fields that are set. A value is a string (text),
// float64 (number), Date (date), bool (yes/no) or ChoiceID (choice); what is
// not in the map is not set. Outside it is JSON with the field's id as key.
type Values map[FieldID]any

// StoreJSON is the document kept in the database: keys "f12", dates as text,
// yes/no as 0/1, choices as their numbers.
func (v Values) StoreJSON() string {
	doc := make(map[string]any, len(v))
	for id, x := range v {
		switch x := x.(type) {
		case bool:
			n := 0
			if x {
				n = 1
			}
			doc[id.Key()] = n
		case ChoiceID:
			doc[id.Key()] = int64(x)
		default:
			doc[id.Key()] = x
		}
	}
	b, err := json.Marshal(doc)
	if err != nil {
		panic(fmt.Sprintf("values that were checked don't encode: %v", err))
	}
	return string(b)
}

// ReadStoreJSON reads what StoreJSON wrote, by the types of the fields. What
// the fields no longer know is left out.
func ReadStoreJSON(doc []byte, fields []Field) (Values, error) {
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(doc, &raw); err != nil {
		return nil, err
	}
	out := make(Values, len(raw))
	for _, f := range fields {
		b, ok := raw[f.ID.Key()]
		if !ok {
			continue
		}
		x, err := f.fromStore(b)
		if err != nil {
			return nil, fmt.Errorf("field %s: %w", f.ID, err)
		}
		out[f.ID] = x
	}
	return out, nil
}

// Key is the field's key in the stored document, "f12".
func (id ID[N]) Key() string { return "f" + strconv.FormatInt(int64(id), 10) }

func (f *Field) fromStore(b []byte) (any, error) {
	switch f.Type {
	case FieldNumber:
		var n float64
		err := json.Unmarshal(b, &n)
		return n, err
	case FieldYesNo:
		var n int
		err := json.Unmarshal(b, &n)
		return n != 0, err
	case FieldChoice:
		var n int64
		err := json.Unmarshal(b, &n)
		return ChoiceID(n), err
	case FieldDate:
		var s string
		err := json.Unmarshal(b, &s)
		return Date(s), err
	default:
		var s string
		err := json.Unmarshal(b, &s)
		return s, err
	}
}

// MaxText is the longest text field and MaxName the longest name, in
// characters.
const (
	MaxText = 500
	MaxName = 200
)

// Check turns a value as it came from outside (decoded JSON) into a value of
// the field. nil and "" are "not set" and give nil. A wrong type or a value
// outside the choices is a phrase that says what to do.
func (f *Field) Check(x any) (any, *Phrase) {
	if x == nil || x == "" {
		return nil, nil
	}
	bad := func(key string) (any, *Phrase) {
		shown := []rune(fmt.Sprint(x))
		p := Say(key, "field", f.Name, "value", string(shown[:min(len(shown), 60)]))
		return nil, &p
	}
	switch f.Type {
	case FieldNumber:
		if n, ok := x.(float64); ok && !math.IsNaN(n) && !math.IsInf(n, 0) {
			return n, nil
		}
		return bad("error.field.number")
	case FieldYesNo:
		if b, ok := x.(bool); ok {
			return b, nil
		}
		return bad("error.field.yesno")
	case FieldDate:
		if s, ok := x.(string); ok {
			if d, err := ParseDate(s); err == nil {
				return d, nil
			}
		}
		return bad("error.field.date")
	case FieldChoice:
		if s, ok := x.(string); ok {
			if id, err := ParseID[choiceNoun](s); err == nil {
				if _, ok := f.Choice(id); ok {
					return id, nil
				}
			}
		}
		return bad("error.field.choice")
	default:
		s, ok := x.(string)
		if !ok || !utf8.ValidString(s) || utf8.RuneCountInString(s) > MaxText || strings.ContainsFunc(s, unicode.IsControl) {
			return bad("error.field.text")
		}
		if s = strings.TrimSpace(s); s == "" {
			return nil, nil
		}
		return s, nil
	}
}
