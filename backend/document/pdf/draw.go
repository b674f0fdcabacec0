package pdf

import (
	"bytes"
	"encoding/gob"
	"net/url"
	"strconv"
	"strings"
	"time"

	"codeberg.org/go-pdf/fpdf"
)

// canvas draws on the page that is open.
type canvas struct {
	f          *fpdf.Fpdf
	font       style // selected: face and size
	registered map[string]bool
}

func newCanvas(width, height float64) *canvas {
	f := fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt", Size: fpdf.SizeType{Wd: width, Ht: height}, OrientationStr: "P"})
	f.SetMargins(0, 0, 0)
	f.SetAutoPageBreak(false, 0)
	f.SetCatalogSort(true)
	f.SetCreationDate(nowhen)
	f.SetModificationDate(nowhen)
	f.SetProducer("Stepwise", false)
	return &canvas{f: f, registered: map[string]bool{}}
}

func (c *canvas) newPage() {
	c.f.AddPage()
	c.font = style{}
}

// line draws a line of text with its top left corner at x, y.
func (c *canvas) line(l line, x, y float64) {
	for _, p := range l.pieces {
		c.piece(p, x, y+l.baseline())
		if p.style.link != "" {
			c.link(x, y, p.width, l.height(), p.style.link)
		}
		x += p.width
	}
}

// piece draws text whose letters stand at y, and boxes for the characters that
// it has no letters for.
func (c *canvas) piece(p piece, x, y float64) {
	s, m := p.style, metrics()[p.style.face]
	from, at := 0, x
	for i, r := range p.text {
		if r != unknown {
			continue
		}
		at += c.text(p.text[from:i], s, at, y)
		c.box(s, at, y)
		at += advance(m, r) * s.size
		from = i + len(string(unknown))
	}
	c.text(p.text[from:], s, at, y)
	if s.underline {
		c.fill(x, y+0.1*s.size, p.width, 0.05*s.size, s.colour)
	}
	if s.strike {
		c.fill(x, y-0.3*s.size, p.width, 0.05*s.size, s.colour)
	}
}

func (c *canvas) text(text string, s style, x, y float64) (width float64) {
	if text == "" {
		return 0
	}
	if c.font.face != s.face || c.font.size != s.size {
		family := "face" + strconv.Itoa(int(s.face))
		c.f.AddUTF8FontFromBytes(family, "", ttf[s.face])
		c.f.SetFont(family, "", s.size)
		c.font = s
	}
	c.f.SetTextColor(s.colour[0], s.colour[1], s.colour[2])
	c.f.Text(x, y, text)
	return measure(text, s)
}

// box stands for a character that no face can draw.
func (c *canvas) box(s style, x, y float64) {
	c.f.SetDrawColor(s.colour[0], s.colour[1], s.colour[2])
	c.f.SetLineWidth(0.05 * s.size)
	c.f.Rect(x+0.06*s.size, y-0.7*s.size, (boxWidth-0.12)*s.size, 0.7*s.size, "D")
}

func (c *canvas) fill(x, y, w, h float64, with colour) {
	c.f.SetFillColor(with[0], with[1], with[2])
	c.f.Rect(x, y, w, h, "F")
}

func (c *canvas) frame(x, y, w, h float64) {
	c.f.SetDrawColor(rule[0], rule[1], rule[2])
	c.f.SetLineWidth(0.75)
	c.f.Rect(x, y, w, h, "D")
}

func (c *canvas) rounded(x, y, w, h, r float64, with colour) {
	c.f.SetFillColor(with[0], with[1], with[2])
	c.f.RoundedRect(x, y, w, h, r, "1234", "F")
}

func (c *canvas) picture(p *picture, x, y, w, h float64) {
	o := fpdf.ImageOptions{ImageType: p.kind, AllowNegativePosition: true}
	if !c.registered[p.name] {
		info := c.f.RegisterImageOptionsReader(p.name, o, bytes.NewReader(p.file))
		if err := ordered(info, len(c.registered)); err != nil {
			c.f.SetError(err)
		}
		c.registered[p.name] = true
	}
	c.f.ImageOptions(p.name, x, y, w, h, false, o, 0, "")
}

// ordered gives a picture its place in the file. The library writes pictures by
// width, those of the same width in any order: a part of a pixel, which is never
// written, tells them apart.
func ordered(info *fpdf.ImageInfoType, place int) error {
	if info == nil {
		return nil // the library keeps the error
	}
	raw, err := info.GobEncode()
	if err != nil {
		return err
	}
	var all struct {
		data, mask     []byte
		n              int
		width, height  float64
		colours        string
		palette        []byte
		bits           int
		filter, decode string
		transparent    []int
		scale, dpi     float64
	}
	fields := []any{
		&all.data, &all.mask, &all.n, &all.width, &all.height, &all.colours, &all.palette, &all.bits, &all.filter,
		&all.decode, &all.transparent, &all.scale, &all.dpi,
	}
	in := gob.NewDecoder(bytes.NewReader(raw))
	var b bytes.Buffer
	out := gob.NewEncoder(&b)
	for _, field := range fields {
		if err := in.Decode(field); err != nil {
			return err
		}
		if field == any(&all.width) {
			all.width += float64(place) / 1e4
		}
		if err := out.Encode(field); err != nil {
			return err
		}
	}
	return info.GobDecode(b.Bytes())
}

// link makes a place of the page lead somewhere; "" nowhere.
func (c *canvas) link(x, y, w, h float64, href string) {
	if href == "" {
		return
	}
	if u, err := url.Parse(href); err == nil {
		href = u.String() // a PDF wants it in ASCII
	}
	c.f.LinkString(x, y, w, h, href)
}

// nowhen stands where the library wants a date of making. The same letter must
// be the same bytes whenever it is made, so it is blanked afterwards.
var nowhen = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)

func (c *canvas) bytes() ([]byte, error) {
	var b bytes.Buffer
	if err := c.f.Output(&b); err != nil {
		return nil, err
	}
	out := b.Bytes()
	for _, name := range []string{"/CreationDate", "/ModDate"} {
		date := []byte(name + " (D:" + nowhen.Format("20060102150405") + ")")
		if at := bytes.LastIndex(out, date); at >= 0 {
			copy(out[at:], strings.Repeat(" ", len(date))) // places of what follows stay
		}
	}
	return out, nil
}
