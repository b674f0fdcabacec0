package pdf

import (
	"regexp"
	"strconv"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/document"
	"stepwise/backend/merge"
)

const (
	mm        = 72 / 25.4
	maxMerged = 2 << 20 // bytes of text in one PDF
	maxBoxed  = 50
)

// Assets reads a picture of a template: its bytes and media type.
type Assets = func(crm.AssetID) (content []byte, mime string, err error)

// Drawn is a PDF with what a person should know before it is sent.
type Drawn struct {
	File   []byte
	Pages  int
	Boxed  string        // characters that the fonts don't have and that show as boxes, each once
	Unread []crm.AssetID // pictures that can't be shown, a box with their description stands there
}

// Render draws a PDF template with a card's frozen values. The same input gives
// the same bytes. It fails where merging fails (see merge.Text), where the
// template is not a document, where assets fails and where there would be more
// than MaxPages pages ("document.pdf_pages").
func Render(c crm.Content, v crm.MergeValues, assets Assets) ([]byte, error) {
	d, err := Draw(c, v, assets)
	return d.File, err
}

// Draw is Render with what a person should know.
func Draw(c crm.Content, v crm.MergeValues, assets Assets) (Drawn, error) {
	if c.Doc == "" {
		c.Doc = document.FromText(c.Body)
	}
	doc, wrong := document.Parse(c.Doc)
	if err := wrong.Err(); err != nil {
		return Drawn{}, err
	}
	l := &layouter{values: v, assets: assets, pictures: map[crm.AssetID]*picture{}}
	title := l.line(c.Subject)
	g := l.pageOf(doc.Attrs)
	l.bodyHeight = g.bottom - g.top
	blocks := l.blocks(doc.Content, g.width-2*g.margin)
	if l.err != nil {
		return Drawn{}, l.err
	}
	p := &placer{top: g.top, bottom: g.bottom}
	p.on(0)
	p.stack(blocks, column{g.margin, g.width - 2*g.margin, func(int) float64 { return g.top }}, spot{0, g.top})
	if p.full {
		return Drawn{}, crm.Fail(crm.CodeInvalid, "document.pdf_pages", "max", MaxPages)
	}
	k := newCanvas(g.width, g.height)
	k.f.SetTitle(strings.ReplaceAll(title, string(unknown), "\uFFFD"), true)
	k.f.SetLang(merge.Language(v))
	for i, page := range p.pages {
		k.newPage()
		for _, draw := range append(page.behind, page.front...) {
			draw(k)
		}
		g.margins(k, i+1, len(p.pages))
	}
	file, err := k.bytes()
	return Drawn{File: file, Pages: len(p.pages), Boxed: string(l.boxed), Unread: l.unread}, err
}

// layouter turns nodes into blocks, with their merge fields filled in.
type layouter struct {
	values     crm.MergeValues
	assets     Assets
	pictures   map[crm.AssetID]*picture
	bodyHeight float64
	merged     int
	boxed      []rune
	unread     []crm.AssetID
	err        error // the first
}

func (l *layouter) fail(err error) {
	if l.err == nil {
		l.err = err
	}
}

// raw fills in the fields of a text.
func (l *layouter) raw(src string) string {
	out, err := merge.Text(src, l.values)
	if l.merged += len(out); l.merged > maxMerged && err == nil {
		err = crm.Fail(crm.CodeInvalid, merge.KeyTooLong, "max", maxMerged>>10)
	}
	if err != nil {
		l.fail(err)
		return ""
	}
	return out
}

// text fills in the fields of a text and leaves only what can be drawn.
func (l *layouter) text(src string) string { return l.drawable(l.raw(src)) }

// line is text on one line.
func (l *layouter) line(src string) string { return strings.Join(strings.Fields(l.text(src)), " ") }

func (l *layouter) href(src string) string {
	if src == "" {
		return ""
	}
	href, ok, err := document.Href(src, l.values)
	if err != nil {
		l.fail(err)
	}
	if !ok {
		return ""
	}
	return href
}

func (l *layouter) signature() string { return l.text(`{{owner.signature | default: ""}}`) }

// geometry is the page: how big, and where its body, header and footer stand.
type geometry struct {
	width, height, margin float64
	top, bottom           float64 // of the body
	header, footer        string  // merged, with the signs for page and pages
}

// The signs that stand for the page and the number of pages until those are
// known. They are for private use: no text means anything by them.
const (
	pageSign  = "\uE000"
	pagesSign = "\uE001"
)

var pageWord = regexp.MustCompile(`\{\{[^{}]*\}\}|\{pages?\}`)

// edge is how far header and footer stay from the edge of the paper at least.
const edge = 14.0

func (l *layouter) pageOf(a *document.Attrs) geometry {
	g := geometry{width: 595.28, height: 841.89, margin: float64(a.Margin) * mm}
	if a.Page == document.PageLetter {
		g.width, g.height = 612, 792
	}
	if a.Orientation == document.Landscape {
		g.width, g.height = g.height, g.width
	}
	g.header, g.footer = l.aside(a.Header), l.aside(a.Footer)
	g.top = max(g.margin, g.aside(g.header))
	g.bottom = g.height - max(g.margin, g.aside(g.footer))
	return g
}

// aside merges a header or footer.
func (l *layouter) aside(src string) string {
	signs := strings.NewReplacer("{page}", pageSign, "{pages}", pagesSign)
	src = strings.NewReplacer(pageSign, "", pagesSign, "").Replace(src)
	out := l.raw(pageWord.ReplaceAllStringFunc(src, func(found string) string {
		if strings.HasPrefix(found, "{{") {
			return found
		}
		return signs.Replace(found)
	}))
	var b strings.Builder
	for out != "" {
		at := strings.IndexAny(out, pageSign+pagesSign)
		if at < 0 {
			b.WriteString(l.drawable(out))
			break
		}
		b.WriteString(l.drawable(out[:at]) + out[at:at+len(pageSign)])
		out = out[at+len(pageSign):]
	}
	return strings.TrimSpace(b.String())
}

func asideStyle() style { return style{size: smallSize, colour: pale} }

// maxAside is how much of a page a header or footer may take.
const maxAside = 8 // lines

func (g geometry) asideLines(text string) []line {
	all := lines([]run{{text, asideStyle()}}, g.width-2*g.margin, asideStyle())
	return all[:min(len(all), maxAside)]
}

// aside is the room that a header or footer takes from the edge of the paper.
func (g geometry) aside(text string) float64 {
	if text == "" {
		return 0
	}
	// as wide as the numbers may get
	h := 0.0
	for _, t := range g.asideLines(numbered(text, MaxPages, MaxPages)) {
		h += t.height()
	}
	return max(edge, g.margin/2) + h + 8
}

func numbered(text string, page, pages int) string {
	return strings.NewReplacer(pageSign, strconv.Itoa(page), pagesSign, strconv.Itoa(pages)).Replace(text)
}

// margins draws the header, from the left, and the footer, in the middle.
func (g geometry) margins(c *canvas, page, pages int) {
	if g.header != "" {
		y := max(edge, g.margin/2)
		for _, t := range g.asideLines(numbered(g.header, page, pages)) {
			c.line(t, g.margin, y)
			y += t.height()
		}
	}
	if g.footer != "" {
		all := g.asideLines(numbered(g.footer, page, pages))
		y := g.height - max(edge, g.margin/2)
		for _, t := range all {
			y -= t.height()
		}
		for _, t := range all {
			c.line(t, g.margin+(g.width-2*g.margin-t.width)/2, y)
			y += t.height()
		}
	}
}
