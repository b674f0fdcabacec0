package crm_test

import (
	"encoding/json"
	"errors"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"stepwise/backend/crm"
)

var fields = []crm.Field{
	{ID: 1, Name: "City", Type: crm.FieldText},
	{ID: 2, Name: "Total", Type: crm.FieldNumber},
	{ID: 3, Name: "Until", Type: crm.FieldDate},
	{ID: 4, Name: "VIP", Type: crm.FieldYesNo},
	{ID: 5, Name: "Source", Type: crm.FieldChoice, Choices: []crm.Choice{{ID: 7, Name: "Website"}, {ID: 8, Name: "Fair"}}},
	{ID: 6, Name: "Notes", Type: crm.FieldLongText},
	{ID: 7, Name: "Price", Type: crm.FieldMoney, Currency: "EUR"},
	{ID: 8, Name: "Meeting", Type: crm.FieldDateTime},
	{ID: 9, Name: "Interests", Type: crm.FieldChoices, Choices: []crm.Choice{{ID: 10, Name: "Roof"}, {ID: 11, Name: "Wall"}, {ID: 12, Name: "Floor"}}},
	{ID: 10, Name: "Site", Type: crm.FieldLink},
	{ID: 11, Name: "Mobile", Type: crm.FieldPhone},
	{ID: 12, Name: "Invoices to", Type: crm.FieldEmail},
	{ID: 13, Name: "Contract", Type: crm.FieldFile},
}

func TestValuesComeBackFromTheStoredDocument(t *testing.T) {
	t.Parallel()
	draw := map[crm.FieldID]func(*rapid.T) any{
		1: func(r *rapid.T) any { return rapid.String().Draw(r, "text") },
		2: func(r *rapid.T) any { return rapid.Float64().Draw(r, "number") },
		3: func(r *rapid.T) any {
			return crm.Date("2026-01-01").AddDays(rapid.IntRange(-9999, 9999).Draw(r, "days"))
		},
		4: func(r *rapid.T) any { return rapid.Bool().Draw(r, "yes") },
		5: func(r *rapid.T) any { return crm.ChoiceID(rapid.Int64Range(7, 8).Draw(r, "choice")) },
		6: func(r *rapid.T) any { return rapid.String().Draw(r, "long text") },
		7: func(r *rapid.T) any {
			return crm.Money(rapid.Int64Range(-int64(crm.MaxMoney), int64(crm.MaxMoney)).Draw(r, "amount"))
		},
		8: func(r *rapid.T) any { return crm.Instant(rapid.Int64Range(-62e12, 253e12).Draw(r, "moment")) },
		9: func(r *rapid.T) any {
			ids := rapid.SliceOfN(rapid.Map(rapid.Int64Range(10, 12), func(n int64) crm.ChoiceID { return crm.ChoiceID(n) }), 1, 5)
			return crm.ChoiceSetOf(ids.Draw(r, "choices")...)
		},
		13: func(r *rapid.T) any { return crm.FileID(rapid.Int64Range(1, 1<<40).Draw(r, "file")) },
	}
	rapid.Check(t, func(r *rapid.T) {
		want := crm.Values{}
		for id, value := range draw {
			if rapid.Bool().Draw(r, "set") {
				want[id] = value(r)
			}
		}
		got, err := crm.ReadStoreJSON([]byte(want.StoreJSON()), fields)
		if err != nil || !maps.Equal(got, want) {
			r.Fatalf("%v became %s and then %v, %v", want, want.StoreJSON(), got, err)
		}
	})
}

