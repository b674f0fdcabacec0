package importer

import (
	"strings"
	"unicode"

	"stepwise/backend/crm"
	"stepwise/backend/mailaddr"
	"stepwise/backend/phone"
)

// row is one row on its way to a draft or to its reasons.
type row struct {
	b        *builder
	line     int
	draft    Draft
	contact  Contact
	cardName string
	bad      crm.Problems
	noted    []Note
	where    map[string]string // email or phone → the header it came from
}

func (r *row) note(header string, say crm.Phrase) {
	r.noted = append(r.noted, Note{Line: r.line, Header: header, Say: say})
}

func (r *row) fail(c column, key string, pairs ...any) { r.bad.Add(c.header, key, pairs...) }

// read takes one cell to its place.
func (r *row) read(c column, cell string) {
	if strings.TrimSpace(cell) == "" {
		return
	}
	switch c.target {
	case CardName:
		r.cardName = r.name(c, cell)
	case ContactName:
		r.contact.Name = r.name(c, cell)
	case ContactFirst:
		r.contact.FirstName = r.name(c, cell)
	case ContactLast:
		r.contact.LastName = r.name(c, cell)
	case ContactFirm:
		r.contact.Company = r.name(c, cell)
	case ContactEmail:
		r.email(c, cell)
	case ContactPhone:
		r.phone(c, cell)
	default:
		r.readValue(c, cell)
	}
}

// readValue takes a cell that isn't part of a name or an address.
func (r *row) readValue(c column, cell string) {
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
	default:
		r.field(c, cell, text)
	}
}

// name reads a name: one line, no control characters, not too long.
func (r *row) name(c column, cell string) string {
	cell = strings.TrimSpace(cell)
	if hasControls(cell) || strings.ContainsAny(cell, "\r\n") {
		r.fail(c, "import.control")
		return ""
	}
	name := squeeze(cell)
	if nothing(name) && !strings.EqualFold(name, "null") {
		return "" // Null is a family name
	}
	if n := len([]rune(name)); n > crm.MaxName {
		r.fail(c, "import.name_long", "have", n, "limit", crm.MaxName)
		return ""
	}
	return name
}

func (r *row) email(c column, cell string) {
	cell = strings.TrimSpace(cell)
	if nothing(cell) {
		return
	}
	a, bad := mailaddr.Parse(cell)
	if bad != nil {
		r.bad.AddPhrase(c.header, *bad)
		return
	}
	if !r.from(a.Key(), c.header) {
		return
	}
	r.contact.Emails = append(r.contact.Emails, Email{Typed: squeeze(cell), Address: a})
	for _, say := range a.Warnings {
		r.note(c.header, say)
	}
}

func (r *row) phone(c column, cell string) {
	cell = strings.TrimSpace(cell)
	if nothing(cell) {
		return
	}
	n, bad := phone.Parse(cell, r.b.m.Region)
	if bad != nil {
		r.bad.AddPhrase(c.header, *bad)
		return
	}
	if !r.from(n.E164, c.header) {
		return
	}
	r.contact.Phones = append(r.contact.Phones, Phone{Typed: squeeze(cell), Number: n})
	for _, say := range n.Noted {
		r.note(c.header, say)
	}
	if why := n.NoSMS(); why != nil {
		r.note(c.header, *why)
	}
}

// from remembers where an address came from; false: the row has it already.
func (r *row) from(address, header string) bool {
	if _, twice := r.where[address]; twice {
		return false
	}
	if r.where == nil {
		r.where = map[string]string{}
	}
	r.where[address] = header
	return true
}

func (r *row) status(c column, text string) {
	if id, ok := r.b.statuses[r.b.alike(text)]; ok {
		r.draft.Status = id
		return
	}
	if !r.b.m.CreateMissing {
		r.fail(c, "import.status_unknown", "value", clip(text))
		return
	}
	if name, ok := r.newName(c, "status", text); ok {
		r.draft.Status, r.draft.StatusName = 0, name
	}
}

func (r *row) owner(c column, text string) {
	found := r.b.users[r.b.alike(text)]
	switch {
	case len(found) == 0:
		r.fail(c, "import.owner_unknown", "value", clip(text))
	case len(found) > 1:
		r.fail(c, "import.owner_twice", "value", clip(text))
	case !found[0].Active:
		r.fail(c, "import.owner_inactive", "value", clip(text))
	default:
		r.draft.Owner = found[0].ID
	}
}

// newName gives what will be made its one spelling, the first in the file.
func (r *row) newName(c column, place, text string) (string, bool) {
	if n := len([]rune(text)); n > crm.MaxName {
		r.fail(c, "import.name_long", "have", n, "limit", crm.MaxName)
		return "", false
	}
	key := place + "\x1f" + r.b.alike(text)
	if name, ok := r.b.spelling[key]; ok {
		return name, true
	}
	r.b.spelling[key] = text
	return text, true
}

// finish names the card and its contact from what the row has.
func (r *row) finish() {
	r.wholeName()
	c := r.contact
	person := c.Name != "" || c.FirstName != "" || c.LastName != ""
	address := ""
	switch {
	case len(c.Emails) > 0:
		address = c.Emails[0].Typed
	case len(c.Phones) > 0:
		address = c.Phones[0].Typed
	}
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
	if c.Emails == nil {
		c.Emails = []Email{}
	}
	if c.Phones == nil {
		c.Phones = []Phone{}
	}
	c.Kind = crm.ContactPerson
	if !person && c.Company != "" {
		c.Kind = crm.ContactCompany
	}
	c.Name = firstOf(c.Name, c.Company, r.cardName, address)
	r.draft.Contact = &c // a copy, or each draft would keep its whole row in memory
}

// wholeName joins or splits a person's name.
func (r *row) wholeName() {
	c := &r.contact
	lastFirst := r.b.m.NameOrder == NameLastFirst
	switch {
	case c.Name == "" && lastFirst:
		c.Name = strings.TrimSpace(c.LastName + " " + c.FirstName)
	case c.Name == "":
		c.Name = strings.TrimSpace(c.FirstName + " " + c.LastName)
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
	return strings.ContainsFunc(s, func(r rune) bool {
		return unicode.Is(unicode.Cc, r) && r != '\n' && r != '\r' && r != '\t'
	})
}
