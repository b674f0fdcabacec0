package filter

import (
	"slices"
	"strings"

	"stepwise/backend/crm"
)

// Hit operators ask whether somebody opened an email of the card, or clicked a
// link in one of its messages. What programs did doesn't count. Of clicks, links
// may be named; without, every link counts, also those of ordinary pages where
// the workspace counts them.
var hitOperators = []operator{
	// Today or on one of the N days before.
	{name: "opened_in_last_days", say: "message_opened_days_of", bare: "message_opened_days", clock: DayClock,
		slots: slots(optional(slotTemplate), counted(slotDays, 1)),
		where: func(c condition, e Env) Query { return c.hits(hitFrom(c, e)) }, moved: hitMoved},
	{name: "clicked", say: "clicked_of", bare: "clicked", slots: slots(optional(slotLink)),
		where: func(c condition, _ Env) Query { return c.hits() }},
	{name: "not_clicked", say: "not_clicked_of", bare: "not_clicked", slots: slots(optional(slotLink)),
		where: func(c condition, _ Env) Query { return c.hits().not() }},
	{name: "clicked_in_last_days", say: "clicked_days_of", bare: "clicked_days", clock: DayClock,
		slots: slots(optional(slotLink), counted(slotDays, 1)),
		where: func(c condition, e Env) Query { return c.hits(hitFrom(c, e)) }, moved: hitMoved},
}

// hit is the kind of hit that a condition asks for, "" for none.
func (c *condition) hit() crm.HitKind {
	switch {
	case c.kind != kindMessages:
		return ""
	case strings.Contains(c.op.name, "opened"):
		return crm.HitOpen
	case strings.Contains(c.op.name, "clicked"):
		return crm.HitClick
	}
	return ""
}

func hitFrom(c condition, e Env) Query { return query("h.at >= ?", lastDays(c, e)) }

// hits is true where a hit, table h, passes the tests.
func (c *condition) hits(tests ...Query) Query {
	q := c.hitsOf(tests...)
	return query("EXISTS (SELECT 1 FROM hit h WHERE "+q.Where+")", q.Args...)
}

func (c *condition) hitsOf(tests ...Query) Query {
	tests = slices.Insert(tests, 0, query("h.card = c.id AND h.kind = '"+string(c.hit())+"' AND h.machine = 0"))
	switch {
	case len(c.ids) == 0:
	case c.hit() == crm.HitClick:
		of := oneOf("h.link", c.ids)
		tests = append(tests, query(of.Where, of.Args...))
	default:
		of := oneOf("v.template", c.ids)
		tests = append(tests, query("h.message IN (SELECT m.id FROM message m JOIN template_version v ON v.id = m.version WHERE m.card = c.id AND "+of.Where+")", of.Args...))
	}
	return joined(" AND ", tests)
}

func hitMoved(c condition, was, now Env) Query {
	return query("c.id IN (SELECT h.card FROM hit h WHERE h.kind = '"+string(c.hit())+"' AND h.machine = 0 AND h.at >= ? AND h.at < ?)", lastDays(c, was), lastDays(c, now))
}

// lookAtHits shows the last hit that the condition asks for.
func lookAtHits(o *operator) {
	key := "clicked"
	if strings.Contains(o.name, "opened") {
		key = "opened"
	}
	o.seen = func(c condition, _ Env) Query {
		of := c.hitsOf()
		return query("(SELECT max(h.at) FROM hit h WHERE "+of.Where+")", of.Args...)
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

// hits are known by how many days ago the last one came, of each template or link
// that is named.
func (t *terms) hits(c *condition, base string, no bool) *formula {
	what := string(c.hit())
	of := []string{what}
	if len(c.ids) > 0 {
		of = nil
		for _, id := range c.ids {
			name := crm.TemplateID(id).String()
			if c.hit() == crm.HitClick {
				name = crm.LinkID(id).String()
			}
			of = append(of, what+" "+name)
		}
	}
	parts := make([]*formula, len(of))
	for i, name := range of {
		if parts[i] = t.fact(name); strings.HasSuffix(base, "_in_last_days") {
			parts[i] = allOf(parts[i], t.within(name, c))
		}
	}
	return turned(anyOf(parts...), no)
}
