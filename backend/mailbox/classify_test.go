package mailbox_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"stepwise/backend/crm"
	"stepwise/backend/mailbox"
)

const key = "abcdefghijklmnopqrstuvwx23"

// lines is a mail as a server sends it.
func lines(text string) []byte {
	return []byte(strings.ReplaceAll(strings.TrimLeft(text, "\n"), "\n", "\r\n"))
}

// dsn is a standard report (RFC 3464) of Postfix.
func dsn(action, status, diagnostic string) string {
	return `
Return-Path: <>
From: MAILER-DAEMON@mx.example (Mail Delivery System)
To: office@firma.example
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
Message-Id: <20261122.1@mx.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
	boundary="B1"

--B1
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.
--B1
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example
Arrival-Date: Sun, 22 Nov 2026 10:00:00 +0200

Final-Recipient: rfc822; ion@client.example
Action: ` + action + `
Status: ` + status + `
Diagnostic-Code: smtp; ` + diagnostic + `

--B1
Content-Type: message/rfc822

From: office@firma.example
To: ion@client.example
Message-ID: <` + key + `@firma.example>
Subject: Offer

Dear Ion
--B1--
`
}

func plain(headers, body string) string {
	return "\nFrom: Ion Popescu <Ion@Client.example>\nTo: office@firma.example\nMessage-ID: <1@client.example>\n" + headers + "\n\n" + body
}

