package store

import "stepwise/backend/crm"

// AddHit notes that a message to a client was opened or clicked.
func (t *Tx) AddHit(h crm.Hit) error {
	id, err := t.NextIDs("hit", 1)
	if err != nil {
		return err
	}
	t.Changed("message", h.Message.String())
	return t.must("INSERT INTO hit (id, message, card, kind, link, n, machine, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		id, h.Message, h.Card, h.Kind, h.Link, h.N, h.Machine, h.At)
}

const hitColumns = "message, card, kind, link, n, machine, at"

// Hits reads what came of a message since a moment, oldest first.
func (v *View) Hits(message crm.MessageID, since crm.Instant) (list []crm.Hit, err error) {
	return list, v.list(&list, "SELECT "+hitColumns+" FROM hit WHERE message = ? AND at >= ? ORDER BY at, id", message, since)
}

// CountHitsSince counts what was noted of a message since a moment.
func (v *View) CountHitsSince(message crm.MessageID, since crm.Instant) (n int, err error) {
	return n, v.get(&n, "SELECT count(*) FROM hit WHERE message = ? AND at >= ?", message, since)
}

// HitsOfMachine says of all that came of a message since a moment that it was a
// program's, but for the buttons that were pressed. changed says whether something counted before.
func (t *Tx) HitsOfMachine(message crm.MessageID, since crm.Instant) (changed bool, err error) {
	n, err := t.exec(`UPDATE hit SET machine = 1 WHERE message = ? AND at >= ? AND machine = 0
		AND NOT (kind = 'click' AND link IN (SELECT id FROM link WHERE kind = 'change'))`, message, since)
	if n > 0 {
		t.Changed("message", message.String())
	}
	return n > 0, err
}

// LastAnswer is the link that changes a card which a message's client pressed
// last; 0 for none.
func (v *View) LastAnswer(message crm.MessageID) (id crm.LinkID, err error) {
	_, err = v.one(&id, `SELECT h.link FROM hit h JOIN link l ON l.id = h.link AND l.kind = 'change'
		WHERE h.message = ? AND h.kind = 'click' ORDER BY h.at DESC, h.id DESC LIMIT 1`, message)
	return id, err
}

// MostHits is how much is kept of one message: more than that is no client.
const MostHits = 200

// LinkClicks are the messages in which a link stands that went out, and what
// came of them, for each link of a product.
func (v *View) LinkClicks(product crm.ProductID) (map[crm.LinkID]crm.HitCounts, error) {
	var rows []struct {
		Link crm.LinkID `db:"link"`
		crm.HitCounts
	}
	err := v.list(&rows, `SELECT h.link,
			count(DISTINCT h.message) FILTER (WHERE h.kind = 'click' AND h.machine = 0) AS clicked,
			count(DISTINCT h.message) FILTER (WHERE NOT EXISTS (SELECT 1 FROM hit k WHERE k.message = h.message AND k.link = h.link AND k.kind = 'click' AND k.machine = 0)) AS machines,
			0 AS sent, 0 AS opened
		FROM hit h WHERE h.link IN (SELECT id FROM link WHERE product = ?) GROUP BY h.link`, product)
	out := map[crm.LinkID]crm.HitCounts{}
	for _, r := range rows {
		out[r.Link] = r.HitCounts
	}
	return out, err
}

// LinkSent counts the messages that went out and name a link.
func (v *View) LinkSent(product crm.ProductID, slug string) (n int, err error) {
	return n, v.get(&n, `SELECT count(*) FROM message m JOIN card c ON c.id = m.card
		WHERE c.product = ? AND m.usr IS NULL AND m.state IN ('sent', 'delivered', 'uncertain') AND m.vals ->> ? IS NOT NULL`, product, `$."link.`+slug+`"`)
}
