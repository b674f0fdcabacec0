package store

import (
	"encoding/json"
	"slices"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/fold"
)

// The quick search. An index (card_search) knows which card has which word; a
// table (search_pending) knows the cards that changed since their words were
// read, and triggers fill it whatever writes a row. RenewSearch empties it in
// chunks beside everything else; until then a search reads the words of those
// cards itself, so that what was just written is found.

// mostFound is how many cards a search answers with, of those that match the
// newest; mostPending is how many changed cards it looks at itself.
const (
	mostFound   = 5000
	mostPending = 1000
)

// Found is what a quick search found.
type Found struct {
	IDs    []crm.CardID // newest first
	Capped bool         // more than these match, or may
}

// Search finds cards of a product, there or deleted, by the quick search. Of a
// text without a word nothing is found.
func (v *View) Search(product crm.ProductID, deleted bool, text string) (Found, error) {
	return v.search(readSearch(text), mostFound, placeWord(product, deleted))
}

// SearchProducts finds the newest cards of some products.
func (v *View) SearchProducts(products []crm.ProductID, text string, most int) (Found, error) {
	places := make([]string, len(products))
	for i, p := range products {
		places[i] = placeWord(p, false)
	}
	return v.search(readSearch(text), most, places...)
}

func (v *View) search(q searchQuery, most int, places ...string) (out Found, err error) {
	if len(q.terms) == 0 || len(places) == 0 {
		return out, nil
	}
	var hits, unsure, fresh []crm.CardID
	if err := v.list(&hits, "SELECT rowid FROM card_search WHERE card_search MATCH ? ORDER BY rowid DESC LIMIT ?", q.match(places...), most+1); err != nil {
		return out, err
	}
	if err := v.list(&fresh, "SELECT card FROM search_pending ORDER BY card DESC LIMIT ?", mostPending+1); err != nil {
		return out, err
	}
	out.Capped = len(hits) > most || len(fresh) > mostPending
	hits, fresh = hits[:min(len(hits), most)], fresh[:min(len(fresh), mostPending)]
	if len(fresh) == 0 {
		out.IDs = hits
		return out, nil
	}
	if err := v.list(&unsure, "SELECT card FROM search_pending WHERE card IN (SELECT value FROM json_each(?))", idList(hits)); err != nil {
		return out, err
	}
	hits = slices.DeleteFunc(hits, func(id crm.CardID) bool { return slices.Contains(unsure, id) })
	out.IDs, err = v.confirm(q, hits, append(unsure, fresh...), places)
	if len(out.IDs) > most {
		out.IDs, out.Capped = out.IDs[:most], true
	}
	return out, err
}

// confirm adds to the sure hits those of the unsure cards whose words, read now,
// fulfil the search.
func (v *View) confirm(q searchQuery, sure, unsure []crm.CardID, places []string) ([]crm.CardID, error) {
	texts, err := v.cardWords(unsure)
	if err != nil {
		return nil, err
	}
	for _, t := range texts {
		list := strings.Fields(t.words)
		if slices.ContainsFunc(places, func(p string) bool { return slices.Contains(list, p) }) && q.matches(list) {
			sure = append(sure, t.card)
		}
	}
	slices.SortFunc(sure, func(a, b crm.CardID) int { return int(b - a) })
	return sure, nil
}

// RenewSearch renews what the quick search knows of the next cards that were
// changed, and says how many that were: fewer than limit means all.
func (t *Tx) RenewSearch(limit int) (int, error) {
	var ids []crm.CardID
	if err := t.list(&ids, "SELECT card FROM search_pending ORDER BY card LIMIT ?", limit); err != nil || len(ids) == 0 {
		return 0, err
	}
	texts, err := t.cardWords(ids)
	if err != nil {
		return 0, err
	}
	if _, err := t.exec("DELETE FROM card_search WHERE rowid IN (SELECT value FROM json_each(?))", idList(ids)); err != nil {
		return 0, err
	}
	for _, text := range texts {
		if _, err := t.exec("INSERT INTO card_search (rowid, words) VALUES (?, ?)", int64(text.card), text.words); err != nil {
			return 0, err
		}
	}
	_, err = t.exec("DELETE FROM search_pending WHERE card <= ?", int64(ids[len(ids)-1]))
	return len(ids), err
}

