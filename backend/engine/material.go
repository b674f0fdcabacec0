package engine

import (
	"crypto/sha256"
	"fmt"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/document"
	"stepwise/backend/merge"
	"stepwise/backend/store"
)

// Letter is which of two templates a card gets in an A/B test: by a hash of
// sequence and card, so the same in every step and round.
func Letter(q crm.SequenceID, card crm.CardID) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "ab|%d|%d", q, card))
	if sum[0]&1 == 0 {
		return "A"
	}
	return "B"
}

// template is the one that the card gets, with its letter ("" without a test).
func (d *due) template() (crm.Template, string, error) {
	id, letter := d.st.Template, ""
	if d.st.TemplateB != 0 {
		if letter = Letter(d.q.ID, d.en.Card); letter == "B" {
			id = d.st.TemplateB
		}
	}
	t, err := d.tx.Template(id)
	return t, letter, err
}

// unfilled says why a template's merge fields can't be filled: one is gone, or
// has neither a value nor a fallback.
func unfilled(t crm.Template, values crm.MergeValues) crm.Reason {
	missing := document.Missing(t.Kind, t.Content, values)
	for _, path := range missing {
		if _, known := values[path]; !known {
			return crm.ReasonTemplateBroken
		}
	}
	if len(missing) > 0 {
		return crm.ReasonMissingValue
	}
	return crm.ReasonNone
}

// Source gathers what the merge fields of a card's texts are filled from.
func Source(v *store.View, ws crm.Workspace, cat *crm.Catalogue, card crm.Card) (merge.Source, error) {
	src := merge.Source{Cat: cat, Workspace: ws, Card: card, Now: v.Clock(), Language: ws.Language, FileName: fileNames(v)}
	if card.Contact != 0 {
		contact, err := v.Contact(card.Contact)
		if err != nil {
			return src, err
		}
		src.Contact = contact
		if contact.Kind == crm.ContactCompany {
			src.Company = contact
		} else if contact.Company != 0 {
			if src.Company, err = v.Contact(contact.Company); err != nil {
				return src, err
			}
		}
	}
	if owner, ok := cat.User(card.Owner); ok {
		src.Owner = &owner
	}
	return src, nil
}

// fileNames names the files of file fields; one that is gone has no name.
func fileNames(v *store.View) func(crm.FileID) string {
	return func(id crm.FileID) string {
		f, err := v.File(id)
		if err != nil || f.Deleted != 0 {
			return ""
		}
		return f.Name
	}
}

// sourceFor is source for texts that may need no client.
func (d *due) sourceFor(texts []string) (merge.Source, error) {
	for _, text := range texts {
		if strings.Contains(text, "contact.") || strings.Contains(text, "company.") {
			return d.source()
		}
	}
	card, err := d.tx.Card(d.en.Card)
	if err != nil {
		return merge.Source{}, err
	}
	card.Contact = 0
	return d.sourceOf(card)
}

func (d *due) source() (merge.Source, error) {
	card, err := d.tx.Card(d.en.Card)
	if err != nil {
		return merge.Source{}, err
	}
	return d.sourceOf(card)
}

func (d *due) sourceOf(card crm.Card) (merge.Source, error) {
	cat, err := d.s.catalogue(card.Product)
	if err != nil {
		return merge.Source{}, err
	}
	src, err := Source(&d.tx.View, d.s.ws, cat, card)
	src.Types = d.s.types(cat)
	src.Zone, src.Holiday = d.s.cal.Zone, d.s.cal.IsHoliday
	return src, err
}

// assignee is who gets a task or an email inside: the step's user or the card's
// owner; a task falls back to the sequence's fallback user, with a note.
func (d *due) assignee(card crm.Card) (u crm.User, fellBack bool, why crm.Reason, err error) {
	id, missing := d.st.Assignee, crm.ReasonUserInactive
	if id == 0 {
		id = card.Owner
		if id == 0 {
			missing = crm.ReasonNoOwner
		}
	}
	for i, id := range []crm.UserID{id, d.q.Fallback} {
		if id == 0 || i == 1 && d.st.Kind.Sends() {
			continue
		}
		u, err = d.tx.User(id)
		if err != nil || u.Active {
			return u, i == 1, crm.ReasonNone, err
		}
	}
	return crm.User{}, false, missing, nil
}
