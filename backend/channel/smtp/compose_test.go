package mailer_test

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strings"
	"testing"

	"pgregory.net/rapid"

	mailer "stepwise/backend/channel/smtp"
	"stepwise/backend/crm"
	"stepwise/backend/testkit/sink"
)

// received is a message as the recipient's program reads it.
type received struct {
	header     mail.Header
	subject    string
	text, html string
}

func read(t require, raw []byte) received {
	t.Helper()
	msg, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		t.Fatalf("unreadable: %v\n%s", err, raw)
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(msg.Header.Get("Subject"))
	if err != nil {
		t.Fatalf("subject: %v", err)
	}
	r := received{header: msg.Header, subject: subject}
	media, params, err := mime.ParseMediaType(msg.Header.Get("Content-Type"))
	if err != nil {
		t.Fatalf("content type: %v", err)
	}
	if media != "multipart/alternative" {
		body, err := io.ReadAll(quotedprintable.NewReader(msg.Body))
		if err != nil {
			t.Fatalf("body: %v", err)
		}
		r.put(media, string(body))
		return r
	}
	parts := multipart.NewReader(msg.Body, params["boundary"])
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return r
		}
		if err != nil {
			t.Fatalf("part: %v", err)
		}
		body, err := io.ReadAll(part)
		if err != nil {
			t.Fatalf("part: %v", err)
		}
		media, _, _ := mime.ParseMediaType(part.Header.Get("Content-Type"))
		r.put(media, string(body))
	}
}

func (r *received) put(media, body string) {
	body = strings.ReplaceAll(body, "\r\n", "\n")
	if media == "text/html" {
		r.html = body
	} else {
		r.text = body
	}
}

// require is what *testing.T and *rapid.T have in common.
type require interface {
	Helper()
	Fatalf(format string, args ...any)
}

const longWord = "sfârșitulcuvântuluifoartelung"

func TestWhatIsWrittenIsWhatIsRead(t *testing.T) {
	t.Parallel()
	m := newMailer(t)
	for _, tc := range []struct {
		name     string
		subject  string
		toName   string
		fromName string
		text     string
		html     string
	}{
		{"Romanian and Hungarian letters", "Ofertă pentru Ștefan Țiriac – őszi ajánlat", "Ștefan Țiriac", "Kőműves Űr", "Bună, Ștefan! Țară, ăâîșț ĂÂÎȘȚ, őű ŐŰ\n", "<p>Ștefan ő ű</p>"},
		{"emoji", "🎉 Reducere 👩‍👩‍👧‍👦", "🙂", "🏠 Atelier", "👩‍👩‍👧‍👦🎉🇷🇴\n", "<b>🎉</b>"},
		{"a comma and quotes in a name", "x", `Popescu, Ion "Nelu"`, "Atelier, S.R.L.", "x\n", "<p>x</p>"},
		{"a comma in a name with diacritics", "x", "Popescu, Ștefan", "Țesături & Co. (Iași)", "x\n", "<p>x</p>"},
		{"a subject of 250 emoji", strings.Repeat("🎉", 250), "Ana", "", "x\n", "<p>x</p>"},
		{"a subject of one endless ASCII word", strings.Repeat("a", 1500), "Ana", "", "x\n", "<p>x</p>"},
		{"a subject that looks encoded", "=?utf-8?q?x?= costs 5", "Ana", "", "x\n", "<p>x</p>"},
		{"spaces that matter", "  two  spaces  ", "Ana", "", "x\n", "<p>x</p>"},
		{"lines far over 998 bytes", "long", "Ana", "", strings.Repeat(longWord+" ", 400) + "\n" + strings.Repeat("x", 5000) + "\n", "<p>" + strings.Repeat("ș", 4000) + "</p>"},
		{"dots, From and trailing spaces", "dots", "Ana", "", ".\n..\nFrom here  \n=20 =\n", "<p>.</p>\n.\n"},
		{"no HTML", "plain", "Ana", "", "Salut, ș\n", ""},
		{"no name", "plain", "", "", "Salut\n", ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			a, msg := accountAt(25), messageTo("ana@x.ro")
			a.SMTP.FromName, msg.ToName = tc.fromName, tc.toName
			raw, err := m.Compose(a, msg, crm.Rendered{Subject: tc.subject, Text: tc.text, HTML: tc.html})
			if err != nil {
				t.Fatal(err)
			}
			if lint := sink.Lint(raw); len(lint) != 0 {
				t.Errorf("a strict receiver objects: %v\n%s", lint, raw)
			}
			got := read(t, raw)
			if got.subject != tc.subject || got.text != tc.text || got.html != tc.html {
				t.Errorf("read back %q\n%q\n%q", got.subject, got.text, got.html)
			}
			to, err := got.header.AddressList("To")
			if err != nil || to[0].Name != tc.toName || to[0].Address != "ana@x.ro" {
				t.Errorf("to %v, %v", to, err)
			}
			from, err := got.header.AddressList("From")
			if err != nil || from[0].Name != tc.fromName || from[0].Address != "office@atelier.ro" {
				t.Errorf("from %v, %v", from, err)
			}
		})
	}
}

