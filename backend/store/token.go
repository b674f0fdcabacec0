package store

import (
	"slices"

	"stepwise/backend/crm"
)

const tokenColumns = "k.id, k.name, k.hint, k.scopes, k.user, k.created, k.used, k.expires, k.revoked" //nolint:gosec // names of columns

// AddToken keeps a token of the API; hash is of what its program sends.
func (t *Tx) AddToken(k crm.Token, hash string) (crm.Token, error) {
	id, err := nextID[crm.TokenID](t, "token")
	if err != nil {
		return k, err
	}
	k.ID, k.Created = id, t.Now
	t.Changed("token", id.String())
	return k, t.must(`INSERT INTO api_token (id, hash, name, hint, scopes, user, created, expires) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
		k.ID, hash, k.Name, k.Hint, k.Scopes.String(), k.User, k.Created, k.Expires)
}

// TokenOf finds the token of a hash, if it is good and its user has not left.
func (v *View) TokenOf(hash string) (k crm.Token, found bool, err error) {
	found, err = v.one(&k, "SELECT "+tokenColumns+" FROM api_token k JOIN app_user u ON u.id = k.user WHERE k.hash = ? AND u.active = 1", hash)
	return k, found && !k.Over(v.now), err
}

// Tokens are the tokens of a user, of everybody for none; those that are good
// first, the latest first.
func (v *View) Tokens(user crm.UserID) ([]crm.Token, error) {
	list := []crm.Token{}
	err := v.list(&list, "SELECT "+tokenColumns+" FROM api_token k WHERE ? = 0 OR k.user = ? ORDER BY k.created DESC, k.id DESC", int64(user), int64(user))
	slices.SortStableFunc(list, func(a, b crm.Token) int {
		switch over, other := a.Over(v.now), b.Over(v.now); {
		case over == other:
			return 0
		case over:
			return 1
		default:
			return -1
		}
	})
	return list, err
}

// Token reads one token.
func (v *View) Token(id crm.TokenID) (k crm.Token, err error) {
	found, err := v.one(&k, "SELECT "+tokenColumns+" FROM api_token k WHERE k.id = ?", id)
	if err == nil && !found {
		err = crm.NotFound("token")
	}
	return k, err
}

// UsedToken notes that a token was used now.
func (t *Tx) UsedToken(id crm.TokenID) error {
	_, err := t.exec("UPDATE api_token SET used = ? WHERE id = ?", t.Now, id)
	return err
}

// RevokeToken makes a token good for nothing, from now on and for ever.
func (t *Tx) RevokeToken(id crm.TokenID) error {
	t.Changed("token", id.String())
	_, err := t.exec("UPDATE api_token SET revoked = ? WHERE id = ? AND revoked IS NULL", t.Now, id)
	return err
}

// RevokeTokens revokes those of a user who leaves: who comes back makes new ones.
func (t *Tx) RevokeTokens(user crm.UserID) error {
	n, err := t.exec("UPDATE api_token SET revoked = ? WHERE user = ? AND revoked IS NULL", t.Now, user)
	if n > 0 {
		t.Changed("token", "*")
	}
	return err
}

// TokenRow is a token as it lies in the database.
type TokenRow struct {
	crm.Token
	Hash string `db:"hash"`
}

// TokenRows reads all tokens, to be carried over a restore.
func (v *View) TokenRows() (rows []TokenRow, err error) {
	return rows, v.list(&rows, "SELECT k.hash, "+tokenColumns+" FROM api_token k ORDER BY k.id")
}

// CarryTokens leaves the tokens as they were before a restore: one that was
// revoked since the backup stays so.
func (t *Tx) CarryTokens(rows []TokenRow) error {
	if _, err := t.exec("DELETE FROM api_token"); err != nil {
		return err
	}
	t.Changed("token", "*")
	var last int64
	for _, r := range rows {
		last = max(last, int64(r.ID))
		_, err := t.exec(`INSERT INTO api_token (id, hash, name, hint, scopes, user, created, used, expires, revoked) SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
			WHERE EXISTS (SELECT 1 FROM app_user WHERE id = ? AND active = 1)`,
			r.ID, r.Hash, r.Name, r.Hint, r.Scopes.String(), r.User, r.Created, r.Used, r.Expires, r.Revoked, r.User)
		if err != nil {
			return err
		}
	}
	return t.countedTo("token", last)
}

// countedTo makes sure that ids up to last are not handed out again: rows that
// were carried over a restore may be younger than its counter.
func (t *Tx) countedTo(noun string, last int64) error {
	next, err := t.NextIDs(noun, 0)
	if err == nil && last >= next {
		_, err = t.NextIDs(noun, int(last-next+1))
	}
	return err
}