func TestTheStoredDocumentIsWhatFiltersRead(t *testing.T) {
	t.Parallel()
	v := crm.Values{1: "Cluj", 2: 12.5, 3: crm.Date("2026-11-26"), 4: true, 5: crm.ChoiceID(8),
		6: "a\nb", 7: crm.Money(123456), 8: crm.Instant(1_790_000_000_000), 9: crm.ChoiceSetOf(12, 10, 12), 13: crm.FileID(3)}
	const want = `{"f1":"Cluj","f13":3,"f2":12.5,"f3":"2026-11-26","f4":1,"f5":8,"f6":"a\nb","f7":123456,"f8":1790000000000,"f9":[10,12]}`
	if got := v.StoreJSON(); got != want {
		t.Errorf("stored %s", got)
	}
	// a field that was deleted is no longer read; a type that changed is an error, not a wrong value
	got, err := crm.ReadStoreJSON([]byte(want), fields[1:2])
	if err != nil || !maps.Equal(got, crm.Values{2: 12.5}) {
		t.Errorf("read %v, %v", got, err)
	}
	for _, f := range []crm.Field{{ID: 1, Type: crm.FieldNumber}, {ID: 2, Type: crm.FieldText}, {ID: 1, Type: crm.FieldYesNo}, {ID: 3, Type: crm.FieldChoice}, {ID: 2, Type: crm.FieldMoney}, {ID: 1, Type: crm.FieldChoices}} {
		if got, err := crm.ReadStoreJSON([]byte(want), []crm.Field{f}); err == nil {
			t.Errorf("%s read as %s gives %v", f.ID, f.Type, got)
		}
	}
}

