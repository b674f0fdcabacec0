package sink

import (
	"bytes"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"regexp"
	"slices"
	"strings"
)

var (
	headerLine  = regexp.MustCompile(`^([!-9;-~]+)[ \t]*:`)
	foldedLine  = regexp.MustCompile(`^[ \t]`)
	messageID   = regexp.MustCompile(`^<[^<>@\s]+@[^<>@\s]+>$`)
	mustHave    = []string{"date", "from", "message-id", "mime-version"}
	onlyOnce    = []string{"date", "from", "sender", "reply-to", "to", "cc", "bcc", "subject", "message-id", "list-unsubscribe", "list-unsubscribe-post", "content-type", "mime-version"}
	oneClick    = "List-Unsubscribe=One-Click"
	longestLine = 998
)

// Lint says what a strict receiver would object to, as short words in order.
// A mailto alone in List-Unsubscribe is right (RFC 2369); an https address
// there wants List-Unsubscribe-Post beside it, and that wants an https address
// (RFC 8058).
func Lint(raw []byte) []string {
	out := lintBytes(raw)
	head, _, found := bytes.Cut(raw, []byte("\r\n\r\n"))
	if !found {
		out = append(out, "no-header-end")
	}
	if bytes.ContainsFunc(head, func(r rune) bool { return r > 127 }) {
		out = append(out, "8bit-header")
	}
	var names []string
	for line := range strings.SplitSeq(string(head), "\r\n") {
		switch name := headerLine.FindStringSubmatch(line); {
		case name != nil:
			names = append(names, strings.ToLower(name[1]))
		case !foldedLine.MatchString(line):
			out = append(out, "bad-header-line")
		}
	}
	out = append(out, lintNames(names)...)
	if msg, err := mail.ReadMessage(bytes.NewReader(raw)); err != nil {
		out = append(out, "unparsable")
	} else {
		out = append(out, lintValues(msg)...)
	}
	return slices.Compact(sorted(out))
}

func lintBytes(raw []byte) (out []string) {
	for i, c := range raw {
		switch {
		case c == '\n' && (i == 0 || raw[i-1] != '\r'):
			out = append(out, "bare-lf")
		case c == '\r' && (i+1 == len(raw) || raw[i+1] != '\n'):
			out = append(out, "bare-cr")
		case c == 0:
			out = append(out, "nul")
		}
	}
	for line := range bytes.SplitSeq(raw, []byte("\r\n")) {
		if len(line) > longestLine {
			out = append(out, "line-over-998")
		}
	}
	return out
}

func lintNames(names []string) (out []string) {
	count := map[string]int{}
	for _, name := range names {
		count[name]++
	}
	for _, name := range mustHave {
		if count[name] == 0 {
			out = append(out, "no-"+name)
		}
	}
	for _, name := range onlyOnce {
		if count[name] > 1 {
			out = append(out, "twice-"+name)
		}
	}
	if count["bcc"] > 0 {
		out = append(out, "bcc-sent")
	}
	return out
}

func lintValues(msg *mail.Message) (out []string) {
	post := msg.Header.Get("List-Unsubscribe-Post")
	if strings.Contains(msg.Header.Get("List-Unsubscribe"), "<https:") != (post != "") {
		out = append(out, "unsubscribe-pair-broken")
	}
	if post != "" && post != oneClick {
		out = append(out, "unsubscribe-post-value")
	}
	if id := msg.Header.Get("Message-Id"); id != "" && !messageID.MatchString(id) {
		out = append(out, "bad-message-id")
	}
	if _, err := msg.Header.Date(); err != nil {
		out = append(out, "bad-date")
	}
	for _, name := range []string{"From", "To"} {
		if _, err := msg.Header.AddressList(name); err != nil && msg.Header.Get(name) != "" {
			out = append(out, "bad-"+strings.ToLower(name))
		}
	}
	if !wholeBody(msg.Header.Get("Content-Type"), msg.Header.Get("Content-Transfer-Encoding"), msg.Body) {
		out = append(out, "defect-body")
	}
	return out
}

// wholeBody says whether a body and all its parts can be read to the end.
func wholeBody(kind, encoding string, body io.Reader) bool {
	media, params, err := mime.ParseMediaType(kind)
	if err != nil {
		return kind == ""
	}
	if !strings.HasPrefix(media, "multipart/") {
		if strings.EqualFold(encoding, "quoted-printable") {
			body = quotedprintable.NewReader(body)
		}
		_, err := io.Copy(io.Discard, body)
		return err == nil
	}
	parts := multipart.NewReader(body, params["boundary"])
	for n := 0; ; n++ {
		part, err := parts.NextRawPart()
		if err == io.EOF {
			return n > 0
		}
		if err != nil || !wholeBody(part.Header.Get("Content-Type"), part.Header.Get("Content-Transfer-Encoding"), part) {
			return false
		}
	}
}

func sorted(words []string) []string {
	slices.Sort(words)
	return words
}
