// Package engine is the heart: it judges cards against filters, lets them enter
// and leave sequences, runs the steps that are due, and plans the next ones
// (RULES 3 and 4). Forecast, explain and the live run are this same code.
//
// Reading order: engine.go, scene.go (what a transaction knows), cards.go (a card is written), judge.go (does it
// enter or leave), enter.go and plan.go (dates), activate.go, sweep.go (time
// passes), run.go and act.go (a step is due), message.go and task.go (what it
// makes), settle.go (a message is done), hand.go (what people do), coming.go
// (what will be), tick.go.
//
// It opens transactions, reads no clock of its own and talks to no server.
package engine

import (
	"log/slog"
	"sync/atomic"

	"stepwise/backend/crm"
	"stepwise/backend/filter"
	"stepwise/backend/outbox"
	"stepwise/backend/store"
	"stepwise/backend/timing"
)

// Engine runs the sequences of one workspace.
type Engine struct {
	store  *store.Store
	outbox *outbox.Outbox
	log    *slog.Logger
	say    func(language string, p crm.Phrase) string
	remind func([]store.TaskLine) // on the desktop; nil: nobody does
	people atomic.Int64           // how often people had written when the last chunk began
	apart  bool                   // of a test: steps never run together
	known  *known                 // of the last judging; only the writer touches it
	tended int64                  // the definitions for which the indexes of time conditions are there
	ticked crm.Instant            // the last Tick of this process; 0 before the first
	steady Steady                 // nil: nobody looks whether the clock is right
	beat   store.Beat             // of the last Tick of this process
	seen   crm.Instant            // the sign of life that was there before it
}

// New makes an Engine on a store, without an outbox; UseOutbox comes before
// the first Tick.
func New(s *store.Store, log *slog.Logger, say func(language string, p crm.Phrase) string) *Engine {
	return &Engine{store: s, log: log, say: say}
}

// UseOutbox gives the engine the outbox that delivers for it.
func (e *Engine) UseOutbox(o *outbox.Outbox) { e.outbox = o }

// chunk is how much bulk work shares a transaction: less where people wrote since
// the last chunk, for the next one of them waits for it.
func (e *Engine) chunk(alone, beside int) int {
	if now := e.store.PeopleWrote(); e.people.Swap(now) != now {
		return beside
	}
	return alone
}

// Calendar is the workspace's zone and holidays. Errors: invalid where the zone
// is no longer known; then nothing is sent rather than at a wrong hour.
func (e *Engine) Calendar(v *store.View) (timing.Calendar, error) {
	ws, err := v.Workspace()
	if err != nil {
		return timing.Calendar{}, err
	}
	zone, err := timing.Zone(ws.Zone)
	if err != nil {
		return timing.Calendar{}, err
	}
	cal := timing.Calendar{Zone: zone}
	if holidays, err := timing.Holidays(ws.Country); err == nil {
		cal.IsHoliday = holidays
	}
	return cal, nil
}

// matches judges one card against a tree at a moment; a broken tree matches
// nothing.
func (s *scene) matches(product crm.ProductID, tree crm.Group, card crm.CardID, at crm.Instant) (bool, error) {
	env, err := s.env(product, at)
	if err != nil {
		return false, err
	}
	q, err := filter.Compile(tree, env)
	if err != nil {
		return false, nil //nolint:nilerr // broken is "no", and the check at save says why
	}
	return s.v.MatchesFilter(card, q)
}
