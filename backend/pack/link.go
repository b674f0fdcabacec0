package pack

import (
	"fmt"
	"slices"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/merge"
)

// Link is a link that clients click, with names in it. One with a Change changes
// the card, one with a Target leads on.
type Link struct {
	Name     string
	Slug     string // its name in merge fields
	Label    string
	Question string
	Thanks   string
	Target   string
	Days     int // 0 for the usual
	Change   *Change
}

// Kind is what the link does.
func (l Link) Kind() crm.LinkKind {
	if l.Change != nil {
		return crm.LinkChange
	}
	return crm.LinkOpen
}

func readLink(at place) Link {
	o := at.object("name", "variable", "", "label", "question", "thanks", "target", "days", "change")
	l := Link{
		Name: o["name"].text(), Slug: o["variable"].text(), Label: o["label"].text(), Question: o["question"].text(), Thanks: o["thanks"].text(),
		Target: o["target"].text(), Days: o["days"].number(),
	}
	if o["variable"].there() && !slugged.MatchString(l.Slug) {
		o["variable"].wrong("packs.bad_variable", "value", short(l.Slug))
	}
	if o["change"].there() {
		l.Change = readChange(o["change"])
	}
	if (l.Change == nil) == (l.Target == "") {
		at.wrong("packs.link_change_or_target")
	}
	return l
}

func writeLink(l Link) any {
	m := mapping{
		{"name", l.Name}, {"variable", l.Slug}, {"label", l.Label}, {"question", l.Question}, {"thanks", l.Thanks}, {"target", l.Target}, {"days", l.Days},
	}
	if l.Change != nil {
		m = append(m, writeChange(l.Change))
	}
	return m
}

// link takes a link into the pack, once.
func (g *gatherer) link(id crm.LinkID) error {
	if id == 0 || g.src.Link == nil || slices.Contains(g.links, id) {
		return nil
	}
	l, err := g.src.Link(id)
	if err != nil {
		return err
	}
	g.links = append(g.links, id)
	out := Link{Name: l.Name, Slug: l.Slug, Label: l.Label, Question: l.Question, Thanks: l.Thanks, Target: l.Target, Days: l.Days}
	if l.Kind == crm.LinkChange {
		out.Change = g.change(l.Change)
	}
	g.slugs([]string{l.Target})
	g.p.Links = append(g.p.Links, out)
	return nil
}

// linkWords are a link's words in a language.
type linkWords struct{ label, question, thanks string }

func readLinkWords(at place) map[string]linkWords {
	out := map[string]linkWords{}
	at.each(func(_ int, item place) {
		o := item.object("of", "", "label", "question", "thanks")
		out[o["of"].text()] = linkWords{o["label"].text(), o["question"].text(), o["thanks"].text()}
	})
	return out
}

// link is a link in the language of the words.
func (t *translation) link(l Link, name func(string) string, r *reader) Link {
	words := t.links[l.Name]
	for _, pair := range [][2]string{{l.Label, words.label}, {l.Question, words.question}, {l.Thanks, words.thanks}} {
		if (pair[0] == "") != (pair[1] == "") {
			r.bad.Add("links", "packs.no_words", "name", l.Name)
			break
		}
	}
	l.Name, l.Label, l.Question, l.Thanks = name(l.Name), words.label, words.question, words.thanks
	if l.Change != nil {
		c := saidChange(*l.Change, name, t.names)
		l.Change = &c
	}
	return l
}

// linkSlugs refuses two links of one variable.
func (p *Pack) linkSlugs(r *reader) {
	sameName(r, "links", p.Links, func(l Link) string { return l.Name })
	seen := map[string]bool{}
	for i, l := range p.Links {
		if seen[l.Slug] {
			r.at(p, fmt.Sprintf("links[%d].variable", i), "packs.same_name", "name", l.Slug)
		}
		seen[l.Slug] = true
	}
}

// linksIn takes in the links that texts name.
func (g *gatherer) linksIn(sources []string) error {
	for _, path := range merge.Paths(strings.Join(sources, "\n")) {
		slug, ok := strings.CutPrefix(path, merge.LinkPath(""))
		l, known := g.src.Cat.LinkOf(slug)
		if !ok || !known {
			continue
		}
		if err := g.link(l.ID); err != nil {
			return err
		}
	}
	return nil
}
