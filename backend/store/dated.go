package store

import (
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/dialect"
)

// WatchedDate is a date field that a running sequence follows: a step counts
// from it, or each new value of it starts the sequence again.
type WatchedDate struct {
	Sequence crm.SequenceID `db:"sequence"`
	Field    crm.FieldID    `db:"field"`
}

// WatchedDates reads the date fields that running sequences follow.
func (v *View) WatchedDates() ([]WatchedDate, error) {
	var list []WatchedDate
	return list, v.list(&list, strings.ReplaceAll(`SELECT s.id AS sequence, t.date_field AS field FROM sequence s JOIN step t ON t.sequence = s.id
			WHERE s.state <> 'inactive' AND s.deleted IS NULL AND t.gone = 0 AND t.disabled = 0 AND t.anchor = 'date' AND t.date_field IS NOT NULL
		UNION SELECT s.id, s.reentry_date FROM sequence s
			WHERE s.state <> 'inactive' AND s.deleted IS NULL AND s.reentry = 'each_date' AND s.reentry_date IS NOT NULL
		ORDER BY 1, 2`, "\n", " "))
}

// dateText is the value of a date field as an enrolment notes it: "2026-11-26",
// or a moment's milliseconds; "" where the field is empty.
func dateText(field crm.FieldID) string {
	return "coalesce(CAST(" + dialect.JSONField("c.fields", int64(field)) + " AS TEXT), '')"
}

// DateValue reads a card's date field as enrolments note it.
func (v *View) DateValue(card crm.CardID, field crm.FieldID) (value string, err error) {
	return value, v.get(&value, "SELECT "+dateText(field)+" FROM card c WHERE c.id = ?", card)
}

// aboutDate is what an enrolment of the sequence notes of its card: the value of
// the date field that starts it anew, as SQL on card c.
func aboutDate(s crm.Sequence) string {
	if s.ReentryDate == 0 {
		return "''"
	}
	return dateText(s.ReentryDate)
}
