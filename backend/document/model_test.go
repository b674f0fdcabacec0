package document_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/document"
)

// deep gives a problem without the words around it that say where it is.
func deep(p crm.Problem) string {
	if wrong, ok := p.Args["wrong"].(crm.Phrase); ok {
		return fmt.Sprintf("%s %v %s", p.Path, p.Args["n"], wrong.Key)
	}
	return p.Path + " " + p.Key
}

func doc(blocks ...string) string {
	return `{"type":"doc","content":[` + strings.Join(blocks, ",") + `]}`
}

func para(inline ...string) string {
	return `{"type":"paragraph","content":[` + strings.Join(inline, ",") + `]}`
}

func text(s string) string { return `{"type":"text","text":` + fmt.Sprintf("%q", s) + `}` }

func nested(n int) string {
	return strings.Repeat(`{"type":"bulletList","content":[{"type":"listItem","content":[`, n) + para(text("x")) + strings.Repeat(`]}]}`, n)
}

// all has every node, mark and attribute of the schema.
var all = `{"type":"doc","attrs":{"page":"Letter","orientation":"landscape","margin":15,"header":"{{workspace.name}}","footer":"{page}/{pages}"},"content":[` + strings.Join([]string{
	`{"type":"heading","attrs":{"align":"center","level":1},"content":[` + text("Title") + `]}`,
	`{"type":"paragraph","attrs":{"align":"right"},"content":[{"type":"text","marks":[{"type":"bold"},{"type":"italic"},{"type":"underline"},{"type":"strike"},{"type":"link","attrs":{"href":"https://a.ro/{{card.name}}"}},{"type":"color","attrs":{"color":"#ff8800"}}],"text":"a & <b>"},{"type":"hardBreak"},{"type":"field","attrs":{"expr":"contact.first_name | default: \"there\""},"marks":[{"type":"bold"}]}]}`,
	`{"type":"bulletList","content":[{"type":"listItem","content":[{"type":"paragraph"},{"type":"orderedList","attrs":{"start":3},"content":[{"type":"listItem","content":[{"type":"paragraph"}]}]}]}]}`,
	`{"type":"button","attrs":{"align":"center","label":"Go","href":"mailto:{{owner.email}}"}}`,
	`{"type":"image","attrs":{"align":"right","href":"{{card.site}}","asset":"asset_1f","alt":"Logo","width":50}}`,
	`{"type":"columns","content":[{"type":"column","content":[{"type":"paragraph"}]},{"type":"column","content":[{"type":"divider"}]}]}`,
	`{"type":"signature"}`,
	`{"type":"table","content":[{"type":"tableRow","content":[{"type":"tableHeader","attrs":{"align":"right"},"content":[{"type":"paragraph"}]},{"type":"tableCell","content":[{"type":"paragraph"}]}]}]}`,
	`{"type":"pageBreak"}`,
}, ",") + `]}`

func TestADocumentIsReadAndWrittenBack(t *testing.T) {
	t.Parallel()
	n, wrong := document.Parse(all)
	if wrong != nil {
		t.Fatal(wrong)
	}
	first := document.Marshal(n)
	again, wrong := document.Parse(first)
	if wrong != nil || document.Marshal(again) != first {
		t.Errorf("%v\n%s\n%s", wrong, first, document.Marshal(again))
	}
	for _, piece := range []string{`"a & <b>"`, `"asset":"asset_1f"`, `"level":1`, `"start":3`, `"margin":15`, `"width":50`} {
		if !strings.Contains(first, piece) {
			t.Errorf("%s is lost: %s", piece, first)
		}
	}
	usual, wrong := document.Parse(`{"type":"doc","attrs":{"page":"A4","orientation":"portrait","margin":20,"header":null},"content":[{"type":"paragraph","attrs":{"align":"left"}},{"type":"image","attrs":{"asset":"asset_1","width":100,"href":null}},{"type":"orderedList","attrs":{"start":1},"content":[{"type":"listItem","content":[{"type":"paragraph"}]}]}]}`)
	if wrong != nil || usual.Attrs.Margin != 20 || usual.Content[1].Attrs.Width != 100 || usual.Content[2].Attrs.Start != 1 {
		t.Fatal(wrong, usual)
	}
	if got := document.Marshal(usual); strings.Contains(got, "margin") || strings.Contains(got, "width") || strings.Contains(got, "align") || strings.Contains(got, "start") {
		t.Errorf("what is as usual is written: %s", got)
	}
}

