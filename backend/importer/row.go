package importer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"stepwise/backend/crm"
)

// row is one row on its way to a draft or to its reasons. It is used for one
// row after the other; what it remembers between them only saves time.
type row struct {
	b         *Builder
	surveys   bool // the drafts aren't kept, so their room is used again
	line      int
	draft     Draft
	contact   Contact
	cardName  string
	middle    string
	bad       crm.Problems
	noted     []Note
	addresses []address
	folded    map[string]string // what alike gave, because statuses and choices come again and again
	parsed    map[dayKey]any    // what date columns gave
	split     []string
	fields    int // how many columns fill existing fields
}

// address is an email or phone of the row in the form that is compared, and
// the header it came from.
type address struct{ value, header string }

// dayKey is a text in a column of dates.
type dayKey struct {
	format string
	typ    crm.FieldType
	text   string
}

func newRow(b *Builder) *row {
	r := &row{b: b, folded: map[string]string{}, parsed: map[dayKey]any{}}
	for _, c := range b.cols {
		if c.field != nil && !c.isNew {
			r.fields++
		}
	}
	return r
}

// begin makes room for the next row.
func (r *row) begin(line int) {
	fields := r.draft.Fields
	emails, phones := r.contact.Emails, r.contact.Phones
	r.line, r.cardName, r.middle = line, "", ""
	r.bad, r.noted, r.addresses, r.contact = nil, nil, r.addresses[:0], Contact{}
	r.draft = Draft{Line: line, Status: r.b.m.DefaultStatus, Owner: r.b.m.DefaultOwner}
	if !r.surveys || fields == nil {
		r.draft.Fields = make(crm.Values, r.fields)
		return
	}
	clear(fields)
	r.draft.Fields = fields
	r.contact.Emails, r.contact.Phones = emails[:0], phones[:0]
}

// judge reads all cells: afterwards the row has its draft, or something in bad.
func (r *row) judge(cells []string) {
	if n := len(r.b.t.Headers); len(cells) > n {
		r.bad.Add("", "import.row.long", "have", len(cells), "want", n)
	}
	for i := range r.b.cols {
		c := &r.b.cols[i]
		if cell := cells[c.index]; strings.TrimSpace(cell) != "" {
			r.read(c, cell, cells)
		}
	}
	r.finish()
}

func (r *row) note(header string, say crm.Phrase) {
	if r.surveys {
		r.noted = append(r.noted, Note{Line: r.line, Header: header, Say: say})
	}
}

func (r *row) fail(c *column, key string, pairs ...any) { r.bad.Add(c.header, key, pairs...) }

// read takes one cell to its place; cells is the whole row.
func (r *row) read(c *column, cell string, cells []string) {
	switch c.target {
	case CardName:
		r.cardName = r.name(c, cell)
	case ContactName:
		r.contact.Name = r.name(c, cell)
	case ContactFirst:
		r.contact.FirstName = r.name(c, cell)
	case ContactMiddle:
		r.middle = r.name(c, cell)
	case ContactLast:
		r.contact.LastName = r.name(c, cell)
	case ContactFirm:
		r.contact.Company = r.name(c, cell)
	case ContactEmail:
		r.emails(c, cell, cells)
	case ContactPhone:
		r.phones(c, cell, cells)
	default:
		r.readValue(c, cell)
	}
}

// readValue takes a cell that isn't part of a name or an address.
func (r *row) readValue(c *column, cell string) {
	if hasControls(cell) {
		r.fail(c, "import.control")
		return
	}
	text := squeeze(cell)
	if nothing(text) {
		return
	}
	switch c.target {
	case CardStatus:
		r.status(c, text)
	case CardOwner:
		r.owner(c, text)
	case CardTags:
		r.tags(c, text)
	case CardNote:
		r.draft.Note = r.lines(c, r.draft.Note, cell, MaxNote)
	case ContactPostal:
		r.contact.Postal = r.lines(c, r.contact.Postal, cell, crm.MaxPostal)
	case ContactWebsite:
		r.contact.Website = r.website(c, text)
	default:
		r.field(c, cell, text)
	}
}

// name reads a name: one line, no control characters, not too long.
func (r *row) name(c *column, cell string) string {
	cell = strings.TrimSpace(cell)
	if hasControls(cell) || strings.ContainsAny(cell, "\r\n") {
		r.fail(c, "import.control")
		return ""
	}
	name := squeeze(cell)
	if nothing(name) && !strings.EqualFold(name, "null") {
		return "" // Null is a family name
	}
	if n := longer(name, crm.MaxName); n > 0 {
		r.fail(c, "import.name_long", "have", n, "limit", crm.MaxName)
		return ""
	}
	return name
}

func (r *row) status(c *column, text string) {
	folded := r.alike(text)
	if id, ok := r.b.statuses[folded]; ok {
		r.draft.Status, r.draft.Says.Status = id, true
		return
	}
	if !r.b.m.CreateMissing {
		r.fail(c, "import.status_unknown", "value", clip(text))
		return
	}
	if name, ok := r.newName(c, placeStatus, text, crm.MaxName); ok {
		r.draft.Status, r.draft.StatusName, r.draft.Says.Status = 0, name, true
	}
}

