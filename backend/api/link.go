package api

import (
	"slices"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/document"
	"stepwise/backend/merge"
	"stepwise/backend/store"
)

// LinkIn names a link.
type LinkIn struct {
	ID crm.LinkID `json:"id" ts_type:"string"`
}

// SaveLinkIn creates (no id) a link or changes it.
type SaveLinkIn struct {
	ID       crm.LinkID      `json:"id" ts_type:"string"`
	Product  crm.ProductID   `json:"product" ts_type:"string"` // of a new one
	Name     string          `json:"name"`
	Slug     string          `json:"slug"` // {{link.<slug>}}; "": made of the name
	Label    string          `json:"label"`
	Kind     crm.LinkKind    `json:"kind" ts_type:"'change'|'open'"`
	Change   *crm.CardChange `json:"change"`
	Question string          `json:"question"`
	Thanks   string          `json:"thanks"`
	Target   string          `json:"target"`
	Days     int             `json:"days"` // 0: 60
}

// LinkRow is a link with where it stands and what came of it.
type LinkRow struct {
	Link   crm.Link      `json:"link"`
	Says   []crm.Phrase  `json:"says"` // what it changes
	UsedBy []Use         `json:"usedBy"`
	Counts crm.HitCounts `json:"counts"` // of the last 90 days; Sent only of one that is read by itself
}

// ListLinksOut are the links of a product.
type ListLinksOut struct {
	Links  []LinkRow `json:"links"`
	Public bool      `json:"public"` // there is a public address; without one no link is sent
}

// hitDays is how many days back counts of opening and clicking go.
const hitDays = 90

// ListLinks reads the links of a product.
func (s *Session) ListLinks(in ProductIn) (out ListLinksOut, err error) {
	return out, s.read(func(v *store.View) error {
		ws, err := v.Workspace()
		if err != nil {
			return err
		}
		list, err := v.Links(in.Product)
		if err != nil {
			return err
		}
		out.Public = ws.Public != ""
		out.Links, err = linkRows(v, in.Product, list)
		return err
	})
}

// GetLink reads one link.
func (s *Session) GetLink(in LinkIn) (out LinkRow, err error) {
	return out, s.read(func(v *store.View) error {
		l, err := v.Link(in.ID)
		if err != nil {
			return err
		}
		if out, err = linkRow(v, l); err != nil {
			return err
		}
		out.Counts.Sent, err = v.LinkSent(l.Product, merge.LinkPath(l.Slug), v.Clock()-hitDays*linkDay)
		return err
	})
}

// SaveLink saves a link (administrators). What it says reaches links that were
// sent before too.
func (s *Session) SaveLink(in SaveLinkIn) (out LinkRow, err error) {
	return out, s.change(func(tx *store.Tx) error {
		l := crm.Link{
			ID: in.ID, Product: in.Product, Name: in.Name, Slug: in.Slug, Label: strings.TrimSpace(in.Label), Kind: in.Kind, Change: in.Change,
			Question: strings.TrimSpace(in.Question), Thanks: strings.TrimSpace(in.Thanks), Target: strings.TrimSpace(in.Target), Days: in.Days,
		}
		var used []Use
		if in.ID != 0 {
			old, err := tx.Link(in.ID)
			if err != nil {
				return err
			}
			l.Product, l.Revision = old.Product, old.Revision
			row, err := linkRow(&tx.View, old)
			if err != nil {
				return err
			}
			if used = row.UsedBy; l.Slug == "" {
				l.Slug = old.Slug
			}
			if l.Slug == old.Slug {
				used = nil
			}
		}
		l, err := checkedLink(tx, l, used)
		if err != nil {
			return err
		}
		if l, err = tx.SaveLink(l); store.IsUnique(err) {
			return taken("slug", l.Slug)
		}
		if err == nil {
			out, err = linkRow(&tx.View, l)
		}
		return err
	})
}

