package filter

// Sequence operators ask about the card's enrolments, in any of the sequences
// that are named. Paused and held enrolments run too: they have a pending step.
var sequenceOperators = []operator{
	sequenceOperator("running", "e.ended IS NULL", true),
	// In none of them.
	sequenceOperator("not_running", "e.ended IS NULL", false),
	// An enrolment, of any round, went to its last step.
	sequenceOperator("completed", "e.state = 'completed'", true),
	// An enrolment ended before its last step: the card left the filter, a person
	// stopped it, or the card or sequence was deleted.
	sequenceOperator("exited", "e.state IN ('left', 'stopped')", true),
	// No enrolment in any of them, ever. A card that matched when only new cards
	// were taken has none.
	sequenceOperator("never_ran", "", false),
}

func sequenceOperator(name, test string, has bool) operator {
	if test != "" {
		test = " AND " + test
	}
	return operator{name: name, say: "sequence_" + name, slots: slots(several(slotSequence)),
		where: func(c condition, _ Env) Query {
			of := oneOf("e.sequence", c.ids)
			q := query("EXISTS (SELECT 1 FROM enrolment e WHERE e.card = c.id AND "+of.Where+test+")", of.Args...)
			if !has {
				return q.not()
			}
			return q
		}}
}
