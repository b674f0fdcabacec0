package store

import (
	"encoding/json"
	"log/slog"
	"time"

	"stepwise/backend/crm"
)

type accountRow struct {
	crm.Account
	Settings string `db:"settings"`
	Sealed   []byte `db:"secret"`
	forSMS
}

func (v *View) readAccount(r *accountRow) (crm.Account, error) {
	a := r.Account
	if err := r.settings(&a); err != nil {
		return a, err
	}
	a.HasSecret = len(r.Sealed) > 0
	secret, err := v.s.box.Open(r.Sealed, "account/"+a.ID.String())
	if err != nil {
		// the key file is another one: the account waits for its password
		v.s.log.Error("secret can't be opened", slog.String("account", a.ID.String()), slog.Any("error", err))
		a.Stopped, a.HasSecret = true, false
		return a, nil
	}
	a.Secret = secret
	v.openHooked(r, &a)
	return a, nil
}

const accountColumns = "id, channel, kind, name, owner, per_minute, per_day, position, settings, secret, stopped, words, since, until, next, sms AS sms_json, hook_secret, balance AS balance_json"

// Accounts reads all accounts with their secrets opened. One whose secret was
// sealed with another key is stopped and has none.
func (v *View) Accounts() ([]crm.Account, error) {
	var rows []accountRow
	if err := v.list(&rows, "SELECT "+accountColumns+" FROM account ORDER BY channel, position, id"); err != nil {
		return nil, err
	}
	list := make([]crm.Account, 0, len(rows))
	for i := range rows {
		a, err := v.readAccount(&rows[i])
		if err != nil {
			return nil, err
		}
		list = append(list, a)
	}
	return list, nil
}

// Account reads one account.
func (v *View) Account(id crm.AccountID) (crm.Account, error) {
	var row accountRow
	found, err := v.one(&row, "SELECT "+accountColumns+" FROM account WHERE id = ?", id)
	if err != nil {
		return crm.Account{}, err
	}
	if !found {
		return crm.Account{}, crm.NotFound("account")
	}
	return v.readAccount(&row)
}

// SaveAccount adds an account (no id) or replaces one; its secret is sealed.
// Saving lets a stopped account try again.
func (t *Tx) SaveAccount(a crm.Account) (crm.Account, error) {
	if a.ID == 0 {
		id, err := nextID[crm.AccountID](t, "account")
		if err != nil {
			return a, err
		}
		a.ID = id
		if err := t.get(&a.Position, "SELECT coalesce(max(position), 0) + 1 FROM account WHERE channel = ?", a.Channel); err != nil {
			return a, err
		}
	}
	b, err := json.Marshal(a.Settings())
	if err != nil {
		return a, err
	}
	a.Stopped, a.Words, a.Since, a.Until, a.HasSecret = false, "", 0, 0, a.Secret != ""
	if err := t.forgetOldWay(a); err != nil {
		return a, err
	}
	t.Changed("account", a.ID.String())
	if err := t.addAccount(a, string(b)); err != nil {
		return a, err
	}
	return t.saveForSMS(a)
}

func (t *Tx) addAccount(a crm.Account, settings string) error {
	_, err := t.exec(`INSERT INTO account (id, channel, kind, name, owner, per_minute, per_day, position, settings, secret) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET name = excluded.name, owner = excluded.owner, per_minute = excluded.per_minute, per_day = excluded.per_day,
			position = excluded.position, settings = excluded.settings, secret = excluded.secret,
			stopped = 0, words = '', since = NULL, until = NULL, next = NULL`,
		a.ID, a.Channel, a.Kind, a.Name, a.Owner, a.PerMinute, a.PerDay, a.Position, settings, t.s.box.Seal(a.Secret, "account/"+a.ID.String()))
	return err
}

// forgetOldWay takes the messages away from a gateway account that leads to
// another gateway, or another customer's place at it, from now on: it doesn't
// know what became of them, and its "not found" would double them.
func (t *Tx) forgetOldWay(a crm.Account) error {
	old, err := t.Account(a.ID)
	if crm.CodeOf(err) == crm.CodeNotFound {
		return nil
	}
	if err != nil || old.Place() == a.Place() {
		return err
	}
	_, err = t.exec("UPDATE message SET account = NULL WHERE account = ? AND state IN ('queued', 'sending', 'uncertain')", a.ID)
	return err
}

// KeepSecret replaces an account's secret by the one that its provider gave
// instead, unless somebody changed it meanwhile.
func (t *Tx) KeepSecret(id crm.AccountID, old, fresh string) error {
	a, err := t.Account(id)
	if err != nil || a.Secret != old {
		return err
	}
	return t.must("UPDATE account SET secret = ? WHERE id = ?", t.s.box.Seal(fresh, "account/"+id.String()), id)
}

// OrderAccounts puts accounts in the order in which they are tried.
func (t *Tx) OrderAccounts(ids []crm.AccountID) error {
	for i, id := range ids {
		if err := t.must("UPDATE account SET position = ? WHERE id = ?", i+1, id); err != nil {
			return err
		}
		t.Changed("account", id.String())
	}
	return nil
}

// CountWent counts the messages that an account took in the last 24 hours.
func (v *View) CountWent(id crm.AccountID) (n int, err error) {
	return n, v.get(&n, `SELECT count(*) FROM message WHERE account = ? AND handed_at > ? AND state IN ('sent', 'delivered', 'uncertain')`,
		id, v.now.Add(-24*time.Hour))
}

// StopAccount stops an account with the server's words; only the first stop
// counts, so that it is said once.
func (t *Tx) StopAccount(id crm.AccountID, words string) (first bool, err error) {
	t.Changed("account", id.String())
	n, err := t.exec("UPDATE account SET stopped = 1, words = ?, since = ? WHERE id = ? AND stopped = 0", words, t.Now, id)
	return n == 1, err
}

// ResumeAccount lets an account try again.
func (t *Tx) ResumeAccount(id crm.AccountID) error {
	t.Changed("account", id.String())
	return t.must("UPDATE account SET stopped = 0, words = '', since = NULL, until = NULL WHERE id = ?", id)
}

// PauseAccount makes an account wait as long as its server asked.
func (t *Tx) PauseAccount(id crm.AccountID, until crm.Instant) error {
	_, err := t.exec("UPDATE account SET until = ? WHERE id = ? AND (until IS NULL OR until < ?)", until, id, until)
	return err
}

// DeleteAccount deletes an account.
func (t *Tx) DeleteAccount(id crm.AccountID) error {
	t.Changed("account", id.String())
	return t.must("DELETE FROM account WHERE id = ?", id)
}

// AccountPause is until when due messages wait because their server asked for
// a pause, or because their account's rate is used up; 0 where none do.
func (v *View) AccountPause() (crm.Instant, error) {
	var until crm.Instant
	return until, v.get(&until, `SELECT min(max(coalesce(a.until, 0), coalesce(a.next, 0))) FROM account a WHERE a.stopped = 0 AND (a.until > ? OR a.next > ?)
		AND EXISTS (SELECT 1 FROM message m INDEXED BY message_due WHERE m.channel = a.channel AND m.state = 'queued' AND m.worker IS NULL AND m.due <= ?)`,
		v.now, v.now, v.now)
}
