package document

import (
	"encoding/json"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"stepwise/backend/crm"
)

// docPath is where problems of a document are said to be; the place inside is
// in the words.
const docPath = "doc"

// maxProblems is how many problems of one document are named at once.
const maxProblems = 50

// Parse reads a document (Content.Doc) and holds it against the schema. It says
// everything wrong at once, at the path "doc", and gives no document then.
func Parse(doc string) (*Node, crm.Problems) {
	raw, wrong := decode(doc)
	if wrong != nil {
		return nil, wrong
	}
	p := &parser{}
	n := p.node(raw, nil, 0)
	if p.nodes > MaxNodes {
		p.problems = append(crm.Problems{{Path: docPath, Key: "document.doc_too_many", Args: crm.Args{"max": MaxNodes}}}, p.problems...)
	}
	if len(p.problems) > 0 {
		return nil, p.problems
	}
	return n, nil
}

type rawNode struct {
	Type    string                     `json:"type"`
	Attrs   map[string]json.RawMessage `json:"attrs"`
	Content []*rawNode                 `json:"content"`
	Marks   []rawMark                  `json:"marks"`
	Text    string                     `json:"text"`
}

type rawMark struct {
	Type  string                     `json:"type"`
	Attrs map[string]json.RawMessage `json:"attrs"`
}

func decode(doc string) (*rawNode, crm.Problems) {
	var wrong crm.Problems
	switch {
	case len(doc) > MaxDoc:
		wrong.Add(docPath, "document.doc_too_big", "max", MaxDoc>>10)
		return nil, wrong
	case nesting(doc) > 2*MaxDepth+6:
		wrong.Add(docPath, "document.doc_too_deep", "max", MaxDepth)
		return nil, wrong
	}
	raw := &rawNode{}
	d := json.NewDecoder(strings.NewReader(doc))
	d.DisallowUnknownFields()
	err := d.Decode(raw)
	if _, rest := d.Token(); err != nil || rest != io.EOF || raw.Type != Doc || !utf8.ValidString(doc) {
		wrong.Add(docPath, "document.doc_unreadable")
		return nil, wrong
	}
	return raw, nil
}

// nesting is how deep brackets nest, so that the decoder never sees what would
// send it down without end.
func nesting(doc string) (deepest int) {
	depth, quoted := 0, false
	for i := 0; i < len(doc); i++ {
		switch c := doc[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			depth++
			deepest = max(deepest, depth)
		case c == '}' || c == ']':
			depth--
		}
	}
	return deepest
}

// parser holds a tree against the schema.
type parser struct {
	problems crm.Problems
	nodes    int
	deep     bool
	block    int    // the block of the document that is being read, from 1
	of       string // its type
}

func (p *parser) wrong(key string, pairs ...any) {
	if len(p.problems) < maxProblems {
		p.problems.AddPhrase(docPath, at(p.block, p.of, crm.Say(key, pairs...)))
	}
}

// at says where in a document something is wrong: in which of its blocks, or in
// the document itself.
func at(block int, of string, wrong crm.Phrase) crm.Phrase {
	if block == 0 {
		return wrong
	}
	return crm.Say("document.at", "n", block, "what", nounOf(of), "wrong", wrong)
}

// nounOf is a type of node in words.
func nounOf(of string) crm.Phrase {
	if _, known := schema[of]; !known || of == Doc {
		return crm.Say("document.node.unknown")
	}
	return crm.Say("document.node." + of)
}

