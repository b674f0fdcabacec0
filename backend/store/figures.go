package store

import (
	"strings"

	"stepwise/backend/crm"
)

// SequenceFigures are the numbers of the list of sequences.
type SequenceFigures struct {
	Sequence crm.SequenceID `db:"sequence"`
	Cards    int            `db:"cards"` // distinct cards with a step done, ever
	Live     int            `db:"live"`
	Next     crm.Instant    `db:"next"`
	Recent   bool           `db:"recent"` // a step is due now, executing, or was done in the last 15 minutes
}

// Figures reads the numbers of a product's sequences, or of one of them.
func (v *View) Figures(product crm.ProductID, only crm.SequenceID) (map[crm.SequenceID]SequenceFigures, error) {
	var rows []SequenceFigures
	recent := v.now - 15*60*1000
	const coming = "FROM enrolment e WHERE e.sequence = s.id AND " + placeKey + " < " + placeEnded + " AND e.paused = 0 AND e.state = "
	err := v.list(&rows, strings.ReplaceAll(`SELECT s.id AS sequence,
			coalesce((SELECT q.cards FROM sequence_reach q WHERE q.sequence = s.id), 0) + s.erased_cards AS cards,
			(SELECT count(*) FROM enrolment e WHERE e.sequence = s.id AND `+placeKey+" < "+placeEnded+`) AS live,
			(SELECT `+placeKey+" "+coming+"'waiting' ORDER BY "+placeKey+` LIMIT 1) AS next,
			EXISTS (SELECT 1 `+coming+"'waiting' AND "+placeKey+` <= ?) OR EXISTS (SELECT 1 `+coming+`'sending')
				OR EXISTS (SELECT 1 FROM step t CROSS JOIN step_run r ON r.step = t.id WHERE t.sequence = s.id AND r.at >= ?) AS recent
		FROM sequence s WHERE s.product = ? AND s.deleted IS NULL AND (? = 0 OR s.id = ?)`, "\n", " "), v.now, recent, product, int64(only), int64(only))
	out := make(map[crm.SequenceID]SequenceFigures, len(rows))
	for _, r := range rows {
		out[r.Sequence] = r
	}
	return out, err
}

// reached counts, before its runs are written, the cards of some enrolments for
// which a step is done for the first time in their sequence.
func (t *Tx) reached(ids []crm.EnrolmentID) error {
	if len(ids) == 0 {
		return nil
	}
	_, err := t.exec(`INSERT INTO sequence_reach (sequence, cards)
		SELECT e.sequence, count(DISTINCT e.card) FROM enrolment e WHERE e.id IN (SELECT value FROM json_each(?)) AND NOT EXISTS (
			SELECT 1 FROM enrolment x CROSS JOIN step_run r ON r.enrolment = x.id AND r.outcome = 'done' WHERE x.sequence = e.sequence AND x.card = e.card)
		GROUP BY e.sequence ON CONFLICT (sequence) DO UPDATE SET cards = cards + excluded.cards`, idList(ids))
	return err
}
