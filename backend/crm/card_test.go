package crm_test

import (
	"maps"
	"math"
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
	v := crm.Values{1: "Cluj", 2: 12.5, 3: crm.Date("2026-11-26"), 4: true, 5: crm.ChoiceID(8)}
	const want = `{"f1":"Cluj","f2":12.5,"f3":"2026-11-26","f4":1,"f5":8}`
	if got := v.StoreJSON(); got != want {
		t.Errorf("stored %s", got)
	}
	// a field that was deleted is no longer read; a type that changed is an error, not a wrong value
	got, err := crm.ReadStoreJSON([]byte(want), fields[1:2])
	if err != nil || !maps.Equal(got, crm.Values{2: 12.5}) {
		t.Errorf("read %v, %v", got, err)
	}
	for _, f := range []crm.Field{{ID: 1, Type: crm.FieldNumber}, {ID: 2, Type: crm.FieldText}, {ID: 1, Type: crm.FieldYesNo}, {ID: 3, Type: crm.FieldChoice}} {
		if got, err := crm.ReadStoreJSON([]byte(want), []crm.Field{f}); err == nil {
			t.Errorf("%s read as %s gives %v", f.ID, f.Type, got)
		}
	}
}

func TestAValueFromOutsideIsCheckedByItsField(t *testing.T) {
	t.Parallel()
	text, number, date, yesNo, choice := fields[0], fields[1], fields[2], fields[3], fields[4]
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
			rapid.SampledFrom([]any{"opt_7", "2026-11-26", nil, []any{}, "", " "}),
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
