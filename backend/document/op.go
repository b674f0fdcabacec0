package document

import (
	"html"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/merge"
)

// A letter is a document made ready: what is the same in every message is one
// piece of text, and only merge fields and what hangs on them are left to do.
type letter struct {
	sources []string      // what Sources gives of it
	fields  []merge.Piece // each once, in order
	assets  []crm.AssetID
	html    []op
	text    []op
}

// op writes one piece of a message.
type op interface{ write(w *writer) error }

// writer is one message that is being written.
type writer struct {
	strings.Builder
	values []string // of the letter's fields
	merged int      // bytes of values so far
}

func (w *writer) all(ops []op) error {
	for _, o := range ops {
		if err := o.write(w); err != nil {
			return err
		}
	}
	return nil
}

// value is that of a field; so many of them that they come to too much are an
// error.
func (w *writer) value(field int) (string, error) {
	v := w.values[field]
	if w.merged += len(v); w.merged > merge.MaxMerged {
		return "", crm.Fail(crm.CodeInvalid, merge.KeyTooLong, "max", merge.MaxMerged>>10)
	}
	return v, nil
}

// fixed is the same in every message.
type fixed string

func (f fixed) write(w *writer) error {
	w.WriteString(string(f))
	return nil
}

// merged is text with fields in it, at least one.
type merged struct {
	pieces []piece
	as     func(string) string // what becomes of the whole, or of each value
	whole  bool                // a link may begin in one piece and end in the next
}

type piece struct {
	text  string // ready to be written, unless the whole is made ready
	field int    // -1 for text
}

func (m merged) write(w *writer) error {
	if m.whole {
		text, err := w.join(m.pieces)
		if err == nil {
			w.WriteString(m.as(text))
		}
		return err
	}
	for _, p := range m.pieces {
		if p.field < 0 {
			w.WriteString(p.text)
			continue
		}
		v, err := w.value(p.field)
		if err != nil {
			return err
		}
		w.WriteString(m.as(v))
	}
	return nil
}

func (w *writer) join(pieces []piece) (string, error) {
	return w.joined(pieces, func(_, value string) string { return value })
}

// address is join for where something leads.
func (w *writer) address(pieces []piece) (string, error) { return w.joined(pieces, inAddress) }

// joined writes values as they come behind what stands before them.
func (w *writer) joined(pieces []piece, as func(before, value string) string) (string, error) {
	var b strings.Builder
	for _, p := range pieces {
		text := p.text
		if p.field >= 0 {
			value, err := w.value(p.field)
			if err != nil {
				return "", err
			}
			text = as(b.String(), value)
		}
		b.WriteString(text)
	}
	return b.String(), nil
}

// leading writes one thing where an address with merge fields leads somewhere,
// and another where it doesn't.
type leading struct {
	address   []piece
	link      frame
	inner     []op
	otherwise []op // instead of all of it
}

// frame is what stands around the words of a link. tell, of plain text, gives
// what stands behind them.
type frame struct {
	around func(href string) (before, after string)
	tell   func(href, words string) string
}

func (l leading) write(w *writer) error {
	address, err := w.address(l.address)
	if err != nil {
		return err
	}
	href, ok := hrefOf(address)
	if !ok {
		return w.all(l.otherwise)
	}
	return l.link.write(w, href, l.inner)
}

func (f frame) write(w *writer, href string, inner []op) error {
	if f.tell != nil {
		begin := w.Len()
		if err := w.all(inner); err != nil {
			return err
		}
		w.WriteString(f.tell(href, w.String()[begin:]))
		return nil
	}
	before, after := f.around(href)
	w.WriteString(before)
	err := w.all(inner)
	w.WriteString(after)
	return err
}

// unlessBlank writes something around a value, or nothing where there is none.
type unlessBlank struct {
	field int
	inner []op
}

func (u unlessBlank) write(w *writer) error {
	if blank(w.values[u.field]) {
		return nil
	}
	return w.all(u.inner)
}

// weaver makes the ops of one kind of text.
type weaver struct {
	letter *letter
	ops    []op
	still  strings.Builder // what comes next and is the same in every message
}

func (v *weaver) put(texts ...string) {
	for _, t := range texts {
		v.still.WriteString(t)
	}
}

func (v *weaver) add(o op) {
	v.flush()
	v.ops = append(v.ops, o)
}

func (v *weaver) flush() {
	if v.still.Len() > 0 {
		v.ops = append(v.ops, fixed(v.still.String()))
		v.still.Reset()
	}
}

// within gives the ops of what is woven by do, apart.
func (v *weaver) within(do func(*weaver) error) ([]op, error) {
	part := &weaver{letter: v.letter}
	err := do(part)
	part.flush()
	return part.ops, err
}

// pieces takes a text apart and registers its fields.
func (l *letter) pieces(src string) ([]piece, error) {
	found, err := merge.Pieces(src)
	if err != nil {
		return nil, err
	}
	out := make([]piece, len(found))
	for i, p := range found {
		out[i] = piece{text: p.Text, field: -1}
		if p.IsField() {
			out[i] = piece{field: l.field(p)}
		}
	}
	return out, nil
}

func (l *letter) field(p merge.Piece) int {
	for i := range l.fields {
		if l.fields[i].Text == p.Text {
			return i
		}
	}
	l.fields = append(l.fields, p)
	return len(l.fields) - 1
}

// still says whether pieces have no field, and what they say then.
func still(pieces []piece) (string, bool) {
	var b strings.Builder
	for _, p := range pieces {
		if p.field >= 0 {
			return "", false
		}
		b.WriteString(p.text)
	}
	return b.String(), true
}

// say weaves text with fields; as makes text and values ready to be written.
func (v *weaver) say(src string, as func(string) string) error {
	pieces, err := v.letter.pieces(src)
	if err != nil {
		return err
	}
	v.pieces(pieces, as, false)
	return nil
}

func (v *weaver) pieces(pieces []piece, as func(string) string, whole bool) {
	if text, ok := still(pieces); ok {
		v.put(as(text))
		return
	}
	if !whole {
		for i := range pieces {
			if pieces[i].field < 0 {
				pieces[i].text = as(pieces[i].text)
			}
		}
	}
	v.add(merged{pieces, as, whole})
}

// lead weaves something that leads to an address: inner in its frame, or
// otherwise where the address leads nowhere.
func (v *weaver) lead(address string, link frame, inner, otherwise []op) error {
	pieces, err := v.letter.pieces(address)
	if err != nil {
		return err
	}
	if text, ok := still(pieces); ok {
		href, leads := hrefOf(text)
		if !leads {
			v.more(otherwise)
			return nil
		}
		if link.tell != nil {
			v.add(leading{pieces, link, inner, otherwise})
			return nil
		}
		before, after := link.around(href)
		v.put(before)
		v.more(inner)
		v.put(after)
		return nil
	}
	v.add(leading{pieces, link, inner, otherwise})
	return nil
}

// more adds ops that were woven apart.
func (v *weaver) more(ops []op) {
	for _, o := range ops {
		if f, ok := o.(fixed); ok {
			v.put(string(f))
		} else {
			v.add(o)
		}
	}
}

// inAttribute is a text in an attribute of HTML: on one line.
func inAttribute(s string) string { return html.EscapeString(oneLine.Replace(s)) }

var oneLine = strings.NewReplacer("\r\n", " ", "\r", " ", "\n", " ")
