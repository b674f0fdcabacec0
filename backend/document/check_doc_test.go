package document_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/document"
)

func TestDocumentsAreCheckedAllAtOnceWithTheirPlace(t *testing.T) {
	t.Parallel()
	field := func(expr string) string { return `{"type":"field","attrs":{"expr":"` + expr + `"}}` }
	button := func(label, href string) string {
		return fmt.Sprintf(`{"type":"button","attrs":{"label":%q,"href":%q}}`, label, href)
	}
	blocks := func(list ...string) crm.Content { return crm.Content{Subject: "S", Doc: doc(list...)} }
	withFiles := func(list ...crm.Attachment) crm.Content {
		return crm.Content{Subject: "S", Doc: doc(para(text("x"))), Attachments: list}
	}
	many := make([]crm.Attachment, 11)
	for name, c := range map[string]struct {
		kind    crm.TemplateKind
		content crm.Content
		want    []string
	}{
		"a good letter":          {crm.TemplateEmail, blocks(para(text("Hi "), field("contact.first_name")), button("Go", "https://a.ro/{{contact.email}}"), `{"type":"image","attrs":{"asset":"asset_1"}}`), []string{}},
		"an empty letter":        {crm.TemplateEmail, blocks(para(), `{"type":"divider"}`), []string{"doc document.no_body"}},
		"invisible text":         {crm.TemplateEmail, blocks(para(text("\u200b \u00a0"))), []string{"doc document.no_body"}},
		"a picture alone":        {crm.TemplateEmail, blocks(`{"type":"image","attrs":{"asset":"asset_1"}}`), []string{"doc document.no_body"}},
		"a picture in words":     {crm.TemplateEmail, blocks(`{"type":"image","attrs":{"asset":"asset_1","alt":"Party!"}}`), []string{}},
		"a picture as PDF":       {crm.TemplatePDF, blocks(`{"type":"image","attrs":{"asset":"asset_1"}}`), []string{}},
		"no document as PDF":     {crm.TemplatePDF, crm.Content{Subject: "S", Body: "x"}, []string{"doc document.no_body"}},
		"a PDF without title":    {crm.TemplatePDF, crm.Content{Doc: doc(para(text("x")))}, []string{"subject document.no_subject"}},
		"pages":                  {crm.TemplatePDF, blocks(para(text("x")), `{"type":"pageBreak"}`), []string{}},
		"pages in a letter":      {crm.TemplateEmail, blocks(para(text("x")), `{"type":"pageBreak"}`), []string{"doc 2 document.page_break"}},
		"half a button":          {crm.TemplateEmail, blocks(button("", "")), []string{"doc document.no_body"}},
		"half buttons":           {crm.TemplateEmail, blocks(para(text("x")), button(" ", "https://a.ro"), button("Go", "")), []string{"doc 2 document.no_label", "doc 3 document.no_href"}},
		"no picture":             {crm.TemplateEmail, blocks(para(text("x")), `{"type":"image"}`), []string{"doc 2 document.no_picture"}},
		"fields":                 {crm.TemplateEmail, blocks(para(text("{{unknown}} {{open")), para(field("contact.first_name | shout")), button("{{a}}", "https://a.ro/{{b}}")), []string{"doc 1 merge.unclosed", "doc 1 merge.unknown_field", "doc 2 merge.unknown_filter", "doc 3 merge.unknown_field", "doc 3 merge.unknown_field"}},
		"a header":               {crm.TemplatePDF, crm.Content{Subject: "S", Doc: `{"type":"doc","attrs":{"header":"{{x}}","footer":"{page}"},"content":[` + para(text("x")) + `]}`}, []string{"doc merge.unknown_field"}},
		"a typed script":         {crm.TemplateEmail, blocks(para(text("click javascript:alert(1)"))), []string{"doc 1 document.link"}},
		"501 fields":             {crm.TemplateEmail, blocks(para(slices.Repeat([]string{field("contact.name")}, 501)...)), []string{"doc merge.too_many_fields"}},
		"500 fields":             {crm.TemplateEmail, blocks(para(slices.Repeat([]string{field("contact.name")}, 500)...)), []string{}},
		"braces without end":     {crm.TemplateEmail, blocks(para(text(strings.Repeat("{{", 200_000)))), []string{"doc merge.too_many_fields"}},
		"a bad priority":         {crm.TemplateTask, crm.Content{Subject: "S", TaskType: "call", Priority: "urgent"}, []string{"priority document.priority"}},
		"a good priority":        {crm.TemplateTask, crm.Content{Subject: "S", TaskType: "call", Priority: crm.PriorityHigh, DueDays: 5, DueWorkdays: true}, []string{}},
		"a file and a PDF":       {crm.TemplateEmail, withFiles(crm.Attachment{Asset: 1}, crm.Attachment{Template: 2, Name: "Offer {{contact.name}}"}), []string{}},
		"nothing attached":       {crm.TemplateEmail, withFiles(crm.Attachment{}), []string{"attachments[0] document.attachment_what"}},
		"both attached":          {crm.TemplateEmail, withFiles(crm.Attachment{Asset: 1, Template: 2}), []string{"attachments[0] document.attachment_what"}},
		"attached twice":         {crm.TemplateEmail, withFiles(crm.Attachment{Template: 2, Name: "a"}, crm.Attachment{Template: 2, Name: "b"}), []string{"attachments[1] document.attachment_twice"}},
		"lines in a file's name": {crm.TemplateEmail, withFiles(crm.Attachment{Template: 2, Name: "a\r\nBcc: x"}), []string{"attachments[0] document.file_name"}},
		"a long file name":       {crm.TemplateEmail, withFiles(crm.Attachment{Template: 2, Name: strings.Repeat("ș", 121)}), []string{"attachments[0] document.file_name_long"}},
		"eleven files":           {crm.TemplateEmail, withFiles(many...), []string{"attachments document.too_many_attachments"}},
	} {
		got := []string{}
		for _, p := range document.CheckContent(c.kind, c.content, &crm.Catalogue{}) {
			got = append(got, deep(p))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestSourcesAreEverythingThatFieldsMayStandIn(t *testing.T) {
	t.Parallel()
	c := crm.Content{
		Subject: "{{a}}", Doc: doc(para(text("plain"), text("{{b}}"), `{"type":"field","attrs":{"expr":"c"}}`, `{"type":"text","text":"x","marks":[{"type":"link","attrs":{"href":"{{d}}"}}]}`),
			`{"type":"button","attrs":{"label":"{{e}}","href":"{{f}}"}}`, `{"type":"image","attrs":{"asset":"asset_1","alt":"{{g}}","href":"{{h}}"}}`, `{"type":"signature"}`),
		Attachments: crm.Attachments{{Template: 1, Name: "{{i}}"}, {Asset: 1, Name: "{{not}}"}},
	}
	want := []string{"{{a}}", "{{b}}", "{{c}}", "{{d}}", "{{e}}", "{{g}}", "{{f}}", "{{h}}", `{{owner.signature | default: ""}}`, "{{i}}"}
	got := document.Sources(crm.TemplateEmail, c)
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if got := document.Missing(crm.TemplateEmail, c, crm.MergeValues{"a": "x"}); len(got) != 8 {
		t.Errorf("missing %q", got)
	}
	broken := crm.Content{Subject: "{{a}}", Doc: doc(para(text("{{open")), para(text("{{b}}")))}
	if got := document.Sources(crm.TemplateEmail, broken); len(got) != 3 {
		t.Errorf("of one that can't be sent: %q", got)
	}
}

func TestPastedFieldsOfADocumentAreRewritten(t *testing.T) {
	t.Parallel()
	in := doc(para(`{"type":"text","text":"a","marks":[{"type":"link","attrs":{"href":"https://a.ro/a"}}]}`, `{"type":"field","attrs":{"expr":"a"}}`), `{"type":"button","attrs":{"label":"a","href":"a.ro"}}`)
	got := document.Rewrite(in, func(s string) string { return strings.ReplaceAll(s, "a", "b") })
	for _, want := range []string{`"text":"b"`, `"href":"https://b.ro/b"`, `"label":"b"`, `"expr":"a"`} {
		if !strings.Contains(got, want) {
			t.Errorf("%s lacks %s", got, want)
		}
	}
	if got := document.Rewrite("{", strings.ToUpper); got != "{" {
		t.Errorf("an unreadable one becomes %q", got)
	}
}

func FuzzDocument(f *testing.F) {
	f.Add(all, "Ana")
	f.Add(doc(para(text("Hi {{contact.name}} https://a.ro/{{contact.name}}"))), nasty)
	f.Add(doc(`{"type":"button","attrs":{"label":"{{contact.name}}","href":"{{contact.name}}"}}`, `{"type":"image","attrs":{"asset":"asset_1","alt":"{{contact.name}}","href":"https://{{contact.name}}"}}`), `https://a.ro" onclick="x`)
	f.Add(doc(para(`{"type":"text","text":"x","marks":[{"type":"link","attrs":{"href":"java{{contact.name}}:alert(1)"}}]}`)), "script")
	f.Fuzz(func(t *testing.T, src, value string) {
		n, wrong := document.Parse(src)
		if (n == nil) != (len(wrong) > 0) {
			t.Fatal("neither a document nor problems")
		}
		if n == nil {
			return
		}
		if again, wrong := document.Parse(document.Marshal(n)); wrong != nil || document.Marshal(again) != document.Marshal(n) {
			t.Fatalf("not read back: %v", wrong)
		}
		document.CheckContent(crm.TemplateEmail, crm.Content{Subject: "s", Doc: src}, nil)
		r, err := document.Email(crm.Content{Subject: "s", Doc: src}, crm.MergeValues{"contact.name": value, "owner.signature": value, "workspace.name": value}, document.Options{})
		if err == nil {
			harmless(t, r.HTML)
		}
	})
}

// harmless checks that an email's HTML has nothing but our own elements, and
// leads nowhere but to pages, mailboxes and phones.
func harmless(t *testing.T, html string) {
	t.Helper()
	_, html, _ = strings.Cut(html, "<body")
	for _, piece := range strings.Split(html, "<")[1:] {
		tag, _, closed := strings.Cut(piece, ">")
		name := strings.FieldsFunc(strings.TrimPrefix(tag, "/"), func(r rune) bool { return r == ' ' || r == '\n' })
		if !closed || len(name) == 0 || !slices.Contains([]string{"table", "tr", "td", "th", "p", "a", "br", "ul", "ol", "li", "div", "h1", "h2", "h3", "strong", "em", "u", "s", "span", "img", "body", "html", "!--[if", "![endif]--"}, name[0]) {
			t.Fatalf("<%s> came through", tag)
		}
		for _, bad := range []string{" onclick", " onload", " onerror", "javascript:", "expression("} {
			if name[0] != "a" && name[0] != "img" && strings.Contains(strings.ToLower(tag), bad) {
				t.Fatalf("<%s> came through", tag)
			}
		}
		if _, href, found := strings.Cut(tag, `href="`); found {
			scheme, _, _ := strings.Cut(strings.ToLower(href), ":")
			if !slices.Contains([]string{"http", "https", "mailto", "tel"}, scheme) {
				t.Fatalf("<%s> leads elsewhere", tag)
			}
		}
		if _, src, found := strings.Cut(tag, `src="`); found && !strings.HasPrefix(src, "cid:asset_") {
			t.Fatalf("<%s> asks for something", tag)
		}
	}
}
