package pack

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"stepwise/backend/crm"
)

// mostProblems is how many problems of one file are named at once.
const mostProblems = 100

// documents are the YAML documents of a file, checked for size, depth and
// aliases before anything else is looked at.
func documents(content []byte) (out []*yaml.Node, problems crm.Problems) {
	defer func() {
		if recover() != nil { // the library's; a file must never end the program
			out, problems = nil, nil
			problems.Add("", "packs.not_yaml", "line", 1)
		}
	}()
	content = bytes.TrimPrefix(content, []byte("\xef\xbb\xbf"))
	switch {
	case len(content) > MaxSize:
		problems.Add("", "packs.too_big", "max", MaxSize>>20)
		return nil, problems
	case !utf8.Valid(content):
		problems.Add("", "packs.not_text")
		return nil, problems
	}
	d := yaml.NewDecoder(bytes.NewReader(content))
	for {
		var doc yaml.Node
		err := d.Decode(&doc)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			problems.Add("", "packs.not_yaml", "line", lineIn(err))
			return nil, problems
		}
		b := bounds{}
		b.look(&doc, 0)
		if problems = b.problems; len(problems) > 0 {
			return nil, problems
		}
		if len(doc.Content) == 1 {
			out = append(out, doc.Content[0])
		}
	}
	return out, nil
}

var yamlLine = regexp.MustCompile(`line (\d+)`)

// lineIn is the line that the library's message names.
func lineIn(err error) int {
	found := yamlLine.FindStringSubmatch(err.Error())
	if found == nil {
		return 1
	}
	n, _ := strconv.Atoi(found[1])
	return max(n, 1)
}

// bounds looks whether a tree is of a size to be read.
type bounds struct {
	values   int
	problems crm.Problems
}

func (b *bounds) look(n *yaml.Node, depth int) {
	if len(b.problems) > 0 {
		return
	}
	b.values++
	switch {
	case depth > maxDepth:
		b.problems.Add("", "packs.too_deep", "line", n.Line, "max", maxDepth)
	case b.values > maxValues:
		b.problems.Add("", "packs.too_many", "max", maxValues)
	case n.Kind == yaml.AliasNode || n.Anchor != "":
		b.problems.Add("", "packs.alias", "line", n.Line)
	}
	for _, child := range n.Content {
		b.look(child, depth+1)
	}
}

// reader collects everything wrong with a file.
type reader struct {
	bad   crm.Problems
	lines map[string]int
}

// place is one value of a file, where it stands; a missing one has no node and
// reads as nothing.
type place struct {
	r    *reader
	n    *yaml.Node
	path string
}

func (p place) there() bool { return p.n != nil }

func (p place) wrong(key string, pairs ...any) {
	if len(p.r.bad) < mostProblems {
		line := 1
		if p.n != nil {
			line = p.n.Line
		}
		p.r.bad.Add(p.path, keyLine, "line", line, "wrong", crm.Say(key, pairs...))
	}
}

// object reads a mapping with these keys; must are those that it can't be
// without, separated from the others by "".
func (p place) object(keys ...string) map[string]place {
	out := map[string]place{}
	if !p.there() {
		return out
	}
	if p.n.Kind != yaml.MappingNode {
		p.wrong("packs.want_keys")
		return out
	}
	must, known := keys, keys
	if i := slices.Index(keys, ""); i >= 0 {
		must, known = keys[:i], append(slices.Clone(keys[:i]), keys[i+1:]...)
	}
	for i := 0; i+1 < len(p.n.Content); i += 2 {
		key, value := p.n.Content[i], p.n.Content[i+1]
		at := p.child(value, p.path+dot(p.path)+key.Value)
		_, twice := out[key.Value]
		switch {
		case key.Kind != yaml.ScalarNode || !slices.Contains(known, key.Value):
			place{p.r, key, at.path}.wrong("packs.unknown_key", "key", short(key.Value), "known", strings.Join(known, ", "))
		case twice:
			place{p.r, key, at.path}.wrong("packs.twice", "key", key.Value)
		default:
			out[key.Value] = at
		}
	}
	for _, key := range must {
		if one, ok := out[key]; !ok || one.n.Kind == yaml.ScalarNode && one.n.Value == "" {
			p.wrong("packs.missing_key", "key", key)
		}
	}
	for _, key := range known {
		if _, ok := out[key]; !ok {
			out[key] = place{r: p.r, path: p.path + dot(p.path) + key}
		}
	}
	return out
}

