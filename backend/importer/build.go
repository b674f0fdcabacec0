package importer

import (
	"crypto/sha256"
	"slices"
	"strings"

	"stepwise/backend/crm"
)

// builder turns the rows of one table into drafts.
type builder struct {
	t        *Table
	m        Mapping
	cols     []column
	result   *Result
	statuses map[string]crm.StatusID
	users    map[string][]crm.User                   // by name and by email
	choices  map[crm.FieldID]map[string]crm.ChoiceID // of existing fields
	folded   map[string]string                       // what alike gave, because statuses and choices come again and again
	spelling map[string]string                       // the first spelling of what will be made, by place and folded name
	first    map[string]int                          // email or phone → line of the first draft with it
	rows     map[rowSum]int                          // whole rows → line of the first draft of such a row
}

// Build makes a draft or a bad row of every row. A mapping that doesn't fit
// the table or the catalogue is an invalid *crm.Error with every problem at
// once; a problem's path is the column's header or the mapping's own field.
func Build(t *Table, m Mapping, cat *crm.Catalogue) (*Result, error) {
	cols, err := m.columns(t, cat)
	if err != nil {
		return nil, err
	}
	b := &builder{
		t: t, m: m, cols: cols,
		result: &Result{
			Drafts: make([]Draft, 0, len(t.Rows)), Bad: []BadRow{}, Noted: []Note{}, Duplicates: []Duplicate{},
			Ambiguous: []string{}, NewStatuses: []string{}, NewChoices: []NewChoice{}, NewFields: []NewField{},
		},
		spelling: map[string]string{}, first: map[string]int{}, rows: map[rowSum]int{}, folded: map[string]string{},
	}
	b.index(cat)
	b.dateFormats()
	b.doubtNumbers()
	for i, cells := range t.Rows {
		b.add(t.Lines[i], cells)
	}
	if err := b.missing(); err != nil {
		return nil, err
	}
	return b.result, nil
}

// index prepares the look-ups by folded name.
func (b *builder) index(cat *crm.Catalogue) {
	b.statuses = map[string]crm.StatusID{}
	for _, s := range cat.Statuses {
		b.statuses[alike(s.Name)] = s.ID
	}
	b.users = map[string][]crm.User{}
	for _, u := range cat.Users {
		for _, name := range []string{u.Name, u.Email} {
			if k := alike(name); k != "" && !slices.Contains(b.users[k], u) {
				b.users[k] = append(b.users[k], u)
			}
		}
	}
	b.choices = map[crm.FieldID]map[string]crm.ChoiceID{}
	for _, c := range b.cols {
		if c.field == nil || c.isNew {
			continue
		}
		byName := map[string]crm.ChoiceID{}
		for _, choice := range c.field.Choices {
			byName[alike(choice.Name)] = choice.ID
		}
		b.choices[c.field.ID] = byName
	}
	if b.m.DefaultStatus == 0 {
		b.m.DefaultStatus = firstStatus(cat)
	}
}

func firstStatus(cat *crm.Catalogue) crm.StatusID {
	if len(cat.Statuses) == 0 {
		return 0
	}
	return slices.MinFunc(cat.Statuses, func(a, b crm.Status) int { return a.Position - b.Position }).ID
}

// dateFormats finds out each date column's order where the mapping leaves it
// open.
func (b *builder) dateFormats() {
	for i := range b.cols {
		c := &b.cols[i]
		if c.field == nil || c.field.Type != crm.FieldDate {
			continue
		}
		c.format = b.m.DateFormat
		if c.format != DateAuto {
			continue
		}
		if c.format = orderOf(b.t.values(c.index)); c.format == "" {
			b.result.Ambiguous = append(b.result.Ambiguous, c.header)
		}
	}
}

// Ambiguous are the headers of the date columns that DateAuto can't read: a
// person is asked once which format they have.
func Ambiguous(t *Table, m Mapping, cat *crm.Catalogue) []string {
	open := []string{}
	for i, target := range m.Columns {
		if target == Ignore || i >= len(t.Headers) || m.DateFormat != DateAuto {
			continue
		}
		c, bad := understand(t.Headers[i], target, cat)
		if bad == nil && c.field != nil && c.field.Type == crm.FieldDate && orderOf(t.values(i)) == "" {
			open = append(open, t.Headers[i])
		}
	}
	return open
}

// doubtNumbers notes the number columns in which "1.234" could be a thousand
// or one and a bit: they were read as the mapping says.
func (b *builder) doubtNumbers() {
	for _, c := range b.cols {
		if c.field == nil || c.field.Type != crm.FieldNumber {
			continue
		}
		values := b.t.values(c.index)
		i := slices.IndexFunc(values, func(v string) bool { return strings.ContainsAny(v, ".,") })
		if i < 0 {
			continue
		}
		if _, known := decimalComma(values); known {
			continue
		}
		if n, bad := parseNumber(values[i], b.m.DecimalComma); bad == nil {
			b.result.Noted = append(b.result.Noted, Note{Header: c.header, Say: crm.Say("import.note.number", "value", clip(values[i]), "read", n)})
		}
	}
}

