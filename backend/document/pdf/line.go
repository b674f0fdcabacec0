package pdf

import (
	"math"
	"strings"
	"unicode/utf8"
)

// token is a word, a space or a line end: what a line is made of.
type token struct {
	pieces []piece
	width  float64
	space  bool
	end    bool
}

// tokens cuts runs into words and spaces; a word may go through several runs.
// Behind a hyphen and a zero-width space a line may end too.
func tokens(runs []run) (out []token) {
	glue := false // the next piece belongs to the word before
	var all []run
	for _, r := range runs {
		all = append(all, faced(r)...)
	}
	for _, r := range all {
		for _, part := range parts(r.text) {
			switch {
			case part == "\n":
				out, glue = append(out, token{end: true, pieces: []piece{{run: run{"", r.style}}}}), false
				continue
			case strings.HasPrefix(part, " "):
				p := piece{run{part, r.style}, measure(part, r.style)}
				out, glue = append(out, token{pieces: []piece{p}, width: p.width, space: true}), false
				continue
			}
			text := strings.ReplaceAll(part, string(mayBreak), "")
			p := piece{run{text, r.style}, measure(text, r.style)}
			if !glue {
				out = append(out, token{})
			}
			last := &out[len(out)-1]
			last.pieces, last.width = append(last.pieces, p), last.width+p.width
			end, _ := utf8.DecodeLastRuneInString(part)
			glue = end != '-' && end != mayBreak && end != '—' && end != '–'
		}
	}
	return out
}

// parts cuts a text before and after spaces and line ends, and behind what a
// word may break at.
func parts(s string) (out []string) {
	for s != "" {
		n := 1
		switch s[0] {
		case '\n':
		case ' ':
			n = len(s) - len(strings.TrimLeft(s, " "))
		default:
			n = len(s)
			for i, r := range s {
				if r == ' ' || r == '\n' {
					n = i
					break
				}
				if size := utf8.RuneLen(r); r == mayBreak || i > 0 && breaksBehind(r) && i+size < len(s) && letterAt(s[i+size:]) {
					n = i + size
					break
				}
			}
		}
		out, s = append(out, s[:n]), s[n:]
	}
	return out
}

func breaksBehind(r rune) bool { return r == '-' || r == '—' || r == '–' }

// letterAt keeps "07-12" and "--" together.
func letterAt(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return r >= 'A' && !strings.ContainsRune("[\\]^_`{|}~", r)
}

// lines breaks runs into lines that are no wider than the width. There is at
// least one, with the size of the style where nothing is said.
func lines(runs []run, width float64, base style) []line {
	b := breaker{width: width, base: base}
	for _, t := range tokens(runs) {
		switch {
		case t.end:
			b.size(t.pieces[0].style.size)
			b.finish()
		case t.space:
			if (len(b.line.pieces) > 0 || !b.wrapped) && b.spaceWidth+t.width < b.width {
				b.space = append(b.space, t.pieces...)
				b.spaceWidth += t.width
			}
		default:
			b.word(t)
		}
	}
	if len(b.line.pieces) > 0 || len(b.out) == 0 {
		b.finish()
	}
	return b.out
}

type breaker struct {
	width, spaceWidth float64
	base              style
	out               []line
	line              line
	space             []piece // seen since the last word
	wrapped           bool    // the line goes on from the one above
}

// slack lets a line be full to the point although sums are rounded.
const slack = 0.01

func (b *breaker) word(t token) {
	if len(b.line.pieces) > 0 && b.line.width+b.spaceWidth+t.width > b.width+slack {
		b.finish()
		b.wrapped = true
	}
	for _, p := range b.space {
		b.put(p)
	}
	b.space, b.spaceWidth = nil, 0
	if b.line.width+t.width <= b.width+slack {
		for _, p := range t.pieces {
			b.put(p)
		}
		return
	}
	for _, p := range t.pieces {
		b.chop(p)
	}
}

// chop breaks a word that no line can hold wherever the line is full.
func (b *breaker) chop(p piece) {
	m := metrics()[p.style.face]
	start, w := 0, 0.0
	for i, r := range p.text {
		step := advance(m, r) * p.style.size
		if b.line.width+w+step > b.width+slack && (i > start || len(b.line.pieces) > 0) {
			if i > start {
				b.put(piece{run{p.text[start:i], p.style}, w})
			}
			b.finish()
			b.wrapped = true
			start, w = i, 0
		}
		w += step
	}
	b.put(piece{run{p.text[start:], p.style}, w})
}

// put adds a piece to the line, to the piece before it where they look alike.
func (b *breaker) put(p piece) {
	if p.text == "" {
		return
	}
	b.size(p.style.size)
	b.line.width += p.width
	if n := len(b.line.pieces); n > 0 && b.line.pieces[n-1].style == p.style {
		b.line.pieces[n-1].text += p.text
		b.line.pieces[n-1].width += p.width
		return
	}
	b.line.pieces = append(b.line.pieces, p)
}

func (b *breaker) size(s float64) { b.line.size = math.Max(b.line.size, s) }

func (b *breaker) finish() {
	if b.line.size == 0 {
		b.line.size = b.base.size
	}
	b.out = append(b.out, b.line)
	b.line, b.space, b.spaceWidth, b.wrapped = line{}, nil, 0, false
}

// widest is how wide runs are when nothing wraps, and how wide their longest
// word is.
func widest(runs []run) (whole, word float64) {
	w := 0.0
	for _, t := range tokens(runs) {
		if t.end {
			w = 0
			continue
		}
		w += t.width
		whole = math.Max(whole, w)
		if !t.space {
			word = math.Max(word, t.width)
		}
	}
	return whole, word
}
