package api

import (
	"context"
	"strings"
	"unicode/utf8"

	"stepwise/backend/crm"
	"stepwise/backend/merge"
	"stepwise/backend/store"
)

// UnsubscribePage is what the page of a message for unsubscribing shows. Of a
// token that isn't ours, or whose client was erased, it is the zero value.
type UnsubscribePage struct {
	Known    bool
	Language string // of the message
	To       string // who got it, so that only they recognise it: "a***@firma.ro"
	Phone    bool   // To is a number
	Now      crm.SuppressionScope
	Proposed crm.SuppressionScope // by what the message was
	Undo     string               // proves that they may undo what was done last; "" where nothing can be
}

// UnsubscribePage reads the page; nothing changes.
func (s *Service) UnsubscribePage(ctx context.Context, token string) (out UnsubscribePage, err error) {
	return out, s.deps.Store.Read(ctx, func(v *store.View) (err error) {
		out, err = unsubscribePage(v, token)
		return err
	})
}

func unsubscribePage(v *store.View, token string) (out UnsubscribePage, err error) {
	m, err := v.UnsubscribeMessage(token)
	if crm.CodeOf(err) == crm.CodeNotFound {
		return out, nil
	}
	if err != nil {
		return out, err
	}
	out = UnsubscribePage{Known: true, Language: merge.Language(m.Values), To: masked(m.To), Phone: m.Channel == crm.ChannelSMS, Proposed: crm.UnsubscribeAs(m.Purpose)}
	if out.Now, err = v.Suppressed(m.Channel, m.To); err != nil {
		return out, err
	}
	u, ok, err := v.UndoableUnsubscription(m.ID, "")
	if ok {
		out.Undo = v.UndoToken(u)
	}
	return out, err
}

// Unsubscribe is a client's own "no"; ScopeNone takes what the message was. It
// tells nobody whether a token was ours: one that isn't changes nothing.
func (s *Service) Unsubscribe(ctx context.Context, token string, scope crm.SuppressionScope) (out UnsubscribePage, err error) {
	err = s.publicWrite(ctx, func(tx *store.Tx) error {
		m, err := tx.UnsubscribeMessage(token)
		if crm.CodeOf(err) == crm.CodeNotFound {
			return nil
		}
		if err != nil {
			return err
		}
		if scope != crm.ScopeAll && scope != crm.ScopeMarketing {
			scope = crm.UnsubscribeAs(m.Purpose)
		}
		if _, err := s.deps.Engine.Unsubscribe(tx, m, scope, s.proof(tx, m, "unsubscribed_"+string(scope))); err != nil {
			return err
		}
		out, err = unsubscribePage(&tx.View, token)
		return err
	})
	return out, err
}

// UndoUnsubscribe takes back what was done last on the page, where undo proves
// that they may; done is false where it can't be undone any more.
func (s *Service) UndoUnsubscribe(ctx context.Context, token, undo string) (out UnsubscribePage, done bool, err error) {
	err = s.publicWrite(ctx, func(tx *store.Tx) error {
		done = false
		m, err := tx.UnsubscribeMessage(token)
		if crm.CodeOf(err) == crm.CodeNotFound {
			return nil
		}
		if err != nil {
			return err
		}
		if undo != "" {
			u, ok, err := tx.UndoableUnsubscription(m.ID, undo)
			if err != nil {
				return err
			}
			if ok {
				if done, err = s.deps.Engine.UndoUnsubscribe(tx, m, u, s.proof(tx, m, "undone")); err != nil {
					return err
				}
			}
		}
		out, err = unsubscribePage(&tx.View, token)
		return err
	})
	return out, done, err
}

// proof says in the business's language how a consent is known.
func (s *Service) proof(tx *store.Tx, m crm.Message, what string) string {
	language := merge.Language(m.Values)
	if ws, err := tx.Workspace(); err == nil && ws.Language != "" {
		language = ws.Language
	}
	return s.deps.Say(language, crm.Say("public.proof_"+what, "message", m.ID.String()))
}

// publicWrite is a change that comes from outside, without a session.
func (s *Service) publicWrite(ctx context.Context, fn func(*store.Tx) error) error {
	err := s.deps.Store.Write(ctx, fn)
	if err == nil {
		s.deps.Kick()
	}
	return err
}

// masked is an address as only its owner recognises it.
func masked(to string) string {
	at := strings.LastIndexByte(to, '@')
	if at > 0 {
		_, size := utf8.DecodeRuneInString(to)
		return to[:size] + "***" + to[at:]
	}
	if len(to) > 7 {
		return to[:4] + " *** " + to[len(to)-2:]
	}
	return "***"
}
