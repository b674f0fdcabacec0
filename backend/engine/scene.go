package engine

import (
	"strconv"

	"stepwise/backend/crm"
	"stepwise/backend/filter"
	"stepwise/backend/merge"
	"stepwise/backend/store"
	"stepwise/backend/timing"
)

// scene is what one transaction needs to know of the workspace, read once.
type scene struct {
	v *store.View
	*known
	ahead *answers // of a chunk of due steps; nil: asked one by one
}

// known is what a scene knows of one state of the definitions on one day. It is
// filled as it is asked.
type known struct {
	at       int64 // the state of the definitions
	day      crm.Date
	ws       crm.Workspace
	cal      timing.Calendar
	products []crm.Product
	cats     map[crm.ProductID]*crm.Catalogue
	running  map[crm.ProductID][]crm.Sequence
	seqs     map[crm.SequenceID]crm.Sequence
	filters  map[crm.FilterID]crm.Filter
	compiled map[crm.SequenceID]compiled
	dates    []store.WatchedDate                 // nil: not read yet
	fields   map[crm.ProductID]map[string]string // the types of its merge fields
	readers  map[string][]crm.Sequence           // sequences whose filters read something of what changed, by product and that
	together map[string][]filter.Query           // statements that hold cards against several sequences' filters, by their ids
}

// compiled is a sequence's filter as of a moment.
type compiled struct {
	filter crm.Filter
	query  filter.Query
	reads  []string
	clock  filter.Clock
	at     crm.Instant
	err    error // a broken filter matches nothing
}

func (e *Engine) scene(v *store.View) (*scene, error) {
	ws, err := v.Workspace()
	if err != nil {
		return nil, err
	}
	cal, err := e.Calendar(v)
	return &scene{v: v, known: &known{
		ws: ws, cal: cal, cats: map[crm.ProductID]*crm.Catalogue{}, running: map[crm.ProductID][]crm.Sequence{},
		seqs: map[crm.SequenceID]crm.Sequence{}, filters: map[crm.FilterID]crm.Filter{}, compiled: map[crm.SequenceID]compiled{},
		together: map[string][]filter.Query{}, readers: map[string][]crm.Sequence{}, fields: map[crm.ProductID]map[string]string{},
	}}, err
}

// judging is the scene of a transaction that changes no definition from here
// on: it knows what the one before knew, while nobody changes one and the day
// lasts.
func (e *Engine) judging(tx *store.Tx) (*scene, error) {
	at, err := tx.Definitions()
	if err != nil {
		return nil, err
	}
	if k := e.known; at != 0 && k != nil && k.at == at && k.day == today(k.cal, tx.Now) {
		return &scene{v: &tx.View, known: k}, nil
	}
	s, err := e.scene(&tx.View)
	if err != nil {
		return nil, err
	}
	s.at, s.day = at, today(s.cal, tx.Now)
	if at != 0 {
		e.known = s.known
	}
	return s, nil
}

// types are the types of a product's merge fields.
func (s *scene) types(cat *crm.Catalogue) map[string]string {
	t := s.fields[cat.Product.ID]
	if t == nil {
		t = merge.Types(cat)
		s.fields[cat.Product.ID] = t
	}
	return t
}

// today is the day at a moment, as filters see it.
func today(cal timing.Calendar, now crm.Instant) crm.Date {
	return filter.Env{Zone: cal.Zone, Now: now}.Today()
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
	filters, err := s.v.RunningFilters(id)
	if err != nil {
		return nil, err
	}
	for _, f := range filters {
		s.filters[f.ID] = f
	}
	s.running[id] = list
	return list, nil
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
	now := s.v.Clock()
	c, ok := s.compiled[q.ID]
	if ok && (c.clock != filter.InstantClock || c.at == now) {
		return c
	}
	if !ok {
		c = s.readFilter(q)
	}
	if c.err == nil {
		c.at = now
		var env filter.Env
		if env, c.err = s.env(q.Product, now); c.err == nil {
			c.query, c.err = filter.Compile(c.filter.Tree, env)
		}
	}
	s.compiled[q.ID] = c
	return c
}

func (s *scene) readFilter(q crm.Sequence) (c compiled) {
	var known bool
	if c.filter, known = s.filters[q.Filter]; !known {
		c.filter, c.err = s.v.Filter(q.Filter)
	}
	c.reads, c.clock = filter.Reads(c.filter.Tree), filter.Depends(c.filter.Tree)
	return c
}

// holding says which of some cards match the filter of each of some sound
// sequences: a JSON list of ids for each.
func (s *scene) holding(list []crm.Sequence, ids []crm.CardID) ([]string, error) {
	out := make([]string, len(list))
	var lasting, fleeting []int // places of filters that mean the same all day, and of the others
	for i, q := range list {
		if s.filterOf(q).clock == filter.InstantClock {
			fleeting = append(fleeting, i)
			continue
		}
		lasting = append(lasting, i)
	}
	for k, places := range [][]int{lasting, fleeting} {
		found, err := s.v.HoldingBy(ids, s.statements(list, places, k == 1))
		if err != nil {
			return nil, err
		}
		for n, i := range places {
			out[i] = found[n]
		}
	}
	return out, nil
}

// mostTogether bounds how many statements are kept: which filters a change
// concerns varies little.
const mostTogether = 256

func (s *scene) statements(list []crm.Sequence, places []int, fleeting bool) []filter.Query {
	key := make([]byte, 0, 8*len(places))
	for _, i := range places {
		key = strconv.AppendInt(append(key, ' '), int64(list[i].ID), 36)
	}
	if kept, ok := s.together[string(key)]; ok && !fleeting {
		return kept
	}
	queries := make([]filter.Query, len(places))
	for n, i := range places {
		queries[n] = s.filterOf(list[i]).query
	}
	if fleeting {
		return store.Statements(queries)
	}
	if len(s.together) >= mostTogether {
		clear(s.together)
	}
	s.together[string(key)] = store.Statements(queries)
	return s.together[string(key)]
}
