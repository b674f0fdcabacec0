package api

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"stepwise/backend/crm"
	"stepwise/backend/document"
	"stepwise/backend/fold"
	"stepwise/backend/merge"
	"stepwise/backend/store"
)

var linkName = regexp.MustCompile(`^[a-z][a-z0-9_]{0,39}$`)

// maxLinkTarget is how long an address may be that a link leads on to.
const maxLinkTarget = 1000

// checkedLink brings a link into the form in which it is kept, or says everything
// wrong with it. used is where its former slug stands, if it has a new one.
func checkedLink(tx *store.Tx, l crm.Link, used []Use) (crm.Link, error) {
	var bad crm.Problems
	cat, err := tx.Catalogue(l.Product)
	if err != nil {
		return l, err
	}
	if l.Name = name(&bad, "name", l.Name); l.Slug == "" {
		l.Slug = linkSlug(l.Name, cat)
	}
	templates := slices.DeleteFunc(slices.Clone(used), func(u Use) bool { return u.Noun != "template" })
	switch {
	case !linkName.MatchString(l.Slug):
		bad.Add("slug", "link.bad_slug")
	case len(templates) > 0:
		bad.Add("slug", "link.slug_used", "where", templates[0].Name)
	}
	if l.Days == 0 {
		l.Days = crm.DefaultLinkDays
	}
	if l.Days < 1 || l.Days > crm.MaxLinkDays {
		bad.Add("days", "link.bad_days", "max", crm.MaxLinkDays)
	}
	checkWords(&bad, "label", l.Label, crm.MaxText)
	checkWords(&bad, "question", l.Question, crm.MaxLinkWords)
	checkWords(&bad, "thanks", l.Thanks, crm.MaxLinkWords)
	switch l.Kind {
	case crm.LinkChange:
		l.Target = ""
		if err := checkedChange(tx, cat, &l, &bad); err != nil {
			return l, err
		}
	case crm.LinkOpen:
		l.Change, l.Question, l.Thanks = nil, "", ""
		checkTarget(&bad, l.Target, cat)
	default:
		bad.Add("kind", "link.bad_kind")
	}
	return l, bad.Err()
}

// checkWords bounds what a page of a link says.
func checkWords(bad *crm.Problems, path, text string, most int) {
	switch {
	case !utf8.ValidString(text):
		bad.Add(path, "merge.not_text")
	case utf8.RuneCountInString(text) > most:
		bad.Add(path, "link.too_long", "max", most)
	}
}

// checkedChange checks what a link changes as a step's change is checked. What a
// step could leave for later, a link can't.
func checkedChange(tx *store.Tx, cat *crm.Catalogue, l *crm.Link, bad *crm.Problems) error {
	ws, err := tx.Workspace()
	if err != nil {
		return err
	}
	out := StepCheck{}
	k := &checker{v: &tx.View, cat: cat, ws: ws, bad: bad}
	k.change("change", crm.Step{Kind: crm.StepChangeCard, Change: l.Change}, &out)
	for _, m := range out.Missing {
		bad.AddPhrase("change", m)
	}
	return nil
}

func checkTarget(bad *crm.Problems, target string, cat *crm.Catalogue) {
	switch {
	case target == "":
		bad.Add("target", "link.no_target")
		return
	case len(target) > maxLinkTarget:
		bad.Add("target", "link.too_long", "max", maxLinkTarget)
		return
	case namesLink([]string{target}):
		bad.Add("target", "link.in_itself")
		return
	}
	for _, why := range merge.Check(target, cat) {
		bad.AddPhrase("target", why)
	}
	if why, ok := document.CheckPage(target); !ok {
		bad.AddPhrase("target", why)
	}
}

// linkSlug is a new link's name in merge fields, unlike any other of the product.
func linkSlug(name string, cat *crm.Catalogue) string {
	base := strings.Trim(notWord.ReplaceAllString(fold.Fold(name), "_"), "_0123456789")
	if base = strings.Trim(base[:min(len(base), 30)], "_"); base == "" {
		base = "link"
	}
	slug := base
	for n := 2; ; n++ {
		if _, there := cat.LinkOf(slug); !there {
			return slug
		}
		slug = base + "_" + strconv.Itoa(n)
	}
}

var notWord = regexp.MustCompile(`[^a-z0-9]+`)