func TestAValueFromOutsideIsCheckedByItsField(t *testing.T) {
	t.Parallel()
	text, number, date, yesNo, choice := fields[0], fields[1], fields[2], fields[3], fields[4]
	long, money, moment, choices, site, mobile, contract := fields[5], fields[6], fields[7], fields[8], fields[9], fields[10], fields[12]
	yen := crm.Field{Name: "Preis", Type: crm.FieldMoney, Currency: "JPY"}
	for _, tc := range []struct {
		name  string
		field crm.Field
		in    any
		want  any
		key   string
	}{
		{"nothing", number, nil, nil, ""},
		{"an empty text is not set", number, "", nil, ""},
		{"only blanks are not set", text, " \u00a0 ", nil, ""},
		{"a text", text, "Târgu Mureș", "Târgu Mureș", ""},
		{"blanks around it go", text, "  Cluj ", "Cluj", ""},
		{"what looks like a number stays text", text, "007", "007", ""},
		{"500 characters", text, strings.Repeat("ș", 500), strings.Repeat("ș", 500), ""},
		{"501 characters", text, strings.Repeat("ș", 501), nil, "error.field.text"},
		{"two lines", text, "Cluj\nTurda", nil, "error.field.text"},
		{"a NUL", text, "Cluj\x00", nil, "error.field.text"},
		{"broken UTF-8", text, "Cluj\xff", nil, "error.field.text"},
		{"a number for a text", text, 12.5, nil, "error.field.text"},
		{"an object for a text", text, map[string]any{"a": 1}, nil, "error.field.text"},
		{"a number", number, -12.5, -12.5, ""},
		{"zero is set", number, 0.0, 0.0, ""},
		{"a text for a number", number, "12", nil, "error.field.number"},
		{"not a number", number, math.NaN(), nil, "error.field.number"},
		{"infinity", number, math.Inf(1), nil, "error.field.number"},
		{"a day", date, "2028-02-29", crm.Date("2028-02-29"), ""},
		{"a day that is none", date, "2026-02-29", nil, "error.field.date"},
		{"a day as people write it", date, "26.11.2026", nil, "error.field.date"},
		{"a day with a time", date, "2026-11-26T10:00", nil, "error.field.date"},
		{"yes", yesNo, true, true, ""},
		{"no is set", yesNo, false, false, ""},
		{"a number for yes", yesNo, 1.0, nil, "error.field.yesno"},
		{"a choice", choice, "opt_8", crm.ChoiceID(8), ""},
		{"a choice of another field", choice, "opt_9", nil, "error.field.choice"},
		{"a choice by its name", choice, "Fair", nil, "error.field.choice"},
		{"another noun's id", choice, "card_8", nil, "error.field.choice"},
		{"no choice at all", choice, 1.0, nil, "error.field.choice"},
		{"lines stay in a long text", long, " a\r\nb\rc\t ", "a\nb\nc", ""},
		{"20,000 characters", long, strings.Repeat("ő", 20_000), strings.Repeat("ő", 20_000), ""},
		{"20,001 characters", long, strings.Repeat("ő", 20_001), nil, "error.field.longtext"},
		{"a NUL in a long text", long, "a\x00", nil, "error.field.longtext"},
		{"an amount", money, 1234.56, crm.Money(123456), ""},
		{"an amount below zero", money, -0.1, crm.Money(-10), ""},
		{"no money is set", money, 0.0, crm.Money(0), ""},
		{"a tenth of a cent", money, 1.001, nil, "error.field.money"},
		{"the largest amount", money, 9_999_999_999_999.99, crm.MaxMoney, ""},
		{"more than that", money, 1e13, nil, "error.field.money"},
		{"a text for an amount", money, "12", nil, "error.field.money"},
		{"yen have no decimals", yen, 12.5, nil, "error.field.money"},
		{"yen", yen, 12.0, crm.Money(1200), ""},
		{"a moment", moment, 1.79e12, crm.Instant(1_790_000_000_000), ""},
		{"half a millisecond", moment, 0.5, nil, "error.field.datetime"},
		{"a moment as text", moment, "2026-11-26T10:00", nil, "error.field.datetime"},
		{"the year 10000", moment, 253402300800000.0, nil, "error.field.datetime"},
		{"several choices", choices, []any{"opt_b", "opt_a", "opt_b"}, crm.ChoiceSetOf(10, 11), ""},
		{"no choices are not set", choices, []any{}, nil, ""},
		{"a foreign one among them", choices, []any{"opt_b", "opt_8"}, nil, "error.field.choice"},
		{"one that isn't in a list", choices, "opt_b", nil, "error.field.choice"},
		{"none among them", choices, []any{""}, nil, "error.field.choice"},
		{"a link", site, " https://stepwise.example/a?b=c ", "https://stepwise.example/a?b=c", ""},
		{"a link as people type it", site, "www.stepwise.example", "https://www.stepwise.example", ""},
		{"a script", site, "javascript:alert(1)", nil, "error.field.link"},
		{"a script that looks like a host", site, "javascript://x.example/%0aalert(1)", nil, "error.field.link"},
		{"a link with a password", site, "https://a:b@c.example", nil, "error.field.link"},
		{"two words", site, "hello world", nil, "error.field.link"},
		{"one word", site, "hello", nil, "error.field.link"},
		{"a phone is a text here", mobile, " 0721 234 567 ", "0721 234 567", ""},
		{"a number for a phone", mobile, 721.0, nil, "error.field.text"},
		{"a file", contract, "file_a", crm.FileID(10), ""},
		{"another noun's id for a file", contract, "card_a", nil, "error.field.file"},
	} {
		got, why := tc.field.Check(tc.in)
		key := ""
		if why != nil {
			key = why.Key
			if why.Args["field"] != tc.field.Name || len([]rune(why.Args["value"].(string))) > 60 {
				t.Errorf("%s: said with %v", tc.name, why.Args)
			}
		}
		if got != tc.want || key != tc.key {
			t.Errorf("%s: %#v, %q; want %#v, %q", tc.name, got, key, tc.want, tc.key)
		}
	}
}

// What Check lets through can be stored and read.
func TestWhatIsCheckedCanBeStored(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		f := rapid.SampledFrom(fields).Draw(r, "field")
		in := rapid.OneOf(
			rapid.String().AsAny(), rapid.Float64().AsAny(), rapid.Bool().AsAny(),
			rapid.Map(rapid.Int64Range(-1e14, 1e14), func(n int64) any { return float64(n) / 100 }),
			rapid.SampledFrom([]any{"opt_7", "2026-11-26", nil, []any{}, []any{"opt_c", "opt_a"}, "", " ", "a.example", "file_1"}),
		).Draw(r, "value")
		x, why := f.Check(in)
		if x == nil || why != nil {
			return
		}
		want := crm.Values{f.ID: x}
		got, err := crm.ReadStoreJSON([]byte(want.StoreJSON()), fields)
		if err != nil || !maps.Equal(got, want) {
			r.Fatalf("%#v became %v, %v", x, got, err)
		}
	})
}

