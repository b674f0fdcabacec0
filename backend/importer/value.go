package importer

import (
	"strings"

	"stepwise/backend/crm"
)

// nothing says whether a text is how people and spreadsheets write that there
// is no value.
func nothing(s string) bool {
	switch strings.ToLower(s) {
	case "", "-", "--", "–", "—", "n/a", "#n/a", "null", "(null)":
		return true
	}
	return false
}

// yesNo are the words of a yes/no column, folded.
var yesNo = map[string]bool{
	"da": true, "yes": true, "y": true, "igen": true, "true": true, "adevarat": true, "igaz": true, "1": true, "x": true, "✓": true,
	"nu": false, "no": false, "n": false, "nem": false, "false": false, "fals": false, "hamis": false, "0": false,
}

// field reads the value of a custom field; cell is as in the file, text
// without line breaks and what can't be seen.
func (r *row) field(c column, cell, text string) {
	var value any
	var bad *crm.Phrase
	switch c.field.Type {
	case crm.FieldNumber:
		value, bad = parseNumber(text, r.b.m.DecimalComma)
	case crm.FieldDate:
		if c.format == "" {
			r.fail(c, "import.date.ambiguous", "value", clip(text))
			return
		}
		value, bad = parseDate(text, c.format)
	case crm.FieldYesNo:
		yes, ok := yesNo[r.b.alike(text)]
		if value = yes; !ok {
			r.fail(c, "import.yesno", "value", clip(text))
			return
		}
	case crm.FieldChoice:
		r.choice(c, text)
		return
	default:
		if n := len([]rune(text)); n > crm.MaxText {
			r.fail(c, "import.text_long", "have", n, "limit", crm.MaxText)
			return
		}
		if strings.ContainsAny(strings.TrimSpace(cell), "\r\n") {
			r.note(c.header, crm.Say("import.note.lines"))
		}
		value = text
	}
	if bad != nil {
		r.bad.AddPhrase(c.header, *bad)
		return
	}
	if c.isNew {
		r.draft.NewFields[c.index] = value
		return
	}
	r.draft.Fields[c.field.ID] = value
}

func (r *row) choice(c column, text string) {
	if c.isNew {
		if name, ok := r.newName(c, c.header, text); ok {
			r.draft.NewFields[c.index] = name
		}
		return
	}
	if id, ok := r.b.choices[c.field.ID][r.b.alike(text)]; ok {
		r.draft.Fields[c.field.ID] = id
		return
	}
	if !r.b.m.CreateMissing {
		r.fail(c, "import.choice_unknown", "value", clip(text))
		return
	}
	if name, ok := r.newName(c, c.field.ID.String(), text); ok {
		r.draft.NewChoices[c.field.ID] = name
	}
}
