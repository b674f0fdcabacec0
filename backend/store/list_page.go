package store

import (
	"encoding/json"
	"slices"

	"stepwise/backend/crm"
)

// CardLine is a card in a list.
type CardLine struct {
	ID        crm.CardID    `db:"id"`
	Name      string        `db:"name"`
	Status    crm.StatusID  `db:"status"`
	Since     crm.Instant   `db:"status_since"`
	Owner     crm.UserID    `db:"owner"`
	Tags      crm.TagSet    `db:"tags"`
	ContactID crm.ContactID `db:"contact_id"`
	Contact   string        `db:"contact"`
	Company   string        `db:"company"`
	Email     string        `db:"email"`
	Phone     string        `db:"phone"`
	Created   crm.Instant   `db:"created"`
	Modified  crm.Instant   `db:"modified"`
	Deleted   crm.Instant   `db:"deleted"`
	Revision  int64         `db:"revision"`
	Next      crm.Instant   `db:"next"` // when its next step is due
	Task      crm.Date      `db:"task"` // when its next open task is due
	Doc       string        `db:"doc"`
	Fields    crm.Values    `db:"-"` // those that were asked for
	Cursor    Cursor        `db:"-"` // leads on behind this card
}

type listKey struct {
	ID   crm.CardID `db:"id"`
	Sort any        `db:"sort"`
}

// Cards reads a page of cards; the cursor of the last one leads on. First the
// ids, which for the usual columns are in an index, then what is shown.
func (v *View) Cards(q ListQuery) ([]CardLine, error) {
	if err := v.Find(&q); err != nil {
		return nil, err
	}
	keys, err := v.pageKeys(q)
	if err != nil || len(keys) == 0 {
		return []CardLine{}, err
	}
	return v.lines(q, keys)
}

func (v *View) pageKeys(q ListQuery) ([]listKey, error) {
	o, err := v.orderOf(q)
	if err != nil {
		return nil, err
	}
	query, args, back := q.keysQuery(o)
	if query == "" {
		return nil, nil
	}
	var keys []listKey
	err = v.list(&keys, query, args...)
	if back {
		slices.Reverse(keys)
	}
	return keys, err
}

// keysQuery reads the ids of a page and what they are sorted by; back says that
// they come from the end. There is no query where no rows are asked for.
func (q *ListQuery) keysQuery(o order) (query string, args []any, back bool) {
	where, args := q.where()
	limit, skip := q.Limit, q.Offset
	if q.After != nil {
		cond, more := o.after(q.After, q.Desc)
		where, args, skip = where+" AND "+cond, append(args, more...), 0
	} else if q.Total > 0 && skip > q.Total/2 {
		limit = min(limit, q.Total-skip)
		skip, back = q.Total-skip-limit, true
	}
	if limit <= 0 {
		return "", nil, false
	}
	query = "SELECT c.id, " + o.expr + " AS sort FROM card c WHERE " + where + " ORDER BY " + o.by(q.Desc, back) + " LIMIT ? OFFSET ?"
	return query, append(args, limit, skip), back
}

const lineColumns = `c.id, c.name, c.status, c.status_since, c.owner, c.tags, c.contact AS contact_id, c.created, c.modified, c.deleted, c.revision,
	coalesce(k.name, '') AS contact, coalesce(o.name, '') AS company,
	coalesce((SELECT a.typed FROM address a WHERE a.contact = c.contact AND a.channel = 'email' ORDER BY a.is_default DESC, a.id LIMIT 1), '') AS email,
	coalesce((SELECT a.typed FROM address a WHERE a.contact = c.contact AND a.channel = 'sms' ORDER BY a.is_default DESC, a.id LIMIT 1), '') AS phone,
	(SELECT min(e.due) FROM enrolment e WHERE e.card = c.id AND e.state = 'waiting' AND e.paused = 0) AS next,
	coalesce((SELECT min(d.due) FROM task d WHERE d.card = c.id AND d.done IS NULL), '') AS task`

// lines reads what is shown of some cards, in their order.
func (v *View) lines(q ListQuery, keys []listKey) ([]CardLine, error) {
	ids := make([]int64, len(keys))
	for i, k := range keys {
		ids[i] = int64(k.ID)
	}
	doc := "''"
	if len(q.Fields) > 0 {
		doc = "json(c.fields)"
	}
	var found []CardLine
	err := v.list(&found, "SELECT "+lineColumns+", "+doc+` AS doc FROM card c
		LEFT JOIN contact k ON k.id = c.contact LEFT JOIN contact o ON o.id = k.company
		WHERE c.id IN (SELECT value FROM json_each(?))`, listOf(ids))
	if err != nil {
		return nil, err
	}
	byID := make(map[crm.CardID]*CardLine, len(found))
	for i := range found {
		byID[found[i].ID] = &found[i]
	}
	out := make([]CardLine, 0, len(keys))
	for _, k := range keys {
		if line := byID[k.ID]; line != nil {
			line.Cursor = cursorAt(k.Sort, k.ID)
			out = append(out, *line)
		}
	}
	return out, v.readFields(q, out)
}

func (v *View) readFields(q ListQuery, lines []CardLine) error {
	if len(q.Fields) == 0 {
		return nil
	}
	fields, err := v.fields(q.Product)
	if err != nil {
		return err
	}
	wanted := slices.DeleteFunc(fields, func(f crm.Field) bool { return !slices.Contains(q.Fields, f.ID) })
	for i := range lines {
		l := &lines[i]
		if l.Fields, err = crm.ReadStoreJSON([]byte(l.Doc), wanted); err != nil {
			return err
		}
		l.Doc = ""
	}
	return nil
}

// listOf is a list of numbers as one bound value, for json_each.
func listOf(ids []int64) string {
	b, err := json.Marshal(ids)
	if err != nil {
		panic(err) // numbers always encode
	}
	return string(b)
}

// KnownCards are those of some cards that exist, deleted ones too, in id order,
// each once.
func (v *View) KnownCards(ids []crm.CardID) ([]crm.CardID, error) {
	numbers := make([]int64, len(ids))
	for i, id := range ids {
		numbers[i] = int64(id)
	}
	known := []crm.CardID{}
	return known, v.list(&known, "SELECT c.id FROM card c WHERE c.id IN (SELECT value FROM json_each(?)) ORDER BY c.id", listOf(numbers))
}

// CardIDs are the ids of all cards of a list in id order, whatever its page,
// but for some.
func (v *View) CardIDs(q ListQuery, except []crm.CardID) ([]crm.CardID, error) {
	if err := v.Find(&q); err != nil {
		return nil, err
	}
	where, args := q.where()
	ids := []crm.CardID{}
	if err := v.list(&ids, "SELECT c.id FROM card c WHERE "+where+" ORDER BY c.id", args...); err != nil || len(except) == 0 {
		return ids, err
	}
	not := make(map[crm.CardID]bool, len(except))
	for _, id := range except {
		not[id] = true
	}
	return slices.DeleteFunc(ids, func(id crm.CardID) bool { return not[id] }), nil
}