func (r *row) owner(c *column, text string) {
	found := r.b.users[r.alike(text)]
	switch {
	case len(found) == 0:
		r.fail(c, "import.owner_unknown", "value", clip(text))
	case len(found) > 1:
		r.fail(c, "import.owner_twice", "value", clip(text))
	case !found[0].Active:
		r.fail(c, "import.owner_inactive", "value", clip(text))
	default:
		r.draft.Owner, r.draft.Says.Owner = found[0].ID, true
	}
}

// newName gives what will be made its one spelling: of those in the file the
// best, and of these the first.
func (r *row) newName(c *column, place, text string, longest int) (string, bool) {
	if n := longer(text, longest); n > 0 {
		r.fail(c, "import.name_long", "have", n, "limit", longest)
		return "", false
	}
	key := place + "\x1f" + r.alike(text)
	name, ok := r.b.spelling[key]
	if r.surveys && (!ok || text != name && care(text) > care(name)) {
		r.b.spelling[key] = text
		return text, true
	}
	if !ok {
		return text, true
	}
	return name, true
}

// care is how carefully a name is spelled: with its diacritics, with a capital
// at the start, not all in capitals.
func care(name string) int {
	n := 0
	for i, r := range name {
		switch {
		case r >= utf8.RuneSelf:
			n += 4
		case i == 0:
		case unicode.IsLower(r):
			n |= 1
		}
		if i == 0 && unicode.IsUpper(r) {
			n += 2
		}
	}
	return n
}

// alike is the package's alike, remembered.
func (r *row) alike(text string) string {
	folded, ok := r.folded[text]
	if !ok {
		folded = alike(text)
		if len(r.folded) < remembered {
			r.folded[text] = folded
		}
	}
	return folded
}

// remembered is how many different texts a row keeps in each of its memories.
const remembered = 10_000

// finish names the card and its contact from what the row has.
func (r *row) finish() {
	r.wholeName()
	c := &r.contact
	person := c.Name != "" || c.FirstName != "" || c.LastName != ""
	address := ""
	switch {
	case len(c.Emails) > 0:
		address = c.Emails[0].Shown
	case len(c.Phones) > 0:
		address = c.Phones[0].Shown
	}
	r.draft.Says.Name, r.draft.Says.Contact = r.cardName != "", person
	r.draft.CardName = firstOf(r.cardName, c.Name, c.Company, address)
	if r.draft.CardName == "" {
		if len(r.bad) == 0 {
			r.bad.Add("", "import.row.nameless")
		}
		return
	}
	if !person && c.Company == "" && address == "" {
		return
	}
	c.Kind = crm.ContactPerson
	if !person && c.Company != "" {
		c.Kind = crm.ContactCompany
	}
	c.Name = firstOf(c.Name, c.Company, r.cardName, address)
	if r.surveys || len(r.bad) > 0 {
		return
	}
	kept := *c // a copy, because the row goes on
	if kept.Emails == nil {
		kept.Emails = []Email{}
	}
	if kept.Phones == nil {
		kept.Phones = []Phone{}
	}
	r.draft.Contact = &kept
}

// wholeName joins or splits a person's name.
func (r *row) wholeName() {
	c := &r.contact
	c.FirstName = joined(c.FirstName, r.middle)
	lastFirst := r.b.m.NameOrder == NameLastFirst
	switch {
	case c.Name == "" && lastFirst:
		c.Name = joined(c.LastName, c.FirstName)
	case c.Name == "":
		c.Name = joined(c.FirstName, c.LastName)
	case c.FirstName != "" || c.LastName != "" || r.b.m.NameOrder == NameWhole:
	default:
		words := strings.Fields(c.Name)
		if n := len(words); n > 1 && lastFirst {
			c.LastName, c.FirstName = words[0], strings.Join(words[1:], " ")
		} else if n > 1 {
			c.FirstName, c.LastName = strings.Join(words[:n-1], " "), words[n-1]
		}
	}
}

func joined(a, b string) string {
	switch {
	case a == "":
		return b
	case b == "":
		return a
	}
	return a + " " + b
}

func firstOf(texts ...string) string {
	for _, s := range texts {
		if s != "" {
			return s
		}
	}
	return ""
}

// hasControls says whether a text holds what no text of a card may hold.
func hasControls(s string) bool {
	for i := range len(s) {
		switch b := s[i]; {
		case b < ' ' && b != '\n' && b != '\r' && b != '\t', b == 0x7f:
			return true
		case b == 0xc2 && i+1 < len(s) && s[i+1] < 0xa0: // U+0080 to U+009F
			return true
		}
	}
	return false
}

// longer is the number of characters of a text that has more than a limit, 0 of
// one that hasn't.
func longer(s string, limit int) int {
	if len(s) <= limit {
		return 0
	}
	if n := len([]rune(s)); n > limit {
		return n
	}
	return 0
}
