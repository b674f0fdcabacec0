package importer

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// markup cuts XML into tags and the text before each. Sheets have millions of
// cells, for which a decoder that builds a value of every token is ten times
// too slow; what it does not know (entities of a document's own) sheets don't
// have.
type markup struct {
	r        io.Reader
	buf      []byte
	pos, end int
	err      error
}

// maxToken is the longest text or tag, in bytes.
const maxToken = 8 << 20

func newMarkup(r io.Reader) *markup { return &markup{r: r, buf: make([]byte, 64<<10)} }

// broken says whether the markup ended other than it should.
func (m *markup) broken() bool { return !errors.Is(m.err, io.EOF) }

// next gives the text up to the next tag, and the tag without its brackets.
// Both are good until the next call. Comments and instructions are left out.
func (m *markup) next() (before, tag []byte, ok bool) {
	for {
		open := m.find("<", 0)
		if open < 0 {
			return nil, nil, false
		}
		if m.has(open, "<!--") {
			if !m.skip(open, "-->") {
				return nil, nil, false
			}
			continue
		}
		shut := m.tagEnd(open + 1)
		if shut < 0 {
			return nil, nil, false
		}
		before, tag = m.buf[m.pos:m.pos+open], m.buf[m.pos+open+1:m.pos+shut]
		m.pos += shut + 1
		if len(tag) > 0 && (tag[0] == '?' || tag[0] == '!') {
			continue
		}
		return before, tag, true
	}
}

// tagEnd finds the bracket that ends a tag: one outside quotes.
func (m *markup) tagEnd(from int) int {
	for at := from; ; at++ {
		if at = m.find(">", at); at < 0 {
			return -1
		}
		if bytes.Count(m.buf[m.pos+from:m.pos+at], []byte{'"'})%2 == 0 {
			return at
		}
	}
}

// skip goes on behind a mark.
func (m *markup) skip(from int, mark string) bool {
	at := m.find(mark, from)
	if at >= 0 {
		m.pos += at + len(mark)
	}
	return at >= 0
}

// find gives the place of a mark counted from pos, reading on where it needs
// to; -1 at the end.
func (m *markup) find(mark string, from int) int {
	for {
		if have := m.buf[m.pos:m.end]; from <= len(have) {
			if i := bytes.Index(have[from:], []byte(mark)); i >= 0 {
				return from + i
			}
			from = max(from, len(have)-len(mark)+1)
		}
		if !m.more() {
			return -1
		}
	}
}

func (m *markup) has(at int, mark string) bool {
	for m.end-m.pos < at+len(mark) {
		if !m.more() {
			return false
		}
	}
	return string(m.buf[m.pos+at:m.pos+at+len(mark)]) == mark
}

// more reads on behind what there is.
func (m *markup) more() bool {
	if m.err != nil {
		return false
	}
	if m.pos > 0 {
		m.end = copy(m.buf, m.buf[m.pos:m.end])
		m.pos = 0
	}
	if m.end == len(m.buf) {
		if len(m.buf) >= maxToken {
			m.err = io.ErrShortBuffer
			return false
		}
		m.buf = append(m.buf, make([]byte, len(m.buf))...)
	}
	n, err := m.r.Read(m.buf[m.end:])
	m.end += n
	m.err = err
	return n > 0 || err == nil
}

// name is what a tag is called, "/c" of one that ends, without the prefix of
// its namespace.
func name(tag []byte) []byte {
	if i := bytes.IndexAny(tag, " \t\r\n"); i > 0 {
		tag = tag[:i]
	}
	tag = bytes.TrimSuffix(tag, []byte{'/'})
	if i := bytes.IndexByte(tag, ':'); i >= 0 {
		if tag[0] == '/' {
			return append([]byte{'/'}, tag[i+1:]...)
		}
		tag = tag[i+1:]
	}
	return tag
}

func selfClosed(tag []byte) bool { return len(tag) > 0 && tag[len(tag)-1] == '/' }

// attr is the value of a tag's attribute, as it stands.
func attr(tag []byte, key string) []byte {
	for i := 0; ; {
		at := bytes.Index(tag[i:], []byte(key))
		if at < 0 {
			return nil
		}
		at += i
		i = at + len(key)
		if at == 0 || tag[at-1] != ' ' || i+1 >= len(tag) || tag[i] != '=' {
			continue
		}
		quote := tag[i+1]
		value := tag[i+2:]
		if end := bytes.IndexByte(value, quote); end >= 0 && (quote == '"' || quote == '\'') {
			return value[:end]
		}
		return nil
	}
}

var entities = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&quot;", `"`, "&apos;", "'", "&amp;", "&")

// unescapeXML is a text as it is meant: entities and the escapes of
// spreadsheets ("_x000D_") resolved.
func unescapeXML(text []byte) string {
	s := string(text)
	if strings.Contains(s, "&#") {
		s = numericEntities(s)
	}
	if strings.Contains(s, "&") {
		s = entities.Replace(s)
	}
	for from := 0; ; {
		i := strings.Index(s[from:], "_x")
		if i < 0 {
			return strings.ToValidUTF8(s, "\ufffd")
		}
		from += i
		if len(s) < from+7 || s[from+6] != '_' {
			from += 2
			continue
		}
		n, err := strconv.ParseUint(s[from+2:from+6], 16, 16)
		if err != nil {
			from += 2
			continue
		}
		s = s[:from] + string(rune(n)) + s[from+7:]
		from++
	}
}

func numericEntities(s string) string {
	var b strings.Builder
	for {
		at := strings.Index(s, "&#")
		if at < 0 {
			b.WriteString(s)
			return b.String()
		}
		end := strings.IndexByte(s[at:], ';')
		if end < 0 || end > 10 {
			b.WriteString(s[:at+2])
			s = s[at+2:]
			continue
		}
		digits, base := s[at+2:at+end], 10
		if hex, ok := strings.CutPrefix(strings.ToLower(digits), "x"); ok {
			digits, base = hex, 16
		}
		n, err := strconv.ParseUint(digits, base, 32)
		b.WriteString(s[:at])
		if err == nil && n <= utf8.MaxRune {
			b.WriteString(string(rune(n)))
		}
		s = s[at+end+1:]
	}
}
