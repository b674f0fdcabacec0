package api

import (
	"context"
	"slices"
	"strconv"
	"sync"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
)

// What bounds the sandboxes of a process.
const (
	mostSandboxes     = 6
	mostSandboxCards  = 200
	firstSandboxCards = 20
	sandboxIdle       = 3_600_000 // milliseconds after which an unused one is closed
)

// sandboxes are those that are open. They do not outlive the process.
type sandboxes struct {
	mu   sync.Mutex
	last int
	open []*sandbox // the one that was used last comes last
}

// sandbox is a twin that somebody plays with.
type sandbox struct {
	mu     sync.Mutex // one thing after the other
	id     string
	user   crm.UserID
	used   crm.Instant
	saved  crm.SequenceID // none for a draft that was never saved
	draft  *crm.Sequence  // that it was opened with
	twin   *engine.Twin
	scope  string
	moves  []move
	closed bool
}

// move is one thing that was done in a sandbox: a card was changed at a moment,
// or, without a card, time passed until then.
type move struct {
	At    crm.Instant `json:"at"`
	Card  crm.CardID  `json:"card"`
	Part  string      `json:"part"`
	Value any         `json:"value"`
}

// add opens one more and returns those that have to go for it.
func (b *sandboxes) add(x *sandbox) (gone []*sandbox) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.last++
	x.id = "sandbox_" + strconv.Itoa(b.last)
	gone = b.idle(x.used)
	for len(b.open) >= mostSandboxes {
		gone, b.open = append(gone, b.open[0]), b.open[1:]
	}
	b.open = append(b.open, x)
	return gone
}

// idle takes out those that nobody used for long.
func (b *sandboxes) idle(now crm.Instant) (gone []*sandbox) {
	b.open = slices.DeleteFunc(b.open, func(x *sandbox) bool {
		old := now-x.used > sandboxIdle
		if old {
			gone = append(gone, x)
		}
		return old
	})
	return gone
}

// find finds a colleague's sandbox; take takes it out.
func (b *sandboxes) find(id string, user crm.UserID, now crm.Instant, take bool) (x *sandbox, gone []*sandbox, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	gone = b.idle(now)
	i := slices.IndexFunc(b.open, func(x *sandbox) bool { return x.id == id && x.user == user })
	if i < 0 {
		return nil, gone, crm.Fail(crm.CodeNotFound, "sandbox.gone")
	}
	x = b.open[i]
	x.used = now
	b.open = slices.Delete(b.open, i, i+1)
	if !take {
		b.open = append(b.open, x)
	}
	return x, gone, nil
}

func (x *sandbox) close() {
	x.mu.Lock()
	defer x.mu.Unlock()
	if !x.closed {
		x.closed = true
		_ = x.twin.Close() // nothing of it is kept
	}
}

func closeAll(list []*sandbox) {
	for _, x := range list {
		x.close()
	}
}

// OpenSandbox copies some cards and lets the sequence run on them with a clock
// of its own. It is closed when nobody asked for it in an hour.
func (s *Session) OpenSandbox(in OpenSandboxIn) (out SandboxView, err error) {
	o := engine.TwinOptions{Sequence: in.ID, Scope: in.Scope, Cards: in.Cards, First: firstSandboxCards, User: s.user, Keep: true}
	if len(in.Cards) == 0 {
		o.Cards = nil
	}
	var bad crm.Problems
	if !slices.Contains([]string{engine.ScopeAll, engine.ScopeNew, engine.ScopeNow}, in.Scope) {
		bad.Add("scope", "sandbox.bad_scope")
	}
	if len(in.Cards) > mostSandboxCards {
		bad.Add("cards", "sandbox.many_cards", "max", mostSandboxCards)
	}
	if err := bad.Err(); err != nil {
		return out, err
	}
	err = s.read(func(v *store.View) (err error) {
		if o.Draft, err = s.twinDraft(v, in.ID, in.Draft); err != nil {
			return err
		}
		o.Until = crm.At(v.Clock().Time().AddDate(0, 0, engine.UsualForecastDays))
		return mayScope(v, o)
	})
	if err != nil {
		return out, err
	}
	twin, err := s.svc.deps.Engine.NewTwin(s.ctx, o)
	if err != nil {
		return out, err
	}
	x := &sandbox{user: s.user, used: s.svc.deps.Store.Now(), saved: in.ID, draft: o.Draft, twin: twin, scope: in.Scope}
	closeAll(s.svc.sandboxes.add(x))
	return s.inSandbox(x.id, func(*sandbox) error { return nil })
}

// mayScope refuses a scope that the sequence's state doesn't have.
func mayScope(v *store.View, o engine.TwinOptions) error {
	runs := false
	if o.Draft == nil {
		q, err := v.Sequence(o.Sequence)
		if err != nil {
			return err
		}
		runs = q.State.Runs()
	}
	if runs == (o.Scope == engine.ScopeNow) {
		return nil
	}
	var bad crm.Problems
	bad.Add("scope", "sandbox.bad_scope")
	return bad.Err()
}

