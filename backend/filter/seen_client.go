package filter

import (
	"encoding/json"
	"strings"

	"stepwise/backend/crm"
)

// What Explain shows of the things around a card: each function gives the
// operators of a kind what they look at and how that is said.

// looking gives every operator of a list its look.
func looking(list []operator, look func(*operator)) []operator {
	out := make([]operator, len(list))
	for i, o := range list {
		look(&o)
		out[i] = o
	}
	return out
}

// same is an expression that is the same for every condition.
func same(where string) func(condition, Env) Query {
	return func(condition, Env) Query { return query(where) }
}

// readSeen takes what was seen apart; false where nothing was.
func readSeen(seen any, into ...any) bool {
	return json.Unmarshal([]byte(text(seen)), &into) == nil
}

const clientSeen = "(SELECT json_array(k.name, k.kind, coalesce(o.name, ''), k.tags) FROM contact k LEFT JOIN contact o ON o.id = k.company WHERE k.id = c.contact)"

func lookAtClient(o *operator) {
	switch channel := strings.TrimPrefix(strings.TrimPrefix(o.name, "has_"), "no_"); channel {
	case "email", "phone", "mobile":
		test := map[string]string{"email": "a.channel = 'email'", "phone": "a.channel = 'sms'", "mobile": "a.channel = 'sms' AND a.sms = 1"}[channel]
		o.seen = same("CASE WHEN c.contact IS NOT NULL THEN (SELECT count(*) FROM address a WHERE a.contact = c.contact AND " + test + ") END")
		o.told = func(_ condition, seen any, _ *crm.Catalogue) crm.Phrase {
			if seen == nil {
				return crm.Say("filter.say.client_none")
			}
			return crm.Say("filter.seen.client_"+channel, "count", int(whole(seen)))
		}
	default:
		o.seen, o.told = same(clientSeen), tellClient
	}
}

func tellClient(c condition, seen any, cat *crm.Catalogue) crm.Phrase {
	var name, kind, company, set string
	if !readSeen(seen, &name, &kind, &company, &set) {
		return crm.Say("filter.say.client_none")
	}
	tags := crm.TagSet(set) // as it is stored
	switch {
	case c.op.name == "kind_is":
		return crm.Say("filter.seen.client_kind", "name", shown(name), "kind", wordOf(slotContactKind, kind))
	case strings.HasPrefix(c.op.name, "tagged_") && tags == "":
		return crm.Say("filter.seen.client_untagged", "name", shown(name))
	case strings.HasPrefix(c.op.name, "tagged_"):
		return crm.Say("filter.seen.client_tagged", "name", shown(name), "values", tagList(tags, cat), "count", len(tags.IDs()))
	case c.op.name == "company_contains" && company != "":
		return crm.Say("filter.seen.client_company", "name", shown(name), "company", shown(company))
	case c.op.name == "company_contains" && kind == string(crm.ContactPerson):
		return crm.Say("filter.seen.client_no_company", "name", shown(name))
	}
	return crm.Say("filter.seen.client", "name", shown(name))
}

func tagList(tags crm.TagSet, cat *crm.Catalogue) any {
	var names []string
	for _, id := range tags.IDs() {
		names = append(names, tagName(int64(id), cat))
	}
	return listed("and", names)
}

func lookAtConsent(o *operator) {
	ch, _, _ := strings.Cut(o.name, "_")
	o.seen = same("(SELECT json_array(a.typed, a.consent) FROM address a WHERE a.contact = c.contact AND a.channel = '" + ch + "' ORDER BY a.is_default DESC, a.id LIMIT 1)")
	o.told = func(_ condition, seen any, _ *crm.Catalogue) crm.Phrase {
		var address, consent string
		if !readSeen(seen, &address, &consent) {
			return crm.Say("filter.seen.consent_none_" + ch)
		}
		return crm.Say("filter.seen.consent", "address", shown(address), "consent", wordOf(slotConsent, consent))
	}
}

func lookAtMaker(o *operator) {
	switch o.name {
	case "by_form", "by_form_in_last_days":
		o.seen = same("json_array(c.created, c.created_by, (SELECT f.form FROM form_card f WHERE f.card = c.id))")
		o.told = func(_ condition, seen any, cat *crm.Catalogue) crm.Phrase {
			var at, form int64
			var origin string
			if readSeen(seen, &at, &origin, &form) && form != 0 {
				return crm.Say("filter.seen.created_form", "at", crm.Instant(at), "form", formName(form, cat))
			}
			return crm.Say("filter.seen.created", "at", crm.Instant(at), "origin", crm.Say("filter.origin."+origin))
		}
	case "by_user":
		o.seen = same("json_array(c.created, c.created_by, (SELECT a.usr FROM activity a WHERE a.card = c.id AND a.at = c.created AND a.key = 'activity.created'))")
		o.told = func(_ condition, seen any, cat *crm.Catalogue) crm.Phrase {
			var at, user int64
			var origin string
			if readSeen(seen, &at, &origin, &user) && origin == string(crm.OriginUser) && user != 0 {
				return crm.Say("filter.seen.created", "at", crm.Instant(at), "origin", userName(user, cat))
			}
			return crm.Say("filter.seen.created", "at", crm.Instant(at), "origin", crm.Say("filter.origin."+origin))
		}
	}
}
