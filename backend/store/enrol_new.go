package store

import "stepwise/backend/crm"

// A run of cards of which none was ever in the sequence is the rule when a
// sequence is activated for all: it needs neither the re-entry policy nor to be
// told which rows were made.

// ascending says whether ids come in order, each once.
func ascending[N ~int64](ids []N) bool {
	for i := 1; i < len(ids); i++ {
		if ids[i] <= ids[i-1] {
			return false
		}
	}
	return len(ids) > 0
}

func (t *Tx) join(seq crm.SequenceID, cards []crm.CardID, since crm.Instant) (joined []crm.CardID, err error) {
	if len(cards) == 1 {
		n, err := t.exec("INSERT INTO membership (sequence, card, since) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", int64(seq), int64(cards[0]), int64(since))
		t.countMembers(seq, n)
		return cards[:n], err
	}
	if ascending(cards) {
		var some int
		if err := t.get(&some, "SELECT EXISTS (SELECT 1 FROM membership WHERE sequence = ? AND card BETWEEN ? AND ?)", seq, cards[0], cards[len(cards)-1]); err != nil {
			return nil, err
		}
		if some == 0 {
			return cards, t.JoinList(seq, idList(cards), since)
		}
	}
	const query = "INSERT INTO membership (sequence, card, since) SELECT ?, value, ? FROM json_each(?) WHERE true ON CONFLICT DO NOTHING RETURNING card"
	err = t.list(&joined, query, seq, since, idList(cards))
	t.countMembers(seq, int64(len(joined)))
	return joined, err
}

// neverIn says whether none of some cards, and none between them, was ever in a
// sequence, they come in order, and none is deleted. Of a sequence that starts
// at each new value of a date each enrolment is about another one.
func (t *Tx) neverIn(q crm.Sequence, cards []crm.CardID) (bool, error) {
	if q.Reentry == crm.ReentryEachDate || !ascending(cards) {
		return false, nil
	}
	var there struct {
		Ever  bool `db:"ever"`
		Cards int  `db:"cards"`
	}
	err := t.get(&there, `SELECT EXISTS (SELECT 1 FROM enrolment x WHERE x.sequence = ? AND x.card BETWEEN ? AND ?) AS ever,
		(SELECT count(*) FROM json_each(?) j JOIN card c ON c.id = j.value WHERE c.deleted IS NULL) AS cards`, q.ID, cards[0], cards[len(cards)-1], idList(cards))
	return !there.Ever && there.Cards == len(cards), err
}

// enrolNew is enrolMany for cards that were never in the sequence.
func (t *Tx) enrolNew(e Entry, first int64, cards []crm.CardID, _ string, _ []any) ([]enrolled, error) {
	rows := make([]enrolled, len(cards))
	for i, card := range cards {
		rows[i] = enrolled{ID: crm.EnrolmentID(first + int64(i)), Card: card}
	}
	_, err := t.exec(`INSERT INTO enrolment (id, sequence, card, round, state, by_hand, entered, anchor, step, due, planned, depth)
		SELECT ? + key, ?, value, 1, 'waiting', ?, ?, ?, ?, ?, ?, ? FROM json_each(?)`,
		first, e.Sequence.ID, number(e.ByHand), e.Entered, e.Entered, e.Step, e.Due, e.Due, e.Cause.Depth, idList(cards))
	return rows, err
}
