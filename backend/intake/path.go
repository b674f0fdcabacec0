package intake

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"stepwise/backend/crm"
)

// deepest is how deep a place in a call may lie; mostPlaces is how many are
// offered.
const (
	deepest    = 12
	mostPlaces = 300
	mostPath   = 300 // characters
)

// step is one part of a path: a name, or a number in a list.
type step struct {
	name  string
	index int // -1 for a name
}

// parsePath reads a path: lead.email, items[0].name, ["a.b"].c; ok is false where
// it is none.
func parsePath(path string) (steps []step, ok bool) {
	rest := strings.TrimPrefix(strings.TrimSpace(path), "$.")
	if rest == "" || len(rest) > mostPath {
		return nil, false
	}
	for first := true; rest != ""; first = false {
		var s step
		switch {
		case strings.HasPrefix(rest, `["`):
			end := strings.Index(rest, `"]`)
			if end < 0 || json.Unmarshal([]byte(rest[1:end+1]), &s.name) != nil {
				return nil, false
			}
			s.index, rest = -1, rest[end+2:]
		case rest[0] == '[':
			end := strings.IndexByte(rest, ']')
			n, err := strconv.Atoi(rest[1:max(end, 1)])
			if err != nil || n < 0 || rest[1] == '+' {
				return nil, false
			}
			s.index, rest = n, rest[end+1:]
		default:
			if !first {
				if rest[0] != '.' {
					return nil, false
				}
				rest = rest[1:]
			}
			end := strings.IndexAny(rest, ".[")
			if end < 0 {
				end = len(rest)
			}
			if end == 0 {
				return nil, false
			}
			s.name, s.index, rest = rest[:end], -1, rest[end:]
		}
		if steps = append(steps, s); len(steps) > deepest {
			return nil, false
		}
	}
	return steps, true
}

// IsPath says whether a text names a place in a call.
func IsPath(path string) bool {
	_, ok := parsePath(path)
	return ok
}

// at finds a place; found is false where the call says nothing there.
func at(body any, steps []step) (x any, found bool) {
	for _, s := range steps {
		switch now := body.(type) {
		case map[string]any:
			if s.index >= 0 {
				return nil, false
			}
			body, found = now[s.name]
		case []any:
			if found = s.index >= 0 && s.index < len(now); found {
				body = now[s.index]
			}
		default:
			found = false
		}
		if !found {
			return nil, false
		}
	}
	return body, body != nil
}

// text is a value as somebody would type it; ok is false where it has parts.
func text(x any) (s string, ok bool) {
	switch x := x.(type) {
	case nil:
		return "", true
	case string:
		return x, true
	case json.Number:
		return x.String(), true
	case bool:
		if x {
			return "yes", true
		}
		return "no", true
	case []any:
		parts := make([]string, 0, len(x))
		for _, one := range x {
			if _, nested := one.([]any); nested {
				return "", false
			}
			part, ok := text(one)
			if !ok {
				return "", false
			}
			if part != "" {
				parts = append(parts, part)
			}
		}
		return strings.Join(parts, ", "), true
	}
	return "", false
}

// Call reads what a program sent by a mapping: texts by the keys of a lead. A
// place that holds an object is a problem; one that isn't there says nothing.
func Call(body map[string]any, maps []crm.InletMap) (given map[string]string, bad crm.Problems) {
	given = map[string]string{}
	for _, m := range maps {
		steps, ok := parsePath(m.Path)
		if !ok {
			bad.Add(m.Key, "incoming.path_bad", "path", m.Path)
			continue
		}
		x, found := at(body, steps)
		if !found || given[m.Key] != "" {
			continue
		}
		s, ok := text(x)
		if !ok {
			bad.Add(m.Key, "incoming.not_a_value", "path", m.Path)
			continue
		}
		given[m.Key] = s
	}
	return given, bad
}

// Place is somewhere in a call, with what stands there.
type Place struct {
	Path  string `json:"path"`
	Value string `json:"value"`
}

// Places lists where something stands in a call, in the order of names.
func Places(body map[string]any) (list []Place) {
	list = []Place{}
	walk(body, "", 0, &list)
	return list
}

func walk(x any, path string, depth int, list *[]Place) {
	if depth > deepest || len(*list) >= mostPlaces {
		return
	}
	if s, ok := text(x); ok && path != "" {
		if r := []rune(s); len(r) > 120 {
			s = string(r[:119]) + "…"
		}
		*list = append(*list, Place{path, s})
		if _, several := x.([]any); !several {
			return
		}
	}
	switch now := x.(type) {
	case map[string]any:
		names := make([]string, 0, len(now))
		for name := range now {
			names = append(names, name)
		}
		slices.Sort(names)
		for _, name := range names {
			walk(now[name], path+part(name, path == ""), depth+1, list)
		}
	case []any:
		for i, one := range now {
			if _, plain := text(one); i < 5 && !plain {
				walk(one, path+"["+strconv.Itoa(i)+"]", depth+1, list)
			}
		}
	}
}

// part is a name as part of a path.
func part(name string, first bool) string {
	if name == "" || strings.ContainsAny(name, ".[]\"$ ") {
		quoted, err := json.Marshal(name)
		if err != nil {
			return ""
		}
		return "[" + string(quoted) + "]"
	}
	if first {
		return name
	}
	return "." + name
}
