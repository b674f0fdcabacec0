package store

import (
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/dialect"
)

// BoardTotal is what stands above one column of a board.
type BoardTotal struct {
	Status crm.StatusID `db:"status"`
	Count  int          `db:"n"`
	Sum    float64      `db:"sum"` // of the field as it is stored: money in hundredths
}

// BoardLine is a card on a board.
type BoardLine struct {
	ID       crm.CardID   `db:"id"`
	Name     string       `db:"name"`
	Status   crm.StatusID `db:"status"`
	Since    crm.Instant  `db:"status_since"`
	Owner    crm.UserID   `db:"owner"`
	Contact  string       `db:"contact"`
	Tags     crm.TagSet   `db:"tags"`
	Amount   *float64     `db:"amount"` // of the field as it is stored; nil where it is not set
	Next     crm.Instant  `db:"next"`
	Running  int          `db:"running"` // live enrolments
	Revision int64        `db:"revision"`
}

// BoardTotals counts the cards of a query by status, and adds up a field (0 for
// none) of theirs. A status without cards is not in the list.
func (v *View) BoardTotals(q ListQuery, field crm.FieldID) ([]BoardTotal, error) {
	if err := v.Find(&q); err != nil {
		return nil, err
	}
	where, args := q.where()
	sum := "0"
	if field != 0 {
		sum = "total(" + dialect.JSONField("c.fields", int64(field)) + ")"
	}
	list := []BoardTotal{}
	return list, v.list(&list, "SELECT c.status, count(*) AS n, "+sum+" AS sum FROM card c WHERE "+where+" GROUP BY c.status", args...)
}

// Board reads a page of one column: the cards of q.Status, those that came last
// first, behind the cursor (the last card's StatusSince and id) or so many from
// the top.
func (v *View) Board(q ListQuery, field crm.FieldID, offset int) ([]BoardLine, error) {
	if err := v.Find(&q); err != nil {
		return nil, err
	}
	where, args := q.where()
	if q.After != nil {
		where += " AND (c.status_since, c.id) < (?, ?)"
		args = append(args, q.After.Num, q.After.ID)
		offset = 0
	}
	lines := []BoardLine{}
	return lines, v.list(&lines, boardSelect(field)+" WHERE "+where+" ORDER BY c.status_since DESC, c.id DESC LIMIT ? OFFSET ?", append(args, q.Limit, offset)...)
}

// BoardCard reads one card as a board shows it.
func (v *View) BoardCard(id crm.CardID, field crm.FieldID) (line BoardLine, err error) {
	found, err := v.one(&line, boardSelect(field)+" WHERE c.id = ? AND c.deleted IS NULL", id)
	if err == nil && !found {
		err = crm.NotFound("card")
	}
	return line, err
}

func boardSelect(field crm.FieldID) string {
	amount := "NULL"
	if field != 0 {
		amount = dialect.JSONField("c.fields", int64(field))
	}
	return strings.Join([]string{
		"SELECT c.id, c.name, c.status, c.status_since, c.owner, c.tags, c.revision, ", amount, " AS amount,",
		"coalesce(k.name, '') AS contact,",
		"(SELECT min(e.due) FROM enrolment e WHERE e.card = c.id AND e.state = 'waiting' AND e.paused = 0) AS next,",
		"(SELECT count(*) FROM enrolment e WHERE e.card = c.id AND e.ended IS NULL) AS running",
		"FROM card c LEFT JOIN contact k ON k.id = c.contact",
	}, " ")
}
