package filter

import (
	"strings"

	"stepwise/backend/crm"
)

// Why tells of one group for one card whether it matches, and why (not).
type Why struct {
	Matches    bool           `json:"matches"`
	Any        bool           `json:"any"` // one is enough
	Conditions []WhyCondition `json:"conditions"`
	Groups     []Why          `json:"groups" ts_type:"Why[]"`
	// Flips is when Matches changes by the passing of time alone; 0: not
	// within Horizon days.
	Flips crm.Instant `json:"flips"`
	// Since is since when the group has matched, where that is known; 0
	// otherwise and where it doesn't match.
	Since crm.Instant `json:"since"`

	// Of the whole tree only:

	Answer   crm.Phrase    `json:"answer"`   // whether it matches and why (not), with places "card" and "filter" left open
	Turn     crm.Phrase    `json:"turn"`     // what turns the answer, and when: "Enters by itself on Tue 24 Nov 2026 …"
	Problems []crm.Problem `json:"problems"` // what is broken, each with its place; a broken filter matches no card
}

// WhyCondition is one condition, whether it holds, and the value that was seen.
type WhyCondition struct {
	Path  string      `json:"path"` // its place in the tree: "groups[0].conditions[1]"
	Holds bool        `json:"holds"`
	Say   crm.Phrase  `json:"say"`
	Seen  crm.Phrase  `json:"seen"`
	Since crm.Instant `json:"since"` // since when Holds is as it is, where that is known; 0 otherwise
	Next  crm.Instant `json:"next"`  // when Holds changes by time alone; 0: not within Horizon days
	Hint  crm.Phrase  `json:"hint"`  // what would make it hold, or end it

	Problems []crm.Phrase `json:"problems"` // what is broken and what to do; such a condition never holds
}

// Horizon is how many days Explain looks ahead, and back.
const Horizon = 400

// Row reads a SELECT list for one card, "SELECT … FROM card c WHERE c.id = ?"
// with the values of its places, as a driver scans it into any: int64, float64,
// string or []byte, nil.
type Row func(exprs string, args []any) ([]any, error)

// Explanation asks a card about every condition of a tree by the same SQL that
// decides whether it matches.
type Explanation struct {
	root     node
	env      Env
	problems crm.Problems
	facts    []*fact
	of       map[string]*fact // by path
	row      []any            // the card's own columns
	to       Env              // how far time is looked at
}

// fact is what a card answers to one condition, now and at other moments.
type fact struct {
	*condition
	holds bool
	seen  any
	known crm.Instant // since when what is seen is so, at the latest
	from  crm.Instant // how far time is looked back at
	line  timeline
}

// Explain prepares the explanation of a tree as of env.Now. No tree is too
// broken to be explained: what is broken is said to be so.
func Explain(tree crm.Group, env Env) *Explanation {
	root, problems := parse(tree, env.Cat)
	x := &Explanation{root: root, env: env, problems: problems, of: map[string]*fact{}}
	x.root.eachAt(func(c *condition) {
		f := &fact{condition: c}
		x.of[c.path] = f
		x.facts = append(x.facts, f)
	})
	return x
}

// eachAt calls f for every condition where it stands, in order.
func (n *node) eachAt(f func(*condition)) {
	for i := range n.conditions {
		f(&n.conditions[i])
	}
	for i := range n.groups {
		n.groups[i].eachAt(f)
	}
}

// seenColumns stand before the conditions in the first SELECT list.
var seenColumns = []string{"c.name", "c.status", "c.status_since", "c.status_from", "c.owner", "c.created", "c.created_by", "c.modified", "c.tags"}

