package store

import "stepwise/backend/crm"

const userColumns = "id, name, email, phone, role, language, signature, active"

// Users reads all users, active ones first, by name.
func (v *View) Users() ([]crm.User, error) {
	users := []crm.User{}
	return users, v.list(&users, "SELECT "+userColumns+" FROM app_user ORDER BY active DESC, name, id")
}

// User reads one user.
func (v *View) User(id crm.UserID) (crm.User, error) {
	return defined(v, "user", int64(id), func() (crm.User, error) { return v.user(id) })
}

func (v *View) user(id crm.UserID) (crm.User, error) {
	var u crm.User
	found, err := v.one(&u, "SELECT "+userColumns+" FROM app_user WHERE id = ?", id)
	if err == nil && !found {
		err = crm.NotFound("user")
	}
	return u, err
}

// SaveUser adds a user (no id) or replaces one.
func (t *Tx) SaveUser(u crm.User) (crm.User, error) {
	if u.ID == 0 {
		id, err := nextID[crm.UserID](t, "user")
		if err != nil {
			return u, err
		}
		u.ID = id
	}
	t.Changed("user", u.ID.String())
	_, err := t.exec(`INSERT INTO app_user (`+userColumns+`) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET name = excluded.name, email = excluded.email, phone = excluded.phone, role = excluded.role,
			language = excluded.language, signature = excluded.signature, active = excluded.active`,
		u.ID, u.Name, u.Email, u.Phone, u.Role, u.Language, u.Signature, u.Active)
	if err == nil && !u.Active {
		err = t.RevokeTokens(u.ID)
	}
	return u, err
}

// FirstAdmin is the active administrator who came first; 1 before there is
// one.
func (v *View) FirstAdmin() (crm.UserID, error) {
	var id crm.UserID
	found, err := v.one(&id, "SELECT id FROM app_user WHERE role = 'admin' AND active = 1 ORDER BY id LIMIT 1")
	if err == nil && !found {
		id = 1
	}
	return id, err
}
