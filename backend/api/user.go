package api

import (
	"stepwise/backend/crm"
	"stepwise/backend/fold"
	"stepwise/backend/mailaddr"
	"stepwise/backend/phone"
	"stepwise/backend/store"
)

// SaveUser adds or changes a colleague (administrators). Nobody takes the
// administrator's role from themselves, and one administrator stays. One who has
// cards, tasks or a place in automations leaves by HandOver.
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
		if in.ID == s.user && (in.Role != crm.RoleAdmin || !in.Active) {
			return crm.Fail(crm.CodeConflict, "error.user.self")
		}
		if in.ID != 0 {
			if err := mayBecome(tx, in); err != nil {
				return err
			}
		}
		out, err = tx.SaveUser(in)
		return err
	})
}

// mayBecome refuses to leave the workspace without an administrator, and to
// deactivate somebody to whom something points.
func mayBecome(tx *store.Tx, in crm.User) error {
	old, err := tx.User(in.ID)
	if err != nil {
		return err
	}
	if leaves := old.Active && !in.Active; leaves || in.Role != crm.RoleAdmin {
		last, err := lastAdmin(&tx.View, in.ID)
		if err != nil {
			return err
		}
		if last && old.Role == crm.RoleAdmin && old.Active {
			return crm.Fail(crm.CodeConflict, "error.user.last_admin")
		}
		if !leaves {
			return nil
		}
		has, _, err := handOver(&tx.View, in.ID)
		if err != nil {
			return err
		}
		if has.Cards+has.Tasks+len(has.Sequences) > 0 {
			return crm.Fail(crm.CodeConflict, "error.user.has_work", "name", old.Name)
		}
	}
	return nil
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
