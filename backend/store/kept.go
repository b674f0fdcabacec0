package store

import "stepwise/backend/crm"

// AddSequenceTest keeps a test; content is its cards, what is done with them and
// what has to come, as JSON.
func (t *Tx) AddSequenceTest(k crm.SequenceTest, content string) (crm.SequenceTest, error) {
	id, err := nextID[crm.SequenceTestID](t, "sequence_test")
	if err != nil {
		return k, err
	}
	k.ID, k.Created = id, t.Now
	t.Changed("sequence", k.Sequence.String())
	return k, t.must("INSERT INTO sequence_test (id, sequence, name, created, cards, expected, content) VALUES (?, ?, ?, ?, ?, ?, ?)",
		k.ID, k.Sequence, k.Name, k.Created, k.Cards, k.Rows, content)
}

const sequenceTestColumns = "id, sequence, name, created, cards, expected"

// SequenceTests reads the kept tests of a sequence, oldest first.
func (v *View) SequenceTests(id crm.SequenceID) ([]crm.SequenceTest, error) {
	list := []crm.SequenceTest{}
	return list, v.list(&list, "SELECT "+sequenceTestColumns+" FROM sequence_test WHERE sequence = ? ORDER BY id", id)
}

// SequenceTest reads one kept test.
func (v *View) SequenceTest(id crm.SequenceTestID) (k crm.SequenceTest, content string, err error) {
	var row struct {
		crm.SequenceTest
		Content string `db:"content"`
	}
	found, err := v.one(&row, "SELECT "+sequenceTestColumns+", content FROM sequence_test WHERE id = ?", id)
	if err == nil && !found {
		err = crm.NotFound("sequence_test")
	}
	return row.SequenceTest, row.Content, err
}

// DeleteSequenceTest deletes a kept test.
func (t *Tx) DeleteSequenceTest(k crm.SequenceTest) error {
	t.Changed("sequence", k.Sequence.String())
	return t.must("DELETE FROM sequence_test WHERE id = ?", k.ID)
}

// testsWith are the kept tests that hold a copy of one of some cards or
// contacts: a personal copy goes with its person.
const (
	testsWithCards    = "id IN (SELECT t.id FROM sequence_test t, json_each(t.content, '$.kept.cards.card') c WHERE c.value->>'$.id' IN (?))"
	testsWithContacts = "id IN (SELECT t.id FROM sequence_test t, json_each(t.content, '$.kept.cards.contact') c WHERE c.value->>'$.id' IN (?))"
)
