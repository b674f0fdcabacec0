package pack_test

import (
	"fmt"
	"strings"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/pack"
)

// said are the problems as "line key", the key of what is wrong on the line.
func said(bad crm.Problems) []string {
	out := []string{}
	for _, p := range bad {
		if wrong, ok := p.Args["wrong"].(crm.Phrase); ok {
			out = append(out, fmt.Sprint(p.Args["line"], " ", wrong.Key))
			continue
		}
		out = append(out, strings.TrimSpace(fmt.Sprint(p.Args["line"], " ", p.Key)))
	}
	return out
}

func TestEverythingWrongWithAFileIsSaidAtOnceWithItsLine(t *testing.T) {
	t.Parallel()
	const file = `stepwise: 1
fields:
  - {name: 2026, variable: Bad Name, type: text}
  - {name: VIP, variable: vip, type: bool}
filters:
  - name: Offers
    all:
      - {subject: status, field: VIP, op: is, values: [Won]}
      - {field: VIP, op: is, values: [yes, true]}
  - name: Offers
    all: nothing
templates:
  - {name: Hello, kind: email, letter: a, body: b}
automations:
  - name: Follow-up
    filter: Ofers
    colour: red
    steps:
      - {do: email_client, delay: 3days, template: Helo, disabled: no}
      - {do: sms_client, lateness: 0x10, do: pdf}
      - {delay: 1 day, days: [mon], from: 09:00}
`
	_, bad := pack.Read([]byte(file))
	got := strings.Join(said(bad), "\n")
	const want = `3 packs.want_text
3 packs.bad_variable
4 packs.bad_word
8 packs.subject_or_field
9 packs.want_text
10 packs.same_name
11 packs.want_list
13 packs.one_text
16 packs.unknown_filter
17 packs.unknown_key
19 packs.want_yes
19 packs.bad_delay
19 packs.unknown_template
20 packs.twice
20 packs.want_number
21 packs.missing_key
21 packs.bad_word`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestWhatIsNoPackIsRefused(t *testing.T) {
	t.Parallel()
	deep := "stepwise: 1\nfilters: " + strings.Repeat("[", 200) + strings.Repeat("]", 200)
	laughs := "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\nstepwise: 1\n"
	for _, tc := range []struct{ name, file, want string }{
		{"nothing", "", "packs.not_pack"},
		{"a text", "hello", "packs.not_pack"},
		{"another YAML", "version: 3\nservices: {}\n", "packs.not_pack"},
		{"a newer one", "stepwise: 7\nmagic: true\n", "packs.newer"},
		{"two documents", "stepwise: 1\n---\nstepwise: 1\n", "packs.not_pack"},
		{"no YAML", "stepwise: 1\n\tfields: [", "packs.not_yaml"},
		{"bytes", "stepwise: 1\xff\xfe", "packs.not_text"},
		{"too deep", deep, "packs.too_deep"},
		{"laughing aliases", laughs, "packs.alias"},
		{"too big", "stepwise: 1\n#" + strings.Repeat("x", pack.MaxSize), "packs.too_big"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			p, bad := pack.Read([]byte(tc.file))
			if p != nil || len(bad) != 1 || bad[0].Key != tc.want {
				t.Errorf("got %v, want %s", bad, tc.want)
			}
		})
	}
}

// What YAML readers take for something else stays the text that it was.
func TestTextsThatLookLikeSomethingElseStayTexts(t *testing.T) {
	t.Parallel()
	for _, name := range []string{
		"no", "NO", "yes", "on", "null", "~", "true", "1", "1_000", "010", "0x1f", "1e3", ".inf", "2026-11-26", "12:30:00", "- a", "a: b", "a #b",
		"#a", "&a", "*a", "!a", "%a", "@a", "`a", "{a}", "[a]", "'a'", `"a"`, `a\nb`, "a\tb", " a", "a ", "ș ț ő ű", "😀 👨‍👩‍👧", "a\u00a0b", "a\u2028b", "|", ">", "=",
		"<<", "---", "...", "?", ":", "a:", "Ünnep", "\u200bx", "a\nb", "a\n", "a\n\nb\n\n", "\na", " a\nb", "a \nb", "a\r\nb", "\u0001",
	} {
		p := &pack.Pack{Tags: []string{name}, Filters: []pack.Filter{{Name: name, Tree: pack.Group{Conditions: []pack.Condition{{Subject: "name", Op: "contains", Values: []string{name}}}}}},
			Templates: []pack.Template{{Name: "T", Kind: crm.TemplateSMS, Content: crm.Content{Body: name}}}}
		again, bad := pack.Read(p.Write())
		if len(bad) > 0 {
			t.Errorf("%q: %v\n%s", name, said(bad), p.Write())
			continue
		}
		if got := again.Filters[0].Name; got != name || again.Tags[0] != name || again.Filters[0].Tree.Conditions[0].Values[0] != name || again.Templates[0].Content.Body != name {
			t.Errorf("%q became %q:\n%s", name, got, p.Write())
		}
	}
}

// Any bytes are read without harm, and what is a pack is written and read again
// as it is.
func FuzzRead(f *testing.F) {
	f.Add([]byte("stepwise: 1\nautomations:\n  - {name: A, filter: B, steps: [{do: pdf, delay: 1 day}]}\nfilters:\n  - {name: B, all: [{subject: status, op: is, values: [\"no\"]}]}\n"))
	f.Add([]byte("stepwise: 1\ntemplates:\n  - {name: T, kind: email, subject: s, letter: \"# a\\n\\n- b\\n\"}\n"))
	f.Add([]byte("stepwise: 1\ntemplates:\n  - name: T\n    kind: pdf\n    document: {type: doc, content: [{type: image, attrs: {asset: a.png}}]}\nfiles:\n  - {name: a.png, base64: aGVsbG8=}\n"))
	f.Add([]byte("stepwise: 1\nforms:\n  - {name: A, fields: [{fills: contact.email, required: true}, {field: S, hidden: true, value: \"no\"}], guard: {links: -1}, thanks: {text: a}}\n"))
	f.Fuzz(func(t *testing.T, content []byte) {
		p, bad := pack.Read(content)
		if len(bad) > 0 {
			return
		}
		written := p.Write()
		again, bad := pack.Read(written)
		if len(bad) > 0 {
			t.Fatalf("%v\n%s", bad.Err(), written)
		}
		if string(again.Write()) != string(written) {
			t.Fatalf("changes:\n%s\n---\n%s", written, again.Write())
		}
	})
}
