package api

import (
	"context"
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/merge"
	"stepwise/backend/outbox"
	"stepwise/backend/store"
)

// linkDay is a day of a link's life in milliseconds: elapsed time.
const linkDay = 24 * 3600 * 1000

// Arrival says what is known of who comes to a link.
type Arrival struct {
	Machine bool // surely a program
}

// PublicLink is what the page of a link shows. One that leads nowhere (forged,
// run out, its card or client gone) is not Live, and says no more.
type PublicLink struct {
	Live     bool
	Language string // of the message
	Label    string
	Question string
	Thanks   string
	Changes  bool   // it asks before it changes the card; otherwise it leads on
	Target   string // where it leads on to
	Again    bool   // it was done already
}

// followed is a link with what it hangs on.
type followed struct {
	link    crm.Link
	message crm.Message
	out     PublicLink
}

// follow reads a token; nothing is live that may not be followed now.
func (s *Service) follow(v *store.View, token string) (f followed, err error) {
	message, link, ok := v.ReadLinkToken(token)
	if !ok {
		return f, nil
	}
	if f.link, err = v.Link(link); err == nil {
		f.message, err = aliveMessage(v, message)
	}
	if crm.CodeOf(err) == crm.CodeNotFound {
		return followed{}, nil
	}
	if err != nil || v.Clock() > f.message.Created+crm.Instant(f.link.Days)*linkDay {
		return followed{}, err
	}
	f.out = PublicLink{
		Live: true, Language: merge.Language(f.message.Values), Label: f.link.Label, Question: f.link.Question, Thanks: f.link.Thanks,
		Changes: f.link.Kind == crm.LinkChange,
	}
	if f.out.Changes {
		last, err := v.LastAnswer(f.message.ID)
		f.out.Again = last == f.link.ID
		return f, err
	}
	f.out.Target = f.message.Values[outbox.TargetValue(f.link.ID)]
	if f.out.Target == "" { // the message's words were thrown away after their time
		target, plain := engine.Target(f.link.Target, merge.Source{})
		if f.out.Target = target; !plain {
			return followed{}, nil
		}
	}
	return f, nil
}

// aliveMessage is a message to a client whose card is there; not found for one
// that was erased, or whose card was deleted.
func aliveMessage(v *store.View, id crm.MessageID) (m crm.Message, err error) {
	if m, err = v.Message(id); err != nil {
		return m, err
	}
	if m.Contact == 0 || m.User != 0 || m.Card == 0 {
		return m, crm.NotFound("message")
	}
	card, err := v.Card(m.Card)
	if err == nil && card.Deleted != 0 {
		err = crm.NotFound("card")
	}
	if err == nil {
		_, err = v.Contact(m.Contact)
	}
	return m, err
}

// VisitLink notes that somebody asks for the page of a link, and says what it
// shows. It changes no card.
func (s *Service) VisitLink(ctx context.Context, token string, a Arrival) (out PublicLink, err error) {
	return out, s.atLink(ctx, token, func(tx *store.Tx, f followed) error {
		out = f.out
		return s.deps.Engine.Hit(tx, crm.Hit{Kind: crm.HitVisit, Link: f.link.ID}, f.message, a.Machine)
	})
}

// PressLink does what a link says, because the button of its page was pressed.
func (s *Service) PressLink(ctx context.Context, token string, a Arrival) (out PublicLink, err error) {
	err = s.atLink(ctx, token, func(tx *store.Tx, f followed) (err error) {
		out = f.out
		if out.Changes {
			out.Again, err = s.deps.Engine.Follow(tx, f.link, f.message)
			return err
		}
		return s.openLink(tx, f, a)
	})
	if err == nil && out.Live && s.deps.Kick != nil {
		s.deps.Kick()
	}
	return out, err
}

// openLink notes that a person goes on over a link.
func (s *Service) openLink(tx *store.Tx, f followed, a Arrival) error {
	before, err := tx.Hits(f.message.ID, 0)
	if err != nil {
		return err
	}
	known := func(h crm.Hit) bool { return h.Link == f.link.ID && h.Kind == crm.HitClick && !h.Machine }
	if err := s.deps.Engine.Hit(tx, crm.Hit{Kind: crm.HitClick, Link: f.link.ID}, f.message, a.Machine); err != nil || slices.ContainsFunc(before, known) {
		return err
	}
	after, err := tx.Hits(f.message.ID, 0)
	if err == nil && slices.ContainsFunc(after, known) {
		err = s.deps.Engine.NoteOpened(tx, f.link, f.message)
	}
	return err
}

// atLink runs do with what a token leads to. Where it leads nowhere do is not
// run, and nothing is written.
func (s *Service) atLink(ctx context.Context, token string, do func(*store.Tx, followed) error) error {
	live := false
	err := s.deps.Store.Read(ctx, func(v *store.View) error {
		f, err := s.follow(v, token)
		live = f.out.Live
		return err
	})
	if err != nil || !live {
		return err
	}
	return s.deps.Store.Write(ctx, func(tx *store.Tx) error {
		f, err := s.follow(&tx.View, token)
		if err != nil || !f.out.Live {
			return err
		}
		return do(tx, f)
	})
}

// Opened notes that the picture of an email was fetched. A forged token is
// nothing.
func (s *Service) Opened(ctx context.Context, token string, a Arrival) error {
	_, err := s.atMessage(ctx, "open", token, func(tx *store.Tx, m crm.Message) error {
		return s.deps.Engine.Hit(tx, crm.Hit{Kind: crm.HitOpen}, m, a.Machine)
	})
	return err
}

// Hop is where the n-th counted link of an email leads; click says that a browser
// goes on. "" where it leads nowhere (any more).
func (s *Service) Hop(ctx context.Context, token string, n int, click bool, a Arrival) (to, language string, err error) {
	m, err := s.atMessage(ctx, "hop", token, func(tx *store.Tx, m crm.Message) error {
		if _, ok := s.destination(m, n); !ok {
			return nil
		}
		kind := crm.HitVisit
		if click {
			kind = crm.HitClick
		}
		return s.deps.Engine.Hit(tx, crm.Hit{Kind: kind, N: n}, m, a.Machine)
	})
	if err != nil || m.ID == 0 {
		return "", "", err
	}
	to, _ = s.destination(m, n)
	return to, merge.Language(m.Values), nil
}

func (s *Service) destination(m crm.Message, n int) (string, bool) {
	r, err := s.deps.Outbox.Render(m)
	if err != nil { // its words were thrown away after their time
		return "", false
	}
	return outbox.Destination(m, r.HTML, n)
}

// atMessage runs do with the message that a token names; the zero message where
// it leads nowhere.
func (s *Service) atMessage(ctx context.Context, purpose, token string, do func(*store.Tx, crm.Message) error) (m crm.Message, err error) {
	find := func(v *store.View) error {
		n, ok := v.Signed(purpose, token, 1)
		if !ok {
			return nil
		}
		found, err := aliveMessage(v, crm.MessageID(n[0]))
		if crm.CodeOf(err) == crm.CodeNotFound {
			return nil
		}
		m = found
		return err
	}
	if err = s.deps.Store.Read(ctx, find); err != nil || m.ID == 0 {
		return m, err
	}
	return m, s.deps.Store.Write(ctx, func(tx *store.Tx) error {
		m = crm.Message{}
		if err := find(&tx.View); err != nil || m.ID == 0 {
			return err
		}
		return do(tx, m)
	})
}
