package store

import (
	"cmp"
	"slices"

	"stepwise/backend/crm"
)

// Passage is an enrolment that began or ended in a transaction.
type Passage struct {
	Enrolment crm.EnrolmentID
	Sequence  crm.SequenceID
	Card      crm.CardID
	Ended     bool
}

// Passages are the enrolments of a card that began or ended in this transaction,
// the newest first; one that began and ended counts as begun. It may be asked
// after the COMMIT too, which knows what judging did.
func (t *Tx) Passages(card crm.CardID) []Passage {
	var out []Passage
	for _, p := range t.passed { // beginning comes before ending
		same := func(o Passage) bool { return o.Enrolment == p.Enrolment }
		if p.Card == card && !slices.ContainsFunc(out, same) {
			out = append(out, p)
		}
	}
	slices.SortFunc(out, func(a, b Passage) int { return cmp.Compare(b.Enrolment, a.Enrolment) })
	return out
}
