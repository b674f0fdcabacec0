package importer

import (
	"strings"
	"unicode"

	"stepwise/backend/crm"
	"stepwise/backend/mailaddr"
	"stepwise/backend/phone"
)

// nothing says whether a text is how people and spreadsheets write that there
// is no value.
func nothing(s string) bool {
	if len(s) > 6 {
		return false
	}
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
func (r *row) field(c *column, cell, text string) {
	var value any
	var bad *crm.Phrase
	switch c.field.Type {
	case crm.FieldNumber:
		value, bad = parseNumber(text, r.b.m.DecimalComma && (r.b.t.Format != FormatXLSX || !isMachine(text)))
	case crm.FieldMoney:
		value, bad = parseMoney(text, c.currency, r.b.m.DecimalComma && (r.b.t.Format != FormatXLSX || !isMachine(text)))
	case crm.FieldDate, crm.FieldDateTime:
		if noDay(text) {
			return
		}
		if yearless(text) {
			r.note(c.header, crm.Say("import.note.no_year", "value", text))
			return
		}
		value, bad = r.day(c, text)
	case crm.FieldYesNo:
		yes, ok := yesNo[r.alike(text)]
		if value = yes; !ok {
			bad = problem("import.yesno", "value", clip(text))
		}
	case crm.FieldChoice:
		r.choice(c, text)
		return
	case crm.FieldChoices:
		r.choices(c, text)
		return
	case crm.FieldLink:
		value, bad = c.field.Check(text)
	case crm.FieldPhone:
		var n phone.Number
		n, bad = r.b.phone(strings.TrimSpace(cell))
		value = n.E164
	case crm.FieldEmail:
		var a mailaddr.Address
		a, bad = mailaddr.Parse(strings.TrimSpace(cell))
		value = a.Shown
	case crm.FieldLongText:
		if text = r.lines(c, "", cell, crm.MaxLongText); text == "" {
			return
		}
		value = text
	default:
		if value = r.text(c, cell, text); value == "" {
			return
		}
	}
	if bad != nil {
		r.bad.AddPhrase(c.header, *bad)
		return
	}
	r.put(c, value)
}

// put keeps the value of a custom field.
func (r *row) put(c *column, value any) {
	if !c.isNew {
		r.draft.Fields[c.field.ID] = value
		return
	}
	if r.draft.NewFields == nil {
		r.draft.NewFields = map[int]any{}
	}
	r.draft.NewFields[c.index] = value
}

func (r *row) text(c *column, cell, text string) string {
	if n := longer(text, crm.MaxText); n > 0 {
		r.fail(c, "import.text_long", "have", n, "limit", crm.MaxText)
		return ""
	}
	if r.surveys && strings.ContainsAny(strings.TrimSpace(cell), "\r\n") {
		r.note(c.header, crm.Say("import.note.lines"))
	}
	return text
}

// lines is a text that keeps its lines, behind those that there are already.
func (r *row) lines(c *column, before, cell string, limit int) string {
	text := before
	for line := range strings.Lines(lineEnds.Replace(cell)) {
		line = strings.TrimRightFunc(strings.Map(shown, line), unicode.IsSpace)
		if text != "" || line != "" {
			text += "\n" + line
		}
	}
	text = strings.Trim(text, "\n")
	if n := longer(text, limit); n > 0 {
		r.fail(c, "import.text_long", "have", n, "limit", limit)
		return ""
	}
	return text
}

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// shown drops what can't be seen.
func shown(r rune) rune {
	if r >= 0x80 && unicode.Is(unicode.Cf, r) {
		return -1
	}
	return r
}

// day reads a date or a moment; the same ones come again and again.
func (r *row) day(c *column, text string) (any, *crm.Phrase) {
	if c.format == "" {
		return nil, problem("import.date.ambiguous", "value", clip(text))
	}
	key := dayKey{format: c.format, typ: c.field.Type, text: text}
	if value, ok := r.parsed[key]; ok {
		return value, nil
	}
	var value any
	var bad *crm.Phrase
	if c.field.Type == crm.FieldDateTime {
		value, bad = parseMoment(text, c.format, r.b.zone)
	} else {
		value, bad = parseDate(text, c.format)
	}
	if bad == nil && len(r.parsed) < remembered {
		r.parsed[key] = value
	}
	return value, bad
}

func (r *row) website(c *column, text string) string {
	value, bad := (&crm.Field{Name: c.header, Type: crm.FieldLink}).Check(text)
	if bad != nil {
		r.bad.AddPhrase(c.header, *bad)
	}
	link, _ := value.(string)
	if n := longer(link, crm.MaxWebsite); n > 0 {
		r.fail(c, "import.text_long", "have", n, "limit", crm.MaxWebsite)
	}
	return link
}

func (r *row) choice(c *column, text string) {
	if c.isNew {
		if name, ok := r.newName(c, c.place(), text, crm.MaxName); ok {
			r.put(c, name)
		}
		return
	}
	if id, ok := r.b.choices[c.field.ID][r.alike(text)]; ok {
		r.draft.Fields[c.field.ID] = id
		return
	}
	r.newChoice(c, text)
}

// newChoice asks for a choice that an existing field hasn't.
func (r *row) newChoice(c *column, text string) {
	if !r.b.m.CreateMissing {
		r.fail(c, "import.choice_unknown", "value", clip(text))
		return
	}
	name, ok := r.newName(c, c.place(), text, crm.MaxName)
	if !ok {
		return
	}
	if r.draft.NewChoices == nil {
		r.draft.NewChoices = map[crm.FieldID][]string{}
	}
	r.draft.NewChoices[c.field.ID] = append(r.draft.NewChoices[c.field.ID], name)
}

// choices reads several choices; a choice whose name holds a sign that
// otherwise separates them may stand alone.
func (r *row) choices(c *column, text string) {
	known := r.b.choices[c.field.ID]
	parts := splitList(text)
	if _, whole := known[r.alike(text)]; whole {
		parts = []string{text}
	}
	var ids []crm.ChoiceID
	var names []string
	for _, part := range parts {
		if c.isNew {
			if name, ok := r.newName(c, c.place(), part, crm.MaxName); ok && !has(names, name) {
				names = append(names, name)
			}
			continue
		}
		if id, ok := known[r.alike(part)].(crm.ChoiceID); ok {
			ids = append(ids, id)
			continue
		}
		r.newChoice(c, part)
	}
	switch {
	case len(names) > 0:
		r.put(c, names)
	case len(ids) > 0:
		r.put(c, crm.ChoiceSetOf(ids...))
	}
}

// tags reads the card's tags, each once.
func (r *row) tags(c *column, text string) {
	for _, part := range splitList(text) {
		name, ok := r.newName(c, placeTag, tagName(part), crm.MaxTag)
		if !ok || name == "" || has(r.draft.Tags, name) {
			continue
		}
		if len(r.draft.Tags) == crm.MaxTags {
			r.fail(c, "import.many_tags", "limit", crm.MaxTags)
			return
		}
		r.draft.Tags = append(r.draft.Tags, name)
	}
}

// tagName is a tag without the star that an address book puts before its own
// groups; the groups that every entry is in say nothing.
func tagName(text string) string {
	name, own := strings.CutPrefix(text, "* ")
	if own && listed("mycontacts|my contacts|starred|othercontacts", words(name)) {
		return ""
	}
	return strings.TrimSpace(strings.TrimPrefix(name, "#"))
}

// splitList cuts a cell of several values.
func splitList(text string) []string {
	text = strings.ReplaceAll(text, strings.TrimSpace(between), ";")
	parts := strings.FieldsFunc(text, func(c rune) bool { return c == ',' || c == ';' || c == '|' })
	list := parts[:0]
	for _, part := range parts {
		if part = strings.TrimSpace(part); !nothing(part) {
			list = append(list, part)
		}
	}
	return list
}

func has(list []string, text string) bool {
	for _, s := range list {
		if s == text {
			return true
		}
	}
	return false
}
