package api

import (
	"bytes"
	"context"
	"errors"
	"html/template"
	"net/url"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/oauth"
	"stepwise/backend/store"
)

// StartSignInIn begins a sign-in with a provider.
type StartSignInIn struct {
	ID     crm.AccountID `json:"id" ts_type:"string"`
	Origin string        `json:"origin"` // of the page in a browser, "https://crm.example.com"; "" in the window
}

// StartSignInOut is the page of the provider.
type StartSignInOut struct {
	URL      string `json:"url"`
	Redirect string `json:"redirect"` // where it comes back to: as it must be registered there
}

// signIn says whether an account needs a sign-in with its provider.
func signIn(a crm.Account) string {
	switch {
	case a.SMTP == nil || a.SMTP.Auth != "oauth2":
		return ""
	case oauth.ReadSecret(a.Secret).Refresh == "":
		return "needed"
	default:
		return "done"
	}
}

// signingIn tells who is at a provider's page right now, and why the last
// sign-in failed.
func (s *Service) signingIn(views []AccountView) {
	for i, v := range views {
		if v.SignIn == "" {
			continue
		}
		if s.deps.OAuth.Waits(v.Account.ID) {
			views[i].SignIn = "waiting"
		} else if why, ok := s.signIns.Load(v.Account.ID); ok {
			say := why.(crm.Phrase)
			views[i].SignInTrouble = &say
		}
	}
}

// keepSignIn carries over what an earlier sign-in brought, as long as it is for
// the same program and mailbox; in.Secret is then the program's secret. A
// password and a sign-in never take each other's place.
func keepSignIn(old crm.Account, in SaveAccountIn, a *crm.Account) {
	if a.SMTP == nil {
		return
	}
	before := old.SMTP != nil && old.SMTP.Auth == "oauth2"
	if a.SMTP.Auth != "oauth2" {
		if before && in.Secret == nil {
			a.Secret = ""
		}
		return
	}
	var s oauth.Secret
	if before && old.SMTP.OAuth == a.SMTP.OAuth {
		s = oauth.ReadSecret(old.Secret)
		if old.SMTP.User != a.SMTP.User {
			s.Refresh = ""
		}
	}
	if in.Secret != nil {
		s.Client = strings.TrimSpace(*in.Secret)
	}
	a.Secret = s.Text()
}

// StartSignIn begins a sign-in with an account's provider and gives its page
// (administrators). The answer comes to this computer in the window, else to
// the address of the server.
func (s *Session) StartSignIn(in StartSignInIn) (out StartSignInOut, err error) {
	var a crm.Account
	err = s.read(func(v *store.View) error {
		if err := s.mustBeAdmin(v); err != nil {
			return err
		}
		a, err = v.Account(in.ID)
		return err
	})
	if err != nil {
		return out, err
	}
	if a.SMTP == nil || a.SMTP.Auth != "oauth2" {
		return out, crm.Fail(crm.CodeConflict, "account.oauth.not_that")
	}
	if out.Redirect, err = s.comesBack(in.Origin); err != nil {
		return out, err
	}
	ticket := oauth.Ticket{Account: a.ID, User: s.user, Client: a.SMTP.OAuth, Secret: oauth.ReadSecret(a.Secret), Email: a.SMTP.User}
	if out.URL, _, err = s.svc.deps.OAuth.Start(ticket, out.Redirect); err != nil {
		return out, err
	}
	s.svc.signIns.Delete(a.ID)
	s.svc.deps.Bus.Publish(Event{Noun: "account", IDs: []string{a.ID.String()}})
	return out, nil
}

// comesBack is where the provider sends the browser back to.
func (s *Session) comesBack(origin string) (string, error) {
	if origin == "" {
		redirect, err := oauth.Loopback(s.ctx, s.svc.FinishSignIn)
		if err != nil {
			return "", crm.Fail(crm.CodeUnavailable, "account.oauth.no_listener", "words", err.Error())
		}
		return redirect, nil
	}
	u, err := url.Parse(origin)
	if err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" || strings.Trim(u.Path, "/") != "" {
		return "", crm.Fail(crm.CodeInvalid, "account.oauth.redirect")
	}
	return u.Scheme + "://" + u.Host + oauth.Path, nil
}

// FinishSignIn takes a provider's answer as a browser brings it, keeps what it
// holds sealed, and gives the page for the person; done is false where nobody
// waits for it. It needs no session: the state in the answer can't be guessed,
// is good once, and the colleague who began must still be an administrator.
func (s *Service) FinishSignIn(ctx context.Context, q url.Values) (page []byte, done bool) {
	ticket, kept, err := s.deps.OAuth.Finish(ctx, q.Get("state"), q.Get("code"), q.Get("error"))
	if errors.Is(err, oauth.ErrStranger) {
		return s.signInPage("en", crm.Say("account.oauth.stranger")), false
	}
	session := NewSession(ctx, ticket.User, s)
	if err == nil {
		err = session.keepToken(ticket, kept)
	}
	say := signInSaid(err)
	if err != nil {
		s.signIns.Store(ticket.Account, say)
	}
	s.deps.Bus.Publish(Event{Noun: "account", IDs: []string{ticket.Account.String()}})
	return s.signInPage(session.language(), say), true
}

func signInSaid(err error) crm.Phrase {
	var refused *oauth.Refused
	var ours *crm.Error
	switch {
	case err == nil:
		return crm.Say("account.oauth.done")
	case errors.As(err, &refused):
		return crm.Say("account.oauth.refused", "words", refused.Words)
	case errors.As(err, &ours):
		return crm.Phrase{Key: ours.Key, Args: ours.Args}
	default:
		return crm.Say("account.oauth.failed", "words", err.Error())
	}
}

// keepToken seals what a sign-in brought, and lets the account try again.
func (s *Session) keepToken(ticket oauth.Ticket, kept oauth.Secret) error {
	return s.change(func(tx *store.Tx) error {
		a, err := tx.Account(ticket.Account)
		if err != nil {
			return err
		}
		if a.SMTP == nil || a.SMTP.Auth != "oauth2" || a.SMTP.OAuth != ticket.Client {
			return crm.Fail(crm.CodeConflict, "account.oauth.stranger")
		}
		a.Secret = kept.Text()
		_, err = tx.SaveAccount(a)
		return err
	})
}

var signInHTML = template.Must(template.New("").Parse(`<!doctype html><html lang="{{.Lang}}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
	`<title>Stepwise</title><style>:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:20vh auto;padding:0 1rem}</style>` +
	`<h1>Stepwise</h1><p>{{.Text}}</p></html>`))

func (s *Service) signInPage(lang string, p crm.Phrase) []byte {
	var b bytes.Buffer
	_ = signInHTML.Execute(&b, struct{ Lang, Text string }{lang, s.deps.Say(lang, p)}) // two texts into a fixed page
	return b.Bytes()
}
