package store

import (
	"strconv"
	"strings"
	"unicode"

	"stepwise/backend/crm"
	"stepwise/backend/fold"
)

// tagWord begins the search word of a tag; nobody types it.
const tagWord = "\ue000"

// words splits a folded text into the words that are searched: letters and
// digits of any script.
func words(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
}

// digits are a text's digits alone.
func digits(text string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, text)
}

// contactWords is what the quick search finds a contact by: its name, its
// company's, its emails, its phones as typed and with the country, its tags.
func contactWords(c *crm.Contact, company string) string {
	var list wordList
	list.add(fold.Fold(c.Name))
	list.add(fold.Fold(company))
	for _, a := range c.Addresses {
		list.addAddress(a)
	}
	for _, id := range c.Tags.IDs() {
		list.words = append(list.words, tagWord+strconv.FormatInt(int64(id), 10))
	}
	return list.text()
}

// RenewContactSearch renews what the quick search knows of the next contacts
// that were changed, and says how many that were: fewer than limit means all.
func (t *Tx) RenewContactSearch(limit int) (int, error) {
	var ids []int64
	if err := t.list(&ids, "SELECT contact FROM contact_stale ORDER BY contact LIMIT ?", limit); err != nil || len(ids) == 0 {
		return 0, err
	}
	list := listOf(ids)
	texts, err := t.contactTexts(list)
	if err != nil {
		return 0, err
	}
	if _, err := t.exec("DELETE FROM contact_search WHERE rowid IN (SELECT value FROM json_each(?))", list); err != nil {
		return 0, err
	}
	for _, c := range texts {
		if _, err := t.exec("INSERT INTO contact_search (rowid, words) VALUES (?, ?)", int64(c.ID), contactWords(&c.Contact, c.CompanyName)); err != nil {
			return 0, err
		}
	}
	_, err = t.exec("DELETE FROM contact_stale WHERE contact <= ?", ids[len(ids)-1])
	return len(ids), err
}

type contactText struct {
	crm.Contact
	CompanyName string `db:"company_name"`
}

// contactTexts reads what some contacts are found by.
func (v *View) contactTexts(list string) ([]contactText, error) {
	var out []contactText
	err := v.list(&out, `SELECT k.id, k.name, k.tags, coalesce(b.name, '') AS company_name FROM contact k LEFT JOIN contact b ON b.id = k.company
		WHERE k.id IN (SELECT value FROM json_each(?)) ORDER BY k.id`, list)
	if err != nil {
		return nil, err
	}
	var addresses []crm.Address
	err = v.list(&addresses, "SELECT contact, channel, typed, value FROM address WHERE contact IN (SELECT value FROM json_each(?))", list)
	at := map[crm.ContactID]*contactText{}
	for i := range out {
		at[out[i].ID] = &out[i]
	}
	for _, a := range addresses {
		at[a.Contact].Addresses = append(at[a.Contact].Addresses, a)
	}
	return out, err
}

// StaleContacts says whether the quick search has changed contacts to look at.
func (v *View) StaleContacts() (bool, error) {
	var n int
	err := v.get(&n, "SELECT EXISTS (SELECT 1 FROM contact_stale)")
	return n > 0, err
}

// contactMatch is a search in FTS5's words: all words, each as the beginning of
// one; "" where the text has none. A text of digits and signs is one number.
func contactMatch(text string, tags crm.TagSet) string {
	folded := fold.Fold(text)
	list := words(folded)
	if n := digits(folded); n != "" && !strings.ContainsFunc(folded, unicode.IsLetter) && len(list) > 1 && !strings.Contains(folded, ".") {
		list = []string{strings.TrimPrefix(n, "00")}
	}
	list = list[:min(len(list), mostWords)]
	for i, w := range list {
		list[i] = `"` + w + `"*`
	}
	for _, id := range tags.IDs() {
		list = append(list, `"`+tagWord+strconv.FormatInt(int64(id), 10)+`"`)
	}
	return strings.Join(list, " ")
}
