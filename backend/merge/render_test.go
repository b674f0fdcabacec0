package merge_test

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/merge"
)

func TestFieldsAreFilledIn(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ src, ro, hu, en string }{
		{src: "Bună, {{contact.first_name}}! 🙂", ro: "Bună, Ștefan! 🙂"},
		{src: "{{ contact.name }} <{{contact.email}}> {{contact.phone}}", ro: "Ștefan Őry <stefan@școala.ro> +40712345678"},
		{src: "{{company.name}}/{{workspace.name}}", ro: "Popescu SRL/Mobilă & Fiii"},
		{src: "{{card.name}}: {{card.status}} ({{card.source}})", ro: "Bucătărie Popescu: Ofertă trimisă (Târg)"},
		{src: "{{owner.name}}, {{owner.email}}, {{owner.phone}}", ro: "Ioana Radu, ioana@exemplu.ro, +40722000111"},
		{src: "{{card.signed}}", ro: "Nu", hu: "Nem", en: "No"},
		{src: "{{card.valid_until}}", ro: "09.04.2027", hu: "2027. 04. 09.", en: "9 Apr 2027"},
		{src: "{{card.created}}", ro: "27.03.2027 00:30", hu: "2027. 03. 27. 00:30", en: "27 Mar 2027 00:30"},
		{src: "{{today}}", ro: "27.03.2027", hu: "2027. 03. 27.", en: "27 Mar 2027"},
		{src: "{{card.value}}", ro: "12345,5", hu: "12345,5", en: "12345.5"},
		{src: `{{card.value | money}}`, ro: "12.345,50", hu: "12 345,50", en: "12,345.50"},
		{src: `{{card.value | money: "lei"}}`, ro: "12.345,50 lei", hu: "12 345,50 lei", en: "12,345.50 lei"},
		{src: `{{card.value | money: "€"}}`, ro: "12.345,50 €", hu: "12 345,50 €", en: "€12,345.50"},
		{src: `{{card.value | money: "Ft"}}`, ro: "12.346 Ft", hu: "12 346 Ft", en: "12,346 Ft"},
		{src: `{{card.value | minus: 20000 | money: "€"}}`, ro: "-7.654,50 €", hu: "-7 654,50 €", en: "-€7,654.50"},
		{src: `{{card.value | times: 1.19 | round: 2}}`, ro: "14691,15", hu: "14691,15", en: "14691.15"},
		{src: `{{card.value | round}} {{card.value | round: 2}}`, ro: "12346 12345,50", hu: "12346 12345,50", en: "12346 12345.50"},
		{src: `{{card.value | plus: 0.5}}`, ro: "12346"},
		{src: `{{contact.name | upper}} {{contact.name | lower}}`, ro: "ȘTEFAN ŐRY ștefan őry"},
		{src: `{{contact.name | lower | capitalize}}`, ro: "Ștefan őry"},
		{src: `{{card.name | truncate: 9}}|{{card.name | truncate: 50}}`, ro: "Bucătărie...|Bucătărie Popescu"},
		{src: `https://x.ro/?n={{contact.name | url}}`, ro: "https://x.ro/?n=%C8%98tefan%20%C5%90ry"},
		{src: `{{card.valid_until | date: "EEEE, d MMMM yyyy"}}`, ro: "vineri, 9 aprilie 2027", hu: "péntek, 9 április 2027", en: "Friday, 9 April 2027"},
		{src: `{{card.valid_until | date: "EEE d. MMM yy"}}`, ro: "vin. 9. apr. 27", hu: "P 9. ápr. 27", en: "Fri 9. Apr 27"},
		{src: `{{card.created | date: "H:mm 'ora' dd.M"}}`, ro: "0:30 ora 27.3"},
		{src: "{{card.price}}", ro: "-1.234,50 EUR", hu: "-1 234,50 EUR", en: "-1,234.50 EUR"},
		{src: `{{card.price | times: -2}}`, ro: "2.469,00 EUR", hu: "2 469,00 EUR", en: "2,469.00 EUR"},
		{src: `{{card.price | money}} {{card.price | money: "€"}}`, ro: "-1.234,50 EUR -1.234,50 €", hu: "-1 234,50 EUR -1 234,50 €", en: "-1,234.50 EUR -€1,234.50"},
		{src: "{{card.meeting}}", ro: "28.03.2027 13:30", hu: "2027. 03. 28. 13:30", en: "28 Mar 2027 13:30"},
		{src: `{{card.meeting | date: "EEEE, H:mm"}}`, ro: "duminică, 13:30", hu: "vasárnap, 13:30", en: "Sunday, 13:30"},
		{src: "{{card.rooms}}", ro: "Baie, Hol"},
		{src: "{{card.notes}}", ro: "a\nb"},
		{src: `{{today | add_days: -27}}`, ro: "28.02.2027", hu: "2027. 02. 28.", en: "28 Feb 2027"},
		{src: `{{today | add_workdays: 1 | date: "EEEE dd.MM"}}`, ro: "luni 29.03", hu: "hétfő 29.03", en: "Monday 29.03"},
		{src: `{{card.offer | default: "nouă"}} {{ card.offer|upcase }}`, ro: "B-17 B-17"},
		{src: "{{card.id}} {{card.days_in_status}} {{card.hours_in_status | plus: 1}} {{card.owner}}", ro: "417 4 77 Ioana Radu"},
		{src: `{{card.modified | date: "HH:mm"}} {{card.tags}} {{card.contract}}`, ro: "00:30 VIP, Brașov contract semnat.pdf"},
		{src: "{{card.link}}", ro: "https://crm.firma.ro/#/p/prod_1/cards/card_d1"},
		{src: "{{company.address}} {{company.website}} {{company.tags}} {{contact.tags | default: \"-\"}}", ro: "Calea Victoriei 1 https://popescu.ro Nou -"},
		{src: "{{workspace.address}} {{workspace.phone}} {{workspace.email}}", ro: "Str. Lungă 5\nBrașov 0268 111 222 office@firma.ro"},
		{src: "{{workspace.website}} {{workspace.review_link}}", ro: "https://firma.ro https://firma.ro/pareri"},
		{src: "nothing to fill in }} { { {%", ro: "nothing to fill in }} { { {%"},
	} {
		for language, want := range map[string]string{"ro": c.ro, "hu": c.hu, "en": c.en} {
			if want == "" {
				want = c.ro
			}
			if got := merged(t, c.src, language); got != want {
				t.Errorf("%s in %s: %q, want %q", c.src, language, got, want)
			}
			if wrong := merge.Check(c.src, catalogue()); len(wrong) > 0 {
				t.Errorf("%s does not pass its own check: %v", c.src, wrong)
			}
		}
	}
}

