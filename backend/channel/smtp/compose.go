package mailer

import (
	"bytes"
	"net/textproto"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/jordan-wright/email"

	"stepwise/backend/crm"
)

// Compose turns a message into the bytes that go over the wire: CRLF line
// ends, no line over 998 bytes, only ASCII. The same message gives the same
// bytes at every attempt. A line end or NUL in a name, subject or address, and
// an address that can't be sent to, is an invalid Error.
func (*Mailer) Compose(a crm.Account, m crm.Message, r crm.Rendered) ([]byte, error) {
	from, err := senderOf(a, m)
	if err != nil {
		return nil, err
	}
	if !goodKey(m.Key) {
		return nil, crm.Fail(crm.CodeInvalid, "account.compose.header", "header", "Message-ID")
	}
	var b strings.Builder
	if err := writeHeaders(&b, from, m, r.Subject); err != nil {
		return nil, err
	}
	whole, err := partsOf(m.Key, r)
	if err != nil {
		return nil, err
	}
	writeHeader(&b, "MIME-Version", "1.0")
	for _, h := range whole.headers {
		writeHeader(&b, h.name, h.value)
	}
	b.WriteString("\r\n" + whole.body)
	if !strings.HasSuffix(whole.body, "\r\n") {
		b.WriteString("\r\n")
	}
	return []byte(b.String()), nil
}

// sender is who a message comes from.
type sender struct{ name, address string }

func senderOf(a crm.Account, m crm.Message) (sender, error) {
	s := sender{name: m.FromName, address: m.FromEmail}
	if a.SMTP != nil && s.name == "" {
		s.name = a.SMTP.FromName
	}
	if a.SMTP != nil && s.address == "" {
		s.address = a.SMTP.FromEmail
	}
	if !bareAddress(s.address) {
		return s, crm.Fail(crm.CodeInvalid, "account.compose.address", "address", s.address)
	}
	return s, nil
}

func goodKey(key string) bool {
	for i := range len(key) {
		c := key[i]
		if (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '-' && c != '_' {
			return false
		}
	}
	return key != "" && len(key) <= 60
}

// writeHeaders writes what identifies the message. List-Unsubscribe stands on
// what goes to a client. It is a mailto alone: one-click (RFC 8058) needs an
// https address, and List-Unsubscribe-Post without one is against that RFC. In
// its subject stands the message's key, which no other mail can know; what has a
// meaning in a mailto (RFC 6068) is escaped in the address.
func writeHeaders(b *strings.Builder, from sender, m crm.Message, subject string) error {
	for _, h := range []struct{ name, value string }{
		{"From", from.name}, {"To", m.ToName}, {"Subject", subject},
	} {
		if err := safe(h.name, h.value); err != nil {
			return err
		}
	}
	if !bareAddress(m.To) {
		return crm.Fail(crm.CodeInvalid, "account.compose.address", "address", m.To)
	}
	_, domain, _ := strings.Cut(from.address, "@")
	writeHeader(b, "Date", m.Created.Time().Format(time.RFC1123Z))
	writeHeader(b, "From", encodeAddress(from.name, from.address))
	writeHeader(b, "To", encodeAddress(m.ToName, m.To))
	if m.ReplyTo != "" {
		if !bareAddress(m.ReplyTo) {
			return crm.Fail(crm.CodeInvalid, "account.compose.address", "address", m.ReplyTo)
		}
		writeHeader(b, "Reply-To", "<"+m.ReplyTo+">")
	}
	writeHeader(b, "Message-ID", "<"+m.Key+"@"+domain+">")
	writeHeader(b, "Subject", encodeText(subject))
	if m.Contact != 0 && (m.Purpose == crm.PurposeMarketing || m.Purpose == crm.PurposeService) {
		local, _, _ := strings.Cut(from.address, "@")
		writeHeader(b, "List-Unsubscribe", "<mailto:"+url.QueryEscape(local)+"@"+domain+"?subject=unsubscribe%20"+m.Key+">")
	}
	return nil
}

// mimeBody lets the library build the body and its content type, then puts our
// boundary in the place of its random one. Its own header block is not used:
// it stands in the order of a map, is not folded, and breaks names with a comma.
func mimeBody(key string, r crm.Rendered) (kind, encoding string, body []byte, err error) {
	mail := email.Email{Headers: textproto.MIMEHeader{"Message-Id": {key}, "Date": {key}}}
	if r.Text != "" {
		mail.Text = []byte(strings.ToValidUTF8(r.Text, "\uFFFD"))
	}
	if r.HTML != "" {
		mail.HTML = []byte(strings.ToValidUTF8(r.HTML, "\uFFFD"))
	}
	raw, err := mail.Bytes()
	if err != nil {
		return "", "", nil, err
	}
	head, body, _ := bytes.Cut(raw, []byte("\r\n\r\n"))
	for line := range strings.SplitSeq(strings.ReplaceAll(string(head), "\r\n ", " "), "\r\n") {
		name, value, _ := strings.Cut(line, ": ")
		switch name {
		case "Content-Type":
			kind = value
		case "Content-Transfer-Encoding":
			encoding = value
		}
	}
	if kind, old, ok := strings.Cut(kind, " boundary="); ok {
		// "=_" can't occur in quoted-printable text, so neither can the boundary.
		return kind + ` boundary="=_` + key + `"`, encoding, bytes.ReplaceAll(body, []byte("--"+old), []byte("--=_"+key)), nil
	}
	return kind, encoding, body, nil
}

// envelope is what Send says before the data.
func envelope(a crm.Account, m crm.Message) (from, to string, fail *trouble) {
	s, err := senderOf(a, m)
	if err != nil {
		kind := crm.Stopped // the account's own address, so every message's
		if m.FromEmail != "" {
			kind = crm.Refused
		}
		return "", "", &trouble{kind: kind, key: "account.compose.address", words: "MAIL FROM:<" + clip(s.address) + ">"}
	}
	if !bareAddress(m.To) {
		return "", "", &trouble{kind: crm.Refused, bad: true, key: "account.compose.address", words: "RCPT TO:<" + clip(m.To) + ">"}
	}
	return s.address, m.To, nil
}

// clip bounds a server's words to 500 characters of valid text.
func clip(words string) string {
	words = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(words, "?"))
	if utf8.RuneCountInString(words) > 500 {
		words = string([]rune(words)[:500])
	}
	return strings.TrimSpace(words)
}
