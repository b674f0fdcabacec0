package filter

import (
	"fmt"

	"stepwise/backend/crm"
)

// Placed is one condition of a tree in words.
type Placed struct {
	Path string     `json:"path"` // its place in the tree, "groups[0].conditions[2]"
	Say  crm.Phrase `json:"say"`
}

// EachInWords says every sound condition of a tree by itself, in order; broken
// ones have no words.
func EachInWords(tree crm.Group, cat *crm.Catalogue) []Placed {
	out := []Placed{}
	eachInWords(tree, "", 1, cat, &out)
	return out
}

func eachInWords(g crm.Group, path string, depth int, cat *crm.Catalogue, out *[]Placed) {
	for i, raw := range g.Conditions {
		if len(*out) == crm.MaxConditions {
			return
		}
		at := fmt.Sprintf("%sconditions[%d]", dotted(path), i)
		var problems crm.Problems
		if c, ok := read(raw, cat, at, &problems); ok {
			*out = append(*out, Placed{Path: at, Say: c.say(cat)})
		}
	}
	for i, sub := range g.Groups {
		if depth < crm.MaxDepth && i < crm.MaxConditions {
			eachInWords(sub, fmt.Sprintf("%sgroups[%d]", dotted(path), i), depth+1, cat, out)
		}
	}
}
