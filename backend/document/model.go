package document

import (
	"bytes"
	"encoding/json"
	"strings"

	"stepwise/backend/crm"
)

// The types of a node. A document is blocks, most blocks hold inline nodes.
const (
	Doc         = "doc"
	Paragraph   = "paragraph"
	Heading     = "heading"
	BulletList  = "bulletList"
	OrderedList = "orderedList"
	ListItem    = "listItem"
	Button      = "button"
	Image       = "image"
	Columns     = "columns"
	Column      = "column"
	Divider     = "divider"
	Signature   = "signature" // the owner's, merge field owner.signature
	Table       = "table"
	TableRow    = "tableRow"
	TableHeader = "tableHeader"
	TableCell   = "tableCell"
	PageBreak   = "pageBreak" // of a PDF
	Text        = "text"
	HardBreak   = "hardBreak"
	FieldChip   = "field" // a merge field as a chip
	Bold        = "bold"  // from here: marks
	Italic      = "italic"
	Underline   = "underline"
	Strike      = "strike"
	Link        = "link"
	Color       = "color"
	AlignCenter = "center" // left is ""
	AlignRight  = "right"
	PageLetter  = "Letter"    // A4 is ""
	Landscape   = "landscape" // portrait is ""
)

// The limits of a document. Depth counts the nodes below the document itself.
const (
	MaxDoc   = 512 << 10 // bytes of JSON
	MaxDepth = 12
	MaxNodes = 2000
)

// Node is one node of a document, in the form of Tiptap's JSON. What Parse gives
// follows the schema: every node stands where it may and has the attributes
// that it needs.
type Node struct {
	Type    string  `json:"type"`
	Attrs   *Attrs  `json:"attrs,omitempty"` // never nil in what Parse gives
	Content []*Node `json:"content,omitempty"`
	Marks   []Mark  `json:"marks,omitempty"`
	Text    string  `json:"text,omitempty"`
}

// Mark is how a piece of text looks, or where it leads.
type Mark struct {
	Type  string `json:"type"`
	Attrs *Attrs `json:"attrs,omitempty"` // never nil in what Parse gives
}

// Attrs are the attributes of nodes and marks; each type has some of them. What
// is not said is the zero value.
type Attrs struct {
	Align string      `json:"align,omitempty"` // "" left, AlignCenter, AlignRight
	Level int         `json:"level,omitempty"` // of a heading, 1 to 3
	Start int         `json:"start,omitempty"` // of an ordered list; Parse makes it 1 where it isn't said
	Label string      `json:"label,omitempty"` // of a button, with merge fields
	Href  string      `json:"href,omitempty"`  // of a button, picture or link, with merge fields
	Asset crm.AssetID `json:"asset,omitempty"`
	Alt   string      `json:"alt,omitempty"`   // with merge fields
	Width int         `json:"width,omitempty"` // of a picture, percent of what it stands in; Parse makes it 100 where it isn't said
	Expr  string      `json:"expr,omitempty"`  // of a field: what stands between {{ and }}
	Color string      `json:"color,omitempty"` // "#rrggbb"

	// of the document, for a PDF
	Page        string `json:"page,omitempty"`        // "" A4, PageLetter
	Orientation string `json:"orientation,omitempty"` // "" portrait, Landscape
	Margin      int    `json:"margin,omitempty"`      // mm; Parse makes it 20 where it isn't said
	Header      string `json:"header,omitempty"`      // plain text with merge fields, {page} and {pages}
	Footer      string `json:"footer,omitempty"`
}

// Mark finds a mark of the node; nil where it has none of that type.
func (n *Node) Mark(mark string) *Attrs {
	for i := range n.Marks {
		if n.Marks[i].Type == mark {
			return n.Marks[i].Attrs
		}
	}
	return nil
}

