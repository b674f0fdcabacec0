package mailer

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"strings"

	"stepwise/backend/crm"
)

// part is a piece of a message: its headers besides MIME-Version, and its body
// with CRLF line ends.
type part struct {
	headers []header
	body    []byte
}

type header struct{ name, value string }

// partsOf builds what a message says: its text and HTML, with the pictures that
// the HTML shows beside it and the attachments beside all of that:
//
//	mixed( related( alternative(text, html), pictures ), attachments )
//
// Levels that have nothing to hold together are left out. room is used for the
// text.
func partsOf(room []byte, key string, r crm.Rendered) (part, error) {
	kind, encoding, body := mimeBody(room, key, r)
	whole := part{headers: []header{{"Content-Type", kind}}, body: body}
	if encoding != "" {
		whole.headers = append(whole.headers, header{"Content-Transfer-Encoding", encoding})
	}
	var pictures, attachments []part
	for _, f := range r.Files {
		p, err := filePart(f)
		if err != nil {
			return part{}, err
		}
		if f.CID != "" {
			pictures = append(pictures, p)
		} else {
			attachments = append(attachments, p)
		}
	}
	inner, _, _ := strings.Cut(kind, ";")
	whole = together("related", `; type="`+inner+`"`, "=_r_"+key, whole, pictures)
	return together("mixed", "", "=_m_"+key, whole, attachments), nil
}

// together puts a part and others beside it, or leaves it alone where there are
// none. "=_" can't occur in quoted-printable text or base64, so neither can the
// boundary.
func together(kind, more, boundary string, first part, others []part) part {
	if len(others) == 0 {
		return first
	}
	var b strings.Builder
	for _, p := range append([]part{first}, others...) {
		b.WriteString("--" + boundary + "\r\n")
		for _, h := range p.headers {
			writeHeader(&b, h.name, h.value)
		}
		b.WriteString("\r\n")
		b.Write(p.body)
		if !bytes.HasSuffix(p.body, []byte("\r\n")) {
			b.WriteString("\r\n")
		}
	}
	b.WriteString("--" + boundary + "--\r\n")
	return part{[]header{{"Content-Type", "multipart/" + kind + more + `; boundary="` + boundary + `"`}}, []byte(b.String())}
}

// filePart is a picture or an attachment.
func filePart(f crm.RenderedFile) (part, error) {
	for _, text := range []string{f.Name, f.Mime, f.CID} {
		if err := safe("Content-Disposition", text); err != nil {
			return part{}, err
		}
	}
	kind := f.Mime
	if kind == "" || strings.ContainsAny(kind, " ;\"") || strings.HasPrefix(kind, "multipart/") || strings.HasPrefix(kind, "message/") {
		kind = "application/octet-stream"
	}
	place := "attachment"
	if f.CID != "" {
		place = "inline"
	}
	p := part{headers: []header{
		{"Content-Type", kind + nameParameter(f.Name)},
		{"Content-Transfer-Encoding", "base64"},
		{"Content-Disposition", place + fileParameter(f.Name)},
	}}
	if f.CID != "" {
		p.headers = append(p.headers, header{"Content-ID", "<" + f.CID + ">"})
	}
	p.body = []byte(base64Lines(f.Data))
	return p, nil
}

// nameParameter is a file's name for programs that don't read fileParameter:
// not by the book where it isn't plain, but what all of them understand.
func nameParameter(name string) string {
	if plainFile(name) {
		return `; name="` + name + `"`
	}
	return `; name="` + encodeWords(name) + `"`
}

func plainFile(name string) bool { return plainText(name) && !strings.ContainsAny(name, `"\\`) }

// fileParameter writes the name of a file; one that isn't plain as RFC 2231 has
// it, in pieces of a line.
func fileParameter(name string) string {
	if plainFile(name) {
		return `; filename="` + name + `"`
	}
	const most = 54 // bytes of a piece, so that a line of it stays below lineGoal
	pieces := []string{"utf-8''"}
	for _, r := range name {
		c := percent(r)
		if last := len(pieces) - 1; len(pieces[last])+len(c) <= most {
			pieces[last] += c
		} else {
			pieces = append(pieces, c)
		}
	}
	if len(pieces) == 1 {
		return "; filename*=" + pieces[0]
	}
	out := ""
	for i, p := range pieces {
		out += fmt.Sprintf("; filename*%d*=%s", i, p)
	}
	return out
}

func percent(r rune) string {
	if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '.' || r == '-' || r == '_' {
		return string(r)
	}
	out := ""
	for _, c := range []byte(string(r)) {
		out += fmt.Sprintf("%%%02X", c)
	}
	return out
}

// base64Lines writes bytes in lines of 76 characters.
func base64Lines(data []byte) string {
	const line = 57 // bytes that make 76 characters
	var b strings.Builder
	b.Grow(base64.StdEncoding.EncodedLen(len(data)) + 2*(len(data)/line+1))
	for len(data) > 0 {
		n := min(line, len(data))
		b.WriteString(base64.StdEncoding.EncodeToString(data[:n]) + "\r\n")
		data = data[n:]
	}
	return b.String()
}
