package mailer

import (
	"context"
	"encoding/base64"
	"errors"
	"slices"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/oauth"
)

// Tokens gives access tokens to accounts that sign in without a password.
type Tokens interface {
	// Token is an access token; fresh says that it was fetched now. An
	// *oauth.Refused needs a person, every other error may pass.
	Token(ctx context.Context, a crm.Account) (token string, fresh bool, err error)
	// Forget drops the token of an account: the server didn't take it.
	Forget(id crm.AccountID)
}

// loginToken is XOAUTH2. A token that was fetched earlier may have been
// withdrawn meanwhile: then a fresh one is tried, once.
func (s *session) loginToken(ctx context.Context, settings *crm.SMTPSettings, k key) *trouble {
	if k.token == nil || !slices.Contains(strings.Fields(s.ext["AUTH"]), "XOAUTH2") {
		return &trouble{kind: crm.Stopped, key: "account.no_auth", words: clip("AUTH " + s.ext["AUTH"])}
	}
	for {
		token, fresh, err := k.token(ctx)
		if err != nil {
			return tokenTrouble(err)
		}
		r, err := s.offerToken(ctx, settings.User, token)
		switch {
		case err != nil:
			return lost(err)
		case r.code == 235:
			return nil
		case r.code/100 == 5:
			k.forget()
		}
		if r.code/100 != 5 || fresh {
			return refusal(phaseAuth, r)
		}
	}
}

// offerToken sends the token. A server that doesn't take it may first say why
// in a challenge; only the answer to an empty line is its reply.
func (s *session) offerToken(ctx context.Context, user, token string) (reply, error) {
	first := "user=" + user + "\x01auth=Bearer " + token + "\x01\x01"
	r, err := s.ask(ctx, "AUTH XOAUTH2 "+base64.StdEncoding.EncodeToString([]byte(first)))
	if err != nil || r.code != 334 {
		return r, err
	}
	err = s.within(ctx, waitCommand, func() error {
		_, err := s.conn.Write([]byte("\r\n"))
		return err
	})
	if err != nil {
		return r, err
	}
	return s.ask(ctx, "")
}

func tokenTrouble(err error) *trouble {
	var refused *oauth.Refused
	if errors.As(err, &refused) {
		return &trouble{kind: crm.Stopped, key: "account.sign_in_again", words: clip(refused.Words)}
	}
	t := lost(err)
	t.key, t.stale = "account.sign_in_unreachable", false
	return t
}
