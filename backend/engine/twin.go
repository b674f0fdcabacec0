package engine

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"sync"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/outbox"
	"stepwise/backend/store"
	"stepwise/backend/timing"
)

// ScopeNow leaves a twin's sequence as it is.
const ScopeNow = "now"

// TwinOptions say what a Twin is a copy of.
type TwinOptions struct {
	Sequence crm.SequenceID
	Draft    *crm.Sequence // instead of what is saved; without an id it is a new one
	Scope    string        // ScopeAll, ScopeNew, ScopeNow
	Until    crm.Instant   // cards that time alone brings in until then are copied; 0: until now
	Cards    []crm.CardID  // only these; nil: all that matter
	First    int           // only so many of them; 0: all
	User     crm.UserID    // who activates
	Kept     *Kept         // the cards of a kept test instead of the workspace's own
	Keep     bool          // that it could become a kept test
}

// Twin is this engine on a second store in memory, with a clock of its own and
// channels that take everything at once. Nothing that happens in it reaches the
// workspace, the screens or the network.
type Twin struct {
	Sequence crm.Sequence // the one that it is about, as it stands here
	Start    crm.Instant
	Scope    string
	Currency string // of the costs, "" where no account says a price
	Kept     Kept   // how it began, where that was asked

	engine *Engine
	store  *store.Store
	clock  *hands
	cal    timing.Calendar
	texts  crm.Account // that SMS go through, for what they cost
	chosen []crm.CardID
	began  began
	hours  []hourly
	steps  int // of the clock, so far
}

// began is where a twin stood when it began: what was there is no event.
type began struct {
	runs, enrolments int64 // the last ids
	anchors          map[crm.EnrolmentID]crm.Instant
	held             map[crm.EnrolmentID]bool
	live             int // enrolments of its sequence
}

// hands are the clock of a twin.
type hands struct {
	mu  sync.Mutex
	now crm.Instant
}

func (h *hands) time() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.now.Time()
}

func (h *hands) set(to crm.Instant) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.now = to
}

// NewTwin copies what a sequence needs and activates it there, unless it is to
// stay as it is. Errors: invalid where it can't be run at all (no step, a broken
// filter), conflict for a draft of a sequence that is active.
func (e *Engine) NewTwin(ctx context.Context, o TwinOptions) (*Twin, error) {
	t := &Twin{Scope: o.Scope, clock: &hands{}}
	var err error
	if t.store, err = e.store.Memory(ctx, t.clock.time); err != nil {
		return nil, err
	}
	if err := t.begin(ctx, e, o); err != nil {
		return nil, errors.Join(err, t.store.Close())
	}
	return t, nil
}

// Close throws the twin away.
func (t *Twin) Close() error { return t.store.Close() }

// Now is the moment of the twin.
func (t *Twin) Now() crm.Instant { return t.store.Now() }

// Read runs fn on a snapshot of the twin.
func (t *Twin) Read(ctx context.Context, fn func(*store.View) error) error {
	return t.store.Read(ctx, fn)
}

// Write lets fn change cards of the twin through its own engine, then does what
// is due.
func (t *Twin) Write(ctx context.Context, fn func(*Engine, *store.Tx) error) error {
	if err := t.store.Write(ctx, func(tx *store.Tx) error { return fn(t.engine, tx) }); err != nil {
		return err
	}
	return t.tick(ctx)
}

func (t *Twin) begin(ctx context.Context, e *Engine, o TwinOptions) error {
	if err := t.copy(ctx, e, o); err != nil {
		return err
	}
	if o.Keep {
		if err := t.keep(ctx); err != nil {
			return err
		}
	}
	log := e.log.With(slog.Bool("twin", true))
	t.engine = New(t.store, log, e.say)
	box := outbox.New(outbox.Options{
		Store: t.store, Channels: map[crm.Channel]outbox.Channel{crm.ChannelEmail: taker{}, crm.ChannelSMS: taker{}},
		Settle: t.engine.Settle, Calendar: t.engine.Calendar, Deadline: t.engine.Deadline, PDF: drawNothing, Log: log,
	})
	t.engine.UseOutbox(box)
	t.store.SetHooks(t.engine.Judge, nil)
	if _, _, err := box.Rescue(ctx); err != nil {
		return err
	}
	if err := t.store.Write(ctx, func(tx *store.Tx) error { return t.furnish(tx, o) }); err != nil {
		return err
	}
	if err := t.store.Read(ctx, t.look); err != nil {
		return err
	}
	if err := t.store.Write(ctx, func(tx *store.Tx) error { return t.activate(tx, o) }); err != nil {
		return err
	}
	if err := t.store.Read(ctx, t.findHours); err != nil {
		return err
	}
	return t.tick(ctx)
}

