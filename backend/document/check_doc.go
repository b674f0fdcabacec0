package document

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"stepwise/backend/crm"
	"stepwise/backend/merge"
)

// maxAttachments is how many files one email takes along, maxFileName how long
// the name of one may be in characters.
const (
	maxAttachments = 10
	maxFileName    = 120
)

// clipped is how many bytes of HTML Gmail shows of a letter before it hides the
// rest.
const clipped = 102 << 10

// checkDoc says everything wrong with a document, with the block it is in.
func checkDoc(p *crm.Problems, kind crm.TemplateKind, doc string, cat *crm.Catalogue) {
	if doc == "" {
		p.Add(docPath, KeyNoBody)
		return
	}
	n, wrong := Parse(doc)
	if wrong != nil {
		*p = append(*p, wrong...)
		return
	}
	if says(n, kind) {
		checkNodes(p, kind, n)
	} else {
		p.Add(docPath, KeyNoBody)
	}
	checkFields(p, n, cat)
}

// says says whether a reader would see anything: words or fields, or in a PDF a
// picture.
func says(n *Node, kind crm.TemplateKind) (yes bool) {
	walk(n, 0, n, func(_ int, _, n *Node) {
		switch n.Type {
		case Text:
			yes = yes || !blank(n.Text)
		case FieldChip:
			yes = true
		case Button:
			yes = yes || !blank(n.Attrs.Label)
		case Image:
			yes = yes || kind == crm.TemplatePDF || !blank(n.Attrs.Alt)
		}
	})
	return yes
}

func checkNodes(p *crm.Problems, kind crm.TemplateKind, n *Node) {
	walk(n, 0, n, func(block int, top, n *Node) {
		var key string
		switch {
		case n.Type == PageBreak && kind == crm.TemplateEmail:
			key = "document.page_break"
		case n.Type == Image && n.Attrs.Asset == 0:
			key = "document.no_picture"
		case n.Type == Button && blank(n.Attrs.Label):
			key = "document.no_label"
		case n.Type == Button && blank(n.Attrs.Href):
			key = "document.no_href"
		default:
			return
		}
		p.AddPhrase(docPath, at(block, top.Type, crm.Say(key)))
	})
}

// checkFields says what is wrong with the merge fields and links in the texts of
// a document.
func checkFields(p *crm.Problems, n *Node, cat *crm.Catalogue) {
	fields, found := 0, crm.Problems{}
	each(n, func(block int, top *Node, text string) {
		if len(found) >= maxProblems {
			return
		}
		fields += strings.Count(text, "{{")
		var here crm.Problems
		checkText(&here, docPath, text, cat)
		for _, wrong := range here {
			found.AddPhrase(wrong.Path, at(block, top.Type, crm.Phrase{Key: wrong.Key, Args: wrong.Args}))
		}
	})
	if fields > crm.MaxMergeFields {
		p.Add(docPath, "merge.too_many_fields", "max", crm.MaxMergeFields)
		return
	}
	*p = append(*p, found...)
}

// checkAttachments looks at what can be seen of attachments without looking
// whether they are there.
func checkAttachments(p *crm.Problems, list crm.Attachments, cat *crm.Catalogue) {
	if len(list) > maxAttachments {
		p.Add("attachments", "document.too_many_attachments", "max", maxAttachments)
		return
	}
	for i, a := range list {
		path := fmt.Sprintf("attachments[%d]", i)
		again := slices.ContainsFunc(list[:i], func(b crm.Attachment) bool { return b.Asset == a.Asset && b.Template == a.Template })
		switch {
		case (a.Asset == 0) == (a.Template == 0):
			p.Add(path, "document.attachment_what")
		case again:
			p.Add(path, "document.attachment_twice")
		case a.Template == 0:
		case strings.ContainsFunc(a.Name, breaksLine):
			p.Add(path, "document.file_name")
		case utf8.RuneCountInString(a.Name) > maxFileName:
			p.Add(path, "document.file_name_long", "max", maxFileName)
		default:
			for _, wrong := range merge.Check(a.Name, cat) {
				p.AddPhrase(path, wrong)
			}
		}
	}
}

// Warnings are what to know about a rendered email that can be sent all the
// same.
func Warnings(r crm.Rendered) []crm.Phrase {
	if len(r.HTML) > clipped {
		return []crm.Phrase{crm.Say("document.clipped", "size", len(r.HTML)>>10, "max", clipped>>10)}
	}
	return nil
}
