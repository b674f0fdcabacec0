package store

import "strings"

// mentionColumns are texts in which people write about people.
var mentionColumns = []struct{ table, columns string }{
	{"activity", "args"},
	{"task", "title, note"},
	{"task_series", "title, note"},
	{"note", "text"},
	{"message", "to_name, vals, reply"},
	{"batch", "args"},
	{"batch_item", "before, after"},
	{"consent_change", "note"},
	{"contact", "note"},
	{"file", "name"},
	{"import", "name"},
	{"suppression", "proof"},
	{"suppression_lifted", "value, note"},
	{"lead_mail", "subject, sender, problems"},
	{"inlet_call", "body, problems"},
	{"webhook_event", "detail"},
	{"submission", "content"},
	{"webhook_call", "body, words"},
}

// Mention is a row that holds a text.
type Mention struct {
	Table string
	ID    int64
}

// Mentions finds the rows in whose texts one of some words stands, whatever the
// case of its ASCII letters; in a card's own name and fields too.
func (v *View) Mentions(words []string) ([]Mention, error) {
	var out []Mention
	for _, from := range append(mentionColumns, struct{ table, columns string }{"card", "name, json(fields)"}) {
		conds, args := []string{}, []any{}
		for _, column := range strings.Split(from.columns, ", ") {
			for _, w := range words {
				conds = append(conds, "instr(lower(coalesce("+column+", '')), ?) > 0")
				args = append(args, lowerASCII(w))
			}
		}
		var ids []int64
		if err := v.list(&ids, "SELECT id FROM "+from.table+" WHERE "+strings.Join(conds, " OR "), args...); err != nil {
			return nil, err
		}
		for _, id := range ids {
			out = append(out, Mention{from.table, id})
		}
	}
	return out, nil
}

// ClearMention puts ErasedWord where one of some words stands. Of a card it
// clears nothing: its fields have types.
func (t *Tx) ClearMention(m Mention, words []string) error {
	for _, from := range mentionColumns {
		if from.table != m.Table {
			continue
		}
		for _, column := range strings.Split(from.columns, ", ") {
			var text *string
			found, err := t.one(&text, "SELECT "+column+" FROM "+from.table+" WHERE id = ?", m.ID)
			if err != nil || !found || text == nil {
				return err
			}
			if cleared := Clear(*text, words); cleared != *text {
				if err := t.must("UPDATE "+from.table+" SET "+column+" = ? WHERE id = ?", cleared, m.ID); err != nil {
					return err
				}
			}
		}
	}
	t.Changed(m.Table, "*")
	return nil
}

// Clear is a text with ErasedWord in the place of words, whatever the case of
// their ASCII letters.
func Clear(text string, words []string) string {
	for _, w := range words {
		needle := lowerASCII(w)
		for {
			i := strings.Index(lowerASCII(text), needle)
			if i < 0 || needle == "" {
				break
			}
			text = text[:i] + ErasedWord + text[i+len(needle):]
		}
	}
	return text
}

// lowerASCII is what SQLite's lower does; it keeps the length.
func lowerASCII(s string) string {
	b := []byte(s)
	for i, c := range b {
		if c >= 'A' && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

// EraseRejects takes away the rejected rows of imports that hold one of some
// words.
func (t *Tx) EraseRejects(words []string) error {
	for _, w := range words {
		if _, err := t.exec("DELETE FROM import_reject WHERE instr(lower(cells), ?) > 0 OR instr(lower(problems), ?) > 0", lowerASCII(w), lowerASCII(w)); err != nil {
			return err
		}
	}
	return nil
}
