package document_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/document"
)

// letterFile reads a template of testdata/letters: its subject and document.
func letterFile(t testing.TB, name string) crm.Content {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("testdata", "letters", name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	var in struct {
		Subject string
		Doc     json.RawMessage
	}
	if err := json.Unmarshal(raw, &in); err != nil {
		t.Fatal(err)
	}
	n, wrong := document.Parse(string(in.Doc))
	if wrong != nil {
		t.Fatal(wrong)
	}
	return crm.Content{Subject: in.Subject, Doc: document.Marshal(n)}
}

var clients = map[string]crm.MergeValues{
	"en": {"$lang": "en", "contact.first_name": "Ann", "contact.email": "ann@client.example", "card.name": "Kitchen & bath", "card.total": "=m1250.5 EUR", "card.valid_until": "=d2027-03-15", "card.site": "https://client.example/k", "owner.name": "Ian Reed", "owner.email": "ian@firm.example", "owner.signature": "Ian Reed\n+44 20 7946 0018\nwww.firm.example"},
	"ro": {"$lang": "ro", "contact.first_name": "Ștefan", "contact.email": "stefan@client.example", "card.name": "Bucătărie <la comandă>", "card.total": "=m12500.5 RON", "card.valid_until": "=d2027-03-15", "card.site": "javascript:alert(1)", "owner.name": "Țurcanu & fiii", "owner.email": "tudor@firma.example", "owner.signature": ""},
	"hu": {"$lang": "hu", "contact.first_name": "Ödön", "contact.email": "odon@ugyfel.example", "card.name": "Őszi szerviz", "card.total": "=m125000 HUF", "card.valid_until": "=d2027-03-15", "card.site": "ugyfel.example", "owner.name": "Szűcs Győző", "owner.email": "gyozo@ceg.example", "owner.signature": "Szűcs Győző\nceg.example"},
}

func TestLettersOfDocumentsAreGolden(t *testing.T) {
	t.Parallel()
	for lang, values := range clients {
		content := letterFile(t, lang)
		got, err := document.Email(content, values, document.Options{Footer: "Unsubscribe: https://a.ro/u"})
		if err != nil {
			t.Fatalf("%s: %v", lang, err)
		}
		golden(t, filepath.Join("letters", lang+".html"), got.HTML)
		golden(t, filepath.Join("letters", lang+".txt"), "Subject: "+got.Subject+"\n\n"+got.Text)
	}
}

func TestOneLetterIsFilledInByManyAtOnce(t *testing.T) {
	t.Parallel()
	content := letterFile(t, "en")
	var crew sync.WaitGroup
	for i := range 8 {
		crew.Go(func() {
			values := crm.MergeValues{}
			for k, v := range clients["en"] {
				values[k] = v
			}
			values["contact.first_name"] = fmt.Sprint("Ann", i)
			for range 50 {
				r, err := document.Email(content, values, document.Options{})
				if err != nil || strings.Count(r.HTML, fmt.Sprintf("Ann%d", i)) != strings.Count(r.HTML, "Ann") {
					t.Errorf("%d: %v", i, err)
					return
				}
			}
		})
	}
	crew.Wait()
}

// rendered is the HTML between the shell's cells and the text of a document.
func rendered(t *testing.T, doc string, v crm.MergeValues) (string, string) {
	t.Helper()
	r, err := document.Email(crm.Content{Subject: "S", Doc: doc}, v, document.Options{})
	if err != nil {
		t.Fatalf("%s: %v", doc, err)
	}
	_, inner, _ := strings.Cut(r.HTML, `class="inner"`)
	_, inner, _ = strings.Cut(inner, ">\n")
	inner, _, _ = strings.Cut(inner, "</td></tr>\n</table>\n<!--[if mso]></td>")
	return inner, r.Text
}

func TestEachBlockAndItsPlainText(t *testing.T) {
	t.Parallel()
	v := crm.MergeValues{"contact.name": "Ana & <b>Pop</b>\nDoi", "card.site": "https://a.ro/x?a=1&b=2", "card.bad": "javascript:alert(1)", "owner.signature": "Ioana\nwww.firma.ro", "card.empty": ""}
	linkTo := func(href, label string) string {
		return fmt.Sprintf(`{"type":"text","text":%q,"marks":[{"type":"link","attrs":{"href":%q}}]}`, label, href)
	}
	for name, c := range map[string]struct {
		blocks string
		html   []string
		text   string
	}{
		"a value is never markup": {para(`{"type":"field","attrs":{"expr":"contact.name"}}`), []string{"Ana &amp; &lt;b&gt;Pop&lt;/b&gt;<br>\nDoi"}, "Ana & <b>Pop</b>\nDoi"},
		"a typed field":           {para(text("Hi {{contact.name}}!")), []string{"Hi Ana &amp; &lt;b&gt;"}, "Hi Ana & <b>Pop</b>\nDoi!"},
		"a bold chip":             {para(`{"type":"field","attrs":{"expr":"contact.name"},"marks":[{"type":"bold"},{"type":"color","attrs":{"color":"#00FF00"}}]}`), []string{`<span style="color:#00ff00;"><strong>Ana`, `Doi</strong></span>`}, "Ana & <b>Pop</b>\nDoi"},
		"a dark colour":           {para(`{"type":"text","text":"x","marks":[{"type":"color","attrs":{"color":"#101010"}}]}`), []string{`<span class="ink" style="color:#101010;">x</span>`}, "x"},
		"a link":                  {para(text("see "), linkTo("https://a.ro", "our offer"), text(".")), []string{`see <a href="https://a.ro" class="link"`, `>our offer</a>.`}, "see our offer: https://a.ro."},
		"a link that says so":     {para(linkTo("https://a.ro", "https://a.ro"), text(" "), linkTo("mailto:a@b.ro", "a@b.ro")), []string{`href="mailto:a@b.ro"`}, "https://a.ro a@b.ro"},
		"a merged link":           {para(linkTo("{{card.site}}", "here")), []string{`<a href="https://a.ro/x?a=1&amp;b=2"`}, "here: https://a.ro/x?a=1&b=2"},
		"a merged bad link":       {para(linkTo("{{card.bad}}", "here")), []string{`<p style="margin:0;">here</p>`}, "here"},
		"a link of words":         {para(text("https://b.ro/"), `{"type":"field","attrs":{"expr":"card.empty"}}`, text("x")), []string{`<a href="https://b.ro/x"`}, "https://b.ro/x"},
		"a value that is a link":  {para(text("Site: "), `{"type":"field","attrs":{"expr":"card.site"}}`), []string{`<a href="https://a.ro/x?a=1&amp;b=2"`}, "Site: https://a.ro/x?a=1&b=2"},
		"a button":                {`{"type":"button","attrs":{"label":"Vezi {{contact.name}}","href":"{{card.site}}","align":"center"}}`, []string{`align="center" style="border-collapse:separate;"><tr><td align="center" bgcolor="#364fc7"`, `>Vezi Ana &amp; &lt;b&gt;Pop&lt;/b&gt; Doi</a>`}, "Vezi Ana & <b>Pop</b> Doi: https://a.ro/x?a=1&b=2"},
		"a button to nowhere":     {`{"type":"button","attrs":{"label":"Vezi","href":"{{card.bad}}"}}`, []string{`">Vezi</td>`}, "Vezi"},
		"a space in an address":   {`{"type":"button","attrs":{"label":"a","href":"mailto:a@b.ro?subject=Re {{card.empty}}x"}}`, []string{`href="mailto:a@b.ro?subject=Re%20x"`}, "a: a@b.ro?subject=Re%20x"},
		"a picture":               {`{"type":"image","attrs":{"asset":"asset_1f","alt":"Logo \"{{contact.name}}\"","width":50}}`, []string{`<img src="cid:asset_1f" width="263" alt="Logo &#34;Ana &amp; &lt;b&gt;Pop&lt;/b&gt; Doi&#34;"`, "max-width:263px"}, `[Logo "Ana & <b>Pop</b> Doi"]`},
		"a picture that leads":    {`{"type":"image","attrs":{"asset":"asset_1f","alt":"Logo","href":"a.ro"}}`, []string{`<a href="https://a.ro" style="text-decoration:none;"><img`}, "[Logo]: https://a.ro"},
		"lists":                   {`{"type":"bulletList","content":[{"type":"listItem","content":[` + para(text("a")) + `,{"type":"orderedList","attrs":{"start":9},"content":[{"type":"listItem","content":[` + para(`{"type":"field","attrs":{"expr":"contact.name"}}`) + `]},{"type":"listItem","content":[` + para(text("c")) + `]}]}]},{"type":"listItem","content":[` + para(text("b")) + `,` + para(text("d")) + `]}]}`, []string{`<ul style="margin:0 0 0 24px`, `<ol start="9"`, `<p style="margin:4px 0 0 0;">d</p>`}, "- a\n  9. Ana & <b>Pop</b>\n     Doi\n  10. c\n- b\n  d"},
		"columns":                 {`{"type":"columns","content":[{"type":"column","content":[` + para(text("a")) + `]},{"type":"column","content":[` + `{"type":"image","attrs":{"asset":"asset_2","alt":"b"}}` + `]}]}`, []string{`<!--[if mso]><td width="263" valign="top"><![endif]-->`, `max-width:263px`, `<img class="full"`, `width="255"`}, "a\n\n[b]"},
		"a table":                 {`{"type":"table","content":[{"type":"tableRow","content":[{"type":"tableHeader","content":[` + para(text("a")) + `]},{"type":"tableHeader","content":[` + para(text("b")) + `]}]},{"type":"tableRow","content":[{"type":"tableHeader","content":[` + para(text("c")) + `]},{"type":"tableCell","attrs":{"align":"right"},"content":[` + para(text("d")) + `]}]}]}`, []string{`<th scope="col"`, `<th scope="row"`, `<td class="text cell" align="right"`, `font-size:15px;word-break:normal;">`}, "a | b\nc | d"},
		"a signature":             {`{"type":"signature"}`, []string{"Ioana<br>\n", `href="https://www.firma.ro"`}, "Ioana\nwww.firma.ro"},
		"a heading and a divider": {`{"type":"heading","attrs":{"level":2,"align":"right"},"content":[` + text("T") + `]},{"type":"divider"},{"type":"paragraph"}`, []string{`align="right"`, `<h2 class="text"`, "&nbsp;"}, "T\n\n--------------------"},
	} {
		html, plain := rendered(t, doc(c.blocks), v)
		for _, want := range c.html {
			if !strings.Contains(html, want) {
				t.Errorf("%s: %s lacks %s", name, html, want)
			}
		}
		if strings.TrimSuffix(plain, "\n") != c.text {
			t.Errorf("%s: %q, want %q", name, plain, c.text)
		}
		if strings.Contains(html, "javascript") || strings.Contains(html, "<b>") {
			t.Errorf("%s: %s", name, html)
		}
	}
}

func TestWithoutASignatureThereIsNoRow(t *testing.T) {
	t.Parallel()
	html, plain := rendered(t, doc(para(text("a")), `{"type":"signature"}`), crm.MergeValues{"owner.signature": ""})
	if strings.Count(html, "<tr>") != 1 || plain != "a\n" {
		t.Errorf("%s %q", html, plain)
	}
	if got := document.Missing(crm.TemplateEmail, crm.Content{Subject: "S", Doc: doc(para(text("a")), `{"type":"signature"}`)}, crm.MergeValues{"owner.signature": ""}); got != nil {
		t.Error("a missing signature holds the letter", got)
	}
}

func TestPicturesAreNamedOnce(t *testing.T) {
	t.Parallel()
	image := `{"type":"image","attrs":{"asset":"asset_1f","alt":"a"}}`
	r, err := document.Email(crm.Content{Subject: "S", Doc: doc(image, image, strings.Replace(image, "1f", "2", 1))}, nil, document.Options{})
	if err != nil || len(r.Files) != 2 || r.Files[0].CID != "asset_1f" || r.Files[1].CID != "asset_2" {
		t.Errorf("%v %v", r.Files, err)
	}
}

func TestTooLongValuesAreAnErrorHoweverOftenTheyStand(t *testing.T) {
	t.Parallel()
	v := crm.MergeValues{"a.b": strings.Repeat("a", 10_000)}
	_, err := document.Email(crm.Content{Subject: "S", Doc: doc(para(text(strings.Repeat("{{a.b}} ", 100))))}, v, document.Options{})
	if document.ReasonFor(crm.TemplateEmail, err) != crm.ReasonTemplateBroken {
		t.Error(err)
	}
}

// tenKB is a letter of about 10 KB with 10 merge fields, as businesses write them.
func tenKB() (crm.Content, crm.MergeValues) {
	line := "Vă mulțumim pentru interes și vă trimitem mai jos detaliile ofertei, așa cum am discutat la telefon. "
	fields := []string{`contact.first_name | default: "there"`, "card.name", "card.total", `card.valid_until | date: "d MMMM yyyy"`, "owner.name", "owner.email", "contact.email", `card.total | money: "lei"`, "card.site", "contact.first_name"}
	blocks := []string{`{"type":"image","attrs":{"asset":"asset_1f","alt":"Logo","width":40}}`, `{"type":"heading","attrs":{"level":1},"content":[` + text("Oferta dumneavoastră") + `]}`}
	for i, f := range fields {
		blocks = append(blocks, para(text(strings.Repeat(line, 8)), `{"type":"field","attrs":{"expr":`+fmt.Sprintf("%q", f)+`}}`, `{"type":"text","text":" și mai multe.","marks":[{"type":"bold"}]}`))
		if i == 4 {
			blocks = append(blocks, `{"type":"button","attrs":{"label":"Vezi oferta","href":"https://firma.example/o?c={{contact.email}}"}}`)
		}
	}
	return crm.Content{Subject: "Oferta {{card.name}}", Doc: doc(append(blocks, `{"type":"signature"}`)...)}, clients["ro"]
}

func BenchmarkEmail(b *testing.B) {
	content, values := tenKB()
	r, err := document.Email(content, values, document.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(len(r.Text)), "text-bytes")
	for b.Loop() {
		if _, err := document.Email(content, values, document.Options{Footer: "Dezabonare"}); err != nil {
			b.Fatal(err)
		}
	}
}

func TestALetterOverGmailsLimitIsWarnedOf(t *testing.T) {
	t.Parallel()
	for size, want := range map[int]int{1000: 0, 110_000: 1} {
		r, err := document.Email(crm.Content{Subject: "S", Doc: doc(para(text(strings.Repeat("a", size))))}, nil, document.Options{})
		if got := document.Warnings(r); err != nil || len(got) != want {
			t.Errorf("%d: %v %v", size, got, err)
		}
	}
}
