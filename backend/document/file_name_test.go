package document_test

import (
	"strings"
	"testing"

	"stepwise/backend/document"
)

func TestPDFNamesFitEveryFileSystem(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, title, want string }{
		{"Oferta Ștefan", "T", "Oferta Ștefan.pdf"},
		{"Oferta.pdf", "T", "Oferta.pdf"},
		{`a/b\c:d*e?f"g<h>i|j`, "T", "a b c d e f g h i j.pdf"},
		{"../../etc/passwd", "T", "etc passwd.pdf"},
		{" . ", "Titlu", "Titlu.pdf"},
		{"", "", "document.pdf"},
		{"a\r\nb\x00c\u202e", "T", "a b c.pdf"},
		{strings.Repeat("ő", 300), "T", strings.Repeat("ő", 100) + ".pdf"},
		{"CON", "T", "CON_.pdf"},
		{"lpt1.x", "T", "lpt1.x_.pdf"},
		{"a\xffb", "T", "a b.pdf"},
	} {
		if got := document.PDFName(c.name, c.title); got != c.want {
			t.Errorf("%q is called %q, not %q", c.name, got, c.want)
		}
	}
}
