package mailbox

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/emersion/go-message"
	"github.com/emersion/go-message/mail"
	"golang.org/x/text/encoding/charmap"

	"stepwise/backend/crm"
	"stepwise/backend/mailaddr"
)

// mostLetter is how many bytes of a letter's text are read, of each kind.
const mostLetter = 256 << 10

// Read takes a whole mail apart, with its text and what is attached to it. It
// never fails: what can't be read is left out and named in Lost.
func Read(raw []byte) (l crm.Letter) {
	l.Mail = Classify(raw)
	defer func() {
		if recover() != nil { // a mail that a library stumbles over must not hold up those behind it
			l.Lost = append(l.Lost, crm.Problem{Path: "text", Key: "incoming.unreadable"})
		}
	}()
	e, err := message.ReadWithOptions(bytes.NewReader(cleanHead(raw)), &message.ReadOptions{MaxHeaderBytes: mostHead})
	if e == nil || err != nil && !message.IsUnknownCharset(err) && !message.IsUnknownEncoding(err) {
		return l
	}
	r := reader{letter: &l}
	r.head(e.Header)
	r.walk(e, 0)
	l.Plain, l.Rich = tidy(r.plain.String()), tidy(r.rich.String())
	l.Files = slices.DeleteFunc(l.Files, func(f crm.LetterFile) bool { return len(f.Content) == 0 })
	return l
}

// reader fills a letter.
type reader struct {
	letter *crm.Letter
	plain  strings.Builder
	rich   strings.Builder
	n      int
}

func (r *reader) head(h message.Header) {
	head := mail.Header{Header: h}
	r.letter.Name, _ = person(head, "From")
	r.letter.ReplyName, r.letter.ReplyTo = person(head, "Reply-To")
	if subject, err := head.Text("Subject"); err == nil {
		r.letter.Subject = oneLine(readable(subject), mostSubject)
	}
	if at, err := head.Date(); err == nil && !at.IsZero() {
		r.letter.At = crm.At(at)
	}
	p := parts{head: h}
	r.letter.Own = keysIn(h.Get("Message-Id"))
	r.letter.Generated = r.letter.Kind == crm.MailAuto && !p.answered() && !awayWords().MatchString(r.letter.Subject)
}

// person is the name and the normalised address in a header, where there is
// exactly one.
func person(h mail.Header, name string) (called, address string) {
	list, err := h.AddressList(name)
	if err != nil || len(list) != 1 {
		return "", ""
	}
	a, why := mailaddr.Parse(list[0].Address)
	if why != nil {
		return "", ""
	}
	return oneLine(readable(list[0].Name), mostSubject), a.Key()
}

// answered says whether a program wrote the mail as an answer to another, not
// because somebody filled in a form.
func (p *parts) answered() bool {
	word, _, _ := strings.Cut(strings.ToLower(p.head.Get("Auto-Submitted")), ";")
	if strings.TrimSpace(word) == "auto-replied" {
		return true
	}
	for _, name := range []string{"X-Autoreply", "X-Autorespond", "X-Auto-Reply"} {
		if p.head.Get(name) != "" {
			return true
		}
	}
	return slices.Contains([]string{"auto_reply", "auto-reply"}, strings.ToLower(strings.TrimSpace(p.head.Get("Precedence"))))
}

func (r *reader) walk(e *message.Entity, depth int) {
	r.n++
	if depth > deepest || r.n > mostParts {
		return
	}
	if inner := e.MultipartReader(); inner != nil {
		for r.n <= mostParts {
			part, err := inner.NextPart()
			if part == nil || err != nil && !message.IsUnknownCharset(err) && !message.IsUnknownEncoding(err) {
				return
			}
			r.walk(part, depth+1)
		}
		return
	}
	kind, params, err := e.Header.ContentType()
	if err != nil {
		kind = "text/plain"
	}
	disposition, more, _ := e.Header.ContentDisposition()
	name := more["filename"]
	if name == "" {
		name = params["name"]
	}
	switch {
	case disposition != "attachment" && name == "" && kind == "text/plain":
		r.text(&r.plain, e, func(s string) string { return s })
	case disposition != "attachment" && name == "" && kind == "text/html":
		r.text(&r.rich, e, Lines)
	case disposition == "inline" && strings.HasPrefix(kind, "image/") && e.Header.Get("Content-Id") != "": // a logo
	case strings.HasPrefix(kind, "multipart/"): // broken
	default:
		r.file(e, name, kind)
	}
}

func (r *reader) text(to *strings.Builder, e *message.Entity, lines func(string) string) {
	if room := mostLetter - to.Len(); room > 0 {
		to.WriteString(lines(readable(body(e, room))) + "\n")
	}
}

// file keeps what is attached, within the limits of a card's files.
func (r *reader) file(e *message.Entity, name, kind string) {
	name = oneLine(readable(name), mostSubject)
	if name == "" {
		name = unnamed(kind)
	}
	lose := func(key string, pairs ...any) {
		r.letter.Lost = append(r.letter.Lost, crm.Problem{Path: "files", Key: key, Args: crm.Say(key, append(pairs, "name", name)...).Args})
	}
	if len(r.letter.Files) >= crm.MaxLetterFiles {
		lose("incoming.file_many", "max", crm.MaxLetterFiles)
		return
	}
	content, err := io.ReadAll(io.LimitReader(e.Body, crm.MaxFile+1))
	switch {
	case len(content) > crm.MaxFile:
		lose("incoming.file_big", "max", crm.MaxFile/1_000_000)
	case err != nil:
		lose("incoming.file_broken")
	case len(content) > 0:
		r.letter.Files = append(r.letter.Files, crm.LetterFile{Name: name, Content: content})
	}
}

// unnamed is the name of a file that has none.
func unnamed(kind string) string {
	switch kind {
	case "message/rfc822":
		return "mail.eml"
	case "text/calendar":
		return "event.ics"
	case "text/html":
		return "page.html"
	case "text/plain":
		return "text.txt"
	}
	_, sub, _ := strings.Cut(kind, "/")
	if sub == "" || len(sub) > 10 || strings.ContainsAny(sub, ".+;/") {
		return "file"
	}
	return "file." + sub
}

// readable is text as UTF-8; what is none was written by a program that doesn't
// say how, which here means Central European.
func readable(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	out, err := charmap.Windows1250.NewDecoder().String(s)
	if err != nil {
		return valid(s)
	}
	return out
}

// tidy is text with plain line ends and at most one empty line between others.
func tidy(s string) string {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u00a0", " ", "\x00", "").Replace(s)
	var out strings.Builder
	empty := 0
	for line := range strings.SplitSeq(s, "\n") {
		line = strings.TrimRight(line, " \t")
		if line == "" {
			empty++
			continue
		}
		if out.Len() > 0 {
			out.WriteString(strings.Repeat("\n", 1+min(empty, 1)))
		}
		empty = 0
		out.WriteString(line)
	}
	return out.String()
}

// tooLong is a letter of which only the header was read.
func tooLong(l crm.Letter, size int64) crm.Letter {
	l.Lost = []crm.Problem{{Path: "size", Key: "incoming.too_big", Args: crm.Say("", "size", fmt.Sprint(size>>20), "max", crm.MaxLetter>>20).Args}}
	return l
}
