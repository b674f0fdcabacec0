package store

import (
	"fmt"
	"slices"
	"strconv"

	"stepwise/backend/crm"
	"stepwise/backend/filter"
)

const enrolmentColumns = "e.id, e.sequence, e.card, e.round, e.state, e.reason, e.paused, e.paused_by_hand, e.by_hand, e.entered, e.anchor, e.step, e.due, e.planned, e.ended, e.depth, e.date"

// IsMember says whether a card is noted as matching a sequence's filter.
func (v *View) IsMember(seq crm.SequenceID, card crm.CardID) (bool, error) {
	var n int
	err := v.get(&n, "SELECT count(*) FROM membership WHERE sequence = ? AND card = ?", seq, card)
	return n > 0, err
}

// Join notes that cards match from a moment on, and returns those that were
// not noted yet; the others stay as they are.
func (t *Tx) Join(seq crm.SequenceID, cards []crm.CardID, since crm.Instant) (joined []crm.CardID, err error) {
	if len(cards) == 0 {
		return nil, nil
	}
	if joined, err = t.join(seq, cards, since); err != nil || t.rec == nil {
		return joined, err
	}
	for _, card := range joined {
		if err := t.keep("member", card, int64(seq), nil, nil); err != nil {
			return joined, err
		}
	}
	return joined, nil
}

// Part notes that a card matches no longer.
func (t *Tx) Part(seq crm.SequenceID, card crm.CardID) error {
	var since []crm.Instant
	err := t.list(&since, "DELETE FROM membership WHERE sequence = ? AND card = ? RETURNING since", seq, card)
	if err != nil || len(since) == 0 {
		return err
	}
	t.countMembers(seq, -1)
	return t.keep("member", card, int64(seq), strconv.FormatInt(int64(since[0]), 10), nil)
}

// PartAll forgets all memberships of a card.
func (t *Tx) PartAll(card crm.CardID) error {
	var gone []crm.Membership
	if err := t.list(&gone, "DELETE FROM membership WHERE card = ? RETURNING sequence, card, since", card); err != nil {
		return err
	}
	for _, m := range gone {
		t.countMembers(m.Sequence, -1)
		if err := t.keep("member", card, int64(m.Sequence), strconv.FormatInt(int64(m.Since), 10), nil); err != nil {
			return err
		}
	}
	return nil
}

// JoinMatching notes all cards that match a sequence's filter now, without
// enrolling any.
func (t *Tx) JoinMatching(s crm.Sequence, q filter.Query) error {
	args := append([]any{s.ID, t.Now, s.Product}, q.Args...)
	n, err := t.exec("INSERT INTO membership (sequence, card, since) SELECT ?, c.id, ? FROM card c WHERE c.product = ? AND c.deleted IS NULL AND ("+q.Where+") ON CONFLICT DO NOTHING", args...)
	t.countMembers(s.ID, n)
	return err
}

// Entry is one entering: what all cards of it have in common.
type Entry struct {
	Sequence crm.Sequence
	Step     crm.StepID // the first one
	Entered  crm.Instant
	Due      crm.Instant
	ByHand   bool
	Cause    crm.Cause
}

// entryRule is the re-entry policy as a condition on card c (RULES 4.3): what
// is already under way never starts twice.
func entryRule(s crm.Sequence, now crm.Instant) (string, []any) {
	const mine = "SELECT 1 FROM enrolment x WHERE x.sequence = ? AND x.card = c.id"
	switch s.Reentry {
	case crm.ReentryEach:
		return "NOT EXISTS (" + mine + " AND x.ended IS NULL)", []any{s.ID}
	case crm.ReentryAfterDays:
		since := now - crm.Instant(s.ReentryDays)*24*3600*1000
		return "NOT EXISTS (" + mine + " AND (x.ended IS NULL OR x.ended > ?))", []any{s.ID, since}
	case crm.ReentryEachDate:
		return "NOT EXISTS (" + mine + " AND (x.ended IS NULL OR x.date = " + dateText(s.ReentryDate) + "))", []any{s.ID}
	default:
		return "NOT EXISTS (" + mine + ")", []any{s.ID}
	}
}

