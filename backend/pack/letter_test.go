package pack_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"stepwise/backend/document"
	"stepwise/backend/pack"
)

func TestALetterIsItsDocument(t *testing.T) {
	t.Parallel()
	const letter = `# Payment reminder

Dear {{contact.name | default: "client"}},
this is **bold**, *italic*, __underlined__ and ~~gone~~.

- one
- two with [a link](https://example.com/a_(b\))
and a second line

3. three
4. four

{center} [[Pay now]](https://example.com/{{card.id}})

{right} a word on the right

---

\

\# no heading, \{signature} no signature, 2 \* 3

{signature}

{page break}
`
	n := pack.ParseLetter(letter, document.Attrs{Footer: "{page}"})
	doc := document.Marshal(n)
	if _, wrong := document.Parse(doc); len(wrong) > 0 {
		t.Fatal(wrong.Err())
	}
	kinds := []string{}
	for _, b := range n.Content {
		kinds = append(kinds, b.Type)
	}
	const want = "heading paragraph bulletList orderedList button paragraph divider paragraph paragraph signature pageBreak"
	if got := strings.Join(kinds, " "); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	again, paper, tree, broken := pack.Written(doc)
	if broken || tree != nil || paper.Footer != "{page}" {
		t.Fatalf("it is no letter: %v %v %+v", broken, tree, paper)
	}
	if m := document.Marshal(pack.ParseLetter(again, paper)); !pack.SameDocument(m, doc) {
		t.Errorf("got %s\nwant %s", m, doc)
	}
}

func TestWhatPlainLinesCannotSayIsKeptAsATree(t *testing.T) {
	t.Parallel()
	for name, doc := range map[string]string{
		"a colour":        `{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"a","marks":[{"type":"color","attrs":{"color":"#ff0000"}}]}]}]}`,
		"columns":         `{"type":"doc","content":[{"type":"columns","content":[{"type":"column","content":[{"type":"paragraph"}]},{"type":"column","content":[{"type":"divider"}]}]}]}`,
		"lists in lists":  `{"type":"doc","content":[{"type":"bulletList","content":[{"type":"listItem","content":[{"type":"paragraph"},{"type":"bulletList","content":[{"type":"listItem","content":[{"type":"paragraph"}]}]}]}]}]}`,
		"texts in pieces": `{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]}]}`,
	} {
		if letter, _, tree, broken := pack.Written(doc); broken || tree == nil || letter != "" {
			t.Errorf("%s: %q, %v", name, letter, tree)
		}
	}
}

// Whatever a document says, its letter or its tree says it too.
func TestNothingOfADocumentIsLost(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		doc := document.Marshal(drawn(t))
		if _, wrong := document.Parse(doc); len(wrong) > 0 {
			t.Fatalf("not a document: %v", wrong.Err())
		}
		letter, paper, tree, broken := pack.Written(doc)
		if broken {
			t.Fatalf("unreadable: %s", doc)
		}
		if tree == nil && !pack.SameDocument(document.Marshal(pack.ParseLetter(letter, paper)), doc) {
			t.Fatalf("%s\nbecame\n%s", doc, letter)
		}
	})
}

func drawn(t *rapid.T) *document.Node {
	doc := &document.Node{Type: document.Doc, Attrs: &document.Attrs{}}
	for range rapid.IntRange(1, 4).Draw(t, "blocks") {
		doc.Content = append(doc.Content, block(t))
	}
	return doc
}

func block(t *rapid.T) *document.Node {
	a := &document.Attrs{}
	switch kind := rapid.SampledFrom([]string{document.Paragraph, document.Heading, document.BulletList, document.OrderedList, document.Button, document.Divider}).Draw(t, "kind"); kind {
	case document.Paragraph:
		a.Align = rapid.SampledFrom([]string{"", document.AlignCenter}).Draw(t, "align")
		return &document.Node{Type: kind, Attrs: a, Content: inline(t)}
	case document.Heading:
		a.Level = rapid.IntRange(1, 3).Draw(t, "level")
		return &document.Node{Type: kind, Attrs: a, Content: inline(t)}
	case document.Button:
		a.Label, a.Href = words(t), "https://example.com/"+rapid.StringMatching(`[a-z()]{0,5}`).Draw(t, "href")
		return &document.Node{Type: kind, Attrs: a}
	case document.BulletList, document.OrderedList:
		p := &document.Node{Type: document.Paragraph, Attrs: &document.Attrs{}, Content: inline(t)}
		item := &document.Node{Type: document.ListItem, Attrs: &document.Attrs{}, Content: []*document.Node{p}}
		if kind == document.OrderedList {
			a.Start = rapid.IntRange(0, 12).Draw(t, "start")
		}
		return &document.Node{Type: kind, Attrs: a, Content: []*document.Node{item}}
	default:
		return &document.Node{Type: kind, Attrs: a}
	}
}

func inline(t *rapid.T) (out []*document.Node) {
	for range rapid.IntRange(0, 4).Draw(t, "pieces") {
		switch rapid.IntRange(0, 3).Draw(t, "piece") {
		case 0:
			out = append(out, &document.Node{Type: document.HardBreak})
		case 1:
			out = append(out, &document.Node{Type: document.FieldChip, Attrs: &document.Attrs{Expr: "card.name"}, Marks: marks(t)})
		default:
			out = append(out, &document.Node{Type: document.Text, Text: words(t), Marks: marks(t)})
		}
	}
	return out
}

func words(t *rapid.T) string {
	return rapid.StringMatching(`[-# *_~{}\[\]()\\1.ață]{1,8}`).Draw(t, "words")
}

func marks(t *rapid.T) (out []document.Mark) {
	for _, m := range []string{document.Link, document.Bold, document.Italic, document.Underline, document.Strike} {
		if rapid.IntRange(0, 3).Draw(t, m) == 0 {
			one := document.Mark{Type: m, Attrs: &document.Attrs{}}
			if m == document.Link {
				one.Attrs.Href = "https://example.com"
			}
			out = append(out, one)
		}
	}
	return out
}
