package document

import (
	"strconv"
	"strings"
)

// inline weaves what stands in a paragraph. Neighbours with the same link are
// one link.
func (h hyper) inline(nodes []*Node) error {
	for len(nodes) > 0 {
		link, n := nodes[0].Mark(Link), 1
		for n < len(nodes) && sameLink(link, nodes[n].Mark(Link)) {
			n++
		}
		run := nodes[:n]
		nodes = nodes[n:]
		if link == nil {
			if err := h.runs(run, true); err != nil {
				return err
			}
			continue
		}
		inner, err := h.within(func(v *weaver) error { return hyper{v, h.width}.runs(run, false) })
		if err != nil {
			return err
		}
		around := func(href string) (string, string) {
			return `<a href="` + inAttribute(href) + `" class="link" style="` + linkStyle + `">`, `</a>`
		}
		if err := h.lead(link.Href, frame{around: around}, inner, inner); err != nil {
			return err
		}
	}
	return nil
}

func sameLink(a, b *Attrs) bool {
	return a == nil && b == nil || a != nil && b != nil && a.Href == b.Href
}

// runs weaves inline nodes; neighbours that look the same are one text, so that
// a link may be made of words and a field.
func (h hyper) runs(nodes []*Node, links bool) error {
	for len(nodes) > 0 {
		first, n := nodes[0], 1
		if first.Type == HardBreak {
			h.put("<br>\n")
			nodes = nodes[1:]
			continue
		}
		for n < len(nodes) && nodes[n].Type != HardBreak && sameLook(first, nodes[n]) {
			n++
		}
		if err := h.run(nodes[:n], links); err != nil {
			return err
		}
		nodes = nodes[n:]
	}
	return nil
}

func sameLook(a, b *Node) bool {
	for _, mark := range []string{Bold, Italic, Underline, Strike, Color} {
		x, y := a.Mark(mark), b.Mark(mark)
		if (x == nil) != (y == nil) || x != nil && x.Color != y.Color {
			return false
		}
	}
	return true
}

var tags = []struct{ mark, tag string }{{Bold, "strong"}, {Italic, "em"}, {Underline, "u"}, {Strike, "s"}}

func (h hyper) run(nodes []*Node, links bool) error {
	var open, end string
	if c := nodes[0].Mark(Color); c != nil {
		class := ""
		if dark(c.Color) {
			class = ` class="ink"`
		}
		open, end = `<span`+class+` style="color:`+c.Color+`;">`, `</span>`
	}
	for _, t := range tags {
		if nodes[0].Mark(t.mark) != nil {
			open, end = open+"<"+t.tag+">", "</"+t.tag+">"+end
		}
	}
	var pieces []piece
	glue := ""
	for _, n := range nodes {
		text := textsOf(n)[0]
		more, err := h.letter.pieces(text)
		if err != nil {
			return err
		}
		pieces = append(pieces, more...)
		glue += n.Text
	}
	h.put(open)
	switch {
	case !links:
		h.pieces(pieces, written, false)
	default:
		// words around a field may be a link together with it
		whole := mayLink(glue)
		h.pieces(pieces, writtenLinked, whole)
	}
	h.put(end)
	return nil
}

// mayLink says quickly whether there can be a link in a text at all.
func mayLink(s string) bool {
	if strings.Contains(s, "@") || strings.Contains(s, "//") {
		return true
	}
	return endsWord(s, '.', "www") || endsWord(s, ':', "tel")
}

// endsWord says whether a mark stands behind a word, in any case of letters.
func endsWord(s string, mark byte, word string) bool {
	for {
		i := strings.IndexByte(s, mark)
		if i < 0 {
			return false
		}
		if i >= len(word) && strings.EqualFold(s[i-len(word):i], word) {
			return true
		}
		s = s[i+1:]
	}
}

// dark says whether a colour can't be read on the dark sheet.
func dark(colour string) bool {
	rgb, err := strconv.ParseUint(colour[1:], 16, 32)
	if err != nil {
		return false
	}
	// the eye's weights of red, green and blue, near enough without gamma
	light := (299*(rgb>>16) + 587*(rgb>>8&0xff) + 114*(rgb&0xff)) / 1000
	return light < 140
}

// words weaves inline nodes as plain text; a link says where it leads.
func (t plainer) words(nodes []*Node) error {
	for len(nodes) > 0 {
		link, n := nodes[0].Mark(Link), 1
		for n < len(nodes) && sameLink(link, nodes[n].Mark(Link)) {
			n++
		}
		label := func(v *weaver) error {
			for _, node := range nodes[:n] {
				if node.Type == HardBreak {
					v.put("\n", t.indent)
					continue
				}
				if err := v.say(textsOf(node)[0], t.indented); err != nil {
					return err
				}
			}
			return nil
		}
		rest := nodes[n:]
		inner, err := t.within(label)
		if err != nil {
			return err
		}
		if link == nil {
			t.more(inner)
		} else if err := t.lead(link.Href, frame{tell: tell}, inner, inner); err != nil {
			return err
		}
		nodes = rest
	}
	return nil
}

// tell says where a link leads behind its words, unless they say so.
func tell(href, words string) string {
	where, words := shownAddress(href), strings.TrimSpace(words)
	if words == href || words == where || strings.HasSuffix(where, "//"+words) {
		return ""
	}
	return ": " + where
}

// shownAddress is an address as a person reads it.
func shownAddress(href string) string {
	for _, scheme := range []string{"mailto:", "tel:"} {
		if len(href) > len(scheme) && strings.EqualFold(href[:len(scheme)], scheme) {
			return href[len(scheme):]
		}
	}
	return href
}
