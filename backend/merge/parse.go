package merge

import (
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"stepwise/backend/crm"
)

// part is a piece of a text: plain text, or one {{field}}.
type part struct {
	text  string // as written, the braces included
	field *expr  // nil for plain text
}

// expr is what stands between {{ and }}:
//
//	path { "|" filter [ ":" argument ] }
//
// A path is words joined by dots, an argument a number or a text in single or
// double quotes. Nothing else exists.
type expr struct {
	path  string
	calls []call
}

type call struct {
	name string // as in the table of filters, aliases resolved
	arg  any    // string, float64, or nil
}

const (
	maxCalls    = 8  // filters behind one field
	maxSnippet  = 60 // characters of a text that a problem quotes
	maxProblems = 50 // problems named at once
)

// parse tells text and fields apart. What can't be understood is a problem and
// stays text. Nobody changes what it gives.
func parse(src string) ([]part, []crm.Phrase) {
	if !strings.Contains(src, "{{") {
		if src == "" {
			return nil, nil
		}
		return []part{{text: src}}, nil
	}
	apart.RLock()
	t, ok := apart.texts[src]
	apart.RUnlock()
	if !ok {
		t.parts, t.wrong = takeApart(src)
		keepApart(src, t)
	}
	return t.parts, t.wrong
}

// taken is a text that was taken apart.
type taken struct {
	parts []part
	wrong []crm.Phrase
}

// maxApart is how many bytes of texts are kept taken apart: the templates in
// use are merged again and again.
const maxApart = 4 << 20

// apart are texts that were taken apart, a function of the text and nothing
// else, so it does not matter which are kept.
var apart = struct {
	sync.RWMutex
	texts map[string]taken
	bytes int
}{texts: map[string]taken{}}

func keepApart(src string, t taken) {
	if len(src) > maxApart/16 {
		return
	}
	apart.Lock()
	defer apart.Unlock()
	if apart.bytes += len(src); apart.bytes > maxApart {
		clear(apart.texts)
		apart.bytes = len(src)
	}
	src = strings.Clone(src)
	apart.texts[src] = t
}

// takeApart is parse, in one pass from left to right.
func takeApart(src string) ([]part, []crm.Phrase) {
	var parts []part
	var wrong []crm.Phrase
	note := func(p crm.Phrase) {
		if len(wrong) < maxProblems {
			wrong = append(wrong, p)
		}
	}
	s := scanner{src: src, closing: -1}
	for {
		before, inner, state := s.next()
		if before != "" {
			parts = append(parts, part{text: before})
		}
		switch state {
		case atEnd:
			return parts, wrong
		case unclosed:
			note(crm.Say("merge.unclosed", "text", snippet(src[s.opened:])))
			parts = append(parts, part{text: src[s.opened:s.pos]})
		case closed:
			p := part{text: src[s.opened:s.pos]}
			e, problem := parseExpr(inner)
			if problem != nil {
				note(*problem)
			} else {
				p.field = e
			}
			parts = append(parts, p)
		}
	}
}

type scanState int

const (
	atEnd scanState = iota
	unclosed
	closed
)

// scanner finds {{ … }}. It remembers the next }} so that a text of nothing
// but {{ is still read in linear time.
type scanner struct {
	src     string
	pos     int
	opened  int
	closing int // index of a }} at or behind pos; len(src): none; -1: not looked for
}

func (s *scanner) next() (before, inner string, state scanState) {
	i := strings.Index(s.src[s.pos:], "{{")
	if i < 0 {
		before, s.pos = s.src[s.pos:], len(s.src)
		return before, "", atEnd
	}
	before, s.opened = s.src[s.pos:s.pos+i], s.pos+i
	start := s.opened + 2
	if s.closing < start {
		s.closing = len(s.src)
		if j := strings.Index(s.src[start:], "}}"); j >= 0 {
			s.closing = start + j
		}
	}
	reopened := strings.Index(s.src[start:s.closing], "{{")
	switch {
	case reopened >= 0:
		s.pos = start + reopened
		return before, "", unclosed
	case s.closing == len(s.src):
		s.pos = len(s.src)
		return before, "", unclosed
	}
	s.pos = s.closing + 2
	return before, s.src[start:s.closing], closed
}

func parseExpr(inner string) (*expr, *crm.Phrase) {
	bad := func() (*expr, *crm.Phrase) {
		p := crm.Say("merge.bad_field", "text", snippet("{{"+inner+"}}"))
		return nil, &p
	}
	c := cursor{rest: inner}
	e := &expr{path: c.word(isPathRune)}
	if !validPath(e.path) {
		return bad()
	}
	for c.skip(); c.rest != ""; c.skip() {
		if !c.take('|') || len(e.calls) == maxCalls {
			return bad()
		}
		name := strings.ToLower(c.word(isWordRune))
		if name == "" {
			return bad()
		}
		cl := call{name: name}
		if f, ok := filterNamed(name); ok {
			cl.name = f.name
		}
		if c.take(':') {
			arg, ok := c.argument()
			if !ok {
				return bad()
			}
			cl.arg = arg
		}
		e.calls = append(e.calls, cl)
	}
	return e, nil
}

func validPath(path string) bool {
	if path == "" || path[0] >= '0' && path[0] <= '9' {
		return false
	}
	return !strings.HasPrefix(path, ".") && !strings.HasSuffix(path, ".") && !strings.Contains(path, "..")
}

func isWordRune(r rune) bool {
	return r == '_' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
}

func isPathRune(r rune) bool {
	return r == '.' || isWordRune(r) || r > unicode.MaxASCII && unicode.IsLetter(r)
}

// cursor reads an expression from left to right.
type cursor struct{ rest string }

func (c *cursor) skip() { c.rest = strings.TrimLeftFunc(c.rest, unicode.IsSpace) }

func (c *cursor) take(b byte) bool {
	c.skip()
	if c.rest == "" || c.rest[0] != b {
		return false
	}
	c.rest = c.rest[1:]
	return true
}

func (c *cursor) word(ok func(rune) bool) string {
	c.skip()
	end := strings.IndexFunc(c.rest, func(r rune) bool { return !ok(r) })
	if end < 0 {
		end = len(c.rest)
	}
	w := c.rest[:end]
	c.rest = c.rest[end:]
	return w
}

func (c *cursor) argument() (any, bool) {
	c.skip()
	if c.rest == "" {
		return nil, false
	}
	if q := c.rest[0]; q == '"' || q == '\'' {
		end := strings.IndexByte(c.rest[1:], q)
		if end < 0 {
			return nil, false
		}
		text := c.rest[1 : 1+end]
		c.rest = c.rest[end+2:]
		return text, !strings.ContainsFunc(text, isControl)
	}
	digits := c.word(func(r rune) bool { return r >= '0' && r <= '9' || r == '.' || r == '-' || r == '+' })
	n, err := strconv.ParseFloat(digits, 64)
	return n, err == nil
}

func snippet(s string) string {
	s = strings.ToValidUTF8(strings.Map(func(r rune) rune {
		if isControl(r) {
			return ' '
		}
		return r
	}, s[:min(len(s), 4*maxSnippet)]), "")
	if utf8.RuneCountInString(s) <= maxSnippet {
		return s
	}
	return string([]rune(s)[:maxSnippet]) + "…"
}
