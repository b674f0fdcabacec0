package filter

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"stepwise/backend/dialect"
)

// Together is one SELECT that holds a run of cards against many expressions in
// one pass: its places are the run's first and last id, then Args. It gives one
// row with a column for each expression, a JSON list of the ids of the cards
// that match, ascending; deleted cards don't count.
//
// What the expressions read of a card's document is taken out of it once, not
// once for each of them: the document is most of the work.
func Together(list []Query) Query { return together(list, "c.id BETWEEN ? AND ?") }

// TogetherOf is Together for a JSON list of ids, its first place, instead of a
// run.
func TogetherOf(list []Query) Query {
	return together(list, "c.id IN (SELECT value FROM json_each(?))")
}

func together(list []Query, which string) Query {
	var args []any
	tests := make([]string, len(list))
	for i, q := range list {
		tests[i] = q.Where
		args = append(args, q.Args...)
	}
	text := strings.Join(tests, between)
	columns := []string{"c.id"}
	for _, id := range fieldsIn(text) {
		for column, name := range map[string]string{dialect.FoldedField("c", id): "t", dialect.JSONField("c.fields", id): "v"} {
			name += strconv.FormatInt(id, 10)
			if strings.Contains(text, column) {
				text = strings.ReplaceAll(text, column, "c."+name)
				columns = append(columns, column+" AS "+name)
			}
		}
	}
	for _, column := range columnsIn(text) {
		columns = append(columns, "c."+column)
	}
	for i, test := range strings.Split(inList.ReplaceAllStringFunc(text, oneByOne), between) {
		tests[i] = dialect.ListWhere("c.id", test)
	}
	return query("WITH c AS MATERIALIZED (SELECT "+strings.Join(columns, ", ")+
		" FROM card c WHERE "+which+" AND c.deleted IS NULL) SELECT "+strings.Join(tests, ", ")+" FROM c", args...)
}

// between stands between the expressions while their columns are found; no
// expression has it.
const between = " ; "

// oneByOne compares a column with each value of a list: for a list SQLite makes
// a table, each time, which costs more than the comparisons.
func oneByOne(test string) string {
	column, list, _ := strings.Cut(test, " IN (")
	n := strings.Count(list, "?")
	if n > mostOneByOne {
		return test
	}
	return "(" + strings.TrimSuffix(strings.Repeat(column+" = ? OR ", n), " OR ") + ")"
}

const mostOneByOne = 20

var (
	inList   = regexp.MustCompile(`c\.[a-z0-9_]+ IN \(\?(?:, \?)+\)`)
	fieldIn  = regexp.MustCompile(`'\$\.f(\d+)'`)
	columnIn = regexp.MustCompile(`\bc\.([a-z_]+)\b`)
)

// fieldsIn are the numbers of the custom fields that an expression reads.
func fieldsIn(text string) []int64 {
	var ids []int64
	for _, m := range fieldIn.FindAllStringSubmatch(text, -1) {
		if id, err := strconv.ParseInt(m[1], 10, 64); err == nil {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// columnsIn are the columns of the card that an expression reads as they are.
func columnsIn(text string) []string {
	var names []string
	for _, m := range columnIn.FindAllStringSubmatch(text, -1) {
		if m[1] != "id" {
			names = append(names, m[1])
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}
