package filter_test

import (
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/filter"
)

// Now is Thursday 26 November 2026, 10:12 in Bucharest, unless the case says so.
var operatorCases = []struct {
	say       string
	condition crm.Condition
	card      func(*crm.Card)
	now       string
	holds     bool
}{
	{say: "a status is one of two", condition: ask("status", "is", "stat_1", "stat_2"), card: in(offerSent), holds: true},
	{say: "a status is not the other", condition: ask("status", "is_not", "stat_1"), card: in(offerSent), holds: true},
	{say: "a card that was imported in a status didn't enter it", condition: ask("status", "entered", "stat_2"), card: in(offerSent)},
	{say: "a card that was changed to a status entered it", condition: ask("status", "entered", "stat_2"), card: changed(open, offerSent), holds: true},
	{say: "changed from open to offer sent", condition: ask("status", "changed_from_to", "stat_1", "stat_2"), card: changed(open, offerSent), holds: true},
	{say: "changed the other way round", condition: ask("status", "changed_from_to", "stat_2", "stat_1"), card: changed(open, offerSent)},

	{say: "a minute before midnight to a minute after is one day", condition: ask("status", "stayed_at_least_days", "stat_2", "1"),
		card: since("2026-11-25 23:59"), now: "2026-11-26 00:01", holds: true},
	{say: "a whole day less a minute within the same day is none", condition: ask("status", "stayed_at_least_days", "stat_2", "1"),
		card: since("2026-11-25 00:00"), now: "2026-11-25 23:59"},
	{say: "three days on the third local midnight", condition: ask("status", "stayed_at_least_days", "stat_2", "3"),
		card: since("2027-03-26 15:00"), now: "2027-03-29 00:00", holds: true},
	{say: "at most three days until the fourth midnight", condition: ask("status", "stayed_at_most_days", "stat_2", "3"),
		card: since("2027-03-26 15:00"), now: "2027-03-29 23:59", holds: true},
	{say: "and then no more", condition: ask("status", "stayed_at_most_days", "stat_2", "3"),
		card: since("2027-03-26 15:00"), now: "2027-03-30 00:00"},
	{say: "exactly 24 hours are at least 24", condition: ask("status", "stayed_at_least_hours", "stat_2", "24"),
		card: since("2026-11-25 10:12"), holds: true},
	{say: "exactly 24 hours are at most 24", condition: ask("status", "stayed_at_most_hours", "stat_2", "24"),
		card: since("2026-11-25 10:12"), holds: true},
	{say: "a minute more is not", condition: ask("status", "stayed_at_most_hours", "stat_2", "24"),
		card: since("2026-11-25 10:11")},
	{say: "hours are elapsed time: the night of the clock change has one less", condition: ask("status", "stayed_at_least_hours", "stat_2", "24"),
		card: since("2027-03-27 12:00"), now: "2027-03-28 12:00"},
	{say: "a stay counts only in the status that is named", condition: ask("status", "stayed_at_least_days", "stat_1", "1"),
		card: since("2026-11-01 10:00")},

	{say: "no owner is not Ana's", condition: ask("owner", "is_not", "user_1")},
	{say: "unless unset ones are wanted", condition: ask("owner", "is_not_or_not_set", "user_1"), holds: true},
	{say: "no owner", condition: ask("owner", "is_not_set"), holds: true},
	{say: "Ștefan's card", condition: ask("owner", "is", "user_1", "user_2"), card: func(c *crm.Card) { c.Owner = stefan }, holds: true},

	{say: "a name is found without marks and case", condition: ask("name", "contains", "STEFAN"), card: name("Firma Ștefan SRL"), holds: true},
	{say: "and with a cedilla", condition: ask("name", "starts_with", "şTE"), card: name("Ștefan"), holds: true},
	{say: "ő is found as o", condition: ask("name", "contains", "bo"), card: name("Bőr Kft."), holds: true},
	{say: "a percent sign is a sign", condition: ask("name", "contains", "%"), card: name("Ana")},
	{say: "a name is the whole name", condition: ask("name", "equals", "ana"), card: name("Ana Pop")},
	{say: "none of two texts", condition: ask("name", "not_contains", "x", "pop"), card: name("Ana Pop")},

	{say: "a city is set", condition: askField(city, "is_set"), card: with(city, "Iași"), holds: true},
	{say: "a text is found without marks", condition: askField(city, "equals", "iasi"), card: with(city, "Iași"), holds: true},
	{say: "no city is not another city", condition: askField(city, "not_equals", "Cluj")},
	{say: "nor one that lacks a text", condition: askField(city, "not_contains", "Cluj")},
	{say: "unless unset ones are wanted too", condition: askField(city, "not_contains_or_not_set", "Cluj"), holds: true},

	{say: "numbers compare as numbers", condition: askField(total, "gt", "9"), card: with(total, 10.0), holds: true},
	{say: "12.50 is 12.5", condition: askField(total, "eq", "12.50"), card: with(total, 12.5), holds: true},
	{say: "both ends of a range count", condition: askField(total, "between", "1", "10"), card: with(total, 10.0), holds: true},
	{say: "no number is not below one", condition: askField(total, "lt", "1")},
	{say: "no number is not another one", condition: askField(total, "ne", "1")},
	{say: "zero is set", condition: askField(total, "is_set"), card: with(total, 0.0), holds: true},

	{say: "in 3 days, from midnight", condition: askField(validUntil, "in_days", "3"), card: with(validUntil, crm.Date("2026-11-29")), now: "2026-11-26 00:00", holds: true},
	{say: "in 3 days, to midnight", condition: askField(validUntil, "in_days", "3"), card: with(validUntil, crm.Date("2026-11-29")), now: "2026-11-26 23:59", holds: true},
	{say: "and then in 2", condition: askField(validUntil, "in_days", "3"), card: with(validUntil, crm.Date("2026-11-29")), now: "2026-11-27 00:00"},
	{say: "today is within the next 7 days", condition: askField(validUntil, "within_next_days", "7"), card: with(validUntil, crm.Date("2026-11-26")), holds: true},
	{say: "the 7th day is", condition: askField(validUntil, "within_next_days", "7"), card: with(validUntil, crm.Date("2026-12-03")), holds: true},
	{say: "the 8th is not", condition: askField(validUntil, "within_next_days", "7"), card: with(validUntil, crm.Date("2026-12-04"))},
	{say: "2 days ago", condition: askField(validUntil, "passed_days_ago", "2"), card: with(validUntil, crm.Date("2026-11-24")), holds: true},
	{say: "2 days are not more than 2", condition: askField(validUntil, "passed_more_than_days", "2"), card: with(validUntil, crm.Date("2026-11-24"))},
	{say: "yesterday has passed", condition: askField(validUntil, "passed_more_than_days", "0"), card: with(validUntil, crm.Date("2026-11-25")), holds: true},
	{say: "no date has not passed", condition: askField(validUntil, "passed_more_than_days", "0")},
	{say: "the day itself is no anniversary", condition: askField(validUntil, "anniversary_in_days", "0"), card: with(validUntil, crm.Date("2026-11-26"))},
	{say: "a year later it is", condition: askField(validUntil, "anniversary_in_days", "5"), card: with(validUntil, crm.Date("2020-12-01")), holds: true},
	{say: "an anniversary over the turn of the year", condition: askField(validUntil, "anniversary_in_days", "40"), card: with(validUntil, crm.Date("2026-01-05")), holds: true},
	{say: "29 February returns on the 28th", condition: askField(validUntil, "anniversary_in_days", "0"), card: with(validUntil, crm.Date("2024-02-29")), now: "2027-02-28 12:00", holds: true},
	{say: "but on the 29th in leap years", condition: askField(validUntil, "anniversary_in_days", "0"), card: with(validUntil, crm.Date("2024-02-29")), now: "2028-02-28 12:00"},
	{say: "there", condition: askField(validUntil, "anniversary_in_days", "0"), card: with(validUntil, crm.Date("2024-02-29")), now: "2028-02-29 12:00", holds: true},

	{say: "no is a value", condition: askField(vip, "is", "no"), card: with(vip, false), holds: true},
	{say: "not set is not no", condition: askField(vip, "is", "no")},
	{say: "one of the choices", condition: askField(source, "is", "opt_1", "opt_2"), card: with(source, phone), holds: true},
	{say: "not set is not another choice", condition: askField(source, "is_not", "opt_1")},

	{say: "a long text is found by a word", condition: askField(notes, "contains", "TETO"), card: with(notes, "prima linie\nacoperiș: Tető"), holds: true},
	{say: "an amount is compared in its own units", condition: askField(price, "ge", "12.50"), card: with(price, crm.Money(1250)), holds: true},
	{say: "a cent less is less", condition: askField(price, "ge", "12.5"), card: with(price, crm.Money(1249))},
	{say: "one of two amounts", condition: askField(price, "eq", "0.1", "10"), card: with(price, crm.Money(10)), holds: true},
	{say: "no amount is not another one", condition: askField(price, "ne", "1")},
	{say: "a meeting at 23:59 is today", condition: askField(meeting, "today"), card: with(meeting, bucharest("2026-11-26 23:59")), holds: true},
	{say: "a minute later it is tomorrow", condition: askField(meeting, "in_days", "1"), card: with(meeting, bucharest("2026-11-27 00:00")), holds: true},
	{say: "on the long day of a clock change", condition: askField(meeting, "on", "2026-10-25"), card: with(meeting, bucharest("2026-10-25 23:30")), holds: true},
	{say: "after a day means from the next midnight", condition: askField(meeting, "after", "2026-11-26"), card: with(meeting, bucharest("2026-11-27 00:00")), holds: true},
	{say: "not before it", condition: askField(meeting, "after", "2026-11-26"), card: with(meeting, bucharest("2026-11-26 23:59"))},
	{say: "before a day ends at its midnight", condition: askField(meeting, "before", "2026-11-26"), card: with(meeting, bucharest("2026-11-26 00:00"))},
	{say: "an earlier meeting today has not passed by days", condition: askField(meeting, "passed_more_than_days", "0"), card: with(meeting, bucharest("2026-11-26 08:00"))},
	{say: "yesterday's has", condition: askField(meeting, "passed_more_than_days", "0"), card: with(meeting, bucharest("2026-11-25 23:00")), holds: true},
	{say: "the epoch is a moment like others", condition: askField(meeting, "is_set"), card: with(meeting, crm.Instant(0)), holds: true},
	{say: "one of several choices", condition: askField(interests, "has_any", "opt_4", "opt_1c"), card: with(interests, crm.ChoiceSetOf(floor)), holds: true},
	{say: "4 is not found in 14 and 44", condition: askField(interests, "has_any", "opt_4"), card: with(interests, crm.ChoiceSetOf(wall, floor))},
	{say: "all of them", condition: askField(interests, "has_all", "opt_4", "opt_e"), card: with(interests, crm.ChoiceSetOf(floor, wall, roof)), holds: true},
	{say: "not all of them", condition: askField(interests, "has_all", "opt_4", "opt_e"), card: with(interests, crm.ChoiceSetOf(roof))},
	{say: "none of them", condition: askField(interests, "has_none", "opt_4"), card: with(interests, crm.ChoiceSetOf(wall)), holds: true},
	{say: "no choices are not none of them", condition: askField(interests, "has_none", "opt_4")},
	{say: "unless unset ones are wanted as well", condition: askField(interests, "has_none_or_not_set", "opt_4"), holds: true},
	{say: "there is a contract", condition: askField(contract, "is_set"), card: with(contract, crm.FileID(7)), holds: true},
	{say: "there is none", condition: askField(contract, "is_not_set"), holds: true},
	{say: "a phone as it is dialled here", condition: askField(mobile, "contains", "0721 234"), card: with(mobile, "+40721234567"), holds: true},
	{say: "a phone with its country", condition: askField(mobile, "equals", "+40 721 234 567"), card: with(mobile, "+40721234567"), holds: true},
	{say: "a link is a text", condition: askField(site, "contains", "Example"), card: with(site, "https://www.example.com/ofertă"), holds: true},
	{say: "an address begins with", condition: askField(invoices, "starts_with", "facturi@"), card: with(invoices, "Facturi@firma.example"), holds: true},
	{say: "tagged with one of two", condition: ask("tags", "has_any", "tag_1", "tag_b"), card: func(c *crm.Card) { c.Tags = crm.Tags(cold) }, holds: true},
	{say: "1 is not found in 11", condition: ask("tags", "has_any", "tag_1"), card: func(c *crm.Card) { c.Tags = crm.Tags(cold) }},
	{say: "no tags at all", condition: ask("tags", "is_not_set"), holds: true},
	{say: "no tags are not none of them", condition: ask("tags", "has_none", "tag_1")},

	{say: "created on the day of a clock change", condition: ask("created", "on", "2026-10-25"), card: made("2026-10-25 23:59"), holds: true},
	{say: "not on the next", condition: ask("created", "on", "2026-10-25"), card: made("2026-10-26 00:00")},
	{say: "in the last 3 days until the fourth midnight", condition: ask("created", "in_last_days", "3"), card: made("2026-11-23 00:00"), holds: true},
	{say: "and no more", condition: ask("created", "in_last_days", "3"), card: made("2026-11-22 23:59")},
	{say: "then it is more than 3 days ago", condition: ask("created", "more_than_days_ago", "3"), card: made("2026-11-22 23:59"), holds: true},
	{say: "made by an import", condition: ask("created", "by", "form", "import"), card: func(c *crm.Card) { c.CreatedBy = crm.OriginImport }, holds: true},
	{say: "changed today", condition: ask("modified", "today"), card: func(c *crm.Card) { c.Modified = c.StatusSince }, holds: true},
}

