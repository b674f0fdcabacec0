package filter

// History operators ask when a custom field got its value. The table
// field_change has a row for each card and field that was changed after the card
// was made: when the value last became another one, and when it last went from
// not set to set. A field that was set when the card was made has no such row,
// or one without "filled": it was filled when the card was created. Changes from
// before the table existed are not known and count as filled at the creation.

// withHistory adds the operators that every type of field has.
func withHistory(list []operator) []operator {
	all := make([]operator, 0, len(list)+2)
	all = append(all, list...)
	return append(all,
		// The value, which is set, became another one today or on one of the N
		// days before: it was changed on an existing card, from another value or
		// from not set. Clearing it makes it unset, which is not matched.
		operator{name: "changed_in_last_days", say: "changed_in_last_days", clock: DayClock,
			seen: seenChanged, told: tellHistory("changed"), flips: flipsAfter(whenMoreThan),
			slots: slots(counted(slotDays, 1)),
			where: func(c condition, e Env) Query {
				return query("EXISTS (SELECT 1 FROM field_change h WHERE h.card = c.id AND h.field = ? AND h.changed >= ?)", int64(c.field.ID), lastDays(c, e)).
					and(isSet(c, e))
			},
			moved: func(c condition, was, now Env) Query {
				return query("c.id IN (SELECT h.card FROM field_change h WHERE h.field = ? AND h.changed >= ? AND h.changed < ?)",
					int64(c.field.ID), lastDays(c, was), lastDays(c, now))
			}},
		// The value is set, and went from not set to set today or on one of the N
		// days before; one that the card was created with, at its creation.
		operator{name: "filled_in_last_days", say: "filled_in_last_days", clock: DayClock,
			seen: seenFilled, told: tellHistory("filled"), flips: flipsAfter(whenMoreThan),
			slots: slots(counted(slotDays, 1)),
			where: func(c condition, e Env) Query {
				return query("coalesce((SELECT h.filled FROM field_change h WHERE h.card = c.id AND h.field = ?), c.created) >= ?", int64(c.field.ID), lastDays(c, e)).
					and(isSet(c, e))
			},
			moved: func(c condition, was, now Env) Query {
				return joined(" OR ", []Query{
					span("c.created", lastDays(c, was), lastDays(c, now)),
					query("c.id IN (SELECT h.card FROM field_change h WHERE h.field = ? AND h.filled >= ? AND h.filled < ?)",
						int64(c.field.ID), lastDays(c, was), lastDays(c, now)),
				})
			}})
}

// lastDays is the midnight at which "in the last N days" begins, as it is bound:
// that of the day N days before today.
func lastDays(c condition, e Env) int64 { return e.midnight(e.in(-c.n)) }
