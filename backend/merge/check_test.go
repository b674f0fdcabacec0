package merge_test

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/merge"
)

// said writes problems as "key arg arg", the way the tables below name them.
func said(wrong []crm.Phrase) []string {
	out := []string{}
	for _, w := range wrong {
		s := strings.TrimPrefix(w.Key, "merge.")
		for _, name := range []string{"filter", "field", "near", "text"} {
			if v, ok := w.Args[name]; ok {
				s += fmt.Sprintf(" %v", v)
			}
		}
		out = append(out, s)
	}
	return out
}

func TestEverythingWrongIsSaidAtOnce(t *testing.T) {
	t.Parallel()
	for src, want := range map[string][]string{
		"":                                    {},
		"{{card.valid_until}}":                {},
		"{{contact.frist_name}}":              {"unknown_field_near contact.frist_name contact.first_name"},
		"{{Contact.Email}}":                   {"unknown_field_near Contact.Email contact.email"},
		"{{person.first_name}}":               {"unknown_field_near person.first_name contact.first_name"},
		"{{card.nothing}} {{ card.nothing }}": {"unknown_field card.nothing"},
		"{{contact.țară}}":                    {"unknown_field contact.țară"},
		"{{a}} {{b.c | shout}}": {
			"unknown_field a", "unknown_field b.c"},
		"Dear {{contact.name":                                {"unclosed {{contact.name"},
		"{{ {{contact.name}} }}":                             {"unclosed {{ {{contact.name}} }}"},
		"{{contact.name | shout}}":                           {"unknown_filter shout contact.name"},
		"{{contact.name | upper | x | money}}":               {"unknown_filter x contact.name", "filter_type money contact.name"},
		`{{contact.name | date: "dd"}}`:                      {"filter_type date contact.name"},
		"{{card.value | add_days: 1}}":                       {"filter_type add_days card.value"},
		"{{card.value | money | round}}":                     {"filter_type round card.value"},
		`{{today | date: "qq"}}`:                             {"filter_argument date today"},
		`{{today | date: "dd 'x"}}`:                          {"filter_argument date today"},
		"{{today | date}}":                                   {"filter_argument date today"},
		"{{today | date: 5}}":                                {"filter_argument date today"},
		"{{today | add_days: 1.5}}":                          {"filter_argument add_days today"},
		"{{today | add_workdays: 99999}}":                    {"filter_argument add_workdays today"},
		"{{card.value | round: 11}}":                         {"filter_argument round card.value"},
		"{{card.value | money: 3}}":                          {"filter_argument money card.value"},
		"{{contact.name | upper: 3}}":                        {"filter_no_argument upper contact.name"},
		"{{contact.name | default}}":                         {"filter_argument default contact.name"},
		"{{}} {{ | upper}} {{a..b}}":                         {"bad_field {{}}", "bad_field {{ | upper}}", "bad_field {{a..b}}"},
		`{{contact.name | default: "x}}`:                     {`bad_field {{contact.name | default: "x}}`},
		"{{contact.name upper}}":                             {"bad_field {{contact.name upper}}"},
		"{{- contact.name -}}":                               {"bad_field {{- contact.name -}}"},
		"{{contact.name" + strings.Repeat("|trim", 9) + "}}": {"bad_field {{contact.name|trim|trim|trim|trim|trim|trim|trim|trim|trim}…"},
		"{{client.name}} {{Person.FirstName}}":               {"unknown_field_near client.name contact.name", "unknown_field_near Person.FirstName contact.first_name"},
		"{{owner}} {{company.phone_number}}":                 {"unknown_field_near owner owner.name", "unknown_field_near company.phone_number company.phone"},
		"Bună {%Person.FirstName, ziua":                      {"foreign_field_near contact.first_name {%Person.FirstName"},
		"{%Person.FirstNam%} {% person.x":                    {"foreign_field_near contact.first_name {%Person.FirstNam%}", "foreign_field {% person.x"},
		"{%{{contact.name}}%} {%{%x%}%}":                     {"foreign_field {%{{", "foreign_field {%{%"},
		"{%…%} {% today's %} 5{%":                            {"foreign_field_near today {% today"},
		"{%Project.Nothing%} {% if a %}":                     {"foreign_field {%Project.Nothing%}"},
		"\xff":                                               {"not_text"},
		strings.Repeat("a", crm.MaxBody):                     {},
		strings.Repeat("a", crm.MaxBody+1):                   {"body_too_big"},
		strings.Repeat("{{today}}", 500):                     {},
		strings.Repeat("{{today}}", 501):                     {"too_many_fields"},
	} {
		if got := said(merge.Check(src, catalogue())); !slices.Equal(got, want) {
			t.Errorf("%.60s: %q, want %q", src, got, want)
		}
	}
}

