package filter

import (
	"strconv"

	"stepwise/backend/crm"
	"stepwise/backend/dialect"
)

// Contact operators ask about the card's main contact as it is now. Without one
// only "has no client" holds, and those that ask for a missing address: there is
// none to write to.
var contactOperators = []operator{
	{name: "is_set", say: "client_some", where: isSet},
	{name: "is_not_set", say: "client_none", where: isNotSet},
	// It is a person, or a company.
	{name: "kind_is", say: "client_kind", slots: slots(several(slotContactKind)),
		where: func(c condition, _ Env) Query { return contactWhere(oneOf("k.kind", c.texts)) }},
	// Its whole name, folded.
	{name: "name_contains", say: "client_name", slots: slots(several(slotText)),
		where: func(c condition, _ Env) Query { return contactWhere(anyText(dialect.Contains("k.name_fold"), c.texts)) }},
	{name: "name_not_contains", say: "client_name_not", slots: slots(several(slotText)), negative: true,
		where: func(c condition, _ Env) Query {
			return contactWhere(anyText(dialect.Contains("k.name_fold"), c.texts).not())
		}},
	// The name of the company that a person belongs to; of a company, its own.
	{name: "company_contains", say: "client_company", slots: slots(several(slotText)),
		where: func(c condition, _ Env) Query {
			test := anyText(dialect.Contains("o.name_fold"), c.texts)
			return query("EXISTS (SELECT 1 FROM contact k JOIN contact o ON o.id = CASE k.kind WHEN 'company' THEN k.id ELSE k.company END"+
				" WHERE k.id = c.contact AND "+test.Where+")", test.Args...)
		}},
	// The contact's own tags, not the card's; as with those, none of them means
	// that there is another.
	{name: "tagged_any", say: "client_tagged", slots: slots(several(slotTag)),
		where: func(c condition, _ Env) Query { return contactWhere(c.contactTagged(" OR ")) }},
	{name: "tagged_all", say: "client_tagged", and: true, slots: slots(several(slotTag)),
		where: func(c condition, _ Env) Query { return contactWhere(c.contactTagged(" AND ")) }},
	{name: "tagged_none", say: "client_tagged_not", slots: slots(several(slotTag)), negative: true,
		where: func(c condition, _ Env) Query {
			return contactWhere(c.contactTagged(" OR ").not().and(query("k.tags <> ''")))
		},
		unset: func(condition, Env) Query { return contactWhere(query("k.tags <> ''")).not() }},
	// Any address, whatever its consent.
	addressOperator("has_email", "a.channel = 'email'", true),
	addressOperator("has_no_email", "a.channel = 'email'", false),
	addressOperator("has_phone", "a.channel = 'sms'", true),
	addressOperator("has_no_phone", "a.channel = 'sms'", false),
	// A number that can get an SMS: no landline.
	addressOperator("has_mobile", "a.channel = 'sms' AND a.sms = 1", true),
	addressOperator("has_no_mobile", "a.channel = 'sms' AND a.sms = 1", false),
}

// contactKinds are the kinds of contact in the order in which they are offered.
var contactKinds = []string{string(crm.ContactPerson), string(crm.ContactCompany)}

// contactWhere is true where the card's contact, table k, passes a test.
func contactWhere(test Query) Query {
	return query("EXISTS (SELECT 1 FROM contact k WHERE k.id = c.contact AND "+test.Where+")", test.Args...)
}

func (c *condition) contactTagged(connector string) Query {
	parts := make([]Query, len(c.ids))
	for i, id := range c.ids {
		parts[i] = query(dialect.Contains("k.tags"), ","+strconv.FormatInt(id, 10)+",")
	}
	return joined(connector, parts)
}

func addressOperator(name, test string, has bool) operator {
	return operator{name: name, say: name, where: func(condition, Env) Query {
		q := query("EXISTS (SELECT 1 FROM address a WHERE a.contact = c.contact AND " + test + ")")
		if !has {
			return q.not()
		}
		return q
	}}
}

// Consent operators ask what the main contact's default address of a channel may
// get: the address that messages go to. Without one nothing is set. That an
// address is on the suppression list shows as its consent; an address that only
// the list knows is found when a message is about to go.
var consentOperators = []operator{
	consentIs("email_is", crm.ChannelEmail),
	consentIsNot("email_is_not", crm.ChannelEmail),
	consentIs("sms_is", crm.ChannelSMS),
	consentIsNot("sms_is_not", crm.ChannelSMS),
}

func consentWords() []string {
	words := make([]string, len(crm.ConsentStates))
	for i, s := range crm.ConsentStates {
		words[i] = string(s)
	}
	return words
}

// consentOf is the expression of the default address's consent, NULL without one.
func consentOf(ch crm.Channel) string {
	return "(SELECT a.consent FROM address a WHERE a.contact = c.contact AND a.channel = '" + string(ch) + "' ORDER BY a.is_default DESC, a.id LIMIT 1)"
}

// It is in one of the states.
func consentIs(name string, ch crm.Channel) operator {
	return operator{name: name, say: "consent_" + name, slots: slots(several(slotConsent)),
		where: func(c condition, _ Env) Query { return oneOf(consentOf(ch), c.texts).orFalse() }}
}

// It is in none of them, and there is an address.
func consentIsNot(name string, ch crm.Channel) operator {
	return operator{name: name, say: "consent_" + name, slots: slots(several(slotConsent)), negative: true,
		where: func(c condition, _ Env) Query { return oneOf(consentOf(ch), c.texts).not().orFalse() },
		unset: func(condition, Env) Query { return query(consentOf(ch) + " IS NULL") }}
}
