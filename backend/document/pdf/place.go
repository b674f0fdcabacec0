package pdf

import "math"

// MaxPages is how long a PDF may be.
const MaxPages = 300

// strip is what no page break may cut: a line of text, a picture, a button.
type strip struct {
	height float64
	draw   func(c *canvas, x, y float64) // its top left corner; nil draws nothing
}

// block is what the document is made of on paper: strips one below the other,
// or a row of cells side by side.
type block struct {
	before, after float64 // gaps; between two blocks the bigger one counts, and none at the top of a page
	strips        []strip
	lone          bool // its lines may be parted anywhere, also after the first
	rows          []row
	heads         int  // so many of the rows are repeated on the next page
	keepNext      bool // never alone at the foot of a page
	newPage       bool // what follows begins on the next page
}

// row is cells side by side. One of a table has borders and stays whole where a
// page can hold it; one of columns goes on where the page ends.
type row struct {
	cells    []cell
	bordered bool
}

// cell is blocks in a part of the width.
type cell struct {
	x, width float64 // x from the row's left
	pad      float64 // around the blocks, inside the width
	filled   bool
	blocks   []block
}

// spot is where the next thing goes.
type spot struct {
	page int
	y    float64
}

func (s spot) behind(o spot) bool { return s.page > o.page || s.page == o.page && s.y > o.y }

// placer puts blocks on pages.
type placer struct {
	top, bottom float64 // of a page's body
	pages       []sheet
	full        bool // there are more than MaxPages
	dry         bool // only measures
}

// sheet is what is drawn on a page: what lies behind everything else first.
type sheet struct{ behind, front []func(c *canvas) }

// on is the page that something is to be drawn on, made where it is missing;
// one that nobody will see where nothing is to be drawn.
func (p *placer) on(page int) *sheet {
	p.full = p.full || page >= MaxPages
	if p.dry || p.full {
		return &sheet{}
	}
	for len(p.pages) <= page {
		p.pages = append(p.pages, sheet{})
	}
	return &p.pages[page]
}

func (s *sheet) draw(do func(c *canvas)) { s.front = append(s.front, do) }

func (s *sheet) drawBehind(do func(c *canvas)) { s.behind = append(s.behind, do) }

// column is where blocks are stacked: how far from the left, and where they go
// on on another page.
type column struct {
	x, width float64
	top      func(page int) float64
}

// stack puts blocks below one another and says where they end.
func (p *placer) stack(blocks []block, in column, at spot) spot {
	gap := 0.0
	for i, b := range blocks {
		if p.full {
			return at
		}
		if b.newPage {
			at, gap = p.next(in, at), 0
			continue
		}
		fresh := at.y <= in.top(at.page)+slack
		if !fresh && i > 0 {
			at.y += math.Max(gap, b.before)
		}
		if b.keepNext && !fresh && at.y+p.start(blocks[i:]) > p.bottom {
			at = p.next(in, at)
		}
		if b.rows != nil {
			at = p.table(b, in, at)
		} else {
			at = p.strips(b, in, at)
		}
		gap = b.after
	}
	return at
}

func (p *placer) next(in column, at spot) spot {
	p.on(at.page + 1)
	return spot{at.page + 1, in.top(at.page + 1)}
}

// start is the height of a heading with the beginning of what it stands over.
func (p *placer) start(blocks []block) (h float64) {
	for _, b := range blocks {
		h += math.Max(b.before, 0)
		switch {
		case b.newPage:
			return h
		case b.rows != nil:
			return h + math.Min(p.rowHeight(b.rows[0]), (p.bottom-p.top)/3)
		case !b.keepNext:
			for i, s := range b.strips {
				if i == 2 {
					break
				}
				h += s.height
			}
			return h
		}
		h += height(b.strips) + b.after
		if h > (p.bottom-p.top)/2 {
			return h
		}
	}
	return h
}

func height(strips []strip) (h float64) {
	for _, s := range strips {
		h += s.height
	}
	return h
}

