package api

import (
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// asksItself says why an automation can't run with a filter that asks about that
// automation: whether it runs or ended early turns each time the card enters or
// leaves, so that the card would come and go without end. "Was completed" stays
// as it is; "never ran" turns once, and would end the automation at its start
// unless it runs to its end.
func asksItself(tree crm.Group, q crm.Sequence) *crm.Phrase {
	if q.ID == 0 {
		return nil
	}
	asks := func(ops ...string) bool {
		return anyCondition(tree, func(c crm.Condition) bool {
			return c.Subject == "sequences" && slices.Contains(ops, c.Op) && slices.Contains(c.Values, q.ID.String())
		})
	}
	switch {
	case asks("running", "not_running", "exited"):
		say := crm.Say("sequences.asks_itself")
		return &say
	case asks("never_ran") && !q.RunToEnd:
		say := crm.Say("sequences.asks_itself_never")
		return &say
	}
	return nil
}

// askedAbout are the filters and the other automations whose conditions ask about
// an automation.
func askedAbout(v *store.View, q crm.Sequence) ([]Use, error) {
	uses, err := askedFor(v, q.Product, func(c crm.Condition) bool {
		return c.Subject == "sequences" && slices.Contains(c.Values, q.ID.String())
	})
	return slices.DeleteFunc(uses, func(u Use) bool { return u.Noun == "sequence" && u.ID == q.ID.String() }), err
}
