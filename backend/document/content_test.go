package document_test

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/document"
)

func said(p crm.Problems) []string {
	out := []string{}
	for _, x := range p {
		s := x.Path + " " + x.Key
		if link, ok := x.Args["link"]; ok {
			s += fmt.Sprintf(" %v", link)
		}
		out = append(out, s)
	}
	return out
}

func TestContentIsCheckedAllAtOnce(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("ș", 251)
	for _, c := range []struct {
		name    string
		kind    crm.TemplateKind
		content crm.Content
		want    []string
	}{
		{"a good email", crm.TemplateEmail, crm.Content{Subject: "Bună, {{contact.first_name}} 👨‍👩‍👧", Body: "Data: 12.05, file: nu, javascript nu"}, []string{}},
		{"an empty email", crm.TemplateEmail, crm.Content{Subject: " \u200b", Body: "\n\u00a0\u2060\n"}, []string{"subject document.no_subject", "body document.no_body"}},
		{"everything wrong", crm.TemplateEmail, crm.Content{Subject: "a\nb {{x}}", Body: "a\x00 {{y}} javascript:z"},
			[]string{"subject document.one_line", "subject merge.unknown_field", "body document.control", "body merge.unknown_field", "body document.link javascript:"}},
		{"a long subject", crm.TemplateEmail, crm.Content{Subject: long, Body: "b"}, []string{"subject document.subject_too_long"}},
		{"a subject of 250", crm.TemplateEmail, crm.Content{Subject: long[2:], Body: "b"}, []string{}},
		{"a subject with a line separator", crm.TemplateEmail, crm.Content{Subject: "a\u2028b", Body: "b"}, []string{"subject document.one_line"}},
		{"a good SMS", crm.TemplateSMS, crm.Content{Subject: "{{never shown", Body: "Bună!"}, []string{}},
		{"an empty SMS", crm.TemplateSMS, crm.Content{}, []string{"body document.no_body"}},
		{"an SMS of 10 parts", crm.TemplateSMS, crm.Content{Body: strings.Repeat("a", 1530) + "{{contact.name}}"}, []string{}},
		{"an SMS of 11 parts", crm.TemplateSMS, crm.Content{Body: strings.Repeat("a", 1531)}, []string{"body document.sms_too_long"}},
		{"an SMS of 11 parts with diacritics", crm.TemplateSMS, crm.Content{Body: strings.Repeat("ș", 671)}, []string{"body document.sms_too_long"}},
		{"the same without diacritics", crm.TemplateSMS, crm.Content{Body: strings.Repeat("ș", 671), Simplify: true}, []string{}},
		{"a good task", crm.TemplateTask, crm.Content{Subject: "Sună {{contact.name}}", TaskType: "call", DueDays: 2}, []string{}},
		{"a bad task", crm.TemplateTask, crm.Content{Body: "{{contact.name", TaskType: "dance", DueDays: -1},
			[]string{"subject document.no_subject", "body merge.unclosed", "taskType document.task_type", "dueDays document.due_days"}},
		{"an unknown kind", "fax", crm.Content{}, []string{"kind document.kind"}},
	} {
		if got := said(document.CheckContent(c.kind, c.content, &crm.Catalogue{})); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestAnSMSIsSimplifiedWhenAsked(t *testing.T) {
	t.Parallel()
	v := crm.MergeValues{"contact.first_name": "Ștefan Őry"}
	for simplify, want := range map[bool]string{true: "Buna, Stefan Öry", false: "Bună, Ștefan Őry"} {
		got, err := document.SMS(crm.Content{Body: "\nBună, {{contact.first_name}} \r\n", Simplify: simplify}, v)
		if err != nil || got != want {
			t.Errorf("%q, %v, want %q", got, err, want)
		}
	}
}

func TestATaskHasATitleAndANote(t *testing.T) {
	t.Parallel()
	v := crm.MergeValues{"contact.name": "Ana\nPop", "card.note": ""}
	title, note, err := document.Task(crm.Content{Subject: "Sună: {{contact.name}}", Body: "{{contact.name}}\n{{card.note}}"}, v)
	if err != nil || title != "Sună: Ana Pop" || note != "Ana\nPop" {
		t.Errorf("%q, %q, %v", title, note, err)
	}
}

func TestWhatCannotBeRenderedHasAReason(t *testing.T) {
	t.Parallel()
	v := crm.MergeValues{"card.note": "", "card.big": strings.Repeat("a", 1<<20)}
	for _, c := range []struct {
		kind    crm.TemplateKind
		content crm.Content
		want    crm.Reason
	}{
		{crm.TemplateEmail, crm.Content{Subject: "{{card.note}}", Body: "b"}, crm.ReasonEmptyText},
		{crm.TemplateEmail, crm.Content{Subject: "s", Body: "{{card.note}}"}, crm.ReasonEmptyText},
		{crm.TemplateEmail, crm.Content{Subject: "s", Body: "{{card.big}}"}, crm.ReasonTemplateBroken},
		{crm.TemplateEmail, crm.Content{Subject: "{{gone}}", Body: "b"}, crm.ReasonTemplateBroken},
		{crm.TemplateSMS, crm.Content{Body: " {{card.note}}"}, crm.ReasonEmptyText},
		{crm.TemplateSMS, crm.Content{Body: "{{card.big}}"}, crm.ReasonSMSTooLong},
		{crm.TemplateSMS, crm.Content{Body: "{{gone}}"}, crm.ReasonTemplateBroken},
		{crm.TemplateTask, crm.Content{Subject: "{{card.note}}"}, crm.ReasonEmptyText},
		{crm.TemplateTask, crm.Content{Subject: "t", Body: "{{gone}}"}, crm.ReasonTemplateBroken},
	} {
		var err error
		switch c.kind {
		case crm.TemplateEmail:
			_, err = document.Email(c.content, v, document.Options{})
		case crm.TemplateSMS:
			_, err = document.SMS(c.content, v)
		default:
			_, _, err = document.Task(c.content, v)
		}
		if got := document.ReasonFor(c.kind, err); err == nil || got != c.want {
			t.Errorf("%s %.30s: %s (%v), want %s", c.kind, c.content.Subject+c.content.Body, got, err, c.want)
		}
	}
	if document.ReasonFor(crm.TemplateEmail, burning()) != crm.ReasonInternal {
		t.Error("an error that isn't ours is internal")
	}
}

func burning() error { return fmt.Errorf("disk on fire") }

func TestMissingFieldsOfSubjectAndBodyAreNamedOnce(t *testing.T) {
	t.Parallel()
	c := crm.Content{Subject: "{{a.b}} {{c.d}}", Body: `{{c.d}} {{e.f}} {{g.h | default: "x"}} {{i.j}}`}
	v := crm.MergeValues{"i.j": "=n5"}
	if got := document.Missing(crm.TemplateEmail, c, v); !slices.Equal(got, []string{"a.b", "c.d", "e.f"}) {
		t.Error(got)
	}
	if got := document.Missing(crm.TemplateSMS, c, v); !slices.Equal(got, []string{"c.d", "e.f"}) {
		t.Error(got)
	}
}

//go:embed testdata/bad_inputs.jsonl
var badInputs []byte

const nasty = `<script>x</script><p onload=x><iframe></iframe><svg onload=x><math><base href=x><meta http-equiv=refresh><form><object><style>@import url(http://a.ro/x.css)</style><b style="background:url(http://127.0.0.1:80/)">`

// badCases has one check per case of testdata/bad_inputs.jsonl.
var badCases = map[string]func(t *testing.T){
	"EM02": func(t *testing.T) {
		v := crm.MergeValues{"contact.name": "Ion\r\nBcc: victim@x.ro"}
		r, err := document.Email(crm.Content{Subject: "Pentru {{contact.name}}", Body: "b"}, v, document.Options{})
		if err != nil || r.Subject != "Pentru Ion Bcc: victim@x.ro" {
			t.Errorf("%q, %v", r.Subject, err)
		}
	},
	"TM10": func(t *testing.T) {
		p := document.CheckContent(crm.TemplateEmail, crm.Content{Subject: "s", Body: strings.Repeat("a", 5<<20)}, nil)
		if got := said(p); !slices.Equal(got, []string{"body merge.body_too_big"}) {
			t.Error(got)
		}
	},
	"TM16": func(t *testing.T) {
		for text, want := range map[string]string{
			"javascript:alert(1)": "javascript:", "x JavaScript : y": "javascript:", "vbscript:x": "vbscript:",
			"data:text/html;base64,PGI+": "data:", "data:,x": "data:", "(file:///etc/passwd)": "file:", `file:\\host\x`: "file:",
			`<a href="javascript:{{contact.name}}">`: "javascript:",
		} {
			for _, kind := range []crm.TemplateKind{crm.TemplateEmail, crm.TemplateSMS} {
				p := document.CheckContent(kind, crm.Content{Subject: "s", Body: text}, nil)
				if got := said(p); !slices.Equal(got, []string{"body document.link " + want}) {
					t.Errorf("%s: %q", text, got)
				}
			}
		}
	},
	"HT02": func(t *testing.T) {
		noMarkup(t, letter(t, nasty, nil))
		harmless(t, documentOf(t, para(text(nasty)), crm.MergeValues{}))
	},
	"HT03": func(t *testing.T) {
		v := crm.MergeValues{"card.note": nasty}
		noMarkup(t, letter(t, "{{card.note}}", v))
		harmless(t, documentOf(t, para(text("{{card.note}}"))+`,{"type":"image","attrs":{"asset":"asset_1","alt":"{{card.note}}"}}`, v))
	},
	"HT06": func(t *testing.T) {
		for _, value := range []string{"javascript:alert(1)", "JAVASCRIPT://a.ro", `https://a.ro" onclick="x`, "data:text/html,x", "file:///x"} {
			got := letter(t, "Site: {{company.site}}", crm.MergeValues{"company.site": value})
			if noMarkup(t, got); strings.Contains(got, `href="`) && !strings.Contains(got, `href="https://a.ro"`) {
				t.Errorf("%q is a link: %s", value, got)
			}
			link := `{"type":"button","attrs":{"label":"Go","href":"{{company.site}}"}},` + para(`{"type":"text","text":"x","marks":[{"type":"link","attrs":{"href":"{{company.site}}"}}]}`)
			in := documentOf(t, link, crm.MergeValues{"company.site": value})
			if harmless(t, in); strings.Contains(in, "href=") {
				t.Errorf("%q is a link in a document: %s", value, in)
			}
		}
	},
}

// documentOf is the HTML of an email of these blocks.
func documentOf(t *testing.T, blocks string, v crm.MergeValues) string {
	t.Helper()
	r, err := document.Email(crm.Content{Subject: "S", Doc: doc(blocks)}, v, document.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return r.HTML
}

// noMarkup checks that only our own elements are there.
func noMarkup(t *testing.T, html string) {
	t.Helper()
	for rest := html; ; {
		_, after, found := strings.Cut(rest, "<")
		if !found {
			return
		}
		tag, _, _ := strings.Cut(after, ">")
		if !slices.ContainsFunc([]string{`p class="text" style="`, "/p", "br", `a href="http`, "/a"}, func(ours string) bool { return strings.HasPrefix(tag, ours) }) {
			t.Errorf("<%s> came through", tag)
		}
		rest = after
	}
}

func TestBadInputsGetTheirAnswer(t *testing.T) {
	t.Parallel()
	for line := range bytes.Lines(badInputs) {
		var c struct{ ID, Input, Expect string }
		if err := json.Unmarshal(line, &c); err != nil {
			t.Fatal(err)
		}
		t.Run(c.ID+" "+c.Input, func(t *testing.T) {
			t.Parallel()
			check, ok := badCases[c.ID]
			if !ok {
				t.Fatalf("no check: %s", c.Expect)
			}
			check(t)
		})
	}
}

func FuzzEmail(f *testing.F) {
	f.Add("Bună https://a.ro/{{contact.name}} <b>", "javascript:x@y.ro")
	f.Add("{{contact.name}}\n\n"+nasty, nasty)
	f.Add("mailto:{{contact.name}} www.a.ro/\"'><i>", "a@b.ro?x=\"><script>")
	f.Fuzz(func(t *testing.T, body, value string) {
		r, err := document.Email(crm.Content{Subject: "s {{contact.name}}", Body: body}, crm.MergeValues{"contact.name": value}, document.Options{})
		if err != nil {
			return
		}
		if strings.ContainsAny(r.Subject, "\r\n") {
			t.Fatalf("subject %q", r.Subject)
		}
		_, inner, _ := strings.Cut(r.HTML, `class="inner"`)
		_, inner, _ = strings.Cut(inner, ">\n")
		inner, _, _ = strings.Cut(inner, "</td>")
		for _, link := range strings.Split(inner, `href="`)[1:] {
			lower := strings.ToLower(link)
			if !strings.HasPrefix(lower, "http://") && !strings.HasPrefix(lower, "https://") && !strings.HasPrefix(lower, "mailto:") && !strings.HasPrefix(lower, "tel:") {
				t.Fatalf("a link to %q", link)
			}
		}
		if strings.Contains(strings.ToLower(inner), "<script") || strings.Contains(inner, "<i>") {
			t.Fatalf("markup came through: %q", inner)
		}
	})
}
