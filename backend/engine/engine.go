// Package engine is the heart: it judges cards against filters, lets them enter
// and leave sequences, runs the steps that are due, and plans the next ones
// (RULES 3 and 4). Forecast, explain and the live run are this same code.
//
// Reading order: engine.go, cards.go (a card is written), judge.go (does it
// enter or leave), enter.go and plan.go (dates), activate.go, sweep.go (time
// passes), run.go and act.go (a step is due), message.go and task.go (what it
// makes), settle.go (a message is done), hand.go (what people do), coming.go
// (what will be), tick.go.
//
// It opens transactions, reads no clock of its own and talks to no server.
package engine

import (
	"log/slog"

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
}

// New makes an Engine on a store, without an outbox; UseOutbox comes before
// the first Tick.
func New(s *store.Store, log *slog.Logger, say func(language string, p crm.Phrase) string) *Engine {
	return &Engine{store: s, log: log, say: say}
}

// UseOutbox gives the engine the outbox that delivers for it.
func (e *Engine) UseOutbox(o *outbox.Outbox) { e.outbox = o }

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

// scene is what one transaction needs to know of the workspace, read once.
type scene struct {
	v        *store.View
	ws       crm.Workspace
	cal      timing.Calendar
	cats     map[crm.ProductID]*crm.Catalogue
	running  map[crm.ProductID][]crm.Sequence
	seqs     map[crm.SequenceID]crm.Sequence
	filters  map[crm.FilterID]crm.Filter
	compiled map[crm.SequenceID]compiled
}

type compiled struct {
	filter crm.Filter
	query  filter.Query
	err    error // a broken filter matches nothing
}

func (e *Engine) scene(v *store.View) (*scene, error) {
	ws, err := v.Workspace()
	if err != nil {
		return nil, err
	}
	cal, err := e.Calendar(v)
	return &scene{v: v, ws: ws, cal: cal, cats: map[crm.ProductID]*crm.Catalogue{}, running: map[crm.ProductID][]crm.Sequence{},
		seqs: map[crm.SequenceID]crm.Sequence{}, filters: map[crm.FilterID]crm.Filter{}, compiled: map[crm.SequenceID]compiled{}}, err
}

func (s *scene) catalogue(id crm.ProductID) (*crm.Catalogue, error) {
	if c, ok := s.cats[id]; ok {
		return c, nil
	}
	c, err := s.v.Catalogue(id)
	if err == nil {
		s.cats[id] = c
	}
	return c, err
}

// runningIn are a product's running sequences, without their steps.
func (s *scene) runningIn(id crm.ProductID) ([]crm.Sequence, error) {
	if list, ok := s.running[id]; ok {
		return list, nil
	}
	list, err := s.v.RunningHeads(id)
	if err != nil {
		return nil, err
	}
	s.running[id] = list
	filters, err := s.v.RunningFilters(id)
	for _, f := range filters {
		s.filters[f.ID] = f
	}
	return list, err
}

func (s *scene) sequence(id crm.SequenceID) (crm.Sequence, error) {
	if q, ok := s.seqs[id]; ok {
		return q, nil
	}
	q, err := s.v.Sequence(id)
	if err == nil {
		s.seqs[id] = q
	}
	return q, err
}

// env is what a filter is judged by at a moment.
func (s *scene) env(product crm.ProductID, at crm.Instant) (filter.Env, error) {
	cat, err := s.catalogue(product)
	return filter.Env{Cat: cat, Zone: s.cal.Zone, Now: at}, err
}

// filterOf compiles a sequence's filter for now, once.
func (s *scene) filterOf(q crm.Sequence) compiled {
	if c, ok := s.compiled[q.ID]; ok {
		return c
	}
	var c compiled
	var known bool
	if c.filter, known = s.filters[q.Filter]; !known {
		c.filter, c.err = s.v.Filter(q.Filter)
	}
	if c.err == nil {
		var env filter.Env
		if env, c.err = s.env(q.Product, s.v.Clock()); c.err == nil {
			c.query, c.err = filter.Compile(c.filter.Tree, env)
		}
	}
	s.compiled[q.ID] = c
	return c
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
