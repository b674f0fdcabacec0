package api

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestTheNamesOfFiles(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("ș", 300)
	for typed, want := range map[string]string{
		"offer.pdf":                        "offer.pdf",
		" Ofertă nr. 1.pdf ":               "Ofertă nr. 1.pdf",
		"../../etc/passwd":                 "passwd",
		`C:\Users\ana\offer.pdf`:           "offer.pdf",
		`..\..\app.db`:                     "app.db",
		"":                                 "file",
		"...":                              "file",
		"/":                                "file",
		".htaccess":                        "htaccess",
		"a\u202egnp.exe":                   "agnp.exe",
		"zero\u200bwidth.txt":              "zerowidth.txt",
		"line\r\nbreak\x00\u2028.txt":      "linebreak.txt",
		`a<b>:"c|d?e*.txt`:                 "a_b___c_d_e_.txt",
		"CON":                              "_CON",
		"nul.txt":                          "_nul.txt",
		"lpt1.pdf":                         "_lpt1.pdf",
		"COM10.txt":                        "COM10.txt",
		"name.txt. . ":                     "name.txt",
		"bad\xff.txt":                      "bad\ufffd.txt",
		long + ".pdf":                      strings.Repeat("ș", 196) + ".pdf",
		long:                               strings.Repeat("ș", 200),
		"a." + strings.Repeat("x", 300):    "a." + strings.Repeat("x", 198),
		"\u0130stanbul.png":                "\u0130stanbul.png",
		"<img src=x onerror=alert(1)>.png": "_img src=x onerror=alert(1)_.png",
	} {
		got := fileName(typed)
		if got != want || utf8.RuneCountInString(got) > maxFileName {
			t.Errorf("%q is kept as %q, not %q", typed, got, want)
		}
	}
}

func TestWhatAContentIs(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ head, name, want string }{
		{"\x89PNG\r\n\x1a\n", "a.txt", "image/png"},
		{"%PDF-1.7", "a", "application/pdf"},
		{"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "a.svg", "text/plain"},
		{"<!DOCTYPE html><html>", "a.png", "text/html"},
		{"PK\x03\x04", "a.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
		{"PK\x03\x04", "a.zip", "application/zip"},
		{"hello", "a.docx", "text/plain"},
		{"\x00\x01\x02", "a.jpg", "application/octet-stream"},
	} {
		if got := mimeOf([]byte(tc.head), tc.name); got != tc.want {
			t.Errorf("%q named %s is %s, not %s", tc.head, tc.name, got, tc.want)
		}
	}
	for mime, want := range map[string]bool{"image/png": true, "image/svg+xml": false, "text/html": false, "image/jpeg": true} {
		if IsPicture(mime) != want {
			t.Errorf("%s: %v", mime, !want)
		}
	}
}
