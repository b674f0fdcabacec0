package store

import (
	"encoding/json"

	"stepwise/backend/crm"
)

// keepLeadMails is how many mails of a mailbox are kept to look at, besides those
// that failed; keepLeadSeen is how long it is known that a mail counted, in
// milliseconds.
const (
	keepLeadMails = 50
	keepLeadSeen  = 400 * 24 * 3600 * 1000
)

type leadMailRow struct {
	ID       crm.LeadMailID    `db:"id"`
	Box      crm.LeadBoxID     `db:"box"`
	At       crm.Instant       `db:"at"`
	State    crm.LeadMailState `db:"state"`
	Subject  string            `db:"subject"`
	Sender   string            `db:"sender"`
	Problems string            `db:"problems"`
	Card     crm.CardID        `db:"card"`
	crm.MailMark
}

const leadMailColumns = "id, box, at, validity, uid, state, subject, sender, problems, card"

func (v *View) leadMails(query string, args ...any) ([]crm.LeadMail, error) {
	var rows []leadMailRow
	if err := v.list(&rows, query, args...); err != nil {
		return nil, err
	}
	list := make([]crm.LeadMail, 0, len(rows))
	for _, r := range rows {
		m := crm.LeadMail{ID: r.ID, Box: r.Box, At: r.At, Mark: r.MailMark, State: r.State, Subject: r.Subject, Sender: r.Sender, Card: r.Card}
		if err := json.Unmarshal([]byte(r.Problems), &m.Problems); err != nil {
			return nil, err
		}
		list = append(list, m)
	}
	return list, nil
}

// LeadMails reads what became of the mails of a mailbox, first those of which
// nothing could be made, each the newest first.
func (v *View) LeadMails(box crm.LeadBoxID, limit int) ([]crm.LeadMail, error) {
	return v.leadMails("SELECT "+leadMailColumns+" FROM lead_mail WHERE box = ? ORDER BY state IN ('failed', 'again') DESC, at DESC, id DESC LIMIT ?", box, limit)
}

// LeadMail reads one mail.
func (v *View) LeadMail(id crm.LeadMailID) (m crm.LeadMail, err error) {
	list, err := v.leadMails("SELECT "+leadMailColumns+" FROM lead_mail WHERE id = ?", id)
	if err == nil && len(list) == 0 {
		err = crm.NotFound("lead_mail")
	}
	if err != nil {
		return m, err
	}
	return list[0], nil
}

// LeadMailsAgain are the numbers of the mails of a mailbox that a person wants
// read once more.
func (v *View) LeadMailsAgain(box crm.LeadBoxID, validity uint32) (uids []uint32, err error) {
	return uids, v.list(&uids, "SELECT uid FROM lead_mail WHERE box = ? AND validity = ? AND state = 'again' ORDER BY uid", box, validity)
}

// CountFailedLeads counts the mails of a mailbox of which nothing could be made.
func (v *View) CountFailedLeads(box crm.LeadBoxID) (n int, err error) {
	return n, v.get(&n, "SELECT count(*) FROM lead_mail WHERE box = ? AND state IN ('failed', 'again')", box)
}

// NoteLeadMail keeps what became of a mail, in the place of what was kept of it
// before; older ones that went well are let go.
func (t *Tx) NoteLeadMail(m crm.LeadMail) error {
	if m.Problems == nil {
		m.Problems = []crm.Problem{}
	}
	problems, err := json.Marshal(m.Problems)
	if err != nil {
		return err
	}
	id, err := nextID[crm.LeadMailID](t, "lead_mail")
	if err != nil {
		return err
	}
	t.Changed("lead_box", m.Box.String())
	_, err = t.exec(`INSERT INTO lead_mail (id, box, at, validity, uid, state, subject, sender, problems, card) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (box, validity, uid) DO UPDATE SET at = excluded.at, state = excluded.state, subject = excluded.subject, sender = excluded.sender,
			problems = excluded.problems, card = excluded.card`,
		id, m.Box, t.Now, m.Mark.Validity, m.Mark.UID, m.State, clipRunes(m.Subject, 200), clipRunes(m.Sender, 200), string(problems), m.Card)
	if err != nil {
		return err
	}
	_, err = t.exec(`DELETE FROM lead_mail WHERE box = ?1 AND state IN ('made', 'changed') AND id NOT IN (
		SELECT id FROM lead_mail WHERE box = ?1 AND state IN ('made', 'changed') ORDER BY at DESC, id DESC LIMIT ?2)`, int64(m.Box), keepLeadMails)
	return err
}

// AskLeadMail notes that a person wants a failed mail read once more.
func (t *Tx) AskLeadMail(m crm.LeadMail) error {
	t.Changed("lead_box", m.Box.String())
	return t.must("UPDATE lead_mail SET state = 'again' WHERE id = ?", m.ID)
}

// DropLeadMail lets go of what is kept of a mail.
func (t *Tx) DropLeadMail(m crm.LeadMail) error {
	t.Changed("lead_box", m.Box.String())
	return t.must("DELETE FROM lead_mail WHERE id = ?", m.ID)
}

// LeadSeen says whether a mail counted in a mailbox before.
func (v *View) LeadSeen(box crm.LeadBoxID, hash string) (bool, error) {
	var n int
	err := v.get(&n, "SELECT EXISTS (SELECT 1 FROM lead_seen WHERE box = ? AND hash = ?)", box, hash)
	return n != 0, err
}

// SeeLead notes that a mail counts; first is false where it did before.
func (t *Tx) SeeLead(box crm.LeadBoxID, hash string) (first bool, err error) {
	n, err := t.exec("INSERT INTO lead_seen (box, hash, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", box, hash, t.Now)
	return n == 1, err
}

// ForgetLeads lets go of what is kept of mails and calls no longer than needed.
func (t *Tx) ForgetLeads() error {
	if _, err := t.exec("DELETE FROM lead_seen WHERE at < ?", t.Now-keepLeadSeen); err != nil {
		return err
	}
	if _, err := t.exec("DELETE FROM inlet_key WHERE until < ?", t.Now); err != nil {
		return err
	}
	_, err := t.exec("UPDATE inlet_call SET body = NULL, problems = '[]' WHERE at < ? AND body IS NOT NULL", t.Now-crm.KeepInletBodies*24*3600*1000)
	return err
}
