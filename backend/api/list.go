package api

import (
	"encoding/base64"
	"encoding/json"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// ListCardsIn asks for a page of a product's cards. Everything that is given
// must hold.
type ListCardsIn struct {
	Product crm.ProductID `json:"product" ts_type:"string"`
	Filter  crm.FilterID  `json:"filter" ts_type:"string"`
	Status  crm.StatusID  `json:"status" ts_type:"string"`
	Owner   crm.UserID    `json:"owner" ts_type:"string"`
	Tag     crm.TagID     `json:"tag" ts_type:"string"`
	Contact crm.ContactID `json:"contact" ts_type:"string"` // as main contact
	Deleted bool          `json:"deleted"`                  // the deleted cards instead
	Search  string        `json:"search"`                   // every word begins a word of the name, contact, company, email, phone, a text or a tag; diacritics and case don't matter
	Sort    string        `json:"sort"`                     // a column's key, as CardColumns lists them; "" or one that can't be sorted by: the name. What is not set comes last
	Desc    bool          `json:"desc"`
	Columns []string      `json:"columns"` // keys of the columns shown; of fields only these have values
	After   string        `json:"after"`   // the cursor of the page before
	Offset  int           `json:"offset"`  // instead of after: how many cards to leap over
	Total   int           `json:"total"`   // with offset: how many CountCards said there are (0: not known), so that a leap can start at the nearer end
	Limit   int           `json:"limit"`   // 1..500, 0 for 50
}

// ListCardsOut is a page of cards. How many there are says CountCards.
type ListCardsOut struct {
	Rows   []CardRow `json:"rows"`
	Next   string    `json:"next"`   // cursor; "" at the end
	Capped bool      `json:"capped"` // the search matches more than can be shown; these are of the newest
}

// CardRow is a card in a list.
type CardRow struct {
	ID        crm.CardID    `json:"id" ts_type:"string"`
	Name      string        `json:"name"`
	Status    crm.StatusID  `json:"status" ts_type:"string"`
	Since     crm.Instant   `json:"since"` // in this status
	Owner     crm.UserID    `json:"owner" ts_type:"string"`
	Tags      crm.TagSet    `json:"tags" ts_type:"string[]"`
	ContactID crm.ContactID `json:"contactId" ts_type:"string"`
	Contact   string        `json:"contact"` // the main contact's name
	Company   string        `json:"company"` // whose the main contact is; "" if it is a company itself
	Email     string        `json:"email"`
	Phone     string        `json:"phone"`
	Created   crm.Instant   `json:"created"`
	Modified  crm.Instant   `json:"modified"`
	Deleted   crm.Instant   `json:"deleted"` // 0 for a card that is there
	Revision  int64         `json:"revision"`
	Next      crm.Instant   `json:"next"`                                                                  // when its next automation step is due; 0 for none
	Task      crm.Date      `json:"task"`                                                                  // when its next open task is due; "" for none
	Fields    crm.Values    `json:"fields" ts_type:"Record<string, string | number | boolean | string[]>"` // those asked for that are set
}

// CountCardsIn asks how many cards a list has.
type CountCardsIn struct {
	List ListCardsIn `json:"list"` // its page doesn't matter
	Most int         `json:"most"` // count no further than this, for a quick first answer; 0: to the end
}

// CountCardsOut is a number of cards.
type CountCardsOut struct {
	Count int  `json:"count"`
	More  bool `json:"more"` // there are more than Count
}

const (
	usualPage = 50
	mostRows  = 500
)

// ListCards reads a page of cards.
func (s *Session) ListCards(in ListCardsIn) (out ListCardsOut, err error) {
	return out, s.read(func(v *store.View) error {
		q, err := listQuery(v, in)
		if err != nil {
			return err
		}
		if err := v.Find(&q); err != nil {
			return err
		}
		lines, err := v.Cards(q)
		if err != nil {
			return err
		}
		out.Rows, out.Capped = cardRows(lines), q.Found != nil && q.Found.Capped
		if len(lines) == q.Limit {
			out.Next = cursor(lines[len(lines)-1].Cursor)
		}
		return nil
	})
}

// CountCards counts the cards of a list.
func (s *Session) CountCards(in CountCardsIn) (out CountCardsOut, err error) {
	return out, s.read(func(v *store.View) error {
		q, err := listQuery(v, in.List)
		if err != nil {
			return err
		}
		if err := v.Find(&q); err != nil {
			return err
		}
		if in.Most <= 0 {
			out.Count, err = v.CountMatching(q)
			out.More = q.Found != nil && q.Found.Capped
			return err
		}
		n, err := v.CountUpTo(q, in.Most+1)
		out = CountCardsOut{Count: min(n, in.Most), More: n > in.Most}
		return err
	})
}

// listQuery is what the store is asked for a list.
func listQuery(v *store.View, in ListCardsIn) (store.ListQuery, error) {
	if in.Limit == 0 {
		in.Limit = usualPage
	}
	q := store.ListQuery{
		Product: in.Product, Status: in.Status, Owner: in.Owner, Tag: in.Tag, Contact: in.Contact, Deleted: in.Deleted,
		Search: in.Search, Sort: in.Sort, Desc: in.Desc, Offset: max(in.Offset, 0), Total: in.Total, Limit: min(max(in.Limit, 1), mostRows),
	}
	for _, key := range in.Columns {
		var id crm.FieldID
		if id.UnmarshalText([]byte(key)) == nil && id != 0 {
			q.Fields = append(q.Fields, id)
		}
	}
	if in.After != "" {
		after, err := readCursor(in.After)
		if err != nil {
			return q, err
		}
		q.After = after
	}
	if in.Filter != 0 {
		compiled, err := compileSaved(v, in.Filter)
		if err != nil {
			return q, err
		}
		q.Filter = &compiled
	}
	return q, nil
}

func cardRows(lines []store.CardLine) []CardRow {
	rows := make([]CardRow, 0, len(lines))
	for _, l := range lines {
		rows = append(rows, CardRow{
			ID: l.ID, Name: l.Name, Status: l.Status, Since: l.Since, Owner: l.Owner, Tags: l.Tags, ContactID: l.ContactID, Contact: l.Contact,
			Company: l.Company, Email: l.Email, Phone: l.Phone, Created: l.Created, Modified: l.Modified, Deleted: l.Deleted,
			Revision: l.Revision, Next: l.Next, Task: l.Task, Fields: l.Fields,
		})
	}
	return rows
}

func cursor(c store.Cursor) string {
	b, err := json.Marshal(c)
	if err != nil {
		panic(err) // a cursor is a plain struct
	}
	return base64.RawURLEncoding.EncodeToString(b)
}

func readCursor(text string) (*store.Cursor, error) {
	var c store.Cursor
	b, err := base64.RawURLEncoding.DecodeString(text)
	if err == nil {
		err = json.Unmarshal(b, &c)
	}
	if err != nil || c.ID == 0 {
		return nil, crm.Fail(crm.CodeInvalid, "error.bad_cursor")
	}
	return &c, nil
}
