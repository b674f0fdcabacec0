package pdf

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"stepwise/backend/document"
)

// style is how a piece of text looks.
type style struct {
	face      face
	size      float64
	colour    colour
	underline bool
	strike    bool
	link      string // where it leads; "" nowhere
}

// colour is red, green and blue, 0 to 255.
type colour [3]int

// The colours of a document.
var (
	ink    = colour{0x21, 0x25, 0x29}
	pale   = colour{0x5c, 0x63, 0x6a}
	accent = colour{0x36, 0x4f, 0xc7}
	white  = colour{0xff, 0xff, 0xff}
	rule   = colour{0xce, 0xd4, 0xda}
	shade  = colour{0xf1, 0xf3, 0xf5}
)

// run is text in one style. "\n" in it ends a line.
type run struct {
	text  string
	style style
}

// piece is a run of one line, measured.
type piece struct {
	run
	width float64
}

// line is what stands side by side.
type line struct {
	pieces []piece
	width  float64
	size   float64 // of its biggest letters
}

const (
	leading  = 1.42     // a line's height, in sizes of its letters
	unknown  = '\uFFFC' // stands for a character that no face can draw; drawn as a box
	boxWidth = 0.62     // ems
	mayBreak = '\u200B' // where a word may break; never drawn
)

func (l line) height() float64 { return l.size * leading }

// baseline is how far below the line's top its letters stand.
func (l line) baseline() float64 { return (l.height()-(ascent+descent)*l.size)/2 + ascent*l.size }

// runs merges the inline nodes of a block.
func (l *layouter) runs(nodes []*document.Node, base style) (out []run) {
	for _, n := range nodes {
		s := l.marked(base, n)
		switch n.Type {
		case document.Text:
			out = append(out, run{l.text(n.Text), s})
		case document.FieldChip:
			out = append(out, run{l.text("{{" + n.Attrs.Expr + "}}"), s})
		case document.HardBreak:
			out = append(out, run{"\n", s})
		}
	}
	return out
}

// marked is a style with the marks of a node.
func (l *layouter) marked(s style, n *document.Node) style {
	for _, m := range n.Marks {
		switch m.Type {
		case document.Bold:
			s.face |= bold
		case document.Italic:
			s.face |= italic
		case document.Underline:
			s.underline = true
		case document.Strike:
			s.strike = true
		case document.Link:
			if s.link = l.href(m.Attrs.Href); s.link != "" {
				s.underline = true
				if n.Mark(document.Color) == nil {
					s.colour = accent
				}
			}
		}
	}
	if c := n.Mark(document.Color); c != nil {
		s.colour = colourOf(c.Color)
	}
	return s
}

// colourOf reads "#rrggbb"; what isn't one is ink.
func colourOf(s string) colour {
	n, err := strconv.ParseUint(strings.TrimPrefix(s, "#"), 16, 32)
	if err != nil {
		return ink
	}
	return colour{int(n >> 16 & 0xff), int(n >> 8 & 0xff), int(n & 0xff)}
}

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n", "\t", "    ")

// drawable makes a text of characters that the faces can draw: letters and
// their marks composed (apart they would be drawn misplaced), invisible ones
// left out, and a box for the rest, which the layouter remembers.
func (l *layouter) drawable(s string) string {
	return strings.Map(func(r rune) rune {
		if known(r) && r != '\u00AD' && !unicode.Is(unicode.Cf, r) {
			return r
		}
		switch {
		case r == '\n' || r == mayBreak:
			return r
		case r == '\u202F' || r == '\u2007':
			return '\u00A0'
		case unicode.IsSpace(r):
			return ' '
		case r == unicode.ReplacementChar || unicode.In(r, unicode.Cf, unicode.Cc, unicode.Variation_Selector), r == unknown:
			return -1
		}
		if !slices.Contains(l.boxed, r) && len(l.boxed) < maxBoxed {
			l.boxed = append(l.boxed, r)
		}
		return unknown
	}, norm.NFC.String(lineEnds.Replace(s)))
}

func known(r rune) bool {
	_, letter := metrics()[0][r]
	_, sign := metrics()[signs][r]
	return letter || sign
}

// faced cuts a run where it goes from letters to signs or back.
func faced(r run) (out []run) {
	isSign := func(c rune) bool {
		_, letter := metrics()[0][c]
		_, sign := metrics()[signs][c]
		return sign && !letter
	}
	for r.text != "" {
		first, _ := utf8.DecodeRuneInString(r.text)
		sign := isSign(first)
		n := strings.IndexFunc(r.text, func(c rune) bool { return isSign(c) != sign })
		if n < 0 {
			n = len(r.text)
		}
		part := run{r.text[:n], r.style}
		if sign {
			part.style.face = signs
		}
		out, r.text = append(out, part), r.text[n:]
	}
	return out
}

// measure is a text's width in a style.
func measure(s string, st style) (w float64) {
	m := metrics()[st.face]
	for _, r := range s {
		w += advance(m, r)
	}
	return w * st.size
}

func advance(m metric, r rune) float64 {
	switch r {
	case unknown:
		return boxWidth
	case mayBreak:
		return 0
	}
	return m[r]
}