func dot(path string) string {
	if path == "" {
		return ""
	}
	return "."
}

func (p place) child(n *yaml.Node, path string) place {
	if p.r.lines != nil {
		p.r.lines[path] = n.Line
	}
	return place{p.r, n, path}
}

// each reads a list.
func (p place) each(do func(i int, item place)) {
	if !p.there() {
		return
	}
	if p.n.Kind != yaml.SequenceNode {
		p.wrong("packs.want_list")
		return
	}
	for i, item := range p.n.Content {
		do(i, p.child(item, fmt.Sprintf("%s[%d]", p.path, i)))
	}
}

// text reads a text. What YAML would take for something else has to be quoted:
// nobody shall have to guess what 1_000, 010 or 2026-11-26 become.
func (p place) text() string {
	if !p.there() {
		return ""
	}
	if p.n.Kind != yaml.ScalarNode || p.n.ShortTag() != "!!str" {
		p.wrong("packs.want_text", "value", short(p.n.Value))
		return ""
	}
	return p.n.Value
}

func (p place) texts() (out []string) {
	p.each(func(_ int, item place) { out = append(out, item.text()) })
	return out
}

// number reads a whole number as people write it: digits.
func (p place) number() int {
	if !p.there() {
		return 0
	}
	n, err := strconv.Atoi(p.n.Value)
	if p.n.Kind != yaml.ScalarNode || p.n.ShortTag() != "!!int" || err != nil || strconv.Itoa(n) != p.n.Value {
		p.wrong("packs.want_number", "value", short(p.n.Value))
		return 0
	}
	return n
}

// yes reads true or false.
func (p place) yes() bool {
	if !p.there() {
		return false
	}
	if p.n.Kind != yaml.ScalarNode || p.n.ShortTag() != "!!bool" || p.n.Value != "true" && p.n.Value != "false" {
		p.wrong("packs.want_yes", "value", short(p.n.Value))
	}
	return p.n.Value == "true"
}

// word reads one of some words; the first stands where nothing is said.
func (p place) word(known ...string) string {
	if !p.there() {
		return known[0]
	}
	got := p.text()
	if got != "" && !slices.Contains(known, got) {
		p.wrong("packs.bad_word", "value", short(got), "known", strings.Join(slices.DeleteFunc(slices.Clone(known), func(k string) bool { return k == "" }), ", "))
	}
	return got
}

// value reads whatever stands there as decoded JSON.
func (p place) value() any {
	if !p.there() {
		return nil
	}
	switch p.n.Kind {
	case yaml.MappingNode:
		out := map[string]any{}
		for i := 0; i+1 < len(p.n.Content); i += 2 {
			key := p.n.Content[i].Value
			out[key] = place{p.r, p.n.Content[i+1], p.path + "." + key}.value()
		}
		return out
	case yaml.SequenceNode:
		out := []any{}
		for i, item := range p.n.Content {
			out = append(out, place{p.r, item, fmt.Sprintf("%s[%d]", p.path, i)}.value())
		}
		return out
	}
	switch p.n.ShortTag() {
	case "!!str":
		return p.n.Value
	case "!!bool":
		return p.yes()
	case "!!int", "!!float":
		f, err := strconv.ParseFloat(p.n.Value, 64)
		if err != nil || math.IsInf(f, 0) || math.IsNaN(f) {
			p.wrong("packs.want_number", "value", short(p.n.Value))
			return float64(0)
		}
		return f
	}
	p.wrong("packs.want_text", "value", short(p.n.Value))
	return nil
}

// short is what a problem quotes of a file.
func short(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}