func TestAFieldWithoutAValueUsesItsDefaultOrIsMissing(t *testing.T) {
	t.Parallel()
	s := source(t, "ro")
	s.Contact = &crm.Contact{FirstName: " \t"}
	s.Company, s.Owner, s.Card.Fields = nil, nil, nil
	for _, c := range []struct {
		src, want string
		missing   []string
	}{
		{src: `{{contact.first_name | default: "cititorule"}}`, want: "cititorule"},
		{src: `{{contact.first_name | upper | default: 'cititorule'}}`, want: "cititorule"},
		{src: `{{contact.first_name | default: "cititorule" | upper}}`, want: "CITITORULE"},
		{src: `{{card.value | default: 5 | money: "lei"}}`, want: "5,00 lei"},
		{src: `{{card.value | round: 2 | default: "la cerere"}}`, want: "la cerere"},
		{src: `{{card.valid_until | date: "dd.MM" | default: "curând"}}`, want: "curând"},
		{src: `{{card.valid_until | add_days: 3 | default: ""}}`, want: ""},
		{src: `{{contact.first_name}}-{{owner.name}}-{{contact.first_name}}`, want: "--", missing: []string{"contact.first_name", "owner.name"}},
		{src: `{{card.signed}}{{card.source | upper}}{{company.name}}`, missing: []string{"card.signed", "card.source", "company.name"}},
	} {
		v := merge.Values([]string{c.src}, s)
		if got := merge.Missing(c.src, v); !slices.Equal(got, c.missing) {
			t.Errorf("%s misses %v, want %v", c.src, got, c.missing)
		}
		if got, err := merge.Text(c.src, v); err != nil || got != c.want {
			t.Errorf("%s: %q, %v, want %q", c.src, got, err, c.want)
		}
	}
}

func TestACompanyThatIsTheRecipientIsAlsoTheCompany(t *testing.T) {
	t.Parallel()
	s := source(t, "ro")
	s.Contact, s.Company = &crm.Contact{Kind: crm.ContactCompany, Name: "Zorile SA"}, nil
	if got := mergedFrom(t, "{{company.name}}|{{contact.name}}", s); got != "Zorile SA|Zorile SA" {
		t.Error(got)
	}
}