// Enrol starts enrolments for those of the cards that the re-entry policy lets
// in, and notes it in their history; filters that ask about sequences judge them.
// It returns the ids of the cards started.
func (t *Tx) Enrol(e Entry, cards []crm.CardID) ([]crm.CardID, error) {
	if len(cards) == 0 {
		return nil, nil
	}
	rule, ruleArgs := entryRule(e.Sequence, t.Now)
	first, err := t.NextIDs("enrolment", len(cards))
	if err != nil {
		return nil, err
	}
	insert := t.enrolMany
	if len(cards) <= fewCards {
		insert = t.enrolFew
	} else if plain, err := t.neverIn(e.Sequence, cards); err != nil {
		return nil, err
	} else if plain {
		insert = t.enrolNew
	}
	rows, err := insert(e, first, cards, rule, ruleArgs)
	if err != nil {
		return nil, err
	}
	started := make([]crm.CardID, 0, len(rows))
	for _, r := range rows {
		started = append(started, r.Card)
		t.passed = append(t.passed, Passage{r.ID, e.Sequence.ID, r.Card, false})
		t.Touch(r.Card, e.Cause.Next(e.Sequence.ID), "sequences")
		if err := t.keep("enrolment", r.Card, int64(r.ID), nil, nil); err != nil {
			return nil, err
		}
	}
	t.Changed("enrolment", "*")
	t.Changed("sequence", e.Sequence.ID.String())
	return started, t.noteEntered(e, started)
}

// fewCards is up to how many cards are enrolled row by row: for one card the
// statement for many costs ten times as much.
const fewCards = 16

type enrolled struct {
	ID    crm.EnrolmentID `db:"id"`
	Card  crm.CardID      `db:"card"`
	Round int             `db:"round"`
	Date  string          `db:"date"`
}

const nextRound = "1 + coalesce((SELECT max(x.round) FROM enrolment x WHERE x.sequence = ? AND x.card = c.id), 0)"

func (t *Tx) enrolMany(e Entry, first int64, cards []crm.CardID, rule string, ruleArgs []any) (rows []enrolled, err error) {
	args := []any{first, e.Sequence.ID, e.Sequence.ID, e.ByHand, e.Entered, e.Entered, e.Step, e.Due, e.Due, e.Cause.Depth, idList(cards)}
	query := `INSERT INTO enrolment (id, sequence, card, round, state, by_hand, entered, anchor, step, due, planned, depth, date)
		SELECT ? + row_number() OVER (ORDER BY c.id) - 1, ?, c.id, ` + nextRound + `, 'waiting', ?, ?, ?, ?, ?, ?, ?, ` + aboutDate(e.Sequence) + `
		FROM card c WHERE c.id IN (SELECT value FROM json_each(?)) AND c.deleted IS NULL AND ` + rule + " RETURNING id, card"
	return rows, t.list(&rows, query, append(args, ruleArgs...)...)
}

func (t *Tx) enrolFew(e Entry, first int64, cards []crm.CardID, rule string, ruleArgs []any) (rows []enrolled, err error) {
	cards = slices.Compact(slices.Sorted(slices.Values(cards)))
	into := t.bulk("enrolment", "id, sequence, card, round, state, by_hand, entered, anchor, step, due, planned, depth, date")
	for _, card := range cards {
		row := enrolled{ID: crm.EnrolmentID(first + int64(len(rows)))}
		args := append([]any{e.Sequence.ID, card}, ruleArgs...)
		ok, err := t.one(&row, "SELECT c.id AS card, "+nextRound+" AS round, "+aboutDate(e.Sequence)+" AS date FROM card c WHERE c.id = ? AND c.deleted IS NULL AND "+rule, args...)
		if err != nil {
			return nil, err
		}
		if !ok {
			continue
		}
		byHand := int64(0)
		if e.ByHand {
			byHand = 1
		}
		rows = append(rows, row)
		if err := into.add(int64(row.ID), int64(e.Sequence.ID), int64(card), int64(row.Round), string(crm.EnrolmentWaiting), byHand,
			orNull(e.Entered), orNull(e.Entered), orNull(e.Step), orNull(e.Due), orNull(e.Due), int64(e.Cause.Depth), row.Date); err != nil {
			return nil, err
		}
	}
	return rows, into.flush()
}

func (t *Tx) noteEntered(e Entry, cards []crm.CardID) error {
	return t.noteAll(crm.Activity{
		Kind: crm.ActivitySequence, Cause: e.Cause.Kind, User: e.Cause.User, Sequence: e.Sequence.ID,
		Say: crm.Say("activity.entered", "sequence", e.Sequence.Name),
	}, cards)
}

