package store

import (
	"encoding/binary"
	"maps"
	"math"
	"slices"
	"strconv"

	"stepwise/backend/crm"
	"stepwise/backend/fold"
)

// A card's document is written in SQLite's own binary form of JSON (JSONB).
// Letting SQLite make it of text, jsonb(?), costs more than all else that a
// card's insertion binds; a test holds the two against each other.

// The kinds of element, in the low half of an element's first byte.
const (
	jsonInt    = 3
	jsonFloat  = 5
	jsonText   = 7  // nothing in it needs an escape in JSON
	jsonRaw    = 10 // as it is
	jsonArray  = 11
	jsonObject = 12
)

// appendElement adds the head of an element: its kind and the payload's size,
// in the shortest form.
func appendElement(b []byte, kind byte, size int) []byte {
	switch {
	case size <= 11:
		return append(b, byte(size)<<4|kind)
	case size <= math.MaxUint8:
		return append(b, 12<<4|kind, byte(size))
	case size <= math.MaxUint16:
		return binary.BigEndian.AppendUint16(append(b, 13<<4|kind), uint16(size))
	default:
		return binary.BigEndian.AppendUint32(append(b, 14<<4|kind), uint32(size))
	}
}

func appendText(b []byte, kind byte, s string) []byte {
	return append(appendElement(b, kind, len(s)), s...)
}

func appendInt(b []byte, n int64) []byte {
	var digits [20]byte
	text := strconv.AppendInt(digits[:0], n, 10)
	return append(appendElement(b, jsonInt, len(text)), text...)
}

// appendFloat writes a number as JSON does: "12" is a whole one.
func appendFloat(b []byte, n float64) []byte {
	format := byte('f')
	if abs := math.Abs(n); abs != 0 && (abs < 1e-6 || abs >= 1e21) {
		format = 'e'
	}
	var digits [32]byte
	text := strconv.AppendFloat(digits[:0], n, format, -1, 64)
	kind := byte(jsonInt)
	if slices.ContainsFunc(text, func(c byte) bool { return c == '.' || c == 'e' }) {
		kind = jsonFloat
	}
	return append(appendElement(b, kind, len(text)), text...)
}

func appendValue(b []byte, x any) []byte {
	switch x := x.(type) {
	case string:
		return appendText(b, jsonRaw, x)
	case crm.Date:
		return appendText(b, jsonText, string(x))
	case float64:
		return appendFloat(b, x)
	case bool:
		if x {
			return appendInt(b, 1)
		}
		return appendInt(b, 0)
	case crm.ChoiceSet:
		return appendChoices(b, x)
	case crm.ChoiceID:
		return appendInt(b, int64(x))
	case crm.FileID:
		return appendInt(b, int64(x))
	case crm.Money:
		return appendInt(b, int64(x))
	case crm.Instant:
		return appendInt(b, int64(x))
	}
	panic("a value that was checked has no stored form") // fields have no other types
}

func appendChoices(b []byte, set crm.ChoiceSet) []byte {
	var ids []byte
	for _, id := range set.IDs() {
		ids = appendInt(ids, int64(id))
	}
	return append(appendElement(b, jsonArray, len(ids)), ids...)
}

// documents encodes cards' documents, one after the other, without making the
// same room anew each time.
type documents struct {
	keys   []crm.FieldID
	body   []byte
	shadow []byte
}

// encode gives a card's document and the shadow that text conditions look in:
// of the texts that need one the folded form (dialect.FoldedField).
func (d *documents) encode(v crm.Values) (fields, folded []byte) {
	d.keys = slices.AppendSeq(d.keys[:0], maps.Keys(v))
	slices.Sort(d.keys)
	d.body, d.shadow = d.body[:0], d.shadow[:0]
	for _, id := range d.keys {
		key := id.Key()
		d.body = appendValue(appendText(d.body, jsonText, key), v[id])
		if s, ok := v[id].(string); ok {
			if f, differs := fold.Differs(s); differs {
				d.shadow = appendText(appendText(d.shadow, jsonText, key), jsonRaw, f)
			}
		}
	}
	return object(d.body), object(d.shadow)
}

func object(body []byte) []byte {
	return append(appendElement(make([]byte, 0, len(body)+5), jsonObject, len(body)), body...)
}

// Ready is what the store makes of a card's texts: made beside the writer, it
// doesn't hold it up.
type Ready struct {
	name           string
	fields, folded []byte
}

// MakeReady makes what InsertCards would make of a card's name and fields.
func MakeReady(name string, v crm.Values) *Ready {
	r := &Ready{name: fold.Fold(name)}
	r.fields, r.folded = document(v)
	return r
}

// document is documents.encode for one card.
func document(v crm.Values) (fields, folded []byte) {
	var d documents
	return d.encode(v)
}
