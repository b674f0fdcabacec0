package store

import (
	"encoding/json"
	"log/slog"

	"stepwise/backend/crm"
)

type leadBoxRow struct {
	ID       crm.LeadBoxID `db:"id"`
	Name     string        `db:"name"`
	Active   bool          `db:"active"`
	Account  crm.AccountID `db:"account"`
	Settings string        `db:"settings"`
	Sealed   []byte        `db:"secret"`
	Route    string        `db:"route"`
	Rules    string        `db:"rules"`
	crm.MailMark
	Began   crm.Instant `db:"began"`
	Looked  crm.Instant `db:"looked"`
	Trouble string      `db:"trouble"`
	Words   string      `db:"words"`
	Since   crm.Instant `db:"since"`
}

const leadBoxColumns = "id, name, active, account, settings, secret, route, rules, validity, uid, began, looked, trouble, words, since"

func leadBoxSeal(id crm.LeadBoxID) string { return "lead_box/" + id.String() }

func (v *View) readLeadBox(r *leadBoxRow) (crm.LeadBox, error) {
	b := crm.LeadBox{
		ID: r.ID, Name: r.Name, Active: r.Active, Account: r.Account, Mark: r.MailMark,
		Began: r.Began, Looked: r.Looked, Trouble: r.Trouble, Words: r.Words, Since: r.Since,
	}
	for text, to := range map[string]any{r.Settings: &b.Settings, r.Route: &b.Route, r.Rules: &b.Rules} {
		if err := json.Unmarshal([]byte(text), to); err != nil {
			return b, err
		}
	}
	secret, err := v.s.box.Open(r.Sealed, leadBoxSeal(b.ID))
	if err != nil {
		v.s.log.Error("secret can't be opened", slog.String("mailbox", b.ID.String()), slog.Any("error", err))
		return b, nil // it waits for its password
	}
	b.Secret, b.HasSecret = secret, secret != ""
	if !b.Settings.Same || b.Account == 0 {
		return b, nil
	}
	m := b.Mailbox()
	err = v.sameLogin(&m)
	b.Settings, b.Secret, b.HasSecret, b.Via = m.Settings, m.Secret, m.HasSecret, m.Via
	return b, err
}

// LeadBoxes reads all mailboxes whose mails become cards, with their secrets
// opened, by name.
func (v *View) LeadBoxes() ([]crm.LeadBox, error) {
	var rows []leadBoxRow
	if err := v.list(&rows, "SELECT "+leadBoxColumns+" FROM lead_box ORDER BY name, id"); err != nil {
		return nil, err
	}
	list := make([]crm.LeadBox, 0, len(rows))
	for i := range rows {
		b, err := v.readLeadBox(&rows[i])
		if err != nil {
			return nil, err
		}
		list = append(list, b)
	}
	return list, nil
}

// LeadBox reads one mailbox whose mails become cards.
func (v *View) LeadBox(id crm.LeadBoxID) (crm.LeadBox, error) {
	var row leadBoxRow
	found, err := v.one(&row, "SELECT "+leadBoxColumns+" FROM lead_box WHERE id = ?", id)
	if err == nil && !found {
		err = crm.NotFound("lead_box")
	}
	if err != nil {
		return crm.LeadBox{}, err
	}
	return v.readLeadBox(&row)
}