func TestHolidaysAreFrozenWithTheValues(t *testing.T) {
	t.Parallel()
	src := `{{today | add_workdays: 2 | date: "EEEE dd.MM"}}`
	s := source(t, "ro")
	s.Holiday = func(d crm.Date) bool { return d == "2027-03-29" || d == "2027-03-30" || d == "2028-01-01" }
	v := merge.Values([]string{src}, s)
	if got, err := merge.Text(src, v); err != nil || got != "joi 01.04" {
		t.Errorf("%q, %v", got, err)
	}
	if v["$holidays"] != "2027-03-29,2027-03-30" {
		t.Errorf("frozen holidays: %q", v["$holidays"])
	}
}

func TestOnlyWhatTheTextsNameIsFrozen(t *testing.T) {
	t.Parallel()
	s := source(t, "hu")
	s.Card.Fields[fieldOffer] = "=SUM(A1)\r\n2"
	got := merge.Values([]string{"{{card.offer}} {{card.value}}", "{{card.valid_until}} {{card.created}} {{nobody.knows}} {{today"}, s)
	want := crm.MergeValues{
		"$lang": "hu", "card.offer": "=t=SUM(A1)\n2", "card.value": "=n12345.5",
		"card.valid_until": "=d2027-04-09", "card.created": "=i2027-03-27T00:30:00+02:00",
	}
	if !maps.Equal(got, want) {
		t.Errorf("frozen: %v, want %v", got, want)
	}
	if text, err := merge.Text("{{card.offer}}", got); err != nil || text != "=SUM(A1)\n2" {
		t.Errorf("a text that begins with =: %q, %v", text, err)
	}
	if merge.Language(got) != "hu" || merge.Language(nil) != "en" {
		t.Error("the language is frozen too")
	}
}

func TestFrozenValuesSurviveTheDatabase(t *testing.T) {
	t.Parallel()
	src := `{{contact.name}} {{card.value | money: "lei"}} {{today | date: "d MMMM"}} {{owner.signature}}`
	v := merge.Values([]string{src}, source(t, "ro"))
	doc, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	var back crm.MergeValues
	if err := json.Unmarshal(doc, &back); err != nil {
		t.Fatal(err)
	}
	before, _ := merge.Text(src, v)
	after, _ := merge.Text(src, back)
	if before != after || !strings.Contains(before, "27 martie") {
		t.Errorf("%q became %q", before, after)
	}
}

func TestPlainTextIsAValueToo(t *testing.T) {
	t.Parallel()
	v := crm.MergeValues{"contact.first_name": "Ana", "card.value": "=n", "card.until": "=dsoon", "card.x": "=?", "card.y": "="}
	for src, want := range map[string]string{
		"{{contact.first_name}}":                 "Ana",
		"{{contact.first_name | money}}":         "Ana",
		"{{contact.first_name | plus: 1}}":       "Ana",
		"{{contact.first_name | round: 1}}":      "Ana",
		`{{contact.first_name | date: "dd"}}`:    "Ana",
		"{{contact.first_name | add_days: 300}}": "Ana",
		"{{card.value}}{{card.until}}":           "soon",
		"{{card.x}}{{card.y}}":                   "=?=",
	} {
		if got, err := merge.Text(src, v); err != nil || got != want {
			t.Errorf("%s: %q, %v, want %q", src, got, err, want)
		}
	}
}

func TestHTMLEscapesValuesAndKeepsTheSource(t *testing.T) {
	t.Parallel()
	v := crm.MergeValues{"contact.name": `<b onclick="x('&')">`, "owner.signature": "Ioana\nRadu"}
	got, err := merge.HTML("<p>{{contact.name}}<br>{{owner.signature}}</p>", v)
	want := "<p>&lt;b onclick=&#34;x(&#39;&amp;&#39;)&#34;&gt;<br>Ioana<br>Radu</p>"
	if err != nil || got != want {
		t.Errorf("%q, %v, want %q", got, err, want)
	}
}

func TestALineIsOneLine(t *testing.T) {
	t.Parallel()
	v := crm.MergeValues{"contact.name": "Ion\r\nBcc: victim@x.ro\x00\u2028\x7fșț\U0001F468\u200D\U0001F469"}
	got, err := merge.Line("Pentru {{contact.name}}\n!", v)
	if want := "Pentru Ion Bcc: victim@x.ro șț\U0001F468\u200D\U0001F469 !"; err != nil || got != want {
		t.Errorf("%q, %v, want %q", got, err, want)
	}
}

func TestPathsAndLiteral(t *testing.T) {
	t.Parallel()
	src := `A {{b.c | default: "x"}} d {{ e.f }}{{b.c}} {{g`
	if got := merge.Paths(src); !slices.Equal(got, []string{"b.c", "e.f"}) {
		t.Error(got)
	}
	if got := merge.Literal(src); got != "A  d  {{g" {
		t.Errorf("%q", got)
	}
}