// CopyLink makes a copy of a link with a name of its own (administrators).
func (s *Session) CopyLink(in LinkIn) (out LinkRow, err error) {
	return out, s.change(func(tx *store.Tx) error {
		l, err := tx.Link(in.ID)
		if err != nil {
			return err
		}
		cat, err := tx.Catalogue(l.Product)
		if err != nil {
			return err
		}
		l.ID, l.Revision = 0, 0
		l.Name = copyName(l.Name, func(n string) bool {
			return slices.ContainsFunc(cat.Links, func(o crm.LinkName) bool { return o.Name == n })
		})
		l.Slug = linkSlug(l.Name, cat)
		if l, err = tx.SaveLink(l); err == nil {
			out, err = linkRow(&tx.View, l)
		}
		return err
	})
}

// DeleteLink deletes a link that nothing names (administrators). Addresses that
// were sent lead nowhere then.
func (s *Session) DeleteLink(in LinkIn) (out LinkRow, err error) {
	return out, s.change(func(tx *store.Tx) error {
		l, err := tx.Link(in.ID)
		if err != nil {
			return err
		}
		if out, err = linkRow(&tx.View, l); err != nil {
			return err
		}
		if len(out.UsedBy) > 0 {
			return inUse(l.Name, out.UsedBy)
		}
		return tx.DeleteLink(l.ID)
	})
}

func linkRow(v *store.View, l crm.Link) (LinkRow, error) {
	rows, err := linkRows(v, l.Product, []crm.Link{l})
	if err != nil {
		return LinkRow{}, err
	}
	return rows[0], nil
}

func linkRows(v *store.View, product crm.ProductID, list []crm.Link) ([]LinkRow, error) {
	cat, err := v.Catalogue(product)
	if err != nil {
		return nil, err
	}
	uses, err := usesOfLinks(v, product, list)
	if err != nil {
		return nil, err
	}
	counts, err := v.LinkClicks(product, v.Clock()-hitDays*linkDay)
	if err != nil {
		return nil, err
	}
	k := &checker{cat: cat}
	rows := make([]LinkRow, 0, len(list))
	for _, l := range list {
		rows = append(rows, LinkRow{
			Link: l, Says: k.says(crm.Step{Kind: crm.StepChangeCard, Change: l.Change}), UsedBy: uses[l.ID], Counts: counts[l.ID],
		})
	}
	return rows, nil
}

// usesOfLinks says where links stand: in texts of templates, and in conditions.
func usesOfLinks(v *store.View, product crm.ProductID, list []crm.Link) (map[crm.LinkID][]Use, error) {
	uses := map[crm.LinkID][]Use{}
	templates, err := v.Templates(product)
	if err != nil {
		return nil, err
	}
	for _, l := range list {
		uses[l.ID] = []Use{}
		for _, t := range templates {
			if namesOne(t, merge.LinkPath(l.Slug)) {
				uses[l.ID] = append(uses[l.ID], Use{Noun: "template", ID: t.ID.String(), Name: t.Name, Product: product})
			}
		}
		id := l.ID.String()
		asked, err := askedFor(v, product, func(c crm.Condition) bool { return slices.Contains(c.Values, id) })
		if err != nil {
			return nil, err
		}
		uses[l.ID] = append(uses[l.ID], asked...)
	}
	return uses, nil
}

// namesOne says whether a template's texts name a merge field.
func namesOne(t crm.Template, path string) bool {
	return slices.ContainsFunc(document.Sources(t.Kind, t.Content), func(src string) bool {
		return strings.Contains(src, path) && slices.Contains(merge.Paths(src), path)
	})
}

// namesLink says whether texts name a link that clients click.
func namesLink(sources []string) bool {
	return slices.ContainsFunc(sources, func(src string) bool {
		return strings.Contains(src, "link.") && slices.ContainsFunc(merge.Paths(src), func(p string) bool { return strings.HasPrefix(p, merge.LinkPath("")) })
	})
}

// changedBy are the links of a product whose change passes a test.
func changedBy(v *store.View, product crm.ProductID, test func(crm.CardChange) bool) (uses []Use, err error) {
	list, err := v.Links(product)
	for _, l := range list {
		if l.Change != nil && test(*l.Change) {
			uses = append(uses, Use{Noun: "link", ID: l.ID.String(), Name: l.Name, Product: product})
		}
	}
	return uses, err
}
