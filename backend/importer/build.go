package importer

import (
	"slices"
	"sync"
	"time"

	"stepwise/backend/crm"
)

// Builder turns the rows of one table into drafts under one mapping. First
// Survey looks at all rows; then Chunk gives the drafts of any part of them,
// also to several goroutines at once. It keeps no drafts.
type Builder struct {
	t        *Table
	m        Mapping
	cols     []column
	zone     *time.Location
	statuses map[string]crm.StatusID
	users    map[string][]crm.User          // by name and by email
	choices  map[crm.FieldID]map[string]any // of existing fields: crm.ChoiceID by folded name
	spelling map[string]string              // the first spelling of what will be made, by place and folded name; Survey writes it
	sameAs   map[int]int                    // row → line of an earlier row with its email or phone
	repeated map[int]bool                   // rows that stand earlier in the file cell for cell
	result   *Result
	mobiles  sync.Map // the first number of a prefix, by country and prefix
}

// NewBuilder understands a mapping. One that doesn't fit the table or the
// catalogue is an invalid *crm.Error with every problem at once; a problem's
// path is the column's header or the mapping's own field.
func NewBuilder(t *Table, m Mapping, cat *crm.Catalogue) (*Builder, error) {
	cols, err := m.columns(t, cat)
	if err != nil {
		return nil, err
	}
	b := &Builder{
		t: t, m: m, cols: cols, spelling: map[string]string{}, sameAs: map[int]int{}, repeated: map[int]bool{},
		result: &Result{
			Drafts: []Draft{}, Bad: []BadRow{}, Noted: []Note{}, Duplicates: []Duplicate{}, Ambiguous: []string{},
			NewStatuses: []string{}, NewChoices: []NewChoice{}, NewFields: []NewField{}, Tags: []string{},
		},
	}
	if b.zone, err = time.LoadLocation(m.Zone); err != nil {
		return nil, err
	}
	b.index(cat)
	b.formats()
	return b, nil
}

// Build makes a draft or a bad row of every row: all of Survey and Chunk at
// once, for files that are small. Errors are theirs.
func Build(t *Table, m Mapping, cat *crm.Catalogue) (*Result, error) {
	b, err := NewBuilder(t, m, cat)
	if err != nil {
		return nil, err
	}
	result, err := b.Survey()
	if err != nil {
		return nil, err
	}
	result.Drafts = b.Chunk(0, len(t.Rows))
	return result, nil
}

// After is the builder once what Survey found missing was made: the catalogue
// has the statuses and choices, made holds the new fields by column. The drafts
// of its Chunk have nothing new any more, and it needs no second Survey.
func (b *Builder) After(made map[int]crm.FieldID, cat *crm.Catalogue) (*Builder, error) {
	after, err := NewBuilder(b.t, b.m.Made(made), cat)
	if err != nil {
		return nil, err
	}
	after.sameAs, after.repeated, after.spelling, after.result = b.sameAs, b.repeated, b.spelling, b.result
	return after, nil
}

// Chunk makes the drafts of the good ones among the table's rows from..to-1, in
// their order. Survey must have been called.
func (b *Builder) Chunk(from, to int) []Draft {
	r := newRow(b)
	drafts := make([]Draft, 0, to-from)
	for i, cells := range b.t.Rows[from:to] {
		r.begin(b.t.Lines[from+i])
		r.judge(cells)
		if len(r.bad) > 0 {
			continue
		}
		r.draft.SameAs, r.draft.Repeated = b.sameAs[from+i], b.repeated[from+i]
		drafts = append(drafts, r.draft)
	}
	return drafts
}

// index prepares the look-ups by folded name.
func (b *Builder) index(cat *crm.Catalogue) {
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
	b.choices = map[crm.FieldID]map[string]any{}
	for _, c := range b.cols {
		if c.field == nil || c.isNew {
			continue
		}
		byName := map[string]any{}
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

// formats finds out what a column's values share: the order of its dates where
// the mapping leaves it open, the currency of a new money field.
func (b *Builder) formats() {
	for i := range b.cols {
		c := &b.cols[i]
		switch c.kind() {
		case crm.FieldDate, crm.FieldDateTime:
			c.format = b.m.DateFormat
			if c.format != DateAuto {
				continue
			}
			if c.format = orderOf(b.t.values(c.index)); c.format == "" {
				b.result.Ambiguous = append(b.result.Ambiguous, c.header)
			}
		case crm.FieldMoney:
			c.currency = c.field.Currency
			if c.isNew {
				c.currency = currencyOf(c.header, b.t.values(c.index))
			}
		}
	}
}

// Ambiguous are the headers of the date columns that DateAuto can't read: a
// person is asked once which format they have.
func Ambiguous(t *Table, m Mapping, cat *crm.Catalogue) []string {
	open := []string{}
	names := t.fieldNames()
	for i, target := range m.Columns {
		if target == Ignore || i >= len(t.Headers) || m.DateFormat != DateAuto {
			continue
		}
		c, bad := understand(names[i], target, cat)
		if bad != nil || c.kind() != crm.FieldDate && c.kind() != crm.FieldDateTime {
			continue
		}
		if orderOf(t.values(i)) == "" {
			open = append(open, t.Headers[i])
		}
	}
	return open
}
