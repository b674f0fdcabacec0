package filter

import (
	"encoding/json"
	"slices"
	"strings"

	"stepwise/backend/crm"
)

func lookAtTasks(o *operator) {
	o.seen = func(c condition, _ Env) Query {
		of := c.tasks("")
		return query("(SELECT json_array(coalesce(sum(k.done IS NULL), 0), coalesce(sum(k.done IS NOT NULL), 0), coalesce(min(CASE WHEN k.done IS NULL THEN k.due END), ''),"+
			" group_concat(DISTINCT CASE WHEN k.done IS NULL THEN k.due END))"+
			" FROM task k WHERE "+of.Where+")", of.Args...)
	}
	if o.clock != NoClock {
		o.flips = flipsOfTasks
	}
	o.told = func(_ condition, seen any, _ *crm.Catalogue) crm.Phrase {
		var open, done int
		var due crm.Date
		switch {
		case !readSeen(seen, &open, &done, &due) || open+done == 0:
			return crm.Say("filter.seen.tasks_none")
		case due == "":
			return crm.Say("filter.seen.tasks", "open", open, "done", done)
		}
		return crm.Say("filter.seen.tasks_due", "open", open, "done", done, "due", due)
	}
}

// flipsOfTasks turn on the day of each open task, and the day after it.
func flipsOfTasks(_ condition, seen any, e Env) []crm.Instant {
	var open, done int
	var first, days string
	if !readSeen(seen, &open, &done, &first, &days) || days == "" {
		return nil
	}
	var moments []crm.Instant
	for _, text := range strings.Split(days, ",") {
		if day, err := crm.ParseDate(text); err == nil {
			moments = e.addMidnight(e.addMidnight(moments, day, 0), day, 1)
		}
	}
	return moments
}

func lookAtMessages(o *operator) {
	bounce := o.name == "bounced_in_last_days"
	reply := strings.Contains(o.name, "replied")
	key := "sent"
	switch {
	case bounce:
		key = "bounced"
	case reply:
		key = "replied"
	}
	o.seen = func(c condition, _ Env) Query {
		switch {
		case reply:
			return query("(SELECT max(r.at) FROM reply r WHERE r.card = c.id)")
		case bounce:
			return query("(SELECT max(m.settled_at) FROM message m WHERE m.card = c.id AND m.usr IS NULL AND " + bounced + ")")
		}
		of := c.letters()
		return query("(SELECT max(m.handed_at) FROM message m WHERE "+of.Where+")", of.Args...)
	}
	o.told = func(_ condition, seen any, _ *crm.Catalogue) crm.Phrase {
		if seen == nil {
			return crm.Say("filter.seen.message_never_" + key)
		}
		return crm.Say("filter.seen.message_"+key, "at", crm.Instant(whole(seen)))
	}
	if o.clock != NoClock {
		o.flips = flipsAfter(whenMoreThan)
	}
}

// lookAtSequences shows of each sequence that is named the last enrolment.
func lookAtSequences(o *operator) {
	o.seen = func(c condition, _ Env) Query {
		of := oneOf("e.sequence", c.ids)
		return query("(SELECT json_group_array(json_array(e.sequence, e.state, coalesce(e.ended, e.entered))) FROM enrolment e WHERE e.card = c.id AND "+of.Where+")", of.Args...)
	}
	o.told = tellSequences
}

func tellSequences(c condition, seen any, cat *crm.Catalogue) crm.Phrase {
	var rows []json.RawMessage
	if json.Unmarshal([]byte(text(seen)), &rows) != nil {
		rows = nil
	}
	said := map[int64]crm.Phrase{}
	for _, row := range rows {
		var seq, at int64
		var state crm.EnrolmentState
		if !readSeen(string(row), &seq, &state, &at) {
			continue
		}
		key := "exited"
		switch {
		case state.Live():
			key = "running"
		case state == crm.EnrolmentCompleted:
			key = "completed"
		}
		said[seq] = crm.Say("filter.seen.sequence_"+key, "name", sequenceName(seq, cat), "at", crm.Instant(at))
	}
	var list []any
	for _, id := range slices.Compact(slices.Clone(c.ids)) {
		if p, ran := said[id]; ran {
			list = append(list, p)
		} else {
			list = append(list, crm.Say("filter.seen.sequence_never", "name", sequenceName(id, cat)))
		}
	}
	all, _ := chained("filter.seen.each", "filter.seen.each", list).(crm.Phrase)
	return all
}

// seenChanged and seenFilled are 0 for a field that was not changed since the
// card was made, and NULL where the field is not set.
func seenChanged(c condition, _ Env) Query {
	return query("CASE WHEN "+c.stored()+" IS NOT NULL THEN coalesce((SELECT h.changed FROM field_change h WHERE h.card = c.id AND h.field = ?), 0) END", int64(c.field.ID))
}

func seenFilled(c condition, _ Env) Query {
	return query("CASE WHEN "+c.stored()+" IS NOT NULL THEN coalesce((SELECT h.filled FROM field_change h WHERE h.card = c.id AND h.field = ?), c.created) END", int64(c.field.ID))
}

func tellHistory(key string) func(condition, any, *crm.Catalogue) crm.Phrase {
	return func(c condition, seen any, _ *crm.Catalogue) crm.Phrase {
		at, set := seen.(int64)
		switch {
		case !set:
			return crm.Say("filter.say.is_not_set", "subject", c.subject())
		case at == 0:
			return crm.Say("filter.seen.unchanged", "subject", c.subject())
		}
		return crm.Say("filter.seen."+key, "subject", c.subject(), "at", crm.Instant(at))
	}
}
