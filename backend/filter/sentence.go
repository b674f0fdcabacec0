package filter

import (
	"strconv"

	"stepwise/backend/crm"
)

// Sentence says a whole tree in words: "status is Offer sent and (owner is Ana
// Pop, or valid until is within the next 7 days)". What is broken is said to
// be so; no tree is too broken for a sentence.
func Sentence(tree crm.Group, cat *crm.Catalogue) crm.Phrase {
	root, _ := parse(tree, cat)
	if len(root.conditions)+len(root.groups) == 0 {
		return crm.Say("filter.say.nothing")
	}
	return root.say(cat, nil, 0)
}

// say is a node in words, in brackets where what is around it is joined by the
// other word. Brackets is how many pairs it stands in: round and square ones
// take turns, so that the eye finds which end belongs to which beginning.
func (n *node) say(cat *crm.Catalogue, around *node, brackets int) crm.Phrase {
	switch {
	case len(n.conditions) == 1 && len(n.groups) == 0:
		return n.conditions[0].say(cat)
	case len(n.conditions) == 0 && len(n.groups) == 1:
		return n.groups[0].say(cat, around, brackets)
	}
	apart := around != nil && around.any != n.any
	if apart {
		brackets++
	}
	parts := make([]any, 0, len(n.conditions)+len(n.groups))
	for i := range n.conditions {
		parts = append(parts, n.conditions[i].say(cat))
	}
	for i := range n.groups {
		parts = append(parts, n.groups[i].say(cat, n, brackets))
	}
	key := "filter.say.and"
	if n.any {
		key = "filter.say.or"
	}
	inside := chained(key, key, parts).(crm.Phrase)
	switch {
	case !apart:
		return inside
	case brackets%2 == 0:
		return crm.Say("filter.say.group_within", "inside", inside)
	}
	return crm.Say("filter.say.group", "inside", inside)
}

// chained makes one phrase of several by pairs: "{{first}}, {{rest}}" and, for
// the last two, another key. A single one stays as it is. The halves nest, so
// that a hundred are not a hundred deep.
func chained(key, last string, items []any) any {
	switch len(items) {
	case 1:
		return items[0]
	case 2:
		return crm.Say(last, "first", items[0], "rest", items[1])
	}
	half := len(items) / 2
	return crm.Say(key, "first", chained(key, key, items[:half]), "rest", chained(key, last, items[half:]))
}

// say is a condition in words.
func (c *condition) say(cat *crm.Catalogue) crm.Phrase {
	if c.broken {
		return crm.Say("filter.say.broken")
	}
	pairs := []any{"subject", c.subject()}
	var list []any
	for i, s := range c.slotsOfValues() {
		if s.arg == "values" {
			list = append(list, c.value(s, i, cat))
			continue
		}
		pairs = append(pairs, s.arg, c.value(s, i, cat))
	}
	if len(list) > 0 {
		last := "filter.list.or"
		if c.op.and {
			last = "filter.list.and"
		}
		pairs = append(pairs, "values", chained("filter.list.comma", last, list))
		if c.op.slots[0].kind == slotTag {
			pairs = append(pairs, "count", atOnce(len(list), c.op.and))
		}
	}
	key := c.op.say
	if c.op.bare != "" && len(list) == 0 {
		key = c.op.bare
	}
	if c.op.zero != "" && c.n == 0 {
		key = c.op.zero
	}
	phrase := crm.Say("filter.say."+key, pairs...)
	if c.orUnset {
		return crm.Say("filter.say.or_not_set", "inside", phrase)
	}
	return phrase
}

// atOnce is how many a list names at once: of those joined by "or" it is one
// of which is spoken, "the tag A or B" and "the tags A and B".
func atOnce(names int, and bool) int {
	if and {
		return names
	}
	return 1
}

// subject is what the condition is about, in the middle of a sentence.
func (c *condition) subject() any {
	if c.Subject == fieldSubject {
		return c.field.Name
	}
	return crm.Say("filter.the." + c.Subject)
}

// value is one value of the condition in a sentence.
func (c *condition) value(s slot, i int, cat *crm.Catalogue) any {
	text := c.Values[i]
	switch s.kind {
	case slotStatus:
		return statusName(c.ids[i], cat)
	case slotUser:
		return userName(c.ids[i], cat)
	case slotChoice:
		return c.choiceName(c.ids[i])
	case slotText:
		return quoted(text)
	case slotTag:
		return tagName(c.ids[i], cat)
	case slotNumber, slotMoney:
		return c.number(i)
	case slotDate:
		return c.dates[i]
	case slotYesNo:
		return yesNo(c.ids[i])
	case slotOrigin, slotContactKind, slotConsent, slotTaskType:
		return wordOf(s.kind, text)
	case slotTemplate:
		return templateName(c.ids[i], cat)
	case slotLink:
		return linkName(c.ids[i], cat)
	case slotForm:
		return formName(c.ids[i], cat)
	case slotSequence:
		return sequenceName(c.ids[i], cat)
	default:
		return c.n
	}
}

func statusName(id int64, cat *crm.Catalogue) string {
	if s, ok := cat.Status(crm.StatusID(id)); ok {
		return s.Name
	}
	return "#" + strconv.FormatInt(id, 10)
}

func userName(id int64, cat *crm.Catalogue) string {
	if u, ok := cat.User(crm.UserID(id)); ok {
		return u.Name
	}
	return "#" + strconv.FormatInt(id, 10)
}

// wordOf is one of a kind's fixed words: "filter.origin.import".
func wordOf(kind slotKind, text string) crm.Phrase {
	return crm.Say("filter." + string(kind) + "." + text)
}

func templateName(id int64, cat *crm.Catalogue) string {
	if t, ok := cat.Template(crm.TemplateID(id)); ok {
		return t.Name
	}
	return "#" + strconv.FormatInt(id, 10)
}

func linkName(id int64, cat *crm.Catalogue) string {
	if l, ok := cat.Link(crm.LinkID(id)); ok {
		return l.Name
	}
	return "#" + strconv.FormatInt(id, 10)
}

func sequenceName(id int64, cat *crm.Catalogue) string {
	if q, ok := cat.Sequence(crm.SequenceID(id)); ok {
		return q.Name
	}
	return "#" + strconv.FormatInt(id, 10)
}

func formName(id int64, cat *crm.Catalogue) string {
	if f, ok := cat.Form(crm.FormID(id)); ok {
		return f.Name
	}
	return "#" + strconv.FormatInt(id, 10)
}

func (c *condition) choiceName(id int64) string {
	if choice, ok := c.field.Choice(crm.ChoiceID(id)); ok {
		return choice.Name
	}
	return "#" + strconv.FormatInt(id, 10)
}

func tagName(id int64, cat *crm.Catalogue) string {
	if tag, ok := tagIn(cat, crm.TagID(id)); ok {
		return tag.Name
	}
	return "#" + strconv.FormatInt(id, 10)
}

func quoted(text string) crm.Phrase { return crm.Say("filter.quoted", "text", text) }

func yesNo(id int64) crm.Phrase {
	if id == 0 {
		return crm.Say("filter.no")
	}
	return crm.Say("filter.yes")
}
