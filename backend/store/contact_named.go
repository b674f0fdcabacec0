package store

import (
	"strings"

	"stepwise/backend/crm"
)

// Naming is a definition, as people set it up, in which a text stands.
type Naming struct {
	Noun    string        `db:"noun"` // filter, template, sequence, view, form or link
	ID      int64         `db:"id"`
	Name    string        `db:"name"`
	Product crm.ProductID `db:"product"`
}

// namingColumns are the definitions into which people type what they like; of a
// template every version counts, as old ones can be restored.
var namingColumns = []struct{ noun, from, columns string }{
	{"filter", "filter d", "d.name, d.tree"},
	{"template", "template d LEFT JOIN template_version v ON v.template = d.id", "d.name, v.subject, v.body, v.doc"},
	{"sequence", "sequence d LEFT JOIN step s ON s.sequence = d.id AND d.deleted IS NULL", "d.name, d.description, s.only_if, s.change, s.call"},
	{"view", "list_view d", "d.name, d.search"},
	{"form", "form d", "d.name, d.definition"},
	{"link", "link d", "d.name, d.label, d.question, d.thanks, d.target, d.change"},
}

// DefinitionsNaming finds the definitions in which one of some words stands,
// whatever the case of its ASCII letters. Erasing a person leaves them as they
// are: only people know what they should say instead.
func (v *View) DefinitionsNaming(words []string) ([]Naming, error) {
	out := []Naming{}
	if len(words) == 0 {
		return out, nil
	}
	for _, from := range namingColumns {
		conds, args := []string{}, []any{from.noun}
		for _, column := range strings.Split(from.columns, ", ") {
			for _, w := range words {
				conds, args = append(conds, "instr(lower(coalesce("+column+", '')), ?) > 0"), append(args, lowerASCII(w))
			}
		}
		var list []Naming
		if err := v.list(&list, "SELECT DISTINCT ? AS noun, d.id, d.name, d.product FROM "+from.from+" WHERE "+strings.Join(conds, " OR ")+" ORDER BY d.name, d.id", args...); err != nil {
			return nil, err
		}
		out = append(out, list...)
	}
	return out, nil
}