// SearchPending says whether cards wait for RenewSearch.
func (v *View) SearchPending() (bool, error) {
	var n int
	err := v.get(&n, "SELECT EXISTS (SELECT 1 FROM search_pending)")
	return n > 0, err
}

type cardText struct {
	card  crm.CardID
	words string // sorted, each once, between blanks
}

type wordsRow struct {
	ID      crm.CardID    `db:"id"`
	Product crm.ProductID `db:"product"`
	Deleted bool          `db:"gone"`
	Name    string        `db:"name_fold"`
	Tags    crm.TagSet    `db:"tags"`
	Contact crm.ContactID `db:"contact"`
	Person  string        `db:"person"`
	Company string        `db:"company"`
	Doc     string        `db:"doc"`
}

// cardWords reads what the quick search finds some cards by: name, main
// contact, its company, emails, phones, texts of fields but for long ones, tags.
func (v *View) cardWords(ids []crm.CardID) ([]cardText, error) {
	var rows []wordsRow
	err := v.list(&rows, `SELECT c.id, c.product, c.deleted IS NOT NULL AS gone, c.name_fold, c.tags, c.contact, json(c.fields) AS doc,
			coalesce(k.name_fold, '') AS person, coalesce(o.name_fold, '') AS company
		FROM card c LEFT JOIN contact k ON k.id = c.contact LEFT JOIN contact o ON o.id = k.company
		WHERE c.id IN (SELECT value FROM json_each(?))`, idList(ids))
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	addresses, err := v.wordAddresses(rows)
	if err != nil {
		return nil, err
	}
	var tags []crm.Tag
	if tags, err = v.Tags(); err != nil {
		return nil, err
	}
	short := map[crm.ProductID]map[string]bool{}
	out := make([]cardText, 0, len(rows))
	for _, r := range rows {
		if short[r.Product] == nil {
			if short[r.Product], err = v.shortTexts(r.Product); err != nil {
				return nil, err
			}
		}
		l := wordList{words: []string{placeWord(r.Product, r.Deleted)}}
		l.add(r.Name)
		l.add(r.Person)
		l.add(r.Company)
		for _, a := range addresses[r.Contact] {
			l.addAddress(a)
		}
		for _, g := range tags {
			if r.Tags.Has(g.ID) {
				l.add(fold.Fold(g.Name))
			}
		}
		if err := l.addFields(r.Doc, short[r.Product]); err != nil {
			return nil, err
		}
		out = append(out, cardText{r.ID, l.text()})
	}
	return out, nil
}

func (v *View) wordAddresses(rows []wordsRow) (map[crm.ContactID][]crm.Address, error) {
	var contacts []int64
	for _, r := range rows {
		if r.Contact != 0 {
			contacts = append(contacts, int64(r.Contact))
		}
	}
	var list []crm.Address
	err := v.list(&list, "SELECT contact, channel, typed, value FROM address WHERE contact IN (SELECT value FROM json_each(?))", listOf(contacts))
	out := map[crm.ContactID][]crm.Address{}
	for _, a := range list {
		out[a.Contact] = append(out[a.Contact], a)
	}
	return out, err
}

func (l *wordList) addAddress(a crm.Address) {
	if a.Channel == crm.ChannelSMS {
		l.addPhone(a.Typed, a.Value)
		return
	}
	l.add(fold.Fold(a.Typed))
	l.add(fold.Fold(a.Value))
}

// shortTexts are the keys, in a card's document, of the fields that the search
// looks in.
func (v *View) shortTexts(product crm.ProductID) (map[string]bool, error) {
	fields, err := v.fields(product)
	out := map[string]bool{}
	for _, f := range fields {
		if f.Type.IsText() && f.Type != crm.FieldLongText {
			out[f.ID.Key()] = f.Type == crm.FieldPhone
		}
	}
	return out, err
}

func (l *wordList) addFields(doc string, short map[string]bool) error {
	var values map[string]json.RawMessage
	if err := json.Unmarshal([]byte(doc), &values); err != nil {
		return err
	}
	for key, raw := range values {
		phone, wanted := short[key]
		if !wanted {
			continue
		}
		var text string
		if err := json.Unmarshal(raw, &text); err != nil {
			return err
		}
		if phone {
			l.addPhone(text, text)
			continue
		}
		l.add(fold.Fold(text))
	}
	return nil
}
