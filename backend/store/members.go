package store

import (
	"maps"
	"slices"

	"stepwise/backend/crm"
)

// The number of a running sequence's members is kept: counting them reads a row
// for each, of which there can be as many as cards.

// CountMembers is how many cards match a running sequence's filter now, as its
// judge remembers them.
func (v *View) CountMembers(seq crm.SequenceID) (n int, err error) {
	return n, v.get(&n, "SELECT coalesce((SELECT cards FROM sequence_members WHERE sequence = ?), 0)", seq)
}

// members are how many more members sequences have than is written.
type members map[crm.SequenceID]int64

// countMembers notes that a sequence has so many more members, or fewer. A store
// in memory is never asked.
func (t *Tx) countMembers(seq crm.SequenceID, more int64) {
	if more == 0 || t.s.memory != nil {
		return
	}
	if t.later.members == nil {
		t.later.members = members{}
	}
	t.later.members[seq] += more
}

func (m members) write(t *Tx) error {
	rows := t.bulk("sequence_members", "sequence, cards")
	rows.tail = " ON CONFLICT (sequence) DO UPDATE SET cards = cards + excluded.cards"
	for _, seq := range slices.Sorted(maps.Keys(m)) {
		if err := rows.add(int64(seq), m[seq]); err != nil {
			return err
		}
	}
	clear(m)
	return rows.flush()
}

// countAway takes the memberships of some cards out of the numbers, before
// they are deleted.
func (t *Tx) countAway(ids []crm.CardID) error {
	_, err := t.exec(`UPDATE sequence_members SET cards = cards - (SELECT count(*) FROM membership m
			WHERE m.sequence = sequence_members.sequence AND m.card IN (SELECT value FROM json_each(?1)))
		WHERE sequence IN (SELECT m.sequence FROM membership m WHERE m.card IN (SELECT value FROM json_each(?1)))`, idList(ids))
	return err
}