func TestWhatAMailIs(t *testing.T) {
	t.Parallel()
	reply := "Subject: Re: Offer\nIn-Reply-To: <" + key + "@firma.example>"
	cases := map[string]struct {
		mail   string
		kind   crm.MailKind
		named  bool
		bounce crm.Bounce
	}{
		"no such address":       {dsn("failed", "5.1.1", "550 5.1.1 <ion@client.example>: user unknown"), crm.MailBounce, true, crm.Bounce{Final: true, Gone: true, Status: "5.1.1"}},
		"mailbox full for good": {dsn("failed", "5.2.2", "552 5.2.2 mailbox full"), crm.MailBounce, true, crm.Bounce{Final: true, Status: "5.2.2"}},
		"taken for spam":        {dsn("failed", "5.7.1", "550 5.7.1 blocked by policy"), crm.MailBounce, true, crm.Bounce{Final: true, Status: "5.7.1"}},
		"given up after days":   {dsn("failed", "4.4.7", "delivery time expired"), crm.MailBounce, true, crm.Bounce{Final: true, Status: "4.4.7"}},
		"still tried":           {dsn("delayed", "4.4.1", "connection timed out"), crm.MailBounce, true, crm.Bounce{Status: "4.4.1"}},
		"delivered":             {dsn("delivered", "2.0.0", "250 ok"), crm.MailArrived, true, crm.Bounce{}},
		"Exchange: rejected":    {dsn("failed", "5.4.1", "550 5.4.1 Recipient address rejected: Access denied"), crm.MailBounce, true, crm.Bounce{Final: true, Gone: true, Status: "5.4.1"}},
		"no status but words": {`
From: Mail Delivery Subsystem <mailer-daemon@googlemail.example>
Subject: Delivery Status Notification (Failure)

Delivery to the following recipient failed permanently:
    ion@client.example
The email account that you tried to reach does not exist.
Message-ID: <` + key + `@firma.example>
`, crm.MailBounce, true, crm.Bounce{Final: true, Gone: true}},
		"qmail": {`
From: MAILER-DAEMON@qmail.example
Subject: failure notice

Hi. This is the qmail-send program.
<ion@client.example>:
192.0.2.5 does not like recipient.
Remote host said: 550 sorry, no mailbox here by that name. (#5.1.1)
--- Below this line is a copy of the message.
Message-ID: <` + key + `@firma.example>
`, crm.MailBounce, true, crm.Bounce{Final: true, Gone: true, Status: "5.1.1"}},
		"an address of the internet is no status": {`
From: postmaster@elsewhere.example
Subject: Returned mail

We tried 5.1.1.9 and will try again: 451 4.7.1 try later
Message-ID: <` + key + `@firma.example>
`, crm.MailBounce, true, crm.Bounce{Status: "4.7.1"}},
		"a bounce of somebody else's message": {strings.ReplaceAll(dsn("failed", "5.1.1", "550"), key, "another"), crm.MailBounce, false, crm.Bounce{Final: true, Gone: true, Status: "5.1.1"}},
		"a complaint": {`
From: feedback@provider.example
Subject: complaint about message
Content-Type: multipart/report; report-type=feedback-report; boundary=B

--B
Content-Type: text/plain

This is an abuse report.
--B
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: SomeGenerator/1.0
Version: 1

--B
Content-Type: text/rfc822-headers

Message-ID: <` + key + `@firma.example>
--B--
`, crm.MailComplaint, true, crm.Bounce{}},
		"read":                                {strings.Replace(strings.Replace(dsn("x", "", ""), "report-type=delivery-status", "report-type=disposition-notification", 1), "message/delivery-status", "message/disposition-notification", 1), crm.MailArrived, true, crm.Bounce{}},
		"a reply":                             {plain(reply, "We take it.\n"), crm.MailReply, true, crm.Bounce{}},
		"a mail of its own":                   {plain("Subject: Hello", "When do you open?\n"), crm.MailReply, false, crm.Bounce{}},
		"out of office by its header":         {plain(reply+"\nAuto-Submitted: auto-replied", "Back on Monday.\n"), crm.MailAuto, true, crm.Bounce{}},
		"out of office by its subject":        {plain("Subject: =?utf-8?q?R=C4=83spuns_automat?=: Offer\nIn-Reply-To: <"+key+"@firma.example>", "x"), crm.MailAuto, true, crm.Bounce{}},
		"out of office in Hungarian":          {plain("Subject: Automatikus válasz: Offer\nReferences: <x@y> <"+key+"@firma.example>", "x"), crm.MailAuto, true, crm.Bounce{}},
		"Precedence":                          {plain(reply+"\nPrecedence: auto_reply", "x"), crm.MailAuto, true, crm.Bounce{}},
		"a newsletter":                        {plain("Subject: News\nList-Id: <news.client.example>", "x"), crm.MailAuto, false, crm.Bounce{}},
		"a person says so: Auto-Submitted no": {plain(reply+"\nAuto-Submitted: no", "x"), crm.MailReply, true, crm.Bounce{}},
		"unsubscribe by the link":             {plain("Subject: unsubscribe "+key, ""), crm.MailUnsubscribe, true, crm.Bounce{}},
		"by a link that was written out":      {plain("Subject: Unsubscribe%20"+key, ""), crm.MailUnsubscribe, true, crm.Bounce{}},
		"in words":                            {plain("Subject: Dezabonare", "x"), crm.MailUnsubscribe, false, crm.Bounce{}},
		"in words of a reply":                 {plain("Subject: STOP!\nIn-Reply-To: <"+key+"@firma.example>", "x"), crm.MailUnsubscribe, true, crm.Bounce{}},
		"about unsubscribing is a reply":      {plain("Subject: How do I unsubscribe my colleague?", "x"), crm.MailReply, false, crm.Bounce{}},
		"two writers are nobody":              {"\nFrom: a@client.example, b@client.example\nSubject: x\n\nx", crm.MailOther, false, crm.Bounce{}},
		"an mbox line first":                  {"\nFrom ion Sun Nov 22\nFrom: ion@client.example\nSubject: x\n\nx", crm.MailReply, false, crm.Bounce{}},
		"a line that is no header":            {"\nnonsense\n and more\nFrom: ion@client.example\nSubject: x\n\nx", crm.MailReply, false, crm.Bounce{}},
		"nothing":                             {"", crm.MailOther, false, crm.Bounce{}},
		"no header":                           {"\n\x00\xff\x01", crm.MailOther, false, crm.Bounce{}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := mailbox.Classify(lines(c.mail))
			if m.Kind != c.kind {
				t.Fatalf("it is %q, want %q (%+v)", m.Kind, c.kind, m)
			}
			if got := slices.Contains(m.Keys, key); got != c.named {
				t.Errorf("names %v", m.Keys)
			}
			if m.Hash == "" {
				t.Error("nothing identifies it")
			}
			if m.Bounce == nil {
				m.Bounce = &crm.Bounce{}
			}
			if m.Bounce.Words = ""; *m.Bounce != c.bounce {
				t.Errorf("says %+v, want %+v", *m.Bounce, c.bounce)
			}
		})
	}
}

