package api

import (
	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// UserRef names a colleague.
type UserRef struct {
	ID crm.UserID `json:"id" ts_type:"string"`
}

// InviteOut is a link that lets a colleague choose a password, once.
type InviteOut struct {
	Path  string      `json:"path"` // to put behind the address of this program
	Until crm.Instant `json:"until"`
}

// InviteUser makes a link with which a colleague chooses a password, for the
// first time or anew (administrators); an earlier one is worth nothing any more.
// Errors: conflict for who has left, or where somebody else signs in with the
// same address.
func (s *Session) InviteUser(in UserRef) (out InviteOut, err error) {
	return out, s.change(func(tx *store.Tx) error {
		u, err := tx.User(in.ID)
		if err != nil {
			return err
		}
		if !u.Active {
			return crm.Fail(crm.CodeConflict, "login.has_left", "name", u.Name)
		}
		if err := mustBeOnly(&tx.View, u); err != nil {
			return err
		}
		token, until, err := s.svc.deps.Login.Invite(tx, u.ID)
		out = InviteOut{Path: "/invitation?token=" + token, Until: until}
		return err
	})
}

// ListChangesIn chooses entries of the log of changes.
type ListChangesIn struct {
	User   crm.UserID   `json:"user" ts_type:"string"`   // none: of everybody
	Noun   string       `json:"noun"`                    // "": about everything
	Before crm.ChangeID `json:"before" ts_type:"string"` // the last entry of the page before
}

// ListChangesOut is a page of the log, the newest first.
type ListChangesOut struct {
	Rows []crm.Change `json:"rows"`
	More bool         `json:"more"`
}

const changesPage = 50

// ListChanges reads who changed settings, accounts, colleagues, automations,
// filters and templates, who took data out, and who signed in (administrators).
// It goes back 365 days.
func (s *Session) ListChanges(in ListChangesIn) (out ListChangesOut, err error) {
	return out, s.read(func(v *store.View) error {
		if err := s.mustBeAdmin(v); err != nil {
			return err
		}
		out.Rows, err = v.Changes(store.ChangeQuery{User: in.User, Noun: in.Noun, Before: in.Before, Limit: changesPage + 1})
		if out.More = len(out.Rows) > changesPage; out.More {
			out.Rows = out.Rows[:changesPage]
		}
		return err
	})
}
