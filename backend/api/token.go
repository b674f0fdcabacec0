package api

import (
	"context"
	"slices"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/login"
	"stepwise/backend/store"
)

// TokenView is a token of the API as the settings show it.
type TokenView struct {
	Token crm.Token `json:"token"`
	Who   string    `json:"who"`  // the name of who made it
	Over  bool      `json:"over"` // revoked or expired
	Mine  bool      `json:"mine"`
}

// ListTokensOut are the tokens that I may see, and what there is to choose from.
type ListTokensOut struct {
	Rows   []TokenView    `json:"rows"`
	Scopes []TokenCapable `json:"scopes"`
}

// TokenCapable is a scope in words.
type TokenCapable struct {
	Scope crm.TokenScope `json:"scope"`
	Say   crm.Phrase     `json:"say"`
	With  crm.TokenScope `json:"with"` // the weaker scope that comes with it; "" for none
}

// AddTokenIn makes a token.
type AddTokenIn struct {
	Name   string       `json:"name"`
	Scopes crm.ScopeSet `json:"scopes" ts_type:"string[]"`
	Days   int          `json:"days"` // until it expires; 0: never
}

// AddTokenOut is a new token, and its secret: it is shown this one time.
type AddTokenOut struct {
	Token  TokenView `json:"token"`
	Secret string    `json:"secret"`
}

// TokenIn names a token.
type TokenIn struct {
	ID crm.TokenID `json:"id" ts_type:"string"`
}

// ListTokens reads the tokens of the API: mine, and as an administrator
// everybody's.
func (s *Session) ListTokens() (out ListTokensOut, err error) {
	for _, scope := range crm.TokenScopes() {
		out.Scopes = append(out.Scopes, TokenCapable{Scope: scope, Say: crm.Say("token.scope." + string(scope)), With: scope.With()})
	}
	return out, s.read(func(v *store.View) error {
		whose := s.user
		if s.mustBeAdmin(v) == nil {
			whose = 0
		}
		list, err := v.Tokens(whose)
		if err != nil {
			return err
		}
		out.Rows = make([]TokenView, 0, len(list))
		for _, k := range list {
			row, err := s.tokenView(v, k)
			if err != nil {
				return err
			}
			out.Rows = append(out.Rows, row)
		}
		return nil
	})
}

func (s *Session) tokenView(v *store.View, k crm.Token) (TokenView, error) {
	u, err := v.User(k.User)
	return TokenView{Token: k, Who: u.Name, Over: k.Over(v.Clock()), Mine: k.User == s.user}, err
}

// AddToken makes a token with which a program comes to the API and may what its
// scopes say, but no more than I may. Errors: invalid at "name", "scopes",
// "days"; conflict "token.too_many".
func (s *Session) AddToken(in AddTokenIn) (out AddTokenOut, err error) {
	secret, hash := login.ProgramToken()
	k, err := in.token(s.user)
	if err != nil {
		return out, err
	}
	k.Hint = secret[len(secret)-4:]
	return out, s.write(func(tx *store.Tx) error {
		list, err := tx.Tokens(s.user)
		if err != nil {
			return err
		}
		good := 0
		for _, other := range list {
			if !other.Over(tx.Now) {
				good++
			}
		}
		if good >= crm.MaxTokens {
			return crm.Fail(crm.CodeConflict, "token.too_many", "max", crm.MaxTokens)
		}
		if in.Days > 0 {
			k.Expires = tx.Now.Add(time.Duration(in.Days) * 24 * time.Hour)
		}
		k, err := tx.AddToken(k, hash)
		if err != nil {
			return err
		}
		out.Secret = secret
		out.Token, err = s.tokenView(&tx.View, k)
		return err
	})
}

// token checks what was typed.
func (in AddTokenIn) token(user crm.UserID) (crm.Token, error) {
	var bad crm.Problems
	k := crm.Token{User: user, Name: name(&bad, "name", in.Name)}
	for _, scope := range crm.TokenScopes() {
		if slices.Contains(in.Scopes, scope) {
			k.Scopes = append(k.Scopes, scope)
		}
	}
	switch {
	case len(in.Scopes) == 0:
		bad.Add("scopes", "token.no_scope")
	case slices.ContainsFunc(in.Scopes, func(scope crm.TokenScope) bool { return !slices.Contains(crm.TokenScopes(), scope) }):
		bad.Add("scopes", "token.bad_scope")
	}
	if in.Days < 0 || in.Days > crm.MaxTokenDays {
		bad.Add("days", "token.bad_days", "max", crm.MaxTokenDays)
	}
	return k, bad.Err()
}

// RevokeToken makes a token good for nothing, at once and for ever: mine, or as
// an administrator anybody's.
func (s *Session) RevokeToken(in TokenIn) (out TokenView, err error) {
	return out, s.write(func(tx *store.Tx) error {
		k, err := tx.Token(in.ID)
		if err != nil {
			return err
		}
		if k.User != s.user {
			if err := s.mustBeAdmin(&tx.View); err != nil {
				return err
			}
		}
		if err := tx.RevokeToken(k.ID); err != nil {
			return err
		}
		if k, err = tx.Token(k.ID); err != nil {
			return err
		}
		out, err = s.tokenView(&tx.View, k)
		return err
	})
}

// usedEvery is how exact "last used" is.
const usedEvery = time.Minute

// Scopes are what the bearer of a token may, besides what its user may.
type Scopes = crm.ScopeSet

// AllScopes are those of who comes without a token, because they hold the data
// folder itself.
func AllScopes() Scopes { return crm.TokenScopes() }

// Bearer lets the program ask that came with a token: as the user who made it,
// with the token's scopes. Errors: forbidden "token.refused", the same for one
// that nobody made, was revoked, has expired, or whose user has left.
func (s *Service) Bearer(ctx context.Context, token string) (*Session, Scopes, error) {
	hash := login.ProgramHash(token)
	var k crm.Token
	var found bool
	var now crm.Instant
	err := s.deps.Store.Read(ctx, func(v *store.View) (err error) {
		now = v.Clock()
		k, found, err = v.TokenOf(hash)
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	if !found {
		return nil, nil, crm.Fail(crm.CodeForbidden, "token.refused")
	}
	if now.Sub(k.Used) >= usedEvery {
		// where the disk is full, a program can still look
		_ = s.deps.Store.Write(ctx, func(tx *store.Tx) error { return tx.UsedToken(k.ID) })
	}
	return NewSession(ctx, k.User, s), k.Scopes, nil
}