func TestOfAReplyOnlyItsOwnLinesAreKept(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ mail, from, subject, text string }{
		"quoted below": {plain("Subject: Re: Offer", "Yes,\n\tplease.\n\nOn Sun, 22 Nov 2026 at 10:00, Office <office@firma.example> wrote:\n> Dear Ion\n"), "ion@client.example", "Re: Offer", "Yes, please."},
		"in Romanian":  {plain("Subject: Re: Offer", "Da.\n\nÎn dum., 22 nov. 2026 la 10:00, Office <office@firma.example> a scris:\n> Bună"), "ion@client.example", "Re: Offer", "Da."},
		"in Hungarian": {plain("Subject: Re: Offer", "Igen.\n\nOffice <office@firma.example> ezt írta (időpont: 2026. nov. 22., V, 10:00):\n> Szia"), "ion@client.example", "Re: Offer", "Igen."},
		"only HTML": {plain("Subject: x\nContent-Type: text/html; charset=utf-8", "<style>p{}</style><p>Yes&amp;no</p><script>alert(1)</script><blockquote>old</blockquote>"),
			"ion@client.example", "x", "Yes&no"},
		"in an old alphabet":       {plain("Subject: =?iso-8859-2?q?=FEn?=\nContent-Type: text/plain; charset=ISO-8859-2", "\xbati \xfe"), "ion@client.example", "ţn", "şti ţ"},
		"in an alphabet that lies": {plain("Subject: x\nContent-Type: text/plain; charset=klingon-9", "caf\xe9"), "ion@client.example", "x", "caf\uFFFD"},
		"encoded":                  {plain("Subject: x\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64", "WWVzLg=="), "ion@client.example", "x", "Yes."},
		"a header in the subject":  {plain("Subject: =?utf-8?q?a=0D=0ABcc:_x@y?=", "b\x00\u202ec"), "ion@client.example", "a Bcc: x@y", "b c"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := mailbox.Classify(lines(c.mail))
			if m.From != c.from || m.Subject != c.subject || m.Text != c.text {
				t.Errorf("%q %q %q", m.From, m.Subject, m.Text)
			}
		})
	}
}

func TestHostileMailsAreReadInBounds(t *testing.T) {
	t.Parallel()
	deep := strings.Builder{}
	deep.WriteString("From: ion@client.example\r\nSubject: deep\r\n")
	for i := range 1000 {
		fmt.Fprintf(&deep, "Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n", i, i)
	}
	for name, raw := range map[string][]byte{
		"a thousand parts in each other": []byte(deep.String()),
		"ten thousand parts":             []byte("From: ion@client.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" + strings.Repeat("--b\r\n\r\nx\r\n", 10_000)),
		"a header of a megabyte":         []byte("From: ion@client.example\r\nSubject: " + strings.Repeat("x", 1<<20) + "\r\n\r\n"),
		"a boundary that never ends":     []byte("From: ion@client.example\r\nContent-Type: multipart/report; boundary=\"" + strings.Repeat("b", 70) + "\r\n\r\n--b"),
		"a report of nothing":            []byte("From: mailer-daemon@x.example\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n\r\n--b--"),
		"keys without end":               []byte("From: mailer-daemon@x.example\r\n\r\n" + strings.Repeat("<"+key+"@a> ", 5000) + "5.1.1 "),
		"zeros":                          bytes.Repeat([]byte{0}, 128<<10),
		"angle brackets":                 []byte("From: ion@client.example\r\nContent-Type: text/html\r\n\r\n" + strings.Repeat("<", 120<<10)),
		"quotes":                         []byte("From: " + strings.Repeat("\"(<", 20_000) + "\r\n\r\n" + strings.Repeat("On a wrote ", 5000)),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := mailbox.Classify(raw)
			if len(m.Keys) > 12 || utf8.RuneCountInString(m.Subject) > 201 || utf8.RuneCountInString(m.Text) > 501 || !utf8.ValidString(m.Subject+m.Text+m.From) {
				t.Errorf("%d keys, %d and %d characters", len(m.Keys), len(m.Subject), len(m.Text))
			}
		})
	}
}

func FuzzClassify(f *testing.F) {
	f.Add(lines(dsn("failed", "5.1.1", "550")))
	f.Add(lines(plain("Subject: unsubscribe "+key, "x")))
	f.Fuzz(func(t *testing.T, raw []byte) {
		if m := mailbox.Classify(raw); m.Kind == crm.MailBounce && m.Bounce == nil {
			t.Error("a bounce without a word")
		}
	})
}
