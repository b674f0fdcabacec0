package mailbox

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/emersion/go-message"
	"golang.org/x/text/encoding/charmap"
)

// How far a mail is taken apart: nobody honest comes near.
const (
	deepest   = 10
	mostParts = 60
	mostText  = 64 << 10
	mostHead  = 64 << 10
)

// charsets are those of Europe's mail programs; what is written in others is
// read as UTF-8, with marks where that fails.
var charsets = map[string]*charmap.Charmap{
	"iso-8859-1": charmap.ISO8859_1, "latin1": charmap.ISO8859_1, "iso-8859-2": charmap.ISO8859_2, "latin2": charmap.ISO8859_2,
	"iso-8859-15": charmap.ISO8859_15, "iso-8859-16": charmap.ISO8859_16, "windows-1250": charmap.Windows1250, "cp1250": charmap.Windows1250,
	"windows-1252": charmap.Windows1252, "cp1252": charmap.Windows1252, "windows-1251": charmap.Windows1251, "koi8-r": charmap.KOI8R,
}

func init() {
	message.CharsetReader = func(name string, in io.Reader) (io.Reader, error) {
		if c, ok := charsets[name]; ok {
			return c.NewDecoder().Reader(in), nil
		}
		return in, errors.New("charset " + name)
	}
}

// parts is what was found in a mail.
type parts struct {
	head     message.Header
	plain    string
	html     string
	status   []fields // of delivery-status: of the message, then of each recipient
	feedback fields
	original fields // header of the message that was sent
	report   string // report-type of a multipart/report
	n        int
}

// fields are header-like lines by their name in lower case.
type fields map[string]string

// parse takes the beginning of a mail apart; what is cut off or broken is left
// out. ok is false where there is no header at all.
func parse(raw []byte) (p parts, ok bool) {
	e, err := message.ReadWithOptions(bytes.NewReader(cleanHead(raw)), &message.ReadOptions{MaxHeaderBytes: mostHead})
	if e == nil || err != nil && !message.IsUnknownCharset(err) && !message.IsUnknownEncoding(err) {
		return p, false
	}
	p.head = e.Header
	if kind, params, err := e.Header.ContentType(); err == nil && kind == "multipart/report" {
		p.report = strings.ToLower(params["report-type"])
	}
	p.walk(e, 0)
	return p, true
}

func (p *parts) walk(e *message.Entity, depth int) {
	p.n++
	if depth > deepest || p.n > mostParts {
		return
	}
	if inner := e.MultipartReader(); inner != nil {
		for p.n <= mostParts {
			part, err := inner.NextPart()
			if part == nil || err != nil && !message.IsUnknownCharset(err) && !message.IsUnknownEncoding(err) {
				return
			}
			p.walk(part, depth+1)
		}
		return
	}
	kind, _, err := e.Header.ContentType()
	if err != nil {
		kind = "text/plain"
	}
	p.leaf(kind, e)
}

func (p *parts) leaf(kind string, e *message.Entity) {
	switch kind {
	case "message/rfc822", "message/global", "text/rfc822-headers", "message/global-headers":
		if p.original == nil {
			p.original = first(groups(body(e, mostHead)))
		}
	case "message/delivery-status", "message/global-delivery-status":
		if p.status == nil {
			p.status = groups(body(e, mostHead))
		}
	case "message/feedback-report":
		p.feedback = first(groups(body(e, mostHead)))
	case "text/plain":
		if len(p.plain) < mostText {
			p.plain += valid(body(e, mostText-len(p.plain))) + "\n"
		}
	case "text/html":
		if len(p.html) < mostText {
			p.html += valid(body(e, mostText-len(p.html))) + "\n"
		}
	}
}

// body reads the beginning of a part, as much as can be decoded.
func body(e *message.Entity, most int) string {
	b, _ := io.ReadAll(io.LimitReader(e.Body, int64(most))) // what comes before an error is good
	return string(b)
}

func valid(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	return strings.ToValidUTF8(s, "\uFFFD")
}

// groups reads blocks of header-like lines, which empty lines divide.
func groups(text string) (list []fields) {
	var now fields
	last := ""
	for line := range strings.SplitSeq(strings.ReplaceAll(text, "\r\n", "\n"), "\n") {
		switch {
		case strings.TrimSpace(line) == "":
			now = nil
			continue
		case now == nil:
			if len(list) == mostParts {
				return list
			}
			now, last = fields{}, ""
			list = append(list, now)
		}
		if (line[0] == ' ' || line[0] == '\t') && last != "" {
			now[last] += " " + strings.TrimSpace(line)
			continue
		}
		name, value, found := strings.Cut(line, ":")
		if name = strings.ToLower(strings.TrimSpace(name)); !found || name == "" {
			continue
		}
		if _, twice := now[name]; !twice {
			now[name], last = strings.TrimSpace(value), name
		}
	}
	return list
}

func first(list []fields) fields {
	if len(list) == 0 {
		return fields{}
	}
	return list[0]
}

// cleanHead drops the lines of a header that are none, for one of them would hide
// the rest: the "From " line of an mbox, a line without a name.
func cleanHead(raw []byte) []byte {
	out := make([]byte, 0, len(raw))
	keep := false
	for rest := raw; len(rest) > 0; {
		line := rest
		if i := bytes.IndexByte(rest, '\n'); i >= 0 {
			line = rest[:i+1]
		}
		rest = rest[len(line):]
		switch bare := bytes.TrimRight(line, "\r\n"); {
		case len(bare) == 0:
			return append(append(out, "\r\n"...), rest...)
		case bare[0] == ' ' || bare[0] == '\t':
		default:
			keep = goodName(bare)
		}
		if keep {
			out = append(out, line...)
		}
	}
	return append(out, "\r\n\r\n"...)
}

func goodName(line []byte) bool {
	name, _, found := bytes.Cut(line, []byte(":"))
	name = bytes.TrimRight(name, " \t")
	for _, c := range name {
		if c <= ' ' || c > '~' {
			return false
		}
	}
	return found && len(name) > 0
}