// values are a column's texts that say something.
func (t *Table) values(column int) []string {
	values := make([]string, 0, len(t.Rows))
	for _, row := range t.Rows {
		if v := squeeze(row[column]); !nothing(v) {
			values = append(values, v)
		}
	}
	return values
}

// add judges one row.
func (b *builder) add(line int, cells []string) {
	r := row{b: b, line: line, draft: Draft{
		Line: line, Status: b.m.DefaultStatus, Owner: b.m.DefaultOwner,
		Fields: crm.Values{}, NewChoices: map[crm.FieldID]string{}, NewFields: map[int]any{},
	}}
	if n := len(b.t.Headers); len(cells) > n {
		r.bad.Add("", "import.row.long", "have", len(cells), "want", n)
	}
	for _, c := range b.cols {
		r.read(c, cells[c.index])
	}
	r.finish()
	if len(r.bad) > 0 {
		b.result.Bad = append(b.result.Bad, BadRow{Line: line, Row: cells, Problems: r.bad})
		return
	}
	if _, short := slices.BinarySearch(b.t.Short, line); short {
		r.note("", crm.Say("import.note.short"))
	}
	b.result.Noted = append(b.result.Noted, r.noted...)
	b.repeats(&r.draft, cells, r.where)
	b.result.Drafts = append(b.result.Drafts, r.draft)
}

// rowSum stands for the text of a whole row.
type rowSum [sha256.Size]byte

func sumOf(cells []string) rowSum {
	return sha256.Sum256([]byte(strings.Join(cells, "\x1f")))
}

// repeats marks a draft whose email or phone an earlier one has, or that is an
// earlier one's row once more.
func (b *builder) repeats(d *Draft, cells []string, where map[string]string) {
	whole := sumOf(cells)
	first, same := b.rows[whole]
	found := Duplicate{Line: d.Line, First: first, Value: d.CardName, Whole: same}
	if !same {
		b.rows[whole] = d.Line
	}
	for _, address := range d.addresses() {
		line, seen := b.first[address]
		if !seen {
			b.first[address] = d.Line
			continue
		}
		if d.SameAs == 0 {
			d.SameAs = line
			found.First, found.Header, found.Value = line, where[address], address
		}
	}
	if found.First > 0 {
		b.result.Duplicates = append(b.result.Duplicates, found)
	}
}

// alike is the package's alike, remembered.
func (b *builder) alike(text string) string {
	folded, ok := b.folded[text]
	if !ok {
		folded = alike(text)
		b.folded[text] = folded
	}
	return folded
}

// addresses are the emails and phones of a draft in the form that is compared.
func (d *Draft) addresses() []string {
	if d.Contact == nil {
		return nil
	}
	var all []string
	for _, e := range d.Contact.Emails {
		all = append(all, e.Key())
	}
	for _, p := range d.Contact.Phones {
		all = append(all, p.E164)
	}
	return all
}

// missing collects what has to be made for the drafts, and refuses a column
// that would make far too much, as one with names mapped to the status does.
func (b *builder) missing() error {
	statuses, choices := distinct{}, map[int]*distinct{}
	for i := range b.result.Drafts {
		d := &b.result.Drafts[i]
		statuses.add(d.StatusName)
		for _, c := range b.cols {
			if c.field == nil || c.field.Type != crm.FieldChoice {
				continue
			}
			if choices[c.index] == nil {
				choices[c.index] = &distinct{}
			}
			name, _ := d.NewFields[c.index].(string)
			if !c.isNew {
				name = d.NewChoices[c.field.ID]
			}
			choices[c.index].add(name)
		}
	}
	var bad crm.Problems
	b.result.NewStatuses = append(b.result.NewStatuses, statuses.names...)
	for _, c := range b.cols {
		if c.target == CardStatus && len(statuses.names) > maxNewStatus {
			bad.Add(c.header, "import.map.many_statuses", "have", len(statuses.names), "limit", maxNewStatus)
		}
		var made []string
		if found := choices[c.index]; found != nil {
			made = found.names
		}
		if len(made) > maxNewChoices {
			bad.Add(c.header, "import.map.many_choices", "have", len(made), "limit", maxNewChoices)
		}
		switch {
		case c.isNew:
			b.result.NewFields = append(b.result.NewFields, NewField{Column: c.index, Name: c.header, Type: c.field.Type, Choices: append([]string{}, made...)})
		case len(made) > 0:
			b.result.NewChoices = append(b.result.NewChoices, NewChoice{Field: c.field.ID, Names: made})
		}
	}
	return bad.Err()
}

// distinct are names in the order in which they first came.
type distinct struct {
	names []string
	seen  map[string]bool
}

func (d *distinct) add(name string) {
	if name == "" || d.seen[name] {
		return
	}
	if d.seen == nil {
		d.seen = map[string]bool{}
	}
	d.seen[name] = true
	d.names = append(d.names, name)
}
