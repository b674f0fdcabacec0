package importer

import (
	"slices"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/mailaddr"
	"stepwise/backend/phone"
)

// between is what address books put between several values of one cell.
const between = " ::: "

// parts are the values of a cell that may hold several.
func (r *row) parts(cell string) []string {
	cell = strings.TrimSpace(cell)
	several := strings.Contains(cell, between)
	if !several && (!r.b.m.SplitCells || !strings.ContainsAny(cell, ",;|\r\n")) {
		return append(r.split[:0], cell)
	}
	if several {
		return strings.Split(cell, between)
	}
	return strings.FieldsFunc(cell, func(c rune) bool { return strings.ContainsRune(",;|\r\n", c) })
}

func (r *row) emails(c *column, cell string, cells []string) {
	label, first := c.labelled(cells)
	ahead := 0
	r.split = r.parts(cell)
	for _, part := range r.split {
		if part = strings.TrimSpace(part); nothing(part) {
			continue
		}
		a, bad := mailaddr.Parse(part)
		if bad != nil {
			r.bad.AddPhrase(c.header, *bad)
			continue
		}
		if r.has(a.Key(), c.header) {
			continue
		}
		at := len(r.contact.Emails)
		if first {
			at, ahead = ahead, ahead+1
		}
		r.contact.Emails = slices.Insert(r.contact.Emails, at, Email{Typed: squeeze(part), Label: label, Address: a})
		for _, say := range a.Warnings {
			r.note(c.header, say)
		}
	}
}

func (r *row) phones(c *column, cell string, cells []string) {
	label, first := c.labelled(cells)
	ahead := 0
	r.split = r.parts(cell)
	for _, part := range r.split {
		if part = strings.TrimSpace(part); nothing(part) {
			continue
		}
		n, bad := r.b.phone(part)
		if bad != nil {
			r.bad.AddPhrase(c.header, *bad)
			continue
		}
		if r.has(n.E164, c.header) {
			continue
		}
		at := len(r.contact.Phones)
		if first {
			at, ahead = ahead, ahead+1
		}
		r.contact.Phones = slices.Insert(r.contact.Phones, at, Phone{Typed: squeeze(part), Label: label, Number: n})
		r.notePhone(c, n)
	}
}

func (r *row) notePhone(c *column, n phone.Number) {
	if !r.surveys {
		return
	}
	for _, say := range n.Noted {
		r.note(c.header, say)
	}
	if why := n.NoSMS(); why != nil {
		r.note(c.header, *why)
	}
}

// has remembers where an address came from; true: the row has it already.
func (r *row) has(value, header string) bool {
	for _, a := range r.addresses {
		if a.value == value {
			return true
		}
	}
	r.addresses = append(r.addresses, address{value: value, header: header})
	return false
}

// labelled is what a column's addresses are for, in one row: as the cell of its
// label column says, else as the header does. first: the label has the star of
// the address that its owner prefers.
func (c *column) labelled(cells []string) (label crm.Label, first bool) {
	if c.labels < 0 {
		return c.label, false
	}
	text, first := strings.CutPrefix(strings.TrimSpace(cells[c.labels]), "* ")
	text = words(text)
	for _, l := range labelWords {
		if listed(l.words, text) {
			return l.label, first
		}
	}
	if text != "" {
		return crm.LabelOther, first
	}
	return c.label, first
}

// labelWords are what address books call the kinds of an address, in the form
// of words.
var labelWords = []struct {
	label crm.Label
	words string
}{
	{crm.LabelMobile, "mobile|mobil|cell|cellular|gsm|telefon mobil|mobiltelefon|work mobile|iphone"},
	{crm.LabelWork, "work|business|company|office|main|serviciu|birou|munca|companie|firma|munkahely|munkahelyi|irodai|ceges|ceg|company main"},
	{crm.LabelHome, "home|personal|private|acasa|domiciliu|otthon|otthoni|szemelyes"},
}

// headerLabel is what the addresses of a column are for, as its header says.
func headerLabel(header string) crm.Label {
	name := words(header)
	for _, l := range labelWords {
		for word := range strings.SplitSeq(name, " ") {
			if listed(l.words, word) {
				return l.label
			}
		}
	}
	return crm.LabelNone
}

// labelColumn finds the column that holds the labels of another one: "E-mail 1
// - Type" beside "E-mail 1 - Value". -1: there is none.
func labelColumn(t *Table, header string) int {
	stem, ok := strings.CutSuffix(words(header), " value")
	if !ok {
		return -1
	}
	return slices.IndexFunc(t.Headers, func(h string) bool {
		name := words(h)
		return name == stem+" type" || name == stem+" label"
	})
}
