package filter

import (
	"fmt"

	"stepwise/backend/crm"
)

// Check finds everything that is wrong with a tree, each problem with its
// place ("groups[0].conditions[2].values[0]"): no condition at all, too deep
// or too large, unknown subjects, operators, fields, statuses, users and
// choices, a wrong number of values and values of a wrong type (RULES 2.6).
// Groups without conditions are no problem: they are as if not there.
func Check(tree crm.Group, cat *crm.Catalogue) crm.Problems {
	_, problems := parse(tree, cat)
	return problems
}

// node is a group that was read. It is never empty, and has no empty ones below.
type node struct {
	path       string // "groups[0]", "" for the root
	any        bool
	conditions []condition
	groups     []node
}

// parse reads a tree; where there are problems, node is only
// to be said.
func parse(tree crm.Group, cat *crm.Catalogue) (node, crm.Problems) {
	p := parser{cat: cat}
	root, _ := p.group(tree, "", 1)
	switch {
	case p.conditions > crm.MaxConditions || p.groups > crm.MaxConditions:
		p.problems.Add("", "filter.problem.too_large", "max", crm.MaxConditions)
	case p.conditions == 0 && len(p.problems) == 0:
		p.problems.Add("", "filter.problem.empty")
	}
	return root, p.problems
}

type parser struct {
	cat                *crm.Catalogue
	conditions, groups int
	problems           crm.Problems
}

// group reads a group; used is false where it has no conditions at all.
func (p *parser) group(g crm.Group, path string, depth int) (n node, used bool) {
	if depth > crm.MaxDepth {
		p.problems.Add(path, "filter.problem.too_deep", "max", crm.MaxDepth)
		return n, false
	}
	if p.groups++; p.groups > crm.MaxConditions {
		return n, false
	}
	n.path, n.any = path, g.Any
	for i, raw := range g.Conditions {
		if p.conditions++; p.conditions > crm.MaxConditions {
			break
		}
		at := fmt.Sprintf("%sconditions[%d]", dotted(path), i)
		c, ok := read(raw, p.cat, at, &p.problems)
		c.path, c.broken = at, !ok
		n.conditions = append(n.conditions, c)
	}
	for i, sub := range g.Groups {
		if m, ok := p.group(sub, fmt.Sprintf("%sgroups[%d]", dotted(path), i), depth+1); ok {
			n.groups = append(n.groups, m)
		}
	}
	return n, len(n.conditions)+len(n.groups) > 0
}

func dotted(path string) string {
	if path == "" {
		return ""
	}
	return path + "."
}

// each calls f for every condition, in order.
func (n *node) each(f func(condition)) {
	for _, c := range n.conditions {
		f(c)
	}
	for i := range n.groups {
		n.groups[i].each(f)
	}
}
