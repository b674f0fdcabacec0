package store

import (
	"strconv"

	"stepwise/backend/crm"
)

// SharedAddress is an address of a contact that another one has too.
type SharedAddress struct {
	Channel crm.Channel     `db:"channel"`
	Value   string          `db:"value"`
	Contact crm.ContactID   `db:"contact"`
	Kind    crm.ContactKind `db:"kind"`
}

// SharedAddresses reads the addresses that at least two contacts of one kind
// have, those of one value after each other.
func (v *View) SharedAddresses() ([]SharedAddress, error) {
	var list []SharedAddress
	return list, v.list(&list, `SELECT a.channel, a.value, a.contact, k.kind FROM address a JOIN contact k ON k.id = a.contact
		WHERE (a.value, a.channel) IN (SELECT value, channel FROM address GROUP BY value, channel HAVING count(*) > 1)
		ORDER BY k.kind, a.channel, a.value, a.contact`)
}

// ContactName is what a contact is called, folded.
type ContactName struct {
	ID      crm.ContactID   `db:"id"`
	Kind    crm.ContactKind `db:"kind"`
	Company crm.ContactID   `db:"company"`
	Name    string          `db:"name_fold"`
}

// ContactNames calls do with the name of every contact, in the order of ids.
func (v *View) ContactNames(do func(ContactName)) error {
	return v.guard(func() error {
		rows, err := v.q.QueryxContext(v.ctx, "SELECT id, kind, company, name_fold FROM contact ORDER BY id")
		if err != nil {
			return err
		}
		defer rows.Close() //nolint:errcheck // read to its end
		var n ContactName
		for rows.Next() {
			if err := rows.Scan(&n.ID, &n.Kind, &n.Company, &n.Name); err != nil {
				return err
			}
			do(n)
		}
		return rows.Err()
	})
}

// ContactPair is two contacts, the smaller id first.
type ContactPair struct {
	One   crm.ContactID `db:"one"`
	Other crm.ContactID `db:"other"`
}

// NotDuplicates reads the pairs of which somebody said that they are two.
func (v *View) NotDuplicates() (map[ContactPair]bool, error) {
	var list []ContactPair
	err := v.list(&list, "SELECT one, other FROM not_duplicate")
	out := make(map[ContactPair]bool, len(list))
	for _, p := range list {
		out[p] = true
	}
	return out, err
}

// DuplicateGroup is contacts that look like one.
type DuplicateGroup struct {
	ID       int64
	Why      string // email, phone, name, between commas
	Contacts []crm.ContactID
}

// ReplaceDuplicates writes what a look found, the clearest first.
func (t *Tx) ReplaceDuplicates(groups []DuplicateGroup) error {
	if _, err := t.exec("DELETE FROM duplicate"); err != nil {
		return err
	}
	there, err := t.contactsThere()
	if err != nil {
		return err
	}
	rows := t.bulk("duplicate", "grp, contact, why")
	for i, g := range groups {
		for _, id := range g.Contacts {
			if !there(id) {
				continue // gone since
			}
			if err := rows.add(int64(i+1), int64(id), g.Why); err != nil {
				return err
			}
		}
	}
	t.Changed("duplicate", "*")
	return rows.flush()
}

// contactsThere says of contacts whether they are still there.
func (v *View) contactsThere() (func(crm.ContactID) bool, error) {
	known := map[crm.ContactID]bool{}
	var ids []crm.ContactID
	err := v.list(&ids, "SELECT id FROM contact")
	for _, id := range ids {
		known[id] = true
	}
	return func(id crm.ContactID) bool { return known[id] }, err
}

// DuplicateGroups reads a page of what the last look found and is still so.
func (v *View) DuplicateGroups(after int64, limit int) ([]DuplicateGroup, error) {
	var rows []struct {
		Grp     int64         `db:"grp"`
		Contact crm.ContactID `db:"contact"`
		Why     string        `db:"why"`
	}
	err := v.list(&rows, `SELECT grp, contact, why FROM duplicate WHERE grp IN (
			SELECT grp FROM duplicate WHERE grp > ? GROUP BY grp HAVING count(*) > 1 ORDER BY grp LIMIT ?) ORDER BY grp, contact`, after, limit)
	out := []DuplicateGroup{}
	for _, r := range rows {
		if len(out) == 0 || out[len(out)-1].ID != r.Grp {
			out = append(out, DuplicateGroup{ID: r.Grp, Why: r.Why})
		}
		last := &out[len(out)-1]
		last.Contacts = append(last.Contacts, r.Contact)
	}
	return out, err
}

// CountDuplicates counts the groups that are still so.
func (v *View) CountDuplicates() (n int, err error) {
	return n, v.get(&n, "SELECT count(*) FROM (SELECT 1 FROM duplicate GROUP BY grp HAVING count(*) > 1)")
}

// NoteNotDuplicates remembers that contacts are not one, each of each other,
// and takes their group off the list.
func (t *Tx) NoteNotDuplicates(ids []crm.ContactID) error {
	for i, one := range ids {
		for _, other := range ids[i+1:] {
			if one == other {
				continue
			}
			if _, err := t.exec("INSERT INTO not_duplicate (one, other, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", min(one, other), max(one, other), t.Now); err != nil {
				return err
			}
		}
	}
	query, args, err := in("DELETE FROM duplicate WHERE grp IN (SELECT grp FROM duplicate WHERE contact IN (?) GROUP BY grp HAVING count(*) = ?)", ids, len(ids))
	if err != nil {
		return err
	}
	t.Changed("duplicate", "*")
	_, err = t.exec(query, args...)
	return err
}

// settingDuplicates is when duplicates were looked for last.
const settingDuplicates = "duplicates_found"

// SetDuplicatesFound remembers that somebody looked now.
func (t *Tx) SetDuplicatesFound() error {
	return t.setSetting(settingDuplicates, strconv.FormatInt(int64(t.Now), 10))
}

// DuplicatesFound is when somebody looked last, 0 for never.
func (v *View) DuplicatesFound() (at crm.Instant, err error) {
	_, err = v.one(&at, "SELECT CAST(value AS INTEGER) FROM setting WHERE key = ?", settingDuplicates)
	return at, err
}

// DuplicatesOf counts the other contacts that look like one, by the last look.
func (v *View) DuplicatesOf(id crm.ContactID) (n int, err error) {
	return n, v.get(&n, "SELECT count(DISTINCT contact) FROM duplicate WHERE grp IN (SELECT grp FROM duplicate WHERE contact = ?) AND contact <> ?", id, id)
}
