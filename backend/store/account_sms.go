package store

import (
	"encoding/json"
	"log/slog"

	"stepwise/backend/crm"
)

// forSMS are the columns that only accounts for SMS use.
type forSMS struct {
	SMSJSON    string `db:"sms_json"`
	SealedHook []byte `db:"hook_secret"`
	Left       string `db:"balance_json"`
}

// settings reads what an account's kind needs, and what all for SMS have.
func (r *accountRow) settings(a *crm.Account) error {
	if err := json.Unmarshal([]byte(r.Settings), a.Settings()); err != nil {
		return err
	}
	if a.Channel != crm.ChannelSMS {
		return nil
	}
	a.SMS = &crm.SMSSettings{}
	if err := json.Unmarshal([]byte(r.SMSJSON), a.SMS); err != nil {
		return err
	}
	if a.SMS.Prices == nil {
		a.SMS.Prices = []crm.PrefixPrice{}
	}
	return json.Unmarshal([]byte(r.Left), &a.Balance)
}

// openHooked opens the secret of what a provider sends here.
func (v *View) openHooked(r *accountRow, a *crm.Account) {
	hooked, err := v.s.box.Open(r.SealedHook, hookSeal(a.ID))
	if err != nil { // then nothing it sends is believed, as long as nobody types it again
		v.s.log.Error("hook secret can't be opened", slog.String("account", a.ID.String()), slog.Any("error", err))
		return
	}
	a.Hooked, a.HasHooked = hooked, len(r.SealedHook) > 0
	if a.Channel == crm.ChannelSMS {
		a.HookPath = v.hookPath(a.ID)
	}
}

func hookSeal(id crm.AccountID) string { return "account/" + id.String() + "/hook" }

func (t *Tx) saveForSMS(a crm.Account) (crm.Account, error) {
	if a.Channel != crm.ChannelSMS {
		return a, nil
	}
	if a.SMS == nil {
		a.SMS = &crm.SMSSettings{}
	}
	b, err := json.Marshal(a.SMS)
	if err != nil {
		return a, err
	}
	a.HasHooked, a.HookPath = a.Hooked != "", t.hookPath(a.ID)
	return a, t.must("UPDATE account SET sms = ?, hook_secret = ? WHERE id = ?", string(b), t.s.box.Seal(a.Hooked, hookSeal(a.ID)), a.ID)
}

func (v *View) hookPath(id crm.AccountID) string {
	return "/hooks/sms/" + id.String() + "/" + v.HookToken(id)
}

// SetBalance notes what is left at an account's provider, now.
func (t *Tx) SetBalance(id crm.AccountID, left crm.Balance) error {
	left.At = t.Now
	b, err := json.Marshal(left)
	if err != nil {
		return err
	}
	t.Changed("account", id.String())
	return t.must("UPDATE account SET balance = ? WHERE id = ?", string(b), id)
}

// HookToken is the part of an account's address for receipts that nobody can
// guess. It is made with the key outside the database.
func (v *View) HookToken(id crm.AccountID) string {
	return v.s.box.Mark(id.String(), "hook")[:40]
}
