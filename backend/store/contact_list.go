package store

import (
	"math"
	"strings"
	"unicode/utf8"

	"stepwise/backend/crm"
	"stepwise/backend/fold"
)

// ContactQuery asks for a page of contacts.
type ContactQuery struct {
	Kind    crm.ContactKind // "" for both
	Company crm.ContactID   // only its persons
	Tags    crm.TagSet      // that it has, all of them
	Search  string          // in name, company, emails, phones; each word as the beginning of one
	Sort    string          // name, created or modified
	Desc    bool
	After   *ContactCursor
	Limit   int
}

// ContactCursor is the last row of the page before.
type ContactCursor struct {
	Text string        `json:"t,omitempty"`
	Num  int64         `json:"n,omitempty"`
	ID   crm.ContactID `json:"i"`
}

// ContactLine is a contact in a list.
type ContactLine struct {
	ID          crm.ContactID   `db:"id"`
	Kind        crm.ContactKind `db:"kind"`
	Name        string          `db:"name"`
	NameFold    string          `db:"name_fold"`
	Company     crm.ContactID   `db:"company"`
	CompanyName string          `db:"company_name"`
	Email       string          `db:"email"`
	EmailState  crm.Consent     `db:"email_consent"`
	Phone       string          `db:"phone"`
	PhoneState  crm.Consent     `db:"phone_consent"`
	Tags        crm.TagSet      `db:"tags"`
	Persons     int             `db:"persons"`
	Cards       int             `db:"cards"`
	Created     crm.Instant     `db:"created"`
	Modified    crm.Instant     `db:"modified"`
}

// contactSorts are the columns a list of contacts can be ordered by.
var contactSorts = map[string]string{"name": "k.name_fold", "created": "k.created", "modified": "k.modified"}

// manyHits is from how many hits on a list is read in its own order, looking for
// hits, instead of fetching and sorting them all.
const manyHits = 3000

// where is the query as a condition; hits, if not 0, is how many contacts the
// search finds.
func (q *ContactQuery) where(hits int) (string, []any) {
	conds, args := []string{"1 = 1"}, []any{}
	add := func(cond string, more ...any) {
		conds = append(conds, cond)
		args = append(args, more...)
	}
	if q.Kind != "" {
		add("k.kind = ?", q.Kind)
	}
	if q.Company != 0 {
		add("k.company = ?", q.Company)
	}
	if first, one := q.letter(); one {
		add("k.name_fold >= ? AND k.name_fold < ?", first, first+string(utf8.MaxRune))
	} else if match := contactMatch(q.Search, q.Tags); match != "" {
		column := "k.id"
		if hits > manyHits {
			column = "+k.id" // not by its index
		}
		add(column+" IN (SELECT rowid FROM contact_search WHERE contact_search MATCH ?)", match)
	} else if strings.TrimSpace(q.Search) != "" {
		add("1 = 0") // signs alone are in no name
	}
	return strings.Join(conds, " AND "), args
}

// letter says whether the search is a single letter: then it is what names begin
// with, for a million contacts have it somewhere.
func (q *ContactQuery) letter() (string, bool) {
	list := words(fold.Fold(q.Search))
	return strings.Join(list, ""), q.Tags == "" && len(list) == 1 && utf8.RuneCountInString(list[0]) == 1
}

// hits counts what the search finds, whatever else is asked, up to most.
func (v *View) hits(q *ContactQuery, most int) (n int, err error) {
	match := contactMatch(q.Search, q.Tags)
	if _, one := q.letter(); one || match == "" {
		return 0, nil
	}
	return n, v.get(&n, "SELECT count(*) FROM (SELECT 1 FROM contact_search WHERE contact_search MATCH ? LIMIT ?)", match, most)
}

// Contacts reads a page of contacts; the cursor of the last one leads on.
func (v *View) Contacts(q ContactQuery) ([]ContactLine, error) {
	hits, err := v.hits(&q, manyHits+1)
	if err != nil {
		return nil, err
	}
	where, args := q.where(hits)
	column, ok := contactSorts[q.Sort]
	if !ok {
		column = contactSorts["name"]
	}
	dir, op := "ASC", ">"
	if q.Desc {
		dir, op = "DESC", "<"
	}
	if q.After != nil {
		where += " AND (" + column + ", k.id) " + op + " (?, ?)"
		var from any = q.After.Num
		if column == contactSorts["name"] {
			from = q.After.Text
		}
		args = append(args, from, q.After.ID)
	}
	lines := []ContactLine{}
	page := "SELECT k.id FROM contact k WHERE " + where + " ORDER BY " + column + " " + dir + ", k.id " + dir + " LIMIT ?"
	query := contactLineColumns + " FROM (" + page + ") p JOIN contact k ON k.id = p.id ORDER BY " + column + " " + dir + ", k.id " + dir
	return lines, v.list(&lines, query, append(args, q.Limit)...)
}