func (p *parser) node(raw, parent *rawNode, depth int) *Node {
	p.nodes++
	if depth == 1 {
		p.of = raw.Type
	}
	r, known := schema[raw.Type]
	if !known {
		p.wrong("document.doc_unknown_node", "type", snippet(raw.Type))
		return nil
	}
	if parent != nil && !slices.Contains(schema[parent.Type].holds, raw.Type) {
		p.wrong("document.doc_misplaced", "node", nounOf(raw.Type), "in", nounOf(parent.Type))
		return nil
	}
	if depth > MaxDepth {
		if !p.deep {
			p.wrong("document.doc_too_deep", "max", MaxDepth)
		}
		p.deep = true
		return nil
	}
	n := &Node{Type: raw.Type, Text: raw.Text, Attrs: p.attrs(raw.Type, raw.Attrs, r.attrs)}
	p.text(raw)
	n.Marks = p.marks(raw, r)
	p.children(n, raw, r, depth)
	return n
}

func (p *parser) text(raw *rawNode) {
	switch {
	case (raw.Type == Text) != (raw.Text != ""):
		p.wrong("document.doc_text")
	case strings.ContainsFunc(raw.Text, control):
		p.wrong("document.control")
	}
}

func (p *parser) children(n *Node, raw *rawNode, r rule, depth int) {
	count := len(raw.Content)
	if count < r.min || r.max > 0 && count > r.max {
		p.wrong("document.doc_count", "node", nounOf(raw.Type), "count", count)
	}
	for i, child := range raw.Content {
		if depth == 0 {
			p.block = i + 1
		}
		if child == nil {
			p.wrong("document.doc_unknown_node", "type", "null")
			continue
		}
		if p.nodes > MaxNodes {
			return
		}
		if c := p.node(child, raw, depth+1); c != nil {
			n.Content = append(n.Content, c)
		}
	}
	if depth == 0 {
		p.block = 0
	}
}

func (p *parser) marks(raw *rawNode, r rule) (out []Mark) {
	if len(raw.Marks) > 0 && !r.marks {
		p.wrong("document.doc_mark", "type", snippet(raw.Marks[0].Type), "node", nounOf(raw.Type))
		return nil
	}
	for i, m := range raw.Marks {
		allowed, known := markAttrs[m.Type]
		again := slices.ContainsFunc(raw.Marks[:i], func(before rawMark) bool { return before.Type == m.Type })
		if !known || again {
			p.wrong("document.doc_mark", "type", snippet(m.Type), "node", nounOf(raw.Type))
			continue
		}
		out = append(out, Mark{m.Type, p.attrs(m.Type, m.Attrs, allowed)})
	}
	return out
}

// attrs reads attributes; null says nothing.
func (p *parser) attrs(of string, raw map[string]json.RawMessage, allowed []string) *Attrs {
	out := defaults(of)
	failed := false
	for _, name := range sortedKeys(raw) {
		value := strings.TrimSpace(string(raw[name]))
		if value == "null" {
			continue
		}
		if !slices.Contains(allowed, name) {
			p.wrong("document.doc_unknown_attr", "name", snippet(name), "type", snippet(of))
			continue
		}
		if !out.set(name, value) {
			p.wrong("document.doc_attr", "name", name, "value", snippet(value))
			failed = true
		}
	}
	if name, ok := needed(of, &out); !ok && !failed {
		p.wrong("document.doc_attr", "name", name, "value", "")
	}
	if out.Href != "" {
		if wrong, ok := checkHref(out.Href); !ok {
			p.wrong(wrong.Key, "link", wrong.Args["link"])
		}
	}
	for _, text := range []string{out.Label, out.Alt, out.Header, out.Footer, out.Href} {
		if strings.ContainsFunc(text, control) {
			p.wrong("document.control")
		}
	}
	return &out
}

// set reads one attribute from its JSON.
func (a *Attrs) set(name, value string) bool {
	var number int
	if json.Unmarshal([]byte(value), &number) == nil {
		return a.setNumber(name, number)
	}
	var text string
	return json.Unmarshal([]byte(value), &text) == nil && a.setText(name, text)
}

func sortedKeys(m map[string]json.RawMessage) []string {
	out := make([]string, 0, len(m))
	for name := range m {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

// snippet is what a problem quotes of an input.
func snippet(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}