// Marshal writes a document as Content.Doc holds it.
func Marshal(n *Node) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(n.saved()); err != nil {
		return "" // strings, numbers and ids can always be written
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// saved leaves out what is as it would be anyway.
func (n *Node) saved() *Node {
	out := *n
	out.Attrs = n.Attrs.saved(n.Type)
	out.Marks = make([]Mark, len(n.Marks))
	for i, m := range n.Marks {
		out.Marks[i] = Mark{m.Type, m.Attrs.saved(m.Type)}
	}
	out.Content = make([]*Node, len(n.Content))
	for i, child := range n.Content {
		out.Content[i] = child.saved()
	}
	return &out
}

func (a *Attrs) saved(of string) *Attrs {
	if a == nil {
		return nil
	}
	out, usual := *a, defaults(of)
	if out.Start == usual.Start {
		out.Start = 0
	}
	if out.Width == usual.Width {
		out.Width = 0
	}
	if out.Margin == usual.Margin {
		out.Margin = 0
	}
	if out == (Attrs{}) {
		return nil
	}
	return &out
}

func defaults(of string) Attrs {
	switch of {
	case Doc:
		return Attrs{Margin: 20}
	case OrderedList:
		return Attrs{Start: 1}
	case Image:
		return Attrs{Width: 100}
	}
	return Attrs{}
}

// FromText makes a document of simple text: its paragraphs and line breaks, its
// merge fields as chips.
func FromText(body string) string {
	doc := &Node{Type: Doc}
	for _, p := range paragraphsOf(tidy(body)) {
		block := &Node{Type: Paragraph}
		for i, line := range strings.Split(p, "\n") {
			if i > 0 {
				block.Content = append(block.Content, &Node{Type: HardBreak})
			}
			block.Content = append(block.Content, chips(line)...)
		}
		doc.Content = append(doc.Content, block)
	}
	if len(doc.Content) == 0 {
		doc.Content = []*Node{{Type: Paragraph}}
	}
	return Marshal(doc)
}

// chips makes fields out of what stands between {{ and }}; what doesn't close
// stays text, for a person to mend.
func chips(line string) (out []*Node) {
	text := func(s string) {
		if s != "" {
			out = append(out, &Node{Type: Text, Text: s})
		}
	}
	for {
		open := strings.Index(line, "{{")
		end := strings.Index(line[max(open, 0):], "}}")
		if open < 0 || end < 0 {
			text(line)
			return out
		}
		end += open
		// of "{{ {{name}}" the inner one is meant
		open += strings.LastIndex(line[open:end], "{{")
		text(line[:open])
		expr := strings.TrimSpace(line[open+2 : end])
		if expr == "" {
			text(line[open : end+2])
		} else {
			out = append(out, &Node{Type: FieldChip, Attrs: &Attrs{Expr: expr}})
		}
		line = line[end+2:]
	}
}

// PlainOf is what a document says as plain text, its merge fields as {{fields}}:
// for searching, comparing and lists, not for sending.
func PlainOf(n *Node) string {
	var b strings.Builder
	plain(&b, n)
	return strings.TrimSpace(b.String())
}

func plain(b *strings.Builder, n *Node) {
	switch n.Type {
	case Text:
		b.WriteString(n.Text)
	case FieldChip:
		b.WriteString("{{" + n.Attrs.Expr + "}}")
	case HardBreak:
		b.WriteString("\n")
	case Signature:
		b.WriteString("{{owner.signature}}\n")
	case Button:
		b.WriteString(n.Attrs.Label + "\n")
	case Image:
		b.WriteString("[" + n.Attrs.Alt + "]\n")
	case TableCell, TableHeader:
		for i, p := range n.Content {
			if i > 0 {
				b.WriteString(" ")
			}
			for _, inline := range p.Content {
				plain(b, inline)
			}
		}
		b.WriteString("\t")
		return
	}
	for _, child := range n.Content {
		plain(b, child)
	}
	switch n.Type {
	case Paragraph, Heading, TableRow:
		b.WriteString("\n")
	}
}
