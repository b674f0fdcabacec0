package api

import (
	"context"
	"crypto/subtle"

	"stepwise/backend/crm"
	"stepwise/backend/outbox"
	"stepwise/backend/store"
)

// SMSHook takes a request that a provider makes at an account's address for
// receipts; path is that of the request with its query. Errors: not found where
// account and token don't fit together or this kind sends nothing, forbidden
// where the provider's signature is wrong, invalid where it can't be read.
func (s *Service) SMSHook(ctx context.Context, account, token, path string, h crm.Hook) error {
	var id crm.AccountID
	if err := id.UnmarshalText([]byte(account)); err != nil || id == 0 {
		return crm.NotFound("account")
	}
	var a crm.Account
	err := s.deps.Store.Read(ctx, func(v *store.View) (err error) {
		if subtle.ConstantTimeCompare([]byte(v.HookToken(id)), []byte(token)) != 1 {
			return crm.NotFound("account")
		}
		a, err = v.Account(id)
		return err
	})
	if err != nil {
		return err
	}
	listener, ok := s.deps.Channels[a.Channel].(outbox.Listener)
	if !ok || a.SMS == nil {
		return crm.NotFound("account")
	}
	h.URL = a.SMS.PublicURL + path
	news, err := listener.Hook(a, h)
	if err != nil {
		return err
	}
	return s.deps.Engine.TakeNews(ctx, id, news)
}

// AskBalance asks what is left at an account's provider and keeps the answer. A
// provider that doesn't say is no error.
func (s *Service) AskBalance(ctx context.Context, a crm.Account) error {
	bank, ok := s.deps.Channels[a.Channel].(outbox.Bank)
	if !ok {
		return nil
	}
	left, err := bank.Balance(ctx, a)
	if crm.CodeOf(err) == crm.CodeNotFound {
		return nil
	}
	if err != nil {
		return err
	}
	return s.deps.Store.Write(ctx, func(tx *store.Tx) error { return tx.SetBalance(a.ID, left) })
}

// RefreshBalance asks what is left at an account's provider (administrators).
// Errors: unavailable where it doesn't answer.
func (s *Session) RefreshBalance(in AccountIn) (out AccountView, err error) {
	var a crm.Account
	err = s.change(func(tx *store.Tx) error {
		a, err = tx.Account(in.ID)
		return err
	})
	if err != nil {
		return out, err
	}
	if err := s.svc.AskBalance(s.ctx, a); err != nil {
		return out, err
	}
	return out, s.read(func(v *store.View) error {
		if a, err = v.Account(in.ID); err != nil {
			return err
		}
		out, err = accountView(v, a)
		return err
	})
}
