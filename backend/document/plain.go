package document

import (
	"fmt"
	"strings"
)

// plainer weaves the plain text of a document.
type plainer struct {
	*weaver
	indent string // before every further line
}

// indented keeps the lines of a value below one another.
func (t plainer) indented(s string) string {
	if t.indent == "" {
		return s
	}
	return strings.ReplaceAll(s, "\n", "\n"+t.indent)
}

func (t plainer) blocks(list []*Node) error {
	for _, n := range list {
		if err := t.block(n); err != nil {
			return err
		}
		t.put("\n\n")
	}
	return nil
}

func (t plainer) block(n *Node) error {
	switch n.Type {
	case Paragraph, Heading:
		return t.words(n.Content)
	case BulletList, OrderedList:
		return t.list(n)
	case Button:
		return t.labelled(n.Attrs.Label, n.Attrs.Href)
	case Image:
		if n.Attrs.Alt == "" && n.Attrs.Href == "" {
			return nil
		}
		return t.labelled("["+n.Attrs.Alt+"]", n.Attrs.Href)
	case Columns:
		for _, column := range n.Content {
			if err := t.blocks(column.Content); err != nil {
				return err
			}
		}
	case Divider:
		t.put(strings.Repeat("-", 20))
	case Signature:
		return t.say(signature, t.indented)
	case Table:
		return t.table(n)
	}
	return nil
}

func (t plainer) labelled(label, address string) error {
	line := func(s string) string { return oneLine.Replace(s) }
	words, err := t.within(func(v *weaver) error { return v.say(label, line) })
	if err != nil {
		return err
	}
	if address == "" {
		t.more(words)
		return nil
	}
	return t.lead(address, frame{tell: tell}, words, words)
}

func (t plainer) list(n *Node) error {
	for i, item := range n.Content {
		mark := "- "
		if n.Type == OrderedList {
			mark = fmt.Sprintf("%d. ", n.Attrs.Start+i)
		}
		if i > 0 {
			t.put("\n", t.indent)
		}
		t.put(mark)
		inner := plainer{t.weaver, t.indent + strings.Repeat(" ", len(mark))}
		for j, block := range item.Content {
			if j > 0 {
				t.put("\n", inner.indent)
			}
			if err := inner.block(block); err != nil {
				return err
			}
		}
	}
	return nil
}

func (t plainer) table(n *Node) error {
	for i, row := range n.Content {
		if i > 0 {
			t.put("\n")
		}
		for j, cell := range row.Content {
			if j > 0 {
				t.put(" | ")
			}
			for k, p := range cell.Content {
				if k > 0 {
					t.put(" ")
				}
				if err := t.words(p.Content); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// squeezed is a woven text without the blank lines that empty parts left, with
// room for more bytes behind it.
func squeezed(s string, more int) *strings.Builder {
	b := &strings.Builder{}
	b.Grow(len(s) + more)
	blanks := 0
	for line := range strings.SplitSeq(s, "\n") {
		line = strings.TrimRight(line, " \t\r")
		if line == "" {
			blanks++
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
			if blanks > 0 {
				b.WriteByte('\n')
			}
		}
		blanks = 0
		b.WriteString(line)
	}
	return b
}
