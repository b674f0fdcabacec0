package mailer

import (
	"strings"

	"stepwise/backend/crm"
)

// mimeBody is the text and the HTML of a message, as alternatives where there are
// both. Its bytes are those that jordan-wright/email makes, but for the boundary,
// which is random there; a test holds them together. "=_" can't occur in
// quoted-printable text, so neither can the boundary.
func mimeBody(key string, r crm.Rendered) (kind, encoding, body string) {
	text, html := strings.ToValidUTF8(r.Text, "\uFFFD"), strings.ToValidUTF8(r.HTML, "\uFFFD")
	out := make([]byte, 0, 512+(len(text)+len(html))*9/8)
	switch {
	case text != "" && html != "":
		out = append(out, "--=_"+key+"\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Type: text/plain; charset=UTF-8\r\n\r\n"...)
		out = appendQuoted(out, text)
		out = append(out, "\r\n--=_"+key+"\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Type: text/html; charset=UTF-8\r\n\r\n"...)
		out = appendQuoted(out, html)
		out = append(out, "\r\n--=_"+key+"--\r\n"...)
		return `multipart/alternative; boundary="=_` + key + `"`, "", string(out)
	case html != "":
		return "text/html; charset=UTF-8", "quoted-printable", string(appendQuoted(out, html))
	}
	return "text/plain; charset=UTF-8", "quoted-printable", string(appendQuoted(out, text))
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
		end := strings.IndexAny(text, "\r\n")
		if end < 0 {
			return appendQuotedLine(out, text)
		}
		out = append(appendQuotedLine(out, text[:end]), "\r\n"...)
		if text[end] == '\r' && end+1 < len(text) && text[end+1] == '\n' {
			end++
		}
		text = text[end+1:]
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