func TestAnyTextSurvives(t *testing.T) {
	t.Parallel()
	m := newMailer(t)
	rapid.Check(t, func(t *rapid.T) {
		printable := rapid.StringOf(rapid.Rune().Filter(func(r rune) bool { return r >= ' ' && r != 0x7f && r != '\uFFFD' }))
		subject, name := printable.Draw(t, "subject"), printable.Draw(t, "name")
		text := rapid.StringOf(rapid.Rune().Filter(func(r rune) bool { return r >= ' ' || r == '\n' })).Draw(t, "text") + "\n"
		msg := messageTo("ana@x.ro")
		msg.ToName = name
		raw, err := m.Compose(accountAt(25), msg, crm.Rendered{Subject: subject, Text: text, HTML: text})
		if err != nil {
			t.Fatalf("%v", err)
		}
		if lint := sink.Lint(raw); len(lint) != 0 {
			t.Fatalf("a strict receiver objects: %v\n%s", lint, raw)
		}
		got := read(t, raw)
		if got.subject != subject || got.text != text || got.html != text {
			t.Fatalf("read back %q, %q", got.subject, got.text)
		}
		to, err := got.header.AddressList("To")
		if err != nil || to[0].Name != name {
			t.Fatalf("to %v, %v", to, err)
		}
	})
}

func TestTheSameMessageGivesTheSameBytes(t *testing.T) {
	t.Parallel()
	a, msg := accountAt(25), messageTo("ana@x.ro")
	msg.Contact, msg.ToName, msg.ReplyTo = 7, "Ștefan", "stefan@atelier.ro"
	text := crm.Rendered{Subject: "Ofertă", Text: "Salut", HTML: "<p>Salut</p>"}
	first, err := newMailer(t).Compose(a, msg, text)
	if err != nil {
		t.Fatal(err)
	}
	for range 50 {
		again, err := newMailer(t).Compose(a, msg, text)
		if err != nil || !bytes.Equal(again, first) {
			t.Fatalf("other bytes:\n%s", again)
		}
	}
	want := "Date: Mon, 23 Nov 2026 12:00:00 +0000\r\n" +
		"From: =?utf-8?q?Atelier_=C8=98tefan?= <office@atelier.ro>\r\n" +
		"To: =?utf-8?q?=C8=98tefan?= <ana@x.ro>\r\n" +
		"Reply-To: <stefan@atelier.ro>\r\n" +
		"Message-ID: <K7Q2M4XN5B3VZ6T8R1W9Y0PDCA@atelier.ro>\r\n" +
		"Subject: =?utf-8?q?Ofert=C4=83?=\r\n" +
		"List-Unsubscribe: <mailto:office@atelier.ro?subject=unsubscribe%20K7Q2M4XN5B3VZ6T8R1W9Y0PDCA>\r\n" +
		"MIME-Version: 1.0\r\n" +
		"Content-Type: multipart/alternative; boundary=\"=_K7Q2M4XN5B3VZ6T8R1W9Y0PDCA\"\r\n\r\n"
	if got, _, _ := strings.Cut(string(first), "--=_"); got != want {
		t.Errorf("headers\n%s\nwant\n%s", got, want)
	}
}

