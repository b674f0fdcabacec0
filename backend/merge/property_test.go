package merge_test

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"stepwise/backend/crm"
	"stepwise/backend/merge"
)

func asError(err error, e **crm.Error) bool { return errors.As(err, e) }

func TestAValueIsNeverExpanded(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		value := rapid.StringMatching(`[a-z ]{0,3}(\{\{ ?(contact\.email|today|value)( \| upper)? ?\}\}|\{%[A-Za-z. ]{1,9}%\}|[={}|%"']{1,4}|[șőé🙂])[a-z=]{1,3}`).Draw(t, "value")
		value = strings.TrimSpace(value)
		s := merge.Source{Contact: &crm.Contact{Name: value}, Workspace: crm.Workspace{Language: "ro"}}
		for _, src := range []string{"<{{contact.name}}>", `<{{contact.name | default: "x"}}>`, "<{{contact.name | trim}}>"} {
			out, err := merge.Text(src, merge.Values([]string{src}, s))
			if err != nil || out != "<"+value+">" {
				t.Fatalf("%s with %q: %q, %v", src, value, out, err)
			}
		}
	})
}

func TestEscapedValuesHoldNoMarkup(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		v := crm.MergeValues{"contact.name": rapid.String().Draw(t, "value")}
		out, err := merge.HTML("{{contact.name | upper}}", v)
		if err != nil || strings.ContainsAny(strings.ReplaceAll(out, "<br>", ""), `<>"'`) {
			t.Fatalf("%q, %v", out, err)
		}
	})
}

func TestWhatPassesTheCheckRenders(t *testing.T) {
	t.Parallel()
	pieces := []string{
		"Bună ", "{{contact.first_name", "{{card.value", "{{today", "{{card.valid_until", " | upper", " | round: 2", ` | money: "lei"`,
		` | date: "d MMMM"`, " | add_workdays: 3", " | default: 'x'", " | truncate: 3", " | url", "}}", "{{", "🙂", "\n", "{%", `"`,
	}
	rapid.Check(t, func(t *rapid.T) {
		src := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 12).Draw(t, "pieces"), "")
		if len(merge.Check(src, catalogue())) > 0 {
			return
		}
		s := merge.Source{Cat: catalogue(), Now: 1_800_000_000_000, Card: crm.Card{Fields: crm.Values{fieldValue: rapid.Float64().Draw(t, "number")}}}
		v := merge.Values([]string{src}, s)
		first, err := merge.Text(src, v)
		if err != nil {
			t.Fatalf("%q: %v", src, err)
		}
		if again, _ := merge.Text(src, v); again != first || !utf8.ValidString(first) {
			t.Fatalf("%q gave %q and %q", src, first, again)
		}
	})
}

func FuzzMerge(f *testing.F) {
	f.Add(`{{contact.first_name | default: "x"}} {%Person.Name?:"a"%}`, "Ana")
	f.Add(`{{card.value | money: "€" | upper}}{{today | date: "EEEE d" | url}}`, "=n5e300")
	f.Add(strings.Repeat("{{", 2000)+"}}", "=d2027-02-30")
	f.Add(strings.Repeat("a.", 500)+"{{a"+strings.Repeat(".a", 500)+"}}", "{{today}}")
	f.Add("{{(1..30000000)}}{%for%}{{ a | b: \"\xff\"}}", "\x00\r\n")
	f.Fuzz(func(t *testing.T, src, value string) {
		wrong := merge.Check(src, catalogue())
		converted, _ := merge.Convert(src, catalogue())
		if len(wrong) == 0 && len(merge.Check(converted, catalogue())) > 0 {
			t.Fatalf("converting broke %q: %q", src, converted)
		}
		v := merge.Values([]string{src}, merge.Source{Cat: catalogue(), Contact: &crm.Contact{Name: value}})
		for _, path := range merge.Paths(src) {
			if v[path] == "" {
				v[path] = value
			}
		}
		out, err := merge.Text(src, v)
		if len(out) > len(src)+merge.MaxMerged {
			t.Fatalf("%d bytes came out of %d", len(out), len(src))
		}
		if len(wrong) == 0 && err != nil {
			t.Fatalf("%q passed the check and failed: %v", src, err)
		}
		if line, _ := merge.Line(src, v); strings.ContainsAny(line, "\r\n\x00") {
			t.Fatalf("not one line: %q", line)
		}
	})
}

func BenchmarkText(b *testing.B) {
	src := `Bună {{contact.first_name | default: "client"}}, oferta {{card.offer}} de {{card.value | money: "lei"}} e valabilă până la {{card.valid_until | date: "d MMMM"}}.`
	v := merge.Values([]string{src}, source(b, "ro"))
	for b.Loop() {
		if _, err := merge.Text(src, v); err != nil {
			b.Fatal(err)
		}
	}
}
