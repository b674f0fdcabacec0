package mailbox_test

import (
	"encoding/base64"
	"fmt"
	"maps"
	"mime/quotedprintable"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"

	"stepwise/backend/crm"
	"stepwise/backend/intake"
	"stepwise/backend/mailbox"
)

func encoded(c *charmap.Charmap, text string) string {
	out, err := c.NewEncoder().String(text)
	if err != nil {
		panic(err)
	}
	return out
}

func quotable(text string) string {
	var out strings.Builder
	w := quotedprintable.NewWriter(&out)
	_, _ = w.Write([]byte(text))
	_ = w.Close()
	return strings.ReplaceAll(out.String(), "\r\n", "\n")
}

const fromForm = "From: WordPress <wordpress@firma.example>\nReply-To: =?utf-8?q?Ion_Pop=C4=83?= <ion@client.example>\nSubject: Formular\nMessage-ID: <1@x.example>\n"

// messy are mails as websites and people really send them, with what is read in
// them where usual labels are understood.
var messy = map[string]struct {
	mail  string
	rules crm.LeadRules
	want  string
}{
	"Contact Form 7, Romanian": {
		fromForm + "\nDe la: Ion Popescu <ion@client.example>\nSubiect: Ofertă\n\nNume: Ion Popescu\nAdresă de e-mail: ion@client.example\nTelefon: 0722 123 456\n\nMesajul dvs:\nBună ziua,\n\nașa: cât costă?\n-- \nAcest e-mail a fost trimis de pe firma.example\n",
		crm.LeadRules{}, "card.note=Bună ziua,||așa: cât costă?; contact.email=ion@client.example; contact.name=Ion Popescu; contact.phone=0722 123 456",
	},
	"English, with stars and required marks": {
		fromForm + "\n*Name:* Jane Doe\n*E-mail Address (required):* jane@client.example<mailto:jane@client.example>\n*Company*: ACME = Sons\n",
		crm.LeadRules{}, "contact.company=ACME = Sons; contact.email=jane@client.example; contact.name=Jane Doe",
	},
	"Hungarian, the family name first, labels above their values": {
		fromForm + "\nVezetéknév\nNagy\nKeresztnév\nÁrpád\nE-mail cím\narpad@ugyfel.example\nTelefonszám\n06 30 123 4567\nÜzenet\nÁrajánlatot kérek.\nKöszönöm\n",
		crm.LeadRules{}, "card.note=Árajánlatot kérek.|Köszönöm; contact.email=arpad@ugyfel.example; contact.first_name=Árpád; contact.last_name=Nagy; contact.phone=06 30 123 4567",
	},
	"a table of HTML within a table": {
		fromForm + "Content-Type: text/html; charset=utf-8\n\n<html><head><title>x</title><style>td{color:red}</style></head><body><table><tr><td><table border=1>" +
			"<tr><th>Nume</th><td><b>Ion&nbsp;Pop&#259;</b></td></tr><tr><td><p>Email:</p></td><td><p><a href=\"mailto:ion@client.example\">ion@client.example</a></p></td></tr>" +
			"<tr><td>Mesaj</td><td>prima<br>a doua</td></tr></table></td></tr></table><script>alert('Telefon: 1')</script></body></html>\n",
		crm.LeadRules{}, "card.note=prima|a doua; contact.email=ion@client.example; contact.name=Ion Popă",
	},
	"rows of two lines": {
		fromForm + "Content-Type: text/html\n\n<table><tr><td><strong>Name</strong></td></tr><tr><td>Jane</td></tr><tr><td><strong>Email</strong></td></tr><tr><td>jane@client.example</td></tr></table>\n",
		crm.LeadRules{}, "contact.email=jane@client.example; contact.name=Jane",
	},
	"quoted-printable in windows-1250": {
		fromForm + "Content-Type: text/plain; charset=windows-1250\nContent-Transfer-Encoding: quoted-printable\n\n" + quotable(encoded(charmap.Windows1250, "Név: Kőműves Győző\nTelefonszám: 06301234567\nMegjegyzés: nagyon hosszú sor, amely biztosan több mint hetvenhat karakter, hogy törjön\n")),
		crm.LeadRules{}, "card.note=nagyon hosszú sor, amely biztosan több mint hetvenhat karakter, hogy törjön; contact.name=Kőműves Győző; contact.phone=06301234567",
	},
	"base64 in iso-8859-2": {
		fromForm + "Content-Type: text/plain; charset=ISO-8859-2\nContent-Transfer-Encoding: base64\n\n" + base64.StdEncoding.EncodeToString([]byte(encoded(charmap.ISO8859_2, "Nume: Ştefan Niţă\n"))) + "\n",
		crm.LeadRules{}, "contact.name=Ştefan Niţă",
	},
	"eight bits and no word about them": {
		fromForm + "\n" + encoded(charmap.Windows1250, "Név: Szőke Tünde") + "\n", crm.LeadRules{}, "contact.name=Szőke Tünde",
	},
	"a charset that nobody knows": {
		fromForm + "Content-Type: text/plain; charset=x-klingon\n\nName: Jane Doe\n", crm.LeadRules{}, "contact.name=Jane Doe",
	},
	"forwarded and quoted": {
		"From: Ana <ana@firma.example>\nSubject: Fwd: x\n\nvezi mai jos\n\n---------- Forwarded message ---------\n> Nume: Maria Ionescu\n>  Telefon : 0733 111 222\n> Email: Maria <maria@client.example>\n",
		crm.LeadRules{}, "contact.email=maria@client.example; contact.name=Maria Ionescu; contact.phone=0733 111 222",
	},
	"the sender is the client": {
		"From: =?iso-8859-2?Q?Kov=E1cs_J=F3zsef?= <Jozsef@Ugyfel.example>\nSubject: Kérdés\n\nMennyibe kerül?\n",
		crm.LeadRules{Client: crm.ClientSender, Title: "card.name", Body: true},
		"card.name=Kérdés; card.note=Kérdés||Mennyibe kerül?; contact.email=jozsef@ugyfel.example; contact.name=Kovács József",
	},
	"whom an answer goes to is the client": {
		fromForm + "\nhello\n", crm.LeadRules{Client: crm.ClientReplyTo}, "contact.email=ion@client.example; contact.name=Ion Popă",
	},
	"the text wins over the sender": {
		fromForm + "\nEmail: other@client.example\n", crm.LeadRules{Client: crm.ClientReplyTo}, "contact.email=other@client.example",
	},
	"nothing in it": {"From: ion@client.example\nSubject:\n\n", crm.LeadRules{Client: crm.ClientSender, Body: true, Title: "card.name"}, "contact.email=ion@client.example"},
	"only HTML of nothing": {
		"From: ion@client.example\nContent-Type: text/html\n\n<html><body><img src=x></body></html>\n", crm.LeadRules{Client: crm.ClientSender, Body: true}, "contact.email=ion@client.example",
	},
	"rules of our own, whatever case and marks": {
		fromForm + "\nTIP PROIECT : casă\nBUGET (EUR): 10.000\nSursa: Google\nIP: 10.0.0.1\n",
		crm.LeadRules{Labels: []crm.LeadLabel{{Labels: []string{"Projekt típusa", "Tip proiect"}, Key: "card.kind"}, {Labels: []string{"buget"}, Key: "card.budget"}, {Labels: []string{"Sursă"}}}},
		"card.budget=10.000; card.kind=casă",
	},
	"what is left out ends what stands before it": {
		fromForm + "\nMessage: one\ntwo\nRemote IP: 10.0.0.1\n", crm.LeadRules{Labels: []crm.LeadLabel{{Labels: []string{"Remote IP"}}}}, "card.note=one|two",
	},
	"the plain half only says that there is HTML": {
		fromForm + "Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\nPlease look at this in HTML.\n--b\nContent-Type: text/html\n\n<p>Name: Jane</p><p>Phone: 0722</p>\n--b--\n",
		crm.LeadRules{}, "contact.name=Jane; contact.phone=0722",
	},
}

