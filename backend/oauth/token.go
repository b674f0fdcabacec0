package oauth

import (
	"context"
	"sync"
	"time"

	"golang.org/x/oauth2"

	"stepwise/backend/crm"
)

// early is how long before its end a token is not used any more.
const early = 2 * time.Minute

// kept is the access token of one account.
type kept struct {
	mu     sync.Mutex // held while one is fetched, so that many senders fetch one
	of     string     // the account's secret that it was made of
	access string
	from   time.Time
	until  time.Time
}

func (k *Keeper) of(id crm.AccountID) *kept {
	k.mu.Lock()
	defer k.mu.Unlock()
	t := k.tokens[id]
	if t == nil {
		t = &kept{}
		k.tokens[id] = t
	}
	return t
}

// Token is an access token of an account; fresh says that it was fetched now.
// Errors: *Refused where somebody must sign in again; others where the provider
// can't be reached.
func (k *Keeper) Token(ctx context.Context, a crm.Account) (token string, fresh bool, err error) {
	if a.SMTP == nil {
		return "", false, &Refused{Words: "no settings"}
	}
	s := ReadSecret(a.Secret)
	if s.Refresh == "" {
		return "", false, &Refused{Words: "not signed in"}
	}
	t := k.of(a.ID)
	t.mu.Lock()
	defer t.mu.Unlock()
	if now := k.opts.Now(); t.of == a.Secret && t.access != "" && now.Before(t.until) && !now.Before(t.from) {
		return t.access, false, nil
	}
	config, err := k.config(a.SMTP.OAuth, s.Client, "")
	if err != nil {
		return "", false, err
	}
	got, err := config.TokenSource(k.with(ctx), &oauth2.Token{RefreshToken: s.Refresh}).Token()
	if err != nil {
		return "", false, judge(err, s)
	}
	of := a.Secret
	if got.RefreshToken != "" && got.RefreshToken != s.Refresh {
		s.Refresh = got.RefreshToken
		of = s.Text()
		if k.opts.Rotated != nil {
			k.opts.Rotated(a.ID, a.Secret, of)
		}
	}
	t.fill(k.opts.Now(), of, got)
	return t.access, true, nil
}

// keep notes the access token that came with a sign-in.
func (k *Keeper) keep(id crm.AccountID, of string, got *oauth2.Token) {
	t := k.of(id)
	t.mu.Lock()
	defer t.mu.Unlock()
	t.fill(k.opts.Now(), of, got)
}

func (t *kept) fill(now time.Time, of string, got *oauth2.Token) {
	lives := time.Duration(got.ExpiresIn) * time.Second
	if lives <= 0 {
		lives = 5 * time.Minute
	}
	t.of, t.access, t.from, t.until = of, got.AccessToken, now, now.Add(lives-early)
}

// Forget drops an account's access token: its server didn't take it.
func (k *Keeper) Forget(id crm.AccountID) {
	t := k.of(id)
	t.mu.Lock()
	defer t.mu.Unlock()
	t.access = ""
}
