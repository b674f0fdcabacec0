package api

import (
	"stepwise/backend/crm"
	"stepwise/backend/fold"
	"stepwise/backend/mailaddr"
	"stepwise/backend/phone"
	"stepwise/backend/store"
)

// SaveUser adds or changes a colleague (administrators). Nobody takes the
// administrator's role from themselves.
func (s *Session) SaveUser(in crm.User) (out crm.User, err error) {
	return out, s.change(func(tx *store.Tx) error {
		ws, err := tx.Workspace()
		if err != nil {
			return err
		}
		var bad crm.Problems
		checkUser(&bad, &in, ws.Country)
		if err := bad.Err(); err != nil {
			return err
		}
		if in.ID != 0 {
			if _, err := tx.User(in.ID); err != nil {
				return err
			}
		}
		if in.ID == s.user && (in.Role != crm.RoleAdmin || !in.Active) {
			return crm.Fail(crm.CodeConflict, "error.user.self")
		}
		out, err = tx.SaveUser(in)
		return err
	})
}

func checkUser(bad *crm.Problems, u *crm.User, country string) {
	u.Name = name(bad, "name", u.Name)
	if a, why := mailaddr.Parse(u.Email); why != nil {
		bad.AddPhrase("email", *why)
	} else {
		u.Email = a.Email
	}
	if u.Phone = fold.Clean(u.Phone); u.Phone != "" {
		if _, why := phone.Parse(u.Phone, country); why != nil {
			bad.AddPhrase("phone", *why)
		}
	}
	if u.Role != crm.RoleAdmin && u.Role != crm.RoleMember {
		bad.Add("role", "settings.bad_role")
	}
	checkLanguage(bad, u.Language)
}