// Ask reads the card twice at most: what it answers now, and what it answers
// at each moment at which time alone may turn a condition. Both by one reading
// transaction, or a change in between may mix the two.
func (x *Explanation) Ask(row Row) (Why, error) {
	list := append([]string{}, seenColumns...)
	var args []any
	for _, f := range x.facts {
		if f.broken {
			continue
		}
		q, seen := f.where(x.env), f.look(x.env)
		list = append(list, q.Where, seen.Where)
		args = append(append(args, q.Args...), seen.Args...)
	}
	cells, err := row(strings.Join(list, ", "), args)
	if err != nil {
		return Why{}, err
	}
	x.read(cells)
	if err := x.askTimes(row); err != nil {
		return Why{}, err
	}
	why := x.group(&x.root)
	why.Problems = append([]crm.Problem{}, x.problems...)
	if len(x.problems) > 0 {
		why.Matches, why.Flips, why.Since = false, 0, 0
	}
	why.Answer, why.Turn = x.answer(why), x.turn(why)
	return why, nil
}

// look is the expression of what the condition looks at; NULL where the card's
// own columns say it.
func (c *condition) look(e Env) Query {
	switch {
	case c.op.seen != nil:
		return c.op.seen(*c, e)
	case c.Subject == fieldSubject:
		return query(c.stored())
	}
	return query("NULL")
}

// read takes the first row apart.
func (x *Explanation) read(cells []any) {
	cell := func(i int) any {
		if i < len(cells) {
			return cells[i]
		}
		return nil
	}
	for i := range seenColumns {
		x.row = append(x.row, cell(i))
	}
	at := len(seenColumns)
	for _, f := range x.facts {
		if !f.broken {
			f.holds, f.seen = whole(cell(at)) == 1, cell(at+1)
			at += 2
		}
		switch f.kind {
		case kindStatus:
			f.seen, f.known = x.own(f, 2), crm.Instant(whole(x.row[2]))
		case kindCreated:
			f.seen, f.known = x.own(f, 5), crm.Instant(whole(x.row[5]))
		case kindModified:
			f.seen, f.known = x.own(f, 7), crm.Instant(whole(x.row[7]))
		case kindOwner, kindName, kindTags:
			f.known = crm.Instant(whole(x.row[7]))
		default:
			f.known = x.env.Now
			if f.Subject == fieldSubject && f.op.seen == nil {
				f.known = crm.Instant(whole(x.row[7]))
			}
		}
	}
}

// own is a column of the card as what a condition saw, unless its operator
// looks elsewhere.
func (x *Explanation) own(f *fact, column int) any {
	if f.op.seen != nil {
		return f.seen
	}
	return x.row[column]
}

// group explains a node from the facts.
func (x *Explanation) group(n *node) Why {
	why := Why{Any: n.any, Conditions: []WhyCondition{}, Groups: []Why{}, Problems: []crm.Problem{}, Matches: x.holds(n, x.env.Now, nil)}
	for i := range n.conditions {
		why.Conditions = append(why.Conditions, x.condition(x.of[n.conditions[i].path]))
	}
	for i := range n.groups {
		why.Groups = append(why.Groups, x.group(&n.groups[i]))
	}
	why.Flips = x.nextOf(n, nil)
	if why.Matches {
		why.Since = x.sinceOf(n)
	}
	return why
}

func (x *Explanation) condition(f *fact) WhyCondition {
	w := WhyCondition{Path: f.path, Holds: f.holds, Say: f.say(x.env.Cat), Problems: []crm.Phrase{}}
	if f.broken {
		w.Seen, w.Hint = crm.Say("filter.seen.broken"), crm.Say("filter.hint.broken")
		for _, p := range x.problems {
			if strings.HasPrefix(p.Path, f.path+".") {
				w.Problems = append(w.Problems, crm.Phrase{Key: p.Key, Args: p.Args})
			}
		}
		return w
	}
	w.Seen, w.Next, w.Since = x.seen(f), x.nextOfFact(f), x.sinceOfFact(f)
	w.Hint = x.hint(f, w.Next)
	return w
}

func whole(v any) int64 {
	n, _ := v.(int64)
	return n
}

func text(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case []byte:
		return string(v)
	}
	return ""
}
