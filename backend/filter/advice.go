package filter

import (
	"slices"

	"stepwise/backend/crm"
)

// Advice is something to know about a tree before it is saved. It never keeps
// anybody from saving.
type Advice struct {
	Paths  []string   `json:"paths"`  // the places that it is about: "conditions[0]", "groups[1]"; "" is the whole
	Beside []string   `json:"beside"` // the places that make it so, where those are others
	Say    crm.Phrase `json:"say"`
	Level  string     `json:"level" ts_type:"'error'|'warning'|'note'"`
}

// The levels.
const (
	AdviceError   = "error"   // the filter can't do what is wanted
	AdviceWarning = "warning" // it does something that is rarely wanted
	AdviceNote    = "note"    // it could be said more simply
)

// Advise finds what the logic of a tree makes certain: that no card can ever
// match, or every card does; that cards match for one day only; that a part can
// never hold, or always does; that a condition follows from another; from
// env.Now on, for a day in the past comes no nearer (laws.go). A tree that Check
// refuses gets no advice. What isn't found may still be so: conditions on
// different things are taken to be free of each other.
func Advise(tree crm.Group, cat *crm.Catalogue, env Env) []Advice {
	root, problems := parse(tree, cat)
	if len(problems) > 0 {
		return []Advice{}
	}
	a := newAdviser(&root, env)
	whole := a.of[&root]
	switch {
	case a.solver.never(whole):
		a.neverMatches()
		return a.list
	case a.solver.never(notSo(whole)):
		a.add(AdviceWarning, crm.Say("filter.advice.everything"), "")
	default:
		a.lookBelow(&root)
		a.repeated(&root, nil)
	}
	if oneDay(&root) {
		list, paths := a.dayConditions()
		a.add(AdviceWarning, crm.Say("filter.advice.one_day", "what", a.chain(list)), paths...)
	}
	return a.list
}

type adviser struct {
	root   *node
	cat    *crm.Catalogue
	of     map[any]*formula // by *node and *condition
	solver *solver
	list   []Advice
	silent map[string]bool // paths that have been spoken of
}

// mostLooked bounds the work of one Advise: some tens of milliseconds.
const mostLooked = 1_000_000

func newAdviser(root *node, env Env) *adviser {
	a := &adviser{root: root, cat: env.Cat, of: map[any]*formula{}, solver: &solver{budget: mostLooked}, list: []Advice{}, silent: map[string]bool{}}
	t := &terms{cat: env.Cat, vars: map[string]*variable{}, texts: map[string][]string{}, sets: map[string][]int64{}}
	root.eachAt(t.gather)
	a.translate(t, root)
	a.solver.always = t.laws(env.today())
	for _, v := range t.vars {
		v.divide()
	}
	return a
}

func (a *adviser) translate(t *terms, n *node) *formula {
	f := &formula{form: isAll}
	if n.any {
		f.form = isAny
	}
	for i := range n.conditions {
		c := &n.conditions[i]
		a.of[c] = t.of(c)
		f.parts = append(f.parts, a.of[c])
	}
	for i := range n.groups {
		f.parts = append(f.parts, a.translate(t, &n.groups[i]))
	}
	a.of[n] = f
	return f
}

func (a *adviser) add(level string, say crm.Phrase, paths ...string) {
	for _, path := range paths {
		a.silent[path] = true
	}
	a.list = append(a.list, Advice{Paths: paths, Beside: []string{}, Say: say, Level: level})
}

// addBeside is add for one place and those that make it so.
func (a *adviser) addBeside(level string, say crm.Phrase, path string, beside ...string) {
	a.add(level, say, path)
	a.list[len(a.list)-1].Beside = beside
	for _, path := range beside {
		a.silent[path] = true
	}
}

// part is a condition or a group with its formula.
type part struct {
	path string
	c    *condition
	n    *node
	f    *formula
}

func (a *adviser) parts(n *node) []part {
	var list []part
	for i := range n.conditions {
		c := &n.conditions[i]
		list = append(list, part{path: c.path, c: c, f: a.of[c]})
	}
	for i := range n.groups {
		g := &n.groups[i]
		list = append(list, part{path: g.path, n: g, f: a.of[g]})
	}
	return list
}

