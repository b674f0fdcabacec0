package pack

import (
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"stepwise/backend/document"
)

// A letter is a document as plain lines. Blocks stand apart by an empty line,
// the lines of a block are its lines:
//
//	# Heading            ## and ###
//	- item               1. item
//	[[Label]](address)   a button
//	---                  a line
//	{signature}          {page break}
//	{center} text        {right} text, heading or button
//
// In a line **bold**, *italic*, __underlined__, ~~struck out~~, [words](address)
// and {{fields}}; \ before a sign takes its meaning away, at the end of a line it
// says nothing. What can't be said so (tables, columns, pictures, colours, lists
// in lists) is kept as its tree.

// Written is a document as a letter, with what it says of its pages, or as its
// tree where plain lines would lose something.
func Written(doc string) (letter string, paper document.Attrs, tree any, problems bool) {
	n, wrong := document.Parse(doc)
	if len(wrong) > 0 {
		return "", paper, nil, true
	}
	saved := *n.Attrs
	if saved.Margin == 20 {
		saved.Margin = 0
	}
	letter, ok := letterOf(n)
	if ok && canonical(ParseLetter(letter, saved)) == canonical(n) {
		return letter, saved, nil, false
	}
	if err := json.Unmarshal([]byte(document.Marshal(n)), &tree); err != nil {
		return "", paper, nil, true
	}
	return "", paper, tree, false
}

// canonical is a document without what makes no difference: the order of marks,
// marks of line breaks.
func canonical(n *document.Node) string {
	parsed, wrong := document.Parse(document.Marshal(n))
	if len(wrong) > 0 {
		return ""
	}
	settle(parsed)
	return document.Marshal(parsed)
}

func settle(n *document.Node) {
	if n.Type == document.HardBreak {
		n.Marks = nil
	}
	slices.SortStableFunc(n.Marks, func(a, b document.Mark) int { return slices.Index(markOrder, a.Type) - slices.Index(markOrder, b.Type) })
	for _, child := range n.Content {
		settle(child)
	}
}

// SameDocument says whether two documents mean the same.
func SameDocument(a, b string) bool {
	if a == b {
		return true
	}
	n, wrongA := document.Parse(a)
	m, wrongB := document.Parse(b)
	return len(wrongA)+len(wrongB) == 0 && canonical(n) == canonical(m)
}

func letterOf(n *document.Node) (string, bool) {
	blocks := make([]string, 0, len(n.Content))
	for _, b := range n.Content {
		text, ok := blockOf(b)
		if !ok {
			return "", false
		}
		blocks = append(blocks, text)
	}
	return strings.Join(blocks, "\n\n") + "\n", true
}