func TestMessyMailsAreRead(t *testing.T) {
	t.Parallel()
	for name, c := range messy {
		c.rules.Known = true
		if c.rules.Client == "" {
			c.rules.Client = crm.ClientText
		}
		given, _ := intake.Letter(mailbox.Read(lines(c.mail)), c.rules, nil)
		var said []string
		for _, key := range slices.Sorted(maps.Keys(given)) {
			if given[key] != "" {
				said = append(said, key+"="+strings.ReplaceAll(given[key], "\n", "|"))
			}
		}
		if got := strings.Join(said, "; "); got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", name, got, c.want)
		}
	}
}

func TestWhoWroteALetterAndWhy(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		head      string
		kind      crm.MailKind
		generated bool
	}{
		"a person":                 {"", crm.MailReply, false},
		"a website's form":         {"Auto-Submitted: auto-generated\n", crm.MailAuto, true},
		"a form by a mail service": {"Feedback-ID: 1:2\nList-Unsubscribe: <mailto:x@y.example>\n", crm.MailAuto, true},
		"out of office":            {"Auto-Submitted: auto-replied\n", crm.MailAuto, false},
		"an old out of office":     {"Precedence: auto_reply\n", crm.MailAuto, false},
		"by its subject":           {"Auto-Submitted: auto-generated\nSubject: Out of office\n", crm.MailAuto, false},
	} {
		l := mailbox.Read(lines("From: a@client.example\n" + c.head + "\nx\n"))
		if l.Kind != c.kind || l.Generated != c.generated {
			t.Errorf("%s: %s, by a program %v", name, l.Kind, l.Generated)
		}
	}
}

