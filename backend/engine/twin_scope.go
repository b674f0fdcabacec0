package engine

import (
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/filter"
	"stepwise/backend/store"
)

// choose finds the cards of the workspace that matter to a twin: those under
// way, those that match, those that time can bring in, and those that another
// running sequence may bring in.
func (e *Engine) choose(v *store.View, o TwinOptions) ([]crm.CardID, error) {
	if o.Cards != nil {
		return o.Cards, nil
	}
	s, err := e.scene(v)
	if err != nil {
		return nil, err
	}
	q, err := sequenceOf(v, o)
	if err != nil {
		return nil, err
	}
	f, err := v.Filter(q.Filter)
	if err != nil {
		return nil, err
	}
	env, err := s.env(q.Product, v.Clock())
	if err != nil {
		return nil, err
	}
	compiled, err := filter.Compile(f.Tree, env)
	if err != nil {
		return nil, crm.Fail(crm.CodeInvalid, "reason."+string(crm.ReasonFilterBroken))
	}
	c := choosing{v: v, q: q, tree: f.Tree, env: env}
	c.add(v.LiveCards([]crm.SequenceID{q.ID}))
	if o.Scope == ScopeAll || q.State == crm.SequenceActivating {
		c.add(v.MatchingIDs(q.Product, compiled))
	}
	c.addCrossing(o.Until)
	c.addInfluenced()
	if o.First > 0 && len(c.ids) < o.First {
		c.add(v.MatchingIDs(q.Product, compiled))
	}
	if o.First > 0 && len(c.ids) > o.First {
		c.ids = c.ids[:o.First]
	}
	return c.ids, c.err
}

func sequenceOf(v *store.View, o TwinOptions) (crm.Sequence, error) {
	if o.Draft != nil {
		return *o.Draft, nil
	}
	return v.Sequence(o.Sequence)
}

// choosing gathers cards, each once.
type choosing struct {
	v    *store.View
	q    crm.Sequence
	tree crm.Group
	env  filter.Env
	ids  []crm.CardID
	seen map[crm.CardID]bool
	err  error
}

func (c *choosing) add(ids []crm.CardID, err error) {
	if c.seen == nil {
		c.seen, c.ids = map[crm.CardID]bool{}, []crm.CardID{}
	}
	if c.err == nil {
		c.err = err
	}
	for _, id := range ids {
		if !c.seen[id] {
			c.seen[id] = true
			c.ids = append(c.ids, id)
		}
	}
}

// addCrossing adds what the days until then, and the hours between, can turn.
func (c *choosing) addCrossing(until crm.Instant) {
	if until <= c.env.Now || filter.Depends(c.tree) == filter.NoClock {
		return
	}
	from := c.env.Now
	for _, at := range append(filter.Midnights(c.env.At(until), from), until) {
		days, hours := filter.Crossings(c.tree, c.env.At(at), from)
		c.add(c.v.Crossed(c.q.Product, slices.Concat(days, hours)))
		from = at
	}
}

// addInfluenced adds the cards that are under way in other running sequences of
// the product, where what these do can make a card match: they change cards, or
// the filter asks about messages, tasks or sequences.
func (c *choosing) addInfluenced() {
	running, err := c.v.RunningSequences(c.q.Product)
	if err != nil {
		c.add(nil, err)
		return
	}
	asks := slices.ContainsFunc(filter.Reads(c.tree), func(r string) bool { return r == "messages" || r == "tasks" || r == "sequences" })
	var ids []crm.SequenceID
	for _, q := range running {
		changes := slices.ContainsFunc(q.Live(), func(st crm.Step) bool { return st.Kind == crm.StepChangeCard })
		if q.ID != c.q.ID && (asks || changes) {
			ids = append(ids, q.ID)
		}
	}
	if len(ids) > 0 {
		c.add(c.v.LiveCards(ids))
	}
}
