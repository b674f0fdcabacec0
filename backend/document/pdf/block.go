package pdf

import (
	"strconv"

	"stepwise/backend/document"
)

// Sizes of letters and gaps between blocks.
const (
	textSize   = 10.5
	smallSize  = 8.5
	paraGap    = 7.0
	itemGap    = 3.0
	indent     = 18.0
	columnGap  = 20.0
	buttonPadX = 16.0
	buttonPadY = 8.0
)

// headingSizes are those of levels 1 to 3.
var headingSizes = [...]float64{20, 15, 12}

// bullets mark the items of a list, by how deep it is nested.
var bullets = [...]string{"•", "–", "·"}

func plainStyle() style { return style{size: textSize, colour: ink} }

// blocks lays a document's blocks out for a width.
func (l *layouter) blocks(nodes []*document.Node, width float64) (out []block) {
	for _, n := range nodes {
		if l.err != nil {
			return out
		}
		switch n.Type {
		case document.Paragraph:
			out = append(out, l.paragraph(n, width))
		case document.Heading:
			out = append(out, l.heading(n, width))
		case document.BulletList, document.OrderedList:
			out = append(out, l.list(n, width, 0)...)
		case document.Button:
			out = append(out, l.button(n, width))
		case document.Image:
			out = append(out, l.image(n, width))
		case document.Columns:
			out = append(out, l.columns(n, width))
		case document.Divider:
			out = append(out, divider(width))
		case document.Signature:
			out = append(out, l.textBlock([]run{{l.signature(), plainStyle()}}, width, "", plainStyle()))
		case document.Table:
			out = append(out, l.table(n, width))
		case document.PageBreak:
			out = append(out, block{newPage: true})
		}
	}
	return out
}

func (l *layouter) paragraph(n *document.Node, width float64) block {
	return l.textBlock(l.runs(n.Content, plainStyle()), width, n.Attrs.Align, plainStyle())
}

func (l *layouter) textBlock(runs []run, width float64, align string, base style) block {
	return block{strips: strips(lines(runs, width, base), width, align, 0), before: paraGap, after: paraGap}
}

func (l *layouter) heading(n *document.Node, width float64) block {
	s := style{face: bold, size: headingSizes[n.Attrs.Level-1], colour: ink}
	b := l.textBlock(l.runs(n.Content, s), width, n.Attrs.Align, s)
	b.before, b.after, b.keepNext = s.size*0.9, s.size*0.35, true
	return b
}

// strips makes lines drawable, at an indent.
func strips(all []line, width float64, align string, left float64) (out []strip) {
	for _, one := range all {
		out = append(out, strip{one.height(), func(c *canvas, x, y float64) {
			c.line(one, x+left+shift(align, width-one.width), y)
		}})
	}
	return out
}

// shift is how far from the left something stands that leaves so much room.
func shift(align string, room float64) float64 {
	switch {
	case room <= 0:
		return 0
	case align == document.AlignRight:
		return room
	case align == document.AlignCenter:
		return room / 2
	}
	return 0
}

// list lays out a list's items, each with its mark before its first line.
func (l *layouter) list(n *document.Node, width float64, depth int) (out []block) {
	left := min(indent, width/4)
	for i, item := range n.Content {
		mark := bullets[min(depth, len(bullets)-1)]
		if n.Type == document.OrderedList {
			mark = strconv.Itoa(n.Attrs.Start+i) + "."
		}
		inside := l.item(item, width-left, depth)
		if len(inside) == 0 {
			continue
		}
		for j := range inside {
			inside[j].strips = shifted(inside[j].strips, left)
		}
		inside[0].strips = marked(inside[0].strips, mark, left)
		out = append(out, inside...)
	}
	if len(out) > 0 && depth == 0 {
		out[0].before, out[len(out)-1].after = paraGap, paraGap
	}
	return out
}

func (l *layouter) item(item *document.Node, width float64, depth int) (out []block) {
	for _, n := range item.Content {
		if n.Type != document.Paragraph {
			out = append(out, l.list(n, width, depth+1)...)
			continue
		}
		b := l.paragraph(n, width)
		b.before, b.after = itemGap, itemGap
		out = append(out, b)
	}
	return out
}

func shifted(list []strip, by float64) []strip {
	out := make([]strip, len(list))
	for i, s := range list {
		out[i] = strip{s.height, func(c *canvas, x, y float64) { s.draw(c, x+by, y) }}
	}
	return out
}

// marked draws a list's mark before the first strip, ending a little before
// where the text begins.
func marked(list []strip, mark string, left float64) []strip {
	text := line{size: textSize}
	text.width = measure(mark, plainStyle())
	text.pieces = []piece{{run{mark, plainStyle()}, text.width}}
	first := list[0]
	at := left - 6 - text.width
	list[0] = strip{first.height, func(c *canvas, x, y float64) {
		c.line(text, x+at, y)
		first.draw(c, x, y)
	}}
	return list
}

// button is a filled box with a link on it.
func (l *layouter) button(n *document.Node, width float64) block {
	s := style{face: bold, size: textSize, colour: white}
	text := lines([]run{{l.line(n.Attrs.Label), s}}, max(width-2*buttonPadX, 1), s)
	wide, high := 0.0, 2*buttonPadY
	for _, t := range text {
		wide, high = max(wide, t.width), high+t.height()
	}
	wide = min(wide+2*buttonPadX, width)
	left, link := shift(n.Attrs.Align, width-wide), l.href(n.Attrs.Href)
	return block{before: paraGap + 2, after: paraGap + 2, strips: []strip{{high, func(c *canvas, x, y float64) {
		c.rounded(x+left, y, wide, high, 4, accent)
		at := y + buttonPadY
		for _, t := range text {
			c.line(t, x+left+(wide-t.width)/2, at)
			at += t.height()
		}
		c.link(x+left, y, wide, high, link)
	}}}}
}

func divider(width float64) block {
	return block{before: paraGap, after: paraGap, strips: []strip{{7, func(c *canvas, x, y float64) {
		c.fill(x, y+3, width, 0.75, rule)
	}}}}
}

// columns puts columns of the same width side by side.
func (l *layouter) columns(n *document.Node, width float64) block {
	count := float64(len(n.Content))
	each := (width - columnGap*(count-1)) / count
	var r row
	for i, c := range n.Content {
		r.cells = append(r.cells, cell{x: float64(i) * (each + columnGap), width: each, blocks: l.blocks(c.Content, each)})
	}
	return block{before: paraGap, after: paraGap, rows: []row{r}}
}