// copy fills the store and sets the clock to the moment of the copy.
func (t *Twin) copy(ctx context.Context, e *Engine, o TwinOptions) error {
	var accounts []crm.Account
	read := func(v *store.View) (ids []crm.CardID, err error) {
		if accounts, err = v.Accounts(); err != nil || o.Kept != nil {
			return nil, err
		}
		t.chosen, err = e.choose(v, o)
		return t.chosen, err
	}
	taken, err := t.store.TakeFrom(ctx, e.store, read)
	if err != nil {
		return err
	}
	t.Start = taken.At
	if o.Kept != nil {
		t.Start = o.Kept.Start
		t.clock.set(t.Start)
		if err := t.store.Restore(ctx, o.Kept.Cards); err != nil {
			return err
		}
	}
	t.clock.set(t.Start)
	for _, a := range accounts {
		if a.Channel == crm.ChannelSMS && t.Currency == "" {
			_, t.Currency = a.PartPrice("")
			t.texts = a
		}
	}
	return nil
}

// furnish makes what a copy needs to run by itself: an account for each
// channel, no test mode, and the draft. The time to recall stays: steps wait for it.
func (t *Twin) furnish(tx *store.Tx, o TwinOptions) error {
	ws, err := tx.Workspace()
	if err != nil {
		return err
	}
	ws.TestMode = false
	if err := tx.SaveWorkspace(ws); err != nil {
		return err
	}
	for _, a := range []crm.Account{
		{Channel: crm.ChannelEmail, Kind: crm.AccountSMTP, Name: "twin", SMTP: &crm.SMTPSettings{}},
		{Channel: crm.ChannelSMS, Kind: crm.AccountGateway, Name: "twin", Gateway: &crm.GatewaySettings{}},
	} {
		if _, err := tx.SaveAccount(a); err != nil {
			return err
		}
	}
	id := o.Sequence
	if o.Draft != nil {
		if id, err = replace(tx, *o.Draft); err != nil {
			return err
		}
	}
	if o.Kept != nil {
		if err := tx.RunAlone(id); err != nil {
			return err
		}
	}
	t.Sequence, err = tx.Sequence(id)
	return err
}

// replace puts a draft in the place of what is saved.
func replace(tx *store.Tx, draft crm.Sequence) (crm.SequenceID, error) {
	if draft.ID != 0 {
		old, err := tx.Sequence(draft.ID)
		if err != nil {
			return 0, err
		}
		if old.State.Runs() {
			return 0, crm.Fail(crm.CodeConflict, "error.sequence.read_only", "name", old.Name)
		}
		draft.Revision, draft.State = old.Revision, old.State
	}
	list, err := tx.Sequences(draft.Product)
	if err != nil {
		return 0, err
	}
	for _, q := range list {
		if q.ID != draft.ID && q.Name == draft.Name { // its name is checked when it is saved
			draft.Name = ""
		}
	}
	if draft.Name == "" {
		draft.Name = "-"
	}
	draft.Steps = slices.Clone(draft.Steps) // they get ids here
	saved, err := tx.SaveSequence(draft)
	return saved.ID, err
}

// look notes how things stand before the first moment passes.
func (t *Twin) look(v *store.View) (err error) {
	if t.cal, err = t.engine.Calendar(v); err != nil {
		return err
	}
	if t.began.runs, err = v.LastID("step_run"); err != nil {
		return err
	}
	if t.began.enrolments, err = v.LastID("enrolment"); err != nil {
		return err
	}
	live, err := v.LiveEnrolments()
	t.began.anchors, t.began.held = map[crm.EnrolmentID]crm.Instant{}, map[crm.EnrolmentID]bool{}
	for _, en := range live {
		t.began.anchors[en.ID] = en.Anchor
		t.began.held[en.ID] = en.State == crm.EnrolmentHeld
		if en.Sequence == t.Sequence.ID {
			t.began.live++
		}
	}
	return err
}

func (t *Twin) activate(tx *store.Tx, o TwinOptions) error {
	if len(t.Sequence.Live()) == 0 {
		return crm.Fail(crm.CodeInvalid, "sequences.no_steps")
	}
	if o.Scope == ScopeNow && o.Kept == nil {
		return nil
	}
	if t.Sequence.State.Runs() {
		if err := t.engine.Deactivate(tx, t.Sequence.ID); err != nil {
			return err
		}
	}
	q, err := tx.Sequence(t.Sequence.ID)
	if err != nil {
		return err
	}
	scope := o.Scope
	if scope != ScopeAll {
		scope = ScopeNew
	}
	if err := t.engine.Activate(tx, q, scope, MidwayKeep, o.User); err != nil {
		return err
	}
	t.Sequence, err = tx.Sequence(q.ID)
	return err
}
