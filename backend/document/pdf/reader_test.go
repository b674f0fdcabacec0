package pdf_test

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"
)

// paper is a PDF read back by rules of its own, from the file's objects: what a
// person or a search engine gets out of it.
type paper struct {
	pages  []string // the text, a line per piece of text
	width  []float64
	height []float64
	links  []string
	images int
	info   string
	raw    []byte
}

var (
	object    = regexp.MustCompile(`(?s)(\d+) 0 obj\r?\n(.*?)\r?\nendobj`)
	kids      = regexp.MustCompile(`/Kids \[([^\]]*)\]`)
	reference = regexp.MustCompile(`(\d+) 0 R`)
	box       = regexp.MustCompile(`/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]`)
	uri       = regexp.MustCompile(`/URI \(((?:\\.|[^\\)])*)\)`)
	fontOf    = regexp.MustCompile(`/(F[0-9a-f]+) (\d+) 0 R`)
	mapped    = regexp.MustCompile(`<([0-9A-Fa-f]+)> <([0-9A-Fa-f]+)> <([0-9A-Fa-f]+)>`)
)

func read(t *testing.T, file []byte) paper {
	t.Helper()
	if !bytes.HasPrefix(file, []byte("%PDF-")) || !bytes.HasSuffix(bytes.TrimSpace(file), []byte("%%EOF")) {
		t.Fatalf("not a PDF: %.20q", file)
	}
	objects := map[string]string{}
	for _, m := range object.FindAllSubmatch(file, -1) {
		objects[string(m[1])] = string(m[2])
	}
	out := paper{raw: file, images: strings.Count(string(file), "/Subtype /Image")}
	fonts := map[string]map[uint16]string{}
	for _, m := range fontOf.FindAllStringSubmatch(objects["2"], -1) {
		fonts[m[1]] = unicodeOf(t, objects, objects[m[2]])
	}
	size := box.FindStringSubmatch(objects["1"])
	for _, page := range reference.FindAllStringSubmatch(kids.FindStringSubmatch(objects["1"])[1], -1) {
		body := objects[page[1]]
		own := size
		if m := box.FindStringSubmatch(body); m != nil {
			own = m
		}
		w, _ := strconv.ParseFloat(own[1], 64)
		h, _ := strconv.ParseFloat(own[2], 64)
		out.width, out.height = append(out.width, w), append(out.height, h)
		for _, m := range uri.FindAllStringSubmatch(body, -1) {
			out.links = append(out.links, strings.NewReplacer(`\(`, "(", `\)`, ")", `\\`, `\`).Replace(m[1]))
		}
		content := stream(t, objects[field(body, "/Contents")])
		out.pages = append(out.pages, textOf(t, content, fonts))
	}
	for _, o := range objects {
		if strings.Contains(o, "/Producer") {
			out.info = o
		}
	}
	return out
}

func (p paper) text() string { return strings.Join(p.pages, "\n") }

func field(body, name string) string {
	_, rest, _ := strings.Cut(body, name+" ")
	n, _, _ := strings.Cut(rest, " ")
	return n
}

func stream(t *testing.T, body string) string {
	t.Helper()
	head, data, ok := strings.Cut(body, "stream\n")
	if !ok {
		t.Fatalf("no stream in %.80q", body)
	}
	data = strings.TrimSuffix(data, "\nendstream")
	if !strings.Contains(head, "FlateDecode") {
		return data
	}
	z, err := zlib.NewReader(strings.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	all, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return string(all)
}

// unicodeOf reads what the codes of a font mean.
func unicodeOf(t *testing.T, objects map[string]string, font string) map[uint16]string {
	t.Helper()
	out := map[uint16]string{}
	for _, m := range mapped.FindAllStringSubmatch(stream(t, objects[field(font, "/ToUnicode")]), -1) {
		first, _ := strconv.ParseUint(m[1], 16, 16)
		last, _ := strconv.ParseUint(m[2], 16, 16)
		to, _ := strconv.ParseUint(m[3], 16, 16)
		for c := first; c <= last; c++ {
			out[uint16(c)] = string(utf16.Decode([]uint16{uint16(to + c - first)}))
		}
	}
	return out
}

// textOf reads the strings of a page's content, each with the font selected.
func textOf(t *testing.T, content string, fonts map[string]map[uint16]string) string {
	t.Helper()
	var lines []string
	var font map[uint16]string
	for i := 0; i < len(content); i++ {
		switch content[i] {
		case '/':
			name, _, _ := strings.Cut(content[i+1:], " ")
			if f, ok := fonts[name]; ok {
				font = f
			}
		case '(':
			var s []byte
			for i++; content[i] != ')'; i++ {
				if content[i] == '\\' {
					i++
					if content[i] == 'r' {
						s = append(s, '\r')
						continue
					}
				}
				s = append(s, content[i])
			}
			var b strings.Builder
			for j := 0; j+1 < len(s); j += 2 {
				c := uint16(s[j])<<8 | uint16(s[j+1])
				meant, ok := font[c]
				if !ok {
					t.Fatalf("the code %04x means nothing", c)
				}
				b.WriteString(meant)
			}
			lines = append(lines, b.String())
		}
	}
	return strings.Join(lines, "\n")
}

func (p paper) wants(t *testing.T, texts ...string) {
	t.Helper()
	flat := strings.Join(strings.Fields(p.text()), " ")
	for _, want := range texts {
		if !strings.Contains(flat, want) {
			t.Errorf("%q is not in %s", want, fmt.Sprintf("%.2000s", flat))
		}
	}
}