// CountStarts counts the members-to-be that an activation for all cards would
// start: the cards matching a condition that the re-entry policy lets in.
func (v *View) CountStarts(s crm.Sequence, where string, args []any) (n int, err error) {
	rule, ruleArgs := entryRule(s, v.now)
	all := append(append([]any{s.Product}, args...), ruleArgs...)
	return n, v.get(&n, "SELECT count(*) FROM card c WHERE c.product = ? AND c.deleted IS NULL AND ("+where+") AND "+rule, all...)
}

// Enrolment reads one enrolment.
func (v *View) Enrolment(id crm.EnrolmentID) (crm.Enrolment, error) {
	if k := v.ahead(); k != nil {
		if e, known := k.enrolments[id]; known {
			return e, nil
		}
	}
	var e crm.Enrolment
	found, err := v.one(&e, "SELECT "+enrolmentColumns+" FROM enrolment e WHERE e.id = ?", id)
	if err == nil && !found {
		err = crm.NotFound("enrolment")
	}
	return e, err
}

// LiveEnrolment finds the live enrolment of a card in a sequence.
func (v *View) LiveEnrolment(seq crm.SequenceID, card crm.CardID) (crm.Enrolment, bool, error) {
	var e crm.Enrolment
	found, err := v.one(&e, "SELECT "+enrolmentColumns+" FROM enrolment e WHERE e.sequence = ? AND e.card = ? AND e.ended IS NULL", seq, card)
	return e, found, err
}

// EnrolmentsOfCard reads a card's enrolments, newest first.
func (v *View) EnrolmentsOfCard(card crm.CardID) ([]crm.Enrolment, error) {
	list := []crm.Enrolment{}
	return list, v.list(&list, "SELECT "+enrolmentColumns+" FROM enrolment e WHERE e.card = ? ORDER BY e.id DESC", card)
}

// LiveOfSequence reads the next live enrolments of a sequence in id order.
func (v *View) LiveOfSequence(seq crm.SequenceID, after crm.EnrolmentID, limit int) ([]crm.Enrolment, error) {
	var list []crm.Enrolment
	return list, v.list(&list, "SELECT "+enrolmentColumns+" FROM enrolment e WHERE e.sequence = ? AND e.ended IS NULL AND e.id > ? ORDER BY e.id LIMIT ?", seq, int64(after), limit)
}

// CountLive counts a sequence's live enrolments.
func (v *View) CountLive(seq crm.SequenceID) (n int, err error) {
	return n, v.get(&n, "SELECT count(*) FROM enrolment WHERE sequence = ? AND ended IS NULL", seq)
}

// DueEnrolments reads what is due, in the order in which it is executed.
func (v *View) DueEnrolments(limit int) ([]crm.Enrolment, error) {
	var list []crm.Enrolment
	return list, v.list(&list, "SELECT "+enrolmentColumns+" FROM enrolment e WHERE e.state = 'waiting' AND e.paused = 0 AND e.due <= ? ORDER BY e.due, e.id LIMIT ?", v.now, limit)
}

// HeldEnrolments reads the steps that wait for a person, of running sequences.
func (v *View) HeldEnrolments(limit int) ([]crm.Enrolment, error) {
	var list []crm.Enrolment
	return list, v.list(&list, "SELECT "+enrolmentColumns+" FROM enrolment e WHERE e.state = 'held' ORDER BY e.planned, e.id LIMIT ?", limit)
}

// UpdateEnrolment writes what changes of a live enrolment; a row that somebody
// ended meanwhile is left alone and moved is false. Within its state everything
// else may change; another state only by the table of moves.
func (t *Tx) UpdateEnrolment(e crm.Enrolment) (moved bool, err error) {
	was, found, err := t.liveNow(e.ID)
	if err != nil || !found {
		return false, err
	}
	if was.State != e.State && !crm.CanMoveEnrolment(was.State, e.State) {
		return false, fmt.Errorf("enrolment %s may not go from %s to %s", e.ID, was.State, e.State)
	}
	if err := t.keepJSON("enrolment", e.Card, int64(e.ID), was, string(e.State)); err != nil {
		return false, err
	}
	t.changedID("card", e.Card)
	t.changedID("enrolment", e.ID)
	if e.Ended != 0 {
		t.passed = append(t.passed, Passage{e.ID, e.Sequence, e.Card, true})
	}
	if t.gather != nil {
		t.gather.move(e)
		return true, nil
	}
	return true, t.must(moveEnrolment+" WHERE id = ?",
		e.State, e.Reason, e.Paused, e.Paused && e.PausedByHand, e.Anchor, e.Step, e.Due, e.Planned, e.Ended, e.Date, e.ID)
}