func TestOperatorsMeanWhatTheySay(t *testing.T) {
	t.Parallel()
	x, loc := newTable(t), zone(t, "Europe/Bucharest")
	for _, c := range operatorCases {
		if c.now == "" {
			c.now = "2026-11-26 10:12"
		}
		env := filter.Env{Cat: catalogue(), Zone: loc, Now: moment(t, c.now, loc)}
		card := crm.Card{ID: 1, Name: "Ana Pop", Status: offerSent, StatusSince: env.Now, Created: env.Now, Modified: env.Now, CreatedBy: crm.OriginUser, Fields: crm.Values{}}
		if c.card != nil {
			c.card(&card)
		}
		x.fill(t, []crm.Card{card})
		if got := x.matches(t, all(c.condition), env)[1]; got != c.holds {
			t.Errorf("%s (%s %s %v): %v, want %v", c.say, c.condition.Subject, c.condition.Op, c.condition.Values, got, c.holds)
		}
		if got := (naive{env, card, around{}}).condition(c.condition); got != c.holds {
			t.Errorf("%s: the naive evaluator says %v", c.say, got)
		}
	}
}

func in(s crm.StatusID) func(*crm.Card) { return func(c *crm.Card) { c.Status = s } }

func changed(from, to crm.StatusID) func(*crm.Card) {
	return func(c *crm.Card) { c.StatusFrom, c.Status = from, to }
}

func name(text string) func(*crm.Card) { return func(c *crm.Card) { c.Name = text } }

func with(id crm.FieldID, value any) func(*crm.Card) {
	return func(c *crm.Card) { c.Fields[id] = value }
}

func since(text string) func(*crm.Card) {
	return func(c *crm.Card) { c.StatusSince = bucharest(text) }
}

func made(text string) func(*crm.Card) {
	return func(c *crm.Card) { c.Created = bucharest(text) }
}
