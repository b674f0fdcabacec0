package api

import (
	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// SearchAllIn is what somebody looks for everywhere.
type SearchAllIn struct {
	Text    string        `json:"text"`
	Limit   int           `json:"limit"`                              // hits of each group; 1..50, 0 for 6
	Product crm.ProductID `json:"product,omitempty" ts_type:"string"` // cards of this product alone, and nothing else
}

// SearchAllOut is what was found, the likeliest group first; a group without
// hits is left out.
type SearchAllOut struct {
	Groups []SearchGroup `json:"groups"`
}

// SearchGroup are the hits of one noun.
type SearchGroup struct {
	Noun string      `json:"noun" ts_type:"'card'|'contact'|'task'|'template'|'filter'|'sequence'"`
	Hits []SearchHit `json:"hits"`
	More bool        `json:"more"` // there are more
}

// SearchHit is one thing that was found.
type SearchHit struct {
	ID      string        `json:"id"`
	Title   string        `json:"title"`
	Below   string        `json:"below"`                    // the line below: a contact, an address, a card; "" for none
	Product crm.ProductID `json:"product" ts_type:"string"` // none for a contact
	Card    crm.CardID    `json:"card" ts_type:"string"`    // of a task
}

const (
	usualHits = 6
	mostHits  = 50
)

// SearchAll looks everywhere: every word begins a word of what is found;
// diacritics and case don't matter.
func (s *Session) SearchAll(in SearchAllIn) (out SearchAllOut, err error) {
	limit := usualHits
	if in.Limit > 0 {
		limit = min(in.Limit, mostHits)
	}
	return out, s.read(func(v *store.View) error {
		for _, look := range searches(v, in.Product) {
			lines, err := look.find(in.Text, limit)
			if err != nil {
				return err
			}
			if len(lines) > 0 {
				out.Groups = append(out.Groups, searchGroup(look.noun, lines, limit))
			}
		}
		return nil
	})
}

type nounSearch struct {
	noun string
	find func(text string, limit int) ([]store.FoundLine, error)
}

// searches are the nouns that are searched, in the order of their answer.
func searches(v *store.View, product crm.ProductID) []nounSearch {
	cards := nounSearch{"card", func(text string, limit int) ([]store.FoundLine, error) {
		return v.FindCards(product, text, limit)
	}}
	if product != 0 {
		return []nounSearch{cards}
	}
	return []nounSearch{
		cards,
		{"contact", v.FindContacts},
		{"task", v.FindTasks},
		{"sequence", named(v, "sequence")},
		{"template", named(v, "template")},
		{"filter", named(v, "filter")},
	}
}

func named(v *store.View, noun string) func(string, int) ([]store.FoundLine, error) {
	return func(text string, limit int) ([]store.FoundLine, error) { return v.FindNamed(noun, text, limit) }
}

func searchGroup(noun string, lines []store.FoundLine, limit int) SearchGroup {
	g := SearchGroup{Noun: noun, More: len(lines) > limit}
	for _, l := range lines[:min(len(lines), limit)] {
		hit := SearchHit{ID: idOf(noun, l.ID), Title: l.Title, Below: l.Below, Product: l.Product, Card: l.Card}
		if l.Email != "" && l.Below != "" && l.Below != l.Title {
			hit.Below += " · " + l.Email
		} else if l.Email != "" {
			hit.Below = l.Email
		}
		g.Hits = append(g.Hits, hit)
	}
	return g
}

// idOf is the outside form of a noun's id.
func idOf(noun string, id int64) string {
	switch noun {
	case "card":
		return crm.CardID(id).String()
	case "contact":
		return crm.ContactID(id).String()
	case "task":
		return crm.TaskID(id).String()
	case "sequence":
		return crm.SequenceID(id).String()
	case "template":
		return crm.TemplateID(id).String()
	default:
		return crm.FilterID(id).String()
	}
}
