package api

import (
	"strings"
	"unicode/utf8"

	"stepwise/backend/crm"
	"stepwise/backend/fold"
	"stepwise/backend/store"
)

// SaveTagIn makes a tag (no id) or renames and colours one.
type SaveTagIn struct {
	ID    crm.TagID `json:"id" ts_type:"string"`
	Name  string    `json:"name"`
	Color string    `json:"color"` // a name of the theme's palette, "" for gray
}

// TagIn names a tag.
type TagIn struct {
	ID crm.TagID `json:"id" ts_type:"string"`
}

// ListTags reads all tags by name.
func (s *Session) ListTags() (out []crm.Tag, err error) {
	return out, s.read(func(v *store.View) (err error) {
		out, err = v.Tags()
		return err
	})
}

// SaveTag makes a tag, or answers with the one that has the name already; with
// an id it renames and colours one, which an administrator does. Errors: invalid
// name; conflict where another tag has it.
func (s *Session) SaveTag(in SaveTagIn) (out crm.Tag, err error) {
	name := fold.Clean(in.Name)
	if !goodTag(name) {
		var bad crm.Problems
		bad.Add("name", "error.tag.name", "limit", crm.MaxTag)
		return out, bad.Err()
	}
	if in.Color == "" {
		in.Color = "gray"
	}
	write := s.write
	if in.ID != 0 {
		write = s.change
	}
	return out, write(func(tx *store.Tx) (err error) {
		known, err := tx.TagByName(name)
		if err != nil {
			return err
		}
		if in.ID != 0 && known.ID != 0 && known.ID != in.ID {
			return crm.Fail(crm.CodeConflict, "error.tag.taken", "name", known.Name)
		}
		out, err = tx.SaveTag(crm.Tag{ID: in.ID, Name: name, Color: in.Color})
		return err
	})
}

// goodTag says whether a tag may have a name.
func goodTag(name string) bool {
	return fold.CheckName(name) == nil && name != "" && !strings.Contains(name, ",") && utf8.RuneCountInString(name) <= crm.MaxTag
}

// DeleteTag removes a tag that no card and no contact has, and answers with it. Errors: conflict with
// the numbers where some have it.
func (s *Session) DeleteTag(in TagIn) (out crm.Tag, err error) {
	return out, s.change(func(tx *store.Tx) error {
		if out, err = tx.Tag(in.ID); err != nil {
			return err
		}
		cards, contacts, err := tx.TagUses(in.ID)
		if err != nil {
			return err
		}
		if cards+contacts > 0 {
			return crm.Fail(crm.CodeConflict, "error.tag.used", "name", out.Name, "cards", cards, "contacts", contacts)
		}
		return tx.DeleteTag(in.ID)
	})
}

// checkTags refuses tags that are not there.
func checkTags(bad *crm.Problems, cat *crm.Catalogue, set crm.TagSet) {
	ids := set.IDs()
	if len(ids) > crm.MaxTags {
		bad.Add("tags", "error.tag.many", "limit", crm.MaxTags)
	}
	known := map[crm.TagID]bool{}
	for _, g := range cat.Tags {
		known[g.ID] = true
	}
	for _, id := range ids {
		if !known[id] {
			bad.Add("tags", "error.not_found.tag")
			return
		}
	}
}
