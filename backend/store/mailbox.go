package store

import (
	"encoding/json"
	"log/slog"

	"stepwise/backend/crm"
)

type mailboxRow struct {
	crm.Mailbox
	crm.MailMark
	Text   string `db:"settings"`
	Sealed []byte `db:"secret"`
}

const mailboxColumns = "id, account, settings, secret, validity, uid, began, looked, trouble, words, since"

func (v *View) readMailbox(r *mailboxRow) (crm.Mailbox, error) {
	m := r.Mailbox
	m.Mark = r.MailMark
	if err := json.Unmarshal([]byte(r.Text), &m.Settings); err != nil {
		return m, err
	}
	secret, err := v.s.box.Open(r.Sealed, "mailbox/"+m.ID.String())
	if err != nil {
		v.s.log.Error("secret can't be opened", slog.String("mailbox", m.ID.String()), slog.Any("error", err))
		return m, nil // it waits for its password
	}
	m.Secret, m.HasSecret = secret, secret != ""
	if !m.Settings.Same || m.Account == 0 {
		return m, nil
	}
	return m, v.sameLogin(&m)
}

// sameLogin gives a mailbox the user and the password of its account.
func (v *View) sameLogin(m *crm.Mailbox) error {
	a, err := v.Account(m.Account)
	if err == nil && a.SMTP != nil {
		m.LoginOf(a)
	}
	return err
}

// Mailboxes reads all mailboxes with their secrets opened.
func (v *View) Mailboxes() ([]crm.Mailbox, error) {
	var rows []mailboxRow
	if err := v.list(&rows, "SELECT "+mailboxColumns+" FROM mailbox ORDER BY id"); err != nil {
		return nil, err
	}
	list := make([]crm.Mailbox, 0, len(rows))
	for i := range rows {
		m, err := v.readMailbox(&rows[i])
		if err != nil {
			return nil, err
		}
		list = append(list, m)
	}
	return list, nil
}

// Mailbox reads one mailbox.
func (v *View) Mailbox(id crm.MailboxID) (crm.Mailbox, error) {
	var row mailboxRow
	found, err := v.one(&row, "SELECT "+mailboxColumns+" FROM mailbox WHERE id = ?", id)
	if err == nil && !found {
		err = crm.NotFound("mailbox")
	}
	if err != nil {
		return crm.Mailbox{}, err
	}
	return v.readMailbox(&row)
}

// SaveMailbox adds a mailbox (no id) or replaces one; its secret is sealed. One
// that leads elsewhere now is read from its beginning, as a new one.
func (t *Tx) SaveMailbox(m crm.Mailbox) (crm.Mailbox, error) {
	if m.ID == 0 {
		id, err := nextID[crm.MailboxID](t, "mailbox")
		if err != nil {
			return m, err
		}
		m.ID = id
	} else if old, err := t.Mailbox(m.ID); err != nil {
		return m, err
	} else if s := old.Settings; s.Host == m.Settings.Host && s.User == m.Settings.User && s.Folder == m.Settings.Folder {
		m.Mark, m.Began, m.Looked = old.Mark, old.Began, old.Looked
	}
	set := m.Settings
	secret := m.Secret
	if set.Same {
		set.User, secret = "", ""
	}
	text, err := json.Marshal(set)
	if err != nil {
		return m, err
	}
	t.Changed("mailbox", m.ID.String())
	_, err = t.exec(`INSERT INTO mailbox (id, account, settings, secret, validity, uid, began, looked) VALUES (?, ?, ?, coalesce(?, x''), ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET account = excluded.account, settings = excluded.settings, secret = excluded.secret, validity = excluded.validity,
			uid = excluded.uid, began = excluded.began, looked = excluded.looked, trouble = '', words = '', since = NULL`,
		m.ID, m.Account, string(text), t.s.box.Seal(secret, "mailbox/"+m.ID.String()), m.Mark.Validity, m.Mark.UID, m.Began, m.Looked)
	if err != nil {
		return m, err
	}
	return t.Mailbox(m.ID)
}

