package merge_test

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/merge"
)

//go:embed testdata/bad_inputs.jsonl
var badInputs []byte

// badCases has one check per case of testdata/bad_inputs.jsonl.
var badCases = map[string]func(t *testing.T){
	"TM01": func(t *testing.T) {
		refused(t, "{{unknown}}", "unknown_field unknown")
	},
	"TM02": func(t *testing.T) {
		src := `{{card.offer | default: "x"}}`
		s := source(t, "ro")
		s.Cat.Fields = slices.DeleteFunc(s.Cat.Fields, func(f crm.Field) bool { return f.Slug == "offer" })
		var e *crm.Error
		out, err := merge.Text(src, merge.Values([]string{src}, s))
		if out != "" || !asError(err, &e) || e.Key != merge.KeyGone || e.Args["field"] != "card.offer" {
			t.Errorf("a field that is gone: %q, %v", out, err)
		}
	},
	"TM04": func(t *testing.T) {
		refused(t, "{{.Delete}}", "bad_field {{.Delete}}")
		refused(t, "{{call .X}}", "bad_field {{call .X}}")
		refused(t, `{{printf "%1000000d" 1}}`, `bad_field {{printf "%1000000d" 1}}`)
	},
	"TM05": func(t *testing.T) {
		refused(t, "{{range 20000000}}{{end}}", "bad_field {{range 20000000}}", "unknown_field end")
		refused(t, "{{(1..100000000) | join: ','}}", "bad_field {{(1..100000000) | join: ','}}")
		loop := "{% for i in (1..3000000) %}x{% endfor %}"
		if got := merged(t, loop, "ro"); got != loop {
			t.Errorf("a loop is plain text: %q", got)
		}
	},
	"TM07": func(t *testing.T) {
		s := source(t, "ro")
		s.Contact.FirstName = `{{contact.email}} {%Person.Email%} {% if x %}`
		if got := mergedFrom(t, `{{contact.first_name}} {{contact.first_name | default: "x"}}`, s); got != s.Contact.FirstName+" "+s.Contact.FirstName {
			t.Errorf("a value was expanded: %q", got)
		}
	},
	"TM08": func(t *testing.T) {
		src := "${7*7} #{7*7} <%= 7*7 %> {%…%} {% if x %}"
		if got := merged(t, src, "ro"); got != src || len(merge.Check(src, catalogue())) > 0 {
			t.Errorf("%q, %v", got, merge.Check(src, catalogue()))
		}
	},
	"TM10": func(t *testing.T) {
		refused(t, strings.Repeat("a", 5<<20), "body_too_big")
		refused(t, strings.Repeat("{{today}}", 10_000), "too_many_fields")
		line := strings.Repeat("ș", 200_000)
		if got := merged(t, line, "ro"); got != line {
			t.Error("a long line comes out whole")
		}
	},
	"TM11": func(t *testing.T) {
		for _, src := range []string{"{{card.offer}}", "{{card.offer | upper}}", "{{card.offer | truncate: 3}}"} {
			s := source(t, "ro")
			s.Card.Fields[fieldOffer] = strings.Repeat("a", 1<<20)
			var e *crm.Error
			if out, err := merge.Text(src, merge.Values([]string{src}, s)); out != "" || !asError(err, &e) || e.Key != merge.KeyTooLong {
				t.Errorf("%s: %d bytes, %v", src, len(out), err)
			}
		}
	},
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

func refused(t *testing.T, src string, want ...string) {
	t.Helper()
	if got := said(merge.Check(src, catalogue())); !slices.Equal(got, want) {
		t.Errorf("%.60s: %q, want %q", src, got, want)
	}
}
