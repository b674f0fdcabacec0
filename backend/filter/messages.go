package filter

import (
	"slices"
)

// Message operators ask what automations sent on the card, and what came back. A message was sent
// when a server took it; one of which nobody knows counts as sent until a person
// says otherwise, as its sequence goes on as if it had arrived (RULES 5.4). One
// that failed, expired, was held, suppressed or cancelled was not. Its moment is
// the hand-over. With templates named, messages of any version of them count,
// whoever got them; without, every message to a client.
var messageOperators = []operator{
	{name: "sent", say: "message_sent_of", bare: "message_sent", slots: slots(optional(slotTemplate)),
		where: func(c condition, _ Env) Query { return c.sent() }},
	{name: "not_sent", say: "message_not_sent_of", bare: "message_not_sent", slots: slots(optional(slotTemplate)),
		where: func(c condition, _ Env) Query { return c.sent().not() }},
	// Today or on one of the N days before.
	{name: "sent_in_last_days", say: "message_sent_days_of", bare: "message_sent_days", clock: DayClock,
		slots: slots(optional(slotTemplate), counted(slotDays, 1)),
		where: func(c condition, e Env) Query { return c.sent(sentFrom(c, e)) }, moved: sentMoved},
	// The opposite: never, or on an earlier day.
	{name: "not_sent_in_last_days", say: "message_not_sent_days_of", bare: "message_not_sent_days", clock: DayClock,
		slots: slots(optional(slotTemplate), counted(slotDays, 1)),
		where: func(c condition, e Env) Query { return c.sent(sentFrom(c, e)).not() }, moved: sentMoved},
	// A message to a client was refused because there is no such recipient, today
	// or on one of the N days before.
	{name: "bounced_in_last_days", say: "message_bounced_days", clock: DayClock, slots: slots(counted(slotDays, 1)),
		where: func(c condition, e Env) Query {
			return query("EXISTS (SELECT 1 FROM message m WHERE m.card = c.id AND m.usr IS NULL AND "+bounced+" AND m.settled_at >= ?)", lastDays(c, e))
		},
		moved: func(c condition, was, now Env) Query {
			return query("c.id IN (SELECT m.card FROM message m WHERE "+bounced+" AND m.settled_at >= ? AND m.settled_at < ?)", lastDays(c, was), lastDays(c, now))
		}},
	// The client wrote back about the card, by email or SMS; a machine's answer is
	// none.
	{name: "replied", say: "replied", where: func(condition, Env) Query { return replied() }},
	{name: "not_replied", say: "not_replied", where: func(condition, Env) Query { return replied().not() }},
	{name: "replied_in_last_days", say: "replied_days", clock: DayClock, slots: slots(counted(slotDays, 1)),
		where: func(c condition, e Env) Query { return replied(repliedFrom(c, e)) }, moved: replyMoved},
	// The opposite: never, or on an earlier day.
	{name: "not_replied_in_last_days", say: "not_replied_days", clock: DayClock, slots: slots(counted(slotDays, 1)),
		where: func(c condition, e Env) Query { return replied(repliedFrom(c, e)).not() }, moved: replyMoved},
}

// wentOut and bounced are the conditions of the indexes message_went and
// message_bounced, word for word.
const (
	wentOut = "m.state IN ('sent', 'delivered', 'uncertain')"
	bounced = "m.state = 'failed' AND m.reason = 'recipient_refused'"
)

func sentFrom(c condition, e Env) Query { return query("m.handed_at >= ?", lastDays(c, e)) }

// sent is true where a message, table m, went out and passes the tests.
func (c *condition) sent(tests ...Query) Query {
	q := c.letters(tests...)
	return query("EXISTS (SELECT 1 FROM message m WHERE "+q.Where+")", q.Args...)
}

func (c *condition) letters(tests ...Query) Query {
	tests = slices.Insert(tests, 0, query("m.card = c.id"), query(wentOut))
	if len(c.ids) == 0 {
		tests = append(tests, query("m.usr IS NULL"))
	} else {
		of := oneOf("v.template", c.ids)
		tests = append(tests, query("m.version IN (SELECT v.id FROM template_version v WHERE "+of.Where+")", of.Args...))
	}
	return joined(" AND ", tests)
}

func sentMoved(c condition, was, now Env) Query {
	return query("c.id IN (SELECT m.card FROM message m WHERE "+wentOut+" AND m.handed_at >= ? AND m.handed_at < ?)", lastDays(c, was), lastDays(c, now))
}

func repliedFrom(c condition, e Env) Query { return query("r.at >= ?", lastDays(c, e)) }

// replied is true where a reply, table r, passes the tests.
func replied(tests ...Query) Query {
	q := joined(" AND ", slices.Insert(tests, 0, query("r.card = c.id")))
	return query("EXISTS (SELECT 1 FROM reply r WHERE "+q.Where+")", q.Args...)
}

func replyMoved(c condition, was, now Env) Query {
	return query("c.id IN (SELECT r.card FROM reply r WHERE r.at >= ? AND r.at < ?)", lastDays(c, was), lastDays(c, now))
}
