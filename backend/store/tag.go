package store

import (
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/fold"
)

// Tags reads all tags by name.
func (v *View) Tags() ([]crm.Tag, error) {
	list := []crm.Tag{}
	return list, v.list(&list, "SELECT id, name, color FROM tag ORDER BY fold, id")
}

// Tag reads one tag.
func (v *View) Tag(id crm.TagID) (g crm.Tag, err error) {
	found, err := v.one(&g, "SELECT id, name, color FROM tag WHERE id = ?", id)
	if err == nil && !found {
		err = crm.NotFound("tag")
	}
	return g, err
}

// SaveTag adds a tag (no id), renames it or colours it. A tag whose name is the
// same but for case and diacritics is that one: it is returned as it is.
func (t *Tx) SaveTag(g crm.Tag) (crm.Tag, error) {
	if g.ID == 0 {
		var known crm.Tag
		if found, err := t.one(&known, "SELECT id, name, color FROM tag WHERE fold = ?", fold.Fold(g.Name)); err != nil || found {
			return known, err
		}
		id, err := nextID[crm.TagID](t, "tag")
		if err != nil {
			return g, err
		}
		g.ID = id
	}
	t.Changed("tag", g.ID.String())
	_, err := t.exec(`INSERT INTO tag (id, name, fold, color) VALUES (?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET name = excluded.name, fold = excluded.fold, color = excluded.color`, g.ID, g.Name, fold.Fold(g.Name), g.Color)
	return g, err
}

// TagByName finds a tag whatever its case and diacritics; no id where there is
// none.
func (v *View) TagByName(name string) (g crm.Tag, err error) {
	_, err = v.one(&g, "SELECT id, name, color FROM tag WHERE fold = ?", fold.Fold(name))
	return g, err
}

// TagUses counts the cards and contacts that have a tag.
func (v *View) TagUses(id crm.TagID) (cards, contacts int, err error) {
	one := string(crm.Tags(id))
	if err := v.get(&cards, "SELECT count(*) FROM card WHERE instr(tags, ?) > 0 AND deleted IS NULL", one); err != nil {
		return 0, 0, err
	}
	return cards, contacts, v.get(&contacts, "SELECT count(*) FROM contact WHERE instr(tags, ?) > 0", one)
}

// DeleteTag removes a tag that nothing has.
func (t *Tx) DeleteTag(id crm.TagID) error {
	t.Changed("tag", id.String())
	return t.must("DELETE FROM tag WHERE id = ?", id)
}

// TagNames are the names of a set, for the history.
func TagNames(tags []crm.Tag, set crm.TagSet) string {
	var names []string
	for _, g := range tags {
		if set.Has(g.ID) {
			names = append(names, g.Name)
		}
	}
	return strings.Join(names, ", ")
}
