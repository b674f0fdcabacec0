package document_test

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"pgregory.net/rapid"

	"stepwise/backend/crm"
	"stepwise/backend/document"
	"stepwise/backend/merge"
)

// everywhere is a document with a value in each place that takes one.
const everywhere = `{"type":"heading","attrs":{"level":1},"content":[{"type":"field","attrs":{"expr":"contact.address"}}]},` +
	`{"type":"paragraph","content":[{"type":"text","text":"see https://a.ro/{{contact.address}} ","marks":[{"type":"bold"}]},{"type":"text","text":"{{contact.address}}","marks":[{"type":"link","attrs":{"href":"https://a.ro/?q={{contact.address}}"}}]}]},` +
	`{"type":"button","attrs":{"label":"{{contact.address}}","href":"mailto:ana@a.ro?subject={{contact.address}}"}},` +
	`{"type":"image","attrs":{"asset":"asset_1","alt":"{{contact.address}}","href":"{{contact.address}}"}},` +
	`{"type":"bulletList","content":[{"type":"listItem","content":[{"type":"paragraph","content":[{"type":"text","text":"{{contact.address}}"}]}]}]},` +
	`{"type":"table","content":[{"type":"tableRow","content":[{"type":"tableCell","content":[{"type":"paragraph","content":[{"type":"text","text":"{{contact.address}}"}]}]}]}]},` +
	`{"type":"signature"}`

// skeleton are the elements of a letter with the names of their attributes,
// without those that a line end or an address in a value makes.
func skeleton(t interface{ Fatalf(string, ...any) }, letter string) (out []string, links []string) {
	for z := html.NewTokenizer(strings.NewReader(letter)); ; {
		switch z.Next() {
		case html.ErrorToken:
			return out, links
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			token := z.Token()
			one := token.Type.String() + " " + token.Data
			for _, a := range token.Attr {
				one += " " + a.Key
				if a.Key == "href" {
					links = append(links, a.Val)
				}
			}
			if token.Data != "br" && token.Data != "a" {
				out = append(out, one)
			} else if token.Type == html.StartTagToken && !slices.Contains([]string{"StartTag br", "StartTag a href style", "StartTag a href class style"}, one) {
				t.Fatalf("%s came through", one)
			}
		}
	}
}

func TestAValueNeverAddsAnythingToALetterButItsWords(t *testing.T) {
	t.Parallel()
	render := func(value string) crm.Rendered {
		c := crm.Content{Subject: "s {{contact.address}}", Doc: doc(everywhere)}
		src := merge.Source{Contact: &crm.Contact{Postal: value}, Owner: &crm.User{Signature: value + "x"}}
		r, err := document.Email(c, merge.Values(document.Sources(crm.TemplateEmail, c), src), document.Options{Footer: "x"})
		if err != nil {
			t.Fatalf("%q: %v", value, err)
		}
		return r
	}
	want, _ := skeleton(t, render("word").HTML)
	pieces := []string{"a", " ", "\n", "<b>", "</td></tr></table>", `"`, "'", ">", "<script>", "<!--", "-->", "]]>", "&amp;", "&", "&bcc=x@y.ro", "?", "#", "javascript:alert(1)",
		"data:text/html,x", "https://x.ro/", "www.x.ro", "mailto:x@y.ro?cc=", "{{contact.address}}", "{%", "\u202e", "\u0000", "\r\nBcc: x@y.ro", "😀", "ș", "\u2028", "\xff", "=n5", "<![endif]-->", "%0a", ";"}
	rapid.Check(t, func(t *rapid.T) {
		value := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 1, 6).Draw(t, "value"), "")
		if strings.TrimSpace(value) == "" {
			return
		}
		r := render(value)
		got, links := skeleton(t, r.HTML)
		if !slices.Equal(got, want) {
			t.Fatalf("%q became markup", value)
		}
		for _, link := range links {
			u, err := url.Parse(link)
			if err != nil || !slices.Contains([]string{"http", "https", "mailto", "tel"}, strings.ToLower(u.Scheme)) {
				t.Fatalf("%q leads to %q", value, link)
			}
			if strings.HasPrefix(link, "mailto:ana@a.ro?subject=") && strings.ContainsAny(link, "&#;") {
				t.Fatalf("%q adds to a mail: %q", value, link)
			}
		}
		if strings.ContainsAny(r.Subject, "\r\n\x00\u2028") {
			t.Fatalf("the subject has lines: %q", r.Subject)
		}
	})
}

func TestAValueInAQuestionIsOneAnswer(t *testing.T) {
	t.Parallel()
	v := crm.MergeValues{"contact.name": "Ion & Ana #1+", "card.link": "https://a.ro/x?y=1&z=2"}
	for link, want := range map[string]string{
		"https://a.ro/?n={{contact.name}}&x=1":           "https://a.ro/?n=Ion%20%26%20Ana%20%231%2B&x=1",
		`https://a.ro/?n={{contact.name | url}}`:         "https://a.ro/?n=Ion%20%26%20Ana%20%231%2B",
		"mailto:x@a.ro?subject={{contact.name}}":         "mailto:x@a.ro?subject=Ion%20%26%20Ana%20%231%2B",
		"https://a.ro/go?to={{card.link}}":               "https://a.ro/go?to=https://a.ro/x?y=1%26z=2",
		"{{card.link}}":                                  "https://a.ro/x?y=1&z=2",
		"{{card.link}}&from=mail":                        "https://a.ro/x?y=1&z=2&from=mail",
		"https://a.ro/{{contact.name}}?a=1":              "https://a.ro/Ion%20&%20Ana%20#1+?a=1",
		"javascript:alert(1)//{{contact.name}}":          "",
		"https://a.ro/?x={{contact.name | default: ''}}": "https://a.ro/?x=Ion%20%26%20Ana%20%231%2B",
	} {
		got, ok, err := document.Href(link, v)
		if got != want && ok || ok != (want != "") || err != nil {
			t.Errorf("%s: %q, %v, %v", link, got, ok, err)
		}
		if want == "" {
			continue
		}
		in := documentOf(t, `{"type":"button","attrs":{"label":"Go","href":`+strconv.Quote(link)+`}}`, v)
		if !strings.Contains(in, `href="`+html.EscapeString(want)+`"`) {
			t.Errorf("the button of %s is not %s", link, want)
		}
	}
	if _, _, err := document.Href("https://a.ro/{{nobody}}", v); err == nil {
		t.Error("a field that is gone is an error")
	}
}