// strips puts the strips of a block on pages. No first and no last line of a
// paragraph is left alone.
func (p *placer) strips(b block, in column, at spot) spot {
	rest := b.strips
	for len(rest) > 0 && !p.full {
		n, y := 0, at.y
		fresh := at.y <= in.top(at.page)+slack
		for n < len(rest) && (y+rest[n].height <= p.bottom+slack || n == 0 && fresh) {
			y += rest[n].height
			n++
		}
		if n < len(rest) && !b.lone {
			if n == 1 && !fresh && len(rest) == len(b.strips) {
				n = 0
			} else if len(rest)-n == 1 && n > 2 {
				n--
			}
		}
		for _, s := range rest[:n] {
			if s.draw != nil {
				x, y := in.x, at.y
				p.on(at.page).draw(func(c *canvas) { s.draw(c, x, y) })
			}
			at.y += s.height
		}
		if rest = rest[n:]; len(rest) > 0 {
			at = p.next(in, at)
		}
	}
	return at
}

// table puts rows on pages, with the head repeated where a page ends between.
func (p *placer) table(b block, in column, at spot) spot {
	heads, headHeight := b.rows[:b.heads], 0.0
	for _, r := range heads {
		headHeight += p.rowHeight(r)
	}
	if headHeight > (p.bottom-p.top)/3 {
		heads, headHeight = nil, 0
	}
	below := in
	done := map[int]bool{}
	below.top = func(page int) float64 {
		top := in.top(page)
		if !done[page] && page < MaxPages {
			done[page] = true
			y := spot{page, top}
			for _, r := range heads {
				y = p.row(r, in, y)
			}
		}
		return top + headHeight
	}
	first := at.page
	done[first] = true
	for i, r := range b.rows {
		if p.full {
			return at
		}
		whole := p.rowHeight(r)
		room, onTop := p.bottom-at.y, at.y <= in.top(at.page)+headHeight+slack
		need := whole
		if i < len(heads) && i+1 < len(b.rows) {
			need += math.Min(p.rowHeight(b.rows[i+1]), (p.bottom-p.top)/3) // a head alone says nothing
		}
		if r.bordered && need > room+slack && !onTop && (whole <= p.bottom-in.top(at.page)-headHeight || room < sliver) {
			if i < len(heads) {
				at = p.next(in, at)
				done[at.page] = true
			} else {
				at = p.next(below, at)
			}
		}
		use := below
		if i < len(heads) {
			use = in
		}
		at = p.row(r, use, at)
	}
	return at
}

// sliver is too little room to begin a row in that no page can hold.
const sliver = 60.0

// row puts cells side by side and draws what is around them, page by page.
func (p *placer) row(r row, in column, at spot) spot {
	end := at
	for _, c := range r.cells {
		e := p.stack(c.blocks, column{in.x + c.x + c.pad, c.width - 2*c.pad, func(page int) float64 { return in.top(page) + c.pad }}, spot{at.page, at.y + c.pad})
		e.y += c.pad
		if e.behind(end) {
			end = e
		}
	}
	if !r.bordered {
		return end
	}
	for page := at.page; page <= end.page && page < MaxPages; page++ {
		top, bottom := at.y, math.Max(end.y, at.y)
		if page > at.page {
			top = in.top(page)
		}
		if page < end.page {
			bottom = p.bottom
		}
		for _, c := range r.cells {
			x := in.x + c.x
			if c.filled {
				p.on(page).drawBehind(func(k *canvas) { k.fill(x, top, c.width, bottom-top, shade) })
			}
			p.on(page).draw(func(k *canvas) { k.frame(x, top, c.width, bottom-top) })
		}
	}
	return end
}

// rowHeight is a row's height where no page ends in it.
func (p *placer) rowHeight(r row) (h float64) {
	endless := placer{bottom: math.Inf(1), dry: true}
	for _, c := range r.cells {
		in := column{0, c.width, func(int) float64 { return 0 }}
		h = math.Max(h, endless.stack(c.blocks, in, spot{}).y+2*c.pad)
	}
	return h
}
