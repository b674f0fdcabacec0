package store

import (
	"slices"
	"strings"
	"unicode/utf8"

	"stepwise/backend/crm"
	"stepwise/backend/fold"
)

// What the search everywhere looks through: of cards and contacts the newest
// that match, of open tasks those that are due next.
const (
	lookedAt      = 200
	lookedAtTasks = 3000
)

// FoundLine is one thing that the search everywhere found.
type FoundLine struct {
	ID      int64         `db:"id"`
	Title   string        `db:"title"`
	Below   string        `db:"below"`
	Product crm.ProductID `db:"product"`
	Card    crm.CardID    `db:"card"`
	Email   string        `db:"email"`
}

// FindCards finds cards of one product, or with 0 of all that are not
// archived; those first whose name is what was typed, or has all of it.
func (v *View) FindCards(product crm.ProductID, text string, limit int) ([]FoundLine, error) {
	products := []crm.ProductID{product}
	if product == 0 {
		products = nil
		if err := v.list(&products, "SELECT id FROM product WHERE archived IS NULL"); err != nil {
			return nil, err
		}
	}
	found, err := v.SearchProducts(products, text, lookedAt)
	if err != nil || len(found.IDs) == 0 {
		return nil, err
	}
	var lines []FoundLine
	err = v.list(&lines, `SELECT c.id, c.name AS title, coalesce(k.name, '') AS below, c.product,
			coalesce((SELECT a.typed FROM address a WHERE a.contact = c.contact AND a.channel = 'email' ORDER BY a.is_default DESC, a.id LIMIT 1), '') AS email
		FROM card c LEFT JOIN contact k ON k.id = c.contact WHERE c.id IN (SELECT value FROM json_each(?)) ORDER BY c.id DESC`, idList(found.IDs))
	return best(lines, text, limit), err
}

// FindContacts finds contacts by name, company, email and phone.
func (v *View) FindContacts(text string, limit int) ([]FoundLine, error) {
	q := readSearch(text)
	if len(q.terms) == 0 {
		return nil, nil
	}
	var ids, fresh []int64
	if q.letters() { // a million contacts have them somewhere: names that begin so will do
		first := q.terms[0].readings[0][0]
		err := v.list(&ids, "SELECT id FROM contact WHERE name_fold >= ? AND name_fold < ? ORDER BY name_fold LIMIT ?", first, first+string(utf8.MaxRune), lookedAt)
		if err != nil {
			return nil, err
		}
	} else if err := v.list(&ids, "SELECT rowid FROM contact_search WHERE contact_search MATCH ? ORDER BY rowid DESC LIMIT ?", q.match(), lookedAt); err != nil {
		return nil, err
	}
	if err := v.list(&fresh, "SELECT contact FROM contact_stale ORDER BY contact DESC LIMIT ?", lookedAt); err != nil {
		return nil, err
	}
	for _, id := range fresh {
		holds, err := v.contactHolds(crm.ContactID(id), q)
		if err != nil {
			return nil, err
		}
		ids = slices.DeleteFunc(ids, func(known int64) bool { return known == id })
		if holds {
			ids = append(ids, id)
		}
	}
	var lines []FoundLine
	err := v.list(&lines, `SELECT k.id, k.name AS title, coalesce(o.name, '') AS below,
			coalesce((SELECT a.typed FROM address a WHERE a.contact = k.id ORDER BY a.channel, a.is_default DESC, a.id LIMIT 1), '') AS email
		FROM contact k LEFT JOIN contact o ON o.id = k.company WHERE k.id IN (SELECT value FROM json_each(?)) ORDER BY k.id DESC`, listOf(ids))
	return best(lines, text, limit), err
}

func (v *View) contactHolds(id crm.ContactID, q searchQuery) (bool, error) {
	c, err := v.Contact(id)
	if err != nil {
		return false, err
	}
	company := ""
	if c.Company != 0 {
		if err := v.get(&company, "SELECT name FROM contact WHERE id = ?", c.Company); err != nil {
			return false, err
		}
	}
	return q.matches(strings.Fields(contactWords(c, company))), nil
}

// FindTasks finds open tasks by their title and their card's name.
func (v *View) FindTasks(text string, limit int) ([]FoundLine, error) {
	var lines []FoundLine
	err := v.list(&lines, `SELECT k.id, k.title, c.name AS below, c.product, c.id AS card FROM task k JOIN card c ON c.id = k.card
		WHERE k.done IS NULL AND c.deleted IS NULL ORDER BY coalesce(k.due, '~'), k.clock, k.id LIMIT ?`, lookedAtTasks)
	return holding(lines, text, limit, func(l FoundLine) string { return l.Title + " " + l.Below }), err
}

// FindNamed finds filters, templates or sequences by name.
func (v *View) FindNamed(noun, text string, limit int) ([]FoundLine, error) {
	where := map[string]string{"filter": "1 = 1", "template": "1 = 1", "sequence": "t.deleted IS NULL"}[noun]
	var lines []FoundLine
	err := v.list(&lines, "SELECT t.id, t.name AS title, p.name AS below, t.product FROM "+noun+" t JOIN product p ON p.id = t.product WHERE p.archived IS NULL AND "+where+" ORDER BY t.name, t.id")
	return holding(lines, text, limit, func(l FoundLine) string { return l.Title }), err
}

// holding are the lines whose text fulfils a search, the best first, at most
// one more than limit: so that the caller sees that there are more.
func holding(lines []FoundLine, text string, limit int, of func(FoundLine) string) []FoundLine {
	q := readSearch(text)
	if len(q.terms) == 0 {
		return nil
	}
	lines = slices.DeleteFunc(lines, func(l FoundLine) bool { return !q.matches(sortedWords(of(l))) })
	return best(lines, text, limit)
}

func sortedWords(text string) []string {
	list := words(fold.Fold(text))
	slices.Sort(list)
	return list
}

// best puts first what is called as was typed, then what has all of it in its
// name; otherwise the order stays.
func best(lines []FoundLine, text string, limit int) []FoundLine {
	q, whole := readSearch(text), strings.Join(words(fold.Fold(text)), " ")
	places := make([][]FoundLine, 4)
	for _, l := range lines {
		p := 3
		list := words(fold.Fold(l.Title))
		switch name := strings.Join(list, " "); {
		case name == whole:
			p = 0
		case strings.HasPrefix(name, whole):
			p = 1
		case q.matches(slices.Sorted(slices.Values(list))):
			p = 2
		}
		places[p] = append(places[p], l)
	}
	lines = slices.Concat(places...)
	return lines[:min(len(lines), limit+1)]
}
