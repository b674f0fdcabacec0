// Package dialect writes the few pieces of SQL that differ between databases.
// It speaks SQLite; PostgreSQL gets its own wording behind the same functions.
//
// Everything here is text made from integers and from names in our own code.
// Values are never written into SQL, here or elsewhere: they are bound.
package dialect

import (
	"strconv"
	"strings"
)

// JSONField is a custom field's value in a JSON document column: text, number
// or NULL where it is not set. It is a literal path, because an index is used
// only by the identical literal. column is a name in our own code ("c.fields").
func JSONField(column string, id int64) string {
	return column + "->>'$.f" + strconv.FormatInt(id, 10) + "'"
}

// FoldedField is the folded text of a custom field. table is the card's alias.
// The shadow document holds only the texts whose folded form isn't what lower
// makes of them: that knows ASCII alone, and most texts are that.
func FoldedField(table string, id int64) string {
	return "coalesce(" + JSONField(table+".fields_fold", id) + ", lower(" + JSONField(table+".fields", id) + "))"
}

// ListWhere is the aggregate that lists an id wherever a condition holds, as a
// JSON list.
func ListWhere(id, condition string) string {
	return "json_group_array(" + id + ") FILTER (WHERE " + condition + ")"
}

// Contains is true where the bound text occurs in a text expression; the empty
// text occurs in every text.
func Contains(text string) string { return "instr(" + text + ", ?) > 0" }

// StartsWith is true where a text expression begins with the bound text.
func StartsWith(text string) string { return "instr(" + text + ", ?) = 1" }

// Members is the JSON list of numbers in a document column, "[3,17]", as ids
// between commas, ",3,17,".
func Members(list string) string { return "replace(replace(" + list + ", '[', ','), ']', ',')" }

// MonthDay is the "11-26" of a date expression "2026-11-26".
func MonthDay(date string) string { return "substr(" + date + ", 6)" }

// Places are n places for bound values, "?, ?, ?".
func Places(n int) string { return strings.TrimSuffix(strings.Repeat("?, ", n), ", ") }