// liveNow is an enrolment as it is, if it is live.
func (t *Tx) liveNow(id crm.EnrolmentID) (e crm.Enrolment, found bool, err error) {
	if k := t.ahead(); k != nil {
		if e, found = k.enrolments[id]; found {
			return e, e.Ended == 0, nil
		}
	}
	found, err = t.one(&e, "SELECT "+enrolmentColumns+" FROM enrolment e WHERE e.id = ? AND e.ended IS NULL", id)
	return e, found, err
}

// PauseSequence pauses all live enrolments of a sequence, or resumes those that
// no person paused.
func (t *Tx) PauseSequence(seq crm.SequenceID, paused bool) (int64, error) {
	t.Changed("enrolment", "*")
	return t.exec("UPDATE enrolment SET paused = max(?, paused_by_hand) WHERE sequence = ? AND ended IS NULL", paused, seq)
}

// AddStepRun adds what happened to a step; the same enrolment and step twice
// is an error of the caller.
func (t *Tx) AddStepRun(r crm.StepRun) error {
	id, err := nextID[crm.StepRunID](t, "step_run")
	if err != nil {
		return err
	}
	r.ID = id
	row := []any{int64(id), int64(r.Enrolment), orNull(r.Step), string(r.Outcome), string(r.Reason), orNull(r.Planned), orNull(r.At), r.Letter, orNull(r.Task), orNull(r.File)}
	if t.gather == nil {
		if r.Outcome == crm.OutcomeDone {
			if err := t.reached([]crm.EnrolmentID{r.Enrolment}); err != nil {
				return err
			}
		}
		return t.must("INSERT INTO step_run ("+runInsert+") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row...)
	}
	t.gather.ran(r, row)
	if k := t.ahead(); k != nil && k.runs[r.Enrolment] != nil {
		k.runs[r.Enrolment] = append(k.runs[r.Enrolment], r)
	}
	return nil
}

const runInsert = "id, enrolment, step, outcome, reason, planned, at, letter, task, file"

// StepRuns reads what happened to an enrolment's steps, oldest first.
func (v *View) StepRuns(id crm.EnrolmentID) ([]crm.StepRun, error) {
	if k, err := v.withRuns(); err != nil {
		return nil, err
	} else if k != nil && k.runs[id] != nil {
		return k.runs[id], nil
	}
	list := []crm.StepRun{}
	return list, v.list(&list, "SELECT "+runInsert+" FROM step_run WHERE enrolment = ? ORDER BY id", id)
}

// CountUnreachable counts, of the cards that an activation for all would
// start, those without an email address and those without a number for SMS
// that a marketing message may go to.
func (v *View) CountUnreachable(s crm.Sequence, where string, args []any) (noEmail, noPhone int, err error) {
	rule, ruleArgs := entryRule(s, v.now)
	var row struct {
		Email int `db:"no_email"`
		Phone int `db:"no_phone"`
	}
	usable := func(ch string) string {
		return "NOT EXISTS (SELECT 1 FROM address a WHERE a.contact = c.contact AND a.channel = '" + ch + "' AND a.is_default = 1 AND a.consent = 'active'" +
			map[string]string{"email": "", "sms": " AND a.sms = 1"}[ch] + ")"
	}
	all := append(append([]any{s.Product}, args...), ruleArgs...)
	err = v.get(&row, "SELECT coalesce(sum("+usable("email")+"), 0) AS no_email, coalesce(sum("+usable("sms")+"), 0) AS no_phone FROM card c WHERE c.product = ? AND c.deleted IS NULL AND ("+where+") AND "+rule, all...)
	return row.Email, row.Phone, err
}

// WaitingEnrolments reads the next waiting enrolments in id order, paused ones
// too.
func (v *View) WaitingEnrolments(after crm.EnrolmentID, limit int) ([]crm.Enrolment, error) {
	var list []crm.Enrolment
	return list, v.list(&list, "SELECT "+enrolmentColumns+" FROM enrolment e WHERE e.state = 'waiting' AND e.id > ? ORDER BY e.id LIMIT ?", int64(after), limit)
}

// CountEntered counts how many of some new cards are enrolled in a sequence.
func (v *View) CountEntered(seq crm.SequenceID, cards []crm.CardID) (n int, err error) {
	if len(cards) == 0 {
		return 0, nil
	}
	return n, v.get(&n, "SELECT count(DISTINCT card) FROM enrolment WHERE sequence = ? AND card BETWEEN ? AND ?", seq, cards[0], cards[len(cards)-1])
}
