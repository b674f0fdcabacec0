package document

import (
	"slices"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/merge"
)

// Sources are the texts of a template that merge fields may stand in: what
// merge.Values has to freeze for it. A document that can't be read has none;
// CheckContent says so.
func Sources(kind crm.TemplateKind, c crm.Content) []string {
	if kind == crm.TemplateSMS {
		return []string{c.Body}
	}
	out := []string{c.Subject}
	if c.Doc == "" || kind == crm.TemplateTask {
		out = append(out, c.Body)
	} else if l, err := letterOf(c.Doc); err == nil {
		out = append(out, l.sources...)
	} else if n, wrong := Parse(c.Doc); wrong == nil {
		out = append(out, sourcesOf(n)...)
	}
	for _, a := range c.Attachments {
		if a.Template != 0 {
			out = append(out, a.Name)
		}
	}
	return out
}

// sourcesOf are the texts of a document that have, or might have, merge fields.
func sourcesOf(n *Node) (out []string) {
	each(n, func(_ int, _ *Node, text string) {
		if strings.Contains(text, "{") {
			out = append(out, text)
		}
	})
	return out
}

// signature is what a signature block says; a letter goes without it too.
const signature = `{{owner.signature | default: ""}}`

// each walks over the texts of a document that merge fields may stand in, with
// the block they stand in, from 1; 0 for the header and footer. A chip is the
// text "{{…}}".
func each(n *Node, do func(block int, top *Node, text string)) {
	walk(n, 0, n, func(block int, top, n *Node) {
		for _, text := range textsOf(n) {
			if text != "" {
				do(block, top, text)
			}
		}
	})
}

func walk(n *Node, block int, top *Node, do func(block int, top, n *Node)) {
	do(block, top, n)
	for i, child := range n.Content {
		if n.Type == Doc {
			block, top = i+1, child
		}
		walk(child, block, top, do)
	}
}

func textsOf(n *Node) []string {
	out := []string{n.Text}
	switch n.Type {
	case FieldChip:
		out[0] = "{{" + n.Attrs.Expr + "}}"
	case Signature:
		out[0] = signature
	case Button, Image, Doc:
		out = []string{n.Attrs.Label, n.Attrs.Alt, n.Attrs.Href, n.Attrs.Header, n.Attrs.Footer}
	}
	if link := n.Mark(Link); link != nil {
		out = append(out, link.Href)
	}
	return out
}

// Rewrite changes every text of a document that a person typed, chips left out.
// A document that can't be read stays as it is.
func Rewrite(doc string, change func(string) string) string {
	n, wrong := Parse(doc)
	if wrong != nil {
		return doc
	}
	walk(n, 0, n, func(_ int, _, n *Node) {
		all := []*string{&n.Text, &n.Attrs.Label, &n.Attrs.Alt, &n.Attrs.Href, &n.Attrs.Header, &n.Attrs.Footer}
		if link := n.Mark(Link); link != nil {
			all = append(all, &link.Href)
		}
		for _, text := range all {
			if *text != "" {
				*text = change(*text)
			}
		}
	})
	return Marshal(n)
}

// Assets are the pictures that a document shows, each once, in order.
func Assets(n *Node) (out []crm.AssetID) {
	walk(n, 0, n, func(_ int, _, n *Node) {
		if n.Type == Image && n.Attrs.Asset != 0 && !slices.Contains(out, n.Attrs.Asset) {
			out = append(out, n.Attrs.Asset)
		}
	})
	return out
}

// SwapAssets gives the pictures of a document other ids; one that ids doesn't
// know has none any more.
func SwapAssets(n *Node, ids map[crm.AssetID]crm.AssetID) {
	walk(n, 0, n, func(_ int, _, n *Node) {
		if n.Type == Image {
			n.Attrs.Asset = ids[n.Attrs.Asset]
		}
	})
}

// Missing are the merge fields that have no value and no default, each once.
// The subject of an SMS does not count: nobody sees it.
func Missing(kind crm.TemplateKind, c crm.Content, v crm.MergeValues) []string {
	var out []string
	for _, src := range Sources(kind, c) {
		for _, path := range merge.Missing(src, v) {
			if !slices.Contains(out, path) {
				out = append(out, path)
			}
		}
	}
	return out
}
