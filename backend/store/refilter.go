package store

import (
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/filter"
)

// What happens to a running sequence whose filter is changed under it
// (RULES 2.7).

// CountLeavers counts the live enrolments that end because their cards don't
// match a condition: not those that a person started without the filter, and
// none of a sequence that runs to its end.
func (v *View) CountLeavers(s crm.Sequence, q filter.Query) (n int, err error) {
	if s.RunToEnd {
		return 0, nil
	}
	args := append([]any{s.ID}, q.Args...)
	return n, v.get(&n, "SELECT count(*) FROM enrolment e JOIN card c ON c.id = e.card WHERE e.sequence = ? AND e.ended IS NULL AND e.by_hand = 0 AND NOT ("+q.Where+")", args...)
}

// CountJoiners counts the cards that match a condition, are no members yet and
// that the re-entry policy lets in; ended says that what is under way ended
// before.
func (v *View) CountJoiners(s crm.Sequence, q filter.Query, ended bool) (n int, err error) {
	rule, ruleArgs := "1", []any(nil)
	if !ended || s.Reentry != crm.ReentryEach {
		rule, ruleArgs = entryRule(s, v.now)
	}
	args := slices.Concat([]any{s.Product}, q.Args, []any{s.ID}, ruleArgs)
	return n, v.get(&n, "SELECT count(*) FROM card c WHERE c.product = ? AND c.deleted IS NULL AND ("+q.Where+`)
		AND NOT EXISTS (SELECT 1 FROM membership m WHERE m.sequence = ? AND m.card = c.id) AND `+rule, args...)
}

// Rest deactivates a sequence for the rest of this transaction: unlike
// SetInactive it leaves the memberships of the cards that still match.
func (t *Tx) Rest(s crm.Sequence, q filter.Query) error {
	t.Changed("sequence", s.ID.String())
	if err := t.must("UPDATE sequence SET state = 'inactive', deactivated = ?, scope = '', cursor = 0 WHERE id = ? AND state = 'active'", t.Now, s.ID); err != nil {
		return err
	}
	args := append([]any{s.ID}, q.Args...)
	n, err := t.exec("DELETE FROM membership WHERE sequence = ? AND NOT EXISTS (SELECT 1 FROM card c WHERE c.id = membership.card AND c.deleted IS NULL AND ("+q.Where+"))", args...)
	t.countMembers(s.ID, -n)
	return err
}

// MoveFilter puts a filter into a folder. Its conditions stay as they are, so
// it is no new revision, and it may be in use.
func (t *Tx) MoveFilter(id crm.FilterID, folder string) error {
	t.Changed("filter", id.String())
	return t.must("UPDATE filter SET folder = ? WHERE id = ?", folder, id)
}
