package document

import (
	"fmt"
	"html"
	"strconv"
	"strings"
)

// The widths of a letter in pixels: the sheet without its padding, and what
// stands between two columns.
const (
	sheetWidth = 526
	gap        = 16
)

// The look of the blocks. Every block is a row of a table, because Outlook knows
// no other way to keep blocks apart; what is inherited is said at the row.
const (
	openBlocks  = `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="border-collapse:separate;">` + "\n"
	closeBlocks = "</table>\n"
	headStyle   = `font-family:` + font + `;line-height:1.3;font-weight:700;color:#212529;`
	cellStyle   = `border:1px solid #dee2e6;padding:8px 10px;` + textStyle + `font-size:15px;`
	buttonStyle = `display:inline-block;padding:12px 24px;font-family:` + font + `;font-size:16px;line-height:1.25;font-weight:600;color:#ffffff;text-decoration:none;border-radius:6px;`
	brand       = `#364fc7`
)

var headSizes = [4]int{0, 26, 22, 18}

// hyper weaves the HTML of a document.
type hyper struct {
	*weaver
	width int // pixels there are
}

func (h hyper) blocks(list []*Node) error {
	h.put(openBlocks)
	for i, n := range list {
		below := 16
		if i == len(list)-1 {
			below = 0
		}
		if n.Type != Signature {
			if err := h.row(n, below); err != nil {
				return err
			}
			continue
		}
		// where the owner has no signature, there is no row either
		field, err := h.letter.pieces(signature)
		if err != nil {
			return err
		}
		row, err := h.within(func(v *weaver) error { return hyper{v, h.width}.row(n, below) })
		if err != nil {
			return err
		}
		h.add(unlessBlank{field[0].field, row})
	}
	h.put(closeBlocks)
	return nil
}

func (h hyper) row(n *Node, below int) error {
	h.put(`<tr><td class="text" align="`, side(n), `" style="padding:0 0 `, strconv.Itoa(below), `px 0;`, textStyle, `">`)
	err := h.block(n)
	h.put("</td></tr>\n")
	return err
}

func side(n *Node) string {
	if n.Attrs.Align == "" {
		return "left"
	}
	return n.Attrs.Align
}

func (h hyper) block(n *Node) error {
	switch n.Type {
	case Paragraph:
		return h.paragraph(n, `<p style="margin:0;">`, "</p>")
	case Heading:
		tag := "h" + strconv.Itoa(n.Attrs.Level)
		return h.paragraph(n, `<`+tag+` class="text" style="margin:0;font-size:`+strconv.Itoa(headSizes[n.Attrs.Level])+`px;`+headStyle+`">`, `</`+tag+`>`)
	case BulletList, OrderedList:
		return h.list(n)
	case Button:
		return h.button(n)
	case Image:
		return h.image(n)
	case Columns:
		return h.columns(n)
	case Divider:
		h.put(`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td class="rule" style="padding:0;border-top:1px solid #dee2e6;font-size:1px;line-height:1px;">&nbsp;</td></tr></table>`)
	case Signature:
		h.put(`<p style="margin:0;">`)
		err := h.say(signature, writtenLinked)
		h.put(`</p>`)
		return err
	case Table:
		return h.table(n)
	}
	return nil // a page break is nothing in a letter
}

func (h hyper) paragraph(n *Node, open, end string) error {
	h.put(open)
	if len(n.Content) == 0 {
		h.put("&nbsp;")
	}
	err := h.inline(n.Content)
	h.put(end)
	return err
}

func (h hyper) list(n *Node) error {
	open, end := `<ul style="margin:0 0 0 24px;padding:0;">`+"\n", "</ul>"
	if n.Type == OrderedList {
		open, end = `<ol style="margin:0 0 0 24px;padding:0;">`+"\n", "</ol>"
		if n.Attrs.Start != 1 {
			open = strings.Replace(open, "<ol", `<ol start="`+strconv.Itoa(n.Attrs.Start)+`"`, 1)
		}
	}
	h.put(open)
	for _, item := range n.Content {
		h.put(`<li style="margin:0 0 4px 0;">`)
		for i, block := range item.Content {
			var err error
			switch {
			case block.Type != Paragraph:
				err = h.list(block)
			case i == 0:
				err = h.inline(block.Content)
			default:
				err = h.paragraph(block, `<p style="margin:4px 0 0 0;">`, "</p>")
			}
			if err != nil {
				return err
			}
		}
		h.put("</li>\n")
	}
	h.put(end)
	return nil
}