func TestWhatIsAttachedIsKeptWithinLimits(t *testing.T) {
	t.Parallel()
	part := func(head, body string) string { return "--b\n" + head + "\n\n" + body + "\n" }
	mail := "From: a@client.example\nSubject: x\nContent-Type: multipart/mixed; boundary=b\n\n" +
		part("Content-Type: text/plain", "text") +
		part("Content-Type: application/pdf\nContent-Disposition: attachment; filename*=utf-8''ofert%C4%83.pdf\nContent-Transfer-Encoding: base64", "JVBERi0=") +
		part("Content-Type: image/png; name=\"logo.png\"\nContent-Disposition: inline\nContent-ID: <logo>\nContent-Transfer-Encoding: base64", "iVBORw0=") +
		part("Content-Type: application/x-msdownload; name=\"../../virus.exe\"", "MZ") +
		part("Content-Type: text/plain\nContent-Disposition: attachment; filename=notes.txt", "not the text of the mail") +
		part("Content-Type: message/rfc822", "From: b@client.example\n\nforwarded")
	for i := range crm.MaxLetterFiles {
		mail += part(fmt.Sprintf("Content-Type: application/octet-stream; name=f%d", i), "x")
	}
	l := mailbox.Read(lines(mail + "--b--\n"))
	var names []string
	for _, f := range l.Files {
		names = append(names, f.Name)
	}
	if got := strings.Join(names[:4], " "); got != "ofertă.pdf ../../virus.exe notes.txt mail.eml" || len(names) != crm.MaxLetterFiles {
		t.Errorf("%d files: %s", len(names), got)
	}
	if len(l.Lost) != 4 || l.Lost[0].Key != "incoming.file_many" {
		t.Errorf("lost: %+v", l.Lost)
	}
	if l.Plain != "text" {
		t.Errorf("the text is %q", l.Plain)
	}
}

// Nesting without end, boundaries that never close, headers without end: what can
// be read is read, and nothing falls over.
func TestTrapsInMailsAreNoTraps(t *testing.T) {
	t.Parallel()
	deep := "From: a@client.example\nContent-Type: multipart/mixed; boundary=b0\n\n"
	for i := range 200 {
		deep += fmt.Sprintf("--b%d\nContent-Type: multipart/mixed; boundary=b%d\n\n", i, i+1)
	}
	for name, mail := range map[string]string{
		"nesting":            deep + "--b200\n\nName: Jane\n",
		"a boundary of none": "From: a@client.example\nContent-Type: multipart/mixed\n\nName: Jane\n",
		"half a boundary":    "From: a@client.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n\n<table><tr><td>Name<td>",
		"a header of 1 MB":   "From: a@client.example\nX-Long: " + strings.Repeat("x", 1<<20) + "\n\nx",
		"open tags":          "From: a@client.example\nContent-Type: text/html\n\n" + strings.Repeat("<div><table><tr><td>", 40_000),
		"an open comment":    "From: a@client.example\nContent-Type: text/html\n\n<!-- <p>Name: x</p>" + strings.Repeat("-", 100_000),
		"broken base64":      "From: a@client.example\nContent-Transfer-Encoding: base64\n\n%%%%",
		"zero bytes":         "From: a@client.example\n\n\x00\x00Name: J\x00ane",
		"nothing":            "",
	} {
		l := mailbox.Read(lines(mail))
		if len(l.Body()) > 1<<20 {
			t.Errorf("%s: a text of %d bytes", name, len(l.Body()))
		}
		intake.Labels(l.Body(), crm.LeadRules{Known: true}, nil)
	}
}

func TestTwoHundredRulesAndAsManyLabels(t *testing.T) {
	t.Parallel()
	var rules crm.LeadRules
	body := ""
	for i := range crm.MaxLeadLabels {
		rules.Labels = append(rules.Labels, crm.LeadLabel{Labels: []string{fmt.Sprintf("Întrebarea %d", i)}, Key: fmt.Sprintf("card.q%d", i)})
		body += fmt.Sprintf("INTREBAREA %d: răspuns %d\n", i, i)
	}
	given, found := intake.Letter(mailbox.Read(lines("From: a@client.example\n\n"+body)), rules, nil)
	if len(found) != crm.MaxLeadLabels || given["card.q199"] != "răspuns 199" {
		t.Errorf("%d found, the last is %q", len(found), given["card.q199"])
	}
}
