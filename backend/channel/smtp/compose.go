package mailer

import (
	"bytes"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

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
	b.Grow(1024)
	if err := writeHeaders(&b, from, m, r.Subject); err != nil {
		return nil, err
	}
	room, _ := rooms.Get().(*[]byte)
	defer rooms.Put(room)
	whole, err := partsOf(*room, m.Key, r)
	if err != nil {
		return nil, err
	}
	writeHeader(&b, "MIME-Version", "1.0")
	for _, h := range whole.headers {
		writeHeader(&b, h.name, h.value)
	}
	b.WriteString("\r\n")
	raw, _ := raws.Get().(*[]byte)
	out := append(append(slices.Grow((*raw)[:0], b.Len()+len(whole.body)+2), b.String()...), whole.body...)
	if !bytes.HasSuffix(whole.body, []byte("\r\n")) {
		out = append(out, "\r\n"...)
	}
	if len(r.Files) == 0 && cap(whole.body) <= mostKept {
		*room = whole.body[:0]
	}
	return out, nil
}

// rooms are where the bodies of messages are written before they have headers,
// raws where whole messages are.
var (
	rooms = sync.Pool{New: func() any { return new([]byte) }}
	raws  = sync.Pool{New: func() any { return new([]byte) }}
)

// Reuse takes back the bytes of a message of Compose that nobody reads any more.
func (*Mailer) Reuse(raw []byte) {
	if cap(raw) <= mostKept {
		raws.Put(&raw)
	}
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
// what goes to a client. In the subject of its mailto stands the message's key,
// which no other mail can know; what has a meaning in a mailto (RFC 6068) is
// escaped in the address.
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
		writeUnsubscribe(b, m.Values[crm.UnsubscribeValue], "<mailto:"+url.QueryEscape(local)+"@"+domain+"?subject=unsubscribe%20"+m.Key+">")
	}
	return nil
}

// writeUnsubscribe says where a client can say no. One click (RFC 8058) needs an
// https address, and List-Unsubscribe-Post without one is against that RFC. The
// account's server signs both (DKIM): they stand in what it gets.
func writeUnsubscribe(b *strings.Builder, page, mailto string) {
	if !strings.HasPrefix(page, "https://") || safe("List-Unsubscribe", page) != nil || strings.ContainsAny(page, "<> ,") {
		writeHeader(b, "List-Unsubscribe", mailto)
		return
	}
	writeHeader(b, "List-Unsubscribe", "<"+page+">, "+mailto)
	writeHeader(b, "List-Unsubscribe-Post", "List-Unsubscribe=One-Click")
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
