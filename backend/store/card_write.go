package store

import (
	"strings"
	"sync"

	"stepwise/backend/crm"
	"stepwise/backend/fold"
)

// cardParts are what is written of a card. SQLite writes an index again for each
// column that a statement names, also where its value stayed; a card has eight,
// each on another page.
type cardParts uint8

const (
	partName cardParts = 1 << iota
	partStatus
	partOwner
	partContact
	partFields
	partTags
	partDeleted

	everything = partName | partStatus | partOwner | partContact | partFields | partTags | partDeleted
)

func partsBetween(was, is crm.Card) (p cardParts) {
	for _, x := range []struct {
		part   cardParts
		differ bool
	}{
		{partName, was.Name != is.Name},
		{partStatus, was.Status != is.Status || was.StatusSince != is.StatusSince || was.StatusFrom != is.StatusFrom},
		{partOwner, was.Owner != is.Owner},
		{partContact, was.Contact != is.Contact},
		{partFields, len(fieldsBetween(was.Fields, is.Fields)) > 0},
		{partTags, was.Tags != is.Tags},
		{partDeleted, was.Deleted != is.Deleted},
	} {
		if x.differ {
			p |= x.part
		}
	}
	return p
}

// cardUpdates are the texts of the statements, by parts.
var cardUpdates sync.Map

// writeCard writes parts of a card, and that it was changed. Nobody else may have
// written it since the caller read it.
func (t *Tx) writeCard(c crm.Card, parts cardParts) error {
	var sets []string
	args := make([]any, 0, 16)
	put := func(columns string, values ...any) {
		sets, args = append(sets, columns), append(args, values...)
	}
	put("modified = ?, revision = ?", int64(c.Modified), c.Revision)
	if parts&partName != 0 {
		put("name = ?, name_fold = ?", c.Name, fold.Fold(c.Name))
	}
	if parts&partStatus != 0 {
		put("status = ?, status_since = ?, status_from = ?", int64(c.Status), int64(c.StatusSince), orNull(c.StatusFrom))
	}
	if parts&partOwner != 0 {
		put("owner = ?", orNull(c.Owner))
	}
	if parts&partContact != 0 {
		put("contact = ?", orNull(c.Contact))
	}
	if parts&partFields != 0 {
		fields, folded := document(c.Fields)
		put("fields = ?, fields_fold = ?", fields, folded)
	}
	if parts&partTags != 0 {
		put("tags = ?", string(c.Tags))
	}
	if parts&partDeleted != 0 {
		put("deleted = ?", orNull(c.Deleted))
	}
	text, known := cardUpdates.Load(parts)
	if !known {
		text = "UPDATE card SET " + strings.Join(sets, ", ") + " WHERE id = ? AND revision = ?"
		cardUpdates.Store(parts, text)
	}
	t.changedID("card", c.ID)
	return t.must(text.(string), append(args, int64(c.ID), c.Revision-1)...) //nolint:forcetypeassert // nothing else is put there
}
