package filter

import (
	"slices"
	"strings"
	"time"

	"stepwise/backend/crm"
)

// timeline is what a condition answers over a stretch of time: truth[i] from
// moments[i] on, to the next.
type timeline struct {
	moments []crm.Instant
	truth   []bool
}

// mostColumns bounds the columns of one SELECT, and mostArgs its places; SQLite
// takes 2,000 and 32,766.
const (
	mostColumns = 1500
	mostArgs    = 30_000
)

// askTimes fills the timelines of the conditions that time can turn, all by as
// few questions as fit.
func (x *Explanation) askTimes(row Row) error {
	const span = Horizon * 24 * time.Hour
	x.to = x.env.at(x.env.Now.Add(span))
	ask := &asking{row: row}
	for _, f := range x.facts {
		f.from = min(max(f.known, x.env.Now.Add(-span)), x.env.Now)
		if f.broken || f.op.clock == NoClock {
			continue
		}
		f.line.moments = x.candidates(f)
		f.line.truth = make([]bool, len(f.line.moments))
		for i, at := range f.line.moments {
			if err := ask.add(f.where(x.env.at(at)), &f.line.truth[i]); err != nil {
				return err
			}
		}
	}
	return ask.flush()
}

// candidates are the moments at which time may turn a condition, after the
// beginning of the stretch that is looked at, and that beginning.
func (x *Explanation) candidates(f *fact) []crm.Instant {
	list := []crm.Instant{f.from}
	for _, at := range f.op.flips(*f.condition, f.seen, x.env) {
		if at > f.from && at <= x.to.Now {
			list = append(list, at)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// asking gathers questions about one card and asks many at once.
type asking struct {
	row   Row
	exprs []string
	args  []any
	into  []*bool
}

func (a *asking) add(q Query, into *bool) error {
	if len(a.exprs) >= mostColumns || len(a.args)+len(q.Args) > mostArgs {
		if err := a.flush(); err != nil {
			return err
		}
	}
	a.exprs, a.args, a.into = append(a.exprs, q.Where), append(a.args, q.Args...), append(a.into, into)
	return nil
}

func (a *asking) flush() error {
	if len(a.exprs) == 0 {
		return nil
	}
	cells, err := a.row(strings.Join(a.exprs, ", "), a.args)
	if err != nil {
		return err
	}
	for i, into := range a.into {
		*into = i < len(cells) && whole(cells[i]) == 1
	}
	a.exprs, a.args, a.into = nil, nil, nil
	return nil
}

// at is whether the condition holds at a moment of the stretch; outside of it,
// and where time can't turn it, as now.
func (f *fact) at(moment crm.Instant) bool {
	i, found := slices.BinarySearch(f.line.moments, moment)
	if !found {
		i--
	}
	if i < 0 {
		return f.holds
	}
	return f.line.truth[i]
}

// holds is whether a node holds at a moment, the forced facts taken as true.
func (x *Explanation) holds(n *node, moment crm.Instant, forced []*fact) bool {
	for i := range n.conditions {
		f := x.of[n.conditions[i].path]
		if (f.at(moment) || slices.Contains(forced, f)) == n.any {
			return n.any
		}
	}
	for i := range n.groups {
		if x.holds(&n.groups[i], moment, forced) == n.any {
			return n.any
		}
	}
	return !n.any && len(n.conditions)+len(n.groups) > 0
}

// turns are the moments at which a condition below a node may turn, ascending.
func (x *Explanation) turns(n *node) []crm.Instant {
	var list []crm.Instant
	n.eachAt(func(c *condition) { list = append(list, x.of[c.path].line.moments...) })
	slices.Sort(list)
	return slices.Compact(list)
}

// nextOf is the first moment after now at which a node's answer, with the
// forced facts, is another one; 0 for none.
func (x *Explanation) nextOf(n *node, forced []*fact) crm.Instant {
	now := x.holds(n, x.env.Now, forced)
	for _, at := range x.turns(n) {
		if at > x.env.Now && x.holds(n, at, forced) != now {
			return at
		}
	}
	return 0
}

func (x *Explanation) nextOfFact(f *fact) crm.Instant {
	for i, at := range f.line.moments {
		if at > x.env.Now && f.line.truth[i] != f.holds {
			return at
		}
	}
	return 0
}

// sinceOf is since when a node has matched: the last turn by time alone while
// all that it reads was as it is now; else when that began, where it reads
// nothing but what knows its own beginning.
func (x *Explanation) sinceOf(n *node) crm.Instant {
	known, own := crm.Instant(0), true
	n.eachAt(func(c *condition) {
		f := x.of[c.path]
		known = max(known, f.known)
		own = own && f.knowsItsBeginning()
	})
	turns := x.turns(n)
	for i := len(turns) - 1; i > 0; i-- {
		if at := turns[i]; at <= x.env.Now && at > known && !x.holds(n, max(turns[i-1], known), nil) {
			return at
		}
	}
	if own && known <= x.env.Now {
		return known
	}
	return 0
}

func (x *Explanation) sinceOfFact(f *fact) crm.Instant {
	for i := len(f.line.moments) - 1; i > 0; i-- {
		if at := f.line.moments[i]; at <= x.env.Now && f.line.truth[i] != f.line.truth[i-1] {
			return at
		}
	}
	if f.knowsItsBeginning() && f.known <= x.env.Now {
		return f.known
	}
	return 0
}

// knowsItsBeginning is true of what a card keeps a moment for, since when its
// status is so, when it was created and last changed, as far as was looked back.
func (f *fact) knowsItsBeginning() bool {
	own := f.kind == kindStatus || f.kind == kindCreated || f.kind == kindModified
	return own && f.op.seen == nil && (f.op.clock == NoClock || f.from == f.known)
}