func TestASetOfChoicesIsOneValue(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		ids := rapid.SliceOf(rapid.Map(rapid.Int64Range(1, 30), func(n int64) crm.ChoiceID { return crm.ChoiceID(n) })).Draw(r, "ids")
		set := crm.ChoiceSetOf(ids...)
		want := slices.Compact(slices.Sorted(slices.Values(ids)))
		if !slices.Equal(set.IDs(), want) || (len(want) == 0) != (set == "") {
			r.Fatalf("%v became %q and then %v", ids, set, set.IDs())
		}
		for n := range crm.ChoiceID(32) {
			if set.Has(n) != slices.Contains(ids, n) {
				r.Fatalf("%q has %d: %v", set, n, set.Has(n))
			}
		}
		b, err := json.Marshal(set)
		var back crm.ChoiceSet
		if err := errors.Join(err, json.Unmarshal(b, &back)); err != nil || back != set {
			r.Fatalf("%q became %s and then %q, %v", set, b, back, err)
		}
	})
}

func TestAnAmountIsExactOutside(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		m := crm.Money(rapid.Int64Range(-int64(crm.MaxMoney), int64(crm.MaxMoney)).Draw(r, "amount"))
		b, err := json.Marshal(m)
		var back crm.Money
		if err := errors.Join(err, json.Unmarshal(b, &back)); err != nil || back != m {
			r.Fatalf("%d became %s and then %d, %v", m, b, back, err)
		}
	})
	for m, want := range map[crm.Money]string{0: "0.00", 5: "0.05", -5: "-0.05", 123450: "1234.50"} {
		if m.String() != want {
			t.Errorf("%d is %s, want %s", int64(m), m, want)
		}
	}
}

func TestAFieldIsRequiredFromAStatusOn(t *testing.T) {
	t.Parallel()
	cat := &crm.Catalogue{Statuses: []crm.Status{
		{ID: 1, Group: crm.GroupOpen, Position: 1}, {ID: 2, Group: crm.GroupOpen, Position: 2}, {ID: 3, Group: crm.GroupWon, Position: 3},
		{ID: 4, Group: crm.GroupLost, Position: 4}, {ID: 5, Group: crm.GroupLost, Position: 5},
	}}
	for from, want := range map[crm.StatusID][]crm.StatusID{
		0: nil, 1: {1, 2, 3}, 2: {2, 3}, 3: {3}, 4: {4, 5}, 5: {5}, 77: nil,
	} {
		cat.Fields = []crm.Field{{ID: 1, Name: "Reason", Type: crm.FieldText, RequiredFrom: from}}
		var got []crm.StatusID
		for _, s := range cat.Statuses {
			if len(cat.Missing(s.ID, crm.Values{})) > 0 {
				got = append(got, s.ID)
			}
			if len(cat.Missing(s.ID, crm.Values{1: "x"})) > 0 {
				t.Errorf("from %d: a value is not enough in %d", from, s.ID)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("from %d: required in %v, want %v", from, got, want)
		}
	}
}

func TestANewCardHasTheDefaults(t *testing.T) {
	t.Parallel()
	day := crm.Field{ID: 3, Name: "Since", Type: crm.FieldDate}
	var why *crm.Phrase
	if day.Default, why = day.CheckDefault("today"); why != nil || day.Default != crm.Today {
		t.Fatalf("%v, %v", day.Default, why)
	}
	if x, why := day.Check("today"); x != nil || why == nil {
		t.Errorf("a card's own day can't be %v", x)
	}
	file := fields[12]
	if x, why := file.CheckDefault("file_1"); x != nil || why != nil {
		t.Errorf("a default file: %v, %v", x, why)
	}
	cat := &crm.Catalogue{Fields: []crm.Field{{ID: 1, Type: crm.FieldText, Default: "Cluj"}, {ID: 2, Type: crm.FieldNumber}, day}}
	if got, want := cat.Defaults("2026-11-26"), (crm.Values{1: "Cluj", 3: crm.Date("2026-11-26")}); !maps.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