func TestOnlyClientsCanUnsubscribe(t *testing.T) {
	t.Parallel()
	m := newMailer(t)
	for _, tc := range []struct {
		name    string
		contact crm.ContactID
		purpose crm.Purpose
		want    bool
	}{
		{"marketing to a client", 7, crm.PurposeMarketing, true},
		{"service to a client", 7, crm.PurposeService, true},
		{"to a colleague", 0, crm.PurposeMarketing, false},
	} {
		msg := messageTo("ana@x.ro")
		msg.Contact, msg.Purpose = tc.contact, tc.purpose
		raw, err := m.Compose(accountAt(25), msg, crm.Rendered{Subject: "x", Text: "x"})
		if err != nil {
			t.Fatal(err)
		}
		header := read(t, raw).header
		if got := header.Get("List-Unsubscribe") != ""; got != tc.want {
			t.Errorf("%s: %v", tc.name, got)
		}
		if header.Get("List-Unsubscribe-Post") != "" {
			t.Errorf("%s: one-click is promised without an https address", tc.name)
		}
	}
}

// RFC 8058: both headers, or neither promises one click.
func TestOneClickIsPromisedWhereThereIsAPage(t *testing.T) {
	t.Parallel()
	m := newMailer(t)
	mailto := "<mailto:office@atelier.ro?subject=unsubscribe%20K7Q2M4XN5B3VZ6T8R1W9Y0PDCA>"
	for _, tc := range []struct{ name, page, want, post string }{
		{"by TLS", "https://firma.ro/u/AbC-9_x", "<https://firma.ro/u/AbC-9_x>, " + mailto, "List-Unsubscribe=One-Click"},
		{"in clear", "http://127.0.0.1:8090/u/AbC", mailto, ""},
		{"none", "", mailto, ""},
		{"broken", "https://firma.ro/u/<a>, <b>", mailto, ""},
		{"with a line end", "https://firma.ro/u/a\r\nBcc: x@y.ro", mailto, ""},
	} {
		msg := messageTo("ana@x.ro")
		msg.Contact, msg.Purpose, msg.Values = 7, crm.PurposeMarketing, crm.MergeValues{crm.UnsubscribeValue: tc.page}
		raw, err := m.Compose(accountAt(25), msg, crm.Rendered{Subject: "x", Text: "x"})
		if err != nil {
			t.Fatal(err)
		}
		header := read(t, raw).header
		if got := header.Get("List-Unsubscribe"); got != tc.want {
			t.Errorf("%s: got %s, want %s", tc.name, got, tc.want)
		}
		if got := header.Get("List-Unsubscribe-Post"); got != tc.post {
			t.Errorf("%s: got %s, want %s", tc.name, got, tc.post)
		}
	}
}