func TestWhatTheCheckRefusesIsNeverRendered(t *testing.T) {
	t.Parallel()
	for _, src := range []string{"{{contact.name", "{{.Delete}}", "{{a b}}"} {
		if out, err := merge.Text(src, crm.MergeValues{}); crm.CodeOf(err) != crm.CodeInvalid || out != "" {
			t.Errorf("%s: %q, %v", src, out, err)
		}
	}
	if _, err := merge.Text("{{contact.name | shout}}", crm.MergeValues{"contact.name": "Ana"}); crm.CodeOf(err) != crm.CodeInvalid {
		t.Errorf("an unknown filter: %v", err)
	}
}

func TestFieldsNameTheProductsOwn(t *testing.T) {
	t.Parallel()
	cat := catalogue()
	cat.Fields = append(cat.Fields, crm.Field{ID: 9, Name: "Nume", Slug: "name", Type: crm.FieldNumber})
	byPath := map[string]merge.Field{}
	for _, f := range merge.Fields(cat) {
		if _, twice := byPath[f.Path]; twice {
			t.Errorf("%s is there twice", f.Path)
		}
		byPath[f.Path] = f
	}
	until := byPath["card.valid_until"]
	if until.Label.Key != "merge.field.custom" || until.Label.Args["name"] != "Valabilă până la" || until.Type != merge.TypeDate || until.Group != "card" {
		t.Errorf("card.valid_until: %+v", until)
	}
	if byPath["card.name"].Label.Key != "merge.field.custom" || byPath["card.name"].Type != merge.TypeNumber {
		t.Error("a field that was there before a built-in one keeps its name")
	}
	if byPath["today"].Group != "today" || byPath["card.source"].Sample != "Târg" {
		t.Error("today is a group of its own, choices show one of theirs")
	}
	if price := byPath["card.price"]; price.Type != merge.TypeMoney || price.Sample != "1250 EUR" || byPath["card.rooms"].Sample != "Baie" {
		t.Errorf("card.price: %+v", price)
	}
	if byPath["card.contract"].Type != merge.TypeText {
		t.Error("a file is written as its name")
	}
	if !merge.ReservedSlug("name") || !merge.ReservedSlug("days_in_status") || merge.ReservedSlug("valid_until") {
		t.Error("a slug that is a built-in field is reserved")
	}
	if len(merge.Fields(nil)) == 0 {
		t.Error("without a product there are still the built-in fields")
	}
}

func TestEveryFieldAndGroupHasWordsInEveryLanguage(t *testing.T) {
	t.Parallel()
	for _, language := range []string{"en", "ro", "hu"} {
		b, err := os.ReadFile("../../frontend/src/locales/" + language + "/merge.json")
		if err != nil {
			t.Fatal(err)
		}
		var words map[string]string
		if err := json.Unmarshal(b, &words); err != nil {
			t.Fatal(err)
		}
		for _, f := range merge.Fields(catalogue()) {
			for _, key := range []string{strings.TrimPrefix(f.Label.Key, "merge."), "group." + f.Group} {
				if words[key] == "" {
					t.Errorf("%s: no words for %s", language, key)
				}
			}
		}
	}
}
