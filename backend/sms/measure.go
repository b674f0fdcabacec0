package sms

import (
	"unicode"
	"unicode/utf8"
)

// Encoding is how a text travels.
type Encoding string

// The encodings.
const (
	GSM7 Encoding = "GSM-7"
	UCS2 Encoding = "UCS-2"
)

// MaxParts is how many parts a network can join; a text of more is TooLong.
const MaxParts = 255

// Measurement is what a text costs. No slice is ever nil.
type Measurement struct {
	Encoding  Encoding `json:"encoding" ts_type:"'GSM-7'|'UCS-2'"`
	Units     int      `json:"units"`     // septets or UTF-16 code units of the whole text, without headers
	Parts     int      `json:"parts"`     // 0 for the empty text
	PartUnits []int    `json:"partUnits"` // units of each part
	PartChars []int    `json:"partChars"` // code points of each part
	PartTexts []string `json:"partTexts"` // joined they are the text
	Forcing   []string `json:"forcing"`   // the characters that make it UCS-2, each once, in order
	TooLong   bool     `json:"tooLong"`   // more than MaxParts: cannot be sent at all
}

// Measure counts a text as it stands. A byte that is no UTF-8 counts as the
// replacement character it would be sent as.
func Measure(text string) Measurement {
	m := Measurement{PartUnits: []int{}, PartChars: []int{}, PartTexts: []string{}, Forcing: forcing(text)}
	abc := gsm7
	if len(m.Forcing) > 0 {
		abc = ucs2
	}
	m.Encoding = abc.name
	for _, r := range text {
		m.Units += abc.cost(r)
	}
	limit := abc.single
	if m.Units > limit {
		limit = abc.joined
	}
	m.cut(text, abc, limit)
	m.Parts = len(m.PartTexts)
	m.TooLong = m.Parts > MaxParts
	return m
}

func (m *Measurement) cut(text string, abc alphabet, limit int) {
	start, units, chars := 0, 0, 0
	end := func(at int) {
		m.PartUnits = append(m.PartUnits, units)
		m.PartChars = append(m.PartChars, chars)
		m.PartTexts = append(m.PartTexts, text[start:at])
		start, units, chars = at, 0, 0
	}
	for at, r := range text {
		cost := abc.cost(r)
		if units+cost > limit {
			end(at)
		}
		units += cost
		chars++
	}
	if chars > 0 {
		end(len(text))
	}
}

func forcing(text string) []string {
	return distinct(text, func(r rune) bool { return septets[r] == 0 })
}

// Unsendable are the characters that belong in no message, each once, in
// order: control characters other than line ends and tabs, and bytes that are
// no UTF-8 (as the replacement character).
func Unsendable(text string) []string {
	return distinct(text, func(r rune) bool {
		return r == utf8.RuneError || unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t'
	})
}

func distinct(text string, wanted func(rune) bool) []string {
	found, seen := []string{}, map[rune]bool{}
	for _, r := range text {
		if wanted(r) && !seen[r] {
			seen[r] = true
			found = append(found, string(r))
		}
	}
	return found
}
