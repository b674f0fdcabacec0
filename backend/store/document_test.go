package store

import (
	"database/sql"
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"stepwise/backend/crm"
	"stepwise/backend/fold"
)

// drawValues are values of every type.
func drawValues(t *rapid.T) crm.Values {
	kinds := []*rapid.Generator[any]{
		rapid.String().AsAny(), rapid.StringMatching(`[A-Za-zȘșŢőÖ "\\\n]{0,300}`).AsAny(), rapid.Float64Range(-1e22, 1e22).AsAny(),
		rapid.Map(rapid.IntRange(-1e6, 1e6), func(n int) any { return float64(n) / 8 }), rapid.Bool().AsAny(),
		rapid.Map(rapid.Int64Range(1, 1<<40), func(n int64) any { return crm.ChoiceID(n) }),
		rapid.Map(rapid.Int64(), func(n int64) any { return crm.Money(n) }),
		rapid.Map(rapid.Int64(), func(n int64) any { return crm.Instant(n) }),
		rapid.Map(rapid.IntRange(0, 9000), func(n int) any { return crm.Date("2026-01-01").AddDays(n) }),
		rapid.Map(rapid.SliceOfN(rapid.Int64Range(1, 400), 1, 90), func(list []int64) any {
			ids := make([]crm.ChoiceID, len(list))
			for i, n := range list {
				ids[i] = crm.ChoiceID(n)
			}
			return crm.ChoiceSetOf(ids...)
		}),
	}
	v := crm.Values{}
	for range rapid.IntRange(0, 20).Draw(t, "fields") {
		v[crm.FieldID(rapid.Int64Range(1, 2000).Draw(t, "field"))] = rapid.OneOf(kinds...).Draw(t, "value")
	}
	return v
}

func TestADocumentIsWhatSQLiteItselfMakesOfItsText(t *testing.T) {
	t.Parallel()
	db, err := sql.Open("sqlite3", ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	defer db.Close()
	var docs documents
	rapid.Check(t, func(t *rapid.T) {
		v := drawValues(t)
		fields, _ := docs.encode(v)
		var valid bool
		var ours, theirs string
		if err := db.QueryRow("SELECT json_valid(?1, 8), json(?1), json(jsonb(?2))", fields, v.StoreJSON()).Scan(&valid, &ours, &theirs); err != nil {
			t.Fatal(err)
		}
		if !valid || len(ours) == 0 {
			t.Fatalf("%v became %x", v, fields)
		}
		var differ int
		query := "SELECT count(*) FROM json_each(?1) a LEFT JOIN json_each(?2) b ON a.key = b.key WHERE a.value IS NOT b.value OR a.type <> b.type"
		if err := db.QueryRow(query, ours, theirs).Scan(&differ); err != nil || differ > 0 {
			t.Fatalf("%s is not %s: %v", ours, theirs, err)
		}
		if err := db.QueryRow("SELECT abs((SELECT count(*) FROM json_each(?1)) - (SELECT count(*) FROM json_each(?2)))", ours, theirs).Scan(&differ); err != nil || differ > 0 {
			t.Fatalf("%s is not %s: %v", ours, theirs, err)
		}
	})
}

func TestTheShadowHasOnlyWhatTheDatabaseCanNotFoldItself(t *testing.T) {
	t.Parallel()
	db, err := sql.Open("sqlite3", ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	defer db.Close()
	var docs documents
	rapid.Check(t, func(t *rapid.T) {
		v := drawValues(t)
		fields, folded := docs.encode(v)
		for id, x := range v {
			s, text := x.(string)
			if !text {
				continue
			}
			var got string
			query := fmt.Sprintf("SELECT coalesce(?->>'$.f%[1]d', lower(?->>'$.f%[1]d'))", id)
			if err := db.QueryRow(query, folded, fields).Scan(&got); err != nil || got != fold.Fold(s) {
				t.Fatalf("%q is found as %q: %v", s, got, err)
			}
		}
	})
	for text, shadow := range map[string]string{"Cluj-Napoca": "{}", "日本": "{}", "Târgu Mureș": `{"f1":"targu mures"}`} {
		_, folded := docs.encode(crm.Values{1: text})
		var got string
		if err := db.QueryRow("SELECT json(?)", folded).Scan(&got); err != nil || got != shadow {
			t.Errorf("%q has the shadow %s: %v", text, got, err)
		}
	}
}