// button weaves a button as a coloured cell: Outlook, which knows no padding of
// links, pads the cell instead. One that leads nowhere is only its words.
func (h hyper) button(n *Node) error {
	label, err := h.within(func(v *weaver) error { return v.say(n.Attrs.Label, inAttribute) })
	if err != nil {
		return err
	}
	place := ""
	if n.Attrs.Align != "" {
		place = `align="` + side(n) + `" `
	}
	open := `<table role="presentation" cellpadding="0" cellspacing="0" border="0" ` + place + `style="border-collapse:separate;"><tr><td align="center" bgcolor="` + brand +
		`" style="border-radius:6px;background-color:` + brand + `;mso-padding-alt:12px 24px;">`
	link := frame{around: func(href string) (string, string) {
		return open + `<a href="` + inAttribute(href) + `" class="btn" style="` + buttonStyle + `">`, `</a></td></tr></table>`
	}}
	return h.lead(n.Attrs.Href, link, label, label)
}

func (h hyper) image(n *Node) error {
	width := max(1, h.width*n.Attrs.Width/100)
	margin := map[string]string{"": "0", AlignCenter: "0 auto", AlignRight: "0 0 0 auto"}[n.Attrs.Align]
	picture, err := h.within(func(v *weaver) error {
		class := ""
		if n.Attrs.Width == 100 {
			class = ` class="full"` // also of a column that stands alone on a phone
		}
		v.put(`<img`, class, ` src="cid:`, n.Attrs.Asset.String(), `" width="`, strconv.Itoa(width), `" alt="`)
		if err := v.say(n.Attrs.Alt, inAttribute); err != nil {
			return err
		}
		v.put(fmt.Sprintf(`" style="display:block;width:100%%;max-width:%dpx;height:auto;border:0;margin:%s;">`, width, margin))
		return nil
	})
	if err != nil || n.Attrs.Href == "" {
		h.more(picture)
		return err
	}
	link := frame{around: func(href string) (string, string) {
		return `<a href="` + inAttribute(href) + `" style="text-decoration:none;">`, `</a>`
	}}
	return h.lead(n.Attrs.Href, link, picture, picture)
}

// columns weaves blocks beside one another that stand below one another where
// there is no room; Outlook gets a table around them.
func (h hyper) columns(n *Node) error {
	count := len(n.Content)
	share := h.width / count
	h.put(fmt.Sprintf(`<!--[if mso]><table role="presentation" width="%d" cellpadding="0" cellspacing="0" border="0"><tr><![endif]-->`, h.width))
	for i, column := range n.Content {
		left, right := gap/2, gap/2
		if i == 0 {
			left = 0
		}
		if i == count-1 {
			right = 0
		}
		h.put(fmt.Sprintf(`<!--[if mso]><td width="%d" valign="top"><![endif]--><div class="col" style="display:inline-block;width:100%%;max-width:%dpx;vertical-align:top;">`, share, share),
			fmt.Sprintf(`<table role="presentation" width="100%%" cellpadding="0" cellspacing="0" border="0"><tr><td class="cin" align="left" style="padding:0 %dpx 0 %dpx;">`+"\n", right, left))
		inner := hyper{h.weaver, share - left - right}
		if err := inner.blocks(column.Content); err != nil {
			return err
		}
		h.put(`</td></tr></table></div><!--[if mso]></td><![endif]-->`)
	}
	h.put(`<!--[if mso]></tr></table><![endif]-->`)
	return nil
}

func (h hyper) table(n *Node) error {
	h.put(`<table width="100%" cellpadding="0" cellspacing="0" border="0" style="border-collapse:collapse;">` + "\n")
	for i, row := range n.Content {
		h.put("<tr>")
		for _, cell := range row.Content {
			open, end := `<td`, "</td>"
			style := cellStyle
			if cell.Type == TableHeader {
				scope := "row"
				if i == 0 {
					scope = "col"
				}
				open, end, style = `<th scope="`+scope+`"`, "</th>", cellStyle+"font-weight:700;background-color:#f1f3f5;"
			}
			if cell.Attrs.Align == AlignRight {
				style += "word-break:normal;" // numbers stay whole on phones
			}
			h.put(open, ` class="text cell" align="`, side(cell), `" valign="top" style="`, style, `">`)
			for j, p := range cell.Content {
				before := `<p style="margin:0;">`
				if j > 0 {
					before = `<p style="margin:4px 0 0 0;">`
				}
				if err := h.paragraph(p, before, "</p>"); err != nil {
					return err
				}
			}
			h.put(end)
		}
		h.put("</tr>\n")
	}
	h.put("</table>")
	return nil
}

// written is a text of a letter: escaped whole, its lines kept.
func written(s string) string {
	return strings.ReplaceAll(html.EscapeString(s), "\n", "<br>\n")
}

// writtenLinked is written, with the links in it made clickable.
func writtenLinked(s string) string {
	return strings.ReplaceAll(linked(s), "\n", "<br>\n")
}
