package api

import (
	"stepwise/backend/crm"
	"stepwise/backend/login"
	"stepwise/backend/store"
)

// SignInOut is how I sign in to Stepwise in a browser, and where I am.
type SignInOut struct {
	HasPassword bool         `json:"hasPassword"`
	SecondStep  bool         `json:"secondStep"`
	Recovery    int          `json:"recovery"` // codes that are left
	SignIns     []SignInView `json:"signIns"`
	ByLink      bool         `json:"byLink"` // this browser came by the link of this computer, or it is the window
	People      []string     `json:"people" ts_type:"string[]"`
}

// SignInView is one browser that is signed in as me.
type SignInView struct {
	SignIn crm.SignIn `json:"signIn"`
	Here   bool       `json:"here"` // the one that asks
}

// ChangePasswordIn replaces my password.
type ChangePasswordIn struct {
	Old      string `json:"old"` // "" where I have none yet
	Password string `json:"password"`
}

// SecondStepIn confirms the second step with a code of the app.
type SecondStepIn struct {
	Secret string `json:"secret"` // as StartSecondStep gave it
	Code   string `json:"code"`
}

// SecondStepOut is what my app needs to make codes.
type SecondStepOut struct {
	Secret  string `json:"secret"`  // to type
	Picture string `json:"picture"` // the QR code, as a data address of a PNG
}

// RecoveryOut are codes that each let me in once without the app; they are shown
// this one time.
type RecoveryOut struct {
	Codes []string `json:"codes"`
}

// PasswordIn asks for my password before something that opens doors.
type PasswordIn struct {
	Password string `json:"password"`
}

// EndSignInIn names a browser of mine.
type EndSignInIn struct {
	ID crm.SignInID `json:"id" ts_type:"string"`
}

// EndSignInsIn says whose browsers are signed out.
type EndSignInsIn struct {
	User crm.UserID `json:"user" ts_type:"string"` // none: mine, but for this one
}

// GetSignIn reads how I sign in, and in which browsers I am signed in. People
// are the ids of the colleagues who have a password.
func (s *Session) GetSignIn() (out SignInOut, err error) {
	return out, s.read(func(v *store.View) error {
		c, err := v.Credential(s.user)
		if err != nil {
			return err
		}
		out.HasPassword, out.SecondStep, out.ByLink = c.Password != "", c.Secret != "", s.signIn == 0
		if out.Recovery, err = v.RecoveryCodes(s.user); err != nil {
			return err
		}
		ids, err := v.CanSignIn(false)
		if err != nil {
			return err
		}
		for _, id := range ids {
			out.People = append(out.People, id.String())
		}
		list, err := v.SignIns(s.user)
		for _, one := range list {
			out.SignIns = append(out.SignIns, SignInView{SignIn: one, Here: one.ID == s.signIn})
		}
		return err
	})
}

// proved says whether a password is mine, as slowly and as often as at the door.
// Where I have none there is nothing to prove.
func (s *Session) proved(password, path string) error {
	var c crm.Credential
	err := s.read(func(v *store.View) (err error) {
		c, err = v.Credential(s.user)
		return err
	})
	if err != nil || c.Password == "" {
		return err
	}
	right, err := s.svc.deps.Login.Try(s.user)
	if err != nil {
		return err
	}
	same, err := s.svc.deps.Login.Matches(s.ctx, password, c)
	if err != nil {
		return err
	}
	if !same {
		var bad crm.Problems
		bad.Add(path, "login.old_wrong")
		return bad.Err()
	}
	right()
	return nil
}

// ChangePassword gives me a password, or another one; my other browsers are
// signed out. Errors: invalid where the old one is wrong, or the new one too
// short or too common; forbidden after too many tries.
func (s *Session) ChangePassword(in ChangePasswordIn) (out SignInOut, err error) {
	if err := s.proved(in.Old, "old"); err != nil {
		return out, err
	}
	me, err := s.me()
	if err != nil {
		return out, err
	}
	hash, err := s.svc.deps.Login.Hash(s.ctx, me, in.Password)
	if err != nil {
		return out, err
	}
	err = s.write(func(tx *store.Tx) error {
		if err := mustBeOnly(&tx.View, me); err != nil {
			return err
		}
		return s.svc.deps.Login.ChangePassword(tx, s.user, hash, s.signIn)
	})
	if err != nil {
		return out, err
	}
	return s.GetSignIn()
}

// mustBeOnly refuses a second password under one address: it would never be
// asked for.
func mustBeOnly(v *store.View, u crm.User) error {
	other, err := v.UserOfEmail(u.Email)
	if err == nil && other != 0 && other != u.ID {
		err = crm.Fail(crm.CodeConflict, "login.same_email", "email", u.Email)
	}
	return err
}

func (s *Session) me() (u crm.User, err error) {
	return u, s.read(func(v *store.View) (err error) {
		u, err = v.User(s.user)
		return err
	})
}

// StartSecondStep makes the key for my app. Nothing changes until
// ConfirmSecondStep.
func (s *Session) StartSecondStep() (out SecondStepOut, err error) {
	me, err := s.me()
	if err != nil {
		return out, err
	}
	var ws crm.Workspace
	err = s.read(func(v *store.View) (err error) {
		ws, err = v.Workspace()
		return err
	})
	if err != nil {
		return out, err
	}
	key, err := login.NewKey(ws.Name, me)
	return SecondStepOut(key), err
}

// ConfirmSecondStep switches the second step on: from now on signing in takes a
// code of the app. Errors: invalid where the code doesn't fit the key; conflict
// without a password.
func (s *Session) ConfirmSecondStep(in SecondStepIn) (out RecoveryOut, err error) {
	return out, s.write(func(tx *store.Tx) error {
		c, err := tx.Credential(s.user)
		if err != nil {
			return err
		}
		if c.Password == "" {
			return crm.Fail(crm.CodeConflict, "login.password_first")
		}
		out.Codes, err = s.svc.deps.Login.BeginSecondStep(tx, s.user, in.Secret, in.Code)
		return err
	})
}

// EndSecondStep switches it off, after asking for my password.
func (s *Session) EndSecondStep(in PasswordIn) (out SignInOut, err error) {
	if err := s.proved(in.Password, "password"); err != nil {
		return out, err
	}
	err = s.write(func(tx *store.Tx) error { return s.svc.deps.Login.EndSecondStep(tx, s.user) })
	if err != nil {
		return out, err
	}
	return s.GetSignIn()
}

// EndSignIn signs one browser of mine out.
func (s *Session) EndSignIn(in EndSignInIn) (out SignInOut, err error) {
	err = s.write(func(tx *store.Tx) error { return tx.EndSignIn(s.user, in.ID) })
	if err != nil {
		return out, err
	}
	return s.GetSignIn()
}

// EndSignIns signs out everywhere: me, but for this browser; or a colleague
// (administrators).
func (s *Session) EndSignIns(in EndSignInsIn) (out SignInOut, err error) {
	user, stay := in.User, crm.SignInID(0)
	if user == 0 || user == s.user {
		user, stay = s.user, s.signIn
	}
	err = s.write(func(tx *store.Tx) error {
		if user != s.user {
			if err := s.mustBeAdmin(&tx.View); err != nil {
				return err
			}
			if _, err := tx.User(user); err != nil {
				return err
			}
		}
		return tx.EndSignIns(user, stay)
	})
	if err == nil && s.signIn != 0 { // who came by a link is that one browser
		err = s.svc.deps.Login.Forget(s.ctx, user)
	}
	if err != nil {
		return out, err
	}
	return s.GetSignIn()
}
