package pack

import (
	"strings"

	"stepwise/backend/document"
)

// markOrder is the order in which marks are compared.
var markOrder = []string{document.Link, document.Bold, document.Italic, document.Underline, document.Strike, document.Color}

// signs are the marks that a pair of signs says.
var signs = []struct{ mark, sign string }{
	{document.Bold, "**"}, {document.Italic, "*"}, {document.Underline, "__"}, {document.Strike, "~~"},
}

// inlineOf writes inline nodes; a line that looks like the beginning of a block
// gets a backslash where it may be one.
func inlineOf(nodes []*document.Node, guard bool) string {
	var b strings.Builder
	on, href := map[string]bool{}, ""
	turn := func(n *document.Node) {
		link := ""
		if n != nil && n.Mark(document.Link) != nil {
			link = n.Mark(document.Link).Href
		}
		if href != "" && link != href {
			b.WriteString("](" + escapedHref(href) + ")")
		}
		for _, s := range signs {
			if want := n != nil && n.Mark(s.mark) != nil; want != on[s.mark] {
				b.WriteString(s.sign)
				on[s.mark] = want
			}
		}
		if link != "" && link != href {
			b.WriteString("[")
		}
		href = link
	}
	for _, n := range nodes {
		if n.Type == document.HardBreak {
			turn(nil)
			b.WriteString("\n")
			continue
		}
		turn(n)
		if n.Type == document.FieldChip {
			b.WriteString("{{" + n.Attrs.Expr + "}}")
			continue
		}
		b.WriteString(escaped(n.Text))
	}
	turn(nil)
	lines := strings.Split(b.String(), "\n")
	for i, line := range lines {
		lines[i] = guarded(line, guard, len(lines) > 1 || i > 0)
	}
	return strings.Join(lines, "\n")
}

// guarded is a line that is read as text and nothing else, with its blanks.
func guarded(line string, first, among bool) string {
	if line == "" {
		if among {
			return `\`
		}
		return ""
	}
	begins := strings.HasPrefix(line, "- ") || strings.HasPrefix(line, "---") || numbered.MatchString(line)
	if first && (headed.MatchString(line) || strings.HasPrefix(line, "{") && !strings.HasPrefix(line, "{{")) || begins || line[0] == ' ' || line[0] == '\t' {
		line = `\` + line
	}
	if last := line[len(line)-1]; (last == ' ' || last == '\t') && !strings.HasSuffix(line[:len(line)-1], `\`) {
		line = line[:len(line)-1] + `\` + string(last)
	}
	return line
}

func escaped(text string) string {
	var b strings.Builder
	for i, r := range text {
		if strings.ContainsRune(`\*_~[]`, r) || r == '{' && strings.HasPrefix(text[i:], "{{") {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

func escapedHref(href string) string { return strings.NewReplacer(`\`, `\\`, `)`, `\)`).Replace(href) }

func unescaped(text string) string {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		if text[i] == '\\' && i+1 < len(text) {
			i++
		}
		b.WriteByte(text[i])
	}
	return b.String()
}

// parseInline reads the lines of a block.
func parseInline(lines []string) (out []*document.Node) {
	p := &inliner{on: map[string]bool{}}
	for i, line := range lines {
		if i > 0 {
			p.flush()
			p.out = append(p.out, &document.Node{Type: document.HardBreak, Attrs: &document.Attrs{}})
		}
		p.line(line)
	}
	p.flush()
	return p.out
}

// inliner reads marks as switches: a sign turns its mark on, the next one off.
type inliner struct {
	out  []*document.Node
	text strings.Builder
	on   map[string]bool
	href string
}

func (p *inliner) marks() (out []document.Mark) {
	if p.href != "" {
		out = append(out, document.Mark{Type: document.Link, Attrs: &document.Attrs{Href: p.href}})
	}
	for _, s := range signs {
		if p.on[s.mark] {
			out = append(out, document.Mark{Type: s.mark, Attrs: &document.Attrs{}})
		}
	}
	return out
}

func (p *inliner) flush() {
	if p.text.Len() > 0 {
		p.out = append(p.out, &document.Node{Type: document.Text, Attrs: &document.Attrs{}, Text: p.text.String(), Marks: p.marks()})
		p.text.Reset()
	}
}

func (p *inliner) line(line string) {
	for i := 0; i < len(line); {
		rest := line[i:]
		switch {
		case rest[0] == '\\':
			if len(rest) > 1 {
				p.text.WriteByte(rest[1])
			}
			i += 2
		case strings.HasPrefix(rest, "{{") && p.chip(rest):
			i += strings.Index(rest, "}}") + 2
		case rest[0] == '[' && p.href == "" && hrefOf(rest) != "":
			p.flush()
			p.href = hrefOf(rest)
			i++
		case rest[0] == ']' && p.href != "" && strings.HasPrefix(rest, "]("):
			p.flush()
			i += 2 + endOf(rest[2:]) + 1
			p.href = ""
		default:
			i += p.sign(rest)
		}
	}
}

// sign switches a mark, or takes one byte of text.
func (p *inliner) sign(rest string) int {
	for _, s := range signs {
		if strings.HasPrefix(rest, s.sign) {
			p.flush()
			p.on[s.mark] = !p.on[s.mark]
			return len(s.sign)
		}
	}
	p.text.WriteByte(rest[0])
	return 1
}

// chip reads a field; what is none is text.
func (p *inliner) chip(rest string) bool {
	end := strings.Index(rest, "}}")
	if end < 0 {
		return false
	}
	expr := strings.TrimSpace(rest[2:end])
	if expr == "" || strings.Contains(expr, "{{") {
		return false
	}
	p.flush()
	p.out = append(p.out, &document.Node{Type: document.FieldChip, Attrs: &document.Attrs{Expr: expr}, Marks: p.marks()})
	return true
}

// hrefOf is where a link that begins with "[" leads, "" for brackets that are
// none.
func hrefOf(rest string) string {
	for i := 1; i < len(rest); i++ {
		switch {
		case rest[i] == '\\':
			i++
		case strings.HasPrefix(rest[i:], "]("):
			inner := rest[i+2:]
			if end := endOf(inner); end < len(inner) {
				return strings.TrimSpace(unescaped(inner[:end]))
			}
			return ""
		case rest[i] == ']', rest[i] == '[':
			return ""
		}
	}
	return ""
}

// endOf is where an address ends.
func endOf(text string) int {
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case ')':
			return i
		}
	}
	return len(text)
}
