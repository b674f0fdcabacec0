package pdf

import (
	"math"

	"stepwise/backend/document"
)

const cellPad = 5.0

// cellText is a cell before it is known how wide its column is.
type cellText struct {
	paragraphs [][]run
	align      []string
	head       bool
}

// table lays out a table over the whole width, its columns as wide as what is in
// them asks for.
func (l *layouter) table(n *document.Node, width float64) block {
	var rows [][]cellText
	for _, r := range n.Content {
		var cells []cellText
		for _, c := range r.Content {
			cells = append(cells, l.cellText(c))
		}
		rows = append(rows, cells)
	}
	widths, pad := columnWidths(rows, width)
	b := block{before: paraGap, after: paraGap, rows: []row{}}
	for i, cells := range rows {
		r, x, head := row{bordered: true}, 0.0, true
		for j, w := range widths {
			c := cell{x: x, width: w, pad: pad}
			if j < len(cells) {
				c.filled, c.blocks = cells[j].head, cells[j].laid(w-2*pad)
				head = head && cells[j].head
			}
			x += w
			r.cells = append(r.cells, c)
		}
		b.rows = append(b.rows, r)
		if head && b.heads == i {
			b.heads++
		}
	}
	if b.heads == len(rows) {
		b.heads = 0 // nothing stands below it
	}
	return b
}

func (l *layouter) cellText(n *document.Node) (out cellText) {
	s := plainStyle()
	if out.head = n.Type == document.TableHeader; out.head {
		s.face = bold
	}
	for _, p := range n.Content {
		align := p.Attrs.Align
		if align == "" {
			align = n.Attrs.Align
		}
		out.paragraphs, out.align = append(out.paragraphs, l.runs(p.Content, s)), append(out.align, align)
	}
	return out
}

func (t cellText) laid(width float64) (out []block) {
	for i, runs := range t.paragraphs {
		out = append(out, block{before: itemGap, after: itemGap, strips: strips(lines(runs, width, plainStyle()), width, t.align[i], 0)})
	}
	return out
}

// columnWidths shares a width among a table's columns. Where not everything
// fits on one line, narrow columns keep theirs and the wide ones wrap, none
// narrower than its longest word as far as there is room. The padding shrinks
// where there are too many columns.
func columnWidths(rows [][]cellText, width float64) (widths []float64, pad float64) {
	whole, word := wishes(rows)
	count := float64(len(whole))
	pad = math.Min(cellPad, width/count/6)
	for j := range whole {
		whole[j] += 2*pad + 0.1
		word[j] = math.Min(word[j]+2*pad+0.1, width/2)
	}
	widths = make([]float64, len(whole))
	sumWhole, sumWord := sum(whole), sum(word)
	for j := range widths {
		switch {
		case sumWhole <= width:
			widths[j] = whole[j] + (width-sumWhole)*(whole[j]+20)/(sumWhole+20*count)
		case sumWord >= width:
			widths[j] = width * (0.5/count + 0.5*word[j]/sumWord)
		}
	}
	if sumWhole > width && sumWord < width {
		share(widths, whole, word, width)
	}
	return widths, pad
}

// wishes is how wide each column would be on one line, and its longest word.
func wishes(rows [][]cellText) (whole, word []float64) {
	for _, cells := range rows {
		for j, c := range cells {
			if j == len(whole) {
				whole, word = append(whole, 0), append(word, 0)
			}
			for _, runs := range c.paragraphs {
				w, longest := widest(runs)
				whole[j], word[j] = math.Max(whole[j], w), math.Max(word[j], longest)
			}
		}
	}
	return whole, word
}

// share gives every column its longest word, then what is left evenly to those
// that still want more.
func share(widths, whole, word []float64, width float64) {
	copy(widths, word)
	for range len(widths) {
		left, hungry := width-sum(widths), 0
		for j := range widths {
			if widths[j] < whole[j] {
				hungry++
			}
		}
		if hungry == 0 || left < slack {
			break
		}
		for j := range widths {
			if widths[j] < whole[j] {
				widths[j] = math.Min(whole[j], widths[j]+left/float64(hungry))
			}
		}
	}
}

func sum(list []float64) (s float64) {
	for _, x := range list {
		s += x
	}
	return s
}
