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
		id, h.Message, h.Card, h.Kind, int64(h.Link), h.N, h.Machine, h.At)
}

const hitColumns = "message, card, kind, link, n, machine, at"

// Hits reads what came of a message since a moment, oldest first.
func (v *View) Hits(message crm.MessageID, since crm.Instant) (list []crm.Hit, err error) {
	return list, v.list(&list, "SELECT "+hitColumns+" FROM hit WHERE message = ? AND at >= ? ORDER BY at, id", message, int64(since))
}

// CountHitsSince counts what was noted of a message since a moment.
func (v *View) CountHitsSince(message crm.MessageID, since crm.Instant) (n int, err error) {
	return n, v.get(&n, "SELECT count(*) FROM hit WHERE message = ? AND at >= ?", message, int64(since))
}

// HitsOfMachine says of all that came of a message since a moment that it was a
// program's, but for the buttons that were pressed. changed says whether something counted before.
func (t *Tx) HitsOfMachine(message crm.MessageID, since crm.Instant) (changed bool, err error) {
	n, err := t.exec(`UPDATE hit SET machine = 1 WHERE message = ? AND at >= ? AND machine = 0
		AND NOT (kind = 'click' AND link IN (SELECT id FROM link WHERE kind = 'change'))`, message, int64(since))
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

// LinkClicks say for each link of a product to how many messages somebody went on
// or pressed its button since a moment, and which were looked at by programs only.
func (v *View) LinkClicks(product crm.ProductID, since crm.Instant) (map[crm.LinkID]crm.HitCounts, error) {
	var rows []struct {
		Link     crm.LinkID `db:"link"`
		Clicked  int        `db:"clicked"`
		Machines int        `db:"machines"`
	}
	err := v.list(&rows, `SELECT link, sum(clicked) AS clicked, sum(1 - clicked) AS machines FROM (
			SELECT h.link, h.message, max(h.kind = 'click' AND h.machine = 0) AS clicked
			FROM hit h WHERE h.link IN (SELECT id FROM link WHERE product = ?) AND h.at >= ? GROUP BY h.link, h.message)
		GROUP BY link`, product, int64(since))
	out := map[crm.LinkID]crm.HitCounts{}
	for _, r := range rows {
		out[r.Link] = crm.HitCounts{Clicked: r.Clicked, Machines: r.Machines}
	}
	return out, err
}

// LinkSent counts the messages to clients that went out since a moment and name a
// merge field.
func (v *View) LinkSent(product crm.ProductID, path string, since crm.Instant) (n int, err error) {
	return n, v.get(&n, `SELECT count(*) FROM message m WHERE m.state IN ('sent', 'delivered', 'uncertain') AND m.handed_at >= ? AND m.usr IS NULL
		AND m.version IN (SELECT v.id FROM template_version v JOIN template t ON t.id = v.template
			WHERE t.product = ? AND instr(v.subject || v.body || v.doc, ?) > 0)`, int64(since), product, path)
}

// HitTally is what came of the messages of one step and template.
type HitTally struct {
	Step     crm.StepID     `db:"step"`
	Template crm.TemplateID `db:"template"`
	crm.HitCounts
}

// HitTallies count, by step and template, the messages to clients of a sequence
// that went out since a moment, and what came of them.
func (v *View) HitTallies(seq crm.SequenceID, since crm.Instant) (list []HitTally, err error) {
	return list, v.list(&list, `SELECT step, template, count(*) AS sent, sum(opened) AS opened, sum(clicked) AS clicked, sum(seen AND NOT opened AND NOT clicked) AS machines FROM (
			SELECT m.step, v.template,
				EXISTS (SELECT 1 FROM hit h WHERE h.message = m.id AND h.kind = 'open' AND h.machine = 0) AS opened,
				EXISTS (SELECT 1 FROM hit h WHERE h.message = m.id AND h.kind = 'click' AND h.machine = 0) AS clicked,
				EXISTS (SELECT 1 FROM hit h WHERE h.message = m.id) AS seen
			FROM enrolment e CROSS JOIN message m ON m.enrolment = e.id CROSS JOIN template_version v ON v.id = m.version
			WHERE e.sequence = ? AND m.usr IS NULL AND m.state IN ('sent', 'delivered', 'uncertain') AND m.handed_at >= ?)
		GROUP BY step, template ORDER BY step, template`, seq, int64(since))
}

// TemplateHits count the messages to clients of a template, of any version, that
// went out since a moment, and what came of them.
func (v *View) TemplateHits(template crm.TemplateID, since crm.Instant) (n crm.HitCounts, err error) {
	return n, v.get(&n, `SELECT count(*) AS sent, coalesce(sum(opened), 0) AS opened, coalesce(sum(clicked), 0) AS clicked,
			coalesce(sum(seen AND NOT opened AND NOT clicked), 0) AS machines FROM (
			SELECT EXISTS (SELECT 1 FROM hit h WHERE h.message = m.id AND h.kind = 'open' AND h.machine = 0) AS opened,
				EXISTS (SELECT 1 FROM hit h WHERE h.message = m.id AND h.kind = 'click' AND h.machine = 0) AS clicked,
				EXISTS (SELECT 1 FROM hit h WHERE h.message = m.id) AS seen
			FROM message m WHERE m.state IN ('sent', 'delivered', 'uncertain') AND m.handed_at >= ? AND m.usr IS NULL
				AND m.version IN (SELECT id FROM template_version WHERE template = ?))`, int64(since), template)
}
