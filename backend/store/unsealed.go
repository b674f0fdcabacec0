package store

import "stepwise/backend/crm"

// DropUnreadable takes away what another key has sealed: after a restore without
// the key of its backup nobody could use it. Accounts stop until somebody types
// their password again. It returns how many secrets went.
func (t *Tx) DropUnreadable() (dropped int, err error) {
	n, err := t.dropUnreadableAccounts()
	dropped += n
	if err != nil {
		return dropped, err
	}
	if n, err = t.dropUnreadableSignIns(); err != nil {
		return dropped, err
	}
	dropped += n
	if n, err = t.dropUnreadableMailboxes(); err != nil {
		return dropped, err
	}
	dropped += n
	if n, err = t.dropUnreadableLeadBoxes(); err != nil {
		return dropped, err
	}
	dropped += n
	n, err = t.dropUnreadableWebhooks()
	return dropped + n, err
}

// dropUnreadableWebhooks leaves them without a secret: what they are told can't
// be signed until somebody makes a new one.
func (t *Tx) dropUnreadableWebhooks() (dropped int, err error) {
	var rows []struct {
		ID     crm.WebhookID `db:"id"`
		Secret []byte        `db:"secret"`
	}
	if err := t.list(&rows, "SELECT id, secret FROM webhook"); err != nil {
		return 0, err
	}
	for _, r := range rows {
		if _, unread := t.s.box.Open(r.Secret, "webhook/"+r.ID.String()); unread == nil {
			continue
		}
		dropped++
		if err := t.must("UPDATE webhook SET secret = x'' WHERE id = ?", r.ID); err != nil {
			return dropped, err
		}
	}
	return dropped, nil
}

func (t *Tx) dropUnreadableMailboxes() (dropped int, err error) {
	var rows []struct {
		ID     crm.MailboxID `db:"id"`
		Secret []byte        `db:"secret"`
	}
	if err := t.list(&rows, "SELECT id, secret FROM mailbox"); err != nil {
		return 0, err
	}
	for _, r := range rows {
		if _, unread := t.s.box.Open(r.Secret, "mailbox/"+r.ID.String()); unread == nil {
			continue
		}
		dropped++
		if err := t.must("UPDATE mailbox SET secret = x'' WHERE id = ?", r.ID); err != nil {
			return dropped, err
		}
	}
	return dropped, nil
}

func (t *Tx) dropUnreadableAccounts() (dropped int, err error) {
	var rows []struct {
		ID     crm.AccountID `db:"id"`
		Secret []byte        `db:"secret"`
		Hook   []byte        `db:"hook_secret"`
	}
	if err := t.list(&rows, "SELECT id, secret, hook_secret FROM account"); err != nil {
		return 0, err
	}
	for _, r := range rows {
		_, unread := t.s.box.Open(r.Secret, "account/"+r.ID.String())
		_, unhooked := t.s.box.Open(r.Hook, hookSeal(r.ID))
		if unhooked != nil {
			dropped++
			if err := t.must("UPDATE account SET hook_secret = NULL WHERE id = ?", r.ID); err != nil {
				return dropped, err
			}
		}
		if unread != nil {
			dropped++
			if err := t.must("UPDATE account SET secret = NULL WHERE id = ?", r.ID); err != nil {
				return dropped, err
			}
			if _, err := t.StopAccount(r.ID, "another key: type the password again"); err != nil {
				return dropped, err
			}
		}
	}
	return dropped, nil
}

// dropUnreadableSignIns takes the way to sign in from those whose second step
// can't be read: it must not fall away and leave the password alone.
func (t *Tx) dropUnreadableSignIns() (dropped int, err error) {
	var rows []credentialRow
	if err := t.list(&rows, "SELECT user, password, totp, used FROM credential"); err != nil {
		return 0, err
	}
	for _, r := range rows {
		if _, unread := t.s.box.Open(r.Sealed, sealedFor(r.User)); unread == nil {
			continue
		}
		dropped++
		if err := t.must("DELETE FROM credential WHERE user = ?", r.User); err != nil {
			return dropped, err
		}
	}
	return dropped, nil
}