const contactLineColumns = `SELECT k.id, k.kind, k.name, k.name_fold, k.company, k.tags, k.created, k.modified,
	coalesce((SELECT b.name FROM contact b WHERE b.id = k.company), '') AS company_name,
	coalesce((SELECT a.typed FROM address a WHERE a.contact = k.id AND a.channel = 'email' ORDER BY a.is_default DESC, a.id LIMIT 1), '') AS email,
	coalesce((SELECT a.consent FROM address a WHERE a.contact = k.id AND a.channel = 'email' ORDER BY a.is_default DESC, a.id LIMIT 1), '') AS email_consent,
	coalesce((SELECT a.typed FROM address a WHERE a.contact = k.id AND a.channel = 'sms' ORDER BY a.is_default DESC, a.id LIMIT 1), '') AS phone,
	coalesce((SELECT a.consent FROM address a WHERE a.contact = k.id AND a.channel = 'sms' ORDER BY a.is_default DESC, a.id LIMIT 1), '') AS phone_consent,
	(SELECT count(*) FROM contact m WHERE m.company = k.id) AS persons,
	(SELECT count(*) FROM card c WHERE c.contact = k.id AND c.deleted IS NULL) AS cards`

// ContactLines reads contacts by their ids, in the order of their names.
func (v *View) ContactLines(ids []crm.ContactID) ([]ContactLine, error) {
	lines := []ContactLine{}
	if len(ids) == 0 {
		return lines, nil
	}
	query, args, err := in(contactLineColumns+" FROM contact k WHERE k.id IN (?) ORDER BY k.name_fold, k.id", ids)
	if err != nil {
		return nil, err
	}
	return lines, v.list(&lines, query, args...)
}

// CountContacts counts the contacts of a query, whatever its page.
func (v *View) CountContacts(q ContactQuery) (n int, err error) {
	hits, err := v.hits(&q, math.MaxInt32)
	if err != nil {
		return 0, err
	}
	if hits > 0 && q.Kind == "" && q.Company == 0 {
		return hits, nil
	}
	where, args := q.where(hits)
	return n, v.get(&n, "SELECT count(*) FROM contact k WHERE "+where, args...)
}

// ContactCard is a card of a contact, or of one of a company's persons.
type ContactCard struct {
	ID       crm.CardID    `db:"id"`
	Product  crm.ProductID `db:"product"`
	Name     string        `db:"name"`
	Status   crm.StatusID  `db:"status"`
	Owner    crm.UserID    `db:"owner"`
	Contact  crm.ContactID `db:"contact"`
	Person   string        `db:"person"` // of a company: whose card it is; "" its own
	Modified crm.Instant   `db:"modified"`
}

const contactCards = `FROM card c WHERE c.deleted IS NULL AND c.contact IN (SELECT ? UNION ALL SELECT p.id FROM contact p WHERE p.company = ?)`

// CardsOfContact reads the cards of a contact and of its persons, the last
// changed first.
func (v *View) CardsOfContact(id crm.ContactID, limit int) (list []ContactCard, total int, err error) {
	list = []ContactCard{}
	err = v.list(&list, `SELECT c.id, c.product, c.name, c.status, c.owner, c.contact, c.modified,
			CASE WHEN c.contact = ? THEN '' ELSE (SELECT k.name FROM contact k WHERE k.id = c.contact) END AS person
		`+contactCards+` ORDER BY c.modified DESC, c.id DESC LIMIT ?`, id, id, id, limit)
	if err != nil || len(list) < limit {
		return list, len(list), err
	}
	return list, total, v.get(&total, "SELECT count(*) "+contactCards, id, id)
}

// MessagesOfContact reads the messages to a contact, newest first.
func (v *View) MessagesOfContact(id crm.ContactID, limit int) ([]MessageLine, error) {
	return v.messageLines("m.contact = ? ORDER BY m.id DESC LIMIT ?", id, limit)
}

// CardIDsOf are all cards whose main contact is one of some contacts; deleted
// ones too, where those are asked for.
func (v *View) CardIDsOf(contacts []crm.ContactID, deleted bool) ([]crm.CardID, error) {
	ids := []crm.CardID{}
	if len(contacts) == 0 {
		return ids, nil
	}
	query, args, err := in("SELECT id FROM card WHERE contact IN (?) AND (deleted IS NULL OR ?) ORDER BY id", contacts, deleted)
	if err != nil {
		return nil, err
	}
	return ids, v.list(&ids, query, args...)
}

// PersonsOf are the persons of a company.
func (v *View) PersonsOf(company crm.ContactID) ([]crm.ContactID, error) {
	ids := []crm.ContactID{}
	return ids, v.list(&ids, "SELECT id FROM contact WHERE company = ? ORDER BY id", company)
}