// RFC 2369 and 6068: what has a meaning in a mailto doesn't break its address.
func TestTheAddressToUnsubscribeAtIsEscaped(t *testing.T) {
	t.Parallel()
	msg := messageTo("ana@x.ro")
	msg.Contact, msg.Purpose, msg.FromEmail = 7, crm.PurposeMarketing, "a&b=c?d/e+f@atelier.ro"
	raw, err := newMailer(t).Compose(accountAt(25), msg, crm.Rendered{Subject: "x", Text: "x"})
	if err != nil {
		t.Fatal(err)
	}
	want := "<mailto:a%26b%3Dc%3Fd%2Fe%2Bf@atelier.ro?subject=unsubscribe%20" + msg.Key + ">"
	if got := read(t, raw).header.Get("List-Unsubscribe"); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

func TestALineEndInAHeaderIsRefusedNotCleaned(t *testing.T) {
	t.Parallel()
	m := newMailer(t)
	for _, tc := range []struct {
		name   string
		change func(a *crm.Account, m *crm.Message, r *crm.Rendered)
	}{
		{"EM01 in the address", func(_ *crm.Account, m *crm.Message, _ *crm.Rendered) { m.To = "ion@exemplu.ro\r\nBcc: x@y.z" }},
		{"EM02 in the name", func(_ *crm.Account, m *crm.Message, _ *crm.Rendered) { m.ToName = "Ion\r\nBcc: victim@x.ro" }},
		{"in the subject", func(_ *crm.Account, _ *crm.Message, r *crm.Rendered) { r.Subject = "x\nBcc: victim@x.ro" }},
		{"a NUL in the subject", func(_ *crm.Account, _ *crm.Message, r *crm.Rendered) { r.Subject = "x\x00" }},
		{"a CR in the sender's name", func(_ *crm.Account, m *crm.Message, _ *crm.Rendered) { m.FromName = "x\ry" }},
		{"in the account's name", func(a *crm.Account, _ *crm.Message, _ *crm.Rendered) { a.SMTP.FromName = "x\ny" }},
		{"in the sender's address", func(_ *crm.Account, m *crm.Message, _ *crm.Rendered) { m.FromEmail = "a@b.ro\r\nX: y" }},
		{"in the reply address", func(_ *crm.Account, m *crm.Message, _ *crm.Rendered) { m.ReplyTo = "a@b.ro\nX: y" }},
		{"in the key", func(_ *crm.Account, m *crm.Message, _ *crm.Rendered) { m.Key = "k>\r\nX: <y" }},
		{"text that is not UTF-8", func(_ *crm.Account, m *crm.Message, _ *crm.Rendered) { m.ToName = "\xff" }},
		{"EM05 two addresses", func(_ *crm.Account, m *crm.Message, _ *crm.Rendered) { m.To = "ion@exemplu.ro, ana@exemplu.ro" }},
		{"no sender", func(a *crm.Account, _ *crm.Message, _ *crm.Rendered) { a.SMTP.FromEmail = "" }},
	} {
		a, msg, r := accountAt(25), messageTo("ana@x.ro"), crm.Rendered{Subject: "x", Text: "x"}
		tc.change(&a, &msg, &r)
		if raw, err := m.Compose(a, msg, r); crm.CodeOf(err) != crm.CodeInvalid || raw != nil {
			t.Errorf("%s: %v\n%s", tc.name, err, raw)
		}
	}
}

func TestSettingsAreCheckedBeforeTheyAreSaved(t *testing.T) {
	t.Parallel()
	good := *accountAt(587).SMTP
	good.Host, good.TLS, good.User = "smtp.exemplu.ro", crm.TLSStartTLS, "ion"
	for _, tc := range []struct {
		name   string
		change func(s *crm.SMTPSettings)
		secret bool
		want   string // path and key of the only problem
	}{
		{"good", func(*crm.SMTPSettings) {}, true, ""},
		{"no host", func(s *crm.SMTPSettings) { s.Host = "" }, true, "host account.host_missing"},
		{"a URL as host", func(s *crm.SMTPSettings) { s.Host = "smtp://x" }, true, "host account.host_bad"},
		{"port 0", func(s *crm.SMTPSettings) { s.Port = 0 }, true, "port account.port"},
		{"unknown protection", func(s *crm.SMTPSettings) { s.TLS = "ssl" }, true, "tls account.tls_mode"},
		{"unknown login", func(s *crm.SMTPSettings) { s.Auth = "ntlm" }, true, "auth account.auth_mode"},
		{"a password in clear", func(s *crm.SMTPSettings) { s.TLS = crm.TLSNone }, true, "tls account.cleartext_password"},
		{"in clear without a password", func(s *crm.SMTPSettings) { s.TLS, s.User = crm.TLSNone, "" }, false, ""},
		{"in clear to this computer", func(s *crm.SMTPSettings) { s.TLS, s.Host = crm.TLSNone, "localhost" }, true, ""},
		{"no password", func(*crm.SMTPSettings) {}, false, "secret account.password_missing"},
		{"no sender", func(s *crm.SMTPSettings) { s.FromEmail = "Ion <ion@x.ro>" }, true, "fromEmail account.from_address"},
		{"a name of two lines", func(s *crm.SMTPSettings) { s.FromName = "a\nb" }, true, "fromName account.control_characters"},
		{"no such file", func(s *crm.SMTPSettings) { s.CAFile = "/nowhere/ca.pem" }, true, "caFile account.ca_missing"},
	} {
		s := good
		tc.change(&s)
		var got []string
		for _, p := range mailer.CheckSettings(s, tc.secret) {
			got = append(got, p.Path+" "+p.Key)
		}
		if strings.Join(got, ", ") != tc.want {
			t.Errorf("%s: %v", tc.name, got)
		}
	}
}
