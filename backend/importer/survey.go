package importer

import (
	"hash/maphash"
	"iter"
	"slices"
	"strings"

	"stepwise/backend/crm"
)

// survey is one look at all rows of a table.
type survey struct {
	b        *Builder
	first    map[string]int // email or phone → line of the first draft with it
	seed     maphash.Seed   // of rows
	rows     map[uint64]int // sum of a whole row → first row with it
	statuses distinct
	tags     distinct
	choices  []distinct // by place in b.cols
}

// Survey judges every row and collects what importing them needs: the bad rows
// with their reasons, duplicates, and what would have to be made. It makes no
// drafts. A column that would make far too much, as one with names mapped to
// the status does, is an invalid *crm.Error.
func (b *Builder) Survey() (*Result, error) {
	s := survey{
		b: b, first: map[string]int{}, seed: maphash.MakeSeed(), rows: make(map[uint64]int, len(b.t.Rows)),
		choices: make([]distinct, len(b.cols)),
	}
	b.doubtNumbers()
	r := newRow(b)
	r.surveys = true
	for i, cells := range b.t.Rows {
		r.begin(b.t.Lines[i])
		r.judge(cells)
		if len(r.bad) > 0 {
			b.result.Bad = append(b.result.Bad, BadRow{Line: r.line, Row: cells, Problems: r.bad})
			continue
		}
		if _, short := slices.BinarySearch(b.t.Short, r.line); short {
			r.note("", crm.Say("import.note.short"))
		}
		b.note(r.noted)
		s.repeats(r, i, cells)
		s.collect(&r.draft)
		b.result.Good++
	}
	return b.result, s.missing()
}

// note keeps the first notes and counts all.
func (b *Builder) note(noted []Note) {
	b.result.NotedCount += len(noted)
	room := MaxNoted - len(b.result.Noted)
	b.result.Noted = append(b.result.Noted, noted[:min(len(noted), max(room, 0))]...)
}

// doubtNumbers notes the number columns in which "1.234" could be a thousand
// or one and a bit: they were read as the mapping says.
func (b *Builder) doubtNumbers() {
	for _, c := range b.cols {
		if k := c.kind(); k != crm.FieldNumber && k != crm.FieldMoney {
			continue
		}
		doubtful := ""
		for v := range b.t.values(c.index) {
			if strings.ContainsAny(v, ".,") {
				doubtful = v
				break
			}
		}
		if doubtful == "" {
			continue
		}
		if _, known := decimalComma(bareAmounts(b.t.values(c.index))); known {
			continue
		}
		amount, _, _ := splitAmount(doubtful)
		if n, bad := parseNumber(amount, b.m.DecimalComma); bad == nil {
			b.note([]Note{{Header: c.header, Say: crm.Say("import.note.number", "value", clip(doubtful), "read", n)}})
		}
	}
}

// values are a column's texts that say something.
func (t *Table) values(column int) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, row := range t.Rows {
			if v := squeeze(row[column]); !nothing(v) && !yield(v) {
				return
			}
		}
	}
}

// repeats marks a row whose email or phone an earlier one has, or that is an
// earlier one once more.
func (s *survey) repeats(r *row, index int, cells []string) {
	d := &r.draft
	found := Duplicate{Line: d.Line, Value: d.CardName}
	if first, same := s.seen(index, cells); same {
		found.First, found.Whole = s.b.t.Lines[first], true
		s.b.repeated[index] = true
	}
	for _, phones := range []bool{false, true} { // an email tells more
		for _, a := range r.addresses {
			if phones != strings.HasPrefix(a.value, "+") {
				continue
			}
			line, seen := s.first[a.value]
			if !seen {
				s.first[a.value] = d.Line
				continue
			}
			if _, ok := s.b.sameAs[index]; !ok {
				s.b.sameAs[index] = line
				found.First, found.Header, found.Value = line, a.header, a.value
			}
		}
	}
	if found.First > 0 {
		s.b.result.Duplicates = append(s.b.result.Duplicates, found)
	}
}

// seen finds the first good row with the same cells.
func (s *survey) seen(index int, cells []string) (int, bool) {
	var h maphash.Hash
	h.SetSeed(s.seed)
	for _, c := range cells {
		_, _ = h.WriteString(c)
		_ = h.WriteByte(0x1f)
	}
	sum := h.Sum64()
	first, taken := s.rows[sum]
	if !taken {
		s.rows[sum] = index
	}
	return first, taken && slices.Equal(s.b.t.Rows[first], cells)
}

// collect notes what a draft would have made.
func (s *survey) collect(d *Draft) {
	s.statuses.add(d.StatusName)
	for _, tag := range d.Tags {
		s.tags.add(tag)
	}
	for i, c := range s.b.cols {
		if c.field == nil || !c.field.Type.HasChoices() {
			continue
		}
		names := d.NewChoices[c.field.ID]
		if c.isNew {
			names = newNames(d.NewFields[c.index])
		}
		for _, name := range names {
			s.choices[i].add(name)
		}
	}
}

func newNames(value any) []string {
	switch v := value.(type) {
	case string:
		return []string{v}
	case []string:
		return v
	}
	return nil
}

// missing says what has to be made, and refuses what is far too much.
func (s *survey) missing() error {
	var bad crm.Problems
	result := s.b.result
	result.NewStatuses = append(result.NewStatuses, s.statuses.spelled(s.b, placeStatus)...)
	result.Tags = append(result.Tags, s.tags.spelled(s.b, placeTag)...)
	for i, c := range s.b.cols {
		made := s.choices[i].spelled(s.b, c.place())
		switch {
		case c.target == CardStatus && len(s.statuses.names) > maxNewStatus:
			bad.Add(c.header, "import.map.many_statuses", "have", len(s.statuses.names), "limit", maxNewStatus)
		case c.target == CardTags && len(s.tags.names) > maxNewTags:
			bad.Add(c.header, "import.map.many_tags", "have", len(s.tags.names), "limit", maxNewTags)
		case len(made) > maxNewChoices:
			bad.Add(c.header, "import.map.many_choices", "have", len(made), "limit", maxNewChoices)
		}
		switch {
		case c.isNew:
			result.NewFields = append(result.NewFields, NewField{
				Column: c.index, Name: c.name, Type: c.field.Type, Choices: append([]string{}, made...), Currency: c.currency,
			})
		case len(made) > 0:
			result.NewChoices = append(result.NewChoices, NewChoice{Field: c.field.ID, Names: made})
		}
	}
	return bad.Err()
}

// distinct are names in the order in which they first came; two that differ
// only in case or diacritics are one.
type distinct struct {
	names []string // as they first came
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
	if folded := alike(name) + "\x1f"; !d.seen[folded] {
		d.seen[folded] = true
		d.names = append(d.names, name)
	}
}

// spelled are the names as they will be made.
func (d *distinct) spelled(b *Builder, place string) []string {
	names := make([]string, 0, len(d.names))
	for _, name := range d.names {
		if best, ok := b.spelling[place+"\x1f"+alike(name)]; ok {
			name = best
		}
		names = append(names, name)
	}
	return names
}

// The places of what is made; that of a field's choices is column.place.
const (
	placeStatus = "status"
	placeTag    = "tag"
)

// place tells the choices of one column's field from those of another.
func (c *column) place() string {
	if c.isNew || c.field == nil {
		return c.header
	}
	return c.field.ID.String()
}