// inSandbox does something in a sandbox of this colleague and looks at it then.
func (s *Session) inSandbox(id string, do func(*sandbox) error) (out SandboxView, err error) {
	x, gone, err := s.svc.sandboxes.find(id, s.user, s.svc.deps.Store.Now(), false)
	closeAll(gone)
	if err != nil {
		return out, err
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.closed {
		return out, crm.Fail(crm.CodeNotFound, "sandbox.gone")
	}
	if err := do(x); err != nil {
		return out, err
	}
	return x.view(context.WithoutCancel(s.ctx))
}

func (x *sandbox) view(ctx context.Context) (out SandboxView, err error) {
	t := x.twin
	h, err := t.Happened(ctx)
	if err != nil {
		return out, err
	}
	out = SandboxView{ID: x.id, Sequence: x.saved, Name: t.Sequence.Name, Start: t.Start, Now: t.Now(), Currency: t.Currency}
	for i := range h.Rows {
		if h.Rows[i].Row.Sequence == t.Sequence.ID {
			out.Rows++
		}
	}
	if out.Next, err = t.Next(ctx); err != nil {
		return out, err
	}
	out.Cards, err = t.Board(ctx)
	return out, err
}

// GetSandbox looks at a sandbox. Errors: not_found where it was closed.
func (s *Session) GetSandbox(in SandboxIn) (SandboxView, error) {
	return s.inSandbox(in.ID, func(*sandbox) error { return nil })
}

// AdvanceSandbox lets time pass in a sandbox; its clock never goes back.
func (s *Session) AdvanceSandbox(in AdvanceSandboxIn) (SandboxView, error) {
	return s.inSandbox(in.ID, func(x *sandbox) error {
		var bad crm.Problems
		if in.To < x.twin.Now() {
			bad.Add("to", "sandbox.past")
		}
		if in.To > crm.At(x.twin.Start.Time().AddDate(0, 0, engine.MaxForecastDays)) {
			bad.Add("to", "sandbox.far", "max", engine.MaxForecastDays)
		}
		if err := bad.Err(); err != nil {
			return err
		}
		return x.do(s, move{At: in.To})
	})
}

// EditSandboxCard changes one thing of a card of a sandbox. A problem is at the
// path "value".
func (s *Session) EditSandboxCard(in EditSandboxCardIn) (SandboxView, error) {
	return s.inSandbox(in.ID, func(x *sandbox) error {
		return x.do(s, move{At: x.twin.Now(), Card: in.Card, Part: in.Part, Value: in.Value})
	})
}

// do does one thing, and remembers it.
func (x *sandbox) do(s *Session, m move) error {
	if err := s.play(context.WithoutCancel(s.ctx), x.twin, m); err != nil {
		return err
	}
	if n := len(x.moves); m.Card == 0 && n > 0 && x.moves[n-1].Card == 0 {
		x.moves[n-1] = m
		return nil
	}
	x.moves = append(x.moves, m)
	return nil
}

// play does one thing in a twin: cards are changed by the code that changes real
// ones.
func (s *Session) play(ctx context.Context, t *engine.Twin, m move) error {
	if err := t.Advance(ctx, m.At, nil); err != nil || m.Card == 0 {
		return err
	}
	return t.Write(ctx, func(e *engine.Engine, tx *store.Tx) error {
		card, err := tx.Card(m.Card)
		if err != nil {
			return err
		}
		cat, err := tx.Catalogue(card.Product)
		if err != nil {
			return err
		}
		d := draftOf(card, 0)
		if _, err := setPart(tx, cat, &d, m.Part, m.Value); err != nil {
			return err
		}
		_, err = e.SaveCards(tx, []engine.Draft{d}, s.cause())
		return err
	})
}

// ListSandboxRows reads a part of what has happened in a sandbox, in the order
// of time.
func (s *Session) ListSandboxRows(in ListSandboxRowsIn) (out ForecastRows, err error) {
	_, err = s.inSandbox(in.ID, func(x *sandbox) error {
		h, err := x.twin.Happened(context.WithoutCancel(s.ctx))
		if err != nil {
			return err
		}
		out, err = s.rows(h, x.twin.Sequence.ID, ListForecastRowsIn{
			Day: in.Day, Position: in.Position, Kind: in.Kind, Outcome: in.Outcome, Reason: in.Reason, Sequence: in.Sequence, Card: in.Card,
			Q: in.Q, Offset: in.Offset, Limit: in.Limit,
		})
		return err
	})
	return out, err
}

// GetSandboxText is the text of one row.
func (s *Session) GetSandboxText(in SandboxTextIn) (out ForecastText, err error) {
	_, err = s.inSandbox(in.ID, func(x *sandbox) error {
		h, err := x.twin.Happened(context.WithoutCancel(s.ctx))
		if err != nil {
			return err
		}
		out, err = twinText(h, in.Index)
		return err
	})
	return out, err
}

// CloseSandbox throws a sandbox away.
func (s *Session) CloseSandbox(in SandboxIn) (SandboxIn, error) {
	x, gone, err := s.svc.sandboxes.find(in.ID, s.user, s.svc.deps.Store.Now(), true)
	closeAll(gone)
	if err != nil {
		return in, err
	}
	x.close()
	return in, nil
}
