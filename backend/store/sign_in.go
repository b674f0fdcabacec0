package store

import (
	"fmt"

	"stepwise/backend/crm"
)

type credentialRow struct {
	User     crm.UserID `db:"user"`
	Password string     `db:"password"`
	Sealed   []byte     `db:"totp"`
	Used     int64      `db:"used"`
}

func sealedFor(user crm.UserID) string { return "second/" + user.String() }

// Credential reads how a user signs in; the zero value where they can't. A
// second step that was sealed with another key is an error: it must not fall
// away.
func (v *View) Credential(user crm.UserID) (crm.Credential, error) {
	var row credentialRow
	found, err := v.one(&row, "SELECT user, password, totp, used FROM credential WHERE user = ?", user)
	if err != nil || !found {
		return crm.Credential{User: user}, err
	}
	secret, err := v.s.box.Open(row.Sealed, sealedFor(user))
	if err != nil {
		return crm.Credential{}, fmt.Errorf("open the second step of %s: %w", user, err)
	}
	return crm.Credential{User: user, Password: row.Password, Secret: secret, Used: row.Used}, nil
}

// SaveCredential replaces how a user signs in.
func (t *Tx) SaveCredential(c crm.Credential) error {
	t.Changed("sign_in", "*")
	_, err := t.exec(`INSERT INTO credential (user, password, changed, totp, used) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (user) DO UPDATE SET password = excluded.password, changed = excluded.changed, totp = excluded.totp, used = excluded.used`,
		c.User, c.Password, t.Now, t.s.box.Seal(c.Secret, sealedFor(c.User)), c.Used)
	return err
}

// UserOfEmail finds the active user who signs in with an address; 0 where
// nobody does.
func (v *View) UserOfEmail(email string) (id crm.UserID, err error) {
	_, err = v.one(&id, `SELECT u.id FROM app_user u JOIN credential c ON c.user = u.id
		WHERE lower(u.email) = lower(?) AND u.active = 1 ORDER BY u.id LIMIT 1`, email)
	return id, err
}

// CanSignIn are the active users who have a password, administrators only if so
// asked.
func (v *View) CanSignIn(admins bool) (ids []crm.UserID, err error) {
	return ids, v.list(&ids, `SELECT u.id FROM app_user u JOIN credential c ON c.user = u.id
		WHERE u.active = 1 AND (u.role = 'admin' OR NOT ?) ORDER BY u.id`, admins)
}

// AddSignIn notes a browser that is signed in now; hash is of its token.
func (t *Tx) AddSignIn(s crm.SignIn, hash string) (crm.SignIn, error) {
	id, err := nextID[crm.SignInID](t, "sign_in")
	if err != nil {
		return s, err
	}
	s.ID, s.Created, s.Seen = id, t.Now, t.Now
	t.Changed("sign_in", id.String())
	return s, t.must("INSERT INTO sign_in (id, hash, user, created, seen, address, device) VALUES (?, ?, ?, ?, ?, ?, ?)",
		s.ID, hash, s.User, s.Created, s.Seen, s.Address, s.Device)
}

const signInColumns = "s.id, s.user, s.created, s.seen, s.address, s.device"

// SignInOf finds the sign-in of a token's hash, if its user has not left.
func (v *View) SignInOf(hash string) (s crm.SignIn, found bool, err error) {
	found, err = v.one(&s, "SELECT "+signInColumns+" FROM sign_in s JOIN app_user u ON u.id = s.user WHERE s.hash = ? AND u.active = 1", hash)
	return s, found, err
}

// SignIns are the browsers in which a user is signed in, the last seen first.
func (v *View) SignIns(user crm.UserID) ([]crm.SignIn, error) {
	list := []crm.SignIn{}
	return list, v.list(&list, "SELECT "+signInColumns+" FROM sign_in s WHERE s.user = ? ORDER BY s.seen DESC, s.id DESC", user)
}

// SeenSignIn notes that a browser was here.
func (t *Tx) SeenSignIn(id crm.SignInID, address string) error {
	_, err := t.exec("UPDATE sign_in SET seen = ?, address = ? WHERE id = ?", t.Now, address, id)
	return err
}

// EndSignIn signs one browser of a user out.
func (t *Tx) EndSignIn(user crm.UserID, id crm.SignInID) error {
	t.Changed("sign_in", id.String())
	_, err := t.exec("DELETE FROM sign_in WHERE id = ? AND user = ?", id, user)
	return err
}

// EndSignIns signs all browsers of a user out, but for one that may stay.
func (t *Tx) EndSignIns(user crm.UserID, but crm.SignInID) error {
	t.Changed("sign_in", "*")
	_, err := t.exec("DELETE FROM sign_in WHERE user = ? AND id <> ?", user, int64(but))
	return err
}

// EndOldSignIns forgets those that are over by themselves.
func (t *Tx) EndOldSignIns(created, seen crm.Instant) error {
	_, err := t.exec("DELETE FROM sign_in WHERE created < ? OR seen < ?", created, seen)
	return err
}

// Invite lets the bearer of a token choose a user's password; an earlier
// invitation is worth nothing any more.
func (t *Tx) Invite(user crm.UserID, hash string, expires crm.Instant) error {
	if _, err := t.exec("DELETE FROM invitation WHERE user = ? OR expires < ?", user, t.Now); err != nil {
		return err
	}
	t.Changed("sign_in", "*")
	return t.must("INSERT INTO invitation (hash, user, expires) VALUES (?, ?, ?)", hash, user, expires)
}

// Invited is whom an invitation is for; 0 where it is over, or the user has left.
func (v *View) Invited(hash string) (user crm.UserID, err error) {
	_, err = v.one(&user, `SELECT i.user FROM invitation i JOIN app_user u ON u.id = i.user
		WHERE i.hash = ? AND i.expires >= ? AND u.active = 1`, hash, v.now)
	return user, err
}

// Uninvite ends the invitations of a user.
func (t *Tx) Uninvite(user crm.UserID) error {
	_, err := t.exec("DELETE FROM invitation WHERE user = ?", user)
	return err
}

// SetRecoveryCodes replaces a user's recovery codes by these hashes.
func (t *Tx) SetRecoveryCodes(user crm.UserID, hashes []string) error {
	if _, err := t.exec("DELETE FROM recovery_code WHERE user = ?", user); err != nil {
		return err
	}
	for _, h := range hashes {
		if err := t.must("INSERT INTO recovery_code (user, hash) VALUES (?, ?)", user, h); err != nil {
			return err
		}
	}
	return nil
}

// UseRecoveryCode takes a code away, and says whether there was one.
func (t *Tx) UseRecoveryCode(user crm.UserID, hash string) (bool, error) {
	n, err := t.exec("DELETE FROM recovery_code WHERE user = ? AND hash = ?", user, hash)
	return n == 1, err
}

// RecoveryCodes is how many codes a user has left.
func (v *View) RecoveryCodes(user crm.UserID) (n int, err error) {
	return n, v.get(&n, "SELECT count(*) FROM recovery_code WHERE user = ?", user)
}