func TestWhatTheSchemaDoesNotHaveIsRefusedAllAtOnce(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		doc  string
		want []string
	}{
		"nothing":                 {"", []string{"doc document.doc_unreadable"}},
		"not JSON":                {"<p>Hi</p>", []string{"doc document.doc_unreadable"}},
		"two documents":           {doc() + doc(), []string{"doc document.doc_unreadable"}},
		"another root":            {para(), []string{"doc document.doc_unreadable"}},
		"an unknown key":          {`{"type":"doc","html":"<b>"}`, []string{"doc document.doc_unreadable"}},
		"not UTF-8":               {doc(`{"type":"paragraph","content":[{"type":"text","text":"` + "\xff" + `"}]}`), []string{"doc document.doc_unreadable"}},
		"an unknown node":         {doc(para(), `{"type":"iframe","attrs":{"src":"x"}}`), []string{"doc 2 document.doc_unknown_node"}},
		"a script":                {doc(`{"type":"script","content":[` + text("alert(1)") + `]}`), []string{"doc 1 document.doc_unknown_node"}},
		"null":                    {doc("null"), []string{"doc 1 document.doc_unknown_node"}},
		"an unknown mark":         {doc(para(`{"type":"text","text":"a","marks":[{"type":"blink"}]}`)), []string{"doc 1 document.doc_mark"}},
		"a mark twice":            {doc(para(`{"type":"text","text":"a","marks":[{"type":"bold"},{"type":"bold"}]}`)), []string{"doc 1 document.doc_mark"}},
		"a mark on a block":       {doc(`{"type":"paragraph","marks":[{"type":"bold"}]}`), []string{"doc 1 document.doc_mark"}},
		"an event handler":        {doc(`{"type":"paragraph","attrs":{"onclick":"x"}}`), []string{"doc 1 document.doc_unknown_attr"}},
		"a style":                 {doc(`{"type":"image","attrs":{"asset":"asset_1","style":"x","src":"http://a.ro/x.png"}}`), []string{"doc 1 document.doc_unknown_attr", "doc 1 document.doc_unknown_attr"}},
		"text in the document":    {doc(text("a")), []string{"doc 1 document.doc_misplaced"}},
		"a paragraph in another":  {doc(para(para())), []string{"doc 1 document.doc_misplaced"}},
		"columns in columns":      {doc(`{"type":"columns","content":[{"type":"column","content":[{"type":"columns"}]},{"type":"column","content":[` + para() + `]}]}`), []string{"doc 1 document.doc_misplaced"}},
		"one column":              {doc(`{"type":"columns","content":[{"type":"column","content":[` + para() + `]}]}`), []string{"doc 1 document.doc_count"}},
		"an empty list":           {doc(`{"type":"bulletList"}`), []string{"doc 1 document.doc_count"}},
		"an empty text":           {doc(para(`{"type":"text","text":""}`)), []string{"doc 1 document.doc_text"}},
		"text on a block":         {doc(`{"type":"paragraph","text":"a"}`), []string{"doc 1 document.doc_text"}},
		"a control character":     {doc(para(`{"type":"text","text":"a\u0000"}`)), []string{"doc 1 document.control"}},
		"a heading of 4":          {doc(`{"type":"heading","attrs":{"level":4}}`), []string{"doc 1 document.doc_attr"}},
		"a heading of none":       {doc(`{"type":"heading"}`), []string{"doc 1 document.doc_attr"}},
		"a level as text":         {doc(`{"type":"heading","attrs":{"level":"1"}}`), []string{"doc 1 document.doc_attr"}},
		"a bad colour":            {doc(para(`{"type":"text","text":"a","marks":[{"type":"color","attrs":{"color":"red;x:url(http://a.ro)"}}]}`)), []string{"doc 1 document.doc_attr"}},
		"no colour":               {doc(para(`{"type":"text","text":"a","marks":[{"type":"color"}]}`)), []string{"doc 1 document.doc_attr"}},
		"a bad align":             {doc(`{"type":"paragraph","attrs":{"align":"justify"}}`), []string{"doc 1 document.doc_attr"}},
		"a width of 5":            {doc(`{"type":"image","attrs":{"asset":"asset_1","width":5}}`), []string{"doc 1 document.doc_attr"}},
		"a path as picture":       {doc(`{"type":"image","attrs":{"asset":"../../etc/passwd"}}`), []string{"doc 1 document.doc_attr"}},
		"another noun's id":       {doc(`{"type":"image","attrs":{"asset":"file_1"}}`), []string{"doc 1 document.doc_attr"}},
		"a field in a field":      {doc(para(`{"type":"field","attrs":{"expr":"{{card.name}}"}}`)), []string{"doc 1 document.doc_attr"}},
		"a field of nothing":      {doc(para(`{"type":"field","attrs":{"expr":" "}}`)), []string{"doc 1 document.doc_attr"}},
		"a script as link":        {doc(para(`{"type":"text","text":"a","marks":[{"type":"link","attrs":{"href":"JavaScript:alert(1)"}}]}`)), []string{"doc 1 document.link"}},
		"data as link":            {doc(`{"type":"button","attrs":{"label":"a","href":"data:text/html,x"}}`), []string{"doc 1 document.link"}},
		"a file as link":          {doc(`{"type":"image","attrs":{"asset":"asset_1","href":"file:///etc/passwd"}}`), []string{"doc 1 document.link"}},
		"another scheme":          {doc(`{"type":"button","attrs":{"label":"a","href":"ftp://a.ro/{{card.name}}"}}`), []string{"doc 1 document.doc_href"}},
		"a link to no host":       {doc(`{"type":"button","attrs":{"label":"a","href":"//a.ro"}}`), []string{"doc 1 document.doc_href"}},
		"a link without address":  {doc(para(`{"type":"text","text":"a","marks":[{"type":"link"}]}`)), []string{"doc 1 document.doc_attr"}},
		"a margin of 60":          {`{"type":"doc","attrs":{"margin":60}}`, []string{"doc document.doc_attr"}},
		"everything wrong":        {doc(`{"type":"svg"}`, `{"type":"heading","attrs":{"level":9,"onload":"x"},"content":[{"type":"math"}]}`), []string{"doc 1 document.doc_unknown_node", "doc 2 document.doc_attr", "doc 2 document.doc_unknown_attr", "doc 2 document.doc_unknown_node"}},
		"lists five deep":         {doc(nested(5)), []string{}},
		"lists without end":       {doc(nested(6)), []string{"doc 1 document.doc_too_deep"}},
		"a thousand lists":        {doc(nested(1000)), []string{"doc document.doc_too_deep"}},
		"brackets without end":    {strings.Repeat("[", 500_000), []string{"doc document.doc_too_deep"}},
		"2,001 nodes":             {doc(slices.Repeat([]string{para()}, 2000)...), []string{"doc document.doc_too_many"}},
		"2,000 nodes":             {doc(slices.Repeat([]string{para()}, 1999)...), []string{}},
		"more than 512 KB":        {doc(para(text(strings.Repeat("a", document.MaxDoc)))), []string{"doc document.doc_too_big"}},
		"braces in text are text": {doc(para(text(`{"[}{{\"`))), []string{}},
	} {
		_, wrong := document.Parse(c.doc)
		got := []string{}
		for _, p := range wrong {
			got = append(got, deep(p))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestLinksThatPeopleWriteAreLinks(t *testing.T) {
	t.Parallel()
	for _, href := range []string{"https://a.ro", "HTTP://a.ro/x?b=1", "mailto:a@b.ro?subject=x", "tel:+40712345678", "www.a.ro", "firma.ro/oferta", "a@b.ro", "{{card.site}}", "https://{{card.site}}/x", "firma.ro/{{card.name}}", " https://a.ro "} {
		if _, wrong := document.Parse(doc(`{"type":"button","attrs":{"label":"a","href":"` + href + `"}}`)); wrong != nil {
			t.Errorf("%s: %v", href, wrong)
		}
	}
}

func TestSimpleTextBecomesADocumentWithChips(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		"":                              doc(`{"type":"paragraph"}`),
		"Hi {{ contact.name }}!\r\nx":   doc(para(text("Hi "), `{"type":"field","attrs":{"expr":"contact.name"}}`, text("!"), `{"type":"hardBreak"}`, text("x"))),
		"a\n\n\nb":                      doc(para(text("a")), para(text("b"))),
		`{{a.b | default: "x"}}`:        doc(para(`{"type":"field","attrs":{"expr":"a.b | default: \"x\""}}`)),
		"{{ {{a.b}} }} {{}} {{unclosed": doc(para(text("{{ "), `{"type":"field","attrs":{"expr":"a.b"}}`, text(" }} "), text("{{}}"), text(" {{unclosed"))),
	} {
		got := document.FromText(body)
		if got != want {
			t.Errorf("%q: %s, want %s", body, got, want)
		}
		if _, wrong := document.Parse(got); wrong != nil {
			t.Errorf("%q: %v", body, wrong)
		}
	}
}

func TestADocumentCanBeReadAsPlainText(t *testing.T) {
	t.Parallel()
	n, wrong := document.Parse(doc(
		`{"type":"heading","attrs":{"level":1},"content":[`+text("Ofertă")+`]}`,
		para(text("Bună "), `{"type":"field","attrs":{"expr":"contact.name"}}`, `{"type":"hardBreak"}`, text("x")),
		`{"type":"image","attrs":{"asset":"asset_1","alt":"Logo"}}`,
		`{"type":"button","attrs":{"label":"Vezi","href":"https://a.ro"}}`,
		`{"type":"table","content":[{"type":"tableRow","content":[{"type":"tableHeader","content":[`+para(text("a"))+`]},{"type":"tableCell","content":[`+para(text("b"))+`]}]}]}`,
		`{"type":"signature"}`))
	if wrong != nil {
		t.Fatal(wrong)
	}
	if got, want := document.PlainOf(n), "Ofertă\nBună {{contact.name}}\nx\n[Logo]\nVezi\na\tb\t\n{{owner.signature}}"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
