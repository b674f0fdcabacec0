// Package login knows who may come in through serve: passwords, a second step,
// the browsers that are signed in, and links that let in once. It decides and
// remembers; cookies and pages are the server's, who may do what is the api's.
package login

import (
	"context"
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"sync"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/secret"
	"stepwise/backend/store"
)

// How long a sign-in lasts, and an invitation.
const (
	IdleTime   = 12 * time.Hour
	WholeTime  = 14 * 24 * time.Hour
	InviteTime = 7 * 24 * time.Hour
	stepTime   = 5 * time.Minute // between the password and the code
	seenEvery  = 5 * time.Minute // how exact "last seen" is
)

// Options are what a Keeper is made of.
type Options struct {
	Store *store.Store
	Cost  Cost // of a password's hash; the zero value is that of a release
}

// Keeper lets people in. What it keeps in memory ends with the process: links
// and who came by one; the rest is in the store, and only as hashes.
type Keeper struct {
	store  *store.Store
	hasher *hasher
	tries  *tries

	mu      sync.Mutex
	tickets map[string]bool
	links   map[string]bool    // sessions of browsers that came by a link
	halves  map[string]halfway // who gave a password and not yet a code
}

type halfway struct {
	user  crm.UserID
	until crm.Instant
}

// New makes the Keeper of a process.
func New(o Options) *Keeper {
	return &Keeper{
		store: o.Store, hasher: newHasher(o.Cost), tries: newTries(),
		tickets: map[string]bool{}, links: map[string]bool{}, halves: map[string]halfway{},
	}
}

// Who is behind a request.
type Who struct {
	User crm.UserID
	ID   crm.SignInID // of the sign-in; 0 for one who came by a link
}

// From is where a request comes from.
type From struct {
	Address string // without the port
	Device  string // as the browser calls itself
}

// token is 160 bits of chance as text.
func token() string { return base32.StdEncoding.EncodeToString(secret.Random(20)) }

// hashOf is what is kept of a token: what is stolen from the store opens
// nothing, and a look-up takes a time that tells nothing.
func hashOf(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// Ticket makes the token of a link that lets one browser in, as the owner.
func (k *Keeper) Ticket() string {
	t := token()
	k.mu.Lock()
	defer k.mu.Unlock()
	k.tickets[hashOf(t)] = true
	return t
}

// Enter uses a ticket up and answers with a session for it.
func (k *Keeper) Enter(ticket string) (session string, ok bool) {
	hash := hashOf(ticket)
	k.mu.Lock()
	defer k.mu.Unlock()
	if !k.tickets[hash] {
		return "", false
	}
	delete(k.tickets, hash)
	session = token()
	k.links[hashOf(session)] = true
	return session, true
}

// owner is who acts in a browser that came by a link: the first administrator,
// also before the first run has made them.
func (k *Keeper) owner(ctx context.Context) (id crm.UserID, err error) {
	return id, k.store.Read(ctx, func(v *store.View) (err error) {
		id, err = v.FirstAdmin()
		return err
	})
}

// Know says who a session's token belongs to. A session that is too old, was
// not used for too long, or whose user has left, belongs to nobody.
func (k *Keeper) Know(ctx context.Context, session string, from From) (who Who, ok bool, err error) {
	if session == "" {
		return who, false, nil
	}
	hash := hashOf(session)
	k.mu.Lock()
	link := k.links[hash]
	k.mu.Unlock()
	if link {
		who.User, err = k.owner(ctx)
		return who, err == nil, err
	}
	var s crm.SignIn
	var now crm.Instant
	err = k.store.Read(ctx, func(v *store.View) (err error) {
		now = v.Clock()
		s, ok, err = v.SignInOf(hash)
		return err
	})
	if err != nil || !ok || over(s, now) {
		return who, false, err
	}
	if now.Sub(s.Seen) >= seenEvery || s.Address != from.Address {
		// where the disk is full, a person can still look
		_ = k.store.Write(ctx, func(tx *store.Tx) error { return tx.SeenSignIn(s.ID, from.Address) })
	}
	return Who{User: s.User, ID: s.ID}, true, nil
}

func over(s crm.SignIn, now crm.Instant) bool {
	return now.Sub(s.Created) > WholeTime || now.Sub(s.Seen) > IdleTime
}

// SignOut ends one session.
func (k *Keeper) SignOut(ctx context.Context, session string) error {
	hash := hashOf(session)
	k.mu.Lock()
	link := k.links[hash]
	delete(k.links, hash)
	k.mu.Unlock()
	if link {
		return nil
	}
	return k.store.Write(ctx, func(tx *store.Tx) error {
		s, found, err := tx.SignInOf(hash)
		if err != nil || !found {
			return err
		}
		if err := tx.EndSignIn(s.User, s.ID); err != nil {
			return err
		}
		return tx.NoteChange(crm.Change{User: s.User, Operation: "SignOut"})
	})
}

// Forget ends the sessions of browsers that came by a link, after its user was
// signed out everywhere.
func (k *Keeper) Forget(ctx context.Context, user crm.UserID) error {
	owner, err := k.owner(ctx)
	if err != nil || owner != user {
		return err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	clear(k.links)
	return nil
}

// Passwords says whether anybody can sign in with a password, and whether an
// administrator can.
func (k *Keeper) Passwords(ctx context.Context) (anybody, admin bool, err error) {
	return anybody, admin, k.store.Read(ctx, func(v *store.View) error {
		all, err := v.CanSignIn(false)
		if err != nil {
			return err
		}
		admins, err := v.CanSignIn(true)
		anybody, admin = len(all) > 0, len(admins) > 0
		return err
	})
}
