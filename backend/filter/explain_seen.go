package filter

import "stepwise/backend/crm"

// seen says the value that a condition looked at.
func (x *Explanation) seen(f *fact) crm.Phrase {
	if f.op.told != nil {
		return f.op.told(*f.condition, f.seen, x.env.Cat)
	}
	switch f.kind {
	case kindName:
		return crm.Say("filter.say.is", "subject", f.subject(), "values", quoted(text(x.row[0])))
	case kindStatus:
		return x.seenStatus(f)
	case kindOwner:
		if owner := x.row[4]; owner != nil {
			return crm.Say("filter.say.is", "subject", f.subject(), "values", userName(whole(owner), x.env.Cat))
		}
		return crm.Say("filter.say.is_not_set", "subject", f.subject())
	case kindCreated:
		return crm.Say("filter.seen.created", "at", crm.Instant(whole(x.row[5])),
			"origin", crm.Say("filter.origin."+text(x.row[6])))
	case kindModified:
		return crm.Say("filter.seen.modified", "at", crm.Instant(whole(x.row[7])))
	case kindTags:
		return x.seenTags()
	}
	if f.seen == nil {
		return crm.Say("filter.say.is_not_set", "subject", f.subject())
	}
	if f.Subject != fieldSubject {
		return f.say(x.env.Cat)
	}
	return crm.Say("filter.say.is", "subject", f.subject(), "values", f.seenValue(f.seen))
}

func (x *Explanation) seenTags() crm.Phrase {
	ids := crm.TagSet(text(x.row[8])).IDs()
	if len(ids) == 0 {
		return crm.Say("filter.say.tagged_none")
	}
	names := make([]any, len(ids))
	for i, id := range ids {
		names[i] = tagName(int64(id), x.env.Cat)
	}
	return crm.Say("filter.say.tagged", "values", chained("filter.list.comma", "filter.list.and", names), "count", len(names))
}

func (x *Explanation) seenStatus(f *fact) crm.Phrase {
	say := func(key string, more ...any) crm.Phrase {
		return crm.Say("filter.seen."+key, append(more, "status", statusName(whole(x.row[1]), x.env.Cat), "since", crm.Instant(whole(x.row[2])))...)
	}
	switch from := x.row[3]; {
	case f.op.name != "entered" && f.op.name != "changed_from_to":
		return say("status")
	case from == nil:
		return say("status_unchanged")
	default:
		return say("status_changed", "from", statusName(whole(from), x.env.Cat))
	}
}

// seenValue is a field's value in a sentence.
func (c *condition) seenValue(value any) any {
	switch c.field.Type {
	case crm.FieldNumber:
		if n, ok := value.(int64); ok {
			return float64(n)
		}
		return value
	case crm.FieldMoney:
		return crm.Amount{Money: crm.Money(whole(value)), Currency: c.field.Currency}
	case crm.FieldDate:
		return crm.Date(text(value))
	case crm.FieldDateTime:
		return crm.Instant(whole(value))
	case crm.FieldFile:
		return crm.Say("filter.file")
	case crm.FieldChoices:
		return c.seenChoices(text(value))
	case crm.FieldYesNo:
		return yesNo(whole(value))
	case crm.FieldChoice:
		return c.choiceName(whole(value))
	default:
		return quoted(shown(text(value)))
	}
}

func (c *condition) seenChoices(list string) any {
	set, err := c.field.ReadStoreValue([]byte(list))
	if err != nil || set == crm.ChoiceSet("") {
		return list
	}
	var names []any
	for _, id := range set.(crm.ChoiceSet).IDs() {
		names = append(names, c.choiceName(int64(id)))
	}
	return chained("filter.list.comma", "filter.list.and", names)
}
