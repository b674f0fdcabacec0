package mailer

import (
	"slices"
	"strings"
	"unicode/utf8"

	"stepwise/backend/crm"
)

// mimeBody is the text and the HTML of a message, as alternatives where there are
// both. Its bytes are those that jordan-wright/email makes, but for the boundary,
// which is random there; a test holds them together. "=_" can't occur in
// quoted-printable text, so neither can the boundary. It is written into room, if
// there is enough of it.
func mimeBody(room []byte, key string, r crm.Rendered) (kind, encoding string, body []byte) {
	text, html := sound(r.Text), sound(r.HTML)
	out := slices.Grow(room[:0], 512+(len(text)+len(html))*9/8)
	switch {
	case text != "" && html != "":
		out = append(out, "--=_"+key+"\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Type: text/plain; charset=UTF-8\r\n\r\n"...)
		out = appendQuoted(out, text)
		out = append(out, "\r\n--=_"+key+"\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Type: text/html; charset=UTF-8\r\n\r\n"...)
		out = appendQuoted(out, html)
		out = append(out, "\r\n--=_"+key+"--\r\n"...)
		return `multipart/alternative; boundary="=_` + key + `"`, "", out
	case html != "":
		return "text/html; charset=UTF-8", "quoted-printable", appendQuoted(out, html)
	}
	return "text/plain; charset=UTF-8", "quoted-printable", appendQuoted(out, text)
}

// sound is a text without broken UTF-8. Looking first is quicker: a text is hardly
// ever broken.
func sound(text string) string {
	if utf8.ValidString(text) {
		return text
	}
	return strings.ToValidUTF8(text, "\uFFFD")
}

// lineRoom is what a line of quoted-printable text has room for, before the "="
// that a longer one goes on with.
const lineRoom = 75

const hexDigits = "0123456789ABCDEF"

// plainByte says which bytes stand for themselves in quoted-printable text, a
// space at the end of a line apart.
var plainByte = func() (plain [256]bool) {
	for c := '!'; c <= '~'; c++ {
		plain[c] = c != '='
	}
	plain[' '], plain['\t'] = true, true
	return plain
}()

// appendQuoted writes a text in quoted-printable, each of its line ends as CRLF.
// It is mime/quotedprintable, by runs of bytes instead of byte by byte.
func appendQuoted(out []byte, text string) []byte {
	for text != "" {
		end := strings.IndexByte(text, '\n')
		line, rest := text, ""
		if end >= 0 {
			line, rest = text[:end], text[end+1:]
		}
		if cr := strings.IndexByte(line, '\r'); cr >= 0 {
			out = append(appendQuotedLine(out, line[:cr]), "\r\n"...)
			if cr == len(line)-1 && end >= 0 {
				cr = end // the two are one line end
			}
			text = text[cr+1:]
			continue
		}
		if out = appendQuotedLine(out, line); end >= 0 {
			out = append(out, "\r\n"...)
		}
		text = rest
	}
	return out
}

func appendQuotedLine(out []byte, line string) []byte {
	column := 0
	for pos := 0; pos < len(line); {
		n := pos
		for n < len(line) && plainByte[line[n]] {
			n++
		}
		for pos < n {
			if column == lineRoom {
				out, column = append(out, "=\r\n"...), 0
			}
			take := min(n-pos, lineRoom-column)
			out = append(out, line[pos:pos+take]...)
			pos, column = pos+take, column+take
		}
		if pos < len(line) {
			out, column = appendEscaped(out, line[pos], column)
			pos++
		}
	}
	if column > 0 && (line[len(line)-1] == ' ' || line[len(line)-1] == '\t') {
		out, _ = appendEscaped(out[:len(out)-1], line[len(line)-1], column-1)
	}
	return out
}

func appendEscaped(out []byte, c byte, column int) ([]byte, int) {
	if lineRoom-column < 3 {
		out, column = append(out, "=\r\n"...), 0
	}
	return append(out, '=', hexDigits[c>>4], hexDigits[c&15]), column + 3
}
