package mailbox

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Lines is the text of HTML as it is read: a line for each block and each row of
// a table, a tab between cells. What is not shown is left out. It reads piece by
// piece, so no nesting is too deep.
func Lines(source string) string {
	l := liner{tokens: html.NewTokenizer(strings.NewReader(source))}
	for {
		switch l.tokens.Next() {
		case html.ErrorToken:
			return l.out.String()
		case html.TextToken:
			l.text(string(l.tokens.Text()))
		case html.StartTagToken, html.SelfClosingTagToken:
			name, _ := l.tokens.TagName()
			l.start(atom.Lookup(name))
		case html.EndTagToken:
			name, _ := l.tokens.TagName()
			l.end(atom.Lookup(name))
		}
	}
}

type liner struct {
	tokens *html.Tokenizer
	out    strings.Builder
	begun  bool // something stands on the line
	space  bool // a space is due before the next word
	cell   bool // a cell ended on this line: a tab is due
	hidden atom.Atom
}

func (l *liner) start(tag atom.Atom) {
	switch tag {
	case atom.Script, atom.Style, atom.Head, atom.Title, atom.Noscript, atom.Template:
		if l.hidden == 0 {
			l.hidden = tag
		}
	case atom.Br:
		l.inner()
	case atom.Td, atom.Th:
		l.space = false
	case atom.P, atom.Div, atom.Li, atom.Ul, atom.Ol, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Blockquote, atom.Hr, atom.Pre, atom.Dt, atom.Dd:
		l.inner()
	case atom.Table, atom.Tr:
		l.line()
	case atom.Body:
		l.hidden = 0 // a head that nobody closed
	}
}

func (l *liner) end(tag atom.Atom) {
	if tag == l.hidden && tag != 0 {
		l.hidden = 0
		return
	}
	switch tag {
	case atom.Td, atom.Th:
		l.cell, l.space = l.begun, false
	case atom.P, atom.Div, atom.Li, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Blockquote, atom.Pre, atom.Dt, atom.Dd:
		l.inner()
	case atom.Table, atom.Tr:
		l.line()
	}
}

// inner ends a line, unless a tab is due: a block that begins a cell stays beside
// the cell before it.
func (l *liner) inner() {
	if !l.cell {
		l.line()
	}
}

func (l *liner) line() {
	if l.begun {
		l.out.WriteByte('\n')
	}
	l.begun, l.space, l.cell = false, false, false
}

func (l *liner) text(s string) {
	if l.hidden != 0 {
		return
	}
	for _, r := range s {
		switch {
		case r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == '\f' || r == '\u00a0':
			l.space = l.begun
			continue
		case r == '\u200b' || r == '\ufeff' || r == '\u00ad':
			continue
		case l.cell:
			l.out.WriteByte('\t')
		case l.space:
			l.out.WriteByte(' ')
		}
		l.space, l.cell, l.begun = false, false, true
		l.out.WriteRune(r)
	}
}