func blockOf(n *document.Node) (string, bool) {
	align := ""
	if n.Attrs.Align != "" {
		align = "{" + n.Attrs.Align + "} "
	}
	switch n.Type {
	case document.Paragraph:
		text := inlineOf(n.Content, true)
		if text == "" {
			text = `\`
		}
		return align + text, true
	case document.Heading:
		text := inlineOf(n.Content, false)
		if text == "" {
			text = `\`
		}
		return align + strings.Repeat("#", n.Attrs.Level) + " " + text, true
	case document.BulletList, document.OrderedList:
		return listOf(n)
	case document.Button:
		return align + "[[" + escaped(n.Attrs.Label) + "]](" + escapedHref(n.Attrs.Href) + ")", true
	case document.Divider:
		return "---", true
	case document.Signature:
		return "{signature}", true
	case document.PageBreak:
		return "{page break}", true
	}
	return "", false
}

func listOf(n *document.Node) (string, bool) {
	items := make([]string, 0, len(n.Content))
	for i, item := range n.Content {
		if len(item.Content) != 1 || item.Content[0].Type != document.Paragraph || item.Content[0].Attrs.Align != "" {
			return "", false
		}
		sign := "- "
		if n.Type == document.OrderedList {
			sign = strconv.Itoa(n.Attrs.Start+i) + ". "
		}
		text := inlineOf(item.Content[0].Content, true)
		if text == "" {
			text = `\`
		}
		items = append(items, sign+text)
	}
	return strings.Join(items, "\n"), true
}

var (
	numbered = regexp.MustCompile(`^(0|[1-9][0-9]{0,6})\. `)
	headed   = regexp.MustCompile(`^(#{1,3}) `)
	button   = regexp.MustCompile(`^\[\[((?:\\.|[^\\\]])*)\]\]\(((?:\\.|[^\\)])*)\)$`)
)

// ParseLetter makes the document of a letter. Any text is a letter.
func ParseLetter(letter string, paper document.Attrs) *document.Node {
	doc := &document.Node{Type: document.Doc, Attrs: &paper}
	var lines []string
	flush := func() {
		if len(lines) > 0 {
			doc.Content = append(doc.Content, parseBlock(lines))
			lines = nil
		}
	}
	for line := range strings.SplitSeq(strings.ReplaceAll(letter, "\r\n", "\n"), "\n") {
		line = trimmed(line)
		if line == "" {
			flush()
			continue
		}
		lines = append(lines, line)
	}
	flush()
	if len(doc.Content) == 0 {
		doc.Content = []*document.Node{{Type: document.Paragraph, Attrs: &document.Attrs{}}}
	}
	return doc
}

// trimmed is a line without blanks around it; one behind a backslash stays.
func trimmed(line string) string {
	line = strings.TrimLeft(line, " \t")
	short := strings.TrimRight(line, " \t")
	if len(short) < len(line) && strings.HasSuffix(short, `\`) {
		return short + " "
	}
	return short
}

func parseBlock(lines []string) *document.Node {
	a := &document.Attrs{}
	for _, align := range []string{document.AlignCenter, document.AlignRight} {
		if rest, ok := strings.CutPrefix(lines[0], "{"+align+"} "); ok {
			a.Align, lines = align, append([]string{rest}, lines[1:]...)
			break
		}
	}
	if a.Align == "" {
		if n := parseList(lines); n != nil {
			return n
		}
	}
	if len(lines) == 1 {
		if n := parseLine(lines[0], a); n != nil {
			return n
		}
	}
	if found := headed.FindStringSubmatch(lines[0]); found != nil {
		a.Level = len(found[1])
		lines = append([]string{lines[0][a.Level+1:]}, lines[1:]...)
		return &document.Node{Type: document.Heading, Attrs: a, Content: parseInline(lines)}
	}
	return &document.Node{Type: document.Paragraph, Attrs: a, Content: parseInline(lines)}
}

// parseLine reads the blocks that are one line.
func parseLine(line string, a *document.Attrs) *document.Node {
	if found := button.FindStringSubmatch(line); found != nil {
		a.Label, a.Href = unescaped(found[1]), unescaped(found[2])
		return &document.Node{Type: document.Button, Attrs: a}
	}
	kind := map[string]string{"---": document.Divider, "{signature}": document.Signature, "{page break}": document.PageBreak}[line]
	if kind == "" || a.Align != "" {
		return nil
	}
	return &document.Node{Type: kind, Attrs: a}
}

// parseList reads a block of items; nil where it is none.
func parseList(lines []string) *document.Node {
	n := &document.Node{Type: document.BulletList, Attrs: &document.Attrs{}}
	if found := numbered.FindStringSubmatch(lines[0]); found != nil {
		n.Type = document.OrderedList
		n.Attrs.Start, _ = strconv.Atoi(found[1])
	} else if !strings.HasPrefix(lines[0], "- ") {
		return nil
	}
	var items [][]string
	for _, line := range lines {
		rest, begins := strings.CutPrefix(line, "- ")
		if n.Type == document.OrderedList {
			sign := numbered.FindString(line)
			rest, begins = line[len(sign):], sign != ""
		}
		if begins {
			items = append(items, []string{rest})
			continue
		}
		items[len(items)-1] = append(items[len(items)-1], line)
	}
	for _, item := range items {
		p := &document.Node{Type: document.Paragraph, Attrs: &document.Attrs{}, Content: parseInline(item)}
		n.Content = append(n.Content, &document.Node{Type: document.ListItem, Attrs: &document.Attrs{}, Content: []*document.Node{p}})
	}
	return n
}