// SaveLeadBox adds a mailbox (no id) or replaces one; its secret is sealed. One
// that leads elsewhere now, or that was off, is read from its beginning, as a new
// one: mails that came meanwhile were for people.
func (t *Tx) SaveLeadBox(b crm.LeadBox) (crm.LeadBox, error) {
	b.Mark, b.Began, b.Looked = crm.MailMark{}, 0, 0
	if b.ID == 0 {
		id, err := nextID[crm.LeadBoxID](t, "lead_box")
		if err != nil {
			return b, err
		}
		b.ID = id
	} else if old, err := t.LeadBox(b.ID); err != nil {
		return b, err
	} else if s := old.Settings; old.Active && s.Host == b.Settings.Host && s.User == b.Settings.User && s.Folder == b.Settings.Folder {
		b.Mark, b.Began, b.Looked = old.Mark, old.Began, old.Looked
	}
	set, secret := b.Settings, b.Secret
	if set.Same {
		set.User, secret = "", ""
	}
	texts := make([]string, 0, 3)
	for _, part := range []any{set, b.Route, b.Rules} {
		text, err := json.Marshal(part)
		if err != nil {
			return b, err
		}
		texts = append(texts, string(text))
	}
	t.Changed("lead_box", b.ID.String())
	_, err := t.exec(`INSERT INTO lead_box (id, name, active, account, product, settings, secret, route, rules, validity, uid, began, looked)
		VALUES (?, ?, ?, ?, ?, ?, coalesce(?, x''), ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET name = excluded.name, active = excluded.active, account = excluded.account, product = excluded.product, settings = excluded.settings,
			secret = excluded.secret, route = excluded.route, rules = excluded.rules, validity = excluded.validity, uid = excluded.uid, began = excluded.began,
			looked = excluded.looked, trouble = '', words = '', since = NULL`,
		b.ID, b.Name, b.Active, b.Account, b.Route.Product, texts[0], t.s.box.Seal(secret, leadBoxSeal(b.ID)), texts[1], texts[2],
		b.Mark.Validity, b.Mark.UID, b.Began, b.Looked)
	if err != nil {
		return b, err
	}
	return t.LeadBox(b.ID)
}

// DeleteLeadBox lets a mailbox be; the cards that came from it stay.
func (t *Tx) DeleteLeadBox(id crm.LeadBoxID) error {
	t.Changed("lead_box", id.String())
	return t.must("DELETE FROM lead_box WHERE id = ?", id)
}

// MarkLeadBox notes how far a mailbox is read. One that was deleted, switched off
// or leads elsewhere meanwhile keeps what it has.
func (t *Tx) MarkLeadBox(id crm.LeadBoxID, was, now crm.MailMark) (done bool, err error) {
	n, err := t.exec("UPDATE lead_box SET validity = ?, uid = ?, began = coalesce(began, ?) WHERE id = ? AND active = 1 AND validity = ? AND uid = ?",
		now.Validity, now.UID, t.Now, id, was.Validity, was.UID)
	return n == 1, err
}

// UnreadMailboxes names the mailboxes that go wrong since before a moment: those
// whose mails become cards by their name, those of answers by their user.
func (v *View) UnreadMailboxes(before crm.Instant) (leads, answers []string, err error) {
	if err := v.list(&leads, "SELECT name FROM lead_box WHERE active = 1 AND trouble <> '' AND since < ? ORDER BY name", before); err != nil {
		return nil, nil, err
	}
	return leads, answers, v.list(&answers, "SELECT coalesce(settings ->> '$.user', '') FROM mailbox WHERE trouble <> '' AND since < ? ORDER BY id", before)
}

// LookedAtLeads notes how a look at a mailbox went: key is "" where all went well.
func (t *Tx) LookedAtLeads(id crm.LeadBoxID, key, words string) error {
	if key == "" {
		n, err := t.exec("UPDATE lead_box SET trouble = '', words = '', since = NULL WHERE id = ? AND since IS NOT NULL", id)
		if err != nil {
			return err
		}
		if n > 0 {
			t.Changed("lead_box", id.String())
		}
		_, err = t.exec("UPDATE lead_box SET looked = ? WHERE id = ?", t.Now, id)
		return err
	}
	words = clipRunes(words, 500)
	n, err := t.exec("UPDATE lead_box SET trouble = ?, words = ?, since = coalesce(since, ?) WHERE id = ? AND (trouble <> ? OR words <> ?)", key, words, t.Now, id, key, words)
	if n > 0 {
		t.Changed("lead_box", id.String())
	}
	return err
}

func (t *Tx) dropUnreadableLeadBoxes() (dropped int, err error) {
	var rows []struct {
		ID     crm.LeadBoxID `db:"id"`
		Secret []byte        `db:"secret"`
	}
	if err := t.list(&rows, "SELECT id, secret FROM lead_box"); err != nil {
		return 0, err
	}
	for _, r := range rows {
		if _, unread := t.s.box.Open(r.Secret, leadBoxSeal(r.ID)); unread == nil {
			continue
		}
		dropped++
		if err := t.must("UPDATE lead_box SET secret = x'' WHERE id = ?", r.ID); err != nil {
			return dropped, err
		}
	}
	return dropped, nil
}
