package api

import (
	"encoding/json"
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// importMade is what an import made besides cards and clients.
type importMade struct {
	Statuses []crm.StatusID `json:"statuses"`
	Fields   []crm.FieldID  `json:"fields"`
	Choices  []crm.ChoiceID `json:"choices"` // in fields that were there
	Tags     []crm.TagID    `json:"tags"`
}

// note finds what a catalogue has more than before.
func (m *importMade) note(before, after *crm.Catalogue) {
	for _, st := range after.Statuses {
		if _, old := before.Status(st.ID); !old {
			m.Statuses = append(m.Statuses, st.ID)
		}
	}
	for _, f := range after.Fields {
		was, old := before.Field(f.ID)
		if !old {
			m.Fields = append(m.Fields, f.ID)
			continue
		}
		for _, c := range f.Choices {
			if _, known := was.Choice(c.ID); !known {
				m.Choices = append(m.Choices, c.ID)
			}
		}
	}
}

// unmake takes away what an import that was taken back made, but for what is in
// use by now.
func unmake(tx *store.Tx, im store.Import) error {
	var was decided
	if err := json.Unmarshal([]byte(im.Decided), &was); err != nil {
		return err
	}
	cat, err := tx.Catalogue(im.Product)
	if err != nil {
		return err
	}
	for _, st := range cat.Statuses {
		if !slices.Contains(was.Made.Statuses, st.ID) {
			continue
		}
		if err := unlessUsed(statusIsFree(tx, im.Product, st), func() error { return dropStatus(tx, st, 0) }); err != nil {
			return err
		}
	}
	for _, f := range cat.Fields {
		if err := unmakeField(tx, cat, f, was.Made); err != nil {
			return err
		}
	}
	for _, id := range was.Made.Tags {
		cards, contacts, err := tx.TagUses(id)
		if err != nil {
			return err
		}
		if _, err := tx.Tag(id); err != nil || cards+contacts > 0 {
			continue
		}
		if err := tx.DeleteTag(id); err != nil {
			return err
		}
	}
	return nil
}

func unmakeField(tx *store.Tx, cat *crm.Catalogue, f crm.Field, made importMade) error {
	if slices.Contains(made.Fields, f.ID) {
		return unlessUsed(fieldIsFree(tx, cat, f), func() error { return tx.DropField(f.ID) })
	}
	for _, c := range f.Choices {
		if !slices.Contains(made.Choices, c.ID) {
			continue
		}
		less := f
		less.Choices = slices.DeleteFunc(slices.Clone(f.Choices), func(k crm.Choice) bool { return k.ID == c.ID })
		err := unlessUsed(fieldMayBecome(tx, cat, f, less), func() error {
			_, err := tx.SaveField(less)
			f = less
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// unlessUsed goes on where a check found no use; a use is no error.
func unlessUsed(used error, remove func() error) error {
	if crm.CodeOf(used) == crm.CodeConflict {
		return nil
	}
	if used != nil {
		return used
	}
	return remove()
}
