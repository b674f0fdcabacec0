package store

import (
	"encoding/json"
	"strings"

	"stepwise/backend/crm"
)

const linkColumns = "id, product, name, slug, label, kind, change, question, thanks, target, days, revision, modified"

type linkRow struct {
	crm.Link
	Changes *string `db:"change"`
}

func (r *linkRow) read() (crm.Link, error) {
	if r.Changes == nil {
		return r.Link, nil
	}
	r.Link.Change = &crm.CardChange{}
	return r.Link, json.Unmarshal([]byte(*r.Changes), r.Link.Change)
}

// Links reads the links of a product, by name.
func (v *View) Links(product crm.ProductID) ([]crm.Link, error) {
	var rows []linkRow
	if err := v.list(&rows, "SELECT "+linkColumns+" FROM link WHERE product = ? ORDER BY name, id", product); err != nil {
		return nil, err
	}
	out := make([]crm.Link, 0, len(rows))
	for i := range rows {
		l, err := rows[i].read()
		if err != nil {
			return nil, err
		}
		out = append(out, l)
	}
	return out, nil
}

// Link reads one link.
func (v *View) Link(id crm.LinkID) (crm.Link, error) {
	var row linkRow
	found, err := v.one(&row, "SELECT "+linkColumns+" FROM link WHERE id = ?", id)
	if err == nil && !found {
		err = crm.NotFound("link")
	}
	if err != nil {
		return crm.Link{}, err
	}
	return row.read()
}

// SaveLink adds a link (no id), or replaces one. A slug that another link of the
// product has is a unique error.
func (t *Tx) SaveLink(l crm.Link) (crm.Link, error) {
	if l.ID == 0 {
		id, err := nextID[crm.LinkID](t, "link")
		if err != nil {
			return l, err
		}
		l.ID = id
	}
	l.Revision++
	l.Modified = t.Now
	t.Changed("link", l.ID.String())
	var change *string
	if l.Change != nil {
		text, err := json.Marshal(l.Change)
		if err != nil {
			return l, err
		}
		s := string(text)
		change = &s
	}
	return l, t.must(`INSERT INTO link (`+linkColumns+`) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET name = excluded.name, slug = excluded.slug, label = excluded.label, kind = excluded.kind,
			change = excluded.change, question = excluded.question, thanks = excluded.thanks, target = excluded.target,
			days = excluded.days, revision = excluded.revision, modified = excluded.modified`,
		l.ID, l.Product, l.Name, l.Slug, l.Label, l.Kind, change, l.Question, l.Thanks, l.Target, l.Days, l.Revision, l.Modified)
}

// DeleteLink deletes a link; addresses that were sent lead nowhere then.
func (t *Tx) DeleteLink(id crm.LinkID) error {
	t.Changed("link", id.String())
	return t.must("DELETE FROM link WHERE id = ?", id)
}

// longMessage is added to the number of a message in the token of a link: every
// token has the same length then, in a forecast too.
const longMessage = 1 << 21

// LinkToken is what the address of a link ends with, for one message. In a copy
// in memory it only looks like one.
func (v *View) LinkToken(message crm.MessageID, link crm.LinkID) string {
	token := v.Sign("click", longMessage+int64(message), int64(link))
	if v.s.memory != nil {
		return SampleToken(len(token))
	}
	return token
}

// SampleToken looks like a token of a link and leads nowhere.
func SampleToken(length int) string { return strings.Repeat("x", length) }

// ReadLinkToken is the message and the link of a token; ok is false where we
// didn't make it.
func (v *View) ReadLinkToken(token string) (message crm.MessageID, link crm.LinkID, ok bool) {
	n, ok := v.Signed("click", token, 2)
	if !ok || n[0] <= longMessage {
		return 0, 0, false
	}
	return crm.MessageID(n[0] - longMessage), crm.LinkID(n[1]), true
}

// ReserveMessage takes the id that AddMessage gives the next message that brings
// it, for what a message says of itself.
func (t *Tx) ReserveMessage() (crm.MessageID, error) { return nextID[crm.MessageID](t, "message") }
