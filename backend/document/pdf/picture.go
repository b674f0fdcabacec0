package pdf

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"image"
	"image/color"
	"image/draw"
	_ "image/gif" // the kinds of pictures that a template may hold
	"image/jpeg"
	"image/png"

	"stepwise/backend/crm"
	"stepwise/backend/document"
)

// maxPixels keeps a small file from becoming a huge picture.
const maxPixels = 40_000_000

// picture is an image file as the PDF holds it.
type picture struct {
	name          string // of its content: the same file is held once
	kind          string // "jpg" or "png"
	file          []byte
	width, height float64 // pixels; 0 for a file that shows no picture
}

// image lays out a picture at its percentage of the width, never higher than a
// page. One that can't be read leaves a box with its description.
func (l *layouter) image(n *document.Node, width float64) block {
	alt := l.line(n.Attrs.Alt)
	pic := l.picture(n.Attrs.Asset)
	if pic.width == 0 {
		return l.noPicture(alt, width, n.Attrs.Align)
	}
	w := width * float64(n.Attrs.Width) / 100
	h := w * pic.height / pic.width
	if h > l.bodyHeight {
		w, h = w*l.bodyHeight/h, l.bodyHeight
	}
	left, link := shift(n.Attrs.Align, width-w), l.href(n.Attrs.Href)
	return block{before: paraGap, after: paraGap, strips: []strip{{h, func(c *canvas, x, y float64) {
		c.picture(pic, x+left, y, w, h)
		c.link(x+left, y, w, h, link)
	}}}}
}

func (l *layouter) noPicture(alt string, width float64, align string) block {
	s := style{size: smallSize, colour: pale}
	text := lines([]run{{alt, s}}, max(width-2*cellPad, 1), s)
	high := 2 * cellPad
	for _, t := range text {
		high += t.height()
	}
	return block{before: paraGap, after: paraGap, strips: []strip{{min(high, l.bodyHeight), func(c *canvas, x, y float64) {
		c.frame(x, y, width, high)
		at := y + cellPad
		for _, t := range text {
			c.line(t, x+cellPad+shift(align, width-2*cellPad-t.width), at)
			at += t.height()
		}
	}}}}
}

// picture reads a picture once. A store that fails is an error, so that nobody
// gets a letter without its pictures; a file that is no picture is not.
func (l *layouter) picture(id crm.AssetID) *picture {
	if known, ok := l.pictures[id]; ok {
		return known
	}
	out := &picture{}
	l.pictures[id] = out
	if id == 0 || l.assets == nil {
		return out
	}
	file, _, err := l.assets(id)
	if err != nil {
		l.fail(err)
		return out
	}
	*out = readPicture(file)
	if out.width == 0 {
		l.unread = append(l.unread, id)
	}
	return out
}

// readPicture makes a file ready to be drawn; the zero picture where it shows
// none. JPEGs stay as they are, everything else becomes a simple PNG on white.
func readPicture(file []byte) picture {
	cfg, kind, err := image.DecodeConfig(bytes.NewReader(file))
	if err != nil || cfg.Width <= 0 || cfg.Height <= 0 || cfg.Width > maxPixels/cfg.Height {
		return picture{}
	}
	out := picture{kind: "jpg", file: file, width: float64(cfg.Width), height: float64(cfg.Height)}
	simple := cfg.ColorModel == color.YCbCrModel || cfg.ColorModel == color.GrayModel
	if kind != "jpeg" || !simple {
		if out.kind, out.file = "png", redraw(file); out.file == nil {
			return picture{}
		}
	} else if _, err := jpeg.Decode(bytes.NewReader(file)); err != nil {
		return picture{}
	}
	sum := sha256.Sum256(out.file)
	out.name = hex.EncodeToString(sum[:])
	return out
}

// redraw makes an opaque PNG of 8 bits a channel, on the white of paper: what
// every reader of PDFs shows.
func redraw(file []byte) []byte {
	img, _, err := image.Decode(bytes.NewReader(file))
	if err != nil {
		return nil
	}
	size := img.Bounds()
	out := image.NewRGBA(image.Rect(0, 0, size.Dx(), size.Dy()))
	draw.Draw(out, out.Bounds(), image.White, image.Point{}, draw.Src)
	draw.Draw(out, out.Bounds(), img, size.Min, draw.Over)
	var b bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&b, out); err != nil {
		return nil
	}
	return b.Bytes()
}