// DeleteMailbox lets a mailbox be; what was read in it stays.
func (t *Tx) DeleteMailbox(id crm.MailboxID) error {
	t.Changed("mailbox", id.String())
	return t.must("DELETE FROM mailbox WHERE id = ?", id)
}

// MarkMailbox notes how far a mailbox is read. One that was deleted or leads
// elsewhere meanwhile keeps what it has.
func (t *Tx) MarkMailbox(id crm.MailboxID, was, now crm.MailMark) (done bool, err error) {
	n, err := t.exec("UPDATE mailbox SET validity = ?, uid = ?, began = coalesce(began, ?) WHERE id = ? AND validity = ? AND uid = ?",
		now.Validity, now.UID, t.Now, id, was.Validity, was.UID)
	return n == 1, err
}

// Looked notes how a look at a mailbox went: key is "" where all went well.
func (t *Tx) Looked(id crm.MailboxID, key, words string) error {
	query := "UPDATE mailbox SET trouble = ?, words = ?, since = coalesce(since, ?) WHERE id = ? AND (trouble <> ? OR words <> ?)"
	args := []any{key, clipRunes(words, 500), t.Now, id, key, clipRunes(words, 500)}
	if key == "" {
		if n, err := t.exec("UPDATE mailbox SET trouble = '', words = '', since = NULL WHERE id = ? AND since IS NOT NULL", id); err != nil {
			return err
		} else if n > 0 {
			t.Changed("mailbox", id.String())
		}
		_, err := t.exec("UPDATE mailbox SET looked = ? WHERE id = ?", t.Now, id)
		return err
	}
	n, err := t.exec(query, args...)
	if n > 0 {
		t.Changed("mailbox", id.String())
	}
	return err
}

// SeeMail notes that a mail did what it does; first is false where it did before.
func (t *Tx) SeeMail(hash string) (first bool, err error) {
	n, err := t.exec("INSERT INTO mail_seen (hash, at) VALUES (?, ?) ON CONFLICT DO NOTHING", hash, t.Now)
	return n == 1, err
}

// ForgetMails forgets mails that did something before a moment: no server counts
// them as new any more.
func (t *Tx) ForgetMails(before crm.Instant) error {
	_, err := t.exec("DELETE FROM mail_seen WHERE at < ?", before)
	return err
}

// MessageByKey reads the email with one of some keys, the first that is one of
// ours; found is false where none is.
func (v *View) MessageByKey(keys ...string) (m crm.Message, found bool, err error) {
	for _, key := range keys {
		list, err := v.messages("SELECT "+messageColumns+messageFrom+"WHERE m.key = ? AND m.channel = 'email'", key)
		if err != nil || len(list) > 0 {
			return first(list), len(list) > 0, err
		}
	}
	return m, false, nil
}

func first(list []crm.Message) (m crm.Message) {
	if len(list) > 0 {
		m = list[0]
	}
	return m
}

// SoftBounce notes that a message came back for now, and returns how many to the
// same recipient did since a moment.
func (t *Tx) SoftBounce(m crm.Message, since crm.Instant) (n int, err error) {
	if _, err := t.exec("INSERT INTO soft_bounce (message, at) VALUES (?, ?) ON CONFLICT DO NOTHING", m.ID, t.Now); err != nil {
		return 0, err
	}
	return n, t.get(&n, "SELECT count(*) FROM soft_bounce b JOIN message x ON x.id = b.message WHERE b.at >= ? AND x.recipient = ? AND x.channel = ?", since, m.To, m.Channel)
}

// Ours says whether an address is one that this business writes from, or a
// colleague's: what comes from it is no answer of a client.
func (v *View) Ours(email string) (bool, error) {
	var n int
	err := v.get(&n, `SELECT EXISTS (SELECT 1 FROM app_user WHERE email = ? COLLATE NOCASE)
		OR EXISTS (SELECT 1 FROM account WHERE channel = 'email' AND settings->>'fromEmail' = ? COLLATE NOCASE)`, email, email)
	return n != 0, err
}