// required are the parts of a node that must all hold, groups of which all must
// hold opened.
func (a *adviser) required(n *node) []part {
	if n.any && len(n.conditions)+len(n.groups) > 1 {
		return []part{{path: n.path, n: n, f: a.of[n]}}
	}
	var list []part
	for _, p := range a.parts(n) {
		if p.n != nil {
			list = append(list, a.required(p.n)...)
			continue
		}
		list = append(list, p)
	}
	return list
}

func (a *adviser) neverMatches() {
	core := a.core(a.required(a.root))
	a.add(AdviceError, crm.Say("filter.advice.never", "what", a.chain(core)), pathsOf(core)...)
}

// core is a smallest part of what can't all hold that still can't; fixed is
// what stays beside it.
func (a *adviser) core(list []part, fixed ...*formula) []part {
	for i := 0; i < len(list); {
		less := slices.Delete(slices.Clone(list), i, i+1)
		if len(less)+len(fixed) > 0 && a.solver.never(append(formulas(less), fixed...)...) {
			list = less
			continue
		}
		i++
	}
	return list
}

func formulas(list []part) []*formula {
	all := make([]*formula, len(list))
	for i, p := range list {
		all[i] = p.f
	}
	return all
}

func pathsOf(list []part) []string {
	paths := make([]string, len(list))
	for i, p := range list {
		paths[i] = p.path
	}
	return paths
}

// lookBelow looks for parts that can never hold, in themselves or beside what
// is required, and for groups that always do.
func (a *adviser) lookBelow(n *node) {
	for _, p := range a.parts(n) {
		inAny := n.any && len(n.conditions)+len(n.groups) > 1
		switch {
		case inAny && a.solver.never(p.f):
			core := []part{p}
			if p.n != nil {
				core = a.core(a.required(p.n))
			}
			a.add(AdviceWarning, crm.Say("filter.advice.never_part", "what", a.chain(core)), pathsOf(core)...)
		case inAny && a.solver.never(p.f, a.of[a.root]):
			a.excluded(p)
		case p.n != nil && a.solver.never(notSo(p.f)):
			a.add(AdviceWarning, crm.Say("filter.advice.always_part"), p.path)
		case p.n != nil:
			a.lookBelow(p.n)
		}
	}
}

// excluded says of a part with what that is required it can't hold together.
func (a *adviser) excluded(p part) {
	others := slices.DeleteFunc(a.required(a.root), func(o part) bool { return o.n != nil && within(p.path, o.path) })
	if !a.solver.never(append(formulas(others), p.f)...) {
		a.add(AdviceWarning, crm.Say("filter.advice.excluded", "inside", a.say(p)), p.path)
		return
	}
	core := a.core(others, p.f)
	a.addBeside(AdviceWarning, crm.Say("filter.advice.excluded_by", "inside", a.say(p), "what", a.chain(core)), p.path, pathsOf(core)...)
}

// within is true of a place in a group, and of the group itself.
func within(path, group string) bool {
	return path == group || group == "" || len(path) > len(group) && path[:len(group)] == group && path[len(group)] == '.'
}

// say is a part in words that stand in quotation marks.
func (a *adviser) say(p part) crm.Phrase {
	if p.c != nil {
		return withinQuotes(p.c.say(a.cat))
	}
	return withinQuotes(p.n.say(a.cat, nil, 0))
}

// withinQuotes gives the quotations in a phrase the marks of a quotation within
// another.
func withinQuotes(p crm.Phrase) crm.Phrase {
	args := make(crm.Args, len(p.Args))
	for name, value := range p.Args {
		if inner, ok := value.(crm.Phrase); ok {
			value = withinQuotes(inner)
		}
		args[name] = value
	}
	if p.Key == "filter.quoted" {
		return crm.Phrase{Key: "filter.quoted_within", Args: args}
	}
	return crm.Phrase{Key: p.Key, Args: args}
}

func (a *adviser) chain(list []part) any {
	says := make([]any, 0, mostSaid)
	for _, p := range list[:min(len(list), mostSaid)] {
		says = append(says, crm.Say("filter.advice.quoted", "inside", a.say(p)))
	}
	return chained("filter.list.comma", "filter.list.and", says)
}
