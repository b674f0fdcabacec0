package mailer_test

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/mail"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"stepwise/backend/crm"
)

// tree is a message's structure as a parser reads it: one line per part, its
// children below it, the files of all parts beside it.
func tree(t require, kind, body, depth string, head func(string) string, files map[string]string) []string {
	t.Helper()
	media, params, err := mime.ParseMediaType(kind)
	if err != nil {
		t.Fatalf("%q: %v", kind, err)
	}
	if !strings.HasPrefix(media, "multipart/") {
		return leaf(t, media, body, depth, head, files)
	}
	out := []string{depth + media}
	parts := multipart.NewReader(strings.NewReader(body), params["boundary"])
	for {
		p, err := parts.NextRawPart()
		if errors.Is(err, io.EOF) {
			return out
		}
		if err != nil {
			t.Fatalf("%s: %v", media, err)
		}
		inner, err := io.ReadAll(p)
		if err != nil {
			t.Fatalf("%s: %v", media, err)
		}
		out = append(out, tree(t, p.Header.Get("Content-Type"), string(inner), depth+"  ", p.Header.Get, files)...)
	}
}

func leaf(t require, media, body, depth string, head func(string) string, files map[string]string) []string {
	t.Helper()
	if head("Content-Transfer-Encoding") != "base64" {
		return []string{depth + media}
	}
	content, err := base64.StdEncoding.DecodeString(strings.ReplaceAll(body, "\r\n", ""))
	if err != nil {
		t.Fatalf("%s: %v", media, err)
	}
	place, params, err := mime.ParseMediaType(head("Content-Disposition"))
	if err != nil {
		t.Fatalf("%s: %v", head("Content-Disposition"), err)
	}
	files[params["filename"]] = string(content)
	return []string{strings.TrimSpace(fmt.Sprint(depth, media, " ", place, " ", params["filename"], " ", head("Content-ID")))}
}

func structure(t require, raw []byte) ([]string, map[string]string) {
	t.Helper()
	msg, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		t.Fatalf("unreadable: %v\n%s", err, raw)
	}
	body, err := io.ReadAll(msg.Body)
	if err != nil {
		t.Fatalf("%v", err)
	}
	files := map[string]string{}
	return tree(t, msg.Header.Get("Content-Type"), string(body), "", msg.Header.Get, files), files
}

var (
	logo  = crm.RenderedFile{Name: "siglă.png", Mime: "image/png", CID: "asset_1f", Data: []byte("\x89PNG\r\n--=_r_" + strings.Repeat("x", 100))}
	offer = crm.RenderedFile{Name: `Ofertă „Șerban & Ődön” ` + strings.Repeat("ș", 60) + ".pdf", Mime: "application/pdf", Data: []byte("%PDF-1.7\n")}
	plain = crm.RenderedFile{Name: "price list (1).txt", Mime: "text/plain", Data: []byte("1")}
	mail2 = crm.RenderedFile{Name: `a"b\c.eml`, Mime: "message/rfc822", Data: []byte("Subject: x")}
)

func TestPicturesStandBesideTheHTMLAndAttachmentsBesideAll(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		html  string
		files []crm.RenderedFile
		want  []string
	}{
		"nothing":         {"<p>x</p>", nil, []string{"multipart/alternative", "  text/plain", "  text/html"}},
		"a picture":       {"<p>x</p>", []crm.RenderedFile{logo}, []string{"multipart/related", "  multipart/alternative", "    text/plain", "    text/html", "image/png inline siglă.png <asset_1f>"}},
		"an attachment":   {"<p>x</p>", []crm.RenderedFile{offer}, []string{"multipart/mixed", "  multipart/alternative", "    text/plain", "    text/html", "application/pdf attachment " + offer.Name}},
		"all of it":       {"<p>x</p>", []crm.RenderedFile{offer, logo, plain, mail2}, []string{"multipart/mixed", "  multipart/related", "    multipart/alternative", "      text/plain", "      text/html", "image/png inline siglă.png <asset_1f>", "application/pdf attachment " + offer.Name, "text/plain attachment price list (1).txt", `application/octet-stream attachment a"b\c.eml`}},
		"text with files": {"", []crm.RenderedFile{plain}, []string{"multipart/mixed", "  text/plain", "text/plain attachment price list (1).txt"}},
	} {
		compose := func() []byte {
			raw, err := newMailer(t).Compose(accountAt(25), messageTo("ana@x.ro"), crm.Rendered{Subject: "S", Text: "Bună =_r_\n", HTML: c.html, Files: c.files})
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			return raw
		}
		raw := compose()
		if !bytes.Equal(raw, compose()) {
			t.Errorf("%s: not the same bytes twice", name)
		}
		got, files := structure(t, raw)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s:\n%s\nwant\n%s\n%s", name, strings.Join(got, "\n"), strings.Join(c.want, "\n"), raw)
		}
		for _, f := range c.files {
			if files[f.Name] != string(f.Data) {
				t.Errorf("%s: %s holds %q", name, f.Name, files[f.Name])
			}
		}
		for line := range bytes.SplitSeq(raw, []byte("\r\n")) {
			if len(line) > 998 || bytes.ContainsAny(line, "\r\n") || bytes.ContainsFunc(line, func(r rune) bool { return r > '~' }) {
				t.Errorf("%s: a bad line %q", name, line)
			}
		}
	}
}

func TestAnyFileSurvives(t *testing.T) {
	t.Parallel()
	m := newMailer(t)
	rapid.Check(t, func(t *rapid.T) {
		f := crm.RenderedFile{
			Name: rapid.StringOfN(rapid.RuneFrom([]rune("aZ9 ._-()'%*;=\"\\șŐ“😀")), 1, 120, -1).Draw(t, "name"),
			Mime: "application/pdf", Data: rapid.SliceOf(rapid.Byte()).Draw(t, "data"),
		}
		raw, err := m.Compose(accountAt(25), messageTo("ana@x.ro"), crm.Rendered{Subject: "S", Text: "x", HTML: "x", Files: []crm.RenderedFile{f}})
		if err != nil {
			t.Fatalf("%v", err)
		}
		if _, files := structure(t, raw); files[f.Name] != string(f.Data) {
			t.Fatalf("%q: %q\n%s", f.Name, files, raw)
		}
	})
}

func TestAFileNameIsNoPlaceForHeaders(t *testing.T) {
	t.Parallel()
	for _, f := range []crm.RenderedFile{{Name: "a\r\nBcc: x@y.z"}, {Name: "a", CID: "x>\r\nBcc: x@y.z"}, {Name: "a", Mime: "text/plain\r\nX: y"}} {
		_, err := newMailer(t).Compose(accountAt(25), messageTo("ana@x.ro"), crm.Rendered{Subject: "S", Text: "x", Files: []crm.RenderedFile{f}})
		if crm.CodeOf(err) != crm.CodeInvalid {
			t.Errorf("%q: %v", f, err)
		}
	}
}
