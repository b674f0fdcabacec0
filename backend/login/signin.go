package login

import (
	"context"
	"errors"
	"strings"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

const keyTooSoon = "login.too_soon"

// tooSoon refuses somebody who tried too often.
func tooSoon(wait time.Duration) error {
	return crm.Fail(crm.CodeForbidden, keyTooSoon, "count", int((wait+time.Second-1)/time.Second))
}

// Wait is how many seconds an error asks somebody to wait who tried too often; 0
// for every other error.
func Wait(err error) int {
	var e *crm.Error
	if !errors.As(err, &e) || e.Key != keyTooSoon {
		return 0
	}
	seconds, _ := e.Args["count"].(int)
	return seconds
}

// errWrong says nothing about which of the two was wrong.
func errWrong() error { return crm.Fail(crm.CodeForbidden, "login.wrong") }

// SignedIn is how far somebody came: Session is the token of a session, or Half
// that of a sign-in that still wants the code of the second step.
type SignedIn struct {
	Session string
	Half    string
}

// SignIn lets somebody in by address and password. Errors: forbidden
// "login.wrong", the same and after the same time whether or not there is such
// a user; "login.too_soon" (see Wait).
func (k *Keeper) SignIn(ctx context.Context, email, password string, from From) (out SignedIn, err error) {
	email = strings.TrimSpace(email)
	keys := keysOf(email, from.Address)
	if wait := k.tries.wait(k.store.Now(), keys); wait > 0 {
		return out, tooSoon(wait)
	}
	var user crm.UserID
	var c crm.Credential
	err = k.store.Read(ctx, func(v *store.View) error {
		if user, err = v.UserOfEmail(email); err != nil || user == 0 {
			return err
		}
		c, err = v.Credential(user)
		return err
	})
	if err != nil {
		return out, err
	}
	same, err := k.hasher.matches(ctx, password, c.Password)
	if err != nil {
		return out, err
	}
	if !same {
		return out, k.failed(ctx, user, from)
	}
	k.tries.forgive(keys)
	if c.Secret != "" {
		return SignedIn{Half: k.half(user)}, nil
	}
	out.Session, err = k.begin(ctx, user, from)
	return out, err
}

// failed writes a wrong try down; what was typed may be anything, so it isn't
// kept.
func (k *Keeper) failed(ctx context.Context, user crm.UserID, from From) error {
	err := k.store.Write(ctx, func(tx *store.Tx) error {
		return tx.NoteChange(crm.Change{User: user, Operation: "SignInFailed", Subjects: about(from)})
	})
	if err != nil {
		return err
	}
	return errWrong()
}

// about is where a sign-in came from, for the log of changes.
func about(from From) []crm.ChangeSubject {
	return []crm.ChangeSubject{{Noun: "sign_in", Name: from.Address, Fields: []crm.ChangeField{}}}
}

// begin signs a browser in, under a new token.
func (k *Keeper) begin(ctx context.Context, user crm.UserID, from From) (session string, err error) {
	session = token()
	return session, k.store.Write(ctx, func(tx *store.Tx) error {
		if err := tx.EndOldSignIns(tx.Now.Add(-WholeTime), tx.Now.Add(-IdleTime)); err != nil {
			return err
		}
		s := crm.SignIn{User: user, Address: from.Address, Device: short(from.Device, 300)}
		if _, err := tx.AddSignIn(s, hashOf(session)); err != nil {
			return err
		}
		return tx.NoteChange(crm.Change{User: user, Operation: "SignIn", Subjects: about(from)})
	})
}

func short(text string, most int) string {
	text = strings.ToValidUTF8(text, "")
	if len(text) > most {
		text = strings.ToValidUTF8(text[:most], "")
	}
	return text
}

// half remembers that somebody gave the right password.
func (k *Keeper) half(user crm.UserID) string {
	t := token()
	now := k.store.Now()
	k.mu.Lock()
	defer k.mu.Unlock()
	for hash, h := range k.halves {
		if h.until < now {
			delete(k.halves, hash)
		}
	}
	k.halves[hashOf(t)] = halfway{user: user, until: now.Add(stepTime)}
	return t
}

// SecondStep lets somebody in who gave the password before, by a code of their
// app or a recovery code. Errors: forbidden "login.half_over" where the password
// is needed again, "login.wrong_code", "login.too_soon".
func (k *Keeper) SecondStep(ctx context.Context, half, code string, from From) (session string, err error) {
	hash, now := hashOf(half), k.store.Now()
	k.mu.Lock()
	h, ok := k.halves[hash]
	k.mu.Unlock()
	if !ok || h.until < now {
		return "", crm.Fail(crm.CodeForbidden, "login.half_over")
	}
	keys := keysOf("code "+h.user.String(), from.Address)
	if wait := k.tries.wait(now, keys); wait > 0 {
		return "", tooSoon(wait)
	}
	var right bool
	err = k.store.Write(ctx, func(tx *store.Tx) (err error) {
		c, err := tx.Credential(h.user)
		if err != nil {
			return err
		}
		if right, err = useCode(tx, c, code); err != nil || right {
			return err
		}
		return tx.NoteChange(crm.Change{User: h.user, Operation: "SignInFailed", Subjects: about(from)})
	})
	if err != nil {
		return "", err
	}
	if !right {
		return "", crm.Fail(crm.CodeForbidden, "login.wrong_code")
	}
	k.tries.forgive(keys)
	k.mu.Lock()
	delete(k.halves, hash)
	k.mu.Unlock()
	return k.begin(ctx, h.user, from)
}

// Invited says whom an invitation is for; nobody where it is over.
func (k *Keeper) Invited(ctx context.Context, invitation string) (u crm.User, ok bool, err error) {
	return u, ok, k.store.Read(ctx, func(v *store.View) error {
		id, err := v.Invited(hashOf(invitation))
		if err != nil || id == 0 {
			return err
		}
		ok = true
		u, err = v.User(id)
		return err
	})
}

// Accept uses an invitation up: the person's password is this one, whoever was
// signed in as them is not any more, and this browser is. A second step stays.
// Errors: forbidden "login.invitation_over"; invalid with what is wrong with the
// password at "password".
func (k *Keeper) Accept(ctx context.Context, invitation, password string, from From) (out SignedIn, err error) {
	u, ok, err := k.Invited(ctx, invitation)
	if err != nil {
		return out, err
	}
	if !ok {
		return out, crm.Fail(crm.CodeForbidden, "login.invitation_over")
	}
	hash, err := k.Hash(ctx, u, password)
	if err != nil {
		return out, err
	}
	var second bool
	err = k.store.Write(ctx, func(tx *store.Tx) error {
		if id, err := tx.Invited(hashOf(invitation)); err != nil || id != u.ID {
			return crm.Fail(crm.CodeForbidden, "login.invitation_over")
		}
		c, err := tx.Credential(u.ID)
		if err != nil {
			return err
		}
		second = c.Secret != ""
		c.Password = hash
		if err := k.replace(tx, c, 0); err != nil {
			return err
		}
		return tx.NoteChange(crm.Change{User: u.ID, Operation: "AcceptInvitation", Subjects: about(from)})
	})
	if err != nil {
		return out, err
	}
	if err := k.Forget(ctx, u.ID); err != nil {
		return out, err
	}
	if second {
		return SignedIn{Half: k.half(u.ID)}, nil
	}
	out.Session, err = k.begin(ctx, u.ID, from)
	return out, err
}

// replace saves a new password; what the old one had opened is closed.
func (k *Keeper) replace(tx *store.Tx, c crm.Credential, but crm.SignInID) error {
	if err := tx.SaveCredential(c); err != nil {
		return err
	}
	if err := tx.Uninvite(c.User); err != nil {
		return err
	}
	return tx.EndSignIns(c.User, but)
}

// Hash checks a password that a user chose, and hashes it. Errors: invalid with
// the problem at "password".
func (k *Keeper) Hash(ctx context.Context, u crm.User, password string) (string, error) {
	before, _, _ := strings.Cut(u.Email, "@")
	if why := CheckPassword(password, u.Email, before, u.Name); why != nil {
		var bad crm.Problems
		bad.AddPhrase("password", *why)
		return "", bad.Err()
	}
	return k.hasher.hash(ctx, password)
}

// Matches says whether a password is a user's.
func (k *Keeper) Matches(ctx context.Context, password string, c crm.Credential) (bool, error) {
	return k.hasher.matches(ctx, password, c.Password)
}

// Try counts a try at a user's own password from within a session, as at the
// door; right takes it back.
func (k *Keeper) Try(user crm.UserID) (right func(), err error) {
	keys := keysOf("own "+user.String(), "inside "+user.String())
	if wait := k.tries.wait(k.store.Now(), keys); wait > 0 {
		return nil, tooSoon(wait)
	}
	return func() { k.tries.forgive(keys) }, nil
}

// ChangePassword gives a user a password whose Hash this is; other browsers are
// signed out.
func (k *Keeper) ChangePassword(tx *store.Tx, user crm.UserID, hash string, stay crm.SignInID) error {
	c, err := tx.Credential(user)
	if err != nil {
		return err
	}
	c.Password = hash
	return k.replace(tx, c, stay)
}

// Invite makes the token of a link with which a user chooses a password.
func (k *Keeper) Invite(tx *store.Tx, user crm.UserID) (invitation string, until crm.Instant, err error) {
	invitation, until = token(), tx.Now.Add(InviteTime)
	return invitation, until, tx.Invite(user, hashOf(invitation), until)
}
