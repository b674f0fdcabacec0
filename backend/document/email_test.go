package document_test

import (
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/document"
)

var update = flag.Bool("update", false, "write the golden files anew")

var letters = map[string]struct {
	content crm.Content
	values  crm.MergeValues
	options document.Options
}{
	"offer_ro": {
		content: crm.Content{
			Subject: "Mulțumim, {{contact.first_name}}!",
			Body:    "Bună ziua, {{contact.first_name | default: \"stimate client\"}},\n\nV-am trimis oferta {{card.offer}} de {{card.value | money: \"lei\"}}, valabilă până {{card.valid_until | date: \"EEEE, d MMMM\"}}.\nO găsiți și aici: https://exemplu.ro/oferte?nr={{card.offer | url}}&lang=ro.\n\n\nCu drag,\n{{owner.signature}}\n",
		},
		values: crm.MergeValues{
			"$lang": "ro", "contact.first_name": "Ștefan <b>", "card.offer": "B 17", "card.value": "=n12345.5",
			"card.valid_until": "=d2027-04-09", "owner.signature": "Ioana Radu\nMobilă & Fiii\nioana@exemplu.ro",
		},
		options: document.Options{Footer: "Primiți acest mesaj de la Mobilă & Fiii, Cluj.\nwww.exemplu.ro"},
	},
	"reminder_hu": {
		content: crm.Content{
			Subject: "Emlékeztető 🙂 {{card.name}}",
			Body:    "Kedves {{contact.name}}!\r\n\r\nHolnap várjuk Önt:\r\n  • {{card.when}}\r\n  • (térkép: https://terkep.hu/őrség_(falu))\r\n\r\nHívjon: tel:+3612345678, vagy írjon: mailto:iroda@pelda.hu",
		},
		values: crm.MergeValues{"$lang": "hu", "card.name": "Őszi szerviz", "contact.name": "Kőműves Ödön", "card.when": "=i2027-03-27T09:30:00+01:00"},
	},
	"short_en": {
		content: crm.Content{Subject: "Hello", Body: "Just one line."},
	},
}

func TestRenderedEmailsAreGolden(t *testing.T) {
	t.Parallel()
	for name, l := range letters {
		got, err := document.Email(l.content, l.values, l.options)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		golden(t, name+".html", got.HTML)
		golden(t, name+".txt", "Subject: "+got.Subject+"\n\n"+got.Text)
		if again, _ := document.Email(l.content, l.values, l.options); !reflect.DeepEqual(again, got) {
			t.Errorf("%s is not the same twice", name)
		}
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; run with -update and look at the difference:\n%s", name, got)
	}
}

// letter is what an email's HTML says between the shell's cells.
func letter(t *testing.T, body string, v crm.MergeValues) string {
	t.Helper()
	r, err := document.Email(crm.Content{Subject: "S", Body: body}, v, document.Options{})
	if err != nil {
		t.Fatalf("%q: %v", body, err)
	}
	_, inner, _ := strings.Cut(r.HTML, `class="inner"`)
	_, inner, _ = strings.Cut(inner, ">\n")
	inner, _, _ = strings.Cut(inner, "</td>")
	return inner
}

func TestLinksInTextAreClickableWhenTheyAreSafe(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"see https://a.ro/x?b=1&c=2.":               "https://a.ro/x?b=1&amp;c=2",
		"(http://a.ro)":                             "http://a.ro",
		"https://a.ro/x_(y)!":                       "https://a.ro/x_(y)",
		"www.a.ro, and more":                        "https://www.a.ro",
		"„https://școală.ro/ț”":                     "https://școală.ro/ț",
		"HTTPS://A.RO":                              "HTTPS://A.RO",
		"ana.pop+crm@exemplu.ro.":                   "mailto:ana.pop+crm@exemplu.ro",
		"mailto:ana@a.ro?subject=Ofert":             "mailto:ana@a.ro?subject=Ofert",
		"call tel:+40712345678!":                    "tel:+40712345678",
		"web:https://a.ro":                          "https://a.ro",
		"awww.ro":                                   "",
		"ftp://ana@a.ro/www.b.ro":                   "",
		"javascript:alert(1)":                       "",
		"JavaScript://a.ro/%0aalert(1)":             "",
		"data:text/html,<b>":                        "",
		"file:///etc/passwd":                        "",
		"ftp://a.ro/x":                              "",
		"https://bank.ro@evil.com/":                 "",
		"javascript:x@evil.com":                     "mailto:x@evil.com",
		"https://":                                  "",
		"http://a.ro/`x`":                           "",
		"\"https://a.ro\" onclick=x":                "https://a.ro",
		"https://a.ro/" + strings.Repeat("a", 3000): "",
		"12:30 a@b":                                 "",
		"nr. 12.05.27":                              "",
	} {
		got := letter(t, text, nil)
		_, href, found := strings.Cut(got, `href="`)
		href, _, _ = strings.Cut(href, `"`)
		if found != (want != "") || href != want {
			t.Errorf("%.60q links to %q, want %q (%s)", text, href, want, got)
		}
	}
}

func TestParagraphsAndLines(t *testing.T) {
	t.Parallel()
	got := letter(t, "\n\na\r\nb\n \n\n\n  c <i>\n\td", nil)
	for _, want := range []string{">a<br>\nb</p>\n", ">&nbsp;&nbsp;c &lt;i&gt;<br>\n&nbsp;&nbsp;&nbsp;&nbsp;d</p>\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q lacks %q", got, want)
		}
	}
	if n := strings.Count(got, "<p "); n != 2 {
		t.Errorf("%d paragraphs in %q", n, got)
	}
}

func TestAnEmailAsksForNothingFromTheNetwork(t *testing.T) {
	t.Parallel()
	for name, l := range letters {
		r, err := document.Email(l.content, l.values, l.options)
		if err != nil {
			t.Fatal(err)
		}
		for _, bad := range []string{"<img", "<link", "<script", "<iframe", "url(", "@import", "src=", "background="} {
			if strings.Contains(r.HTML, bad) {
				t.Errorf("%s holds %s", name, bad)
			}
		}
	}
}

func TestTheLanguageIsThatOfTheValuesUnlessSaid(t *testing.T) {
	t.Parallel()
	c := crm.Content{Subject: "S", Body: "B"}
	for want, o := range map[string]document.Options{"ro": {}, "de": {Language: "de"}, "&#34;&gt;": {Language: `">`}} {
		r, err := document.Email(c, crm.MergeValues{"$lang": "ro"}, o)
		if err != nil || !strings.Contains(r.HTML, `<html lang="`+want+`"`) {
			t.Errorf("%s: %v", want, err)
		}
	}
}
